"""The team's desk as an app: its places, what comes next, and what rings."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from drill.i18n import N_, Language, _, current_language
from drill.text import one_line
from drill.tui.base import KIT_CSS, DeskApp
from drill.tui.commands import DeskCommand
from drill.tui.link import Link
from drill.tui.place import PlaceScreen
from drill.tui.results import APPEALS, results_of, state_word
from drill.tui.team.appealing import Speaker, speaks, window_open
from drill.tui.team.deadlines import deadlines
from drill.tui.team.giving import Giver
from drill.tui.team.screens.casebook import CasebookScreen
from drill.tui.team.screens.inbox import InboxScreen
from drill.tui.team.screens.logs import LogsScreen
from drill.tui.team.screens.network import NetworkScreen
from drill.tui.team.screens.orders import OrdersScreen
from drill.tui.team.screens.questions import QuestionsScreen
from drill.tui.team.screens.reports import ReportsScreen
from drill.tui.team.screens.result import ResultScreen
from drill.tui.team.screens.situation import SituationScreen
from drill.tui.widgets.spans import left
from drill.tui.widgets.tones import STYLE, Tone
from drill.world.cards import (
    AlertCard,
    AlertState,
    AppealCard,
    AppealState,
    ClockState,
    InjectCard,
    MessageCard,
    OrderCard,
    OrderState,
    ResultCard,
    ResultsState,
)

HERE = Path(__file__).parent
_RINGING = {"critical", "high"}
"""Alert levels that call a person; the others wait in the queue."""
_RULED = {AppealState.UPHELD, AppealState.DISMISSED}
_ENDED_BADLY = {OrderState.CUT, OrderState.FAILED, OrderState.REFUSED}


class TeamApp(DeskApp):
    """One team member's desk."""

    PLACES = (
        SituationScreen,
        LogsScreen,
        NetworkScreen,
        OrdersScreen,
        InboxScreen,
        QuestionsScreen,
        ReportsScreen,
        CasebookScreen,
        ResultScreen,
    )
    CSS_PATH = [KIT_CSS, HERE / "app.tcss", *(HERE / "screens" / f"{place.PLACE}.tcss" for place in PLACES)]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("colon", "type_order", N_("Type an order"), show=False, key_display=":", id="team.type"),
    ]

    def __init__(
        self, link: Link, *, language: Language | None = None, theme: str | None = None, bells: bool = True
    ) -> None:
        super().__init__(link, language=language, theme=theme, bells=bells)
        self._known = self._calls()

    # --- what comes next

    def coming(self) -> Content:
        """The two nearest deadlines, and when the drill ends."""
        now, clock = self.link.t_now(), self.clock_card
        if clock is not None and clock.state is ClockState.ENDED:
            return self._after()
        parts = []
        for one in deadlines(self.link.view, current_language())[:2]:
            said, tone = left(one.due, now)
            parts.append(Content(f"{one.label}: ") + Content.styled(said, STYLE[tone or Tone.NONE]))
        if not parts:
            return Content(_("Nothing is due."))
        return Content.styled(_("Next: "), "bold") + Content(" · ").join(parts)

    def badge_of(self, place: type[PlaceScreen]) -> str:
        """Return what waits in a place: nothing any more once the drill is over."""
        over = self.clock_card is not None and self.clock_card.state is ClockState.ENDED
        return "" if over else super().badge_of(place)

    def _after(self) -> Content:
        """Say that the drill is over, and how long the leader can appeal."""
        parts, card = [Content(_("The drill is over."))], results_of(self.link.view)
        if card is not None and card.state is not ResultsState.RUNNING:
            parts.append(Content(_("Results: {state}").format(state=state_word(card))))
        return Content("   ").join(parts)

    # --- what rings

    def _calls(self) -> dict[str, str]:
        """Return what may call a person, with the state that calls."""
        view = self.link.view
        calls = {
            f"alert:{card.key}": card.level for card in view.all(AlertCard) if card.state is AlertState.NEW
        }
        calls |= {f"inject:{card.key}": "" for card in view.all(InjectCard)}
        calls |= {f"message:{card.key}": "" for card in view.all(MessageCard)}
        calls |= {
            f"order:{card.key}": card.state for card in view.all(OrderCard) if card.state in _ENDED_BADLY
        }
        calls |= {f"result:{card.key}": "" for card in view.all(ResultCard)}
        calls |= {f"ruling:{card.key}": card.state for card in view.all(AppealCard) if card.state in _RULED}
        if window_open(view):
            calls["window:"] = ""
        return calls

    def beat(self) -> None:
        """Paint, then call for what is new."""
        super().beat()
        calls = self._calls()
        if calls.keys() - self._known.keys():
            for key in calls.keys() - self._known.keys():
                self._call(*key.split(":", 1))
        self._known = calls

    def _call(self, kind: str, key: str) -> None:
        view, language = self.link.view, current_language()
        if kind == "alert" and (alert := view.get(AlertCard, key)) is not None:
            if alert.level in _RINGING:
                critical = alert.level == "critical"
                title = _("Critical alert") if critical else _("High alert")
                self.toast(title, f"{alert.title.say(language)} · {alert.host}", critical=critical)
        elif kind == "inject" and (inject := view.get(InjectCard, key)) is not None:
            self.toast(
                _("New message from {who}").format(who=one_line(inject.sender.say(language), 50)),
                _("F6 opens the Inbox."),
            )
        elif kind == "message" and (message := view.get(MessageCard, key)) is not None:
            self.toast(_("Exercise control"), message.text)
        elif kind == "order" and (order := view.get(OrderCard, key)) is not None:
            self.flash(
                _("✗ Order {number} ended: {why}").format(
                    number=order.key, why=order.reason.say() if order.reason else order.state
                ),
                Tone.BAD,
            )
        else:
            self._call_after(kind, key)

    def _call_after(self, kind: str, key: str) -> None:
        """Call for what comes after the end."""
        if kind == "result":
            self.toast(_("The result is published"), _("F10 shows every point with its why."))
        elif kind == "window":
            self.toast(_("The window for appeals is open"), _("F10 shows the result; the leader may appeal."))
        elif kind == "ruling" and (appeal := self.link.view.get(AppealCard, key)) is not None:
            title = _("Appeal #{n}: {state}").format(n=key, state=_(APPEALS[appeal.state][0]))
            self.toast(title, appeal.reason)

    # --- the typed line, wherever a person is

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is ordered while the clock stands."""
        if action == "type_order" and not (self.can_act or window_open(self.link.view)):
            return None
        return super().check_action(action, parameters)

    @work(group="order", exclusive=True)
    async def action_type_order(self) -> None:
        """Ask for a typed order without leaving the place."""
        await Giver(self, self).by_line()

    @work(group="order", exclusive=True)
    async def action_protest(self) -> None:
        """Ask for the words of a protest to the judges."""
        await Speaker(self, self).protest()

    def desk_commands(self) -> Iterable[DeskCommand]:
        """The typed line, going about and settings."""
        if self.can_act:
            yield DeskCommand(
                _("order: Type"), _("Any order as one typed line; tab completes it."), self.action_type_order
            )
            if speaks(self.link.view, self.link.role):
                yield DeskCommand(
                    _("protest: To the judges"),
                    _("The leader says what was unfair; the judges rule on it."),
                    self.action_protest,
                )
        yield from super().desk_commands()
