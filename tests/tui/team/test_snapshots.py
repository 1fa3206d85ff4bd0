"""Every place as text, at both sizes, in both languages, busy, empty and ended: what a person sees is kept in files."""

import pytest

from drill.i18n import Language
from drill.world.cards import AnyCard, ClockState
from tests.tui.picture import differs, picture, press, settled
from tests.tui.team.desk import DRILL, RESULT, busy, clock, desk, quiet

STATES: dict[str, tuple[AnyCard, ...]] = {
    "busy": busy(),
    "quiet": quiet(),
    "empty": (clock(), DRILL),
    "paused": (clock(ClockState.PAUSED, "Lunch until noon"), *busy()[1:]),
    "ended": (clock(ClockState.ENDED), *busy()[1:], RESULT),
}
PLACES = ("situation", "logs", "network", "orders", "inbox", "questions", "reports", "casebook", "result")


@pytest.mark.parametrize(
    ("state", "width", "height", "language", "places"),
    [
        ("busy", 80, 24, Language.ENGLISH, PLACES[:8]),
        ("busy", 120, 40, Language.ENGLISH, PLACES[:8]),
        ("busy", 80, 24, Language.VIETNAMESE, PLACES[:8]),
        ("busy", 200, 60, Language.ENGLISH, PLACES[:2]),
        ("quiet", 80, 24, Language.ENGLISH, ("situation", "reports")),
        ("empty", 80, 24, Language.ENGLISH, PLACES[:8]),
        ("paused", 80, 24, Language.ENGLISH, ("situation",)),
        ("ended", 80, 24, Language.ENGLISH, ("result",)),
        ("ended", 120, 40, Language.ENGLISH, ("result",)),
    ],
)
async def test_every_place_looks_as_it_was_kept(
    state: str, width: int, height: int, language: Language, places: tuple[str, ...]
) -> None:
    """A changed screen is seen in a text diff, not by a user at night."""
    changed = []
    app = desk(*STATES[state], language=language)
    async with app.run_test(size=(width, height)) as pilot:
        await settled(pilot)
        for place in places:
            await press(pilot, f"f{PLACES.index(place) + 2}")
            changed.append(differs(f"team/{place}-{state}-{width}x{height}-{language}", picture(app)))

    assert [one for one in changed if one is not None] == []
