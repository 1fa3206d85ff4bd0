"""Every place of the controllers' desk as text, busy and empty, and with teams that are named like attacks."""

import pytest

from drill.i18n import Language, use_language
from tests.tui.controller.stage import busy, empty, hostile
from tests.tui.picture import differs, picture, press, settled

PLACES = ("control", "timeline", "shoulder", "desk", "seats", "scenarios", "attack")
SIZES = ((80, 24), (120, 40))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_busy_places_look_as_kept(size: tuple[int, int]) -> None:
    """In the middle of a drill each place shows exactly the kept text."""
    wrong = []
    async with busy().run_test(size=size) as pilot:
        for number, place in enumerate(PLACES, 2):
            await press(pilot, f"f{number}")
            await settled(pilot)
            wrong.append(differs(f"controller/{place}-{size[0]}x{size[1]}", picture(pilot.app)))

    assert [one for one in wrong if one] == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_vietnamese_places_look_as_kept(size: tuple[int, int]) -> None:
    """The same places in Vietnamese."""
    use_language(Language.VIETNAMESE)
    wrong = []
    async with busy().run_test(size=size) as pilot:
        for number, place in enumerate(PLACES, 2):
            await press(pilot, f"f{number}")
            wrong.append(differs(f"controller/{place}-vi-{size[0]}x{size[1]}", picture(pilot.app)))

    assert [one for one in wrong if one] == []


async def test_empty_places_say_what_comes() -> None:
    """Before anything is there, each place says so in a sentence."""
    wrong = []
    async with empty().run_test(size=(80, 24)) as pilot:
        for number, place in enumerate(PLACES, 2):
            await press(pilot, f"f{number}")
            wrong.append(differs(f"controller/{place}-empty-80x24", picture(pilot.app)))

    assert [one for one in wrong if one] == []


async def test_hostile_names_are_shown_literally_everywhere() -> None:
    """Markup, actions and escapes in names and words neither crash, run nor pass on any place."""
    async with hostile().run_test(size=(200, 60)) as pilot:
        for number, _place in enumerate(PLACES, 2):
            await press(pilot, f"f{number}")
            shown = picture(pilot.app)

            assert "\x1b" not in shown
            assert pilot.app.is_running
        await press(pilot, "f2")

        assert "Đội [/b] {chặn}json" in picture(pilot.app)
        assert "[@click=app.quit]nhấn" in picture(pilot.app)


async def test_hostile_words_are_literal_in_the_dialogs() -> None:
    """A team's words are plain in the answer form, the event and the umpire's form."""
    async with hostile().run_test(size=(120, 40)) as pilot:
        await press(pilot, "f5", "down", "a")

        assert "[@click=app.quit]" in picture(pilot.app)

        await press(pilot, "escape", "u")

        assert pilot.app.is_running

        await press(pilot, "escape", "f2", "h")

        assert "Hold Đội [/b] {chặn}json" in picture(pilot.app)
