"""The score kept current for 512 teams: CPU time for each journal entry, on the judges' desk and in the ledger alone.

A journal of 20,000 entries goes in one at a time: changed facts, traces, answers, replies, marks, spread over four hours and
512 teams of a small scenario. After each entry the ledger's lines are current; on the desk the board is ranked again too and
every card that differs is made (rows, lines with their entries in words, mark cards). At the end both are compared with the
fold of the whole journal.
"""

from collections.abc import Callable, Iterator
from time import process_time

from msgspec.structs import replace

from bench.frame import Figure, percentile
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
ENTRIES = 4_000
GOAL = "under 1 ms"


def figures() -> Iterator[Figure]:
    """Measure the ledger with its board, then the whole desk."""
    opened = replace(OPENED, teams=tuple(TeamSetup(f"team-{n:03}", f"Team {n}") for n in range(TEAMS)))
    entries = list(_journal(opened))
    live = LiveBoard(MODEL)
    yield from _timed(
        "ledger and board", entries, lambda seq, happened: (live.feed(seq, happened), live.rows())
    )
    whole = fold(MODEL, entries)
    assert live.rows() == rank([team.standing() for team in whole.teams.values()])
    view = JudgeView(MODEL, opened)
    yield from _timed("judges' desk", entries, view.apply)
    assert all(view.total(name) == team.total for name, team in whole.teams.items())


def _timed(
    label: str, entries: list[tuple[int, Happened]], feed: Callable[[int, Happened], object]
) -> Iterator[Figure]:
    took = []
    for seq, happened in entries:
        start = process_time()
        feed(seq, happened)
        took.append((process_time() - start) * 1000)
    took = took[1:]
    yield Figure(f"{label}, mean", f"{sum(took) / len(took):.3f} ms an entry", f"{TEAMS} teams", GOAL)
    yield Figure(f"{label}, p99", f"{percentile(took, 99):.3f} ms an entry", f"{TEAMS} teams")


def _journal(opened: DrillOpened) -> Iterator[tuple[int, Happened]]:
    yield 1, Happened(0, "", "", opened)
    for seq in range(2, ENTRIES + 2):
        team = f"team-{seq * 7919 % TEAMS:03}"
        what = _entry(seq, team)
        staff = isinstance(what, Marked)
        yield seq, Happened(seq * 4 * HOUR // ENTRIES, "" if staff else team, "judge" if staff else "", what)


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
