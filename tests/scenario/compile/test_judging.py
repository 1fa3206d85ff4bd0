"""What judges read reaches the compiled scenario, whatever way its items are spelt."""

import pytest

from drill.scenario.model import Guide, Sample, Text
from drill.scenario.read.judging import item_of
from tests.scenario import tiny

REPORTS = """
    note:
      to: Chief
      clock starts: "00:30"
      due: 20m
      fields:
        done: {ask: Done, judge: Real; honest, points: 10}
"""
JUDGING = """
    note.done:
      guidance: {vi: Đọc kỹ, en: Read closely}
      anchors: {100%: all of it, 0: nothing}
      samples:
        - text: We cut it off.
          marks: 100%, 50 %
          because: Real, and half honest.
    judged teamwork: {guidance: Watch them}
    public statement: {}
"""


def both(words: str) -> Text:
    """Return a text that serves both languages."""
    return Text(words, words)


def test_guides_are_compiled_in_the_order_of_the_file() -> None:
    """Guidance in both languages, anchors ascending, samples with the authors' marks."""
    made = tiny.model(reports=REPORTS, judging=JUDGING, scoring="{judged teamwork: 20}")
    sample = Sample(both("We cut it off."), (100, 50), both("Real, and half honest."))
    assert made.judging == (
        Guide(
            "field:note.done",
            Text(en="Read closely", vi="Đọc kỹ"),
            ((0, both("nothing")), (100, both("all of it"))),
            (sample,),
        ),
        Guide("judged:teamwork", both("Watch them"), (), ()),
        Guide("statement:*", Text("", ""), (), ()),
    )


def test_a_scenario_without_the_section_has_no_guides() -> None:
    """The section may be left out: the language of version 1 stays what it was."""
    assert tiny.model().judging == ()


@pytest.mark.parametrize(
    ("said", "item"),
    [
        ("note.done", "field:note.done"),
        ("field note.done", "field:note.done"),
        ("field:note.done", "field:note.done"),
        ("inject press", "inject:press"),
        ("judged team work", "judged:team work"),
        ("Public  Statement", "statement:*"),
        ("public-statement", "statement:*"),
        ("injects.done", "field:injects.done"),
    ],
)
def test_items_may_be_spelt_as_authors_do(said: str, item: str) -> None:
    """A report's field alone, a kind before a name, or the way in which marks name it."""
    assert item_of(said) == item
