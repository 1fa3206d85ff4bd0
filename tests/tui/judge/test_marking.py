"""Marking: blind, criterion by criterion, with the truth beside and an alarm when judges differ."""

import pytest

from drill.tui.judge.app import JudgeApp
from drill.tui.judge.marking.papers import paper_of
from drill.tui.judge.told import percent_of, points_of, wrong_percent, wrong_points
from drill.tui.widgets.keyed_list import KeyedList
from drill.world.cards import MarkCard
from drill.world.inputs import Marked, Rating
from tests.tui.fakes import FakeLink
from tests.tui.judge.stage import LABELS, SEAT, busy, marks
from tests.tui.picture import picture, press, settled, write


def link_of(app: JudgeApp) -> FakeLink:
    """Return the desk's link."""
    assert isinstance(app.link, FakeLink)
    return app.link


def cards() -> list[MarkCard]:
    """Return the staged items."""
    return [card for card in marks() if isinstance(card, MarkCard)]


async def test_unmarked_items_stand_first_and_no_team_is_named() -> None:
    """The queue shows code names; the real ones are nowhere on the place."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3")
        shown = picture(app)

        assert app.screen.query_one("#items", KeyedList).cursor_key == "Cedar:field:first-notice.measures"
        assert not any(label in shown for label in LABELS.values())


async def test_the_truth_stands_beside_the_words() -> None:
    """What was so at the moment of handing in is shown next to the text."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3")
        shown = picture(app)

        assert "We blocked both addresses" in shown
        assert "Compromised so far" in shown


async def test_a_criterion_is_marked_with_percent_rating_and_comment() -> None:
    """The command names the code, the item and the criterion."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3", "m")
        await write(pilot, "75")
        await press(pilot, "enter", "right", "right", "enter")
        await write(pilot, "two of three")
        await press(pilot, "enter")

        assert link_of(app).sent == [
            Marked("Cedar", "field:first-notice.measures", 0, 75, "two of three", Rating.SOME)
        ]


async def test_a_wrong_percentage_stays_in_the_form() -> None:
    """More than a hundred is no share."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3", "m")
        await write(pilot, "175")
        await press(pilot, "ctrl+s")

        assert "Write a whole number from 0 to 100." in picture(app)
        assert link_of(app).sent == []


async def test_quick_marks_go_through_the_rubric() -> None:
    """1 gives all and moves on to the next criterion; 0 gives nothing."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3", "1", "0")

        assert [(one.criterion, one.percent) for one in link_of(app).sent if isinstance(one, Marked)] == [
            (0, 100),
            (1, 0),
        ]


async def test_a_mark_on_the_last_criterion_leads_back_to_the_one_that_is_open() -> None:
    """Who began at the end is not left marking the same criterion again and again."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3")
        rubric = app.screen.query_one("#rubric", KeyedList)
        rubric.move_to("Cedar:field:first-notice.measures#1")
        await press(pilot, "1", "5")

        assert [(one.criterion, one.percent) for one in link_of(app).sent if isinstance(one, Marked)] == [
            (1, 100),
            (0, 50),
        ]


async def test_another_text_begins_at_its_first_open_criterion() -> None:
    """Wherever the cursor stood in the text before."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3")
        items, rubric = (app.screen.query_one(name, KeyedList) for name in ("#items", "#rubric"))
        rubric.move_to("Cedar:field:first-notice.measures#1")
        items.move_to("Maple:field:first-notice.measures")
        await settled(pilot)
        items.move_to("Cedar:field:first-notice.measures")
        await settled(pilot)

        assert rubric.cursor_key == "Cedar:field:first-notice.measures#0"


async def test_a_second_mark_asks_first_and_keeps_what_was_said_before() -> None:
    """A stray key leaves a settled mark alone; y replaces the percentage, and rating and comment stay."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3")
        app.screen.query_one("#items", KeyedList).move_to("Maple:field:first-notice.measures")
        await settled(pilot)
        await press(pilot, "5")
        asked = picture(app)
        await press(pilot, "enter")
        left_alone = list(link_of(app).sent)
        await press(pilot, "5", "y")

        assert "Change it to 50 %?" in asked
        assert "You gave this criterion 75 %." in asked
        assert left_alone == []
        assert link_of(app).sent == [
            Marked("Maple", "field:first-notice.measures", 0, 50, "two of three", Rating.SOME)
        ]


async def test_judges_far_apart_raise_an_alarm() -> None:
    """Fifty percent between two judges is said on the rubric's border."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3")
        app.screen.query_one("#items", KeyedList).move_to("Maple:field:first-notice.measures")
        await settled(pilot)

        assert "judges are 50 % apart" in picture(app)


async def test_next_skips_to_what_waits() -> None:
    """N goes through the unmarked items and round again."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3", "n")
        items = app.screen.query_one("#items", KeyedList)

        assert items.cursor_key == "Oak:inject:chief-asks"
        assert "LATE" in picture(app)

        await press(pilot, "n")

        assert items.cursor_key == "Cedar:field:first-notice.measures"


async def test_the_badge_counts_what_nobody_marked() -> None:
    """Two of three items have no mark yet."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)

        assert "3 Marking(2)" in picture(app)


async def test_a_finished_item_moves_down() -> None:
    """Once all criteria are marked by this judge, the item leaves the top of the queue."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3")
        oak = cards()[2]
        link_of(app).put(
            MarkCard(oak.key, oak.code, oak.item, oak.ask, oak.text, oak.criteria, 15, oak.submitted,
                     late=True, truth=(), marks=((SEAT, 0, 40, "M", ""),))
        )  # fmt: skip
        await settled(pilot)
        items = app.screen.query_one("#items", KeyedList)

        assert [item.code for item in items.items] == ["Cedar", "Maple", "Oak"]


def test_only_the_own_marks_count_as_done() -> None:
    """Another judge's mark neither completes an item nor fills the form."""
    mine, other, unmarked = (
        paper_of(card, seat)
        for card, seat in ((cards()[1], SEAT), (cards()[1], "judge-2"), (cards()[0], SEAT))
    )

    assert mine.own(0) == (75, "S", "two of three")
    assert other.own(1) is None
    assert (mine.marked, other.marked) == (2, 1)
    assert (mine.share, unmarked.share) == (87, None)


def test_judges_are_apart_by_the_farthest_two() -> None:
    """One judge alone is never apart."""
    maple = paper_of(cards()[1], SEAT)

    assert (maple.apart(0), maple.apart(1)) == (50, 0)
    assert paper_of(cards()[0], SEAT).apart(0) == 0


@pytest.mark.parametrize(("text", "right"), [("0", True), ("100", True), (" 75 % ", True), ("101", False), ("-1", False), ("", False), ("½", False)])  # fmt: skip
def test_percentages_are_whole_and_at_most_a_hundred(text: str, right: bool) -> None:  # noqa: FBT001 (a column of the table)
    """A sign of percent may stand behind."""
    assert (wrong_percent(text) == "") is right
    if right:
        assert 0 <= percent_of(text) <= 100


@pytest.mark.parametrize(("text", "points"), [("-20", -20), ("+10", 10), ("5", 5), ("−3", -3)])
def test_points_are_signed(text: str, points: int) -> None:
    """A plus may be left out; the typographic minus counts too."""
    assert wrong_points(text) == ""
    assert points_of(text) == points


@pytest.mark.parametrize("text", ["0", "", "ten", "1.5", "-", "5000"])
def test_other_points_are_refused(text: str) -> None:
    """Nothing, zero and more than a thousand are mistakes."""
    assert wrong_points(text)
