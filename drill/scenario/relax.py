"""What could ever happen: the joint delete relaxation over both players, in both literals.

Nothing that came true is ever taken back, and nothing that became false either, so whatever really can happen is found
(no false "impossible"); some of what is found may still not happen. Chance, time and people are ignored. What an
umpire sets is left out: a ruling leaves what can be proved.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import TypeAlias

import msgspec

from drill.scenario.compile.bits import each_bit
from drill.scenario.compile.range import WORKING_DAY
from drill.scenario.model import (
    ALWAYS,
    Bits,
    Direction,
    Effect,
    Guard,
    Meter,
    MeterKind,
    Model,
    Operation,
    Owner,
    Trace,
)

Literal: TypeAlias = tuple[int, bool]
START = ""
"""The supporter of what holds from the start."""
DAY = 24 * 3_600_000


class Reached(msgspec.Struct, frozen=True):
    """Everything that the relaxation reaches."""

    true: Bits
    """Facts that can become true."""
    false: Bits
    """Facts that can become false."""
    operations: frozenset[str]
    """Ids of the steps and orders that can start."""
    supporters: dict[Literal, str]
    """What first makes a fact true or false: the id of a step or order, else a word such as ``inject chief-asks``."""

    def can(self, guard: Guard) -> bool:
        """Tell whether a guard can ever hold."""
        return possible(guard, self.true, self.false)

    def missing(self, guard: Guard) -> tuple[Literal, ...]:
        """Return what the guard's nearest pair lacks; empty when it can hold."""
        lacks = [
            tuple(
                (bit, bool(want >> bit & 1))
                for bit in each_bit(mask)
                if not (self.true if want >> bit & 1 else self.false) >> bit & 1
            )
            for mask, want in guard
        ]
        return min(lacks, key=len, default=())


def possible(guard: Guard, true: Bits, false: Bits) -> bool:
    """Tell whether one pair's literals can each hold at some time."""
    return any(not (want & ~true or mask & ~want & ~false) for mask, want in guard)


def reachable(
    model: Model,
    *,
    without: AbstractSet[str] = frozenset(),
    team: bool = True,
    start: Bits | None = None,
) -> Reached:
    """Return what can happen.

    Args:
        model: the scenario.
        without: ids of steps and orders that never happen.
        team: whether the team does anything at all.
        start: the facts to start from, closed; those of T+0 by default.
    """
    acting = [
        operation
        for operation in model.operations
        if operation.id not in without and (team or operation.owner is Owner.ATTACKER)
    ]
    walk = _Walk(model, model.start if start is None else start)
    waiting = [*_happenings(model, acting), *_marks(model)]
    while True:
        before = walk.true, walk.false
        waiting = [one for one in waiting if not walk.tries(one)]
        walk.close()
        if before == (walk.true, walk.false):
            break
    started = frozenset(one.id for one in acting if possible(one.guard, walk.true, walk.false))
    return Reached(walk.true, walk.false, started, walk.supporters)


class _Happening(msgspec.Struct, frozen=True):
    """Something that can make facts true or false once its guards can hold."""

    by: str
    guards: tuple[Guard, ...]
    add: Bits
    rem: Bits = 0


class _Walk:
    """The facts reached so far."""

    def __init__(self, model: Model, start: Bits) -> None:
        self._rules = model.rules
        self._names = {fact.bit: fact.name for fact in model.facts}
        self.true = start
        self.false = ~start & ((1 << len(model.facts)) - 1)
        self.supporters: dict[Literal, str] = {
            (fact.bit, bool(start >> fact.bit & 1)): START for fact in model.facts
        }

    def tries(self, happening: _Happening) -> bool:
        """Let something happen if it can; tell whether it did."""
        if not all(possible(guard, self.true, self.false) for guard in happening.guards):
            return False
        self._reach(happening.by, happening.add, happening.rem)
        return True

    def close(self) -> None:
        """Work out which derived facts can now be true, and which false."""
        for rule in self._rules:
            name = self._names[rule.bit]
            if possible(rule.guard, self.true, self.false):
                self._reach(name, 1 << rule.bit, 0)
            if all(want & self.false or mask & ~want & self.true for mask, want in rule.guard):
                self._reach(name, 0, 1 << rule.bit)

    def _reach(self, by: str, add: Bits, rem: Bits) -> None:
        for bit in each_bit(add & ~self.true):
            self.supporters[bit, True] = by
        for bit in each_bit(rem & ~self.false):
            self.supporters[bit, False] = by
        self.true |= add
        self.false |= rem


def _happenings(model: Model, acting: Iterable[Operation]) -> Iterator[_Happening]:
    for operation in acting:
        yield from _of_operation(operation)
    for inject in model.injects:
        when = ALWAYS if inject.at is not None else inject.when
        yield _Happening(f"inject {inject.id}", (when,), inject.then.add, inject.then.rem)
    for herring in model.herrings:
        when = ALWAYS if herring.at is not None else herring.when
        yield _Happening(f"red herring {herring.id}", (when,), _seen(herring.traces))
    for goal in model.attack.goals:
        yield _Happening(f"goal {goal.id}", (goal.guard,), 1 << goal.bit)
    yield from _calendar(model)
    if any(operation.id == "notify authority" for operation in acting):
        told = (fact.bit for fact in model.facts if fact.name.startswith("team.notified-"))
        yield _Happening("notify authority", (), sum(1 << bit for bit in told))


def _of_operation(operation: Operation) -> Iterator[_Happening]:
    name, guard = operation.id, operation.guard
    passing = [operation.during, *(stage.during for stage in operation.stages)]
    for effect in passing:
        yield _Happening(name, (guard,), effect.add, effect.rem | effect.add)
    for outcome in operation.outcomes:
        yield _Happening(name, (guard, outcome.guard), outcome.effect.add, outcome.effect.rem)
    if operation.fails != Effect():
        yield _Happening(name, (operation.seen,), operation.fails.add, operation.fails.rem)
    yield _Happening(name, (guard,), _seen((*operation.traces, *operation.start_traces)))
    yield _Happening(name, (operation.seen,), _seen(operation.failed_traces))


def _seen(traces: Iterable[Trace]) -> Bits:
    bits = 0
    for trace in traces:
        bits |= 0 if trace.seen is None else 1 << trace.seen
    return bits


def _calendar(model: Model) -> Iterator[_Happening]:
    """The working day begins and ends, if the drill lasts into it."""
    for moment, day in zip(WORKING_DAY, (True, False), strict=True):
        if (moment - model.starts_at) % DAY < model.length:
            add, rem = (model.day, model.night) if day else (model.night, model.day)
            yield _Happening("the clock", (), 1 << add, 1 << rem)


def _marks(model: Model) -> Iterator[_Happening]:
    for meter in model.meters:
        for mark in meter.marks:
            for guard in _ways_to(meter, mark.at, mark.direction):
                yield _Happening(f"meter {meter.id}", (guard,), mark.effect.add, mark.effect.rem)


def _ways_to(meter: Meter, at: int, direction: Direction) -> Iterator[Guard]:
    """Yield what can bring a meter to a mark: anything that moves it that way, or nothing where it is there already.

    A level is taken to fall to any mark and to rise by any of its parts: too much is possible, nothing too little.
    """
    rising = direction is Direction.UP
    if (meter.base >= at) if rising else (meter.base <= at or meter.kind is MeterKind.LEVEL):
        yield ALWAYS
    for term in meter.terms:
        if (term.amount > 0) == rising:
            yield term.guard
    if meter.kind is MeterKind.LEVEL:
        yield from (keep.guard for keep in meter.keeps)
        yield from (term.guard for term in meter.terms)
