"""Situation: alerts, orders, services, deadlines and hands, at one look."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from drill.i18n import N_, _, current_language
from drill.tui.commands import DeskCommand
from drill.tui.dialogs.ask import AskLine
from drill.tui.ordered import order_words
from drill.tui.place import PlaceScreen
from drill.tui.team.deadlines import Deadline, deadlines
from drill.tui.team.dialogs.alert import AlertDialog, alert_page
from drill.tui.team.giving import Giver
from drill.tui.team.orders import going
from drill.tui.terms import alert_cell, level_cell, order_cell, seat_label
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.spans import ago, clock, left, since_start
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.tui.widgets.trend import progress
from drill.world.cards import (
    AlertCard,
    AlertState,
    ClockCard,
    OrderCard,
    OrderState,
    PeopleCard,
    ServiceCard,
    View,
)
from drill.world.inputs import AlertAction, AlertHandled, NoteKind, NoteTaken, Read

CLOSED = {AlertState.REAL, AlertState.FALSE}
_ACTIONS = {
    "acknowledge": AlertAction.ACKNOWLEDGE,
    "claim": AlertAction.CLAIM,
    "real": AlertAction.REAL,
    "false": AlertAction.FALSE,
}


class SituationScreen(PlaceScreen):
    """The first place: what calls for a person."""

    PLACE = "situation"
    TITLE = N_("Situation")
    SHORT = N_("Status")
    KINDS = frozenset({"alert", "order", "service", "people", "inject", "report", "clock"})
    AUTO_FOCUS = "#alerts"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-normal"), (160, "-wide")]
    ACTING = frozenset({"handle", "close_as"})
    DRAFTING = frozenset({"keep"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "a",
            "handle('acknowledge')",
            N_("Seen"),
            id="situation.acknowledge",
            tooltip=N_("Say that you have seen the alert"),
        ),
        Binding(
            "c",
            "handle('claim')",
            N_("Claim"),
            id="situation.claim",
            tooltip=N_("Say that you work on the alert"),
        ),
        Binding(
            "r",
            "close_as('real')",
            N_("Real"),
            id="situation.real",
            tooltip=N_("Close the alert as real, with a reason"),
        ),
        Binding(
            "f",
            "close_as('false')",
            N_("False"),
            id="situation.false",
            tooltip=N_("Close the alert as false, with a reason"),
        ),
        Binding(
            "s",
            "search_around",
            N_("Search"),
            id="situation.search",
            tooltip=N_("Order a search around the alert's host"),
        ),
        Binding(
            "e", "keep", N_("Keep"), show=False, id="situation.keep", tooltip=N_("Keep the alert as evidence")
        ),
    ]

    def compose_body(self) -> ComposeResult:
        """What calls on the left or above; how things stand on the right or below."""
        with Container(id="calls"):
            yield Panel(self._alerts(), title=N_("Alerts"), help=N_(
                "What your detectors report: open ones first, the gravest and newest on top. Some are real, some are noise: open one with enter, "
                "search around it, then close it as real or false with a reason. The reason is read by the judges."
            ), id="alerts-panel")  # fmt: skip
            yield Panel(Detail(id="alert-detail"), title=N_("Alert"), id="alert-panel")
            yield Panel(self._orders(), title=N_("Orders under way"), help=N_(
                "Orders that run or wait for free hands, with the time they still take. Enter opens the queue in Orders."
            ), id="orders-panel")  # fmt: skip
        with Container(id="state"):
            yield Panel(self._services(), title=N_("Services"), help=N_(
                "The status board: it shows a change only after its own delay. The weight says how much the service counts."
            ), id="services-panel")  # fmt: skip
            yield Panel(self._deadlines(), title=N_("Deadlines"), help=N_(
                "Reports and replies that are due, the nearest first. Enter goes there."
            ), id="deadlines-panel")  # fmt: skip
            yield Panel(self._people(), title=N_("People"), help=N_(
                "Hands by role. An order takes hands from its start to its end; without free hands it waits."
            ), id="people-panel")  # fmt: skip

    def _alerts(self) -> KeyedList[AlertCard]:
        columns = (
            Column("level", N_("Level"), 11),
            Column("t", "T+", 8, right=True),
            Column("title", N_("Alert"), share=3),
            Column("host", N_("Host"), 12),
            Column("state", N_("State"), 13),
            Column("who", N_("Who"), 14, from_width=90),
        )
        return KeyedList(
            columns,
            lambda card: card.key,
            lambda card: _alert_cells(card, seat_label(self.view, card.who)),
            empty=N_("No alert yet. While it is quiet, learn the network (F4) and the orders (F5)."),
            id="alerts",
        )

    def _orders(self) -> KeyedList[OrderCard]:
        columns = (
            Column("state", N_("State"), 12),
            Column("order", N_("Order"), share=2),
            Column("progress", N_("Progress"), 16, from_width=90),
            Column("left", N_("Left"), 10, right=True),
            Column("who", N_("Who"), 14, from_width=60),
        )
        return KeyedList(
            columns,
            lambda card: card.key,
            self._order_cells,
            empty=N_("Nothing is under way. F5 gives an order."),
            id="orders",
            head=False,
        )

    def _services(self) -> KeyedList[ServiceCard]:
        columns = (
            Column("up", N_("State"), 8),
            Column("label", N_("Service")),
            Column("since", N_("Since"), 7, right=True),
            Column("w", N_("Weight"), 2, right=True),
        )
        return KeyedList(
            columns,
            lambda card: card.key,
            self._service_cells,
            empty=N_("No service is watched."),
            id="services",
            head=False,
        )

    def _deadlines(self) -> KeyedList[Deadline]:
        columns = (Column("label", N_("What")), Column("left", N_("Left"), 15, right=True))
        return KeyedList(
            columns,
            lambda deadline: deadline.key,
            self._deadline_cells,
            empty=N_("Nothing is due."),
            id="deadlines",
            head=False,
        )

    def _people(self) -> KeyedList[PeopleCard]:
        columns = (Column("label", N_("Role")), Column("free", N_("Free"), 14, right=True))
        return KeyedList(
            columns,
            lambda card: card.key,
            _people_cells,
            empty=N_("There are no people."),
            id="people",
            head=False,
        )

    # --- painting

    def paint(self, kinds: frozenset[str]) -> None:
        """Fill what changed."""
        view = self.view
        if "alert" in kinds:
            self._show_alerts()
        if kinds & {"order", "people"}:
            self._list("orders").show(going(view))
            self._list("people").show(view.all(PeopleCard))
            said = " · ".join(_people_words(card) for card in view.all(PeopleCard))
            self.query_one("#orders-panel", Panel).tell(said)
        if "service" in kinds:
            self._show_services()
        if kinds & {"report", "inject", "clock"}:
            self._list("deadlines").show(deadlines(view, current_language()))

    def _list(self, name: str) -> KeyedList[object]:
        found: KeyedList[object] = self.query_one(f"#{name}", KeyedList)
        return found

    def _show_alerts(self) -> None:
        cards = sorted(self.view.all(AlertCard), key=_urgency)
        self._list("alerts").show(cards)
        new = sum(1 for card in cards if card.state is AlertState.NEW)
        open_ = sum(1 for card in cards if card.state not in CLOSED)
        said = _("{new} new · {open} open · {all} in all").format(new=new, open=open_, all=len(cards))
        self.query_one("#alerts-panel", Panel).tell(said if cards else "")
        self._show_detail()

    def _show_services(self) -> None:
        cards = sorted(self.view.all(ServiceCard), key=lambda card: (card.up, -card.weight))
        self._list("services").show(cards)
        down = sum(1 for card in cards if not card.up)
        said = _("{n} down").format(n=down) if down else _("all up")
        self.query_one("#services-panel", Panel).tell(said if cards else "")

    def _show_detail(self) -> None:
        card = self.current_alert
        if card is not None:
            self.query_one("#alert-detail", Detail).show(
                alert_page(card, self._starts_at, self.desk.link.t_now(), seat_label(self.view, card.who))
            )

    def tick(self) -> None:
        """Count down."""
        for name in ("orders", "deadlines", "services"):
            self._list(name).refresh_cells()

    @classmethod
    def badge(cls, view: View) -> str:
        """Return how many alerts nobody has looked at."""
        new = sum(1 for card in view.all(AlertCard) if card.state is AlertState.NEW)
        return str(new) if new else ""

    @property
    def _starts_at(self) -> int:
        card = self.view.get(ClockCard, "clock")
        return card.starts_at if card else 0

    # --- cells

    def _order_cells(self, card: OrderCard) -> tuple[Cell, ...]:
        now = self.desk.link.t_now()
        shown, bar = _("waits"), ""
        if card.state is OrderState.RUNNING and card.ends is not None and card.started is not None:
            shown = clock(max(0, card.ends - now))
            bar = progress(now - card.started, card.ends - card.started, 10)
        return (
            order_cell(card.state),
            Cell(order_words(self.view, card)),
            Cell(bar, Tone.ACCENT),
            Cell(shown),
            Cell(self._role(card.role), Tone.QUIET),
        )

    def _role(self, role: str) -> str:
        card = self.view.get(PeopleCard, role)
        return card.label.say(current_language()) if card else role

    def _service_cells(self, card: ServiceCard) -> tuple[Cell, ...]:
        state = Cell(_("UP"), Tone.GOOD, chip=True) if card.up else Cell(_("DOWN"), Tone.BAD, chip=True)
        since = ago(card.since, self.desk.link.t_now()) if card.since or not card.up else ""
        return (
            state,
            Cell(card.label.say(current_language()), Tone.NONE if card.up else Tone.BAD),
            Cell(since, Tone.QUIET),
            Cell(f"×{card.weight}", Tone.QUIET),
        )

    def _deadline_cells(self, deadline: Deadline) -> tuple[Cell, ...]:
        said, tone = left(deadline.due, self.desk.link.t_now())
        return (Cell(deadline.label), Cell(said, tone))

    # --- acting

    @property
    def current_alert(self) -> AlertCard | None:
        """The alert under the cursor."""
        card = self._list("alerts").current
        return card if isinstance(card, AlertCard) else None

    def key_label(self, action: str) -> str:
        """Enter opens what the cursor stands on."""
        return _("Open") if action == "choose" and self.focused_list() else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Alert keys need an open alert under the cursor."""
        allowed = super().check_action(action, parameters)
        if allowed and action in {"handle", "close_as", "search_around", "keep"} and self.query("#alerts"):
            card = self.current_alert
            return None if card is None or (action in self.ACTING and card.state in CLOSED) else True
        return allowed

    def why_dim(self, action: str) -> str:
        """Say why an alert's keys do nothing."""
        card = self.current_alert
        chosen = _("No alert is chosen.") if card is None else _("This alert is closed.")
        return super().why_dim(action) or chosen

    @on(KeyedList.Highlighted, "#alerts")
    def _alert_highlighted(self) -> None:
        self._show_detail()

    def action_handle(self, what: str) -> None:
        """Acknowledge or claim the alert."""
        card = self.current_alert
        if card is not None:
            said = _("Alert {number} is yours.") if what == "claim" else _("Alert {number} is seen.")
            self.desk.give(
                AlertHandled(int(card.key), _ACTIONS[what], role=self.desk.link.role),
                said.format(number=card.key),
            )

    @work(group="close", exclusive=True)
    async def action_close_as(self, what: str) -> None:
        """Ask for the reason and close the alert."""
        if self.current_alert is not None:
            await self._close(self.current_alert, what)

    async def _close(self, card: AlertCard, what: str) -> None:
        title = _("Close alert {number} as real") if what == "real" else _("Close alert {number} as false")
        about = alert_page(card, self._starts_at, self.desk.link.t_now(), seat_label(self.view, card.who))
        reason = await self.app.push_screen_wait(
            AskLine(title.format(number=card.key), about=about, placeholder=_("The reason, in one sentence"))
        )
        if reason is not None:
            command = AlertHandled(int(card.key), _ACTIONS[what], reason, self.desk.link.role)
            await self.desk.ask(command, _("Alert {number} is closed.").format(number=card.key))

    @work(group="search", exclusive=True)
    async def action_search_around(self) -> None:
        """Order a search for the alert's host in the alert's log."""
        card = self.current_alert
        if card is not None:
            await self._giver.search(card.source, card.host)

    def action_keep(self) -> None:
        """Keep the alert as evidence in the casebook."""
        card = self.current_alert
        if card is not None:
            text = f"{card.title.say(current_language())} — {card.line.say(current_language())}"
            self.desk.give(
                NoteTaken(NoteKind.EVIDENCE, text, f"alert:{card.key}", self.desk.link.role),
                _("Kept in the casebook."),
            )

    @property
    def _giver(self) -> Giver:
        return Giver(self.app, self.desk)

    @on(KeyedList.Chosen, "#alerts")
    @work(group="open", exclusive=True)
    async def _alert_chosen(self) -> None:
        card = self.current_alert
        if card is None:
            return
        if self.desk.can_draft:
            self.desk.give(Read(f"alert:{card.key}", self.desk.link.role))
        picked = await self.app.push_screen_wait(
            AlertDialog(card, self._starts_at, self.desk.link.t_now(), seat_label(self.view, card.who))
        )
        if picked in {"acknowledge", "claim"} and self.check_action("handle", ()):
            self.action_handle(picked)
        elif picked in {"real", "false"} and self.check_action("close_as", ()):
            await self._close(card, picked)
        elif picked == "search":
            await self._giver.search(card.source, card.host)
        elif picked == "keep":
            self.action_keep()

    @on(KeyedList.Chosen, "#deadlines")
    def _deadline_chosen(self) -> None:
        deadline = self._list("deadlines").current
        if isinstance(deadline, Deadline):
            self.desk.go(deadline.place, deadline.item)

    @on(KeyedList.Chosen, "#orders")
    def _order_chosen(self, event: KeyedList.Chosen) -> None:
        self.desk.go("orders", event.key)

    def desk_commands(self) -> Iterable[DeskCommand]:
        """What can be done with the alert under the cursor."""
        if self.current_alert is not None:
            yield DeskCommand(
                _("alert: Acknowledge"),
                _("Say that you have seen it."),
                lambda: self.action_handle("acknowledge"),
            )
            yield DeskCommand(
                _("alert: Claim"), _("Say that you work on it."), lambda: self.action_handle("claim")
            )
            yield DeskCommand(
                _("alert: Close as real"),
                _("With a reason that the judges read."),
                lambda: self.action_close_as("real"),
            )
            yield DeskCommand(
                _("alert: Close as false"),
                _("With a reason that the judges read."),
                lambda: self.action_close_as("false"),
            )
            yield DeskCommand(
                _("alert: Search around"),
                _("Order a search for its host in its log."),
                self.action_search_around,
            )
            yield DeskCommand(_("alert: Keep as evidence"), _("Put it into the casebook."), self.action_keep)
        yield from super().desk_commands()


