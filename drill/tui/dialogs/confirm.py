"""A question with yes and no. The question names the object; the focus stands on no."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button

from drill.i18n import N_, _
from drill.text import plain
from drill.tui.dialogs.dialog import About, Dialog


class Confirm(Dialog[bool]):
    """Answers True only after ``y`` or the yes button; everything else is no."""

    KEYS = N_("y yes · n or escape no")
    TONE = "-warn"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "yes", N_("Yes"), id="confirm.yes"),
        Binding("n,escape", "no", N_("No"), id="confirm.no"),
        Binding("left,right,h,l", "other", N_("The other button"), show=False, id="confirm.other"),
        Binding("down,j", "scroll(1)", N_("Down"), show=False, id="confirm.down"),
        Binding("up,k", "scroll(-1)", N_("Up"), show=False, id="confirm.up"),
    ]
    SCROLLS = N_("arrows scroll · y yes · n or escape no")
    """Said instead where not all of it shows."""
    DEFAULT_CSS = """
    Confirm About { max-height: 70vh; }
    Confirm > .box > Horizontal { height: auto; align-horizontal: right; margin-top: 1; }
    Confirm Button { margin-left: 2; }
    """

    def __init__(self, title: str, content: Content, yes: str = "") -> None:
        super().__init__(title)
        self._content = content
        self._yes = yes or _("Yes")

    def compose_body(self) -> ComposeResult:
        """The consequence in words, then the two buttons."""
        yield About(self._content)
        yield from self.compose_more()
        with Horizontal():
            yield Button(plain(f"{self._yes} [y]"), id="yes", compact=True)
            yield Button(plain(_("No") + " [n]"), id="no", compact=True, variant="primary")

    def compose_more(self) -> ComposeResult:
        """Stand between the words and the buttons; subclasses fill it."""
        yield from ()

    def on_mount(self) -> None:
        """No is the safe answer."""
        self.query_one("#no", Button).focus()
        self.call_after_refresh(self._tell_scroll)

    def _tell_scroll(self) -> None:
        if self.query_one(About).overflows:
            self.say_keys(_(self.SCROLLS))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_yes(self) -> None:
        """Answer yes."""
        self.dismiss(True)  # noqa: FBT003 (the dialog's answer)

    def action_no(self) -> None:
        """Answer no."""
        self.dismiss(False)  # noqa: FBT003 (the dialog's answer)

    def action_other(self) -> None:
        """Move between the two buttons."""
        self.focus_next(Button)

    def action_scroll(self, step: int) -> None:
        """Move what does not all show by a line."""
        self.query_one(About).scroll_relative(y=step, animate=False)
