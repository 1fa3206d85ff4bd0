"""A journal from end to end for whoever goes on with it: what stands behind a broken chain could never be verified."""

from collections.abc import Iterator

from drill.errors import BrokenEntryError, VerificationError
from drill.i18n import _
from drill.journal import chain
from drill.journal.base import EMPTY, Entry, Head, Journal
from drill.journal.verify import entries_of


def whole(journal: Journal) -> Iterator[Entry]:
    """Yield all entries, each tied to the one before it, up to the head.

    Raises:
        BrokenEntryError: an entry is not what was written.
        VerificationError: entries are missing at the end, or cannot be read.
    """
    at = EMPTY
    for entry in entries_of(journal):
        if entry.seq != at.seq + 1 or chain.link(at.hash, entry.seq, entry) != entry.hash:
            raise broken(at.seq + 1)
        at = Head(entry.seq, entry.hash)
        yield entry
    if at != journal.head:
        raise VerificationError(*_said(at.seq + 1))


def broken(seq: int) -> BrokenEntryError:
    """Return the error of an entry that nobody of ours wrote so."""
    return BrokenEntryError(seq, *_said(seq))


def _said(seq: int) -> tuple[str, str]:
    return (
        _("Entry {seq} is not what was written: nothing can be added behind it.").format(seq=seq),
        _("Use a copy or a backup of the file."),
    )
