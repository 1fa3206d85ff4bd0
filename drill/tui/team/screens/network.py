"""Network: what there is, what the team did to it, and what hangs on it."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input

from drill.i18n import N_, _, current_language
from drill.tui.commands import DeskCommand
from drill.tui.ordered import order_words
from drill.tui.place import PlaceScreen
from drill.tui.team.giving import Giver
from drill.tui.team.orders import fitting, going
from drill.tui.terms import chip, phase, thing
from drill.tui.widgets.inputs import CommandLine
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.spans import lasts
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import AlertCard, AlertState, AssetCard, ServiceCard
from drill.world.inputs import NoteKind, NoteTaken

_ORDER = {"host": 0, "link": 1, "account": 2, "indicator": 3}
_GRAVE = {"isolated", "off", "blocked", "disabled", "cut"}


class NetworkScreen(PlaceScreen):
    """Choose a thing, see what it carries and which orders fit it."""

    PLACE = "network"
    TITLE = N_("Network")
    SHORT = N_("Net")
    KINDS = frozenset({"asset", "service", "order", "alert", "action"})
    AUTO_FOCUS = "#assets"
    DRAFTING = frozenset({"mark"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", N_("Filter"), key_display="/", id="network.filter"),
        Binding("v", "pivot", N_("Its log lines"), id="network.pivot", tooltip=N_("Show its lines in Logs")),
        Binding("y", "copy", N_("Copy"), id="network.copy", tooltip=N_("Copy its address or value")),
        Binding(
            "i",
            "mark",
            N_("Note it"),
            id="network.mark",
            tooltip=N_("Put it into the casebook as an indicator"),
        ),
    ]

    def compose_body(self) -> ComposeResult:
        """Filter, list, detail."""
        yield CommandLine(placeholder=_("filter: a name, a zone, an address, a state"), id="filter")
        with Container(id="network-body"):
            yield Panel(self._assets(), title=N_("Things"), help=N_(
                "Hosts, links, accounts and indicators as your papers know them, with the states that your own orders made. "
                "What an attacker did is not written here: find it in the logs. Enter shows the orders that fit."
            ), id="assets-panel")  # fmt: skip
            yield Panel(Detail(id="asset"), title=N_("What hangs on it"), help=N_(
                "Before you isolate, switch off or block something, read here which services need it."
            ), id="asset-panel")  # fmt: skip

    def _assets(self) -> KeyedList[AssetCard]:
        columns = (
            Column("kind", N_("Kind"), 10),
            Column("id", N_("Name"), 18),
            Column("label", N_("What it is"), share=2),
            Column("zone", N_("Zone"), 10, from_width=70),
            Column("detail", N_("Detail"), 20, from_width=86),
            Column("chips", N_("State"), 16),
        )
        return KeyedList(
            columns,
            lambda card: card.key,
            _asset_cells,
            empty=N_("Your papers describe nothing here."),
            id="assets",
        )

    @property
    def assets(self) -> KeyedList[AssetCard]:
        """The list of things."""
        found: KeyedList[AssetCard] = self.query_one("#assets", KeyedList)
        return found

    def paint(self, kinds: frozenset[str]) -> None:
        """Fill what changed."""
        if "asset" in kinds:
            cards = sorted(
                self.view.all(AssetCard), key=lambda card: (_ORDER.get(card.kind, 9), card.zone, card.key)
            )
            self.assets.show(cards)
            touched = sum(1 for card in cards if card.chips)
            said = _("{n} things · {touched} changed by you").format(n=len(cards), touched=touched)
            self.query_one("#assets-panel", Panel).tell(said if cards else "")
        self._show_asset()

    def _show_asset(self) -> None:
        card = self.assets.current
        self.query_one("#asset", Detail).show(self._page(card) if card else Content(""))
        self.query_one("#asset-panel", Panel).tell("", card.key.partition(":")[2] if card else "")

    def _page(self, card: AssetCard) -> Content:
        language = current_language()
        parts = (thing(card.kind), card.zone, card.detail)
        page = Page().head(card.label.say(language)).quiet(" · ".join(part for part in parts if part))
        page.pair(
            _("State"), ", ".join(chip(word) for word in card.chips), Tone.WARN if card.chips else Tone.QUIET
        )
        page.gap().head(_("What hangs on it"))
        self._services(card, page)
        open_alerts = [
            one
            for one in self.view.all(AlertCard)
            if one.host == card.key.partition(":")[2] and one.state not in {AlertState.REAL, AlertState.FALSE}
        ]
        if open_alerts:
            page.gap().head(_("Open alerts"))
            for alert in open_alerts:
                page.words(f"{alert.key}  {alert.title.say(language)}", Tone.WARN)
        self._orders(card, page)
        return page.done()

    def _services(self, card: AssetCard, page: Page) -> None:
        if not card.services:
            page.quiet(_("No service that is known."))
        for key in card.services:
            service = self.view.get(ServiceCard, key)
            if service is None:
                page.words(key)
                continue
            state = _("UP") if service.up else _("DOWN")
            said = f"{state} {service.label.say(current_language())} ×{service.weight}"
            page.words(said, Tone.NONE if service.up else Tone.BAD)

    def _orders(self, card: AssetCard, page: Page) -> None:
        offers = fitting(self.view, card)
        under_way = [one for one in going(self.view) if one.op in {offer.order for offer in offers}]
        if under_way:
            page.gap().head(_("Orders under way"))
            for order in under_way:
                page.words(f"{order.key}  {order_words(self.view, order)}", Tone.ACCENT)
        page.gap().head(_("Orders that fit"))
        if not offers:
            page.quiet(_("None."))
        for offer in offers:
            long = lasts(offer.action.takes_lo, offer.action.takes_hi)
            page.words(f"{phase(offer.action.phase)} · {offer.action.label.say(current_language())} · {long}")

    # --- acting

    def key_label(self, action: str) -> str:
        """Enter offers orders."""
        return _("Orders that fit") if action == "choose" and self.focused_list() == "assets" else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys need a thing under the cursor."""
        allowed = super().check_action(action, parameters)
        if allowed and action in {"pivot", "copy", "mark"} and self.query("#assets"):
            return None if self.assets.current is None else True
        return allowed

    def why_dim(self, action: str) -> str:
        """Say that a thing is missing."""
        return super().why_dim(action) or _("Nothing is chosen.")

    @on(KeyedList.Highlighted, "#assets")
    def _asset_highlighted(self) -> None:
        self._show_asset()

    @on(Input.Changed, "#filter")
    def _filter_typed(self, event: Input.Changed) -> None:
        self.assets.filter(event.value)

    @on(Input.Submitted, "#filter")
    def _filter_done(self) -> None:
        self.assets.focus()

    @on(CommandLine.Left)
    def _filter_left(self) -> None:
        self.query_one("#filter", CommandLine).value = ""
        self.assets.focus()

    @on(KeyedList.Chosen, "#assets")
    def _asset_chosen(self) -> None:
        if self.desk.can_act:
            self.action_orders()

    @work(group="order", exclusive=True)
    async def action_orders(self) -> None:
        """Choose one of the orders that fit."""
        card = self.assets.current
        if card is not None:
            await Giver(self.app, self.desk).by_asset(card)

    def action_pivot(self) -> None:
        """Show the thing's lines in Logs."""
        card = self.assets.current
        if card is not None:
            value = (
                f"host:{card.key.partition(':')[2]}"
                if card.kind == "host"
                else card.detail or card.key.partition(":")[2]
            )
            self.desk.go("logs", value)

    def action_copy(self) -> None:
        """Copy the address or value."""
        card = self.assets.current
        if card is not None:
            value = card.detail or card.key.partition(":")[2]
            self.app.copy_to_clipboard(value)
            self.desk.flash(_("✓ Copied: {text}").format(text=value), Tone.GOOD)

    def action_mark(self) -> None:
        """Put the thing into the casebook as an indicator."""
        card = self.assets.current
        if card is not None:
            text = " · ".join(part for part in (card.label.say(current_language()), card.detail) if part)
            self.desk.give(
                NoteTaken(NoteKind.INDICATOR, text, card.key, self.desk.link.role),
                _("Noted in the casebook."),
            )

    def desk_commands(self) -> Iterable[DeskCommand]:
        """What can be done with the thing under the cursor."""
        if self.assets.current is not None:
            yield DeskCommand(
                _("thing: Order"), _("Choose one of the orders that fit it."), self.action_orders
            )
            yield DeskCommand(
                _("thing: Show its log lines"), _("Filter the lines in Logs by it."), self.action_pivot
            )
            yield DeskCommand(
                _("thing: Note it"), _("Put it into the casebook as an indicator."), self.action_mark
            )
        yield from super().desk_commands()


def _asset_cells(card: AssetCard) -> tuple[Cell, ...]:
    chips = ", ".join(chip(word) for word in card.chips)
    grave = bool(_GRAVE & set(card.chips))
    return (
        Cell(thing(card.kind), Tone.QUIET, value=_ORDER.get(card.kind, 9)),
        Cell(card.key.partition(":")[2]),
        Cell(card.label.say(current_language())),
        Cell(card.zone, Tone.QUIET),
        Cell(card.detail, Tone.QUIET),
        Cell(chips, Tone.WARN if grave else Tone.GOOD, chip=bool(chips)),
    )
