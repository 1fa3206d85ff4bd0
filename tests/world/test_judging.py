"""What judges may mark: the items that come to their bench, and no others."""

import pytest

from drill.scenario.model import Model
from drill.world.inputs import Marked, Refusal
from drill.world.judging import check_judge
from tests.scenario import tiny


def reporting() -> Model:
    """Return a scenario with one report of one judged field with two criteria."""
    return tiny.model(
        reports="""
        notice:
          to: the centre
          clock starts: "00:10"
          due: 20m
          fields:
            done: {ask: What was done, judge: names measures; claims nothing else, points: 20}
        """,
        scoring="{services: 300, judged teamwork: 50}",
    )


@pytest.mark.parametrize(
    ("item", "criterion"),
    [
        ("report:notice", 0),
        ("field:notice.done", 1),
        ("judged:teamwork", 0),
        ("inject:call", 0),
        ("statement:1", 0),
    ],
)
def test_every_kind_of_item_on_the_bench_can_be_marked(item: str, criterion: int) -> None:
    """A late report, a field, a judged section, a reply and a statement each take a mark."""
    assert check_judge(Marked("red", item, criterion, 50), reporting(), {"red"}) is None


@pytest.mark.parametrize(
    ("item", "criterion"),
    [("report:other", 0), ("report:notice", 1), ("field:notice.done", 2), ("notice", 0)],
)
def test_what_is_not_on_the_bench_is_refused(item: str, criterion: int) -> None:
    """Unknown reports, criteria that an item has not, and bare names take no mark."""
    refusal = check_judge(Marked("red", item, criterion, 50), reporting(), {"red"})
    assert isinstance(refusal, Refusal)
