"""Marks that flicker, and traps that cost nothing (L04, L25)."""

from drill.i18n import words
from drill.scenario.check.subject import Subject
from drill.scenario.compile.bits import each_bit, holds
from drill.scenario.compile.rules import closed
from drill.scenario.model import ALWAYS, Bits, Direction, Effect, Herring, Meter, MeterKind, Model
from drill.scenario.problems import Found

MOST_FREE = 10
"""Facts whose every combination is tried; a level that hangs on more is tried with the rest as at the start."""


def flicker(subject: Subject, found: Found) -> None:
    """L04: marks of a level that undo each other in one instant, because what they set moves the level itself."""
    model = subject.model
    for written, meter in zip(subject.document.meters, model.meters, strict=True):
        if meter.kind is MeterKind.LEVEL and _flickers(model, meter):
            message = words("the marks of {meter} would flicker", meter=meter.id)
            found.error(written.place_of("marks"), "L04", message, words("leave a gap"))


def _flickers(model: Model, meter: Meter) -> bool:
    marked: Bits = 0
    for mark in meter.marks:
        marked |= mark.effect.add | mark.effect.rem
    free = [bit for bit in each_bit(_base(model, meter.touches)) if not marked >> bit & 1]
    if not _depends(model, meter.touches, marked):
        return False
    free = free[:MOST_FREE]
    return any(_never_settles(model, meter, _chosen(model, free, number)) for number in range(1 << len(free)))


def _chosen(model: Model, free: list[int], number: int) -> Bits:
    facts = model.start
    for place, bit in enumerate(free):
        facts = facts | 1 << bit if number >> place & 1 else facts & ~(1 << bit)
    return closed(facts, model.rules)


def _never_settles(model: Model, meter: Meter, facts: Bits) -> bool:
    """Let the marks act on the facts until nothing changes, or until the facts come back to where they were."""
    seen: set[Bits] = set()
    while facts not in seen:
        seen.add(facts)
        after = closed(_marked(meter, facts), model.rules)
        if after == facts:
            return False
        facts = after
    return True


def _marked(meter: Meter, facts: Bits) -> Bits:
    level = level_of(meter, facts)
    for mark in meter.marks:
        if level >= mark.at if mark.direction is Direction.UP else level <= mark.at:
            facts = (facts & ~mark.effect.rem) | mark.effect.add
    return facts


def level_of(meter: Meter, facts: Bits) -> int:
    """Return a level in thousandths: its base and all that adds, each keep multiplying in file order, rounded down."""
    level = meter.base + sum(term.amount for term in meter.terms if holds(facts, term.guard))
    for keep in meter.keeps:
        if holds(facts, keep.guard):
            level = level * keep.percent // 100
    return level


def _base(model: Model, bits: Bits) -> Bits:
    """Return the base facts that some facts come from."""
    for rule in reversed(model.rules):
        if bits >> rule.bit & 1:
            bits &= ~(1 << rule.bit)
            for mask, _ in rule.guard:
                bits |= mask
    return bits


def _depends(model: Model, touches: Bits, marked: Bits) -> bool:
    return bool(_base(model, touches) & marked)


def costs_nothing(subject: Subject, found: Found) -> None:
    """L25: a wrong reaction to a red herring that brings no service down and no fine."""
    model = subject.model
    for written, herring in zip(subject.document.herrings, model.herrings, strict=True):
        if herring.costly and not model.scoring.costly_mistake and not _brings_down(model, herring):
            message = words('"{herring}": the wrong reaction breaks no service', herring=herring.id)
            hint = words('give "costly mistake" points, or name something that hurts')
            found.warning(written.place_of("costly"), "L25", message, hint)


def _brings_down(model: Model, herring: Herring) -> bool:
    up = sum(1 << service.up for service in model.services)
    for mask, want in herring.costly if herring.costly != ALWAYS else ():
        effect = Effect(want, mask & ~want)
        after = closed((model.start & ~effect.rem) | effect.add, model.rules)
        if up & model.start & ~after:
            return True
    return False
