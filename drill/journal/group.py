"""Group commit: many callers hand in drafts, and all that came in one turn of the event loop becomes durable together.

A disk takes about as long to sync one entry as a thousand, so the busier the drill, the larger the groups. Where the disk
answers at once a group is written right in the event loop: two changes of thread would cost more than the sync, and
callers would share one interpreter with the writer anyway. As soon as the loop has to stand still for the disk, groups are
written by a thread aside, and the next one gathers meanwhile.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TypeAlias

from drill.clock import thread_stood_still
from drill.errors import JournalError
from drill.i18n import _
from drill.journal import chain
from drill.journal.base import Draft, Journal

LARGEST_GROUP = 512
"""Entries after which a group is closed: two or three milliseconds of work, in which nobody else has a turn."""
PATIENCE = 0.002
"""Seconds that an event loop may stand still for a group, on average, and nobody notices."""
SMOOTHED = 8
"""Groups that the average looks back on, about: a single slow sync is no slow disk."""
GROUPS_ASIDE = 100
"""Groups written aside before the disk is tried again: the loop stands still for a hundredth of the time at most."""

Positions: TypeAlias = "asyncio.Future[range]"


class _Group:
    """What is written together."""

    __slots__ = ("callers", "digests", "drafts")

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.digests: list[bytes] = []
        self.callers: list[tuple[Positions, int]] = []
        """Each with the number of its drafts."""

    def written(self, first: int) -> None:
        """Tell the callers where their entries stand."""
        for durable, size in self.callers:
            after = first + size
            if not durable.done():
                durable.set_result(range(first, after))
            first = after

    def lost(self, failure: JournalError) -> None:
        """Tell the callers that nothing of theirs was kept."""
        for durable, _size in self.callers:
            if not durable.done():
                durable.set_exception(failure)
                durable.exception()  # seen: of many who wait, one is enough to stop the drill


class GroupWriter:
    """The only writer of a journal, for the event loop that calls.

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
        self._groups = deque([_Group()])
        """Those that are closed, oldest first; then the one that gathers."""
        self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal-writer")
        self._under_way: tuple[_Group, Future[object]] | None = None
        """What the thread writes now."""
        self._groups_aside = 0
        self._stood_still = 0.0
        """Seconds of the event loop a group, smoothed."""
        self._failure: JournalError | None = None

    def append(self, drafts: Sequence[Draft]) -> Positions:
        """Hand in drafts that stay together; to be awaited in the event loop that calls.

        Returns:
            A future of their positions, done when they are durable; it fails with `JournalError` when they are not.
            Giving up waiting takes nothing back: what was decided is written.

        Raises:
            JournalError: a draft cannot be kept, or the writer is closed; nothing was handed in.
        """
        if self._failure is not None:
            raise self._failure
        digests = [chain.digest(draft) for draft in drafts]
        loop = asyncio.get_running_loop()
        durable: Positions = loop.create_future()
        group = self._groups[-1]
        if not group.callers:
            loop.call_soon(self._write_next, loop)
        group.drafts += drafts
        group.digests += digests
        group.callers.append((durable, len(digests)))
        if len(group.drafts) >= self._largest:
            self._groups.append(_Group())
        return durable

    def close(self) -> None:
        """Write what waits; the journal stays open. Closing twice is harmless."""
        if self._under_way is not None:
            self._written_aside(self._under_way)
        while self._groups[0].callers:
            self._write_here(self._next_group())
        self._failure = self._failure or _closed()
        self._aside.shutdown()

    def _write_next(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._under_way is not None or not self._groups[0].callers:
            return
        group = self._next_group()
        if self._patience is None or self._groups_aside > 0:
            self._write_aside(group, loop)
        else:
            self._write_here(group)

    def _next_group(self) -> _Group:
        group = self._groups.popleft()
        if not self._groups:
            self._groups.append(_Group())
        return group

    def _write_here(self, group: _Group) -> None:
        before = thread_stood_still()
        self._settle(group, partial(self._journal.append, group.drafts, group.digests))
        self._look_at_the_disk(thread_stood_still() - before)

    def _look_at_the_disk(self, stood_still: float) -> None:
        self._stood_still += (stood_still - self._stood_still) / SMOOTHED
        if self._patience is not None and self._stood_still > self._patience:
            self._stood_still = 0.0
            self._groups_aside = GROUPS_ASIDE

    def _write_aside(self, group: _Group, loop: asyncio.AbstractEventLoop) -> None:
        self._groups_aside -= 1
        writing: Future[object] = self._aside.submit(self._journal.append, group.drafts, group.digests)
        self._under_way = (group, writing)
        writing.add_done_callback(partial(self._call_back, loop, self._under_way))

    def _call_back(
        self, loop: asyncio.AbstractEventLoop, written: tuple[_Group, Future[object]], _done: object
    ) -> None:
        with suppress(RuntimeError):  # a loop that is closed has nobody left who waits
            loop.call_soon_threadsafe(self._written_aside, written, loop)

    def _written_aside(
        self, written: tuple[_Group, Future[object]], loop: asyncio.AbstractEventLoop | None = None
    ) -> None:
        if self._under_way is not written:
            return
        self._under_way = None
        group, writing = written
        self._settle(group, writing.result)
        if loop is not None:
            self._write_next(loop)

    def _settle(self, group: _Group, write: Callable[[], object]) -> None:
        """Answer everyone, whatever comes of the writing, so that nobody waits for ever."""
        failure: JournalError | None = _closed()
        try:
            write()
            failure = None
        except JournalError as error:
            failure = error
        finally:
            if failure is not None:
                self._give_up(group, failure)
        if failure is None:
            group.written(self._journal.head.seq + 1 - len(group.drafts))

    def _give_up(self, group: _Group, failure: JournalError) -> None:
        self._failure = failure
        for one in (group, *self._groups):
            one.lost(failure)
        self._groups = deque([_Group()])


def _closed() -> JournalError:
    return JournalError(_("The journal is closed."))
