"""A panel: a border that names what is inside and says how much, and joins help and jump mode."""

from typing import ClassVar, Protocol, runtime_checkable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from drill.i18n import N_, _
from drill.text import plain
from drill.tui.widgets.keyed_list import KeyedList


@runtime_checkable
class Helpable(Protocol):
    """Something that F1 can explain."""

    help_title: str
    """English; translated when shown."""
    help_text: str
    """Prose, English; translated when shown."""


@runtime_checkable
class Jumpable(Protocol):
    """Something that jump mode puts a letter on."""

    def jump_target(self) -> Widget | None:
        """Return what gets the focus; None leaves it out."""
        ...


class Panel(Container):
    """A titled frame; bright while the focus is inside."""

    DEFAULT_CSS = """
    Panel { width: 1fr; height: 1fr; }
    """

    def __init__(self, *children: Widget, title: str, help: str = "", id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(*children, id=id, classes="panel")
        self.help_title = title
        self.help_text = help
        self._note = ""
        self._status = ""
        self._title = ""

    def on_mount(self) -> None:
        """Write the title in the language of the moment."""
        self.tell(self._note)

    def tell(self, note: str, title: str = "") -> None:
        """Say how much is inside on the lower border; ``title`` names what is open instead of the panel's own name."""
        self._note = note
        self._title = title
        self._write()

    def _write(self) -> None:
        self.border_title = plain(self._title or _(self.help_title))
        self.border_subtitle = plain(" · ".join(part for part in (self._status, self._note) if part))

    @on(KeyedList.StatusChanged)
    def _list_changed(self, event: KeyedList.StatusChanged) -> None:
        event.stop()
        if event.list.status != self._status:
            self._status = event.list.status
            self._write()

    def jump_target(self) -> Widget | None:
        """Return the first widget inside that takes the focus."""
        return next((child for child in self.query("*") if child.focusable), None)


class Detail(VerticalScroll, can_focus=True):
    """Running text of one thing; scrolls with the arrows."""

    DEFAULT_CSS = """
    Detail { width: 1fr; height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    Detail > Static { width: 1fr; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", N_("Down"), show=False, id="detail.down"),
        Binding("k", "scroll_up", N_("Up"), show=False, id="detail.up"),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._content = Content("")

    def compose(self) -> ComposeResult:
        """One child holds the text."""
        yield Static(self._content)

    def show(self, content: Content) -> None:
        """Show this text; the same text again changes nothing, another one starts at its top."""
        if content.is_same(self._content):
            return
        starts_anew = content.plain[:40] != self._content.plain[:40]
        self._content = content
        if self.is_mounted:
            self.query_one(Static).update(content)
            if starts_anew:
                self.scroll_home(animate=False)

    @property
    def text(self) -> str:
        """What is shown, without styles."""
        return self._content.plain
