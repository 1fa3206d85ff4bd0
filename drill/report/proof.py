"""Whether a drill's results are what was sealed: chain and replay first, then the points, the rules and the signature.

What is sealed is worked out again from the entries: a changed mark or point gives other results, whoever rebuilt the
chain around it, and without the private key nobody can sign those. Against a forger who signs with a key of their own
stand the words on paper and the public key, which anyone can demand (``--key``).
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from drill.errors import JournalError, ScenarioError
from drill.i18n import Words, words
from drill.journal.base import Head
from drill.journal.recorder import happened_of, opened_of
from drill.journal.replaying import model_of, replayed
from drill.journal.seats import Seal
from drill.journal.signing import can_sign, fits
from drill.journal.sqlite.reader import SqliteReader, open_reader
from drill.journal.verify import Check, Fault, Progress, Replay, Verification, entries_of, verify
from drill.scenario.model import Model
from drill.world.happened import Happened
from drill.world.inputs import DrillOpened, ResultsSealed
from scoring.board import LiveBoard, Released
from scoring.seal import (
    Statement,
    filled,
    key_words,
    results_hash,
    signed_bytes,
    statement_of,
    team_hashes,
)
from scoring.seal import words as seal_words

SEALED = "results-sealed"
"""Type of the entry that seals."""


class Signed(msgspec.Struct, frozen=True):
    """A seal as it stands in a file; whether it fits is said by the `Proof` around it."""

    statement: Statement
    seal: Seal
    words: tuple[str, ...]
    """Twelve, to compare with paper."""
    key_words: tuple[str, ...]
    """Six, to compare the signer."""
    checked: bool
    """Whether the signature could be checked: not without ``cryptography``."""


class Proof(msgspec.Struct, frozen=True):
    """What came of checking one file."""

    verification: Verification
    signed: Signed | None = None
    """None where nobody sealed the results, or where the chain or the replay is broken already."""
    fault: Fault | None = None
    """The first thing that does not fit, in chain, replay or seal."""

    @property
    def ok(self) -> bool:
        """Whether everything fits that is there."""
        return self.fault is None


class SealedDrill(msgspec.Struct, frozen=True):
    """A drill whose results are sealed and fit: what a season counts."""

    path: Path
    opened: DrillOpened
    model: Model
    """The scenario as it was written; the points in force are in the ledger."""
    signed: Signed
    released: Released
    """The published layer at the end, with the boards, lines and ledger of every team."""
    entries: tuple[tuple[int, Happened], ...]
    """Every entry with its position."""


def prove(
    reader: SqliteReader,
    replay: Replay = replayed,
    *,
    witnesses: Sequence[Head] = (),
    key: bytes | None = None,
    progress: Progress | None = None,
) -> Proof:
    """Check a whole drill file.

    Args:
        reader: the file.
        replay: runs the inputs through the engine.
        witnesses: heads that seats were told while the drill ran.
        key: the public key that must have signed, 32 bytes; the results must then be sealed.
        progress: told now and then how far it is.

    Raises:
        JournalError: the file cannot be read at all.
        ScenarioError: the scenario that it carries cannot be read, though it replays.
    """
    proof, _found = _examined(reader, replay, witnesses, key, progress)
    return proof


def sealed(path: Path, key: bytes | None = None) -> SealedDrill | Words:
    """Return a drill whose results are sealed and fit; or what is wrong with the file, in words.

    Args:
        path: a drill file.
        key: the public key that must have signed; None for any.
    """
    try:
        with open_reader(path) as reader:
            proof, found = _examined(reader, replayed, (), key, None)
            if proof.fault is not None:
                return proof.fault.reason
            if proof.signed is None or found is None:
                return words("The results are not sealed.")
            if not proof.signed.checked:
                return words("The signature cannot be checked: the package cryptography is not installed.")
            entries = tuple((entry.seq, happened_of(entry)) for entry in entries_of(reader))
            return SealedDrill(path, found.opened, found.model, proof.signed, found.released, entries)
    except (JournalError, ScenarioError) as broken:
        return Words(broken.message.replace("{", "{{").replace("}", "}}"))


def _examined(
    reader: SqliteReader,
    replay: Replay,
    witnesses: Sequence[Head],
    key: bytes | None,
    progress: Progress | None,
) -> "tuple[Proof, _Results | None]":
    verification = verify(reader, replay, witnesses=witnesses, progress=progress)
    if verification.fault is not None:
        return Proof(verification, fault=verification.fault), None
    if reader.seal() is None and all(entry.type != SEALED for entry in entries_of(reader)):
        open_ = Fault(verification.entries, Check.SEAL, words("The results are not sealed."))
        return Proof(verification, fault=None if key is None else open_), None
    found = _Results(reader)
    return Proof(verification, found.signed, found.fault(key)), found


class _Results:
    """The points of a file at the seal and at the end, beside what was sealed."""

    def __init__(self, reader: SqliteReader) -> None:
        self.opened = opened_of(reader)
        self.model = model_of(self.opened)
        self.released = Released(self.model)
        self._live = LiveBoard(self.model)
        self._given: ResultsSealed | None = None
        self._seal = reader.seal()
        self._statement: Statement | None = None
        self._at_seal: tuple[ResultsSealed, str] | None = None
        for entry in entries_of(reader):
            happened = happened_of(entry)
            if self._at_seal is None and isinstance(happened.what, ResultsSealed):
                self._given = happened.what
                self._statement = statement_of(entry.seq, entry.hash, happened.what)
                self._at_seal = self._now(happened.what)
            self.released.feed(entry.seq, happened)
            self._live.feed(entry.seq, happened)

    def _now(self, given: ResultsSealed) -> tuple[ResultsSealed, str]:
        """Return the seal that would be right now, and the hash of what judges see."""
        return filled(given, self.released.live.ledger), results_hash(team_hashes(self._live.ledger))

    @property
    def signed(self) -> Signed | None:
        """The seal with its signature; None where one of the two is missing."""
        statement, seal = self._statement, self._seal
        if statement is None or seal is None:
            return None
        told = seal_words(statement, seal.key, seal.signature)
        return Signed(statement, seal, told, key_words(seal.key), can_sign())

    def fault(self, key: bytes | None) -> Fault | None:
        """Return the first thing about the seal that does not fit."""
        reason = self._unsigned() or self._miscounted() or self._unfit(key)
        seq = self._statement.position if self._statement else self._seal.position if self._seal else 0
        return None if reason is None else Fault(seq, Check.SEAL, reason)

    def _unsigned(self) -> Words | None:
        statement, seal = self._statement, self._seal
        if statement is None:
            return words("A signature stands beside the record, but no entry seals the results.")
        if seal is None:
            return words("The results were sealed here, but no signature stands under them.")
        if seal.position != statement.position:
            return words("The signature is for entry {seq}, not for this one.", seq=seal.position)
        return None

    def _miscounted(self) -> Words | None:
        if self._given is None or self._at_seal is None:
            return None
        right, seen = self._at_seal
        if self._given.scenario != right.scenario:
            return words("The scenario is not the one that was sealed.")
        if self._given.rules != right.rules:
            return words("The points and weights in force are not those that were sealed.")
        if self._given.results != right.results:
            return words(
                "The results are not those that were sealed: points, or the reasons for them, differ."
            )
        if self._now(self._given) != (right, seen):
            return words("Points were changed after the results were sealed.")
        return None

    def _unfit(self, key: bytes | None) -> Words | None:
        signed = self.signed
        if signed is None:
            return None
        seal = signed.seal
        if signed.checked and not fits(seal.key, seal.signature, signed_bytes(signed.statement)):
            return words(
                "The signature does not fit: the record before it, or the key, is not what was signed."
            )
        if key is not None and key != seal.key:
            return words("Another key signed the results: {key}", key=" ".join(signed.key_words))
        return None
