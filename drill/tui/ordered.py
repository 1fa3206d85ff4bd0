"""Orders as people read them, wherever the team's own cards are at hand."""

from drill.i18n import Language, current_language
from drill.world.cards import ActionCard, OrderCard, View


def target_of(action: ActionCard, order: str) -> str:
    """Return what an order aims at, as it is typed; empty for an order without a target."""
    return order[len(action.key) :].strip() if order.startswith(action.key) else order


def action_of(view: View, order: str) -> ActionCard | None:
    """Return the action that an order belongs to."""
    named = [card for card in view.all(ActionCard) if order in card.orders or order == card.key]
    return max(named, key=lambda card: len(card.key), default=None)


def label(view: View, order: str, language: Language | None = None) -> str:
    """Return an order as people read it: the action's label and its target."""
    action = action_of(view, order)
    if action is None:
        return order
    return f"{action.label.say(language or current_language())} {target_of(action, order)}".strip()


def order_words(view: View, card: OrderCard) -> str:
    """Return a given order with its free words."""
    said = label(view, card.op)
    return f"{said}: {card.text}" if card.text else said
