"""Giving an order, from the action to the yes: the same steps wherever it starts."""

from typing import Protocol

from textual.app import App

from drill.i18n import N_, _, current_language
from drill.tui.dialogs.ask import AskLine, AskWords
from drill.tui.dialogs.choose import Choose
from drill.tui.dialogs.confirm import Confirm
from drill.tui.link import Command, Link
from drill.tui.ordered import action_of, label, target_of
from drill.tui.team.dialogs.search import SearchDialog
from drill.tui.team.orders import about, asks_query, asks_words, asset_of, broken_by, consequence, fitting
from drill.tui.terms import chip, phase
from drill.tui.widgets.keyed_list import Line
from drill.tui.widgets.page import Page
from drill.tui.widgets.spans import lasts
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import ActionCard, AssetCard, View
from drill.world.completion import complete
from drill.world.grammar import parse
from drill.world.inputs import OrderGiven, Refusal
from drill.world.vocabulary import vocabulary_of_view


class Desk(Protocol):
    """What giving an order needs of the desk."""

    @property
    def link(self) -> Link:
        """The seat's connection."""
        ...

    async def ask(self, command: Command, said: str = "") -> bool:
        """Send a command and wait; return whether it was taken."""
        ...


class Giver:
    """Leads a person from an action, a thing or a full order to a confirmed command."""

    def __init__(self, app: App[None], desk: Desk) -> None:
        self._app, self._desk = app, desk

    @property
    def _view(self) -> View:
        return self._desk.link.view

    async def by_action(self, action: ActionCard) -> bool:
        """Ask for the target or the words the action needs, then confirm; return whether the order was taken."""
        if asks_query(action):
            return await self.search()
        if asks_words(action):
            return await self._with_words(action)
        order = await self._target(action)
        return order is not None and await self.confirmed(action, OrderGiven(order, self._desk.link.role))

    async def by_asset(self, asset: AssetCard) -> bool:
        """Offer the orders that fit a thing, then confirm."""
        offers = fitting(self._view, asset)
        columns = (
            Column("phase", N_("Phase"), 12),
            Column("order", N_("Order")),
            Column("long", N_("Takes"), 11),
        )
        lines = [
            Line(
                offer.order,
                (
                    Cell(phase(offer.action.phase)),
                    Cell(offer.action.label.say(current_language())),
                    _long(offer.action),
                ),
            )
            for offer in offers
        ]
        title = _("Orders that fit {thing}").format(thing=asset.key.partition(":")[2])
        order = await self._app.push_screen_wait(Choose(title, columns, lines))
        action = action_of(self._view, order) if order is not None else None
        if order is None or action is None:
            return False
        return await self.confirmed(action, OrderGiven(order, self._desk.link.role))

    async def search(self, source: str = "", words: str = "") -> bool:
        """Ask what to look for and where; the dialog says the cost, so there is no second question."""
        action = next((card for card in self._view.all(ActionCard) if asks_query(card)), None)
        if action is None:
            return False
        order = await self._app.push_screen_wait(
            SearchDialog(self._view, action, self._desk.link.role, self._desk.link.t_now(), source, words)
        )
        return order is not None and await self._desk.ask(
            order, _("Search ordered: the lines come when it ends.")
        )

    async def by_line(self) -> bool:
        """Ask for a typed line, completed and checked while it is typed, then give it."""
        about_it = Page().quiet(_("As in: isolate host NAME. Tab completes.")).done()
        line = await self._app.push_screen_wait(
            AskLine(_("Type an order"), about=about_it, complete=self.completions, wrong=self.wrong)
        )
        return line is not None and await self.typed(line)

    def completions(self, typed: str) -> list[str]:
        """Return what a typed line could become, the likeliest first."""
        return list(complete(vocabulary_of_view(self._view), typed))

    def wrong(self, line: str) -> str:
        """Return what is wrong with a typed line and how to mend it; empty when it can be given."""
        parsed = parse(vocabulary_of_view(self._view), line, self._desk.link.role)
        if not isinstance(parsed, Refusal):
            return ""
        remedy = parsed.remedy.say() if parsed.remedy else ""
        return f"{parsed.reason.say()} {remedy}".strip()

    async def typed(self, line: str) -> bool:
        """Give what a typed line says, an order after its consequence was shown; return whether it was taken."""
        parsed = parse(vocabulary_of_view(self._view), line, self._desk.link.role)
        if isinstance(parsed, Refusal):
            return False
        action = action_of(self._view, parsed.order) if isinstance(parsed, OrderGiven) else None
        if isinstance(parsed, OrderGiven) and action is not None:
            return await self.confirmed(action, parsed)
        return await self._desk.ask(parsed, _("Done: {line}").format(line=line))

    async def confirmed(self, action: ActionCard, order: OrderGiven) -> bool:
        """Show the consequence and send after a yes."""
        content = consequence(self._view, action, order.order)
        if order.text:
            content = Page().words(f"“{order.text}”").gap().done() + content
        title = _("Give this order?")
        if not await self._app.push_screen_wait(Confirm(title, content, _("Give it"))):
            return False
        return await self._desk.ask(
            order, _("Order given: {order}").format(order=label(self._view, order.order))
        )

    async def _with_words(self, action: ActionCard) -> bool:
        words = await self._app.push_screen_wait(
            AskWords(action.label.say(current_language()), about=about(self._view, action))
        )
        if words is None:
            return False
        name = action.orders[0] if action.orders else action.key
        return await self.confirmed(action, OrderGiven(name, self._desk.link.role, text=words))

    async def _target(self, action: ActionCard) -> str | None:
        if len(action.orders) == 1:
            return action.orders[0]
        columns = (
            Column("target", N_("Target"), 20),
            Column("what", N_("What it is")),
            Column("breaks", N_("Breaks")),
            Column("state", N_("State"), 12),
        )
        lines = [Line(order, self._target_cells(action, order)) for order in action.orders]
        title = action.label.say(current_language())
        about_it = Page().words(action.does.say(current_language())).done()
        return await self._app.push_screen_wait(Choose(title, columns, lines, about=about_it))

    def _target_cells(self, action: ActionCard, order: str) -> tuple[Cell, ...]:
        asset = asset_of(self._view, action, order)
        broken = ", ".join(
            card.label.say(current_language()) for card in broken_by(self._view, action, order)
        )
        what = asset.label.say(current_language()) if asset else ""
        chips = ", ".join(chip(word) for word in asset.chips) if asset else ""
        return (
            Cell(target_of(action, order)),
            Cell(what),
            Cell(broken or "–", Tone.BAD if broken else Tone.QUIET),
            Cell(chips),
        )


def _long(action: ActionCard) -> Cell:
    return Cell(lasts(action.takes_lo, action.takes_hi), value=action.takes_hi)