def _alert_cells(card: AlertCard, who: str) -> tuple[Cell, ...]:
    gravity = level_cell(card.level)
    quiet = Tone.QUIET if card.state in CLOSED else Tone.NONE
    shown = Cell(
        gravity.text,
        gravity.tone if card.state not in CLOSED else Tone.QUIET,
        chip=gravity.tone is Tone.BAD and card.state not in CLOSED,
        value=gravity.value,
    )
    return (
        shown,
        Cell(since_start(card.t)[2:], quiet, value=card.t),
        Cell(card.title.say(current_language()), quiet),
        Cell(card.host, quiet),
        alert_cell(card.state),
        Cell(who, Tone.QUIET),
    )


def _people_cells(card: PeopleCard) -> tuple[Cell, ...]:
    tone = Tone.GOOD if card.free else Tone.WARN
    return (
        Cell(card.label.say(current_language())),
        Cell(_("{free} of {total} free").format(free=card.free, total=card.total), tone),
    )


def _people_words(card: PeopleCard) -> str:
    return _("{role} {free}/{total} free").format(
        role=card.label.say(current_language()), free=card.free, total=card.total
    )


def _urgency(card: AlertCard) -> tuple[bool, int, int, int]:
    """Sort open alerts first, the gravest and newest of them on top."""
    gravity = level_cell(card.level).value
    return (card.state in CLOSED, -(gravity if isinstance(gravity, int) else 0), -card.t, -int(card.key))
