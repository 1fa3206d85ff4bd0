"""A small drill that needs no engine: every input gives two outputs that follow from it."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from drill.journal.base import Draft
from drill.journal.recorder import draft_of
from drill.journal.sqlite import store
from drill.world.happened import Happened
from drill.world.inputs import DrillOpened, NoteKind, NoteTaken, TeamSetup
from drill.world.outputs import GoalReached, WorldHashed

OPENED = DrillOpened(
    scenario="song-may",
    scenario_hash="aa",
    library_hash="bb",
    engine=1,
    seed=7,
    teams=(TeamSetup("red", "Đội Đỏ"), TeamSetup("blue", "Đội Xanh")),
    sources={"scenario.yaml": "scenario:\n", "extra.yaml": "noise:\n"},
    facts=("fs01.encrypted", "fs01.working"),
)


def inputs(notes: int = 5) -> list[Happened]:
    """Return the opening and some notes."""
    taken = [
        Happened(
            n * 1000,
            "red" if n % 2 else "blue",
            "seat-1",
            NoteTaken(NoteKind.NOTE, f"ghi chú {n}"),
            command=f"red:{n}",
        )
        for n in range(notes)
    ]
    return [Happened(0, "", "", OPENED), *taken]


def replayed(opened: DrillOpened, given: Iterable[Happened]) -> Iterator[Happened]:
    """Stand in for the engine."""
    assert opened == OPENED
    for happened in given:
        if happened.is_output:
            continue
        yield happened
        if isinstance(happened.what, NoteTaken):
            yield Happened(happened.t, happened.team, "", GoalReached(happened.what.text))
            yield Happened(happened.t, happened.team, "", WorldHashed(str(happened.t)))


def drafts(notes: int = 5) -> list[Draft]:
    """Return the whole drill as drafts, with wall times as in a live drill."""
    return [draft_of(happened, wall=n) for n, happened in enumerate(replayed(OPENED, inputs(notes)))]


def drill_file(folder: Path, notes: int = 5) -> Path:
    """Write the drill into a file and return where."""
    path = folder / "sample.drill"
    journal = store.create(path)
    journal.append(drafts(notes))
    journal.close()
    return path


def rewrite(file: Path, *statements: str) -> None:
    """Change a drill file as someone would who is not the hub."""
    with closing(sqlite3.connect(file)) as raw, raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement)
