"""The wall of a live drill: everything that it shows is held back by the delay that judges set.

The queue is folded by a given time and knows no clock of its own. What waits is what happened, not what to show, so
whoever comes late, and a hub that comes back, see the same late wall. What judges say of the wall itself acts at once:
another delay, the curtain, a prize.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

import msgspec

from drill.world.cards import Change, Put
from drill.world.happened import Happened
from drill.world.inputs import (
    ClockPaused,
    ClockStarted,
    DrillEnded,
    EmergencyStopped,
    TeamHeld,
    TeamReleased,
)
from scoring.wall.view import WallView

ItemT = TypeVar("ItemT")


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

    def take(
        self, first: int, happened: Sequence[Happened], walls: Iterable[int] | None = None
    ) -> list[Change]:
        """Take durable entries in; return what the wall may show now.

        Args:
            first: journal position of the first of them.
            happened: in order.
            walls: wall time of each (ms); now for entries that just came.
        """
        known = iter(walls) if walls is not None else iter([self._clock()] * len(happened))
        for seq, event in enumerate(happened, first):
            self._held.put(next(known), Entered(seq, event))
        return self._flush(self.view.arranged.delay)

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

    def cards(self) -> list[Change]:
        """Return every card, as what a new room is told."""
        return [Put(card) for card in self.view.cards()]


def wall_times(entries: Iterable[tuple[Happened, int | None]]) -> Iterator[int]:
    """Return when each entry of a journal happened, in wall milliseconds.

    Only inputs are written with a wall time; between them the clock ran at the pace that the controls say. An output
    stands at most as early as the entry before it.

    Args:
        entries: what happened and the wall time that the journal gives, all from the first.
    """
    pace = _Pace()
    for happened, wall in entries:
        yield pace.at(happened, wall)


class _Pace:
    """The segment of the clock in which entries lie, and what holds took from each team."""

    def __init__(self) -> None:
        self._shared, self._wall = 0, 0
        self._p, self._q = 0, 1
        self._last = 0
        self._late: dict[str, int] = {}
        self._since: dict[str, int] = {}

    def at(self, happened: Happened, wall: int | None) -> int:
        shared = happened.t + self._late.get(happened.team, 0)
        told = self._wall
        if wall is not None:
            told = self._wall = wall
            self._shared = shared
            self._turn(happened)
        elif self._p:
            told += max(0, shared - self._shared) * self._q // self._p
        self._last = max(self._last, told)
        return self._last

    def _turn(self, happened: Happened) -> None:
        match happened.what:
            case ClockStarted(p=p, q=q):
                self._p, self._q = p, q
            case ClockPaused() | EmergencyStopped() | DrillEnded():
                self._p = 0
            case TeamHeld(team=team):
                self._since[team] = happened.t
            case TeamReleased(team=team) if team in self._since:
                self._late[team] = self._late.get(team, 0) + happened.t - self._since.pop(team)
            case _:
                return
