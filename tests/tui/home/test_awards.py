"""The way from the first screen to a season."""

from drill.tui.dialogs.ask import AskLine
from drill.tui.home.app import HomeApp
from drill.tui.widgets.keyed_list import KeyedList


async def test_awards_asks_for_the_seasons_file_and_leaves_with_its_command() -> None:
    """A on the first screen asks for a file; with one, the season's command is what was chosen."""
    app = HomeApp([])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(app.screen, AskLine)
        await pilot.press(*"2026.yaml", "enter")
        await pilot.pause()

    assert app.return_value == ("awards", "2026.yaml")


async def test_every_way_in_has_its_line() -> None:
    """All six stand in the list at 80 columns, with room for each."""
    app = HomeApp([])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        ways = app.query_one("#ways", KeyedList)

        assert len(ways.items) == 6
        assert ways.size.height >= 7
