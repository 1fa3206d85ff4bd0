"""Marking with a panel: whose turn it is, stepping back, interests, samples, the pace and the tables."""

import time
from collections.abc import Iterator

import pytest

from drill.tui.judge.app import JudgeApp
from drill.tui.judge.marker import MarkerApp
from drill.tui.judge.marking import asking, pace
from drill.tui.judge.marking.papers import paper_of, queue, unmarked
from drill.tui.judge.marking.tables import thousandths
from drill.tui.judge.screens import marking
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.panel import Detail
from drill.tui.widgets.tones import Tone
from drill.world.cards import MarkCard, MarkState, SampleCard
from drill.world.inputs import ConflictDeclared, Marked, PanelNamed, Rating, Recused, SampleMarked
from tests.tui.fakes import FakeLink
from tests.tui.judge import papers
from tests.tui.judge.papers import (
    WALL,
    agreements,
    dealt_judge,
    dealt_marker,
    leading,
    marks,
    panel,
    samples,
    work,
)
from tests.tui.judge.stage import LABELS, MINUTE, SEAT
from tests.tui.picture import picture, press, settled, write

FIELD = "field:first-notice.measures"


@pytest.fixture(autouse=True)
def _wall(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the wall's clock stand, in UTC."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    for module in (pace, marking):
        monkeypatch.setattr(module, "unix_time", lambda: WALL)
    yield
    monkeypatch.undo()
    time.tzset()


def sent(app: JudgeApp | MarkerApp) -> list[object]:
    """Return what the desk sent."""
    assert isinstance(app.link, FakeLink)
    return list(app.link.sent)


def keys(app: JudgeApp | MarkerApp) -> list[str]:
    """Return the texts of the queue from the top."""
    items: KeyedList[object] = app.screen.query_one("#items", KeyedList)
    return [getattr(item, "key", "").removesuffix(f":{FIELD}") for item in items.items]


def cursor(app: JudgeApp | MarkerApp) -> str:
    """Return the text under the cursor."""
    return (app.screen.query_one("#items", KeyedList).cursor_key or "").removesuffix(f":{FIELD}")


async def test_what_waits_stands_first_and_oldest_first() -> None:
    """Open, then late ones by their time, then what was handed in last; what this judge finished is below."""
    async with dealt_marker().run_test(size=(80, 24)) as pilot:
        await settled(pilot)

        assert isinstance(pilot.app, MarkerApp)
        assert keys(pilot.app) == ["Maple", "Cedar", "Cedar:inject:press", "Fig", "Oak"]


async def test_guidance_anchors_and_truth_stand_beside_the_words() -> None:
    """What judges alone read is in sight while one marks, and in the form what deserves how much."""
    async with dealt_judge().run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3")
        beside = pilot.app.screen.query_one("#truth", Detail).text

        assert (
            beside.index("Plans are not measures")
            < beside.index("half of it, or vague")
            < beside.index("pc-vanthu")
        )

        await press(pilot, "m")

        assert "half of it, or vague" in picture(pilot.app)


async def test_a_text_is_put_off() -> None:
    """N puts the text under the cursor behind all others that wait."""
    async with dealt_marker().run_test(size=(80, 24)) as pilot:
        await press(pilot, "n")

        assert isinstance(pilot.app, MarkerApp)
        assert keys(pilot.app) == ["Cedar", "Cedar:inject:press", "Fig", "Maple", "Oak"]
        assert cursor(pilot.app) == "Cedar"


async def test_a_third_mark_says_so() -> None:
    """A text on which two judges are far apart is named as such in the queue and on the rubric."""
    async with dealt_marker().run_test(size=(80, 24)) as pilot:
        await press(pilot, "n", "n", "n")
        shown = picture(pilot.app)

        assert isinstance(pilot.app, MarkerApp)
        assert cursor(pilot.app) == "Fig"
        assert "third mark" in shown
        assert "judges are far apart: one more marks" in shown


async def test_one_steps_back_from_a_text_with_a_reason() -> None:
    """B leaves one text to others; without a reason the form stays."""
    async with dealt_marker().run_test(size=(80, 24)) as pilot:
        await press(pilot, "b", "ctrl+s")

        assert isinstance(pilot.app, MarkerApp)
        assert sent(pilot.app) == []

        await write(pilot, "I taught them")
        await press(pilot, "ctrl+s")

        assert sent(pilot.app) == [Recused("Maple", FIELD, "I taught them")]


async def test_one_steps_back_from_a_whole_team() -> None:
    """Every text of the code name goes to others."""
    async with dealt_marker().run_test(size=(80, 24)) as pilot:
        await press(pilot, "b", "down", "enter")
        await write(pilot, "I know who this is")
        await press(pilot, "enter")

        assert isinstance(pilot.app, MarkerApp)
        assert sent(pilot.app) == [Recused("Maple", "", "I know who this is")]


async def test_a_marker_declares_an_interest_without_reading_a_name() -> None:
    """The team is typed, nothing is offered; a judge has the names to complete."""
    async with dealt_marker().run_test(size=(80, 24)) as pilot:
        await press(pilot, "c")
        shown = picture(pilot.app)
        await write(pilot, "Sở Thông tin")
        await press(pilot, "enter")
        await write(pilot, "my brother works there")
        await press(pilot, "enter")

        assert isinstance(pilot.app, MarkerApp)
        assert not any(label in shown for label in LABELS.values())
        assert sent(pilot.app) == [ConflictDeclared("Sở Thông tin", "my brother works there")]


async def test_a_judge_completes_the_teams_name() -> None:
    """A part of the name is enough, without its accents."""
    async with dealt_judge().run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "c", "m", "u", "i", "tab", "enter")
        await write(pilot, "worked there")
        await press(pilot, "enter")

        assert isinstance(pilot.app, JudgeApp)
        assert sent(pilot.app) == [ConflictDeclared("Đất Mũi", "worked there")]


