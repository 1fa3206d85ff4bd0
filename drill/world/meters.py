"""Meters: integers that facts drive, and that act on facts only through marks (R5).

A counter is exact: its value is kept in thousandths times 3,600,000 and its rate in thousandths per hour, so that a
millisecond of rate is one unit of value. It is never rounded; people are shown the value floored. A level is in
thousandths. ``keeps`` multiplies in file order, each time floored to a whole number.

A mark of a counter is met when the value comes to it or beyond it since the marks were last looked at; one that a
team's act in the same millisecond kept from being looked at stays ahead. A mark of a level is met while the level is
there.
"""

from drill.scenario.model import Direction, Keep, Meter, MeterKind, Term
from drill.world.core import Core, Kind, Phase
from drill.world.facts import holds
from drill.world.outputs import MeterChanged

HOUR = 3_600_000
"""Milliseconds of an hour: how much finer a counter is kept than it is read."""


class Gauge:
    """One meter's state in one world."""

    __slots__ = ("fallen", "meter", "rate", "risen", "since", "value", "version")

    def __init__(self, meter: Meter) -> None:
        self.meter = meter
        self.value = meter.base * HOUR if meter.kind is MeterKind.COUNTER else meter.base
        self.rate = 0
        self.since = 0
        self.version = 0
        self.risen = self.value
        """Up to here the marks for rising were looked at."""
        self.fallen = self.value
        """Down to here the marks for falling were looked at."""

    def at(self, t: int) -> int:
        """Return the value at a time not before the last change, in its own unit."""
        return self.value + self.rate * (t - self.since)

    def shown(self, t: int) -> int:
        """Return the value in thousandths, floored."""
        value = self.at(t)
        return value // HOUR if self.meter.kind is MeterKind.COUNTER else value

    def settle(self, t: int) -> None:
        """Bring the value to ``t``; nothing is forgotten of marks that were passed and not yet looked at."""
        self.value = self.at(t)
        self.since = t
        if not any(self._met(mark.at * HOUR, mark.direction) for mark in self.meter.marks):
            self.risen = self.fallen = self.value

    def _met(self, at: int, direction: Direction) -> bool:
        if direction is Direction.UP:
            return self.risen < at <= self.value
        return self.value <= at < self.fallen

    def met(self) -> list[int]:
        """Return the marks that are met now, in file order, and count them as looked at."""
        marks = self.meter.marks
        if self.meter.kind is MeterKind.LEVEL:
            level = self.value
            return [
                p
                for p, m in enumerate(marks)
                if (level >= m.at if m.direction is Direction.UP else level <= m.at)
            ]
        found = [p for p, mark in enumerate(marks) if self._met(mark.at * HOUR, mark.direction)]
        self.risen = self.fallen = self.value
        return found

    def next_mark(self) -> int | None:
        """Return when the nearest mark ahead is met at the present rate: ``t + ceil((at - v) / r)``."""
        rate = self.rate
        if not rate:
            return None
        waits = []
        for mark in self.meter.marks:
            at = mark.at * HOUR
            ahead = at > self.risen if mark.direction is Direction.UP else at < self.fallen
            if ahead and (rate > 0) == (mark.direction is Direction.UP):
                waits.append(max(0, -((at - self.value) // -rate)))
        return self.since + min(waits) if waits else None


class Meters:
    """All meters of one world."""

    __slots__ = ("_core", "_places", "gauges")

    def __init__(self, core: Core) -> None:
        self._core = core
        self.gauges = tuple(Gauge(meter) for meter in core.program.model.meters)
        self._places = {gauge.meter.id: gauge for gauge in self.gauges}

    def start(self) -> None:
        """Work every meter out for the first time."""
        for place in range(len(self.gauges)):
            self._touch(place)

    def changed(self, delta: int) -> None:
        """R1(c): work out anew each meter that reads one of the changed bits."""
        for place, gauge in enumerate(self.gauges):
            if gauge.meter.touches & delta:
                self._touch(place)

    def mark(self, place: int, version: int) -> None:
        """A mark comes due; one of an old version is ignored."""
        gauge = self.gauges[place]
        if version != gauge.version:
            return
        core = self._core
        gauge.value, gauge.since = gauge.at(core.t), core.t
        for mark in gauge.met():
            effect = gauge.meter.marks[mark].effect
            core.change(effect.add, effect.rem, f"meter:{gauge.meter.id}")
        if version == gauge.version and gauge.meter.kind is MeterKind.COUNTER:
            self._schedule(place)

    def shown(self, meter: str, t: int) -> int:
        """Return a meter's value in thousandths, floored."""
        return self._places[meter].shown(t)

    def _touch(self, place: int) -> None:
        gauge, core = self.gauges[place], self._core
        meter, facts = gauge.meter, core.facts
        gauge.version += 1
        if meter.kind is MeterKind.COUNTER:
            gauge.settle(core.t)
            gauge.rate = _driven(0, meter.terms, meter.keeps, facts)
            self._schedule(place)
        else:
            gauge.value = _driven(meter.base, meter.terms, meter.keeps, facts)
            core.push(core.t, Phase.MARKS, place, Kind.MARK, (place, gauge.version))
        if core.journal:
            core.tell(MeterChanged(meter.id, gauge.value, gauge.rate, gauge.version))

    def _schedule(self, place: int) -> None:
        gauge = self.gauges[place]
        due = gauge.next_mark()
        if due is not None:
            self._core.push(due, Phase.MARKS, place, Kind.MARK, (place, gauge.version))


def _driven(amount: int, terms: tuple[Term, ...], keeps: tuple[Keep, ...], facts: int) -> int:
    for term in terms:
        if holds(facts, term.guard):
            amount += term.amount
    for keep in keeps:
        if holds(facts, keep.guard):
            amount = amount * keep.percent // 100
    return amount


def as_amount(thousandths: int) -> str:
    """Return thousandths as people read them: ``18.1``, ``12``."""
    whole, rest = divmod(abs(thousandths), 1000)
    shown = f"{whole}.{rest:03}".rstrip("0").rstrip(".")
    return f"-{shown}" if thousandths < 0 else shown
