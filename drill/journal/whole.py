"""A journal from end to end for whoever goes on with it or speaks of it: is every entry tied to the one before?"""

from collections.abc import Iterator

from drill.errors import BrokenEntryError, VerificationError
from drill.i18n import _
from drill.journal import chain
from drill.journal.base import EMPTY, Entry, Head, Readable
from drill.journal.verify import entries_of


def whole(journal: Readable) -> Iterator[Entry]:
    """Yield all entries, each tied to the one before it, up to the head; also while a hub adds more.

    Raises:
        BrokenEntryError: an entry is not what was written, or is missing.
        VerificationError: an entry cannot be read.
    """
    at = EMPTY
    while True:
        for entry in entries_of(journal, at.seq):
            if entry.seq != at.seq + 1 or chain.link(at.hash, entry.seq, entry) != entry.hash:
                raise broken(at.seq + 1)
            at = Head(entry.seq, entry.hash)
            yield entry
        head = journal.head
        if at == head:
            return
        if at.seq >= head.seq or not journal.read(at.seq, 1):
            raise broken(at.seq + 1)


def first_broken(journal: Readable) -> int | None:
    """Return the position of the first entry that is missing or not what was written; None where there is none."""
    seq = 0
    try:
        for entry in whole(journal):
            seq = entry.seq
    except BrokenEntryError as found:
        return found.seq
    except VerificationError:
        return seq + 1
    return None


def broken(seq: int) -> BrokenEntryError:
    """Return the error of an entry that nobody of ours wrote so."""
    return BrokenEntryError(
        seq,
        _("Entry {seq} is not what was written: nothing can be added behind it.").format(seq=seq),
        _("Use a copy or a backup of the file."),
    )
