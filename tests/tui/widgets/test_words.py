"""Times, trends and pages: how things are said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.tui.widgets.page import Page
from drill.tui.widgets.spans import HOUR, MINUTE, ago, clock, lasts, left, of_day, since_start
from drill.tui.widgets.tones import Tone
from drill.tui.widgets.trend import progress, sparkline, trend


@pytest.mark.parametrize(
    ("t", "said"), [(0, "00:00"), (65_999, "01:05"), (HOUR, "1:00:00"), (-61_000, "01:01")]
)
def test_a_length_is_said_in_hours_minutes_seconds(t: int, said: str) -> None:
    """Seconds are cut, never rounded; the sign is left to the words around."""
    assert clock(t) == said


def test_exercise_time_counts_from_the_start() -> None:
    """Before the start it is negative."""
    assert since_start(4_360_000) == "T+01:12:40"
    assert since_start(-MINUTE) == "T-00:01:00"


def test_the_storys_day_turns_at_midnight() -> None:
    """Local time wraps around."""
    assert of_day(23 * HOUR + 30 * MINUTE, HOUR) == "00:30"
    assert of_day(0, 61_000, seconds=True) == "00:01:01"


def test_a_deadline_counts_down_and_then_says_late() -> None:
    """The last ten minutes are marked; the moment itself is not late."""
    assert left(HOUR, 0) == ("1:00:00 left", Tone.NONE)
    assert left(HOUR, HOUR - 5 * MINUTE) == ("05:00 left", Tone.WARN)
    assert left(HOUR, HOUR) == ("00:00 left", Tone.WARN)
    assert left(HOUR, HOUR + 2_000) == ("LATE 00:02", Tone.BAD)


def test_what_was_is_said_in_its_largest_unit() -> None:
    """Seconds, then minutes, then hours; the future is now."""
    assert [ago(0, t) for t in (5_000, 90_000, 3 * HOUR)] == ["5 s", "1 min", "3 h"]
    assert ago(9_000, 0) == "0 s"


def test_a_range_of_lengths_is_said_once_when_both_ends_agree() -> None:
    """Part minutes count up, so that nobody expects too much."""
    assert lasts(2 * MINUTE, 4 * MINUTE) == "2-4 min"
    assert lasts(90_000, 90_000) == "1-2 min"
    assert lasts(10 * MINUTE, 10 * MINUTE) == "10 min"
    assert lasts(30_000, 45_000) == "45 s"


@given(st.lists(st.integers(0, 10_000)), st.integers(0, 40))
def test_a_sparkline_has_one_cell_for_each_value_that_fits(values: list[int], width: int) -> None:
    """The newest values are shown."""
    assert len(sparkline(values, width)) == min(len(values), width)


def test_a_trend_never_stands_without_its_numbers() -> None:
    """Last and highest value are written beside it."""
    assert trend([1, 5, 3], 3) == "▁█▄ 3 (max 5)"
    assert trend([], 3) == "no values yet"


@given(st.integers(-5, 2_000), st.integers(0, 1_000))
def test_progress_stays_within_its_bar(part: int, whole: int) -> None:
    """Whatever the numbers are, the bar has its width and the percent its place."""
    assert len(progress(part, whole, 10)) == 15


def test_a_page_takes_markup_and_escapes_as_plain_words() -> None:
    """Brackets stay, escapes go, an empty value is a dash."""
    page = Page().head("[/b]").words("[@click=app.quit]x[/]\x1b[2J").pair("Name", "").done()

    assert page.plain == "[/b]\n[@click=app.quit]x[/]\nName –"
