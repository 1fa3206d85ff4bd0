"""How much is left to mark and when it will be done, from the pace so far."""

from collections.abc import Sequence
from itertools import pairwise

from scoring.model import Record

LATEST = 12
"""Finished items whose times tell the pace: what went before was another day's pace."""


class Forecast(Record, frozen=True):
    """When one judge, or all together, will have marked everything."""

    done: int | None
    """Wall time (ms since 1970); None while the pace cannot be told."""
    late: bool
    """Whether that is after the ceremony."""


def finish(left: int, times: Sequence[int], now: int, ceremony: int = 0) -> Forecast:
    """Return when a judge will be done if the pace holds.

    The pace is the median time between two finished items, so that one break for lunch does not count. Whoever has
    paused goes on from now.

    Args:
        left: items that wait.
        times: wall times (ms since 1970) at which items were finished, ascending.
        now: wall time.
        ceremony: wall time of the ceremony; 0 when there is none.
    """
    if left == 0:
        return Forecast(times[-1] if times else now, late=False)
    pace = _pace(times)
    if pace is None:
        return Forecast(None, late=0 < ceremony <= now)
    done = max(times[-1] + pace, now) + (left - 1) * pace
    return Forecast(done, late=0 < ceremony < done)


def together(forecasts: Sequence[Forecast], ceremony: int = 0) -> Forecast:
    """Return when the last of several judges will be done; unknown as long as one of them is."""
    moments = [forecast.done for forecast in forecasts]
    late = any(forecast.late for forecast in forecasts)
    if not moments or None in moments:
        return Forecast(None, late)
    done = max(moment for moment in moments if moment is not None)
    return Forecast(done, late or 0 < ceremony < done)


def _pace(times: Sequence[int]) -> int | None:
    latest = times[-LATEST - 1 :]
    gaps = sorted(after - before for before, after in pairwise(latest))
    return gaps[len(gaps) // 2] if gaps else None


class Workload:
    """Counts what waits for each judge and what each has done, item by item."""

    def __init__(self) -> None:
        self._items: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        self._left: dict[str, int] = {}
        self._done: dict[str, int] = {}
        self._times: dict[str, tuple[int, ...]] = {}
        self._timed: set[tuple[str, str]] = set()

    @property
    def judges(self) -> set[str]:
        """Everyone who has something to do or has done something."""
        return {judge for counts in (self._left, self._done) for judge, count in counts.items() if count}

    def put(self, item: str, waiting: frozenset[str], given: frozenset[str]) -> set[str]:
        """Note who is to mark an item and who has marked it; return the judges for whom that is news."""
        before = self._items.get(item, (frozenset(), frozenset()))
        self._items[item] = (waiting, given)
        for counts, old, new in ((self._left, before[0], waiting), (self._done, before[1], given)):
            for judge in new - old:
                counts[judge] = counts.get(judge, 0) + 1
            for judge in old - new:
                counts[judge] -= 1
        return set((before[0] ^ waiting) | (before[1] ^ given))

    def finished(self, item: str, judge: str, at: int) -> None:
        """Note when a judge finished an item: the first time counts, and an unknown one (0) tells no pace."""
        if at and (item, judge) not in self._timed:
            self._timed.add((item, judge))
            self._times[judge] = tuple(sorted((*self.times(judge), at)))[-LATEST - 1 :]

    def left(self, judge: str) -> int:
        """Return how many items wait for a judge."""
        return self._left.get(judge, 0)

    def done(self, judge: str) -> int:
        """Return how many items a judge has marked."""
        return self._done.get(judge, 0)

    def times(self, judge: str) -> tuple[int, ...]:
        """Return when the latest of them were finished (ms since 1970), ascending."""
        return self._times.get(judge, ())
