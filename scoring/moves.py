"""What a release, or other rules, would change: ranks and totals before and after, team by team."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import TypeAlias

from scoring.model import LedgerLine, Row, line_name

Move: TypeAlias = tuple[str, int, int, int, int]
"""(team, rank before, rank after, total before, total after)."""


def move(before: Row, after: Row) -> Move:
    """Return how one team moves."""
    return after.standing.team, before.rank, after.rank, before.standing.total, after.standing.total


def moves(before: Iterable[Row], after: Iterable[Row]) -> tuple[Move, ...]:
    """Return how every team moves, in the order of the rows after."""
    was = {row.standing.team: row for row in before}
    return tuple(move(was[row.standing.team], row) for row in after)


class Moves:
    """Published rows against live rows, kept current row by row."""

    def __init__(self) -> None:
        self._moves: dict[str, Move] = {}
        self._order: list[tuple[int, str]] = []
        """(rank after, team) of those that differ, ascending."""
        self._waits: dict[str, int] = {}
        self.pending = 0
        """Points that wait for a judge, all teams."""
        self.turn = 0
        """Counts the rows that were noted: what was told at the same turn holds still."""

    def note(self, published: Row, live: Row) -> None:
        """Take a team's rows in."""
        team, waits = live.standing.team, live.standing.pending
        self.turn += 1
        self.pending += waits - self._waits.get(team, 0)
        self._waits[team] = waits
        before = self._moves.pop(team, None)
        if before is not None:
            del self._order[bisect_left(self._order, (before[2], team))]
        moved = move(published, live)
        if moved[1] != moved[2] or moved[3] != moved[4]:
            self._moves[team] = moved
            insort(self._order, (moved[2], team))

    def told(self) -> tuple[Move, ...]:
        """Return the teams that differ, by the rank that a release would give them."""
        return tuple(self._moves[team] for _rank, team in self._order)


def changed_lines(
    before: Iterable[LedgerLine], after: Iterable[LedgerLine]
) -> tuple[tuple[LedgerLine | None, LedgerLine | None], ...]:
    """Return the lines whose points differ, each before and after; None on the side where there is no such line."""
    was, now = {_named(line): line for line in before}, {_named(line): line for line in after}
    pairs = ((was.get(name), now.get(name)) for name in {**now, **was})
    return tuple(pair for pair in pairs if _points(pair[0]) != _points(pair[1]))


def _named(line: LedgerLine) -> str:
    return line_name(line.section, line.rule.value, line.item)


def _points(line: LedgerLine | None) -> int | None:
    return None if line is None else line.points
