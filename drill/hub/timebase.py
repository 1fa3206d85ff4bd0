"""Wall time to exercise time: one straight segment per control, never a float.

Exercise time = s0 + (wall - w0) * p / q, rounded down; a pause is p = 0 (simulation semantics, "Clock").
"""

from drill.clock import Clock


class Timebase:
    """The live clock of a drill."""

    def __init__(self, clock: Clock, start: int = 0) -> None:
        self._clock = clock
        self._s0 = start
        self._w0 = clock.now()
        self.p = 0
        self.q = 1

    @property
    def running(self) -> bool:
        """Whether exercise time moves."""
        return self.p > 0

    def now(self) -> int:
        """Exercise time in milliseconds."""
        return self._s0 + (self._clock.now() - self._w0) * self.p // self.q

    def turn(self, at: int, p: int, q: int) -> None:
        """Begin a segment at exercise time ``at``, running ``p/q`` exercise milliseconds per wall millisecond."""
        self._s0, self._w0, self.p, self.q = at, self._clock.now(), p, q

    def wall_until(self, at: int) -> int | None:
        """Return the wall milliseconds until exercise time ``at``; None while paused."""
        if not self.running:
            return None
        return max(0, -(-(at - self.now()) * self.q // self.p))
