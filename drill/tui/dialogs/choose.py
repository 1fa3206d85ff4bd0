"""Choosing one of several things, with a filter that takes letters at once."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from drill.i18n import N_, _
from drill.tui.dialogs.dialog import About, Dialog
from drill.tui.widgets.keyed_list import KeyedList, Line, lines_list
from drill.tui.widgets.tones import Column


class Choose(Dialog[str]):
    """Answers the key of the chosen line."""

    KEYS = N_("type to filter · enter takes it · escape closes")
    DEFAULT_CSS = """
    Choose About { max-height: 25vh; }
    Choose KeyedList { height: 12; }
    Choose Input { margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", N_("Down"), show=False, priority=True, id="choose.down"),
        Binding("up", "step(-1)", N_("Up"), show=False, priority=True, id="choose.up"),
        Binding("pagedown", "leap(1)", N_("Page down"), show=False, priority=True, id="choose.page-down"),
        Binding("pageup", "leap(-1)", N_("Page up"), show=False, priority=True, id="choose.page-up"),
    ]

    def __init__(
        self,
        title: str,
        columns: Sequence[Column],
        lines: Sequence[Line],
        *,
        about: Content | None = None,
        empty: str = N_("There is nothing to choose from."),
    ) -> None:
        super().__init__(title)
        self._columns, self._lines, self._about, self._empty = columns, lines, about, empty

    def compose_body(self) -> ComposeResult:
        """What it is about, the filter and the list."""
        if self._about is not None:
            yield About(self._about)
        yield Input(placeholder=_("Filter"), id="filter", compact=True)
        yield lines_list(self._columns, empty=self._empty, id="lines")

    def on_mount(self) -> None:
        """Fill the list; letters go to the filter."""
        self.listing.show(self._lines)
        self.query_one("#filter").focus()

    @property
    def listing(self) -> KeyedList[Line]:
        """The list."""
        found: KeyedList[Line] = self.query_one("#lines", KeyedList)
        return found

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        self.listing.filter(event.value)

    @on(Input.Submitted)
    def _take(self) -> None:
        self.listing.action_choose()

    @on(KeyedList.Chosen)
    def _chosen(self, event: KeyedList.Chosen) -> None:
        self.dismiss(event.key)

    def action_step(self, step: int) -> None:
        """Move in the list while the filter has the focus; the edge holds."""
        place = self.listing.items.index(self.listing.current) if self.listing.current else 0
        if 0 <= place + step < len(self.listing.items):
            self.listing.action_cursor(step)

    def action_leap(self, step: int) -> None:
        """Move by a page."""
        self.listing.action_page(step)

    def on_key(self, event: events.Key) -> None:
        """Letters typed on the list go to the filter."""
        if event.character and event.is_printable and self.listing.has_focus:
            line = self.query_one("#filter", Input)
            line.focus()
            line.insert_text_at_cursor(event.character)
            event.stop()
