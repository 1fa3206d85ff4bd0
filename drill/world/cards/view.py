"""All cards of a seat, folded the same way on both sides of the wire."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from drill.world.cards.base import Card
from drill.world.cards.every import AnyCard, Change, Drop, Put

CardT = TypeVar("CardT", bound=Card)


def kind_of(card: Card | type[Card]) -> str:
    """Return the card's tag."""
    tag = (card if isinstance(card, type) else type(card)).__struct_config__.tag
    assert isinstance(tag, str)  # noqa: S101 (every card of the union is tagged)
    return tag


class View:
    """All cards of one seat, by kind and key, in the order in which they came."""

    def __init__(self, cards: Iterable[AnyCard] = ()) -> None:
        self._kinds: dict[str, dict[str, AnyCard]] = {}
        for card in cards:
            self.apply(Put(card))

    def apply(self, change: Change) -> bool:
        """Fold one change in; return whether anything differs now."""
        if isinstance(change, Drop):
            return self._kinds.get(change.kind, {}).pop(change.key, None) is not None
        cards = self._kinds.setdefault(kind_of(change.card), {})
        if cards.get(change.card.key) == change.card:
            return False
        cards[change.card.key] = change.card
        return True

    def all(self, kind: type[CardT]) -> list[CardT]:
        """Return the cards of a kind, oldest first."""
        return list(self._kinds.get(kind_of(kind), {}).values())  # type: ignore[arg-type]

    def get(self, kind: type[CardT], key: str) -> CardT | None:
        """Return one card, or None."""
        return self._kinds.get(kind_of(kind), {}).get(key)  # type: ignore[return-value]

    def __iter__(self) -> Iterator[AnyCard]:
        for cards in self._kinds.values():
            yield from cards.values()
