"""The attack graph as cards: which step opens the way for which, and which goals it brings about."""

from drill.scenario.model import Guard, Model, Operation, Owner
from drill.world.cards import StepCard


def step_cards(model: Model) -> tuple[StepCard, ...]:
    """Return one card for each step of the attacker, in file order."""
    steps = [one for one in model.operations if one.owner is Owner.ATTACKER]
    made = {one.id: _makes(one) | _marked(model, one) for one in steps}
    return tuple(_card(model, one, made) for one in steps)


def _card(model: Model, step: Operation, made: dict[str, int]) -> StepCard:
    needs = _wanted(model, step.guard) & ~model.start
    return StepCard(
        key=step.id,
        does=step.does,
        technique=step.technique,
        source=step.source,
        target=step.target,
        after=tuple(other for other, bits in made.items() if other != step.id and bits & needs),
        goals=tuple(goal.id for goal in model.attack.goals if _wanted(model, goal.guard) & made[step.id]),
        habit=step.habit,
    )


def _makes(step: Operation) -> int:
    bits = step.during.add
    for outcome in step.outcomes:
        bits |= outcome.effect.add
    return bits


def _marked(model: Model, step: Operation) -> int:
    """Return what meters switch on while the step runs, and what that lets other meters switch on."""
    bits, before = step.during.add, -1
    while bits != before:
        before = bits
        for meter in model.meters:
            if any(_wanted(model, term.guard) & bits for term in meter.terms):
                for mark in meter.marks:
                    bits |= mark.effect.add
    return bits


def _wanted(model: Model, guard: Guard) -> int:
    """Return the base facts that some branch wants to be true, derived ones followed to their reasons."""
    rules = {rule.bit: rule.guard for rule in model.rules}
    bits = 0
    for mask, want in guard:
        for bit in _ones(mask & want):
            bits |= _wanted(model, rules[bit]) if bit in rules else 1 << bit
    return bits


def _ones(bits: int) -> list[int]:
    return [place for place in range(bits.bit_length()) if bits >> place & 1]
