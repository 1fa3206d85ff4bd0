"""Reading, replaying and verifying a drill file of 100,000 entries.

20 teams of the bundled ransomware scenario do nothing but take a note every 2.5 seconds: some 93,000 inputs, each checked
and taken by the engine, and the outputs of 20 worlds under attack for four hours. The record is cut at exactly 100,000
entries, as a killed hub leaves one. "Read" walks the file; "replay" compiles the carried scenario and runs all inputs through
the engine; "verify" is what ``livefire drill verify`` does: the chain, the replay, and the comparison of everything. The best
of three runs; the file is in the system's cache.
"""

import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bench.frame import Figure, best, rate
from bench.scenarios import SCENARIO, bundled
from drill.journal.base import Side
from drill.journal.recorder import draft_of, happened_of, opened_of
from drill.journal.replaying import replayed
from drill.journal.sqlite.reader import SqliteReader, open_reader
from drill.journal.sqlite.store import create
from drill.journal.verify import entries_of, verify
from drill.scenario.load import load
from drill.world.happened import Happened
from drill.world.inputs import ClockStarted, DrillOpened, NoteKind, NoteTaken, Refusal, TeamSetup
from drill.world.run import ENGINE, Run

ENTRIES = 100_000
TEAMS = 20
PAUSE = 2_500


def figures() -> Iterator[Figure]:
    """Write the file once, then measure."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "bench.drill"
        journal = create(path)
        journal.append([draft_of(happened) for happened in islice(_drill(), ENTRIES)])
        journal.close()
        with open_reader(path) as reader:
            assert reader.head.seq == ENTRIES
            yield rate("read", "entries", best(lambda: _read(reader)))
            yield rate("replay", "entries", best(lambda: _replay(reader)))
            yield rate(
                "verify", "entries", best(lambda: _verify(reader)), goal="100,000 entries in under 2 s"
            )


def _read(reader: SqliteReader) -> int:
    return sum(1 for _entry in entries_of(reader))


def _replay(reader: SqliteReader) -> int:
    inputs = (happened_of(entry) for entry in entries_of(reader) if entry.side is Side.INPUT)
    count = sum(1 for _happened in islice(replayed(opened_of(reader), inputs), ENTRIES))
    assert count == ENTRIES
    return count


def _verify(reader: SqliteReader) -> int:
    verdict = verify(reader, replayed)
    assert verdict.ok
    return verdict.replayed


def _drill() -> Iterator[Happened]:
    loaded = load(SCENARIO)
    model = bundled()
    opened = DrillOpened(
        scenario=model.id,
        scenario_hash=model.hash,
        library_hash=model.library_hash,
        engine=ENGINE,
        seed=7,
        teams=tuple(TeamSetup(f"team-{n}", f"Team {n}") for n in range(TEAMS)),
        sources=loaded.sources,
        facts=tuple(fact.name for fact in model.facts),
    )
    run = Run(model, opened)
    yield from run.start()
    yield from _taken(run.accept("controller", "", ClockStarted(), 0))
    line = 0
    while not run.ended:
        line += 1
        for team in opened.teams:
            note = NoteTaken(NoteKind.NOTE, f"look {line}: nothing new on our side")
            yield from _taken(run.accept(f"{team.id}-1", team.id, note, line * PAUSE, f"{team.id}:{line}"))


def _taken(outcome: Refusal | list[Happened]) -> list[Happened]:
    return [] if isinstance(outcome, Refusal) else outcome
