"""Scoreboard: rows, sections and layers, why on every cell, freeze and release."""

from drill.i18n import Language, speaking
from drill.tui.judge.app import JudgeApp
from drill.tui.judge.told import lines_of, section_head, section_name, sections_of, signed
from drill.tui.judge.why import Why
from drill.tui.widgets.keyed_list import KeyedList
from drill.world.cards import LedgerCard
from drill.world.inputs import BoardFrozen, BoardThawed, ScoresReleased
from tests.tui.fakes import FakeLink
from tests.tui.judge.stage import busy, clock, desk, ledger, row, rows
from tests.tui.picture import picture, press, settled


def link_of(app: JudgeApp) -> FakeLink:
    """Return the desk's link."""
    assert isinstance(app.link, FakeLink)
    return app.link


async def test_rows_stand_by_rank() -> None:
    """The best is first, whatever the order in which the cards came."""
    app = desk(clock(), row("b", "Second", 2, 100), row("a", "First", 1, 200))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        board = app.screen.query_one("#board", KeyedList)

        assert [item.label for item in board.items] == ["First", "Second"]


async def test_why_shows_the_lines_of_the_chosen_cell_alone() -> None:
    """The right arrow chooses a section; ? lists that team's lines of it with the entries behind."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "right", "question_mark")

        assert isinstance(app.screen, Why)
        shown = picture(app)
        assert "Why 512: Sao Biển, Services" in shown
        assert "Portal up 98 %" in shown
        assert "First machine" not in shown
        assert "#41" in shown


async def test_why_on_the_total_shows_every_line() -> None:
    """Without a chosen section the whole ledger of the team is listed."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "question_mark")

        assert len(app.screen.query_one("#lines", KeyedList).items) == 3


async def test_moving_in_why_tells_another_line() -> None:
    """The detail below follows the cursor."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "down")

        assert "-8 Mail down 12 minutes" in picture(app)


async def test_layers_take_the_place_of_sections() -> None:
    """L shows automatic, judged, waiting and published; l again the sections."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "l")

        assert "Published" in picture(app)

        await press(pilot, "l")

        assert "Serv" in picture(app)


async def test_a_division_is_ranked_by_itself() -> None:
    """D goes round the divisions; ranks are dense among their teams, and shared where they are shared over all."""
    app = desk(
        clock(),
        row("a", "North", 1, 900, division="A"),
        row("b", "East", 2, 700, division="B", tie="shared"),
        row("c", "West", 2, 700, division="B", tie="shared"),
        row("d", "South", 3, 600, division="B"),
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "d", "d")
        board = app.screen.query_one("#board", KeyedList)

        assert [item.label for item in board.items] == ["East", "West", "South"]
        shown = picture(app)
        assert "division B" in shown
        assert "1= East" in shown
        assert "1= West" in shown
        assert "2 South" in shown

        await press(pilot, "d")

        assert len(board.items) == 4


async def test_staff_see_how_the_live_order_differs_from_the_published_one() -> None:
    """While a board is frozen, each row says where the wall has the team and how far it has moved since."""
    app = desk(
        clock(),
        row("a", "North", 1, 900, released=300, released_rank=2, frozen_at=40),
        row("b", "East", 2, 800, released=310, released_rank=1, frozen_at=40),
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        shown = picture(app)

        assert "2 ▲1" in shown
        assert "1 ▼1" in shown
        assert "rank 2 with 300 points" in shown
        assert "FROZEN" in shown


async def test_a_rank_says_that_a_tie_was_broken() -> None:
    """A star beside the rank, and the rule that decided in the row's words."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "end")
        shown = picture(app)

        assert "3* Rừng Tràm" in shown
        assert "earlier last containment" in shown


async def test_freezing_asks_and_thawing_too() -> None:
    """The key's meaning follows the board's state."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f", "n")

        assert link_of(app).sent == []

        await press(pilot, "f", "y")

        assert link_of(app).sent == [BoardFrozen()]

        link_of(app).put(row("sao", "Sao Biển", 1, 812, frozen_at=77))
        await settled(pilot)

        assert "FROZEN" in picture(app)
        assert "f Thaw the board" in picture(app)
        assert "space" not in picture(app)

        await press(pilot, "f", "y")

        assert link_of(app).sent[-1] == BoardThawed()


async def test_release_says_what_still_waits() -> None:
    """Publishing marks tells how many points have no judge yet."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")

        assert "180 points still wait" in picture(app)

        await press(pilot, "y")

        assert link_of(app).sent == [ScoresReleased()]


async def test_a_new_score_moves_the_row_and_keeps_the_cursor() -> None:
    """The cursor follows the team, not the place."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down")
        link_of(app).put(row("dat", "Đất Mũi", 1, 900), row("sao", "Sao Biển", 2, 812))
        await settled(pilot)
        board = app.screen.query_one("#board", KeyedList)

        assert board.cursor_key == "dat"
        assert board.items[0].key == "dat"


def test_sections_have_names_and_heads() -> None:
    """Judged sections that most scenarios have are named in the reader's language; others as their author wrote them."""
    assert section_name("services") == "Services"
    assert section_name("judged teamwork") == "Judged: Teamwork"
    assert section_name("judged press") == "Judged: press"
    with speaking(Language.VIETNAMESE):
        assert section_head("judged teamwork") == "Phối hợp"
        assert section_head("judged press") == "press"


def test_columns_come_from_the_rows_in_order() -> None:
    """Sections of all rows, each once."""
    assert sections_of([(("a", 1), ("b", 2)), (("b", 3), ("c", 4))]) == ("a", "b", "c")


def test_lines_are_those_of_the_team_and_the_section() -> None:
    """No section means all of the team's lines."""
    cards = [card for card in ledger() if isinstance(card, LedgerCard)]

    assert [card.key for card in lines_of(cards, "sao", "services")] == ["sao:1", "sao:2"]
    assert len(lines_of(cards, "sao", "")) == 3
    assert rows()


def test_points_carry_their_sign() -> None:
    """Zero has none."""
    assert (signed(5), signed(-5), signed(0)) == ("+5", "-5", "0")
