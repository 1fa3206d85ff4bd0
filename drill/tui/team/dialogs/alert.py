"""One alert in full, with what can be done about it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from drill.i18n import N_, _, current_language
from drill.tui.dialogs.dialog import Dialog
from drill.tui.terms import alert_cell, level, level_cell
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail
from drill.tui.widgets.spans import ago, of_day, since_start
from drill.world.cards import AlertCard


def alert_page(card: AlertCard, starts_at: int, now: int, who: str) -> Content:
    """Return everything that an alert says; ``who`` names its seat in words."""
    language = current_language()
    page = Page().head(card.title.say(language), level_cell(card.level).tone)
    page.words(card.line.say(language)).gap()
    page.pair(_("Level"), level(card.level), level_cell(card.level).tone)
    page.pair(
        _("State"),
        alert_cell(card.state).text + (f" · {who}" if who else ""),
        alert_cell(card.state).tone,
    )
    page.pair(_("Host"), card.host).pair(_("Log"), card.source)
    page.pair(_("Event at"), f"{since_start(card.at)} · {of_day(starts_at, card.at, seconds=True)}")
    page.pair(_("Delivered"), f"{since_start(card.t)} · " + _("{time} ago").format(time=ago(card.t, now)))
    if card.reason:
        page.pair(_("Reason"), card.reason)
    return page.done()


class AlertDialog(Dialog[str]):
    """Answers the name of what to do: ``acknowledge``, ``claim``, ``real``, ``false``, ``search`` or ``keep``."""

    KEYS = N_("a seen · c claim · r real · f false · s search · e keep · esc")
    DEFAULT_CSS = "AlertDialog > .box > Detail { height: auto; max-height: 18; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "pick('acknowledge')", N_("Acknowledge"), id="alert-dialog.acknowledge"),
        Binding("c", "pick('claim')", N_("Claim"), id="alert-dialog.claim"),
        Binding("r", "pick('real')", N_("Close as real"), id="alert-dialog.real"),
        Binding("f", "pick('false')", N_("Close as false"), id="alert-dialog.false"),
        Binding("s", "pick('search')", N_("Search around it"), id="alert-dialog.search"),
        Binding("e", "pick('keep')", N_("Keep as evidence"), id="alert-dialog.keep"),
        Binding("enter,q", "close", N_("Close"), show=False, id="alert-dialog.close"),
    ]

    def __init__(self, card: AlertCard, starts_at: int, now: int, who: str) -> None:
        super().__init__(_("Alert {number}").format(number=card.key))
        self._content = alert_page(card, starts_at, now, who)

    def compose_body(self) -> ComposeResult:
        """The words, scrollable."""
        detail = Detail()
        detail.show(self._content)
        yield detail

    def action_pick(self, what: str) -> None:
        """Answer with what was picked."""
        self.dismiss(what)
