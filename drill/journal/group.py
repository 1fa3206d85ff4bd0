"""Group commit: many callers hand in drafts, one task writes all that came meanwhile as one group, and hears of it.

A disk takes about as long to sync one entry as a thousand, so the busier the drill, the larger the groups. Callers do not
wait here: each leaves a note with its drafts, and the notes come back with the group once it is durable. Where the disk
answers at once a group is written right in the event loop: two changes of thread would cost more than the sync, and
callers would share one interpreter with the writer anyway. As soon as the loop has to stand still for the disk, groups are
written by a thread aside, and the next one gathers meanwhile.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Generic, TypeVar

import msgspec

from drill.clock import stopwatch
from drill.errors import JournalError
from drill.i18n import _
from drill.journal import chain
from drill.journal.base import Draft, Journal

LARGEST_GROUP = 256
"""Entries after which a group is closed: a millisecond or two of work, in which nobody else has a turn."""
PATIENCE = 0.004
"""Seconds that an event loop may stand still for a group, on average, and nobody notices; work takes less, a slow disk more."""
SMOOTHED = 8
"""Groups that the average looks back on, about: a single slow sync is no slow disk."""
GROUPS_ASIDE = 100
"""Groups written aside before the disk is tried again: the loop stands still for a hundredth of the time at most."""

Note = TypeVar("Note")


class Durable(msgspec.Struct, Generic[Note], frozen=True):
    """A group that is on the disk."""

    first: int
    """Position of its first entry."""
    notes: Sequence[Note]
    """What the callers left with their drafts, in the order of handing in."""


class _Group(Generic[Note]):
    """What is written together."""

    __slots__ = ("drafts", "notes", "packed")

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.packed: list[bytes] = []
        self.notes: list[Note] = []


class GroupWriter(Generic[Note]):
    """The only writer of a journal. Any part of one event loop hands in; one task commits.

    Order is kept: what was handed in first stands first. After one failure nothing more is taken, since what follows
    was decided on a world that holds what was lost; open the journal again and start from its last durable moment.

    Args:
        journal: what is written.
        largest: entries after which a group is closed.
        patience: seconds that the event loop may stand still for a group; None: it never does.
    """

    def __init__(
        self, journal: Journal, largest: int = LARGEST_GROUP, patience: float | None = PATIENCE
    ) -> None:
        self._journal = journal
        self._largest = largest
        self._patience = patience
        self._groups: deque[_Group[Note]] = deque([_Group()])
        """Those that are closed, oldest first; then the one that gathers."""
        self._handed_in = asyncio.Event()
        self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal-writer")
        self._groups_aside = 0
        self._stood_still = 0.0
        """Seconds of the event loop a group, smoothed."""
        self._failure: JournalError | None = None
        self._given_up = False
        """Whether nobody waits for the group in the thread any more."""

    def append(self, drafts: Sequence[Draft], note: Note) -> None:
        """Hand in drafts that stay together. They are durable when `commit` returns the note, and not before.

        Raises:
            JournalError: a draft cannot be kept, or the writer failed or is closed; nothing was handed in.
        """
        if self._failure is not None:
            raise self._failure
        group = self._groups[-1]
        try:
            for draft in drafts:
                group.packed.append(chain.pack(draft))
        except JournalError:
            del group.packed[len(group.drafts) :]
            raise
        if not group.notes:
            self._handed_in.set()
        group.drafts += drafts
        group.notes.append(note)
        if len(group.drafts) >= self._largest:
            self._groups.append(_Group())

    async def commit(self) -> Durable[Note]:
        """Write the next group, waiting until something was handed in. One task alone may call, again and again.

        Giving up waiting takes nothing back: what was handed in is written, here or by `close`.

        Raises:
            JournalError: the group was not kept, nor will be what was handed in after it.
        """
        if self._failure is None:
            await self._gathered()
        if self._failure is not None:
            raise self._failure
        group = self._next_group()
        if self._patience is None or self._groups_aside > 0:
            await self._write_aside(group)
        else:
            self._write_here(group)
        return Durable(self._journal.head.seq + 1 - len(group.drafts), group.notes)

    async def aside(self, work: Callable[[], None]) -> None:
        """Do other work on the disk in the thread, after what was begun there before; the event loop goes on meanwhile.

        Giving up waiting takes nothing back.

        Raises:
            JournalError: the writer failed or is closed and nothing was done; or the work raised it.
        """
        if self._failure is not None:
            raise self._failure
        working = self._aside.submit(work)
        # Shielded: a task that is cancelled must not call back what the thread has not begun yet.
        await asyncio.shield(asyncio.wrap_future(working))

    def close(self) -> None:
        """Write what waits; the journal stays open. Closing twice is harmless.

        Raises:
            JournalError: what waited was not kept, and nobody was told yet.
        """
        self._aside.shutdown()
        given_up, self._given_up = self._given_up, False
        if given_up and self._failure is not None:
            raise self._failure
        while self._failure is None and self._groups[0].notes:
            self._write(self._next_group())
        self._failure = self._failure or _closed()

    async def _gathered(self) -> None:
        """Return when there is something to write, and everyone had one more turn to hand in."""
        if self._groups[0].notes:
            await asyncio.sleep(0)
            return
        self._handed_in.clear()
        await self._handed_in.wait()

    def _next_group(self) -> _Group[Note]:
        group = self._groups.popleft()
        if not self._groups:
            self._groups.append(_Group())
        return group

    def _write(self, group: _Group[Note]) -> None:
        written = False
        try:
            self._journal.append(group.drafts, group.packed)
            written = True
        except JournalError as failure:
            self._failure = failure
            raise
        finally:
            if not written:  # whatever else went wrong ends the writing too
                self._failure = self._failure or _closed()

    def _write_here(self, group: _Group[Note]) -> None:
        before = stopwatch()
        self._write(group)
        self._stood_still += (stopwatch() - before - self._stood_still) / SMOOTHED
        if self._patience is not None and self._stood_still > self._patience:
            self._stood_still = 0.0
            self._groups_aside = GROUPS_ASIDE

    async def _write_aside(self, group: _Group[Note]) -> None:
        self._groups_aside -= 1
        try:
            await self.aside(partial(self._write, group))
        except asyncio.CancelledError:
            self._given_up = True
            raise


def _closed() -> JournalError:
    return JournalError(_("The journal is closed."))
