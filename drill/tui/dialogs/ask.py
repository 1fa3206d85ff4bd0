"""Asking for words: one line, or running text."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from drill.i18n import N_, _
from drill.text import nfc
from drill.tui.dialogs.dialog import About, Dialog
from drill.tui.widgets.inputs import CommandLine, Complete, Completions, WordsArea
from drill.tui.widgets.tones import STYLE, Tone


def _nothing_wrong(_words: str) -> str:
    """Stand in where every line is good."""
    return ""


class AskLine(Dialog[str]):
    """One line of words; an empty line is not taken unless ``optional``, nor one that ``wrong`` has words against."""

    KEYS = N_("enter takes it · escape closes")
    DEFAULT_CSS = """
    AskLine About { max-height: 55vh; }
    AskLine Completions { height: 1; text-wrap: wrap; }
    AskLine Completions.-many { height: 3; }
    """

    def __init__(
        self,
        title: str,
        *,
        about: Content | None = None,
        initial: str = "",
        placeholder: str = "",
        complete: Complete | None = None,
        optional: bool = False,
        wrong: Callable[[str], str] = _nothing_wrong,
    ) -> None:
        super().__init__(title)
        self._wrong = wrong
        self._about, self._initial, self._placeholder = about, initial, placeholder
        self._complete, self._optional = complete, optional

    def compose_body(self) -> ComposeResult:
        """What it is about, the line, and its completions."""
        if self._about is not None:
            yield About(self._about)
        line = CommandLine(placeholder=self._placeholder, complete=self._complete, id="words")
        line.value = self._initial
        yield line
        yield Completions(id="completions", classes="-many" if self._complete else "")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one("#words").focus()

    @on(Input.Changed)
    def _changed(self) -> None:
        self.query_one(Completions).say(self.query_one(CommandLine).possible())

    @on(CommandLine.Left)
    def _left(self) -> None:
        self.dismiss(None)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        words = nfc(event.value).strip()
        if not words and not self._optional:
            self.query_one(Completions).say([], _("Write something, or press escape."))
        elif wrong := self._wrong(words):
            self.query_one(Completions).say([], wrong)
        else:
            self.dismiss(words)


class AskWords(Dialog[str]):
    """Running text."""

    KEYS = N_("ctrl+s takes it · escape closes")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", N_("Take it"), priority=True, id="ask.take"),
    ]
    DEFAULT_CSS = "AskWords WordsArea { height: 9; }"

    def __init__(self, title: str, *, about: Content | None = None, initial: str = "") -> None:
        super().__init__(title)
        self._about, self._initial = about, initial

    def compose_body(self) -> ComposeResult:
        """What it is about, the text area, and a line for what is missing."""
        if self._about is not None:
            yield About(self._about)
        yield WordsArea(self._initial, id="words")
        yield Static(Content(""), id="missing")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(WordsArea).focus()

    def action_take(self) -> None:
        """Answer with the text unless it is empty."""
        words = nfc(self.query_one(WordsArea).text).strip()
        if words:
            self.dismiss(words)
        else:
            said = _("Write something, or press escape.")
            self.query_one("#missing", Static).update(Content.styled(f"✗ {said}", STYLE[Tone.BAD]))
