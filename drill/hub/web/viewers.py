"""Who looks at the page: one bounded queue a viewer, filled from one text a language.

A page that has read everything is written to at once, without a task that would have to wake up first.

What changed is put into words once for each language that somebody reads, however many viewers there are. A viewer who
falls behind loses what waits and gets the whole wall instead: the latest state wins, and nobody else waits.
"""

import asyncio
from collections import deque

from drill.hub.web.said import event, news, snapshot
from drill.i18n import Language
from drill.wire.channel import Channel
from drill.wire.messages import Changes, Snapshot

BOUND = 32
"""Events that may wait for one viewer."""
MOST = 1_000
"""Viewers of all languages together."""


class Viewer:
    """One open page.

    Args:
        language: what it reads.
        transport: where an event may be written at once, in the pieces of a chunked answer, while nothing waits; None
            lets every event go through the queue.
    """

    def __init__(self, language: Language, transport: asyncio.Transport | None = None) -> None:
        self.language = language
        self._transport = transport
        self._sending = True
        self._waiting: deque[bytes] = deque()
        self._stale = True
        self._wake = asyncio.Event()

    def offer(self, told: bytes, piece: bytes) -> None:
        """Write an event where nothing stands before it; else queue it, or give up on all: then the whole wall is due.

        Args:
            told: the event.
            piece: the same as a piece of a chunked answer.
        """
        if self._stale:
            return
        line = self._transport
        if line is not None and not (self._sending or self._waiting or line.get_write_buffer_size()):
            if not line.is_closing():
                line.write(piece)
            return
        if len(self._waiting) >= BOUND:
            self._waiting.clear()
            self._stale = True
        else:
            self._waiting.append(told)
        self._wake.set()

    async def next(self, viewers: "Viewers", patience: float) -> bytes:
        """Wait for what to send next; a sign of life when nothing came for so many seconds."""
        self._sending = False
        if not (self._stale or self._waiting):
            self._wake.clear()
            try:
                async with asyncio.timeout(patience):
                    await self._wake.wait()
            except TimeoutError:
                self._sending = True
                return viewers.beat()
        self._sending = True
        if self._stale:
            self._stale = False
            return viewers.everything(self.language)
        told = b"".join(self._waiting)
        self._waiting.clear()
        return told


class Viewers:
    """All open pages; it hears what observers hear.

    Args:
        channel: what walls show.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._open: dict[Language, set[Viewer]] = {language: set() for language in Language}
        self._kept: dict[Language, tuple[int, bytes]] = {}

    def __len__(self) -> int:
        return sum(map(len, self._open.values()))

    def come(self, language: Language, transport: asyncio.Transport | None = None) -> Viewer:
        """Open a page."""
        viewer = Viewer(language, transport)
        self._open[language].add(viewer)
        return viewer

    def leave(self, viewer: Viewer) -> None:
        """Close a page."""
        self._open[viewer.language].discard(viewer)

    def offer(self, message: Changes | Snapshot) -> None:
        """Tell every page what changed."""
        if not isinstance(message, Changes):
            return
        for language, viewers in self._open.items():
            if viewers:
                told = news(message.changes, message.t, language)
                piece = b"%x\r\n%b\r\n" % (len(told), told)
                for viewer in viewers:
                    viewer.offer(told, piece)

    def everything(self, language: Language) -> bytes:
        """Return the whole wall, put into words once for each of its states."""
        channel = self._channel
        position, told = self._kept.get(language, (0, b""))
        if position != channel.position:
            shown = channel.snapshot()
            told = snapshot(shown.cards, shown.t, language)
            self._kept[language] = (channel.position, told)
        # Its cards are the latest, its time may not be.
        return told + self.beat()

    def beat(self) -> bytes:
        """Return a sign of life with the exercise time."""
        return event("beat", {"t": self._channel.time()})
