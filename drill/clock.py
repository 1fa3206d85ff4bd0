"""The only place that reads a clock. Everything else is handed one."""

import time
from typing import Protocol


class Clock(Protocol):
    """Tells how much wall time has gone by."""

    def now(self) -> int:
        """Milliseconds since a fixed, unknown moment; never runs backwards."""
        ...


class WallClock:
    """The machine's steady clock."""

    def now(self) -> int:
        """Milliseconds of the monotonic clock."""
        return time.monotonic_ns() // 1_000_000


def unix_time() -> int:
    """Return the wall time in milliseconds since 1970, by this machine's clock: for deadlines that people keep."""
    return time.time_ns() // 1_000_000


stopwatch = time.monotonic
"""Seconds of which the difference between two readings is the wall time in between."""


class ManualClock:
    """A clock that stands still until a test or a player moves it."""

    def __init__(self, start: int = 0) -> None:
        self._now = start

    def now(self) -> int:
        """Milliseconds as last set."""
        return self._now

    def advance(self, milliseconds: int) -> None:
        """Move forward.

        Args:
            milliseconds: how far; negative values are refused.

        Raises:
            ValueError: the clock would run backwards.
        """
        if milliseconds < 0:
            raise ValueError(f"a clock does not run backwards: {milliseconds} ms")
        self._now += milliseconds
