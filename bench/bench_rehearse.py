"""Rehearsals of the bundled four-hour scenario, one team each, in one process on one core.

An idle rehearsal is the world alone: the attacker, meters, services and calendar run their four hours, nothing is written
into a journal and nobody sits at a desk; this is what tells a planner how an undefended drill ends. "Cold" has its tables
and memos of the attacker's plans still to make, "warm" shares them with the runs before, on seeds that were not run yet.
The last figures are rehearsals with a bot at the team's desk: the journal's events, the cards of the team's view, searches
with their noise and the bot's own thinking are all in them. Each figure is checked by running a seed again.
"""

from collections.abc import Iterator

from bench.frame import Figure, best, rate, spent
from bench.scenarios import bundled
from drill.rehearse.rehearsal import idle_run, run
from drill.scenario.model import Model
from drill.world.program import Program

RUNS = 500
BOTS = (("novice", 5), ("average", 2), ("skilled", 2), ("oracle", 5))
"""Bots and how many runs of each."""


def figures() -> Iterator[Figure]:
    """Measure idle runs, then bots."""
    model = bundled()
    cold = best(lambda: _idle(model, Program(model), range(1, 2)))
    yield Figure("idle, cold", f"{cold.cpu * 1000:.1f} ms CPU for the first run, tables included")
    plans = Program(model)
    _idle(model, plans, range(1, RUNS))
    warm = spent(lambda: _idle(model, plans, range(RUNS, 2 * RUNS)))
    assert idle_run(model, RUNS, plans) == idle_run(model, RUNS)
    yield rate("idle, warm, new seeds", "runs", warm, goal="1,000 four-hour runs per CPU second")
    for bot, runs in BOTS:
        took = spent(lambda bot=bot, runs=runs: _played(model, plans, bot, runs))  # type: ignore[misc]
        yield Figure(f"{bot} at the desk, warm", f"{1000 * took.cpu / runs:,.0f} ms CPU a run")
    assert run(model, "novice", 1, plans) == run(model, "novice", 1)


def _idle(model: Model, plans: Program, seeds: range) -> int:
    for seed in seeds:
        outcome = idle_run(model, seed, plans)
        assert outcome.bot == "idle"
        assert 0 <= outcome.services <= 1000
    return len(seeds)


def _played(model: Model, plans: Program, bot: str, runs: int) -> int:
    for seed in range(1, runs + 1):
        assert run(model, bot, seed, plans).bot == bot
    return runs
