"""F1: what the focused panel is for, in prose, then every key that works now."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from drill.i18n import N_, _
from drill.text import cells
from drill.tui.dialogs.dialog import Dialog
from drill.tui.widgets.page import Page
from drill.tui.widgets.tones import STYLE, Tone


class Help(Dialog[None]):
    """Prose and keys."""

    KEYS = N_("arrows scroll · escape closes")
    DEFAULT_CSS = "Help VerticalScroll { height: auto; max-height: 75vh; } Help Static { height: auto; }"

    def __init__(self, title: str, prose: str, keys: Sequence[tuple[str, str, str]]) -> None:
        super().__init__(title)
        self._prose, self._keys = prose, keys

    def compose_body(self) -> ComposeResult:
        """The prose first: it is what one came for."""
        page = Page().words(self._prose).gap().head(_("Keys"))
        width = max((cells(key) for key, _label, _about in self._keys), default=0)
        lines = [
            Content.styled(key.ljust(width), f"bold {STYLE[Tone.ACCENT]}")
            + Content(f"  {label}")
            + Content.styled(f"  {about}" if about else "", STYLE[Tone.QUIET])
            for key, label, about in self._keys
        ]
        with VerticalScroll():
            yield Static(page.done())
            yield Static(Content("\n").join(lines))

    def on_mount(self) -> None:
        """Arrows scroll at once."""
        self.query_one(VerticalScroll).focus()
