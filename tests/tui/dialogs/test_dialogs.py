"""Every dialog by its keys."""

import pytest
from textual.app import App
from textual.content import Content
from textual.screen import Screen

from drill.tui.base import KIT_CSS
from drill.tui.dialogs.ask import AskLine, AskWords
from drill.tui.dialogs.choose import Choose
from drill.tui.dialogs.confirm import Confirm
from drill.tui.dialogs.form import ChoiceLine, Form, FormField
from drill.tui.dialogs.message import Problem
from drill.tui.theme import DARK, THEMES
from drill.tui.widgets.keyed_list import Line
from drill.tui.widgets.tones import Cell, Column
from tests.tui.picture import picture, press, settled, write


class DialogApp(App[None]):
    """Shows one dialog and keeps its answer."""

    CSS_PATH = KIT_CSS

    def __init__(self, dialog: Screen[object]) -> None:
        super().__init__()
        self.dialog = dialog
        self.answers: list[object] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK

    def on_mount(self) -> None:
        """Open it."""
        self.push_screen(self.dialog, self.answers.append)


async def answer(dialog: Screen[object], *keys: str, words: str = "") -> tuple[list[object], str]:
    """Open a dialog, type and press; return its answers and its last picture."""
    app = DialogApp(dialog)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        if words:
            await write(pilot, words)
        shown = picture(app)
        await press(pilot, *keys)
        return app.answers, shown


def confirm() -> Screen[object]:
    """Make a question."""
    return Confirm("Isolate fs01?", Content("E-office goes down."), "Isolate")  # type: ignore[return-value]


def lines() -> list[Line]:
    """Make three lines."""
    return [Line(name, (Cell(name),)) for name in ("fs01", "db01", "dc01")]


def choose() -> Screen[object]:
    """Make a choice."""
    return Choose("Target", (Column("name", "Name"),), lines())  # type: ignore[return-value]


async def test_enter_on_a_question_is_no() -> None:
    """The focus stands on the safe answer, and the buttons print their keys."""
    answers, shown = await answer(confirm(), "enter")

    assert answers == [False]
    assert "Isolate [y]" in shown
    assert "No [n]" in shown


async def test_yes_takes_one_deliberate_key() -> None:
    """y, or the arrow and enter."""
    assert (await answer(confirm(), "y"))[0] == [True]
    assert (await answer(confirm(), "left", "enter"))[0] == [True]


async def test_escape_is_no() -> None:
    """Leaving a question answers no; leaving another dialog answers nothing."""
    assert (await answer(confirm(), "escape"))[0] == [False]
    assert (await answer(choose(), "escape"))[0] == [None]


async def test_letters_filter_a_choice_and_arrows_move_in_it() -> None:
    """The hands stay on the letters."""
    assert (await answer(choose(), "enter", words="db"))[0] == ["db01"]
    assert (await answer(choose(), "down", "down", "enter"))[0] == ["dc01"]
    assert (await answer(choose(), "up", "enter"))[0] == ["fs01"]


async def test_an_empty_line_is_not_taken() -> None:
    """The dialog says what is missing and stays; words are taken in composed form."""
    dialog = AskLine("Reason")
    app = DialogApp(dialog)  # type: ignore[arg-type]
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "enter")

        assert app.answers == []
        assert "Write something" in picture(app)

        await write(pilot, "real")
        await press(pilot, "enter")

        assert app.answers == ["real"]


async def test_a_line_completes_with_tab() -> None:
    """The first completion is named, tab takes it."""
    dialog = AskLine(
        "Order",
        complete=lambda typed: [
            one for one in ("isolate host fs01", "isolate host db01") if one.startswith(typed)
        ],
    )
    answers, shown = await answer(dialog, "tab", "enter", words="iso")  # type: ignore[arg-type]

    assert answers == ["isolate host fs01"]
    assert "tab isolate host fs01 · db01" in shown


async def test_running_text_is_taken_with_a_key_of_its_own() -> None:
    """Enter makes a new line, ctrl+s hands it in."""
    dialog = AskWords("Reply")
    app = DialogApp(dialog)  # type: ignore[arg-type]
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+s")

        assert app.answers == []

        await write(pilot, "a")
        await press(pilot, "enter")
        await write(pilot, "b")
        await press(pilot, "ctrl+s")

        assert app.answers == ["a\nb"]


