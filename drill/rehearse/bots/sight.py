"""What a bot makes of a team's cards: no card of the team, no knowledge."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from drill.rehearse.bots.character import LEVELS
from drill.world.cards import (
    ActionCard,
    AlertCard,
    AssetCard,
    LineCard,
    OrderCard,
    OrderState,
    PeopleCard,
    ServiceCard,
    View,
)

QUIET = 40
"""Lines below which a log counts as quiet: there every line deserves a look."""
RARE = 3
"""Times that a word of a busy log may occur and still be odd."""

_WORD = re.compile(r"[\w.@-]+")


class Oddities:
    """The lines that stand out: all of a quiet log; of a busy one, those with a rare word.

    Lines never change and never go, so they are counted again only when there are more.
    """

    def __init__(self) -> None:
        self._counted = 0
        self._odd: list[LineCard] = []

    def among(self, lines: list[LineCard]) -> list[LineCard]:
        """Return those of the found lines that stand out."""
        if len(lines) != self._counted:
            self._counted = len(lines)
            sources = Counter(line.source for line in lines)
            words = Counter((line.source, word) for line in lines for word in _words(line.text))
            self._odd = [
                line
                for line in lines
                if sources[line.source] < QUIET
                or any(words[line.source, word] <= RARE for word in _words(line.text))
            ]
        return self._odd


class Sight:
    """One look at the desk.

    Args:
        view: the team's cards.
        read: keys of the alerts that the team has read.
        oddities: what it made of the lines at its last look.
    """

    def __init__(self, view: View, read: Iterable[str], oddities: Oddities) -> None:
        self._view = view
        self._oddities = oddities
        self._read = frozenset(read)

    @cached_property
    def alerts(self) -> list[AlertCard]:
        """Alerts that this team reads, the gravest first, older before younger."""
        mine = [card for card in self._view.all(AlertCard) if card.key in self._read]
        return sorted(mine, key=lambda card: (-LEVELS[card.level], card.t))

    @cached_property
    def odd_lines(self) -> list[LineCard]:
        """Found lines that stand out."""
        return self._oddities.among(self._view.all(LineCard))

    @cached_property
    def evidence(self) -> list[str]:
        """Texts that speak of the attack: records behind alerts, and odd lines."""
        return [card.line.en for card in self.alerts] + [line.text for line in self.odd_lines]

    @cached_property
    def hosts(self) -> dict[str, int]:
        """Suspicious host to the gravest level (see `LEVELS`) of its alerts."""
        found: dict[str, int] = {}
        for alert in self.alerts:
            if alert.host:
                found[alert.host] = max(found.get(alert.host, 0), LEVELS[alert.level])
        return found

    @cached_property
    def traced(self) -> list[str]:
        """Hosts that stand in odd lines beside a suspicious one, but have no alert of their own."""
        known = set(self.hosts)
        found: dict[str, None] = {}
        addresses = {a.detail: a.key[5:] for a in self.assets.values() if a.kind == "host"}
        for line in self.odd_lines:
            words = _words(line.text)
            named = [host for address, host in addresses.items() if address in words or host in words]
            if known.intersection(named):
                found |= dict.fromkeys(host for host in named if host not in known)
        return list(found)

    @cached_property
    def assets(self) -> dict[str, AssetCard]:
        """Asset cards by key."""
        return {card.key: card for card in self._view.all(AssetCard)}

    @cached_property
    def orders(self) -> list[OrderCard]:
        """The team's orders, oldest first."""
        return self._view.all(OrderCard)

    def indicators(self) -> Iterator[str]:
        """Yield the values of known indicators that stand in the evidence."""
        for asset in self.assets.values():
            if asset.kind == "indicator" and any(asset.label.en in text for text in self.evidence):
                yield asset.label.en

    def accounts(self) -> Iterator[str]:
        """Yield the accounts that the evidence names."""
        for asset in self.assets.values():
            if asset.kind == "account" and any(names(text, asset.detail) for text in self.evidence):
                yield asset.detail

    def chips(self, key: str) -> tuple[str, ...]:
        """Return the states that the team's own orders gave a thing."""
        asset = self.assets.get(key)
        return asset.chips if asset else ()

    def last_alert(self, host: str) -> int:
        """Return when the youngest alert of a host came (ms), -1 for none."""
        return max((card.t for card in self.alerts if card.host == host), default=-1)

    def last_grave(self) -> int:
        """Return when the youngest high or critical alert came (ms), -1 for none."""
        return max((card.t for card in self.alerts if LEVELS[card.level] >= LEVELS["high"]), default=-1)

    def offers(self, order: str) -> bool:
        """Tell whether an order can be given."""
        return order in self._breaks

    def breaks(self, order: str) -> tuple[str, ...]:
        """Return the services that an order takes down."""
        return self._breaks.get(order, ())

    def role_of(self, order: str) -> str:
        """Return whose hands an order takes."""
        return self._roles.get(order, "")

    def done(self, order: str) -> int:
        """Return when an order was last finished (ms), -1 for never."""
        times = [card.ends or 0 for card in self.orders if card.op == order and card.state is OrderState.DONE]
        return max(times, default=-1)

    def given(self, order: str) -> int:
        """Return how often an order was given."""
        return sum(card.op == order for card in self.orders)

    def refused(self, order: str) -> int:
        """Return how often an order could not start when its turn came."""
        return sum(card.op == order and card.state is OrderState.REFUSED for card in self.orders)

    def pending(self, order: str) -> bool:
        """Tell whether an order waits or runs."""
        return any(card.op == order and card.state in _PENDING for card in self.orders)

    def load(self, role: str) -> int:
        """Return how many orders of a role wait or run."""
        return sum(card.role == role and card.state in _PENDING for card in self.orders)

    def people(self, role: str) -> int:
        """Return how many people a role has."""
        card = self._view.get(PeopleCard, role)
        return card.total if card else 0

    def down(self) -> list[ServiceCard]:
        """Return the services that the board shows down, the heaviest first."""
        return sorted(
            (card for card in self._view.all(ServiceCard) if not card.up), key=lambda card: -card.weight
        )

    def hosts_of(self, service: str) -> list[str]:
        """Return the hosts that a service hangs on."""
        return [
            asset.key.removeprefix("host:")
            for asset in self.assets.values()
            if asset.kind == "host" and service in asset.services
        ]

    def actions(self, name: str) -> tuple[str, ...]:
        """Return the orders that an action offers."""
        card = self._view.get(ActionCard, name)
        return card.orders if card else ()

    @cached_property
    def _breaks(self) -> dict[str, tuple[str, ...]]:
        offered = {order: () for card in self._view.all(ActionCard) for order in card.orders}
        known = {order: services for card in self._view.all(ActionCard) for order, services in card.breaks}
        return offered | known

    @cached_property
    def _roles(self) -> dict[str, str]:
        return {order: card.role for card in self._view.all(ActionCard) for order in card.orders}


_PENDING = frozenset({OrderState.QUEUED, OrderState.RUNNING})


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text) if not word.isdigit())


def names(text: str, word: str) -> bool:
    """Tell whether a text names something as a word of its own."""
    return word in text and re.search(rf"(?<![\w.-]){re.escape(word)}(?![\w-])", text) is not None
