"""Whole drills of the bundled ransomware scenario at full speed, in one process.

Cold is the first idle run after the scenario was read: tables and plan memos are still to be made. Warm runs share them, as
a rehearsal does; the attacker's plans are then mostly remembered. An idle run keeps no journal; bots play through a whole
`Run` with a team's view in between, so that each of their orders goes the way that a person's goes. Events are journal
entries of twenty idle teams with a hash of each world every minute.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from bench.frame import Figure, best, rate, spent
from drill.rehearse.match import empty_match
from drill.rehearse.play import play
from drill.rehearse.rehearsal import IDLE, idle_run, run
from drill.scenario.compile import compile_document
from drill.scenario.load import load
from drill.scenario.model import Model, Reach
from drill.world.inputs import TeamSetup
from drill.world.noise import noise_maker
from drill.world.program import Program
from drill.world.render import renderer_for
from drill.world.search import Archive, Query

SCENARIO = Path("scenarios/song-may-ransomware/scenario.yaml")
IDLE_RUNS = 300
BOT_RUNS = 10
TEAMS = 20
SEARCHES = 40


def figures() -> Iterator[Figure]:
    """Measure reading, cold and warm runs, events, and what a search costs."""
    yield rate("reading and compiling", "scenarios", best(lambda: _compiled() and 1))
    model = _compiled()
    cold = spent(lambda: len({idle_run(model, 1).seed}))
    yield Figure("idle run, cold", f"{cold.cpu * 1000:,.1f} CPU ms")
    plans = Program(model)
    _idle(model, plans)
    warm = best(lambda: _idle(model, plans))
    yield rate("idle runs, warm", "runs", warm, goal="2 ms each")
    for bot in ("novice", "average", "skilled", "panic", "oracle"):
        yield rate(f"{bot} runs", "runs", spent(_bot(model, bot, plans)))
    yield rate(f"events of {TEAMS} idle teams", "entries", best(lambda: _events(model)))
    yield from _searching(model)


def _compiled() -> Model:
    loaded = load(SCENARIO)
    assert loaded.document is not None
    model, _problems = compile_document(loaded.document, loaded.sources)
    assert model is not None
    return model


def _idle(model: Model, plans: Program) -> int:
    outcomes = [idle_run(model, seed, plans) for seed in range(IDLE_RUNS)]
    assert all(outcome.bot == IDLE and outcome.goals for outcome in outcomes)
    return len(outcomes)


def _bot(model: Model, bot: str, plans: Program) -> Callable[[], int]:
    def play_all() -> int:
        outcomes = [run(model, bot, seed, plans) for seed in range(BOT_RUNS)]
        assert all(0 <= outcome.services <= 1000 for outcome in outcomes)
        return len(outcomes)

    return play_all


def _events(model: Model) -> int:
    match = empty_match([f"team-{number}" for number in range(TEAMS)])
    return sum(1 for _happened in play(model, {}, match, 1))


def _searching(model: Model) -> Iterator[Figure]:
    noise = noise_maker(model, 1)
    minutes = model.length // 60_000
    sources = [source.id for source in model.sources]
    written = spent(lambda: sum(len(noise.minute(source, m)) for source in sources for m in range(minutes)))
    yield rate("noise written", "lines", written)
    archive = Archive(model, renderer_for(model, 1, TeamSetup("a", "A")), noise)
    query = Query(Reach.SEARCH, model.length, text="host:pc-ketoan GET")
    found = spent(lambda: sum(bool(archive.search(query).lines) for _ in range(SEARCHES)))
    assert found.work == SEARCHES
    yield rate(f"searches of all {written.work:,} lines", "searches", found)
