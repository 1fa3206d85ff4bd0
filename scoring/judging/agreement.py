"""How far judges agree on a criterion, kept current text by text. Whole numbers and fractions, no float.

The measure is Krippendorff's alpha for intervals (Krippendorff, Content Analysis, chapter on reliability): 1 less the
disagreement within texts over the disagreement that chance would give. 1 is perfect agreement, 0 is what chance
gives; below 0 judges differ more than by chance.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations

from scoring.model import Record
from scoring.rounding import half_up


class Agreement(Record, frozen=True):
    """How far judges agree on one criterion of one item, over all teams."""

    items: int
    """Texts that at least two judges have marked."""
    same: int
    """Of them, those on which no two are apart by the alarm or more."""
    apart: int
    """Mean percent between two judges, rounded half up; 0 without texts."""
    alpha: int | None
    """In thousandths, rounded half up; None with fewer than two texts, or where every mark is the same."""


class _Text(Record, frozen=True):
    """What one text adds to the sums."""

    marks: int
    total: int
    squares: int
    widest: int
    pairs: int
    distance: int
    """Sum of the distances between any two."""

    @property
    def within(self) -> Fraction:
        """Sum of squared distances over ordered pairs, divided by the other marks of the text."""
        return Fraction(2 * (self.marks * self.squares - self.total**2), self.marks - 1)


class Agreements:
    """The texts of one criterion; a text may come again with other marks.

    Adding a text costs the same however many there are.
    """

    def __init__(self) -> None:
        self._texts: dict[str, _Text] = {}
        self._marks = self._total = self._squares = self._pairs = self._distance = 0
        self._within = Fraction(0)

    def put(self, text: str, percents: Sequence[int]) -> None:
        """Take the marks of one text in; fewer than two tell nothing and take the text out."""
        before = self._texts.pop(text, None)
        if before is not None:
            self._add(before, -1)
        if len(percents) > 1:
            self._texts[text] = _text(percents)
            self._add(self._texts[text], 1)

    def told(self, alarm: int) -> Agreement:
        """Return how far judges agree.

        Args:
            alarm: percent between two marks from which they are far apart.
        """
        apart = Fraction(self._distance, self._pairs) if self._pairs else Fraction(0)
        same = sum(text.widest < alarm for text in self._texts.values())
        return Agreement(len(self._texts), same, half_up(apart), self._alpha())

    def _alpha(self) -> int | None:
        chance = 2 * (self._marks * self._squares - self._total**2)
        if len(self._texts) < 2 or chance == 0:
            return None
        return half_up((1 - (self._marks - 1) * self._within / chance) * 1000)

    def _add(self, text: _Text, sign: int) -> None:
        self._marks += sign * text.marks
        self._total += sign * text.total
        self._squares += sign * text.squares
        self._pairs += sign * text.pairs
        self._distance += sign * text.distance
        self._within += sign * text.within


def agreement(texts: Iterable[Sequence[int]], alarm: int) -> Agreement:
    """Return how far judges agree on texts, each with the percents that its judges gave."""
    found = Agreements()
    for number, percents in enumerate(texts):
        found.put(str(number), percents)
    return found.told(alarm)


def _text(percents: Sequence[int]) -> _Text:
    distances = [abs(one - other) for one, other in combinations(percents, 2)]
    return _Text(
        marks=len(percents),
        total=sum(percents),
        squares=sum(percent**2 for percent in percents),
        widest=max(distances),
        pairs=len(distances),
        distance=sum(distances),
    )
