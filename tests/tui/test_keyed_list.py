"""The list that all desks are made of."""

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from drill.tui.theme import THEMES
from drill.tui.widgets.columns import layout_of
from drill.tui.widgets.keyed_list import KeyedList, Line
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import FeedCard
from tests.tui.fakes import FakeLink
from tests.tui.kit_app import CLOCK, DRILL, KitApp, feed, kit
from tests.tui.picture import picture, press, settled


def feed_list(pilot: Pilot[None]) -> KeyedList[FeedCard]:
    """Return the feed."""
    found: KeyedList[FeedCard] = pilot.app.screen.query_one("#feed", KeyedList)
    return found


def link_of(app: KitApp) -> FakeLink:
    """Return the desk's link."""
    assert isinstance(app.link, FakeLink)
    return app.link


async def test_the_newest_row_stays_in_sight() -> None:
    """A list that follows shows the last row and says so on the border."""
    async with kit().run_test(size=(80, 24)) as pilot:
        await settled(pilot)

        assert feed_list(pilot).cursor_key == "29"
        assert "TAIL" in picture(pilot.app)


async def test_looking_back_stops_following_and_counts_what_is_new() -> None:
    """After a step up new rows do not move the picture; the border counts them; G returns."""
    app = kit()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "up", "up")
        link_of(app).put(feed(30), feed(31))
        await settled(pilot)

        assert feed_list(pilot).cursor_key == "27"
        assert "+2 new" in picture(app)

        await press(pilot, "G")

        assert feed_list(pilot).cursor_key == "31"
        assert "TAIL" in picture(app)


async def test_the_cursor_keeps_its_row_when_rows_come_and_go() -> None:
    """The cursor belongs to a key, not to a position."""
    app = kit()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "down", "down", "down")
        link_of(app).drop("feed", "1")
        await settled(pilot)

        assert feed_list(pilot).cursor_key == "3"


async def test_a_gone_row_hands_the_cursor_to_its_place() -> None:
    """When the row under the cursor goes, the cursor stays where it was."""
    app = kit()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "down", "down")
        link_of(app).drop("feed", "2")
        await settled(pilot)

        assert feed_list(pilot).cursor_key == "3"


async def test_space_holds_the_picture() -> None:
    """A frozen list shows nothing new until it goes on, and counts what waits."""
    app = kit()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "space")
        link_of(app).put(feed(30, "later"))
        await settled(pilot)

        assert "later" not in picture(app)
        assert "FROZEN +1" in picture(app)

        await press(pilot, "space")

        assert "later" in picture(app)


async def test_a_filter_shows_what_matches_and_escape_ends_it() -> None:
    """The border says how many of all are shown; escape shows all again."""
    app = kit()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        feed_list(pilot).filter("LINE 1")
        await settled(pilot)

        assert [card.key for card in feed_list(pilot).items] == ["1", *(str(n) for n in range(10, 20))]
        assert "11 of 30" in picture(app)

        await press(pilot, "escape")

        assert len(feed_list(pilot).items) == 30


async def test_a_filter_without_a_match_says_how_to_leave_it() -> None:
    """An empty picture names the reason and the next key."""
    app = kit()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        feed_list(pilot).filter("nowhere")
        await settled(pilot)

        assert "Escape clears the filter" in picture(app)


async def test_numbers_sort_as_numbers() -> None:
    """Sorting compares values, not text, and stays while rows come."""
    app = kit()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        feed_list(pilot).sort_by(0, down=True)
        link_of(app).put(feed(100))
        await settled(pilot)

        assert [card.key for card in feed_list(pilot).items][:3] == ["100", "29", "28"]
        assert "▼" in picture(app)


async def test_o_walks_through_the_orders() -> None:
    """The key sorts by each column up and down, and at last as the rows came."""
    app = kit()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        seen = []
        for _turn in range(7):
            await press(pilot, "o")
            seen.append(feed_list(pilot).sort)

        assert seen == [(0, False), (0, True), (1, False), (1, True), (2, False), (2, True), None]


