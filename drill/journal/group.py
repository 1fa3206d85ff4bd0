"""Group commit: many callers hand in drafts, one thread makes them durable together.

A disk takes about as long to sync one entry as a thousand. While one group is being synced the next one gathers, so
that the busier the drill, the larger the groups, and an event loop never waits for the disk.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from itertools import chain as joined
from itertools import repeat
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TypeAlias

import msgspec

from drill.errors import JournalError
from drill.i18n import _
from drill.journal import chain
from drill.journal.base import Draft, Journal

LARGEST_GROUP = 4096
"""Entries after which a group is closed: what a disk takes in a few milliseconds."""


_Durable: TypeAlias = "Future[range] | asyncio.Future[range]"
_Outcome: TypeAlias = range | JournalError


class _Waiting(msgspec.Struct, frozen=True, gc=False):
    drafts: tuple[Draft, ...]
    digests: list[bytes]
    """Made by the caller, who learns at once of a draft that cannot be kept."""
    durable: _Durable
    loop: asyncio.AbstractEventLoop | None
    """Where an asyncio future must be settled; None for a future of threads."""


class GroupWriter:
    """The only writer of a journal, from any thread or event loop.

    Order is kept: what was submitted first stands first. After one failure nothing more is taken, since what follows
    was decided on a world that holds what was lost; open the journal again and start from its last durable moment.
    """

    def __init__(self, journal: Journal, largest: int = LARGEST_GROUP) -> None:
        self._journal = journal
        self._largest = largest
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._gate = Lock()
        self._failure: JournalError | None = None
        self._thread = Thread(target=self._run, name="journal-writer", daemon=True)
        self._thread.start()

    def submit(self, drafts: Sequence[Draft]) -> "Future[range]":
        """Hand in drafts that stay together; returns at once.

        Returns:
            A future of their positions, done when they are durable; it fails with `JournalError` when they are not.
            It cannot be cancelled: what was decided is written.

        Raises:
            JournalError: a draft cannot be kept, or the writer is closed; nothing was handed in.
        """
        durable: Future[range] = Future()
        durable.set_running_or_notify_cancel()
        self._hand_in(drafts, durable, None)
        return durable

    def append(self, drafts: Sequence[Draft]) -> "asyncio.Future[range]":
        """Hand in drafts that stay together; to be awaited in the event loop that calls.

        Cheaper than `submit` for an event loop: a whole group wakes it once. Giving up waiting takes nothing back.

        Returns:
            A future of their positions, done when they are durable; it fails with `JournalError` when they are not.

        Raises:
            JournalError: a draft cannot be kept, or the writer is closed; nothing was handed in.
        """
        loop = asyncio.get_running_loop()
        durable: asyncio.Future[range] = loop.create_future()
        self._hand_in(drafts, durable, loop)
        return durable

    def _hand_in(
        self, drafts: Sequence[Draft], durable: _Durable, loop: asyncio.AbstractEventLoop | None
    ) -> None:
        waiting = _Waiting(tuple(drafts), list(map(chain.digest, drafts)), durable, loop)
        with self._gate:
            if self._failure is not None:
                raise self._failure
            self._queue.put(waiting)

    def close(self) -> None:
        """Write what waits, then end the thread; the journal stays open. Closing twice is harmless."""
        with self._gate:
            if self._failure is None:
                self._failure = JournalError(_("The journal is closed."))
                self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        failure = JournalError(_("The journal is closed."))
        group: list[_Waiting] = []
        try:
            while group := self._next_group():
                self._write(group)
        except JournalError as error:
            failure = error
        finally:
            self._give_up(group, failure)

    def _next_group(self) -> list[_Waiting]:
        """Wait for a first one, then take all that wait already; empty at the end."""
        group: list[_Waiting] = []
        size = 0
        while (waiting := self._queue.get()) is not None:
            group.append(waiting)
            size += len(waiting.drafts)
            if size >= self._largest or self._queue.empty():
                return group
        if group:
            self._queue.put(None)
        return group

    def _write(self, group: list[_Waiting]) -> None:
        first = self._journal.head.seq + 1
        drafts = list(joined.from_iterable(waiting.drafts for waiting in group))
        self._journal.append(drafts, list(joined.from_iterable(waiting.digests for waiting in group)))
        _settle(group, _places(first, group))

    def _give_up(self, group: list[_Waiting], failure: JournalError) -> None:
        """Answer everyone who waits still, so that nobody waits for ever."""
        with self._gate:
            self._failure = failure
            self._queue.put(None)
        _settle([*group, *iter(self._queue.get, None)], repeat(failure))


def _places(first: int, group: Iterable[_Waiting]) -> Iterator[range]:
    for waiting in group:
        after = first + len(waiting.drafts)
        yield range(first, after)
        first = after


def _settle(group: Iterable[_Waiting], outcomes: Iterable[_Outcome]) -> None:
    """Answer those who wait, each event loop in one step."""
    by_loop: defaultdict[asyncio.AbstractEventLoop | None, list[tuple[_Durable, _Outcome]]] = defaultdict(
        list
    )
    for waiting, outcome in zip(group, outcomes, strict=False):
        by_loop[waiting.loop].append((waiting.durable, outcome))
    for loop, answers in by_loop.items():
        if loop is None:
            _answer(answers)
        else:
            with contextlib.suppress(RuntimeError):  # a loop that closed has nobody left who waits
                loop.call_soon_threadsafe(_answer, answers)


def _answer(answers: list[tuple[_Durable, _Outcome]]) -> None:
    for durable, outcome in answers:
        if durable.done():
            continue
        if isinstance(outcome, JournalError):
            durable.set_exception(outcome)
            durable.exception()  # seen: of many who wait, one is enough to stop the drill
        else:
            durable.set_result(outcome)
