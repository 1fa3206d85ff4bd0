"""A question with yes and no. The question names the object; the focus stands on no."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from drill.i18n import N_, _
from drill.tui.dialogs.dialog import Dialog


class Confirm(Dialog[bool]):
    """Answers True only after ``y`` or the yes button; everything else is no."""

    KEYS = N_("y yes · n or escape no")
    TONE = "-warn"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "yes", N_("Yes"), id="confirm.yes"),
        Binding("n,escape", "no", N_("No"), id="confirm.no"),
        Binding("left,right,h,l", "other", N_("The other button"), show=False, id="confirm.other"),
    ]
    DEFAULT_CSS = """
    Confirm > .box > Horizontal { height: auto; align-horizontal: right; margin-top: 1; }
    Confirm Button { margin-left: 2; }
    """

    def __init__(self, title: str, content: Content, yes: str = "") -> None:
        super().__init__(title)
        self._content = content
        self._yes = yes or _("Yes")

    def compose_body(self) -> ComposeResult:
        """The consequence in words, then the two buttons."""
        yield Static(self._content)
        with Horizontal():
            yield Button(Content(f"{self._yes} [y]"), id="yes", compact=True)
            yield Button(Content(_("No") + " [n]"), id="no", compact=True, variant="primary")

    def on_mount(self) -> None:
        """No is the safe answer."""
        self.query_one("#no", Button).focus()

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
