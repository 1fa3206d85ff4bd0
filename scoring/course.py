"""One team's course through the drill: what several rules need to know of it, folded once."""

from fractions import Fraction

from drill.i18n import Words
from drill.scenario.model import Model, Operation, Owner, Phase
from drill.world.happened import Happened
from drill.world.history import History
from drill.world.inputs import (
    ConflictDeclared,
    DrillOpened,
    ItemVoided,
    Marked,
    OrderGiven,
    PlayInput,
    Recused,
    TeamSetup,
    TimeAdded,
    TimeCredited,
)
from drill.world.naming import named
from drill.world.outputs import (
    Ending,
    FactsChanged,
    OperationEnded,
    OperationStarted,
    OrderQueued,
    Output,
    TeamEnded,
)
from scoring.marks import Marks
from scoring.model import About, LedgerLine
from scoring.rounding import half_up


class Course:
    """The clock, facts, marks, voids and runs of one team as far as the journal was read."""

    def __init__(self, model: Model, opened_seq: int, opened: DrillOpened, setup: TeamSetup) -> None:
        self.model = model
        self.setup = setup
        self.opened = opened_seq
        self.now = 0
        self.ended: tuple[int, int] | None = None
        self.facts = model.start
        self.marks = Marks()
        self.history = History(model, opened.seed, setup)
        self.last_containment: int | None = None
        self._added = 0
        self._voids: dict[str, tuple[int, str]] = {}
        self._operations = {operation.id: operation for operation in model.operations}
        self._runs: dict[int, Operation] = {}
        self._started: dict[int, tuple[int, ...]] = {}
        self._given = 0
        self._orders: dict[int, int] = {}
        self._contains = {
            order for action in model.actions if action.phase is Phase.CONTAIN for order in action.orders
        }

    @property
    def end(self) -> int:
        """When the team's drill ended, or will end as things stand (ms of its own time)."""
        return self.ended[1] if self.ended else self.model.length + self._added

    def note(self, seq: int, happened: Happened) -> None:
        """Take one entry in that concerns this team."""
        what = happened.what
        if happened.team == self.setup.id and isinstance(what, Output | PlayInput):
            self.now = max(self.now, happened.t)
            self.history.add(happened)
        match what:
            case FactsChanged():
                self.facts = (self.facts | int(what.set, 16)) & ~int(what.cleared, 16)
            case OrderGiven() | OrderQueued() | OperationStarted():
                self._note_begun(seq, what)
            case OperationEnded(ending=Ending.SUCCESS) if what.op in self._contains:
                self.last_containment = happened.t
            case TeamEnded():
                self.ended = (seq, happened.t)
            case _:
                self._note_people(seq, happened)

    def _note_begun(self, seq: int, what: OrderGiven | OrderQueued | OperationStarted) -> None:
        match what:
            case OrderGiven():
                self._given = seq
            case OrderQueued():
                self._orders[what.order] = self._given
            case OperationStarted():
                self._runs[what.run] = self._operations[what.op]
                given = self._orders.get(what.order or 0)
                self._started[what.run] = (seq,) if given is None else (given, seq)

    def _note_people(self, seq: int, happened: Happened) -> None:
        match happened.what:
            case Marked() as what:
                self.marks.note(seq, happened.t, happened.seat, what)
            case Recused(item=item):
                self.marks.leave_out(happened.seat, item)
            case ConflictDeclared(judge=judge):
                self.marks.leave_out(judge or happened.seat)
            case ItemVoided() as what:
                void = (seq, what.reason)
                self._voids[what.item] = min(void, self._voids.get(what.item, void))
            case TimeAdded(milliseconds=milliseconds) | TimeCredited(milliseconds=milliseconds):
                self._added += milliseconds
            case _:
                pass

    def operation(self, op: str) -> Operation | None:
        """Return the operation of an id; None for one that the scenario does not know."""
        return self._operations.get(op)

    def ordered(self, cause: str) -> bool:
        """Return whether a cause of changed facts (``run:N``) is an order of the team."""
        kind, _colon, number = cause.partition(":")
        run = self._runs.get(int(number)) if kind == "run" else None
        return run is not None and run.owner is Owner.TEAM

    def behind(self, cause: str) -> tuple[int, ...]:
        """Return the entries behind a cause of changed facts: the start of the run, and the order that asked for it."""
        kind, _colon, number = cause.partition(":")
        return self._started.get(int(number), ()) if kind == "run" else ()

    def void(self, item: str) -> tuple[int, str] | None:
        """Return position and reason of the entry that voided an item (``question:ID``); None while it counts."""
        return self._voids.get(item)

    def line(
        self, about: About, points: int | Fraction, t: int, because: tuple[int, ...], why: Words, by: str = ""
    ) -> LedgerLine:
        """Return a line of this team's ledger: points rounded half up, ``because`` put in order."""
        exact = Fraction(points)
        return LedgerLine(
            team=self.setup.id,
            section=about.section,
            rule=about.rule,
            item=about.item,
            points=half_up(exact),
            t=t,
            because=tuple(sorted(set(because))),
            why=named(self.model, why, {}),
            by=by,
            layer=about.layer,
            exact=None if exact.denominator == 1 else (exact.numerator, exact.denominator),
        )
