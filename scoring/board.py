"""The scoreboard: standings compared, ranks given, ties told; and what of it is published.

A board is a value. Freezing keeps the board of that moment: no later answer, mark or rule can move it.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeAlias

from drill.scenario.model import Model
from drill.world.happened import Happened
from drill.world.inputs import (
    AppealRuled,
    BoardFrozen,
    BoardThawed,
    ConflictDeclared,
    Marked,
    PenaltyGiven,
    PenaltyWithdrawn,
    Recused,
    RulesAmended,
    ScoresReleased,
)
from scoring.fold import Entries, Ledger, report_points
from scoring.model import Board, LedgerLine, Row, Standing, TieRule, columns

_Key: TypeAlias = tuple[int, int, int, int]
_Placed: TypeAlias = tuple[_Key, int, str]
"""A team in the order of the board: sort key, place in the teams file, id."""

_LATEST = 1 << 62
"""A moment after every drill: nothing was contained."""


def order(standing: Standing) -> _Key:
    """Return the sort key of a team: total, reports, last containment, last gain; the smallest is the best.

    Who contained nothing comes after all who did; who never gained anything has had its points from the start.
    """
    contained = _LATEST if standing.last_containment is None else standing.last_containment
    return -standing.total, -report_points(standing), contained, standing.last_gain or 0


def rank(standings: Sequence[Standing]) -> tuple[Row, ...]:
    """Return the rows, best first; teams that nothing tells apart share a rank and stand in their given order."""
    keyed = sorted(((order(standing), standing) for standing in standings), key=lambda pair: pair[0])
    keys = [key for key, _standing in keyed]
    rows: list[Row] = []
    place = 0
    for number, (key, standing) in enumerate(keyed):
        if number == 0 or key != keys[number - 1]:
            place += 1
        before = keys[number - 1] if number else None
        after = keys[number + 1] if number + 1 < len(keys) else None
        rows.append(Row(place, keyed[0][1].total - standing.total, tie(key, before, after), standing))
    return tuple(rows)


def tie(
    key: _Key,
    before: _Key | None,
    after: _Key | None,
) -> TieRule:
    """Return what placed a row, by its own key and those of its neighbours.

    A row with its total alone needed no rule. Otherwise it is what sets the row apart from the one before it, or,
    for the first of its total, from the one after it; a row equal to a neighbour shares its rank.
    """
    if key in (before, after):
        return TieRule.SHARED
    for neighbour in (before, after):
        if neighbour is not None and neighbour[0] == key[0]:
            rules = (TieRule.REPORTS, TieRule.CONTAINMENT, TieRule.GAIN)
            pairs = zip(rules, key[1:], neighbour[1:], strict=True)
            return next(rule for rule, own, other in pairs if own != other)
    return TieRule.NONE


class LiveBoard:
    """A ledger with its board kept current.

    Only teams that an entry concerns are counted again, and only rows between a team's old place and its new one are
    ranked again: with hundreds of teams that, not the rules, is where time goes.
    """

    def __init__(self, model: Model) -> None:
        self.ledger = Ledger(model)
        self._columns = columns(tuple(section.id for section in model.scoring.judged))
        self._standings: dict[str, Standing] = {}
        self._places: dict[str, _Placed] = {}
        self._order: list[_Placed] = []
        self._rows: list[Row] = []
        self._first, self._last = 0, -1
        self._best = 0

    def feed(self, seq: int, happened: Happened) -> list[str]:
        """Take the next entry in; return the teams whose lines or standing may differ now."""
        teams = self.ledger.feed(seq, happened)
        for team in teams:
            self._count(team)
        return teams

    def feed_all(self, entries: Entries) -> None:
        """Take many entries in at once: every team is counted again at the end, not after each."""
        concerned = dict.fromkeys(
            team for seq, happened in entries for team in self.ledger.feed(seq, happened)
        )
        for team in concerned:
            self._count(team)

    def standing(self, team: str) -> Standing:
        """Return what one team has now."""
        return self._standings[team]

    def rows(self) -> tuple[Row, ...]:
        """Return the rows, best first; a row that did not change is the same object as before."""
        if self._first <= self._last:
            self._rank_again()
        return tuple(self._rows)

    def board(self) -> Board:
        """Return the board as it stands."""
        return Board(self.ledger.position, self._columns, self.rows())

    def _count(self, team: str) -> None:
        standing = self.ledger.teams[team].standing()
        if self._standings.get(team) != standing:
            self._standings[team] = standing
            self._move(team, standing)

    def _move(self, team: str, standing: Standing) -> None:
        before, after = self._places.get(team), (order(standing), len(self._places), team)
        touched = []
        if before is not None:
            after = (after[0], before[1], team)
            touched.append(bisect_left(self._order, before))
            del self._order[touched[0]], self._rows[touched[0]]
        self._places[team] = after
        place = bisect_left(self._order, after)
        self._order.insert(place, after)
        self._rows.insert(place, Row(0, 0, TieRule.NONE, standing))
        touched.append(place)
        # What was to be ranked before may have moved by one place.
        clean = self._first > self._last
        self._first = min(touched) - 1 if clean else min(self._first, *touched) - 1
        self._last = max(touched) + 1 if clean else max(self._last, *touched) + 1

    def _rank_again(self) -> None:
        best = -self._order[0][0][0]
        gaps_hold = best == self._best
        first = max(self._first, 0) if gaps_hold else 0
        last = self._last if gaps_hold else len(self._rows)
        above = self._rows[first - 1].rank if first else 0
        for place in range(first, len(self._rows)):
            row = self._ranked(place, above, best)
            if place > last and row == self._rows[place]:
                break
            if row != self._rows[place]:
                self._rows[place] = row
            above = row.rank
        self._first, self._last, self._best = 0, -1, best

    def _ranked(self, place: int, above: int, best: int) -> Row:
        key, standing = self._order[place][0], self._rows[place].standing
        before = self._order[place - 1][0] if place else None
        after = self._order[place + 1][0] if place + 1 < len(self._order) else None
        number = above if key == before else above + 1
        return Row(number, best - standing.total, tie(key, before, after), standing)


def board(model: Model, entries: Entries, *, upto: int | None = None) -> Board:
    """Return the board of a journal as of a position (the last one for None), whatever came later."""
    live = LiveBoard(model)
    live.feed_all((seq, happened) for seq, happened in entries if upto is None or seq <= upto)
    return live.board()


class Released:
    """What may be published: judges' marks wait for a release, and a frozen board stays where it is.

    Automatic points follow the journal. Marks, rulings on appeals, other rules, and penalties given with ``released``
    off wait until the next `ScoresReleased`; so does the withdrawal of a penalty that still waits.
    """

    def __init__(self, model: Model) -> None:
        self._live = LiveBoard(model)
        self._waiting: list[tuple[int, Happened]] = []
        self._frozen: Board | None = None
        self._frozen_lines: dict[str, tuple[LedgerLine, ...]] = {}

    @property
    def frozen_at(self) -> int:
        """The position at which the board is frozen; 0 while it follows."""
        return self._frozen.position if self._frozen else 0

    @property
    def waiting(self) -> int:
        """How many entries wait for a release."""
        return len(self._waiting)

    @property
    def live(self) -> LiveBoard:
        """The released layer as it stands, a frozen board or not."""
        return self._live

    def feed(self, seq: int, happened: Happened) -> bool:
        """Take the next entry in; return whether the published board may differ now."""
        match happened.what:
            case BoardFrozen():
                self._live.feed(seq, happened)
                self._freeze()
                return False
            case BoardThawed():
                self._live.feed(seq, happened)
                self._frozen = None
                return True
            case ScoresReleased():
                return self._release(seq, happened)
            case _ if self._waits(happened):
                self._waiting.append((seq, happened))
                return False
            case _:
                return bool(self._live.feed(seq, happened)) and self._frozen is None

    def board(self) -> Board:
        """Return the published board: the frozen one, or the released layer as it stands."""
        return self._frozen or self._live.board()

    def lines(self, team: str) -> tuple[LedgerLine, ...]:
        """Return the lines that make up a team's row on the published board."""
        return self._frozen_lines[team] if self._frozen else self._live.ledger.teams[team].lines

    def _freeze(self) -> None:
        if self._frozen is None:
            self._frozen = self._live.board()
            self._frozen_lines = {name: team.lines for name, team in self._live.ledger.teams.items()}

    def _waits(self, happened: Happened) -> bool:
        match happened.what:
            case Marked() | Recused() | ConflictDeclared() | AppealRuled() | RulesAmended():
                return True
            case PenaltyGiven(released=released):
                return not released
            case PenaltyWithdrawn(penalty=penalty):
                return any(seq == penalty for seq, _happened in self._waiting)
            case _:
                return False

    def _release(self, seq: int, happened: Happened) -> bool:
        waiting, self._waiting = self._waiting, []
        for number, waited in waiting:
            self._live.feed(number, waited)
        self._live.feed(seq, happened)
        return bool(waiting) and self._frozen is None
