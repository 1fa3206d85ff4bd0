"""What the calendar and the triggers bring: injects, red herrings, questions, report clocks, day and night.

A trigger fires once: the first time its condition holds it schedules its effect ``after`` later (R1(e)). A deadline that
falls on a millisecond leaves that whole millisecond to the team: it is overdue only when every input of it is in.
"""

from drill.world.core import Core, Kind, Phase
from drill.world.facts import holds
from drill.world.inputs import InjectOrder
from drill.world.items import HerringItem, InjectItem, Item, QuestionItem, ReportItem
from drill.world.outputs import (
    DeadlineMoved,
    HerringFired,
    InjectChanged,
    InjectOverdue,
    InjectState,
    MistakeMade,
    QuestionOpened,
    ReportClockStarted,
    ReportOverdue,
)
from drill.world.program import DAY, EVENING, MORNING, working_hours
from drill.world.traces import Traces

_GONE = (InjectState.SENT, InjectState.SKIPPED, InjectState.DROPPED)


class Calendar:
    """Everything planned in one world. Items are ordered: injects, red herrings, questions, reports, each by file."""

    __slots__ = (
        "_core",
        "_costly",
        "_touched",
        "_traces",
        "_waiting",
        "herrings",
        "injects",
        "items",
        "questions",
        "reports",
    )

    def __init__(self, core: Core, traces: Traces, touched: set[str]) -> None:
        self._core = core
        self._traces = traces
        self._touched = touched
        model = core.program.model
        self.injects = {item.id: InjectItem(p, item) for p, item in enumerate(model.injects, 1)}
        place = 1 + len(self.injects)
        self.herrings = {item.id: HerringItem(p, item) for p, item in enumerate(model.herrings, place)}
        place += len(self.herrings)
        self.questions = {item.id: QuestionItem(p, item) for p, item in enumerate(model.questions, place)}
        place += len(self.questions)
        self.reports = {item.id: ReportItem(p, item) for p, item in enumerate(model.reports, place)}
        every = (self.injects, self.herrings, self.questions, self.reports)
        self.items: dict[int, Item] = {item.place: item for items in every for item in items.values()}
        self._waiting = [item for item in self.items.values() if item.when]
        self._costly = [item for item in self.herrings.values() if item.herring.costly]

    def start(self) -> None:
        """Schedule what has a time, and evaluate the triggers at t = 0."""
        for inject in self.injects.values():
            self._plan(inject, inject.inject.at)
        for herring in self.herrings.values():
            self._plan(herring, herring.herring.at)
        for question in self.questions.values():
            self._plan(question, question.question.opens_at)
        for report in self.reports.values():
            for at in report.report.starts_at:
                self._plan(report, at)
        self._schedule_clock()
        for item in tuple(self._waiting):
            self._try(item)

    def _plan(self, item: Item, at: int | None) -> None:
        if at is not None:
            self._core.push(at, Phase.CALENDAR, item.place, Kind.ITEM, item.place)

    def _schedule_clock(self) -> None:
        core = self._core
        now = core.program.model.starts_at + core.t
        waits = ((moment - now) % DAY or DAY for moment in (MORNING, EVENING))
        core.push(core.t + min(waits), Phase.CALENDAR, 0, Kind.CLOCK)

    def clock(self) -> None:
        """Working hours begin or end."""
        core, model = self._core, self._core.program.model
        day, night = 1 << model.day, 1 << model.night
        add, rem = (day, night) if working_hours(model.starts_at, core.t) else (night, day)
        core.change(add, rem, "clock")
        self._schedule_clock()

    def changed(self, delta: int, before: int) -> None:
        """R1(e): schedule each once-only trigger that holds now; note red herrings acted on in their costly way."""
        if self._waiting:
            for item in tuple(self._waiting):
                if item.reads & delta:
                    self._try(item)
        for herring in self._costly:
            if herring.watches & delta and herring.fired and not herring.mistaken:
                self._watch(herring, before)

    def _try(self, item: Item) -> None:
        if holds(self._core.facts, item.when) and item in self._waiting:
            self._waiting.remove(item)
            self._plan(item, self._core.t + item.after)

    def _watch(self, item: HerringItem, before: int) -> None:
        herring = item.herring
        if holds(before, herring.costly) or not holds(self._core.facts, herring.costly):
            return
        if self._touched.isdisjoint(herring.costly_hosts):
            item.mistaken = True
            self._core.tell(MistakeMade(herring.id))

    def come(self, place: int) -> None:
        """An item's moment is here."""
        match self.items[place]:
            case InjectItem() as inject:
                self._inject(inject)
            case HerringItem() as herring:
                self._herring(herring)
            case QuestionItem() as question:
                question.opened = True
                self._core.tell(QuestionOpened(question.question.id))
            case ReportItem() as report:
                self._report(report)

    def _inject(self, item: InjectItem) -> None:
        item.came = True
        if item.state_now is not InjectState.ARMED:
            return
        unless = item.inject.unless
        if unless and holds(self._core.facts, unless):
            self._set(item, InjectState.DROPPED)
        else:
            self.send(item)

    def _set(self, item: InjectItem, state: InjectState) -> None:
        item.state_now = state
        self._core.tell(InjectChanged(item.inject.id, state, item.due, item.text))

    def send(self, item: InjectItem) -> None:
        """The team gets an inject; its effects follow."""
        core, inject = self._core, item.inject
        if inject.reply_within is not None:
            self._run(item, core.t + inject.reply_within)
        self._set(item, InjectState.SENT)
        if inject.then.add or inject.then.rem:
            core.change(inject.then.add, inject.then.rem, f"inject:{inject.id}")

    def add(self, item: InjectItem) -> None:
        """A controller's own inject joins the others and is sent at once."""
        item.place = max(self.items, default=0) + 1
        self.injects[item.inject.id] = item
        self.items[item.place] = item
        self.send(item)

    def steer(self, item: InjectItem, order: InjectOrder, text: str) -> None:
        """A controller arms, holds, skips or releases an inject that is not gone yet; a text replaces the planned one."""
        if text:
            item.text = text
        if order is InjectOrder.RELEASE:
            self.send(item)
        elif order is InjectOrder.ARM:
            self._set(item, InjectState.ARMED)
            if item.came:
                self._core.push(self._core.t, Phase.CALENDAR, item.place, Kind.ITEM, item.place)
        else:
            self._set(item, InjectState.HELD if order is InjectOrder.HOLD else InjectState.SKIPPED)

    def _herring(self, item: HerringItem) -> None:
        if item.fired:
            return
        item.fired = True
        self._core.tell(HerringFired(item.herring.id))
        self._traces.emit(item.herring.traces, 0, self._core.t, self._core.t)

    def _report(self, item: ReportItem) -> None:
        if item.due is not None:
            return
        if item in self._waiting:
            self._waiting.remove(item)
        due = self._core.t + item.report.due
        self._run(item, due)
        self._core.tell(ReportClockStarted(item.report.id, due))

    def _run(self, item: Item, due: int) -> None:
        item.due = due
        self._core.push(due, Phase.SAMPLES, item.place, Kind.OVERDUE, (item.place, due))

    def overdue(self, place: int, due: int) -> None:
        """A deadline ends; ignored where it was met or moved."""
        item = self.items[place]
        if not item.open or item.due != due:
            return
        item.settled = self._core.t
        if isinstance(item, InjectItem):
            self._core.tell(InjectOverdue(item.inject.id))
        elif isinstance(item, ReportItem):
            self._core.tell(ReportOverdue(item.report.id))

    def credit(self, milliseconds: int) -> None:
        """R8: open deadlines move later."""
        for item in self.items.values():
            if item.open and item.due is not None:
                self._run(item, item.due + milliseconds)
                self._core.tell(DeadlineMoved(_named(item), item.due))


def is_gone(item: InjectItem) -> bool:
    """Whether an inject was sent, skipped or dropped, so that nothing can be done about it any more."""
    return item.state_now in _GONE


def _named(item: Item) -> str:
    return (
        f"inject:{item.inject.id}"
        if isinstance(item, InjectItem)
        else f"report:{item.report.id}"
        if isinstance(item, ReportItem)
        else ""
    )
