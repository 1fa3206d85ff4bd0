"""Orders: the action library by phase, the queue, and the typed line."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from drill.i18n import N_, _, current_language
from drill.text import plain
from drill.tui.commands import DeskCommand
from drill.tui.dialogs.ask import AskWords
from drill.tui.dialogs.confirm import Confirm
from drill.tui.dialogs.message import Message
from drill.tui.ordered import label, order_words
from drill.tui.place import PlaceScreen
from drill.tui.team.giving import Giver
from drill.tui.team.orders import about, by_phase, history
from drill.tui.terms import order_cell, phase, phase_rank, seat_label
from drill.tui.widgets.inputs import CommandLine, Completions
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.spans import clock, lasts, since_start
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.tui.widgets.trend import progress
from drill.world.cards import ActionCard, OrderCard, OrderState, PeopleCard, View
from drill.world.inputs import OrderCancelled, UmpireAsked

_GOING = {OrderState.QUEUED, OrderState.RUNNING}


class OrdersScreen(PlaceScreen):
    """Give, watch, cancel."""

    PLACE = "orders"
    TITLE = N_("Orders")
    SHORT = N_("Ord.")
    KINDS = frozenset({"action", "order", "people", "service", "asset"})
    AUTO_FOCUS = "#actions"
    ACTING = frozenset({"cancel", "umpire", "type"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "x",
            "cancel",
            N_("Cancel order"),
            id="orders.cancel",
            tooltip=N_("Take a waiting order back, or stop a running one"),
        ),
        Binding("colon", "type", N_("Type an order"), key_display=":", priority=True, id="orders.type"),
        Binding(
            "u",
            "umpire",
            N_("Ask the umpire"),
            id="orders.umpire",
            tooltip=N_("An order that is not in the library, in your own words"),
        ),
        Binding("slash", "search", N_("Filter"), show=False, key_display="/", id="orders.filter"),
    ]

    def compose_body(self) -> ComposeResult:
        """The library, its detail, the queue, the typed line."""
        with Container(id="orders-body"):
            with Vertical(id="library"):
                yield Panel(self._actions(), title=N_("What can be ordered"), help=N_(
                    "The action library in the order of response: detect, contain, eradicate, recover, report. Enter chooses a target "
                    "and shows what the order breaks and destroys before it is given. : types an order, tab completes it."
                ), id="actions-panel")  # fmt: skip
                yield Panel(Detail(id="about"), title=N_("About it"), id="about-panel")
            yield Panel(self._queue(), title=N_("Queue"), help=N_(
                "Orders that run or wait, then those that ended, newest first. x cancels; enter tells what came of an order; "
                "? says why it was refused or cut short."
            ), id="queue-panel")  # fmt: skip
        yield Completions(id="completions")
        with Horizontal(id="typed"):
            yield Static(plain(":"), id="typed-sign")
            yield CommandLine(
                placeholder=_("an order, like: isolate host NAME"), complete=self._complete, id="typed-order"
            )

    def _actions(self) -> KeyedList[ActionCard]:
        columns = (
            Column("phase", N_("Phase"), 11),
            Column("action", N_("Action"), share=2),
            Column("long", N_("Takes"), 11),
            Column("who", N_("Who"), 16, from_width=52),
            Column("free", N_("Free"), 5, right=True, from_width=60),
            Column("does", N_("What it does"), share=3, from_width=84),
        )
        return KeyedList(
            columns,
            lambda card: card.key,
            self._action_cells,
            empty=N_("Nothing can be ordered in this drill."),
            id="actions",
        )

    def _queue(self) -> KeyedList[OrderCard]:
        columns = (
            Column("n", "#", 3, right=True),
            Column("state", N_("State"), 12),
            Column("order", N_("Order"), share=2),
            Column("left", N_("Left"), 8, right=True),
            Column("progress", N_("Progress"), 16, from_width=62),
            Column("seat", N_("Who"), 12, from_width=84),
        )
        return KeyedList(
            columns,
            lambda card: card.key,
            self._order_cells,
            empty=N_("No order yet. Choose an action and press enter."),
            id="queue",
        )

    # --- painting

    @property
    def actions(self) -> KeyedList[ActionCard]:
        """The library."""
        found: KeyedList[ActionCard] = self.query_one("#actions", KeyedList)
        return found

    @property
    def queue(self) -> KeyedList[OrderCard]:
        """The orders given."""
        found: KeyedList[OrderCard] = self.query_one("#queue", KeyedList)
        return found

    def paint(self, kinds: frozenset[str]) -> None:
        """Fill what changed."""
        if "action" in kinds:
            self.actions.show(by_phase(self.view))
        if "people" in kinds:
            self.actions.refresh_cells()
            said = " · ".join(
                _("{role} {free}/{total} free").format(
                    role=one.label.say(current_language()), free=one.free, total=one.total
                )
                for one in self.view.all(PeopleCard)
            )
            self.query_one("#actions-panel", Panel).tell(said)
        if "order" in kinds:
            cards = history(self.view)
            self.queue.show(cards)
            running = sum(1 for card in cards if card.state is OrderState.RUNNING)
            waiting = sum(1 for card in cards if card.state is OrderState.QUEUED)
            said = _("{running} running · {waiting} waiting").format(running=running, waiting=waiting)
            self.query_one("#queue-panel", Panel).tell(said if cards else "")
        self._show_about()

    def _show_about(self) -> None:
        card = self.actions.current
        self.query_one("#about", Detail).show(about(self.view, card) if card else Content(""))

    def tick(self) -> None:
        """Count down."""
        self.queue.refresh_cells()

    def _action_cells(self, card: ActionCard) -> tuple[Cell, ...]:
        people = self.view.get(PeopleCard, card.role)
        name = people.label.say(current_language()) if people else card.role
        free = (
            Cell(str(people.free), Tone.GOOD if people.free >= card.people else Tone.WARN, value=people.free)
            if people
            else Cell("")
        )
        return (
            Cell(phase(card.phase), Tone.ACCENT, value=phase_rank(card.phase)),
            Cell(card.label.say(current_language())),
            Cell(lasts(card.takes_lo, card.takes_hi), value=card.takes_hi),
            Cell(f"{card.people} × {name}", Tone.QUIET),
            free,
            Cell(card.does.say(current_language()), Tone.QUIET),
        )

    def _order_cells(self, card: OrderCard) -> tuple[Cell, ...]:
        now = self.desk.link.t_now()
        shown, bar = "", ""
        if card.state is OrderState.RUNNING and card.ends is not None and card.started is not None:
            shown = clock(max(0, card.ends - now))
            bar = progress(now - card.started, card.ends - card.started, 10)
        elif card.state is OrderState.QUEUED:
            shown = _("waits")
        elif card.ends is not None:
            shown = since_start(card.ends)[2:]
        tone = Tone.NONE if card.state in _GOING else Tone.QUIET
        return (
            Cell(card.key, Tone.QUIET, value=int(card.key)),
            order_cell(card.state),
            Cell(order_words(self.view, card), tone),
            Cell(shown, tone),
            Cell(bar, Tone.ACCENT),
            Cell(seat_label(self.view, card.seat), Tone.QUIET),
        )

    @classmethod
    def badge(cls, view: View) -> str:
        """Return how many orders run."""
        running = sum(1 for card in view.all(OrderCard) if card.state is OrderState.RUNNING)
        return str(running) if running else ""

    # --- acting

    def key_label(self, action: str) -> str:
        """Enter gives an order or tells what came of one; x says which order it cancels."""
        if action == "choose":
            return {"actions": _("Give order"), "queue": _("What came of it")}.get(self.focused_list(), "")
        return ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Cancelling needs an order that goes on."""
        if action == "type" and isinstance(self.focused, Input):
            return False
        allowed = super().check_action(action, parameters)
        if allowed and action == "cancel" and self.query("#queue"):
            card = self.queue.current
            return None if card is None or card.state not in _GOING else True
        return allowed

    def why_dim(self, action: str) -> str:
        """Say what can be cancelled."""
        return super().why_dim(action) or _(
            "Only an order that waits or runs is cancelled; choose it in the queue."
        )

    @on(KeyedList.Highlighted, "#actions")
    def _action_highlighted(self) -> None:
        self._show_about()

    @on(KeyedList.Chosen, "#actions")
    @work(group="order", exclusive=True)
    async def _action_chosen(self) -> None:
        card = self.actions.current
        if card is None:
            return
        if not self.desk.can_act:
            self.desk.flash(_("Orders wait until the clock runs."), Tone.WARN)
        elif await Giver(self.app, self.desk).by_action(card):
            self.queue.focus()

    @on(KeyedList.Chosen, "#queue")
    def _order_chosen(self) -> None:
        self.action_why()

    def action_why(self) -> None:
        """Tell what came of the order under the cursor, and why."""
        card = self.queue.current if self.focused_list() == "queue" else None
        if card is None:
            super().action_why()
            return
        language = current_language()
        page = (
            Page()
            .head(order_words(self.view, card))
            .pair(_("State"), order_cell(card.state).text, order_cell(card.state).tone)
        )
        page.pair(_("Given"), f"{since_start(card.given)} · {seat_label(self.view, card.seat)}")
        page.pair(_("Started"), since_start(card.started) if card.started is not None else "")
        page.pair(_("Ends"), since_start(card.ends) if card.ends is not None else "")
        if card.reason is not None:
            page.gap().head(_("Why")).words(card.reason.say())
        if card.says.say(language):
            page.gap().head(_("What came of it")).words(card.says.say(language))
        self.app.push_screen(Message(_("Order {number}").format(number=card.key), page.done()))

    @work(group="order", exclusive=True)
    async def action_cancel(self) -> None:
        """Take the order back after a yes that names it."""
        card = self.queue.current
        if card is None or card.state not in _GOING:
            return
        page = Page().head(order_words(self.view, card))
        page.words(
            _("The work done so far is lost.") if card.state is OrderState.RUNNING else _("It has not begun.")
        )
        title = _("Cancel order {number}?").format(number=card.key)
        if await self.app.push_screen_wait(Confirm(title, page.done(), _("Cancel it"))):
            await self.desk.ask(
                OrderCancelled(int(card.key), self.desk.link.role),
                _("Order {number} is cancelled.").format(number=card.key),
            )

    @work(group="order", exclusive=True)
    async def action_umpire(self) -> None:
        """Ask the umpire for something that is not in the library."""
        text = _(
            "An instructor reads this and answers in the Inbox. Say what you want done, where, and by whom."
        )
        words = await self.app.push_screen_wait(
            AskWords(_("Ask the umpire"), about=Page().quiet(text).done())
        )
        if words is not None:
            await self.desk.ask(
                UmpireAsked(words, self.desk.link.role), _("Asked. The answer comes to the Inbox.")
            )

    def action_type(self) -> None:
        """Go to the typed line at once: what a quick hand types next must not be taken for keys of the place."""
        self.set_focus(self.query_one("#typed-order", CommandLine))

    def action_search(self) -> None:
        """Filter the library by the words of a small dialog-free line: the typed line with a slash."""
        line = self.query_one("#typed-order", CommandLine)
        line.value = "/"
        line.cursor_position = 1
        self.set_focus(line)

    # --- the typed line

    def _complete(self, typed: str) -> list[str]:
        return [] if typed.startswith("/") else Giver(self.app, self.desk).completions(typed)

    @on(Input.Changed, "#typed-order")
    def _typing(self, event: Input.Changed) -> None:
        line = self.query_one("#typed-order", CommandLine)
        if event.value.startswith("/"):
            self.actions.filter(event.value[1:])
            self.query_one(Completions).say([])
        else:
            self.query_one(Completions).say(line.possible())

    @on(Input.Submitted, "#typed-order")
    @work(group="order", exclusive=True)
    async def _typed(self, event: Input.Submitted) -> None:
        if event.value.startswith("/"):
            self.actions.focus()
            return
        giver = Giver(self.app, self.desk)
        wrong = giver.wrong(event.value)
        if wrong:
            self.query_one(Completions).say([], wrong)
        elif await giver.typed(event.value):
            self.query_one("#typed-order", CommandLine).value = ""

    @on(CommandLine.Left)
    def _typed_left(self) -> None:
        self.query_one("#typed-order", CommandLine).value = ""
        self.actions.filter("")
        self.actions.focus()

    def reveal(self, key: str) -> None:
        """Show an order of the queue, or an action."""
        if self.queue.move_to(key):
            self.queue.focus()
        elif self.actions.move_to(key):
            self.actions.focus()

    def desk_commands(self) -> Iterable[DeskCommand]:
        """Every action of the library, and what can be done with the queue."""
        for card in by_phase(self.view):
            name = _("order: {action}").format(action=card.label.say(current_language()))
            yield DeskCommand(name, card.does.say(current_language()), lambda card=card: self._give(card))  # type: ignore[misc]
        yield DeskCommand(
            _("umpire: Ask"),
            _("Something that is not in the library, in your own words."),
            self.action_umpire,
        )
        if self.queue.current is not None and self.queue.current.state in _GOING:
            name = _("order: Cancel {order}").format(order=label(self.view, self.queue.current.op))
            yield DeskCommand(name, _("Take it back or stop it."), self.action_cancel)
        yield from super().desk_commands()

    @work(group="order", exclusive=True)
    async def _give(self, card: ActionCard) -> None:
        await Giver(self.app, self.desk).by_action(card)
