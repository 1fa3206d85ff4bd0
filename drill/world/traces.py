"""Traces: what steps, orders and red herrings leave behind in the team's logs (R9).

All that luck decides about a trace is keyed by its id and ``n``, the attempt of the operation that writes it: whether it
is recorded (``trace``), how many lines (``lines``) and how late (``delay``: one draw for ``after`` and for the source's
own delay). Several lines are spread evenly, the first at the start of the step and the last at its end; a single line
stands at the moment of writing. A line can be found from the later of its event and its writing, plus the delay. An
alert comes once per writing.
"""

from drill.scenario.model import Trace
from drill.world.core import Core, Kind, Phase
from drill.world.draws import draw, passes, within
from drill.world.facts import holds
from drill.world.meters import Meters, as_amount
from drill.world.outputs import AlertRaised, TraceWritten
from drill.world.program import TraceRow


class Traces:
    """What was written in one world."""

    __slots__ = ("_core", "_meters", "_waiting", "alerts", "written")

    def __init__(self, core: Core, meters: Meters) -> None:
        self._core = core
        self._meters = meters
        self.written: dict[str, int] = {}
        """Trace id: how many times it was written."""
        self.alerts = 0
        """Alerts delivered so far."""
        self._waiting: dict[tuple[int, int], AlertRaised] = {}

    def emit(self, traces: tuple[Trace, ...], n: int, since: int, until: int) -> None:
        """Write each trace whose condition holds and whose chance passes.

        Args:
            traces: in file order.
            n: attempt of the operation that writes them.
            since: when the operation started.
            until: when it ends, as far as is known now.
        """
        for trace in traces:
            if self._recorded(trace, n):
                self._write(self._core.program.traces[trace.id], n, since, until)

    def _recorded(self, trace: Trace, n: int) -> bool:
        if not holds(self._core.facts, trace.needs):
            return False
        return trace.chance == 100 or passes(draw(self._core.seed, "trace", trace.id, n), trace.chance)

    def _write(self, row: TraceRow, op_n: int, since: int, until: int) -> None:
        core, trace = self._core, row.trace
        n = self.written.get(trace.id, 0)
        self.written[trace.id] = n + 1
        values = {meter: as_amount(self._meters.shown(meter, core.t)) for meter in row.meters}
        late = self._delay(row, op_n)
        events = self._events(trace, op_n, since, until)
        if core.journal:
            for index, at in enumerate(events):
                core.tell(TraceWritten(trace.id, n, op_n, index, at, max(at, core.t) + late, values))
        if row.alert is not None:
            self._announce(row, n, max(events[0], core.t) + late, events[0], values)

    def _announce(self, row: TraceRow, n: int, t: int, at: int, values: dict[str, str]) -> None:
        core = self._core
        assert row.alert is not None  # noqa: S101 (the caller has looked)
        core.push(t, Phase.DELIVERY, row.order, Kind.ALERT, (row.order, n))
        self._waiting[row.order, n] = AlertRaised(0, row.trace.id, n, row.alert.level, at, values)

    def deliver(self, order: int, n: int) -> None:
        """An alert reaches the team: that of the ``n``-th writing of the trace with this place in the file."""
        alert = self._waiting.pop((order, n))
        self.alerts += 1
        if self._core.journal:
            self._core.tell(
                AlertRaised(self.alerts, alert.trace, alert.n, alert.level, alert.at, alert.values)
            )

    def _delay(self, row: TraceRow, n: int) -> int:
        after, own = row.trace.after, row.delay
        if after.lo == after.hi and own.lo == own.hi:
            return after.lo + own.lo
        number = draw(self._core.seed, "delay", row.trace.id, n)
        return within(number, after) + within(number, own)

    def _events(self, trace: Trace, n: int, since: int, until: int) -> list[int]:
        lines = trace.lines.lo
        if lines != trace.lines.hi:
            lines = within(draw(self._core.seed, "lines", trace.id, n), trace.lines)
        if lines <= 1:
            return [self._core.t]
        return [since + (until - since) * index // (lines - 1) for index in range(lines)]
