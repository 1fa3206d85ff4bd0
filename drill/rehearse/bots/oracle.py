"""The oracle knows the truth: it blocks each step of the attack before it is done, as cheaply as it can.

It is the witness that a scenario can be won; no person plays like it. It gives up a service only where nothing else
keeps the attacker from a goal.
"""

from collections.abc import Callable, Iterator

from drill.scenario.model import Model, Operation, Owner, TargetKind
from drill.world.cards import View
from drill.world.facts import Closure, holds
from drill.world.inputs import OrderGiven, TeamInput
from drill.world.views.knowledge import Handbook, changed
from drill.world.views.steps import step_cards
from drill.world.world import World

LOOKS_EVERY = 20_000
"""Milliseconds between two looks."""
AT_ONCE = 2
"""Orders given at one look."""


class Oracle:
    """A team that reads the attacker's mind.

    Args:
        book: of the scenario.
        world: returns the team's own world as it is now.
    """

    def __init__(self, book: Handbook, world: Callable[[], World]) -> None:
        model = book.model
        self._model = model
        self._look = world
        self._world = world()
        self._close = Closure(model.rules, model.derived)
        self._steps = [op for op in model.operations if op.owner is Owner.ATTACKER]
        self._final = {card.key for card in step_cards(model) if card.goals}
        self._orders = _lasting(model)

    def first(self) -> int:
        """Return when it first looks (ms)."""
        return 0

    def wake(self, view: View, t: int) -> tuple[list[TeamInput], int]:  # noqa: ARG002 (it needs no desk)
        """Order what stops the steps that can be done now, the next idea first; then raise what is down."""
        self._world = self._look()
        busy = self._busy()
        wanted = [*self._defences(busy), *self._repairs(busy)][:AT_ONCE]
        return [OrderGiven(order.id, order.role) for order in wanted], t + LOOKS_EVERY

    def _busy(self) -> set[str]:
        crew = self._world.crew
        return {order.given.order for order in (*crew.queue, *crew.working.values())}

    def _defences(self, busy: set[str]) -> Iterator[Operation]:
        facts, idea = self._world.facts, self._world.next_idea()
        able = [step for step in self._steps if holds(facts, step.guard)]
        for step in sorted(able, key=lambda step: (step.id != idea, step.order)):
            order = self._cheapest(step, busy)
            if order is not None:
                busy.add(order.id)
                yield order

    def _cheapest(self, step: Operation, busy: set[str]) -> Operation | None:
        """Return the order that stops a step at the least cost; None when one is on its way, or none is worth it."""
        facts = self._world.facts
        stopping = [order for order in self._orders if not holds(self._after(order, facts), step.guard)]
        if any(order.id in busy for order in stopping):
            return None
        able = [order for order in stopping if holds(facts, order.guard)]
        best = min(able, key=self._cost, default=None)
        if best is not None and self._outage(best) and step.id not in self._final:
            return None
        return best

    def _after(self, order: Operation, facts: int) -> int:
        return self._close(changed(facts, order.outcomes[-1].effect))

    def _outage(self, order: Operation) -> int:
        """Return the weight of the services that an order takes down now."""
        facts = self._world.facts
        during = self._close(changed(facts, order.during))
        after = self._after(order, facts)
        lost = facts & ~(after & during)
        return sum(service.weight for service in self._model.services if lost >> service.up & 1)

    def _cost(self, order: Operation) -> tuple[int, int, int]:
        return self._outage(order), order.takes.hi, order.order

    def _repairs(self, busy: set[str]) -> Iterator[Operation]:
        """Raise services that are down, by orders that open the way to no goal."""
        facts = self._world.facts
        able = [order for order in self._orders if holds(facts, order.guard)]
        for service in self._model.services:
            if facts >> service.up & 1:
                continue
            raising = [order for order in able if self._after(order, facts) >> service.up & 1]
            if any(order.id in busy for order in raising):
                continue
            safe = [order for order in raising if not self._opens(order)]
            if safe:
                best = min(safe, key=lambda order: order.takes.hi)
                busy.add(best.id)
                yield best

    def _opens(self, order: Operation) -> bool:
        facts = self._world.facts
        after = self._after(order, facts)
        return any(
            holds(after, step.guard) and not holds(facts, step.guard)
            for step in self._steps
            if step.id in self._final
        )


def _lasting(model: Model) -> list[Operation]:
    """Return the orders that change something for good and ask for no free words."""
    free = {TargetKind.WHO, TargetKind.TEXT, TargetKind.QUERY}
    names = {order for action in model.actions if action.asks not in free for order in action.orders}
    return [op for op in model.operations if op.id in names and _changes(op)]


def _changes(order: Operation) -> bool:
    return bool(order.outcomes) and bool(order.outcomes[-1].effect.add or order.outcomes[-1].effect.rem)
