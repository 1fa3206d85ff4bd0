"""A line that narrows a list; it takes no room until it is wanted."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from drill.i18n import N_, _
from drill.tui.widgets.keyed_list import KeyedList


class FilterLine(Input):
    """Filters the list beside it while one types; escape clears and hides it, enter goes to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("Clear the filter"), show=False, id="filter.leave"),
        Binding("down", "to_list", N_("Down"), show=False, id="filter.down"),
    ]
    DEFAULT_CSS = "FilterLine { display: none; } FilterLine.-shown { display: block; }"

    def __init__(self, listing: str, *, id: str) -> None:  # noqa: A002 (Textual's own name)
        """Filter the list with the id ``listing`` on the same screen."""
        super().__init__(placeholder=_("Filter"), id=id, compact=True, max_length=200)
        self._listing = listing

    def open(self) -> None:
        """Show the line and type."""
        self.add_class("-shown")
        self.focus()

    @property
    def _list(self) -> KeyedList[object]:
        found: KeyedList[object] = self.screen.query_one(f"#{self._listing}", KeyedList)
        return found

    def watch_value(self, value: str) -> None:
        """Narrow at every letter."""
        if self.is_mounted:
            self.set_class(bool(value) or self.has_focus, "-shown")
            self._list.filter(value)

    def on_blur(self) -> None:
        """Hide when nothing is typed."""
        self.set_class(bool(self.value), "-shown")

    async def action_submit(self) -> None:
        """Go to the list."""
        self.action_to_list()

    def action_to_list(self) -> None:
        """Go to the list; the filter stays."""
        self._list.focus()

    def action_leave(self) -> None:
        """Show all rows again."""
        self.value = ""
        self._list.focus()
