"""Jump mode: a letter on every panel; the letter goes there."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

LETTERS = "asdfghjklqwertyuiopzxcvbnm"


class Jump(ModalScreen[Widget]):
    """Answers the widget whose letter was pressed; any other key closes."""

    DEFAULT_CSS = """
    Jump { background: transparent; }
    Jump Static { position: absolute; width: 3; height: 1; text-style: bold; }
    """

    def __init__(self, targets: Sequence[tuple[Offset, Widget]]) -> None:
        super().__init__()
        self._targets = dict(zip(LETTERS, targets, strict=False))

    def compose(self) -> ComposeResult:
        """One label at the corner of each target."""
        for letter, (offset, _target) in self._targets.items():
            label = Static(Content(f" {letter} "), classes="letter")
            label.styles.offset = (offset.x + 1, offset.y)
            yield label

    def on_key(self, event: events.Key) -> None:
        """Go, or give up."""
        event.stop()
        target = self._targets.get(event.character or "")
        self.dismiss(target[1] if target else None)

    def on_click(self) -> None:
        """Give up."""
        self.dismiss(None)
