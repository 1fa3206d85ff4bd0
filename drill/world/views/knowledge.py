"""What a team knows of its network: its own documents, and the indicators that it has come across.

An indicator's id tells what it is (``c2-domain``); a team sees the value that stands in its logs instead (see
`drill.world.aliases`), and only after it has come across it.
"""

from collections.abc import Iterable, Iterator

from drill.scenario.model import Action, Effect, Model, Operation, Owner, TargetKind, Text
from drill.text import folded
from drill.world.aliases import Aliases
from drill.world.cards import ActionCard, AnyCard, AssetCard, SourceCard
from drill.world.facts import Closure, each_bit, reads
from drill.world.render import Renderer
from drill.world.views.orders import ChipsFold

NOTHING = Text("", "")


class Handbook:
    """What never changes in the course of a drill and is the same for every team: build it once per model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._orders = {op.id: op for op in model.operations if op.owner is Owner.TEAM}
        self._visible = [service for service in model.services if not service.hidden]
        self._close = Closure(model.rules, model.derived)
        self._reads = {rule.bit: reads(rule.guard) for rule in model.rules}
        self._facts = {fact.bit: fact.subject for fact in model.facts}
        self.breaks = {order: self._breaks(op) for order, op in self._orders.items()}
        self.services = self._services()

    def action(self, action: Action, orders: tuple[str, ...], aliases: Aliases) -> ActionCard:
        """Return an action's card with the orders that the team can give now."""
        first = self._orders.get(action.orders[0]) if action.orders else None
        return ActionCard(
            key=action.name,
            label=action.label,
            does=action.does,
            phase=action.phase,
            asks=action.asks,
            role=action.role,
            people=action.people,
            takes_lo=action.takes.lo,
            takes_hi=action.takes.hi,
            orders=tuple(aliases.shown(order) for order in orders),
            breaks=tuple(
                (aliases.shown(order), self.breaks[order]) for order in orders if self.breaks.get(order)
            ),
            destroys=first.destroys if first else NOTHING,
            cost=first.cost if first else 0,
        )

    def _breaks(self, operation: Operation) -> tuple[str, ...]:
        """Return the visible services that are down while an order's effect holds, all else being as at the start."""
        effects = [operation.during, *(stage.during for stage in operation.stages)]
        effects += [outcome.effect for outcome in operation.outcomes]
        start = self.model.start
        down: dict[str, None] = {}
        for effect in effects:
            after = self._close(changed(start, effect)) if effect.add or effect.rem else start
            down |= {s.id: None for s in self._visible if start >> s.up & 1 and not after >> s.up & 1}
        return tuple(down)

    def _services(self) -> dict[str, tuple[str, ...]]:
        """Return which visible services hang on each thing, by what their rules read, through other rules too."""
        found: dict[str, list[str]] = {}
        for service in self._visible:
            for subject in dict.fromkeys(self._facts[bit] for bit in self._deep(service.up)):
                if subject != service.id:
                    found.setdefault(subject, []).append(service.id)
        return {subject: tuple(services) for subject, services in found.items()}

    def _deep(self, bit: int) -> list[int]:
        todo, seen = [bit], {bit: None}
        while todo:
            for read in each_bit(self._reads.get(todo.pop(), 0)):
                if read not in seen:
                    seen[read] = None
                    todo.append(read)
        return list(seen)


class KnowledgeFold:
    """The cards of things and actions, as far as the team knows them."""

    def __init__(self, book: Handbook, renderer: Renderer, aliases: Aliases, chips: ChipsFold) -> None:
        self._book = book
        self._model = book.model
        self._values = renderer.indicators
        self._aliases = aliases
        self._chips = chips
        self._unseen = {folded(value): name for name, value in self._values.items()}
        self._known: dict[str, None] = {}
        self._absent = _absent(self._model)
        self._targets = {op.id: op.target for op in self._model.operations}

    def first(self) -> Iterator[AnyCard]:
        """Return the cards at the start."""
        for action in self._model.actions:
            yield self._action(action)
        for source in self._model.sources:
            yield SourceCard(source.id, source.label, source.misses, source.kept)
        yield from self.assets(None)

    def see(self, texts: Iterable[str]) -> Iterator[AnyCard]:
        """Take in what was read: indicators and strangers that stand in it are known from now on."""
        if not self._unseen and not self._absent:
            return
        whole = folded("\n".join(texts))
        values = [value for value in self._unseen if value in whole]
        for value in values:
            self._known[self._unseen.pop(value)] = None
        strangers = {name for name in self._absent if folded(name) in whole}
        self._absent -= strangers
        if values or strangers:
            found = {self._known_name(value) for value in values}
            yield from self.assets(strangers | found)
            for action in self._model.actions:
                if action.asks in {TargetKind.INDICATOR, TargetKind.HOST, TargetKind.ACCOUNT}:
                    yield self._action(action)

    def assets(self, subjects: set[str] | None) -> Iterator[AnyCard]:
        """Return the cards of these subjects, or of all that are known."""
        for subject, card in (*self._hosts(), *self._accounts(), *self._links(), *self._indicators()):
            if subjects is None or subject in subjects:
                yield card

    def _known_name(self, value: str) -> str:
        return next(name for name, own in self._values.items() if folded(own) == value)

    def _action(self, action: Action) -> ActionCard:
        def offered(order: str) -> bool:
            target = self._targets.get(order, "")
            if action.asks is TargetKind.INDICATOR:
                return target in self._known
            return target not in self._absent

        return self._book.action(
            action, tuple(order for order in action.orders if offered(order)), self._aliases
        )

    def _hosts(self) -> Iterator[tuple[str, AssetCard]]:
        for host in self._model.hosts:
            if host.id not in self._absent:
                yield host.id, self._card(f"host:{host.id}", "host", host.label, host.zone, host.ip)

    def _accounts(self) -> Iterator[tuple[str, AssetCard]]:
        for account in self._model.accounts:
            if account.id not in self._absent:
                yield (
                    account.id,
                    self._card(f"account:{account.id}", "account", account.owner, "", account.id),
                )

    def _links(self) -> Iterator[tuple[str, AssetCard]]:
        labels = {zone.id: zone.label for zone in self._model.zones}
        for link in self._model.links:
            one, two = labels[link.source], labels[link.target]
            label = Text(f"{one.en} → {two.en}", f"{one.vi} → {two.vi}")
            subject = f"link.{link.source}-{link.target}"
            services = ", ".join(link.services)
            key = f"link:{link.source} to {link.target}"
            yield subject, self._card(key, "link", label, link.source, services, subject)

    def _indicators(self) -> Iterator[tuple[str, AssetCard]]:
        for indicator in self._model.indicators:
            if indicator.id in self._known:
                value = self._values[indicator.id]
                label = Text(value, value)
                key = f"indicator:{value}"
                yield indicator.id, self._card(key, "indicator", label, "", indicator.kind, indicator.id)

    def _card(self, key: str, kind: str, label: Text, zone: str, detail: str, subject: str = "") -> AssetCard:
        subject = subject or key.partition(":")[2]
        services = self._book.services.get(subject, ())
        return AssetCard(key, kind, label, zone, detail, self._chips.of(subject), services)


def _absent(model: Model) -> set[str]:
    """Return the things that do not exist at the start (``exists at start: no``)."""
    return {
        fact.subject for fact in model.facts if fact.state == "present" and not model.start >> fact.bit & 1
    }


def changed(facts: int, effect: Effect) -> int:
    """Return the facts with an effect applied, rules not yet worked out."""
    return facts & ~effect.rem | effect.add
