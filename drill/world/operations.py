"""Running operations, the attacker's steps and the team's orders alike: start, end, cut (R2, R3, R4).

Who has the hands is another part's matter: `Operations` tells it through `on_end`, once the hands are free.
"""

from collections.abc import Callable

from drill.scenario.model import Effect, Operation, Owner
from drill.world.core import Core, Kind, Phase
from drill.world.draws import draw, passes, within
from drill.world.facts import as_hex, broken, each_bit, holds
from drill.world.outputs import AttackerLearned, Ending, OperationEnded, OperationStarted, Start
from drill.world.traces import Traces

NONE = Effect()


class Running:
    """One operation on its way."""

    __slots__ = (
        "doomed",
        "ending",
        "ends",
        "hold",
        "id",
        "lowered",
        "n",
        "op",
        "order",
        "place",
        "raised",
        "started",
    )

    def __init__(self, number: int, place: int, op: Operation, n: int, *, doomed: bool) -> None:
        self.id = number
        self.place = place
        """Its place among the model's operations."""
        self.op = op
        self.n = n
        self.doomed = doomed
        self.ending: Ending | None = None
        """None while it runs."""
        self.hold = 0
        """Bits whose change may cut it; none for a doomed attempt, which fails at its end in any case."""
        self.started = self.ends = 0
        self.order = 0
        """The team's order number; 0 for a step."""
        self.raised = 0
        """Bits that it keeps set while it runs."""
        self.lowered = 0
        """Bits that it keeps cleared while it runs and that were set before."""

    def state(self) -> tuple[int, ...]:
        """Return what makes up its state, for the hash of the world."""
        return (self.id, self.place, self.n, self.started, self.ends, self.order, self.raised, self.lowered)


