"""Whether a team's export is a part of the sealed drill: chain, seal, own points, own replay."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from drill.errors import BrokenEntryError, JournalError, NotADrillError, ScenarioError, VerificationError
from drill.i18n import Words, _, words
from drill.journal import chain
from drill.journal.base import EMPTY, Entry, Head
from drill.journal.recorder import draft_of, happened_of
from drill.journal.replaying import model_of, replayed
from drill.journal.seats import Seal
from drill.journal.signing import can_sign, fits
from drill.journal.verify import Check, Fault
from drill.report.export import VERSION, AnyLine, First, Hidden, Last, Whole
from drill.report.proof import Signed
from drill.world.happened import Happened
from drill.world.inputs import DrillOpened, ResultsSealed
from scoring.board import Released
from scoring.model import LedgerLine
from scoring.seal import (
    key_words,
    lines_hash,
    results_hash,
    rules_hash,
    signed_bytes,
    statement_of,
)
from scoring.seal import words as seal_words

MARK = b'{"line":"livefire-export"'
"""How an export begins."""
LONGEST = 64 * 1024 * 1024
"""Bytes of the longest line: a scenario with everything in it is far shorter."""

_decoder: msgspec.json.Decoder[AnyLine] = msgspec.json.Decoder(AnyLine)


class ExportProof(msgspec.Struct, frozen=True):
    """What came of checking an export."""

    team: str
    shown: int
    """Entries in full."""
    hidden: int
    replayed: int
    """Entries of the team's own that the replay gave again; less than `shown` where other teams' holds matter."""
    head: Head
    signed: Signed | None
    fault: Fault | None

    @property
    def ok(self) -> bool:
        """Whether everything fits that is there."""
        return self.fault is None


def is_export(path: Path) -> bool:
    """Return whether a file begins as an export does."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(MARK)) == MARK
    except OSError:
        return False


def prove_export(path: Path, *, witnesses: tuple[Head, ...] = (), key: bytes | None = None) -> ExportProof:
    """Check an export: damage inside it is a fault, not an error.

    Raises:
        NotADrillError: it is no export of a version that this program knows.
        JournalError: it cannot be read.
    """
    walk = _Walk(witnesses, key)
    try:
        lines = list(_lines(path))
    except OSError as error:
        raise JournalError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=error.strerror)
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotADrillError(
            _("{path} is no export: {reason}.").format(path=path, reason=error),
            _("Ask for the file again."),
        ) from error
    reason = walk.go(lines)
    fault = None if reason is None else Fault(walk.at, walk.check, reason)
    return ExportProof(
        walk.team, len(walk.entries), walk.hidden, walk.replayed, walk.head, walk.signed, fault
    )


def _lines(path: Path) -> Iterator[AnyLine]:
    with path.open("rb") as stream:
        while line := stream.readline(LONGEST):
            yield _decoder.decode(line)


