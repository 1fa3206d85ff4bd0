"""Asking for several things at once: lines with completion, running text, and choices."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from drill.i18n import N_, _
from drill.text import cells, nfc, plain
from drill.tui.dialogs.dialog import About, Dialog
from drill.tui.widgets.inputs import CommandLine, Complete, Completions, WordsArea
from drill.tui.widgets.tones import STYLE, Tone

Check = Callable[[str], str]
"""Given what stands in a field, return what is wrong with it, already translated; empty when it is right."""


def anything(_words: str) -> str:
    """Accept any words, none too."""
    return ""


def something(words: str) -> str:
    """Accept any words but none."""
    return "" if words.strip() else _("Write something, or press escape.")


@dataclass(frozen=True, slots=True)
class FormField:
    """One thing that a form asks for."""

    id: str
    label: str
    """Already translated."""
    initial: str = ""
    placeholder: str = ""
    complete: Complete | None = None
    check: Check = anything
    lines: int = 1
    """More than one makes it running text."""
    choices: tuple[tuple[str, str], ...] = ()
    """(value, label): the field is a choice of one of them."""


ONE_LINE = 44
"""Cells of a form's field at 80 columns: longer choices stand below each other."""
SIGN = 2
"""Cells of the sign before a choice."""
GAP = "  "
"""Between two choices on one line."""


class ChoiceLine(Static, can_focus=True):
    """One of a few values; left and right change it. Short ones stand on one line, long ones below each other."""

    class Taken(Message):
        """Enter was pressed on the line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "turn(-1)", N_("Before"), show=False, id="choice.before"),
        Binding("right,down,space", "turn(1)", N_("Next"), show=False, id="choice.next"),
        Binding("enter", "take", N_("Take it"), show=False, id="choice.take"),
    ]
    DEFAULT_CSS = """
    ChoiceLine { height: auto; width: 1fr; padding: 0 1; }
    ChoiceLine:focus { background: $panel; }
    """

    place: reactive[int] = reactive(0)
    """Index of the chosen value."""

    def __init__(self, choices: Sequence[tuple[str, str]], initial: str, *, id: str) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._choices = tuple(choices)
        values = [value for value, _label in choices]
        self.set_reactive(ChoiceLine.place, values.index(initial) if initial in values else 0)
        self._stacked = sum(cells(label) + SIGN + len(GAP) for _value, label in choices) > ONE_LINE

    @property
    def value(self) -> str:
        """The chosen value."""
        return self._choices[self.place][0]

    def render(self) -> Content:
        """Show all, the chosen one with a full sign."""
        parts = [
            Content.styled("● ", "bold $accent") + plain(label).stylize("bold")
            if number == self.place
            else Content.styled("○ ", STYLE[Tone.QUIET]) + plain(label).stylize(STYLE[Tone.QUIET])
            for number, (_value, label) in enumerate(self._choices)
        ]
        return Content("\n" if self._stacked else GAP).join(parts)

    def action_turn(self, step: int) -> None:
        """Choose the next or the one before, round and round."""
        self.place = (self.place + step) % len(self._choices)

    def action_take(self) -> None:
        """Say that this one is it."""
        self.post_message(self.Taken())

    def on_click(self, event: events.Click) -> None:
        """Choose the one under the pointer."""
        self.focus()
        at = event.get_content_offset(self)
        picked = None if at is None else self._at(at.x, at.y)
        if picked is not None:
            self.place = picked

    def _at(self, x: int, y: int) -> int | None:
        """Return the index of the value that stands there, of the cells inside the padding."""
        widths = [cells(label) + SIGN for _value, label in self._choices]
        if self._stacked:
            return y if 0 <= y < len(widths) else None
        for number, width in enumerate(widths):
            if 0 <= x < width:
                return number
            x -= width + len(GAP)
        return None


class Form(Dialog[dict[str, str]]):
    """Answers every field's words by its id once all of them are right."""

    KEYS = N_("enter goes on · ctrl+s takes it · escape closes")
    LAST = N_("enter takes it · escape closes")
    CHOICE = N_("arrows choose · enter goes on · ctrl+s takes it · escape closes")
    LAST_CHOICE = N_("arrows choose · enter takes it · escape closes")
    TEXT = N_("tab goes on · ctrl+s takes it · escape closes")
    LAST_TEXT = N_("ctrl+s takes it · escape closes")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", N_("Take it"), priority=True, id="form.take"),
    ]
    DEFAULT_CSS = """
    Form Horizontal { height: auto; width: 1fr; }
    Form .label { width: 18; height: auto; color: $quiet; }
    Form WordsArea { height: 6; }
    Form About { margin-bottom: 1; }
    """

    def __init__(
        self, title: str, fields: Sequence[FormField], *, about: Content | None = None, tone: str = ""
    ) -> None:
        super().__init__(title)
        self.TONE = tone
        self._fields, self._about = tuple(fields), about

    def compose_body(self) -> ComposeResult:
        """What it is about, a row for each field, and the line for completions and problems."""
        if self._about is not None:
            yield About(self._about)
        for one in self._fields:
            with Horizontal():
                yield Static(plain(one.label), classes="label")
                yield _widget(one)
        yield Completions(id="completions")

    def on_mount(self) -> None:
        """Type at once."""
        self._widget_of(self._fields[0]).focus()

    def _widget_of(self, one: FormField) -> Widget:
        return self.query_one(f"#field-{one.id}")

    def _words(self, one: FormField) -> str:
        widget = self._widget_of(one)
        if isinstance(widget, WordsArea):
            return nfc(widget.text).strip()
        if isinstance(widget, ChoiceLine | Input):
            return nfc(widget.value).strip()
        return ""

    @on(events.DescendantFocus)
    def _focus_moved(self) -> None:
        """Name the keys of the field with the focus: enter is a new line in running text, and the end on the last."""
        last = self.focused is self._widget_of(self._fields[-1])
        keys: dict[type, tuple[str, str]] = {
            ChoiceLine: (self.CHOICE, self.LAST_CHOICE),
            WordsArea: (self.TEXT, self.LAST_TEXT),
        }
        self.say_keys(_(keys.get(type(self.focused), (self.KEYS, self.LAST))[last]))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        if isinstance(event.input, CommandLine):
            self.query_one(Completions).say(event.input.possible())

    @on(Input.Submitted)
    @on(ChoiceLine.Taken)
    def _goes_on(self) -> None:
        if self.focused is self._widget_of(self._fields[-1]):
            self.action_take()
        else:
            self.focus_next()

    @on(CommandLine.Left)
    def _left(self) -> None:
        self.dismiss(None)

    def action_take(self) -> None:
        """Answer, or go to the first field that is not right."""
        found = {one.id: self._words(one) for one in self._fields}
        for one in self._fields:
            wrong = one.check(found[one.id])
            if wrong:
                self._widget_of(one).focus()
                self.query_one(Completions).say([], wrong)
                return
        self.dismiss(found)


def _widget(one: FormField) -> Widget:
    name = f"field-{one.id}"
    if one.choices:
        return ChoiceLine(one.choices, one.initial, id=name)
    if one.lines > 1:
        area = WordsArea(one.initial, id=name)
        area.styles.height = one.lines
        return area
    line = CommandLine(placeholder=one.placeholder, complete=one.complete, id=name)
    line.value = one.initial
    return line
