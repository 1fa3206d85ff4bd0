"""What judges may mark: the items that come to their bench, and no others."""

import pytest

from drill.scenario.model import Model
from drill.world.inputs import Marked, PanelNamed, Refusal
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


@pytest.mark.parametrize("ceremony", [-1, 10**30, 2**63])
def test_a_ceremony_is_at_a_time_that_can_be_shown(ceremony: int) -> None:
    """A wall time that no calendar holds would break every desk that tells it."""
    panel = PanelNamed(("judge",), 1, 30, ceremony)

    assert isinstance(check_judge(panel, reporting(), {"red"}), Refusal)
    assert check_judge(PanelNamed(("judge",), 1, 30, 1_800_000_000_000), reporting(), {"red"}) is None
