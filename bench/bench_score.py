"""The score for 512 teams: each journal entry kept current, and whole journals scored again.

The mix is changed facts, traces, answers, replies and marks, spread over four hours and 512 teams of a small scenario.

Again: journals of 62,500 to 500,000 entries are folded from their first entry to the board with every line of every
team; the work of an entry should not grow with their number.

One at a time: 500,000 entries go in; after each of the last 4,000 the ledger's lines are current and the board is
ranked again. On the judges' desk, with a journal of 4,000 entries, every card that differs is made too (rows, lines
with their entries in words, mark cards). At the end each is compared with the fold of the whole journal.
"""

from collections.abc import Callable, Iterator
from functools import partial
from time import process_time
from typing import TypeAlias

from msgspec.structs import replace

from bench.frame import Figure, best, percentile, rate
from drill.world.happened import Happened
from drill.world.inputs import Answered, AnyInput, DrillOpened, Marked, Replied, TeamSetup
from drill.world.outputs import (
    AnswerJudged,
    AnyOutput,
    FactsChanged,
    InjectChanged,
    InjectState,
    TraceWritten,
    Verdict,
)
from scoring.bench import JudgeView
from scoring.board import LiveBoard, rank
from scoring.fold import fold
from tests.scoring.ground import BIT, HOUR, MODEL, OPENED

TEAMS = 512
SIZES = (62_500, 125_000, 250_000, 500_000)
"""Entries of the journals that are scored again."""
ON_THE_DESK = 4_000
"""Entries of the journal on the judges' desk, and those that are timed one by one."""
GOAL = "under 1 ms"

_Entries: TypeAlias = list[tuple[int, Happened]]


def figures() -> Iterator[Figure]:
    """Score whole journals again, then measure entries one by one."""
    opened = replace(OPENED, teams=tuple(TeamSetup(f"team-{n:03}", f"Team {n}") for n in range(TEAMS)))
    entries = list(_journal(opened, SIZES[-1]))
    for size in SIZES:
        took = best(partial(_again, entries[:size]), 2)
        yield rate(f"scored again, {size:,} entries", "entries", took, how=f"{TEAMS} teams")
    yield from _on_the_board(entries)
    yield from _on_the_desk(opened)


def _again(entries: _Entries) -> int:
    teams = fold(MODEL, entries).teams.values()
    assert len(rank([team.standing() for team in teams])) == TEAMS
    return len(entries)


def _on_the_board(entries: _Entries) -> Iterator[Figure]:
    live = LiveBoard(MODEL)
    live.feed_all(entries[:-ON_THE_DESK])
    last = entries[-ON_THE_DESK:]
    yield from _timed("ledger and board", last, lambda seq, happened: (live.feed(seq, happened), live.rows()))
    assert live.rows() == rank([team.standing() for team in fold(MODEL, entries).teams.values()])


def _on_the_desk(opened: DrillOpened) -> Iterator[Figure]:
    entries = list(_journal(opened, ON_THE_DESK))
    view = JudgeView(MODEL, opened)
    yield from _timed("judges' desk", entries[1:], view.apply)
    assert all(view.total(name) == team.total for name, team in fold(MODEL, entries).teams.items())


def _timed(label: str, entries: _Entries, feed: Callable[[int, Happened], object]) -> Iterator[Figure]:
    took = []
    for seq, happened in entries:
        start = process_time()
        feed(seq, happened)
        took.append((process_time() - start) * 1000)
    yield Figure(f"{label}, mean", f"{sum(took) / len(took):.3f} ms an entry", f"{TEAMS} teams", GOAL)
    yield Figure(f"{label}, p99", f"{percentile(took, 99):.3f} ms an entry", f"{TEAMS} teams")


def _journal(opened: DrillOpened, entries: int) -> Iterator[tuple[int, Happened]]:
    yield 1, Happened(0, "", "", opened)
    for seq in range(2, entries + 1):
        team = f"team-{seq * 7919 % TEAMS:03}"
        what = _entry(seq, team)
        staff = isinstance(what, Marked)
        yield seq, Happened(seq * 4 * HOUR // entries, "" if staff else team, "judge" if staff else "", what)


def _entry(seq: int, team: str) -> AnyInput | AnyOutput:
    """Return an entry of the mix: half of all are traces, as in a played drill."""
    place = seq // TEAMS
    portal = f"{BIT['portal.up']:x}"
    mix: tuple[AnyInput | AnyOutput, ...] = (
        TraceWritten("t", 0, 0, 0, 0, 0),
        FactsChanged("0", portal, "run:1") if place % 4 else FactsChanged(portal, "0", "run:1"),
        TraceWritten("t", 0, 0, 0, 0, 0),
        InjectChanged("press", InjectState.SENT, 5 * HOUR),
        TraceWritten("t", 0, 0, 0, 0, 0),
        Replied("press", "No comment."),
        TraceWritten("t", 0, 0, 0, 0, 0),
        Marked(team, "inject:press", 0, seq % 101),
        TraceWritten("t", 0, 0, 0, 0, 0),
        Answered("q-one", "x"),
        TraceWritten("t", 0, 0, 0, 0, 0),
        AnswerJudged("q-one", Verdict.RIGHT if place % 3 else Verdict.WRONG, 2),
    )
    return mix[place % len(mix)]
