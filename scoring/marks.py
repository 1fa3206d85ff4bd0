"""Judges' marks on one team: who gave what for which criterion, and what they make together."""

from collections.abc import Sequence
from fractions import Fraction

from drill.world.inputs import Marked
from scoring.model import Record


class Mark(Record, frozen=True):
    """One judge's mark for one criterion."""

    seq: int
    t: int
    """When the judge marked (shared ms)."""
    judge: str
    """Seat."""
    criterion: int
    percent: int
    """0 to 100."""
    comment: str
    rating: str
    """HSEEP letter; empty for none."""
    at: int = 0
    """Wall time (ms since 1970) at which it was given; 0 when unknown."""


class Marks:
    """All marks on one team's items.

    A judge's later mark replaces the same judge's earlier one. Marks of a judge who has stepped back from the item, or
    has an interest in the team, do not count. Judges count alike: of one criterion the median counts.
    """

    def __init__(self) -> None:
        self._items: dict[str, dict[tuple[int, str], Mark]] = {}
        self._away: set[tuple[str, str]] = set()

    def note(self, seq: int, t: int, judge: str, what: Marked) -> None:
        """Take one mark in; percents outside 0 to 100 count as the nearest of them."""
        percent = max(0, min(100, what.percent))
        rating = what.rating.value if what.rating else ""
        mark = Mark(seq, t, judge, what.criterion, percent, what.comment, rating, what.at)
        before = self._items.setdefault(what.item, {}).get((what.criterion, judge))
        if before is None or before.seq < seq:
            self._items[what.item][what.criterion, judge] = mark

    def leave_out(self, judge: str, item: str = "") -> None:
        """Let a judge's marks on an item count no more; on every item where none is named."""
        self._away.add((judge, item))

    def of(self, item: str) -> tuple[Mark, ...]:
        """Return the marks of an item that count, by criterion and judge, whatever the order in which they came."""
        marks = self._items.get(item, {})
        return tuple(marks[key] for key in sorted(marks) if self._counts(key[1], item))

    def share(self, item: str, criteria: int) -> Fraction:
        """Return the part of the item's points that the marks give, 0 to 1.

        Criteria weigh alike; one criterion is the median of its judges, and 0 while nobody has marked it. An item
        without criteria of its own is marked as one.
        """
        count = max(1, criteria)
        middles = [self._middle(item, criterion) for criterion in range(count)]
        return sum((middle for middle in middles if middle is not None), Fraction(0)) / count

    def open(self, item: str, criteria: int) -> Fraction:
        """Return the part of the item's criteria that nobody has marked, 0 to 1."""
        count = max(1, criteria)
        unmarked = sum(self._middle(item, criterion) is None for criterion in range(count))
        return Fraction(unmarked, count)

    def marked(self, item: str, criteria: int) -> bool:
        """Return whether anybody has marked one of its criteria."""
        return self.open(item, criteria) < 1

    def seqs(self, item: str) -> tuple[int, ...]:
        """Return the journal positions of the marks that count."""
        return tuple(mark.seq for mark in self.of(item))

    def judges(self, item: str) -> str:
        """Return the seats whose marks count, joined by commas."""
        return ", ".join(sorted({mark.judge for mark in self.of(item)}))

    def _counts(self, judge: str, item: str) -> bool:
        return self._away.isdisjoint({(judge, item), (judge, "")})

    def _middle(self, item: str, criterion: int) -> Fraction | None:
        percents = [mark.percent for mark in self.of(item) if mark.criterion == criterion]
        return median(percents) / 100 if percents else None


def median(percents: Sequence[int]) -> Fraction:
    """Return the middle of some numbers, the mean of the middle two where their count is even.

    Of two marks that is the mean, as on a paper with two judges; of three the one in the middle, so that a third
    judge decides between two who are far apart.
    """
    ordered, count = sorted(percents), len(percents)
    return Fraction(ordered[(count - 1) // 2] + ordered[count // 2], 2)