async def test_a_head_judge_speaks_for_another() -> None:
    """The form asks for whom; empty is oneself."""
    async with leading().run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3", "c")
        await write(pilot, "Đất Mũi")
        await press(pilot, "enter")
        await write(pilot, "judge-2")
        await press(pilot, "enter")
        await write(pilot, "family")
        await press(pilot, "enter")

        assert isinstance(pilot.app, JudgeApp)
        assert sent(pilot.app) == [ConflictDeclared("Đất Mũi", "family", "judge-2")]


async def test_a_head_judge_sees_whom_a_text_waits_for_and_all_marks() -> None:
    """What judges are apart on stands first, with everyone's marks beside it."""
    async with leading().run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3")
        beside = pilot.app.screen.query_one("#truth", Detail).text

        assert isinstance(pilot.app, JudgeApp)
        assert keys(pilot.app) == ["Fig", "Oak"]
        assert "judge-2 20 % U · 50 %" in beside
        assert "judge-3 –" in beside
        assert "judges are 60 % apart" in picture(pilot.app)


async def test_the_agreement_is_told_with_the_number_of_texts() -> None:
    """A opens the table; alpha is a decimal number, and a dash where nothing can be told."""
    async with leading().run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3", "a")
        shown = picture(pilot.app)

        assert "0.812" in shown
        assert "-0.040" in shown
        assert "14" in shown
        assert "Krippendorff" in shown


async def test_what_is_left_is_told_judge_by_judge() -> None:
    """W opens the table of work, with the time at which each will be done."""
    async with leading().run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3", "w")
        shown = picture(pilot.app)

        assert "1 left · done about 08:05" in shown
        assert "nothing left" in shown


async def test_a_head_judge_names_a_panel() -> None:
    """The present panel stands in the form; seats are parted by commas or blanks, and head judges stay."""
    async with leading().run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3", "p")
        await press(pilot, "ctrl+s")

        assert isinstance(pilot.app, JudgeApp)
        assert sent(pilot.app) == [
            PanelNamed(("judge-2", "marker", "judge-3"), 2, 30, WALL + 480 * MINUTE, (SEAT,))
        ]


async def test_who_may_not_name_a_panel_has_no_key_for_it() -> None:
    """A marker, and a judge under a head judge, press p in vain."""
    async with dealt_marker().run_test(size=(80, 24)) as pilot:
        await press(pilot, "p")

        assert pilot.app.screen.query("#items")


async def test_samples_are_marked_and_then_compared() -> None:
    """T lays the samples out; a mark goes to the sample; once all are given the authors' are shown beside."""
    async with dealt_marker().run_test(size=(120, 40)) as pilot:
        await press(pilot, "t", "5")
        app = pilot.app
        assert isinstance(app, MarkerApp)
        assert isinstance(app.link, FakeLink)
        before = picture(app)
        card = samples((SEAT, 0, 50, ""), (SEAT, 1, 90, ""), wanted=(25, 100))[0]
        assert isinstance(card, SampleCard)
        app.link.put(card)
        await settled(pilot)
        after = app.screen.query_one("#truth", Detail).text

        assert sent(app) == [SampleMarked(FIELD, 0, 0, 50)]
        assert "turned everything off" in before
        assert "authors" not in before
        assert "25 %, you are 25 % apart" in after
        assert "One measure, and no moment." in after

        await press(pilot, "t")

        assert cursor(app) == "Maple"


