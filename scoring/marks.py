"""Judges' marks on one team: who gave what for which criterion, and what they make together."""

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


class Marks:
    """All marks on one team's items; a later mark of the same judge replaces the earlier one, judges count alike."""

    def __init__(self) -> None:
        self._items: dict[str, dict[tuple[int, str], Mark]] = {}

    def note(self, seq: int, t: int, judge: str, what: Marked) -> None:
        """Take one mark in; percents outside 0 to 100 count as the nearest of them."""
        percent = max(0, min(100, what.percent))
        rating = what.rating.value if what.rating else ""
        mark = Mark(seq, t, judge, what.criterion, percent, what.comment, rating)
        self._items.setdefault(what.item, {})[what.criterion, judge] = mark

    def of(self, item: str) -> tuple[Mark, ...]:
        """Return the standing marks of an item by criterion and judge, whatever the order in which they came."""
        marks = self._items.get(item, {})
        return tuple(marks[key] for key in sorted(marks))

    def share(self, item: str, criteria: int) -> Fraction:
        """Return the part of the item's points that the marks give, 0 to 1.

        Criteria weigh alike; one criterion is the mean of its judges, and 0 while nobody has marked it. An item
        without criteria of its own is marked as one.
        """
        count = max(1, criteria)
        means = [self._mean(item, criterion) for criterion in range(count)]
        return sum((mean for mean in means if mean is not None), Fraction(0)) / count

    def open(self, item: str, criteria: int) -> Fraction:
        """Return the part of the item's criteria that nobody has marked, 0 to 1."""
        count = max(1, criteria)
        unmarked = sum(self._mean(item, criterion) is None for criterion in range(count))
        return Fraction(unmarked, count)

    def marked(self, item: str, criteria: int) -> bool:
        """Return whether anybody has marked one of its criteria."""
        return self.open(item, criteria) < 1

    def seqs(self, item: str) -> tuple[int, ...]:
        """Return the journal positions of the standing marks."""
        return tuple(mark.seq for mark in self.of(item))

    def judges(self, item: str) -> str:
        """Return the seats that marked, joined by commas."""
        return ", ".join(sorted({mark.judge for mark in self.of(item)}))

    def _mean(self, item: str, criterion: int) -> Fraction | None:
        given = [mark.percent for mark in self.of(item) if mark.criterion == criterion]
        return Fraction(sum(given), 100 * len(given)) if given else None