async def test_an_error_shows_its_remedy() -> None:
    """Title, sentence and what to do."""
    problem = Problem.saying("No connection", "The line is cut.", "Plug it in.")
    _answers, shown = await answer(problem, "enter")  # type: ignore[arg-type]

    assert "No connection" in shown
    assert "Plug it in." in shown


LONG = "\n".join(f"{number} line of the whole story" for number in range(1, 41))


async def test_a_long_question_keeps_its_buttons_in_sight_and_scrolls() -> None:
    """Forty lines on 24: the buttons stand, the border names the arrows, and they bring the rest."""
    app = DialogApp(Confirm("Keep this?", Content(LONG)))  # type: ignore[arg-type]
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)

        assert "No [n]" in picture(app)
        assert "arrows scroll" in picture(app)
        assert "20 line" not in picture(app)

        await press(pilot, *["down"] * 10)

        assert "20 line" in picture(app)


async def test_a_short_question_names_its_two_keys_alone() -> None:
    """Nothing scrolls, so no arrow is named."""
    _answers, shown = await answer(confirm(), "escape")

    assert "y yes · n or escape no" in shown
    assert "scroll" not in shown


def form(*fields: FormField, about: str = "") -> Screen[object]:
    """Make a form."""
    return Form("Form", fields, about=Content(about) if about else None)  # type: ignore[return-value]


CHOICES = (("a", "at once"), ("b", "when marks are released"))


async def test_a_long_matter_leaves_room_for_the_form() -> None:
    """The fields stand in sight whatever is said above them."""
    _answers, shown = await answer(form(FormField("reason", "Reason"), about=LONG), "escape")

    assert "Reason" in shown
    assert "escape closes" in shown


async def test_a_forms_border_names_the_keys_of_the_field() -> None:
    """Enter goes on, takes the last one, and is a new line in running text; a choice names its arrows."""
    app = DialogApp(
        form(
            FormField("one", "One"),
            FormField("pick", "Pick", choices=CHOICES),
            FormField("words", "Words", lines=3),
        )
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        said = [picture(app)]
        for _field in range(2):
            await press(pilot, "tab")
            said.append(picture(app))

    assert "─ enter goes on · ctrl+s" in said[0]
    assert "─ arrows choose · enter goes on" in said[1]
    assert "─ ctrl+s takes it · escape closes" in said[2]


async def test_a_form_of_one_choice_is_taken_with_enter() -> None:
    """Its border says so, and how to choose."""
    answers, shown = await answer(form(FormField("pick", "Pick", choices=CHOICES)), "right", "enter")

    assert "arrows choose · enter takes it · escape closes" in shown
    assert answers == [{"pick": "b"}]


@pytest.mark.parametrize(("x", "picked"), [(2, "a"), (16, "b"), (60, "a")])
async def test_a_click_on_a_choice_chooses_what_is_under_it(x: int, picked: str) -> None:
    """The second is chosen by its own words; a click beside them changes nothing."""
    app = DialogApp(form(FormField("pick", "Pick", choices=CHOICES)))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.click(ChoiceLine, offset=(x, 0))
        await press(pilot, "enter")

        assert app.answers == [{"pick": picked}]


async def test_choices_below_each_other_are_clicked_by_their_line() -> None:
    """Long ones stand on lines of their own."""
    long = tuple((name, f"{name} with a label that fills most of a line") for name in "abc")
    app = DialogApp(form(FormField("pick", "Pick", choices=long)))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.click(ChoiceLine, offset=(3, 2))
        await press(pilot, "enter")

        assert app.answers == [{"pick": "c"}]


async def test_completions_say_once_what_is_alike() -> None:
    """The first stands as a whole, the others with what differs; the box stands still while they come."""
    lines = ["isolate host fs01", "isolate host db01", "isolate host pc-vanthu"]
    app = DialogApp(AskLine("Order", complete=lambda typed: [one for one in lines if one.startswith(typed)]))  # type: ignore[arg-type]
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        before = app.screen.query_one(".box").region
        await write(pilot, "iso")

        assert "tab isolate host fs01 · db01 · pc-vanthu" in picture(app)
        assert app.screen.query_one(".box").region == before
