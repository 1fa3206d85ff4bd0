"""The contract every journal store keeps, and the records that cross it.

One writer appends; anyone reads. An append is durable when it returns. Entries are numbered from 1 without gaps
and chained: each entry's hash covers the hash before it and every byte of the entry itself.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Protocol

import msgspec


class Side(StrEnum):
    """Whether an entry is needed for replay, or is what replay must give again."""

    INPUT = "input"
    OUTPUT = "output"


class Draft(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What a writer hands in: an entry without its place in the chain, which covers the fields in this order."""

    t: int
    """Simulated milliseconds since the start: the team's own time, or the shared time where ``team`` is empty."""
    team: str
    """Team id; empty for what concerns the whole drill."""
    seat: str
    """Seat that gave the input; empty for the engine and for outputs. A journal knows seats, never persons."""
    side: Side
    type: str
    """Stable tag of the record in ``body``, in the past tense (``order-given``)."""
    body: bytes
    """The record as JSON, as `drill.world.happened` encodes it."""
    wall: int | None = None
    """Wall time in milliseconds since 1970 in a live drill; None in a played match."""
    command: str = ""
    """Id of the command that became this input, chosen by the client: a repeat is answered, not done again. A played
    match uses ``TEAM:LINE``. Empty for outputs."""


class Entry(Draft, frozen=True, gc=False, kw_only=True):
    """A draft that has its place."""

    seq: int
    """Position, from 1, without gaps."""
    hash: bytes
    """32 bytes: BLAKE2b over the hash before, the position and this entry's digest (`chain.link`)."""


class Head(msgspec.Struct, frozen=True):
    """The end of the chain."""

    seq: int
    """Number of entries; 0 for an empty journal."""
    hash: bytes
    """Hash of the last entry; 32 zero bytes for an empty journal."""


EMPTY = Head(0, bytes(32))

Watcher = Callable[[Head], None]


class Readable(Protocol):
    """What verifying, printing and reviewing need of a journal."""

    @property
    def head(self) -> Head:
        """The end of the chain as the store says it."""
        ...

    def read(self, after: int = 0, limit: int = 10_000) -> list[Entry]:
        """Return up to ``limit`` entries with ``seq > after``, in order, ending before one that does not read.

        Raises:
            BrokenEntryError: the first of them does not read.
            JournalError: the store cannot be read.
        """
        ...


class Journal(Protocol):
    """One drill's record. Every store passes the same contract suite."""

    @property
    def head(self) -> Head:
        """The end of the chain, as made durable."""
        ...

    def append(self, drafts: Sequence[Draft], packed: Sequence[bytes] | None = None) -> Head:
        """Append all or nothing; durable when it returns.

        Args:
            drafts: what to append, in order.
            packed: the bytes of each (`drill.journal.chain.pack`), from a caller who has them already.

        Raises:
            DrillBusyError: another process writes this drill.
            JournalError: the store refuses or the disk is full; nothing was appended.
        """
        ...

    def read(self, after: int = 0, limit: int = 10_000) -> list[Entry]:
        """Return up to ``limit`` entries with ``seq > after``, in order."""
        ...

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Call ``watcher`` after an append: a hint, never the data. Returns what ends the watch."""
        ...

    def close(self) -> None:
        """Release the store; the journal cannot be used afterwards. Closing twice is harmless."""
        ...
