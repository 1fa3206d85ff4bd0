"""What an order means before it is given: who, how long, what it breaks, what it destroys. No screens here."""

from dataclasses import dataclass

from textual.content import Content

from drill.i18n import _, current_language
from drill.scenario.model import TargetKind
from drill.tui.ordered import label, target_of
from drill.tui.terms import phase, phase_rank
from drill.tui.widgets.page import Page
from drill.tui.widgets.spans import lasts
from drill.tui.widgets.tones import Tone
from drill.world.cards import ActionCard, AssetCard, OrderCard, OrderState, PeopleCard, ServiceCard, View

_FREE = {TargetKind.WHO, TargetKind.TEXT}
_GOING = {OrderState.QUEUED, OrderState.RUNNING}


def by_phase(view: View) -> list[ActionCard]:
    """Return the actions in the order of response, as the library lists them inside a phase."""
    return sorted(view.all(ActionCard), key=lambda card: phase_rank(card.phase))


def asks_words(action: ActionCard) -> bool:
    """Return whether the action takes free words."""
    return action.asks in _FREE


def asks_query(action: ActionCard) -> bool:
    """Return whether the action is a search of the logs."""
    return action.asks == TargetKind.QUERY


def asset_of(view: View, action: ActionCard, order: str) -> AssetCard | None:
    """Return the thing that an order aims at, if the team has a card of it."""
    target = target_of(action, order)
    names = [target, target.split(" ")[0]]
    for name in names:
        for kind in ("host", "account", "indicator", "link"):
            asset = view.get(AssetCard, f"{kind}:{name}") if kind in action.asks else None
            if asset is not None:
                return asset
    return None


@dataclass(frozen=True, slots=True)
class Fitting:
    """An order that fits a thing."""

    action: ActionCard
    order: str


def fitting(view: View, asset: AssetCard) -> list[Fitting]:
    """Return the orders that aim at this thing, in the order of response."""
    return [
        Fitting(action, order)
        for action in by_phase(view)
        if asset.kind in action.asks
        for order in action.orders
        if asset_of(view, action, order) is asset
    ]


def broken_by(view: View, action: ActionCard, order: str) -> list[ServiceCard]:
    """Return the services that are down while the order's work holds, as far as the team's papers say."""
    named = dict(action.breaks).get(order, ())
    return [card for card in view.all(ServiceCard) if card.key in named]


def hands(view: View, action: ActionCard) -> tuple[str, Tone]:
    """Return whose hands it takes and whether they are free, in words."""
    people = view.get(PeopleCard, action.role)
    name = people.label.say(current_language()) if people else action.role
    if people is None:
        return f"{action.people} × {name}", Tone.NONE
    said = _("{n} × {role} ({free} of {total} free)").format(
        n=action.people, role=name, free=people.free, total=people.total
    )
    return said, Tone.NONE if people.free >= action.people else Tone.WARN


def waits(view: View, action: ActionCard) -> str:
    """Return what the order waits for when no hands are free; empty when it starts at once."""
    people = view.get(PeopleCard, action.role)
    if people is None or people.free >= action.people:
        return ""
    ahead = sum(
        1 for card in view.all(OrderCard) if card.state is OrderState.QUEUED and card.role == action.role
    )
    return _("Nobody is free: it waits in the queue, {n} ahead of it.").format(n=ahead)


def consequence(view: View, action: ActionCard, order: str) -> Content:
    """Return everything a person should know before saying yes."""
    language = current_language()
    page = Page().head(label(view, order)).words(action.does.say(language)).gap()
    said, tone = hands(view, action)
    page.pair(_("Who"), said, tone)
    page.pair(_("How long"), lasts(action.takes_lo, action.takes_hi))
    asset = asset_of(view, action, order)
    if asset is not None:
        page.pair(
            _("Target"),
            " · ".join(part for part in (asset.label.say(language), asset.zone, asset.detail) if part),
        )
    _costs(view, action, order, page)
    waiting = waits(view, action)
    if waiting:
        page.gap().words(waiting, Tone.WARN)
    return page.done()


def _costs(view: View, action: ActionCard, order: str, page: Page) -> None:
    broken = broken_by(view, action, order)
    names = ", ".join(card.label.say(current_language()) for card in broken)
    page.pair(_("Breaks"), names or _("nothing that is known"), Tone.BAD if broken else Tone.NONE)
    destroys = action.destroys.say(current_language())
    page.pair(_("Destroys"), destroys or _("nothing"), Tone.BAD if destroys else Tone.NONE)
    if action.cost:
        page.pair(_("Costs"), _("{n} points").format(n=action.cost), Tone.WARN)


def about(view: View, action: ActionCard) -> Content:
    """Return an action as the library describes it."""
    language = current_language()
    page = Page().head(action.label.say(language)).words(action.does.say(language)).gap()
    page.pair(_("Phase"), phase(action.phase))
    said, tone = hands(view, action)
    page.pair(_("Who"), said, tone).pair(_("How long"), lasts(action.takes_lo, action.takes_hi))
    destroys = action.destroys.say(language)
    page.pair(_("Destroys"), destroys or _("nothing"), Tone.BAD if destroys else Tone.NONE)
    if action.cost:
        page.pair(_("Costs"), _("{n} points").format(n=action.cost), Tone.WARN)
    page.pair(_("Typed"), action.key)
    return page.done()


def going(view: View) -> list[OrderCard]:
    """Return the orders that run or wait, running ones first, those that end soonest before."""
    cards = [card for card in view.all(OrderCard) if card.state in _GOING]
    return sorted(
        cards, key=lambda card: (card.state is OrderState.QUEUED, card.ends or card.given, int(card.key))
    )


def history(view: View) -> list[OrderCard]:
    """Return all orders: what goes on first, then what ended, the newest first."""
    done = [card for card in view.all(OrderCard) if card.state not in _GOING]
    return going(view) + sorted(done, key=lambda card: -int(card.key))