class _Walk:
    """Goes through an export once, then works out its points and its replay."""

    def __init__(self, witnesses: tuple[Head, ...], key: bytes | None) -> None:
        self.team = ""
        self.hidden = self.replayed = self.at = 0
        self.head = EMPTY
        self.check = Check.CHAIN
        self.signed: Signed | None = None
        self.entries: list[Entry] = []
        self._witnesses = {head.seq: head.hash for head in witnesses}
        self._key = key

    def go(self, lines: list[AnyLine]) -> Words | None:
        """Return the first thing that does not fit."""
        match lines:
            case [First(version=version) as first, *rest, Last() as last] if version == VERSION:
                self.team = first.team
                return self._chain(first, rest) or self._result(last) or self._replay()
            case _:
                return words("The export is cut off, or of a version that this program does not know.")

    def _chain(self, first: First, lines: list[AnyLine]) -> Words | None:
        for line in lines:
            self.at = self.head.seq + 1
            if not isinstance(line, Whole | Hidden) or line.seq != self.at:
                return words("Entry {seq} is missing.", seq=self.at)
            self.head = Head(self.at, chain.tie(self.head.hash, self.at, _digest(line)))
            if self._witnesses.get(self.at, self.head.hash) != self.head.hash:
                return words("A seat was told another hash for entry {seq}.", seq=self.at)
            if isinstance(line, Whole):
                self.entries.append(chain.placed(line.draft(), self.at, self.head.hash))
            else:
                self.hidden += 1
        if (self.head.seq, self.head.hash.hex()) != (first.entries, first.head):
            return words("The chain does not lead to the head that the export names.")
        if any(seq > self.head.seq for seq in self._witnesses):
            return words("The record is cut off: entry {seq} is missing.", seq=self.head.seq + 1)
        return None

    def _result(self, last: Last) -> Words | None:
        self.check = Check.SEAL
        try:
            happened = [(entry.seq, happened_of(entry)) for entry in self.entries]
            opened = happened[0][1].what if happened else None
            if not isinstance(opened, DrillOpened):
                return words("The record does not begin with the opening of a drill.")
            released = Released(model_of(opened))
            for seq, event in happened:
                released.feed(seq, event)
        except (BrokenEntryError, VerificationError, ScenarioError) as broken:
            return words("The points cannot be worked out: {reason}", reason=broken.message)
        return self._points(released, last) or self._seal(released, happened, last)

    def _points(self, released: Released, last: Last) -> Words | None:
        team = released.live.ledger.teams.get(self.team)
        if team is None or last.teams.keys() != released.live.ledger.teams.keys():
            return words("The export is of another team than it says.")
        right = lines_hash(self.team, team.lines)
        if (
            right != last.teams[self.team]
            or _told(team.lines) != _told(last.lines)
            or team.total != last.total
        ):
            return words("The team's points are not those that its entries give.")
        return None

    def _seal(self, released: Released, happened: list[tuple[int, Happened]], last: Last) -> Words | None:
        found = [(seq, event.what) for seq, event in happened if isinstance(event.what, ResultsSealed)]
        if not found or last.seal is None:
            missing = bool(found) or last.seal is not None or self._key is not None
            return words("The results are not sealed.") if missing else None
        seq, given = found[0]
        own_hash = next(entry.hash for entry in self.entries if entry.seq == seq)
        try:
            seal = Seal(last.seal.position, bytes.fromhex(last.seal.key), bytes.fromhex(last.seal.signature))
        except ValueError:
            return words(
                "The signature does not fit: the record before it, or the key, is not what was signed."
            )
        statement = statement_of(seq, own_hash, given)
        told = seal_words(statement, seal.key, seal.signature)
        self.signed = Signed(statement, seal, told, key_words(seal.key), can_sign())
        model = released.live.ledger.model
        if (given.scenario, given.rules) != (model.hash, rules_hash(model)):
            return words("The points and weights in force are not those that were sealed.")
        if given.results != results_hash(last.teams):
            return words(
                "The results are not those that were sealed: points, or the reasons for them, differ."
            )
        return self._signature(self.signed)

    def _signature(self, signed: Signed) -> Words | None:
        seal = signed.seal
        right = not signed.checked or fits(seal.key, seal.signature, signed_bytes(signed.statement))
        if not right or seal.position != signed.statement.position:
            return words(
                "The signature does not fit: the record before it, or the key, is not what was signed."
            )
        if self._key is not None and self._key != seal.key:
            return words("Another key signed the results: {key}", key=" ".join(signed.key_words))
        return None

    def _replay(self) -> Words | None:
        """Replay the team's own world: others' worlds share nothing with it."""
        self.check = Check.REPLAY
        happened = [happened_of(entry) for entry in self.entries]
        opened = happened[0].what
        assert isinstance(opened, DrillOpened)  # noqa: S101 (the points were worked out from it)
        given = replayed(opened, (one for one in happened if not one.is_output))
        own = (event for event in given if event.team in {"", self.team})
        try:
            for entry, again in zip(self.entries, own, strict=False):
                draft = draft_of(again, entry.wall)
                if chain.pack(draft) != chain.pack(entry):
                    self.at = entry.seq
                    return words(
                        "Entry {seq} ({type}) says something else than the replay.",
                        seq=entry.seq,
                        type=entry.type,
                    )
                self.replayed += 1
        except VerificationError:
            # Who was held or credited elsewhere decides when the whole drill ends; that is not in this file.
            return None
        return None


def _told(lines: Iterable[LedgerLine]) -> list[bytes]:
    """Return everything that lines say, their reasons too, which the hash of the results leaves to their words."""
    return sorted(map(msgspec.json.encode, lines))


def _digest(line: Whole | Hidden) -> bytes:
    if isinstance(line, Whole):
        return chain.digest(line.draft())
    try:
        return bytes.fromhex(line.digest)
    except ValueError:
        return b""
