"""Where people type: a line with completion, a filter line, and an area for running text."""

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from drill.i18n import N_, _
from drill.text import MAX_TEXT, clean, nfc, one_line
from drill.tui.widgets.tones import STYLE, Tone

Complete = Callable[[str], Sequence[str]]
"""Given what is typed, return whole lines that it could become, the likeliest first."""


class CommandLine(Input):
    """One typed line with completion: what it could become stands below, tab takes the first.

    `Input.Submitted` is posted on enter, as by any input.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", N_("Complete"), show=False, id="line.complete"),
        Binding("escape", "leave", N_("Leave"), show=False, id="line.leave"),
    ]

    class Left(Message):
        """Escape was pressed in the line.

        Attributes:
            line: the line.
        """

        def __init__(self, line: "CommandLine") -> None:
            super().__init__()
            self.line = line

    def __init__(
        self,
        *,
        placeholder: str = "",
        complete: Complete | None = None,
        id: str | None = None,  # noqa: A002 (Textual's own name)
    ) -> None:
        super().__init__(placeholder=placeholder, id=id, compact=True, max_length=2_000)
        self.complete = complete

    def validate_value(self, value: str) -> str:
        """Let no control or direction mark in, whoever wrote it; blanks stay as typed."""
        return clean(value.replace("\n", " "))

    def possible(self) -> list[str]:
        """Return what the typed words could become, at most eight."""
        if self.complete is None or not self.value:
            return []
        return list(self.complete(nfc(self.value)))[:8]

    def action_complete(self) -> None:
        """Take the first completion; with none, go on to the next widget."""
        possible = self.possible()
        if possible and possible[0] != self.value:
            self.value = possible[0]
            self.cursor_position = len(self.value)
        else:
            self.screen.focus_next()

    def action_leave(self) -> None:
        """Say that the writer is done here."""
        self.post_message(self.Left(self))


class Completions(Static):
    """One line below a `CommandLine`: what it could become, or what is wrong with it."""

    DEFAULT_CSS = (
        "Completions { height: 1; width: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }"
    )

    def say(self, possible: Sequence[str], wrong: str = "") -> None:
        """Show the completions, or the problem when there is one: the first as a whole, of the others what differs."""
        if wrong:
            self.update(Content.styled(f"✗ {one_line(wrong, 300)}", STYLE[Tone.BAD]))
        elif possible:
            shown = Content.styled(_("tab "), "$footer-key-foreground") + Content(one_line(possible[0], 200))
            rest = "".join(f"{BETWEEN}{one_line(line, 80)}" for line in _ends(possible)[1:])
            self.update(shown + Content.styled(rest, STYLE[Tone.QUIET]))
        else:
            self.update(Content(""))


BETWEEN = " · "
"""Between two completions."""


def _ends(lines: Sequence[str]) -> list[str]:
    """Return the lines without the whole words with which all of them begin."""
    rows = [line.split() for line in lines]
    alike = len(list(takewhile(lambda words: len(set(words)) == 1, zip(*rows, strict=False))))
    shared = min(alike, min(len(row) for row in rows) - 1)
    return [" ".join(row[max(shared, 0) :]) for row in rows]


class WordsArea(TextArea):
    """Running text, soft-wrapped; tab moves on, since reports hold no tabs."""

    class Left(Message):
        """The focus went away and the text had changed since it came.

        Attributes:
            area: the area.
            text: what stands in it, in composed form.
        """

        def __init__(self, area: "WordsArea", text: str) -> None:
            super().__init__()
            self.area = area
            self.text = text

    def __init__(self, text: str = "", *, id: str | None = None, limit: int = MAX_TEXT) -> None:  # noqa: A002 (Textual's own name)
        text = clean(text)
        super().__init__(text, id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        self.limit = limit
        self._before = text

    def on_focus(self) -> None:
        """Remember what was there."""
        self._before = self.text

    def on_blur(self) -> None:
        """Tell about a change once, when the writer goes on."""
        if self.text != self._before:
            self._before = self.text
            self.post_message(self.Left(self, nfc(self.text)[: self.limit]))

    def settle(self) -> None:
        """Take what stands here as known: leaving it tells nothing more."""
        self._before = self.text

    def take(self, text: str) -> None:
        """Show another's words unless this seat is writing here."""
        text = clean(text)
        if not self.has_focus and text != self.text:
            self.load_text(text)
            self._before = text

    async def _on_key(self, event: events.Key) -> None:
        if event.character and event.is_printable and len(self.text) >= self.limit:
            event.prevent_default()
            self.app.bell()
            return
        await super()._on_key(event)
