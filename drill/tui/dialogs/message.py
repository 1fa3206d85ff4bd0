"""Errors, refusals and other words that a person should be able to read, copy and put away."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from drill.errors import LivefireError
from drill.i18n import N_, _
from drill.tui.dialogs.dialog import Dialog
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail


class Message(Dialog[None]):
    """Running text with a title."""

    KEYS = N_("c copies · enter or escape closes")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c,y", "copy", N_("Copy"), id="message.copy"),
        Binding("enter,q", "close", N_("Close"), show=False, id="message.close"),
    ]
    DEFAULT_CSS = "Message > .box > Detail { height: auto; max-height: 75vh; }"

    def __init__(self, title: str, content: Content) -> None:
        super().__init__(title)
        self._content = content

    def compose_body(self) -> ComposeResult:
        """The words, scrollable."""
        detail = Detail()
        detail.show(self._content)
        yield detail

    def action_copy(self) -> None:
        """Put the words on the clipboard, over SSH too."""
        self.app.copy_to_clipboard(self._content.plain)
        self.query_one(".box").border_subtitle = Content(_("✓ copied · enter or escape closes"))


class Problem(Message):
    """An error with its remedy."""

    TONE = "-bad"

    @classmethod
    def of(cls, error: LivefireError) -> "Problem":
        """Show an error of the tree."""
        return cls.saying(_(error.title), error.message, error.remedy)

    @classmethod
    def saying(cls, title: str, message: str, remedy: str) -> "Problem":
        """Show what happened and what to do now."""
        page = Page().words(message)
        if remedy:
            page.gap().head(_("What to do")).words(remedy)
        return cls(title, page.done())
