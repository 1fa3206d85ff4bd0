"""Every place of the judges' desk as text, busy and empty, and with words that are attacks."""

import pytest

from drill.i18n import Language, use_language
from tests.tui.judge.stage import busy, empty, hostile
from tests.tui.picture import differs, picture, press

PLACES = ("scoreboard", "marking", "observe", "penalties")
SIZES = ((80, 24), (120, 40))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_busy_places_look_as_kept(size: tuple[int, int]) -> None:
    """In the middle of a drill each place shows exactly the kept text."""
    wrong = []
    async with busy().run_test(size=size) as pilot:
        for number, place in enumerate(PLACES, 2):
            await press(pilot, f"f{number}")
            wrong.append(differs(f"judge/{place}-{size[0]}x{size[1]}", picture(pilot.app)))

    assert [one for one in wrong if one] == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_vietnamese_places_look_as_kept(size: tuple[int, int]) -> None:
    """The same places in Vietnamese."""
    use_language(Language.VIETNAMESE)
    wrong = []
    async with busy().run_test(size=size) as pilot:
        for number, place in enumerate(PLACES, 2):
            await press(pilot, f"f{number}")
            wrong.append(differs(f"judge/{place}-vi-{size[0]}x{size[1]}", picture(pilot.app)))

    assert [one for one in wrong if one] == []


async def test_empty_places_say_what_comes() -> None:
    """Before anything is there, each place says so in a sentence and no key breaks."""
    wrong = []
    async with empty().run_test(size=(80, 24)) as pilot:
        for number, place in enumerate(PLACES, 2):
            await press(pilot, f"f{number}")
            wrong.append(differs(f"judge/{place}-empty-80x24", picture(pilot.app)))
            await pilot.press("right", "v", "f", "r", "m", "n", "i", "t", "w")

    assert [one for one in wrong if one] == []


async def test_hostile_words_are_shown_literally_everywhere() -> None:
    """Markup, actions and escapes neither crash, run nor pass, in lists, details and dialogs."""
    async with hostile().run_test(size=(200, 60)) as pilot:
        for number, _place in enumerate(PLACES, 2):
            await press(pilot, f"f{number}")

            assert "\x1b" not in picture(pilot.app)
            assert pilot.app.is_running
        await press(pilot, "f2", "question_mark")
        shown = picture(pilot.app)

        assert "Đội [/b] {chặn}json" in shown
        assert "\x1b" not in shown

        await press(pilot, "escape", "f3")

        assert "[@click=app.quit]nhấn" in picture(pilot.app)

        await press(pilot, "f4", "enter")

        assert "[@click=app.quit]" in picture(pilot.app)