async def test_the_form_of_a_sample_asks_no_rating() -> None:
    """Percent and comment are enough for calibration."""
    async with dealt_marker().run_test(size=(120, 40)) as pilot:
        await press(pilot, "t", "m")
        await write(pilot, "30")
        await press(pilot, "enter")
        await write(pilot, "vague")
        await press(pilot, "enter")

        assert isinstance(pilot.app, MarkerApp)
        assert sent(pilot.app) == [SampleMarked(FIELD, 0, 0, 30, "vague")]


async def test_a_warning_when_the_ceremony_comes_first() -> None:
    """By the pace so far it will be 08:23, thirteen minutes after the ceremony."""
    async with dealt_marker().run_test(size=(80, 24)) as pilot:
        await settled(pilot)

        assert "⚠ 4 left · done about 08:23 · after the ceremony (08:10)" in picture(pilot.app)


async def test_a_mark_names_the_code_and_keeps_the_comment() -> None:
    """A quick mark on what was marked before asks, then keeps rating and comment."""
    async with dealt_judge().run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3")
        pilot.app.screen.query_one("#rubric", KeyedList).move_to(f"Maple:{FIELD}#0")
        await settled(pilot)
        await press(pilot, "1", "y")

        assert isinstance(pilot.app, JudgeApp)
        assert sent(pilot.app) == [Marked("Maple", FIELD, 0, 100, "two of three", Rating.SOME)]


def test_a_judge_with_an_interest_is_asked_for_nothing() -> None:
    """Neither in the queue's count, nor where everybody may mark."""
    card = marks()[0]
    assert isinstance(card, MarkCard)
    away = paper_of(papers.mark("Elm", "x", 1, assigned=(), away=(SEAT,)), SEAT)

    assert (paper_of(card, SEAT).waits, away.waits, away.mine) == (True, False, False)


def test_without_a_panel_a_text_waits_until_somebody_has_marked_it() -> None:
    """One mark is enough; an alarm asks for one more, of whoever has not marked."""
    states = [papers.mark("Elm", "x", 1, assigned=(), state=state) for state in MarkState]

    assert [paper_of(card, SEAT).waits for card in states] == [True, False, True, False]


def test_the_queue_does_not_depend_on_the_order_of_cards() -> None:
    """Cards come in any order; the queue is the same."""
    found = [paper_of(card, SEAT) for card in marks() if isinstance(card, MarkCard)]

    assert queue(found, {}) == queue(found[::-1], {})


def test_nothing_is_said_of_a_pace_that_nobody_knows() -> None:
    """One finished text tells no pace; nothing left needs no word."""
    assert pace.told([work(done=1)], WALL) == ("4 left", Tone.NONE)
    assert pace.told([work(left=0)], WALL) == ("", Tone.NONE)
    assert pace.short([work(done=1)], WALL) == ""


def test_another_day_is_said() -> None:
    """What will not be done today says which day."""
    assert pace.at(WALL, WALL) == "08:00"
    assert pace.at(WALL + 24 * 60 * MINUTE, WALL) == "25/11 08:00"


@pytest.mark.parametrize(("value", "said"), [(1000, "1.000"), (812, "0.812"), (-40, "-0.040"), (-1500, "-1.500"), (0, "0.000")])  # fmt: skip
def test_thousandths_read_as_decimals(value: int, said: str) -> None:
    """With three places and the sign in front."""
    assert thousandths(value) == said


def test_a_panel_is_read_from_what_is_typed() -> None:
    """Commas, semicolons and blanks part the seats; an empty ceremony is none."""
    given = {"judges": "judge, judge-2; marker", "per_item": "2", "alarm": "25", "ceremony": ""}

    assert asking.panel_of(given, ("head-judge",)) == PanelNamed(
        ("judge", "judge-2", "marker"), 2, 25, 0, ("head-judge",)
    )
    assert asking.panel_of(given | {"ceremony": "2026-11-24 08:00"}, ()).ceremony == WALL


@pytest.mark.parametrize(("field", "words", "right"), [("per_item", "0", False), ("per_item", "3", True), ("alarm", "101", False), ("ceremony", "tomorrow", False), ("ceremony", "", True), ("judges", " ", False)])  # fmt: skip
def test_a_panel_that_cannot_be_stays_in_the_form(field: str, words: str, right: bool) -> None:  # noqa: FBT001 (a column of the table)
    """Numbers in their bounds, a moment that is one, and somebody at all."""
    found = {one.id: one for one in asking.panel_fields(panel(), ())}

    assert (found[field].check(words) == "") is right


def test_the_badge_counts_what_is_not_marked_in_full() -> None:
    """A half-marked text still waits; a finished one and one that others settled do not."""
    link = FakeLink(*marks(), *agreements())

    assert unmarked(link.view) == 4
