"""Every dialog by its keys."""

from textual.app import App
from textual.content import Content
from textual.screen import Screen

from drill.tui.base import KIT_CSS
from drill.tui.dialogs.ask import AskLine, AskWords
from drill.tui.dialogs.choose import Choose
from drill.tui.dialogs.confirm import Confirm
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
    assert "isolate host db01" in shown


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
