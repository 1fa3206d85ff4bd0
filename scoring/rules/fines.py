"""Fines that need no judge: costly mistakes, needless outages, and what orders cost."""

from typing import ClassVar

from drill.i18n import words
from drill.scenario.model import Owner
from drill.world.happened import Happened
from drill.world.inputs import AnyInput, TimeAdded, TimeCredited
from drill.world.outputs import AnyOutput, FactsChanged, MistakeMade, OperationStarted, TeamEnded
from scoring.course import Course
from scoring.model import FINES, About, LedgerLine, LineRule, Record
from scoring.sayings import moment, named

MINUTE = 60_000
GRACE = 10
"""Minutes of an outage that nobody is fined for."""


class Outage(Record, frozen=True):
    """A time in which the team's own orders kept a host off or isolated."""

    host: str
    since: int
    seq: int
    until: int | None = None
    """None while it lasts."""
    ended: int | None = None
    """The entry that ended it."""


class MistakeRule:
    """Once for each red herring acted on in its costly way, unless a host it names had been touched by a step."""

    hears: ClassVar[tuple[type[AnyInput | AnyOutput], ...]] = (OperationStarted, MistakeMade)
    pending = 0

    def __init__(self, course: Course) -> None:
        self._course = course
        self._herrings = {herring.id: herring for herring in course.model.herrings}
        self._touched: set[str] = set()
        self._made: dict[str, tuple[int, int]] = {}

    def note(self, seq: int, happened: Happened) -> bool:
        """Take a step or a mistake in."""
        match happened.what:
            case OperationStarted(op=op):
                self._touched |= touched(self._course, op)
                return False
            case MistakeMade(herring=name) if name in self._herrings:
                if not self._touched.intersection(self._herrings[name].costly_hosts):
                    self._made.setdefault(name, (seq, happened.t))
                return True
            case _:
                return False

    def lines(self) -> list[LedgerLine]:
        """Return one line for each mistake."""
        fine = self._course.model.scoring.costly_mistake
        if fine == 0:
            return []
        return [
            self._course.line(
                About(LineRule.COSTLY_MISTAKE, FINES, name),
                -fine,
                t,
                (seq,),
                words("A false alarm was acted on in its costly way: {herring}", herring=name),
            )
            for name, (seq, t) in self._made.items()
        ]


class OutageRule:
    """For each host that no step ever touched and each time the team kept it off or isolated over ten minutes.

    A time that still runs counts up to the last moment that the journal tells of.
    """

    hears: ClassVar[tuple[type[AnyInput | AnyOutput], ...]] = (
        FactsChanged,
        OperationStarted,
        TeamEnded,
        TimeAdded,
        TimeCredited,
    )
    pending = 0

    def __init__(self, course: Course) -> None:
        self._course = course
        hosts = {host.id for host in course.model.hosts}
        self._bits: dict[str, int] = {}
        for fact in course.model.facts:
            if fact.subject in hosts and fact.state in {"off", "isolated"}:
                self._bits[fact.subject] = self._bits.get(fact.subject, 0) | 1 << fact.bit
        self._mask = sum(self._bits.values())
        self._held: dict[str, int] = {}
        self._outages: list[Outage] = []
        self._touched: set[str] = set()

    @property
    def open(self) -> bool:
        """Whether a host is off or isolated right now, so that time alone adds to a fine."""
        return bool(self._held) and self._course.ended is None

    def note(self, seq: int, happened: Happened) -> bool:
        """Take changed facts or a step in."""
        match happened.what:
            case OperationStarted(op=op):
                new = touched(self._course, op) - self._touched
                self._touched |= new
                return bool(new)
            case FactsChanged() as what:
                return self._facts(seq, happened.t, what)
            case _:
                return True

    def lines(self) -> list[LedgerLine]:
        """Return one line for each outage that costs something, in order of time."""
        scoring, lines = self._course.model.scoring, []
        if scoring.outage_points == 0 or scoring.outage_minutes == 0:
            return []
        labels = {host.id: named(host.label, host.id) for host in self._course.model.hosts}
        for outage in self._outages:
            minutes = self._minutes(outage)
            if outage.host in self._touched or minutes <= GRACE:
                continue
            points = -(scoring.outage_points * ((minutes - GRACE) // scoring.outage_minutes))
            if points == 0:
                continue
            why = words(
                "No step ever touched {host}: kept off or isolated for {minutes} minutes from {since}, {grace} are free",
                host=labels[outage.host],
                minutes=minutes,
                since=moment(outage.since),
                grace=GRACE,
            )
            because = (outage.seq,) if outage.ended is None else (outage.seq, outage.ended)
            item = f"{outage.host}@{outage.seq}"
            lines.append(
                self._course.line(
                    About(LineRule.NEEDLESS_OUTAGE, FINES, item), points, outage.since, because, why
                )
            )
        return lines

    def _minutes(self, outage: Outage) -> int:
        last = self._course.end if self._course.ended else self._course.now
        until = last if outage.until is None else outage.until
        return (until - outage.since) // MINUTE

    def _facts(self, seq: int, t: int, what: FactsChanged) -> bool:
        added, cleared = int(what.set, 16), int(what.cleared, 16)
        if not (added | cleared) & self._mask:
            return False
        own = self._course.ordered(what.cause)
        for host, bits in self._bits.items():
            before = self._held.get(host, 0)
            after = before & ~cleared | (added & bits if own else 0)
            if after == before:
                continue
            self._change(host, before, after, seq, t)
        return True

    def _change(self, host: str, before: int, after: int, seq: int, t: int) -> None:
        if not before:
            self._outages.append(Outage(host, t, seq))
        if after:
            self._held[host] = after
            return
        del self._held[host]
        for place, outage in enumerate(self._outages):
            if outage.host == host and outage.until is None:
                self._outages[place] = Outage(host, outage.since, outage.seq, t, seq)


class CostRule:
    """What an order costs when it starts (``ask for help``)."""

    hears: ClassVar[tuple[type[AnyInput | AnyOutput], ...]] = (OperationStarted,)
    pending = 0

    def __init__(self, course: Course) -> None:
        self._course = course
        self._started: list[tuple[int, int, str, int]] = []

    def note(self, seq: int, happened: Happened) -> bool:
        """Take a started order in that costs points."""
        if not isinstance(happened.what, OperationStarted):
            return False
        operation = self._course.operation(happened.what.op)
        if operation is None or operation.owner is not Owner.TEAM or operation.cost == 0:
            return False
        self._started.append((seq, happened.t, operation.id, operation.cost))
        return True

    def lines(self) -> list[LedgerLine]:
        """Return one line for each such order."""
        return [
            self._course.line(
                About(LineRule.ORDER_COST, FINES, f"{op}@{seq}"),
                -cost,
                t,
                (seq,),
                words("This order costs points: {order}", order=op),
            )
            for seq, t, op, cost in self._started
        ]


def touched(course: Course, op: str) -> set[str]:
    """Return the hosts that a started or doomed step touches; none for an order of the team."""
    operation = course.operation(op)
    if operation is None or operation.owner is not Owner.ATTACKER:
        return set()
    return {operation.source, operation.target} - {""}
