"""What a model gives once: tables and the plan memo that all worlds of it share."""

from drill.scenario.model import Alert, Model, Owner, Slot, SlotKind, Trace
from drill.world.facts import Closure, reads
from drill.world.plan import Planner

DAY = 24 * 3_600_000
MORNING = (7 * 60 + 30) * 60_000
EVENING = (17 * 60 + 30) * 60_000
"""Working hours are from 07:30, included, to 17:30, excluded."""


class Program:
    """Tables of one model; build it once and hand it to every `World` of that model.

    Nothing in it belongs to one team: the memos hold values of pure functions.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.close = Closure(model.rules, model.derived)
        self.ops = model.operations
        self.index = {op.id: place for place, op in enumerate(model.operations)}
        self.hold_reads = tuple(reads(op.hold) for op in model.operations)
        self.steps = tuple(p for p, op in enumerate(self.ops) if op.owner is Owner.ATTACKER)
        self.plan = Planner(model, self.close)
        self.start = self.close(_at_start(model))
        self.services = tuple(1 << service.up for service in model.services)
        self.services_mask = sum(set(self.services))
        self.meters_mask = 0
        for meter in model.meters:
            self.meters_mask |= meter.touches
        self.goals_mask = 0
        for goal in model.attack.goals:
            self.goals_mask |= reads(goal.guard)
        self.traces = _traces(model)
        self.names = tuple(fact.name for fact in model.facts)
        self.observable = _observable(model)


def working_hours(starts_at: int, t: int) -> bool:
    """Whether it is working hours ``t`` milliseconds after the start."""
    return MORNING <= (starts_at + t) % DAY < EVENING


def _at_start(model: Model) -> int:
    facts = model.start & ~(1 << model.day | 1 << model.night)
    return facts | 1 << (model.day if working_hours(model.starts_at, 0) else model.night)


class TraceRow:
    """A trace with what writing it needs."""

    __slots__ = ("alert", "arrives", "delay", "meters", "order", "trace")

    def __init__(self, model: Model, trace: Trace, order: int) -> None:
        source = next(source for source in model.sources if source.id == trace.source)
        self.trace = trace
        self.order = order
        self.delay = source.delay
        self.arrives = trace.on not in source.misses
        self.alert: Alert | None = trace.alert if self.arrives else None
        slots = (*trace.text.en, *trace.text.vi, *(_title(trace)))
        found = (slot.id for slot in slots if isinstance(slot, Slot) and slot.kind is SlotKind.METER)
        self.meters = tuple(dict.fromkeys(found))


def _title(trace: Trace) -> tuple[str | Slot, ...]:
    return (*trace.alert.title.en, *trace.alert.title.vi) if trace.alert else ()


def _traces(model: Model) -> dict[str, TraceRow]:
    rows: dict[str, TraceRow] = {}
    written = [op.start_traces + op.traces + op.failed_traces for op in model.operations]
    for trace in (t for group in (*written, *(h.traces for h in model.herrings)) for t in group):
        rows.setdefault(trace.id, TraceRow(model, trace, len(rows)))
    return rows


def _observable(model: Model) -> int:
    """Return the bits that a team can observe: what its own orders set, and what is said of the team itself."""
    bits = 0
    for op in model.operations:
        if op.owner is Owner.TEAM:
            bits |= op.during.add
            for effect in (*(s.during for s in op.stages), *(o.effect for o in op.outcomes)):
                bits |= effect.add
    for fact in model.facts:
        if fact.subject == "team":
            bits |= 1 << fact.bit
    return bits
