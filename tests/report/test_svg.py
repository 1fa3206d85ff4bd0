from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.report.svg import Series, bar, lines

_VALUES = st.lists(st.none() | st.integers(-10_000, 10_000), max_size=8).map(tuple)


@given(st.lists(st.builds(Series, st.text(max_size=30), _VALUES), max_size=4), st.booleans())
def test_any_series_give_a_picture_that_stays_inside_its_frame(series: list[Series], falling: bool) -> None:  # noqa: FBT001 (hypothesis gives it)
    """Whatever the values, every point lies inside the picture and the picture is well formed."""
    picture = ET.fromstring(lines(series, falling=falling))  # noqa: S314 (made here)

    for line in picture.iter("polyline"):
        points = [tuple(map(int, point.split(","))) for point in line.attrib["points"].split()]
        assert all(0 <= x <= 640 and 0 <= y <= 200 for x, y in points)


def test_a_name_cannot_become_part_of_the_picture() -> None:
    """Markup in a team's name is shown, not drawn."""
    picture = lines([Series("<rect/>&", (1, 2))])

    assert "<rect/>" not in picture
    assert "&lt;rect/&gt;&amp;" in picture


@pytest.mark.parametrize(("value", "most", "filled"), [(5, 10, 80), (-3, 10, 0), (99, 10, 160), (1, 0, 0)])
def test_a_bar_is_filled_by_its_share(value: int, most: int, filled: int) -> None:
    """Values outside are drawn as the nearest end."""
    picture = ET.fromstring(bar(value, most))  # noqa: S314 (made here)

    assert [rect.attrib["width"] for rect in picture] == ["160", str(filled)]
