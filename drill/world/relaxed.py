"""The additive delete relaxation (h_add) that guides the attacker: how far is each literal, if nothing were ever undone.

Literals are numbered: ``2 * bit`` is "false", ``2 * bit + 1`` "true"; behind them the believed literals of hidden bits.
Derived facts cost what makes their rule hold (or fail); steps cost their expected seconds and give their ``then`` and
the marks of the meters that they run.
"""

from collections.abc import Sequence

from drill.scenario.model import Effect, Guard, Model, Operation
from drill.world.facts import each_bit, reads

ENDLESS = 1 << 60
"""The cost of what cannot be reached."""


class Relaxation:
    """Distances for one model's attack."""

    def __init__(
        self,
        model: Model,
        steps: Sequence[Operation],
        marked: Sequence[Effect],
        cost: Sequence[int],
        hidden: int,
    ) -> None:
        self._bits = len(model.facts)
        self._shadow = {bit: 2 * self._bits + 2 * place for place, bit in enumerate(each_bit(hidden))}
        self._size = 2 * self._bits + 2 * len(self._shadow)
        self._cost = tuple(cost)
        self._needs = tuple(self._preconditions(step) for step in steps)
        self._gives = tuple(self._effects(step, marks) for step, marks in zip(steps, marked, strict=True))
        self.touches = _touched(model, steps, marked)
        self._rules = tuple(
            (rule.bit, tuple(_literals(mask, want) for mask, want in rule.guard))
            for rule in model.rules
            if self.touches >> rule.bit & 1
        )

    def costs(self, facts: int, believed: int) -> list[int]:
        """Return the cost of every literal, `ENDLESS` where nothing ever makes it true."""
        costs = self._at_once(facts, believed)
        moved = True
        while moved:
            moved = self._derive(costs)
            for needs, gives, cost in zip(self._needs, self._gives, self._cost, strict=True):
                reach = cost + min((sum([costs[x] for x in pair]) for pair in needs), default=ENDLESS)
                for literal in gives:
                    if reach < costs[literal]:
                        costs[literal] = reach
                        moved = True
        return costs

    def distance(self, costs: list[int], guard: Guard) -> int:
        """Return the cost of making a guard over true facts hold."""
        return min((sum(costs[x] for x in _literals(mask, want)) for mask, want in guard), default=ENDLESS)

    def _at_once(self, facts: int, believed: int) -> list[int]:
        costs = [ENDLESS] * self._size
        for bit in each_bit(self.touches):
            costs[2 * bit + (facts >> bit & 1)] = 0
        for bit, place in self._shadow.items():
            costs[place + (believed >> bit & 1)] = 0
        return costs

    def _derive(self, costs: list[int]) -> bool:
        moved = False
        for bit, pairs in self._rules:
            true = min((sum([costs[x] for x in pair]) for pair in pairs), default=ENDLESS)
            false = sum([min((costs[x ^ 1] for x in pair), default=ENDLESS) for pair in pairs])
            for literal, reach in ((2 * bit, false), (2 * bit + 1, true)):
                for place in self._both(literal):
                    if reach < costs[place]:
                        costs[place] = reach
                        moved = True
        return moved

    def _both(self, literal: int) -> tuple[int, ...]:
        shadow = self._shadow.get(literal >> 1)
        return (literal,) if shadow is None else (literal, shadow + (literal & 1))

    def _preconditions(self, step: Operation) -> tuple[tuple[int, ...], ...]:
        seen = [_literals(mask, want) for mask, want in step.seen]
        believed = [self._believed(mask, want) for mask, want in step.hidden]
        return tuple(a + b for a in seen for b in believed)

    def _believed(self, mask: int, want: int) -> tuple[int, ...]:
        found = []
        for literal in _literals(mask, want):
            shadow = self._shadow.get(literal >> 1)
            found.append(literal if shadow is None else shadow + (literal & 1))
        return tuple(found)

    def _effects(self, step: Operation, marks: Effect) -> tuple[int, ...]:
        effects = [marks, *(outcome.effect for outcome in step.outcomes[:1])]
        literals = [2 * bit + 1 for effect in effects for bit in each_bit(effect.add)]
        literals += [2 * bit for effect in effects for bit in each_bit(effect.rem)]
        return tuple(dict.fromkeys(place for literal in literals for place in self._both(literal)))


def _literals(mask: int, want: int) -> tuple[int, ...]:
    return tuple(2 * bit + (want >> bit & 1) for bit in each_bit(mask))


def _touched(model: Model, steps: Sequence[Operation], marked: Sequence[Effect]) -> int:
    """Return the bits that steps, goals and meters read or write, with all that derived ones among them read."""
    bits = 0
    for step, marks in zip(steps, marked, strict=True):
        bits |= reads(step.seen) | reads(step.hidden) | step.hidden_bits
        for effect in (marks, step.during, *(outcome.effect for outcome in step.outcomes)):
            bits |= effect.add | effect.rem
    for goal in model.attack.goals:
        bits |= reads(goal.guard) | 1 << goal.bit
    for meter in model.meters:
        for term in meter.terms:
            bits |= reads(term.guard)
    for rule in reversed(model.rules):
        if bits >> rule.bit & 1:
            bits |= reads(rule.guard)
    return bits
