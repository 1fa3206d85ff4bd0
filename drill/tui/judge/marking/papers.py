"""A paper: one text to mark as it lies before one judge, of a team in the drill or a sample before it."""

from collections.abc import Iterable
from dataclasses import dataclass

from drill.i18n import Words, _, current_language
from drill.scenario.model import Text
from drill.world.cards import MarkCard, MarkState, SampleCard, View

GIVEN = tuple[str, int, int, str, str]
"""(judge's seat, criterion, percent, rating, comment)."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a judge reads and marks."""

    key: str
    code: str
    """Code name of the team; empty for a sample."""
    item: str
    ask: Text
    text: str
    criteria: tuple[Text, ...]
    points: int
    submitted: int
    late: bool
    truth: tuple[Words, ...]
    guidance: Text
    anchors: tuple[tuple[int, Text], ...]
    marks: tuple[GIVEN, ...]
    seat: str
    """The judge who looks."""
    mine: bool
    """Whether this judge is to mark it."""
    state: MarkState
    need: int
    given: int
    assigned: tuple[str, ...]
    spread: int = 0
    """Percent between the judges; 0 where this judge may not know."""
    sample: int | None = None
    """Number of the sample from 0; None for a team's text."""
    wanted: tuple[int, ...] = ()
    """The authors' percent, once it may be known."""
    because: Text | None = None

    def own(self, criterion: int) -> tuple[int, str, str] | None:
        """Return this judge's (percent, rating, comment) of a criterion; None before there is one."""
        return next((mark[2:] for mark in self.marks if mark[:2] == (self.seat, criterion)), None)

    @property
    def marked(self) -> int:
        """Criteria that this judge has marked."""
        return sum(self.own(number) is not None for number in range(len(self.criteria)))

    @property
    def done(self) -> bool:
        """Whether this judge has marked every criterion."""
        return self.marked == len(self.criteria)

    def next_open(self, after: int = -1) -> int | None:
        """Return the criterion behind ``after``, or else before it, that this judge has not marked; None without one."""
        count = len(self.criteria)
        ring = ((after + step) % count for step in range(1, count + (after < 0)))
        return next((number for number in ring if self.own(number) is None), None)

    @property
    def waits(self) -> bool:
        """Whether it waits for this judge."""
        if self.done or not self.mine:
            return False
        return self.sample is not None or bool(self.assigned) or self.state in WAITING

    @property
    def pending(self) -> bool:
        """Whether it waits for this judge, or for any judge where it is not this one's."""
        return self.waits if self.mine else self.state in WAITING

    @property
    def share(self) -> int | None:
        """Whole percent that this judge's marks come to so far; None before the first."""
        found = [self.own(number) for number in range(len(self.criteria))]
        percents = [mark[0] for mark in found if mark is not None]
        return sum(percents) // len(percents) if percents else None

    def apart(self, criterion: int) -> int:
        """Return how many percent the judges who are shown are apart on a criterion."""
        percents = [percent for _judge, number, percent, *_rest in self.marks if number == criterion]
        return max(percents) - min(percents) if percents else 0


WAITING = frozenset({MarkState.OPEN, MarkState.ALARM})
"""States in which a text waits for somebody."""


def paper_of(card: MarkCard, seat: str) -> Paper:
    """Return a team's text as it lies before a judge."""
    mine = seat not in card.away and (not card.assigned or seat in card.assigned)
    return Paper(
        key=card.key,
        code=card.code,
        item=card.item,
        ask=card.ask,
        text=card.text,
        criteria=card.criteria,
        points=card.points,
        submitted=card.submitted,
        late=card.late,
        truth=card.truth,
        guidance=card.guidance,
        anchors=card.anchors,
        marks=card.marks,
        seat=seat,
        mine=mine,
        state=card.state,
        need=card.need,
        given=card.given,
        assigned=card.assigned,
        spread=card.spread,
    )


def sample_of(card: SampleCard, seat: str) -> Paper:
    """Return a sample as it lies before a judge."""
    marks = tuple(
        (judge, criterion, percent, "", comment) for judge, criterion, percent, comment in card.marks
    )
    return Paper(
        key=card.key,
        code="",
        item=card.item,
        ask=card.ask,
        text=card.text.say(current_language()),
        criteria=card.criteria,
        points=0,
        submitted=0,
        late=False,
        truth=(),
        guidance=card.guidance,
        anchors=card.anchors,
        marks=marks,
        seat=seat,
        mine=True,
        state=MarkState.OPEN,
        need=1,
        given=0,
        assigned=(),
        sample=card.number,
        wanted=card.wanted,
        because=card.because,
    )


def named(paper: Paper) -> str:
    """Return what a paper is called: the code name, or the number of the sample."""
    return paper.code if paper.sample is None else _("Sample {n}").format(n=paper.sample + 1)


def queue(papers: Iterable[Paper], skipped: dict[str, int]) -> list[Paper]:
    """Return papers in the order of marking.

    What waits comes first, for who leads before all else that on which judges are far apart; of it what was skipped
    comes last; then what was handed in before what a judge saw, and the oldest first.
    """

    def place(paper: Paper) -> tuple[bool, bool, int, bool, int, str]:
        seen, apart = paper.item.startswith("judged:"), paper.state is MarkState.ALARM and not paper.mine
        later = skipped.get(paper.key, 0)
        return not paper.pending, not apart, later, seen, paper.submitted, paper.key

    return sorted(papers, key=place)


def unmarked(view: View) -> int:
    """Return how many texts of a desk wait and are not marked in full by those whose marks are shown."""
    cards = view.all(MarkCard)
    return sum(
        card.state in WAITING and len({mark[1] for mark in card.marks}) < len(card.criteria) for card in cards
    )
