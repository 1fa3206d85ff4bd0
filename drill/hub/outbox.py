"""What waits to be sent to one client. Bounded: a slow client never slows the drill.

When changes pile up beyond the bound they are thrown away and the client gets a fresh snapshot instead. Answers are
never thrown away: a seat has few of them, and each is owed.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import TypeAlias

import msgspec

from drill.wire.channel import Channel
from drill.wire.messages import Changes, FromHub, Snapshot
from drill.world.cards import Change, Put

Lens: TypeAlias = Callable[[Change], Change | None]

BOUND = 256
"""Messages that may wait."""


class Outbox:
    """One client's queue, drained by one sender."""

    def __init__(self, channel: Channel, lens: Lens | None = None, bound: int = BOUND) -> None:
        """Start empty.

        Args:
            channel: what it hears.
            lens: makes of each change what this seat alone may see of it, None for nothing; no lens where all of a
                room see the same.
            bound: messages that may wait.
        """
        self.channel = channel
        self._lens = lens
        self.watched: tuple[str, Channel] | None = None
        """Team whose desk this client looks at besides its own view."""
        self.pending = 0
        """Commands of this client that wait for their answers."""
        self._bound = bound
        self._owed: deque[FromHub] = deque()
        self._news: deque[Changes | Snapshot] = deque()
        self._stale = False
        self._heard = False
        self._wake = asyncio.Event()

    def owe(self, message: FromHub) -> None:
        """Queue what must arrive: welcome, answers, goodbye."""
        self._owed.append(message)
        self._wake.set()

    def offer(self, message: Changes | Snapshot) -> None:
        """Queue news, or give up on news and note that a snapshot is due."""
        if self._stale:
            return
        if len(self._news) >= self._bound:
            self._news.clear()
            self._stale = True
        else:
            self._news.append(message)
        self._wake.set()

    async def next(self) -> FromHub:
        """Wait for the next message to send."""
        while True:
            if self._owed:
                return self._owed.popleft()
            if self._stale:
                self._refresh()
            if self._news:
                seen = self._seen(self._news.popleft())
                if seen is not None:
                    return seen
                continue
            self._wake.clear()
            await self._wake.wait()

    def _seen(self, message: Changes | Snapshot) -> Changes | Snapshot | None:
        lens = self._lens
        if lens is None:
            return message
        if isinstance(message, Snapshot):
            seen = (lens(Put(card)) for card in message.cards)
            cards = [change.card for change in seen if isinstance(change, Put)]
            self._heard = True
            return msgspec.structs.replace(message, cards=cards)
        changes = [change for one in message.changes if (change := lens(one)) is not None]
        if not changes and self._heard:
            return None
        # The first word tells a seat that it is back, even where nothing in it is the seat's.
        self._heard = True
        return msgspec.structs.replace(message, changes=changes)

    def _refresh(self) -> None:
        self._stale = False
        self._news.append(self.channel.snapshot())
        if self.watched:
            team, channel = self.watched
            self._news.append(channel.snapshot(team))
