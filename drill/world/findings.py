"""What an order brings when it succeeds, besides its effect: lines to read, cut steps, more people."""

from drill.scenario.compile.vocabulary import told
from drill.scenario.model import Reach, TargetKind
from drill.world.core import Core
from drill.world.inputs import OrderGiven, TeamSetup
from drill.world.noise import noise_maker
from drill.world.operations import Operations, Running
from drill.world.outputs import FactsChanged, LinesShown, TraceWritten
from drill.world.people import Crew
from drill.world.render import renderer_for
from drill.world.search import Archive, Query


class Findings:
    """What one team's orders have found."""

    __slots__ = ("_archive", "_core", "_crew", "_label", "_ops", "_read", "_to_whom")

    def __init__(self, core: Core, crew: Crew, ops: Operations, label: str) -> None:
        self._core = core
        self._crew = crew
        self._ops = ops
        self._label = label
        self._archive: Archive | None = None
        self._read = 0
        actions = core.program.model.actions
        self._to_whom = {action.name for action in actions if action.asks is TargetKind.WHO}

    def bring(self, run: Running) -> None:
        """Give the team what a successful order brings."""
        op = run.op
        for step in op.cuts:
            self._cut(step)
        if op.reach is not Reach.NOTHING:
            self._show(run, self._crew.working[run.id].given)
        if op.extra_people is not None:
            self._crew.expects(*op.extra_people)
        if op.id in self._to_whom:
            self._notify(run)

    def _notify(self, run: Running) -> None:
        """Remember whom the team told, where the scenario asks for it."""
        fact = told(self._crew.working[run.id].given.text)
        names = self._core.program.names
        if fact in names:
            self._core.change(1 << names.index(fact), 0, f"run:{run.id}")

    def _cut(self, step: str) -> None:
        for run in tuple(self._ops.running.values()):
            if run.op.id == step and run.id in self._ops.running:
                self._ops.cut(run, 0)

    def _show(self, run: Running, given: OrderGiven) -> None:
        core, op = self._core, run.op
        since = max(0, given.since or 0)
        until = core.t if given.until is None else min(given.until, core.t)
        query = Query(op.reach, core.t, op.target, given.source, given.text, since, until)
        seen = self._logs().seen(query)
        core.tell(LinesShown(run.order, op.id, op.reach.value, given.source, given.text, since, until, seen))
        bits = 0
        for trace in seen:
            bit = core.program.traces[trace].trace.seen
            bits |= 0 if bit is None else 1 << bit
        if bits:
            core.change(bits, 0, f"run:{run.id}")

    def _logs(self) -> Archive:
        """Return the archive, with all that was written meanwhile."""
        core = self._core
        if self._archive is None:
            model = core.program.model
            renderer = renderer_for(model, core.seed, TeamSetup(core.team, self._label))
            self._archive = Archive(model, renderer, noise_maker(model, core.seed))
        for happened in core.log[self._read :]:
            if isinstance(happened.what, TraceWritten):
                self._archive.write(happened.what)
            elif isinstance(happened.what, FactsChanged):
                self._archive.change(happened.what, happened.t)
        self._read = len(core.log)
        return self._archive
