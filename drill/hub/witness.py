"""What the journal says to a seat that bears witness: the hashes at the positions it asks for."""

from collections.abc import Iterable
from typing import Protocol

from drill.journal.base import Head, Readable


class Reciter(Protocol):
    """Says hashes; may be called from any thread."""

    def __call__(self, positions: Iterable[int], /) -> list[str]:
        """Return ``SEQ:HEX`` for each position that the journal holds."""
        ...


def recite(journal: Readable, positions: Iterable[int]) -> list[str]:
    """Return ``SEQ:HEX`` for each of these positions; those behind the durable end are left out."""
    end = journal.head.seq
    found = (journal.read(position - 1, 1) for position in positions if position <= end)
    return [told(Head(entry.seq, entry.hash)) for entries in found for entry in entries]


def told(head: Head) -> str:
    """Return a head as seats are told it."""
    return f"{head.seq}:{head.hash.hex()}"


def nothing(_positions: Iterable[int]) -> list[str]:
    """Stand in where there is no journal to ask."""
    return []