class Operations:
    """All runnings of one world, and what became of earlier ones."""

    __slots__ = (
        "_core",
        "_traces",
        "attempts",
        "cool",
        "failures",
        "known",
        "last",
        "on_end",
        "running",
        "touched",
        "won",
    )

    on_end: Callable[[Running], None]
    """Called when the hands of a running are to be given back, after all it did."""

    def __init__(self, core: Core, traces: Traces) -> None:
        self._core = core
        self._traces = traces
        size = len(core.program.ops)
        self.running: dict[int, Running] = {}
        """By id, ascending."""
        self.last = 0
        self.attempts = [0] * size
        self.cool = [0] * size
        """When a step that failed or was cut may be tried again."""
        self.failures = [0] * size
        """How often a step failed, doomed and cut attempts included."""
        self.won = 0
        """Operations (bit per place) that succeeded once."""
        self.known = 0
        self.touched: set[str] = set()
        """Hosts that were ``from`` or ``target`` of a started or doomed step."""

    def start(self, place: int, order: int = 0) -> Running:
        """R2: start an operation whose guard holds."""
        core = self._core
        op = core.program.ops[place]
        n = self.attempts[place]
        takes = op.takes
        if takes.lo == takes.hi:
            run = self._enter(place, takes.lo, order, doomed=False)
        else:
            run = self._enter(
                place, within(draw(core.seed, "duration", op.id, n), takes), order, doomed=False
            )
        run.hold = core.program.hold_reads[place]
        for number, stage in enumerate(op.stages):
            at = max(core.t, run.ends - stage.before_end)
            core.push(at, Phase.TEAM_ENDS, op.order, Kind.STAGE, (run.id, number))
        if op.start_traces:
            self._traces.emit(op.start_traces, n, run.started, run.ends)
        self._hold(run, op.during)
        return run

    def doom(self, place: int) -> Running:
        """R7: start an attempt that cannot work: no draw, no start traces, no ``during``."""
        return self._enter(place, self._core.program.ops[place].takes.lo, 0, doomed=True)

    def _enter(self, place: int, takes: int, order: int, *, doomed: bool) -> Running:
        core = self._core
        op = core.program.ops[place]
        self.last += 1
        run = Running(self.last, place, op, self.attempts[place], doomed=doomed)
        self.attempts[place] += 1
        run.started, run.ends, run.order = core.t, core.t + takes, order
        self.running[run.id] = run
        attacks = op.owner is Owner.ATTACKER
        if attacks:
            self.touched.update((op.source, op.target))
        if core.journal:
            kind = Start.DOOMED if doomed else Start.REAL
            core.tell(OperationStarted(run.id, op.id, run.n, run.ends, kind, order or None))
        core.push(
            run.ends, Phase.ATTACKER_ENDS if attacks else Phase.TEAM_ENDS, op.order, Kind.END_RUN, run.id
        )
        return run

    def stage(self, number: int, stage: int) -> None:
        """A stage of an order begins, if the order is still on its way."""
        run = self.running.get(number)
        if run is not None:
            self._hold(run, run.op.stages[stage].during)

    def end(self, number: int) -> Running | None:
        """R3: an operation comes to its end; None when it is no longer running."""
        run = self.running.pop(number, None)
        if run is None:
            return None
        op = run.op
        if run.doomed:
            blockers = broken(self._core.facts, op.hidden) & op.hidden_bits & self._core.facts
            self._fail(run, broken(self._core.facts, op.guard))
            self._learn(blockers)
        elif op.chance == 100 or passes(draw(self._core.seed, "success", op.id, run.n), op.chance):
            self._succeed(run)
        else:
            self._fail(run, 0)
        return run

    def _succeed(self, run: Running) -> None:
        core, op = self._core, run.op
        self.won |= 1 << run.place
        self._tell_end(run, Ending.SUCCESS, 0)
        then = next((o.effect for o in op.outcomes if holds(core.facts, o.guard)), NONE)
        self._traces.emit(op.traces, run.n, run.started, core.t)
        self._release(run, then)

    def _fail(self, run: Running, because: int) -> None:
        core, op = self._core, run.op
        self._tell_end(run, Ending.FAILED, because)
        self._traces.emit(op.failed_traces, run.n, run.started, core.t)
        self._release(run, op.fails)
        self._cool(run)

    def cut(self, run: Running, because: int, ending: Ending = Ending.CUT) -> None:
        """R4: stop an operation short. ``because`` are the bits that broke its hold."""
        core, op = self._core, run.op
        del self.running[run.id]
        self._tell_end(run, ending, because)
        if ending is Ending.CUT:
            self._traces.emit(op.failed_traces, run.n, run.started, core.t)
        self._cool(run)
        self._learn(because & broken(core.facts, op.hidden) & op.hidden_bits & core.facts)
        self._release(run, NONE)
        self.on_end(run)

    def _cool(self, run: Running) -> None:
        if run.op.owner is Owner.ATTACKER:
            self.cool[run.place] = self._core.t + run.op.retry
            self.failures[run.place] += 1

    def _learn(self, blockers: int) -> None:
        if blockers & ~self.known:
            self.known |= blockers
            self._core.tell(AttackerLearned(as_hex(self.known)))

    def _hold(self, run: Running, during: Effect) -> None:
        """Facts that hold while the operation runs begin to."""
        if not (during.add or during.rem):
            return
        lowered = during.rem & self._core.facts
        for other in self.running.values():
            lowered |= other.lowered & during.rem
        run.raised |= during.add
        run.lowered |= lowered
        self._core.change(during.add, during.rem, f"run:{run.id}")

    def _release(self, run: Running, then: Effect) -> None:
        """Apply an effect; what held only while this ran ends, unless another running keeps it."""
        raised, lowered = run.raised, run.lowered
        if raised or lowered:
            for other in self.running.values():
                raised &= ~other.raised
                lowered &= ~other.lowered
        add = then.add | lowered & ~then.rem
        rem = then.rem | raised & ~then.add
        if add or rem:
            self._core.change(add, rem, f"run:{run.id}")

    def cut_broken(self, delta: int) -> None:
        """R1(d): cut every running operation, by id, whose hold reads a changed bit and no longer holds."""
        if not any(run.hold & delta for run in self.running.values()):
            return
        for run in tuple(self.running.values()):
            if run.hold & delta and run.id in self.running:
                because = broken(self._core.facts, run.op.hold)
                if because:
                    self.cut(run, because)

    def _tell_end(self, run: Running, ending: Ending, because: int) -> None:
        run.ending = ending
        if self._core.journal:
            names = self._core.program.names
            self._core.tell(
                OperationEnded(run.id, run.op.id, ending, tuple(names[b] for b in each_bit(because)))
            )
