"""A whole drill as papers tell it: ranks, penalties, appeals, prizes, the seal. Folded once from the file."""

from collections.abc import Iterable, Mapping

import msgspec

from drill.errors import VerificationError
from drill.i18n import _, current_language
from drill.journal.base import Head
from drill.journal.recorder import happened_of, opened_of
from drill.journal.replaying import model_of
from drill.journal.seats import Seat
from drill.journal.sqlite.reader import SqliteReader
from drill.journal.verify import entries_of
from drill.journal.wording import reason_of
from drill.report.proof import Proof, Signed, prove
from drill.scenario.model import Model
from drill.world.cards import ResultsState
from drill.world.inputs import DrillOpened, ResultsSealed, TeamSetup
from scoring.appeals import Appeal, Appeals
from scoring.awards.drill import Awards
from scoring.awards.model import Awarded
from scoring.board import LiveBoard, Released
from scoring.model import LedgerLine, Row, line_name
from scoring.rules.judged import Penalty
from scoring.stage import Stage

STAFF = ("controller", "judge", "head judge", "marker", "observer")


class Told(msgspec.Struct, frozen=True):
    """What papers say of a drill. Points and ranks are those of the published layer."""

    opened: DrillOpened
    model: Model
    state: ResultsState
    rows: tuple[Row, ...]
    """Best first."""
    columns: tuple[str, ...]
    """Sections in which somebody has points, in the order of the board."""
    lines: Mapping[str, tuple[LedgerLine, ...]]
    """By team id."""
    penalties: tuple[tuple[str, Penalty], ...]
    """(team id, penalty or bonus), in the order of the journal."""
    appeals: tuple[Appeal, ...]
    """In the order of filing."""
    awards: tuple[Awarded, ...]
    """Empty while somebody's drill runs."""
    signed: Signed | None
    statement: str
    """What the judge wrote under the seal."""
    head: Head
    seats: tuple[Seat, ...]
    walls: tuple[int, int] | None
    """Wall times (ms since 1970) of the first and last entry; None in a played match."""
    length: int
    """Exercise milliseconds of the longest team."""

    def team(self, name: str) -> TeamSetup:
        """Return a team as the drill was opened."""
        return next(team for team in self.opened.teams if team.id == name)

    def line(self, team: str, name: str) -> LedgerLine | None:
        """Return the line that an appeal names; None where it is gone."""
        found = (one for one in self.lines[team] if line_name(one.section, one.rule.value, one.item) == name)
        return next(found, None)

    def person(self, seat: str) -> str:
        """Return who sits in a seat: the name where it is known, else the seat."""
        return next((one.name for one in self.seats if one.id == seat and one.name), seat)

    def staff(self, *roles: str) -> list[Seat]:
        """Return the seats of staff with these roles."""
        return [seat for seat in self.seats if not seat.team and seat.role in roles]


def told(reader: SqliteReader) -> Told:
    """Return what papers say of a drill, once it was verified.

    Raises:
        VerificationError: it does not verify: nothing is printed of such a file.
        JournalError: it cannot be read.
    """
    proof = prove(reader)
    if proof.fault is not None:
        raise VerificationError(
            _("{file} does not verify: {reason}").format(
                file=reader.path.name, reason=reason_of(proof.fault.reason, current_language())
            ),
            _("Nothing is printed of such a file; use a copy or a backup."),
        )
    return _Fold(reader, proof).told()


class _Fold:
    def __init__(self, reader: SqliteReader, proof: Proof) -> None:
        opened = opened_of(reader)
        model = model_of(opened)
        self._opened, self._proof, self._reader = opened, proof, reader
        self._live, self._released = LiveBoard(model), Released(model)
        self._awards: Awards | None = None
        self._stage, self._appeals = Stage(team.id for team in opened.teams), Appeals()
        self._walls: list[int] = []
        self._length = 0
        self._statement = ""
        for entry in entries_of(reader):
            happened = happened_of(entry)
            self._live.feed(entry.seq, happened)
            self._released.feed(entry.seq, happened)
            if self._awards is None:
                self._awards = Awards(model, self._live, self._released)
            self._awards.note(entry.seq, happened)
            self._stage.note(entry.seq, happened)
            self._appeals.note(entry.seq, happened)
            if isinstance(happened.what, ResultsSealed):
                self._statement = self._statement or happened.what.statement
            self._length = max(self._length, entry.t if entry.team else 0)
            if entry.wall is not None:
                self._walls = [*self._walls[:1], entry.wall]

    def told(self) -> Told:
        live, awards = self._released.live, self._awards
        rows, teams = live.rows(), live.ledger.teams
        penalties = [(name, one) for name, team in teams.items() for one in team.penalties.penalties]
        return Told(
            opened=self._opened,
            model=live.ledger.model,
            state=self._stage.state,
            rows=rows,
            columns=_used(rows),
            lines={name: team.lines for name, team in teams.items()},
            penalties=tuple(sorted(penalties, key=lambda pair: pair[1].seq)),
            appeals=self._appeals.all,
            awards=awards.decided() if awards and awards.over else (),
            signed=self._proof.signed,
            statement=self._statement,
            head=self._proof.verification.head,
            seats=tuple(self._reader.seats()),
            walls=(self._walls[0], self._walls[-1]) if self._walls else None,
            length=self._length,
        )


def _used(rows: Iterable[Row]) -> tuple[str, ...]:
    used = {name: False for row in rows for name, _points in row.standing.sections}
    for row in rows:
        for name, points in row.standing.sections:
            used[name] = used[name] or points != 0
    return tuple(name for name, has in used.items() if has)
