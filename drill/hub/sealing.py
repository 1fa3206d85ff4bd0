"""Signing the results: once the entry that seals them is durable, never before, and again after a killed hub."""

from collections.abc import Callable

from drill.errors import SealError
from drill.i18n import Words
from drill.journal.base import Readable
from drill.journal.recorder import happened_of
from drill.journal.seats import Register, Seal
from drill.journal.signing import SigningKey, data_folder, public_key, signing_key
from drill.world.inputs import Refusal, ResultsSealed
from scoring.seal import signed_bytes, statement_of, words


def own_key() -> SigningKey:
    """Return the key of this installation.

    Raises:
        SealError: it cannot be used.
    """
    return signing_key(data_folder())


class Notary:
    """Signs the results of one drill.

    Args:
        journal: the drill's record.
        register: where the signature is kept.
        wall: tells the wall time (ms since 1970); None in a played match.
        key: gives the key that signs, and raises `SealError` where there is none.
    """

    def __init__(
        self,
        journal: Readable,
        register: Register,
        wall: Callable[[], int | None],
        key: Callable[[], SigningKey] = own_key,
    ) -> None:
        self._journal = journal
        self._register = register
        self._wall = wall
        self._key = key

    def refuse(self, given: object) -> Refusal | None:
        """Return why results cannot be sealed here; None for anything else, or when the key is at hand."""
        if not isinstance(given, ResultsSealed):
            return None
        try:
            self._key()
        except SealError as wrong:
            return Refusal(Words(wrong.message), Words(wrong.remedy) if wrong.remedy else None)
        return None

    def sign(self, seq: int) -> tuple[str, ...]:
        """Sign the seal at this position of the journal and keep the signature; return the seal's words.

        Raises:
            SealError: the key cannot be used any more.
            JournalError: the signature cannot be kept.
        """
        (entry,) = self._journal.read(seq - 1, 1)
        what = happened_of(entry).what
        assert isinstance(what, ResultsSealed)  # noqa: S101 (the caller has just decided it)
        statement = statement_of(seq, entry.hash, what)
        key = self._key()
        signature = key.sign(signed_bytes(statement))
        self._register.keep_seal(Seal(seq, public_key(key), signature, self._wall()))
        return words(statement, public_key(key), signature)

    def found(self, seq: int) -> tuple[str, ...]:
        """Return the words of the seal at this position, signed now where a hub was killed before it could.

        Raises:
            SealError: it must be signed now, and the key cannot be used.
        """
        seal = self._register.seal()
        if seal is None or seal.position != seq:
            return self.sign(seq)
        (entry,) = self._journal.read(seq - 1, 1)
        what = happened_of(entry).what
        assert isinstance(what, ResultsSealed)  # noqa: S101 (the caller looked for it)
        return words(statement_of(seq, entry.hash, what), seal.key, seal.signature)