async def test_a_click_moves_and_a_second_click_opens() -> None:
    """The mouse does what the keys do."""
    app = kit()
    chosen: list[str] = []
    async with app.run_test(
        size=(80, 24),
        message_hook=lambda m: chosen.append(m.key or "") if isinstance(m, KeyedList.Chosen) else None,
    ) as pilot:
        await settled(pilot)
        await press(pilot, "g")
        await pilot.click("#feed", offset=(5, 4))
        await settled(pilot)

        assert feed_list(pilot).cursor_key == "3"

        await pilot.click("#feed", offset=(5, 4))
        await settled(pilot)

        assert chosen
        assert set(chosen) == {"3"}


async def test_at_the_edge_the_cursor_walks_on() -> None:
    """Down on the last row goes to the next panel."""
    app = kit()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "down")

        assert app.focused is not None
        assert app.focused.id == "detail"


async def test_an_empty_list_says_what_to_do() -> None:
    """No rows: one sentence in the middle."""
    app = KitApp(FakeLink(CLOCK, DRILL))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)

        assert "Nothing yet." in picture(app)


async def test_ten_thousand_rows_draw_only_what_is_in_sight() -> None:
    """Cells are made for the window, not for the list."""
    app = KitApp(FakeLink(CLOCK, DRILL, *(feed(n) for n in range(10_000))))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)

        assert len(feed_list(pilot)._cells) < 100


def test_columns_fill_the_width_exactly() -> None:
    """Fixed columns keep their width, the others share the rest, and narrow lists leave some out."""
    columns = (
        Column("a", "A", 5),
        Column("b", "B"),
        Column("c", "C", share=2),
        Column("d", "D", 9, from_width=60),
    )

    for width in range(30, 120):
        layout = layout_of(columns, width)
        assert sum(cells for _place, cells in layout) + len(layout) - 1 == width
        assert (3 in dict(layout)) == (width >= 60)


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_chips_can_be_read_in_every_theme(theme: str) -> None:
    """No chip has the colour of its ground, sixteen colours or not."""
    app = kit()
    async with app.run_test(size=(80, 24)) as pilot:
        app.wear(theme)
        await settled(pilot)
        styles = [feed_list(pilot).get_component_rich_style(f"list--chip-{tone or 'none'}") for tone in Tone]

        for style in styles:
            assert style.color is not None
            assert style.color.is_default or style.color != style.bgcolor


class Bare(App[None]):
    """A list alone in a window of six rows, ordered as it is given."""

    def compose(self) -> ComposeResult:
        """The list."""
        yield KeyedList[Line]((Column("word", "Word"),), lambda one: one.key, lambda one: one.cells, empty="")

    def show(self, keys: str) -> KeyedList[Line]:
        """Show a row for each letter; return the list."""
        found: KeyedList[Line] = self.query_one(KeyedList)
        found.show([Line(key, (Cell(key),)) for key in keys])
        return found


def bare() -> Bare:
    """Return the app with the desk's themes, which know the list's colours."""
    app = Bare()
    for theme in THEMES:
        app.register_theme(theme)
    app.theme = THEMES[0].name
    return app


async def test_until_the_reader_moves_the_cursor_stands_on_what_comes_first() -> None:
    """The gravest alert is not pushed out of sight by a cursor that nobody put on the first one that came."""
    app = bare()
    async with app.run_test(size=(20, 7)) as pilot:
        rows = app.show("z")
        app.show("abcdefghz")
        await settled(pilot)

        assert rows.cursor_key == "a"

        rows.focus()
        await press(pilot, "down")
        app.show("Aabcdefghz")

        assert rows.cursor_key == "b"

        await press(pilot, "home")
        app.show("!Aabcdefghz")

        assert rows.cursor_key == "!"


async def test_a_row_that_sinks_out_of_sight_hands_the_cursor_to_the_next_one() -> None:
    """Closing an alert sends it to the end of the list: the cursor waits on the one that took its place."""
    app = bare()
    async with app.run_test(size=(20, 7)) as pilot:
        rows = app.show("abcdefghijkl")
        await settled(pilot)
        rows.focus()
        await press(pilot, "down")
        app.show("acdefghijklb")

        assert rows.cursor_key == "c"

        app.show("adcefghijklb")

        assert rows.cursor_key == "c"
