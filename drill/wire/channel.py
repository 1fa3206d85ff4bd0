"""One view and its listeners: a ring of recent changes, so that who was away a moment gets only what it missed.

A channel belongs to one view (a team's, the controllers', the judges'). Positions count the changes of this channel in
this run of the hub: who connects or leaves changes a view too, though no journal entry says so.
"""

from collections import deque
from collections.abc import Callable, Iterable

from drill.wire.messages import Changes, Snapshot
from drill.world.cards import AnyCard, Change, View

RING = 2_000
"""Changes kept for those who resume; about ten minutes of a busy drill."""


class Channel:
    """Folds changes into a view and remembers the latest.

    Args:
        now: tells the exercise time (ms) of those who listen.
        cards: the view as it stands.
        ring: changes kept for those who resume.
    """

    def __init__(self, now: Callable[[], int], cards: Iterable[AnyCard] = (), ring: int = RING) -> None:
        self._now = now
        self.view = View(cards)
        self.position = 1
        """Never 0: a seat that has nothing says 0."""
        self.head = ""
        """``SEQ:HEX`` of the chain at the last publication."""
        self._ring: deque[tuple[int, Change]] = deque(maxlen=ring)
        self._forgotten = 1
        """Position of the newest change that fell out of the ring."""

    def publish(self, changes: Iterable[Change], head: str, watched: str = "") -> Changes | None:
        """Fold changes in; return the message for the listeners, or None when nothing differs."""
        self.head = head
        news = [change for change in changes if self.view.apply(change)]
        if not news:
            return None
        self.position += 1
        for change in news:
            if len(self._ring) == self._ring.maxlen:
                self._forgotten = self._ring[0][0]
            self._ring.append((self.position, change))
        return Changes(self.position, head, self._now(), news, watched)

    def resume(self, position: int, watched: str = "") -> Changes | Snapshot:
        """Return what a listener lacks that has everything up to ``position``."""
        if not self._forgotten <= position <= self.position:
            return self.snapshot(watched)
        missed = [change for at, change in self._ring if at > position]
        return Changes(self.position, self.head, self._now(), missed, watched)

    def time(self) -> int:
        """Return the exercise time (ms) of those who listen."""
        return self._now()

    def snapshot(self, watched: str = "") -> Snapshot:
        """Return the whole view."""
        return Snapshot(self.position, self.head, self._now(), list(self.view), watched)
