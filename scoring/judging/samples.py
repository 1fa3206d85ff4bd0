"""The calibration round: sample answers that judges mark before the drill, beside what the authors gave them."""

from collections.abc import Iterable, Iterator

import msgspec

from drill.scenario.model import Guide, Model, Sample, Text
from drill.world.cards import SampleCard
from drill.world.inputs import SampleMarked
from scoring.judging.rubric import Rubric, rubrics

NOTHING = Text("", "")


class Samples:
    """Every sample of a scenario with the marks on it; a judge's later mark replaces the same judge's earlier one."""

    def __init__(self, model: Model) -> None:
        self._rubrics = rubrics(model)
        self._samples = {
            (guide.item, number): (guide, sample)
            for guide in model.judging
            for number, sample in enumerate(guide.samples)
        }
        self._marks: dict[tuple[str, int], dict[tuple[str, int], tuple[int, str]]] = {}

    def knows(self, item: str, number: int) -> bool:
        """Return whether there is such a sample."""
        return (item, number) in self._samples

    def note(self, judge: str, what: SampleMarked) -> SampleCard | None:
        """Take a mark in; return the sample's card, None where there is no such sample."""
        name = (what.item, what.sample)
        if name not in self._samples:
            return None
        marks = self._marks.setdefault(name, {})
        marks[judge, what.criterion] = (max(0, min(100, what.percent)), what.comment)
        return self._card(*name)

    def cards(self) -> Iterator[SampleCard]:
        """Return every sample, in the order of the scenario."""
        for item, number in self._samples:
            yield self._card(item, number)

    def _card(self, item: str, number: int) -> SampleCard:
        guide, sample = self._samples[item, number]
        marks = self._marks.get((item, number), {})
        return _card(guide, self._rubrics[item], number, sample, marks)


def _card(
    guide: Guide, rubric: Rubric, number: int, sample: Sample, marks: dict[tuple[str, int], tuple[int, str]]
) -> SampleCard:
    return SampleCard(
        key=f"{guide.item}#{number}",
        item=guide.item,
        number=number,
        ask=rubric.ask,
        text=sample.text,
        criteria=rubric.criteria,
        guidance=guide.guidance,
        anchors=guide.anchors,
        marks=tuple((*name, *marks[name]) for name in sorted(marks)),
        wanted=sample.percents,
        because=sample.because,
    )


def own_sample(card: SampleCard, judge: str) -> SampleCard:
    """Return the card as one judge sees it: the own marks, and what the authors gave once all are marked."""
    mine = tuple(mark for mark in card.marks if mark[0] == judge)
    if len(_criteria(mine)) >= len(card.criteria):
        return msgspec.structs.replace(card, marks=mine)
    return msgspec.structs.replace(card, marks=mine, wanted=(), because=NOTHING)


def _criteria(marks: Iterable[tuple[str, int, int, str]]) -> set[int]:
    return {criterion for _judge, criterion, _percent, _comment in marks}
