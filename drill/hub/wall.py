"""The wall of a live drill: everything that it shows is held back by the delay that judges set.

The queue is folded by a given time and knows no clock of its own. What waits is what happened, not what to show, so
whoever comes late, and a hub that comes back, see the same late wall. What judges say of the wall itself acts at once:
another delay, the curtain, a prize.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Generic, TypeVar

import msgspec

from drill.hub.past import Past
from drill.world.cards import Change
from drill.world.happened import Happened
from scoring.wall.view import WallView

ItemT = TypeVar("ItemT")
STEP = 1_000
"""Wall milliseconds between two moments of a drill that is found again."""


class Held(Generic[ItemT]):
    """What waits for its time, in the order in which it came."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[int, ItemT]] = deque()

    def put(self, wall: int, item: ItemT) -> None:
        """Keep what was at this wall time (ms); a clock that was set back does not let it overtake others."""
        latest = self._waiting[-1][0] if self._waiting else wall
        self._waiting.append((max(wall, latest), item))

    def due(self, now: int, delay: int) -> Iterator[ItemT]:
        """Hand out, once, what is at least this old."""
        while self._waiting and self._waiting[0][0] + delay <= now:
            yield self._waiting.popleft()[1]


class Moment(msgspec.Struct, frozen=True):
    """Shared exercise time went on to ``t`` (ms)."""

    t: int


class Entered(msgspec.Struct, frozen=True):
    """An entry of the journal."""

    seq: int
    happened: Happened


class Wall:
    """The wall's cards as the room may see them now.

    Args:
        view: the fold, with nothing but the opening in it.
        clock: tells the wall time (ms since 1970).
    """

    def __init__(self, view: WallView, clock: Callable[[], int]) -> None:
        self.view = view
        self._clock = clock
        self._held: Held[Entered | Moment] = Held()
        self._latest = 0

    def tell(self, changes: Iterable[Change]) -> list[Change]:
        """Take in what changed on the judges' desk; return what the wall shows of it, at once."""
        before = self.view.arranged.revealed
        told = self.view.tell(changes)
        if self.view.arranged.revealed == before:
            return told
        # The ceremony is driven by hand, and nobody plays any more: nothing waits behind a curtain.
        return told + self._flush(0)

    def take(self, first: int, happened: Sequence[Happened]) -> list[Change]:
        """Take entries in that just became durable, the first of them at this position; return what may be shown now."""
        now = self._clock()
        for seq, event in enumerate(happened, first):
            self._held.put(now, Entered(seq, event))
        return self._flush(self.view.arranged.delay)

    def restore(self, entries: Iterable[tuple[int, Happened, int | None]], until: int) -> None:
        """Take in what a journal holds, each entry as old as it is; what judges say was told before.

        Args:
            entries: position, what happened, and the wall time that the journal gives.
            until: shared exercise time (ms) at which the drill stands.
        """
        past, now, delay = Past(), self._clock(), self.view.arranged.delay
        items: list[tuple[int, Entered | Moment]] = [
            (past.at(happened, wall), Entered(seq, happened)) for seq, happened, wall in entries
        ]
        moments = range(now - delay, now, STEP)
        items += [(wall, Moment(min(until, past.shared(wall)))) for wall in moments]
        for wall, item in sorted(items, key=itemgetter(0)):
            self._held.put(wall, item)
        self._flush(delay)

    def beat(self, t: int) -> list[Change]:
        """Note the shared exercise time; return what the wall may show now."""
        if t > self._latest:
            self._latest = t
            self._held.put(self._clock(), Moment(t))
        return self._flush(self.view.arranged.delay)

    def now(self) -> int:
        """Return the shared exercise time (ms) that the wall has reached."""
        return self.view.t

    def _flush(self, delay: int) -> list[Change]:
        changes: list[Change] = []
        for item in self._held.due(self._clock(), delay):
            if isinstance(item, Moment):
                changes += self.view.advance(item.t)
            else:
                changes += self.view.apply(item.seq, item.happened)
        return changes
