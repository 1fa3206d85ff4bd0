"""What a single order prevents: an order is done at T+0, and the relaxation of the attacker alone goes on from there.

Sound, untimed: a goal that is out of reach then stays so, if the order is in place in time and is not undone.
"""

from collections.abc import Iterator

import msgspec

from drill.scenario.compile.bits import holds, read_by
from drill.scenario.compile.rules import closed
from drill.scenario.model import Bits, Model, Operation, Owner
from drill.scenario.relax import Reached, reachable


class Defence(msgspec.Struct, frozen=True):
    """One order and what it would bring."""

    order: str
    goals: tuple[str, ...]
    """Ids of the goals that the attacker alone reaches without it and not with it."""
    outage: tuple[str, ...]
    """Ids of the services that it brings down."""


def defences(model: Model, alone: Reached) -> Iterator[Defence]:
    """Yield each order that puts at least one goal out of the attacker's reach.

    Args:
        model: the scenario.
        alone: what the attacker reaches while the team does nothing.
    """
    goals = [goal for goal in model.attack.goals if alone.can(goal.guard)]
    felt = _felt(model)
    for order in model.operations:
        if order.owner is Owner.ATTACKER or not holds(model.start, order.guard):
            continue
        facts = _after(model, order)
        if facts is None or not (facts ^ model.start) & felt:
            continue
        reached = reachable(model, team=False, start=facts)
        stopped = tuple(goal.id for goal in goals if not reached.can(goal.guard))
        if stopped:
            down = tuple(one.id for one in model.services if model.start & ~facts & 1 << one.up)
            yield Defence(order.id, stopped, down)


def _after(model: Model, order: Operation) -> Bits | None:
    outcome = next((one for one in order.outcomes if holds(model.start, one.guard)), None)
    if outcome is None:
        return None
    return closed((model.start & ~outcome.effect.rem) | outcome.effect.add, model.rules)


def _felt(model: Model) -> Bits:
    """Return the facts that some step looks at."""
    bits = 0
    for operation in model.operations:
        if operation.owner is Owner.ATTACKER:
            bits |= read_by(operation.guard)
    return bits
