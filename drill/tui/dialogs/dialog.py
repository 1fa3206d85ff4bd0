"""The base of all modals: a titled box, keys on its lower border, escape closes."""

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from drill.i18n import N_, _
from drill.text import plain

AnswerT = TypeVar("AnswerT")


class About(VerticalScroll):
    """What a dialog is about: as high as its words, up to a limit; longer ones are scrolled and take the focus."""

    DEFAULT_CSS = """
    About { width: 1fr; height: auto; max-height: 33vh; }
    About > Static { width: 1fr; height: auto; }
    """

    def __init__(self, content: Content) -> None:
        super().__init__(classes="about")
        self._content = content

    def compose(self) -> ComposeResult:
        """One child holds the words."""
        yield Static(self._content)

    @property
    def overflows(self) -> bool:
        """Whether there is more than can be seen at once."""
        return self.max_scroll_y > 0

    def allow_focus(self) -> bool:
        """There is nothing to do in words that all show."""
        return self.overflows


class Dialog(ModalScreen[AnswerT | None]):
    """A box over the desk; the answer of a closed dialog is None."""

    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > .box { width: 92%; max-width: 96; height: auto; max-height: 92%; padding: 0 1; overflow-y: auto; }
    Dialog > .box > Static { width: 1fr; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", N_("Close"), id="dialog.close"),
    ]
    KEYS = N_("escape closes")
    """English; what the lower border says."""
    TONE = ""
    """A class that colours the border: ``-bad``, ``-warn`` or nothing."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """The box with the body inside."""
        with Vertical(classes=f"box {self.TONE}".strip()) as box:
            box.border_title = plain(self._title)
            box.border_subtitle = plain(_(self.KEYS))
            yield from self.compose_body()

    def say_keys(self, keys: str) -> None:
        """Write on the lower border which keys work now, already translated."""
        self.query_one(".box").border_subtitle = plain(keys)

    def compose_body(self) -> ComposeResult:
        """What is inside; subclasses fill it."""
        yield Static(Content(""))

    def action_close(self) -> None:
        """Give no answer."""
        self.dismiss(None)
