"""A drill as one team may keep it: its own entries and those for all in full, of the others nothing but digests.

One JSON object a line: what it is, every entry of the record in order, and at the end the team's own result with the
seal. An entry of another team, or one that a judge or controller gave about another team, is its position and the 32
bytes that stand for it in the chain: the chain can be followed to the sealed head without a word of it. A digest
hides words; somebody who can guess an entry to the last millisecond can check the guess.
"""

from collections.abc import Iterator
from typing import TypeAlias

import msgspec

from drill.errors import ReportError, VerificationError
from drill.i18n import _, current_language
from drill.journal import chain
from drill.journal.base import Draft, Entry, Side
from drill.journal.recorder import happened_of, opened_of
from drill.journal.replaying import model_of
from drill.journal.sqlite.reader import SqliteReader
from drill.journal.verify import entries_of
from drill.journal.wording import reason_of
from drill.report.proof import prove
from drill.world.happened import Happened
from drill.world.inputs import AppealFiled, AppealRuled, PenaltyGiven, PenaltyWithdrawn
from scoring.board import Released
from scoring.model import LedgerLine
from scoring.seal import team_hashes

VERSION = 1


class Line(msgspec.Struct, frozen=True, tag_field="line"):
    """Base of the lines."""


class First(Line, frozen=True, tag="livefire-export"):
    """What the file is."""

    version: int
    team: str
    entries: int
    head: str
    """Hex hash of the last entry."""


class Whole(Line, frozen=True, tag="entry"):
    """An entry that the team may read."""

    seq: int
    t: int
    team: str
    seat: str
    side: Side
    type: str
    body: msgspec.Raw
    wall: int | None
    command: str

    def draft(self) -> Draft:
        """Return it as the journal kept it, byte for byte."""
        return Draft(
            self.t, self.team, self.seat, self.side, self.type, bytes(self.body), self.wall, self.command
        )


class Hidden(Line, frozen=True, tag="digest"):
    """An entry that the team may not read."""

    seq: int
    digest: str
    """64 hex digits."""


class SealLine(msgspec.Struct, frozen=True):
    """The signature under the results."""

    position: int
    key: str
    signature: str


class Last(Line, frozen=True, tag="result"):
    """The team's own result, and what ties it to the results of all."""

    rank: int
    of: int
    """Teams."""
    total: int
    lines: tuple[LedgerLine, ...]
    teams: dict[str, str]
    """Hash of each team's lines by its id: of the others nothing else."""
    seal: SealLine | None


AnyLine: TypeAlias = First | Whole | Hidden | Last
_encoder = msgspec.json.Encoder()


def exported(reader: SqliteReader, team: str) -> Iterator[bytes]:
    """Yield the lines of a team's export.

    Raises:
        VerificationError: the file does not verify.
        ReportError: it has no such team.
        JournalError: it cannot be read.
    """
    proof = prove(reader)
    if proof.fault is not None:
        reason = reason_of(proof.fault.reason, current_language())
        raise VerificationError(
            _("{file} does not verify: {reason}").format(file=reader.path.name, reason=reason)
        )
    opened = opened_of(reader)
    if team not in {one.id for one in opened.teams}:
        known = ", ".join(one.id for one in opened.teams)
        raise ReportError(_("No team is called {team}; there are {teams}.").format(team=team, teams=known))
    head = proof.verification.head
    released = Released(model_of(opened))
    yield _line(First(VERSION, team, head.seq, head.hash.hex()))
    lens = Lens(team)
    for entry in entries_of(reader):
        if entry.seq > head.seq:
            break
        happened = happened_of(entry)
        released.feed(entry.seq, happened)
        yield _line(_whole(entry) if lens.shows(entry.seq, happened) else _hidden(entry))
    yield _line(_last(released, team, reader))


def _whole(entry: Entry) -> Whole:
    return Whole(
        entry.seq,
        entry.t,
        entry.team,
        entry.seat,
        entry.side,
        entry.type,
        msgspec.Raw(entry.body),
        entry.wall,
        entry.command,
    )


def _hidden(entry: Entry) -> Hidden:
    return Hidden(entry.seq, chain.digest(entry).hex())


def _last(released: Released, team: str, reader: SqliteReader) -> Last:
    rows, ledger, seal = released.live.rows(), released.live.ledger, reader.seal()
    row = next(row for row in rows if row.standing.team == team)
    signed = SealLine(seal.position, seal.key.hex(), seal.signature.hex()) if seal else None
    return Last(
        row.rank, len(rows), row.standing.total, ledger.teams[team].lines, team_hashes(ledger), signed
    )


def _line(line: AnyLine) -> bytes:
    return _encoder.encode(line) + b"\n"


class Lens:
    """Which entries a team may read: its own and those for all, but nothing said of or to another team."""

    def __init__(self, team: str) -> None:
        self._team = team
        self._about: dict[int, str] = {}

    def shows(self, seq: int, happened: Happened) -> bool:
        """Return whether the team may read the next entry; call it for every entry in order."""
        match happened.what:
            case PenaltyGiven(team=team):
                self._about[seq] = team
            case AppealFiled():
                self._about[seq] = happened.team
            case _:
                pass
        return happened.team in {"", self._team} and self._addressed(happened.what)

    def _addressed(self, what: object) -> bool:
        match what:
            case PenaltyWithdrawn(penalty=number) | AppealRuled(appeal=number):
                return self._about.get(number) == self._team
            case _:
                teams = getattr(what, "teams", ())
                named = all(isinstance(team, str) for team in teams) and bool(teams)
                return getattr(what, "team", "") in {"", self._team} and (not named or self._team in teams)
