"""The oracle knows the truth: it blocks each step of the attack before it is done, as cheaply as it can.

It is the witness that a scenario can be won; no person plays like it.
"""

from collections.abc import Iterator

from drill.scenario.model import Model, Operation, Owner, TargetKind
from drill.world.cards import OrderCard, OrderState, ServiceCard, View
from drill.world.facts import Closure, holds
from drill.world.inputs import OrderGiven, TeamInput
from drill.world.views.knowledge import Handbook, changed
from drill.world.world import World

LOOKS_EVERY = 20_000
"""Milliseconds between two looks."""
OUTAGE = 3_600_000
"""Milliseconds of work that one service down is worth when orders are compared."""


class Oracle:
    """A team that reads the attacker's mind.

    Args:
        book: of the scenario.
        world: the team's own world.
    """

    def __init__(self, book: Handbook, world: World) -> None:
        model = book.model
        self._model = model
        self._world = world
        self._book = book
        self._close = Closure(model.rules, model.derived)
        self._steps = [op for op in model.operations if op.owner is Owner.ATTACKER]
        self._orders = _lasting(model)
        self._useless: set[str] = set()

    def first(self) -> int:
        """Return when it first looks (ms)."""
        return 0

    def wake(self, view: View, t: int) -> tuple[list[TeamInput], int]:
        """Order what stops the steps that can be done now, the next idea first."""
        busy = {
            card.op for card in view.all(OrderCard) if card.state in {OrderState.QUEUED, OrderState.RUNNING}
        }
        given: list[TeamInput] = []
        for step in self._dangerous():
            order = self._cheapest(step, busy)
            if order is not None:
                busy.add(order.id)
                given.append(OrderGiven(order.id, order.role))
        given += self._repairs(view, busy)
        return given[:2], t + LOOKS_EVERY

    def _dangerous(self) -> Iterator[Operation]:
        idea = self._world.next_idea()
        facts = self._world.facts
        able = [step for step in self._steps if holds(facts, step.guard)]
        yield from sorted(able, key=lambda step: (step.id != idea, step.order))

    def _cheapest(self, step: Operation, busy: set[str]) -> Operation | None:
        """Return the order that stops a step for the least outage and time; None when one is on its way or none does."""
        facts = self._world.facts
        stopping = [order for order in self._orders if not holds(self._after(order, facts), step.guard)]
        if any(order.id in busy for order in stopping):
            return None
        able = [order for order in stopping if holds(facts, order.guard)]
        return min(able, key=self._cost, default=None)

    def _after(self, order: Operation, facts: int) -> int:
        return self._close(changed(facts, order.outcomes[-1].effect))

    def _cost(self, order: Operation) -> tuple[int, int]:
        return order.takes.hi + OUTAGE * len(self._book.breaks.get(order.id, ())), order.order

    def _repairs(self, view: View, busy: set[str]) -> Iterator[TeamInput]:
        """Bring back services that are down, by whatever order would raise them."""
        facts = self._world.facts
        for card in view.all(ServiceCard):
            if card.up:
                continue
            service = next(service for service in self._model.services if service.id == card.key)
            able = [order for order in self._orders if holds(facts, order.guard)]
            raising = [order for order in able if self._after(order, facts) >> service.up & 1]
            if raising and not any(order.id in busy for order in raising):
                best = min(raising, key=lambda order: order.takes.hi)
                yield OrderGiven(best.id, best.role)


def _lasting(model: Model) -> list[Operation]:
    """Return the orders that change something for good and ask for no free words."""
    free = {TargetKind.WHO, TargetKind.TEXT, TargetKind.QUERY}
    names = {order for action in model.actions if action.asks not in free for order in action.orders}
    return [
        op
        for op in model.operations
        if op.id in names and op.outcomes and (op.outcomes[-1].effect.add or op.outcomes[-1].effect.rem)
    ]
