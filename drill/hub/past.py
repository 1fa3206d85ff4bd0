"""When a journal's entries happened on the wall: inputs are written with it, for all others the clock tells."""

from bisect import bisect_right

from drill.world.happened import Happened
from drill.world.inputs import (
    ClockPaused,
    ClockStarted,
    DrillEnded,
    EmergencyStopped,
    TeamHeld,
    TeamReleased,
)


class Past:
    """The segments of a drill's clock, read off its journal from the first entry on."""

    def __init__(self) -> None:
        self._walls = [0]
        self._segments = [(0, 0, 1)]
        """Of each wall time: (shared exercise time, p, q), running ``p/q`` from there."""
        self._last = 0
        self._late: dict[str, int] = {}
        self._since: dict[str, int] = {}

    def at(self, happened: Happened, wall: int | None) -> int:
        """Take the next entry in; return its wall time (ms since 1970), never before the entry before it.

        Args:
            happened: an entry.
            wall: what the journal gives; None for outputs and in a played match.
        """
        shared = happened.t + self._late.get(happened.team, 0)
        told = self._estimate(shared) if wall is None else wall
        if wall is not None:
            self._turn(happened, shared, wall)
        self._last = max(self._last, told)
        return self._last

    def shared(self, wall: int) -> int:
        """Return the shared exercise time (ms) at a wall time; a clock that nobody stopped runs on."""
        place = max(0, bisect_right(self._walls, wall) - 1)
        start, p, q = self._segments[place]
        return start + max(0, wall - self._walls[place]) * p // q

    def _estimate(self, shared: int) -> int:
        start, p, q = self._segments[-1]
        return self._walls[-1] + (max(0, shared - start) * q // p if p else 0)

    def _turn(self, happened: Happened, shared: int, wall: int) -> None:
        _start, p, q = self._segments[-1]
        match happened.what:
            case ClockStarted(p=p, q=q):
                pass
            case ClockPaused() | EmergencyStopped() | DrillEnded():
                p, q = 0, 1
            case TeamHeld(team=team):
                self._since[team] = happened.t
            case TeamReleased(team=team) if team in self._since:
                self._late[team] = self._late.get(team, 0) + happened.t - self._since.pop(team)
            case _:
                pass
        # A wall clock that was set back begins no earlier segment.
        self._walls.append(max(self._walls[-1], wall))
        self._segments.append((shared, p, q))
