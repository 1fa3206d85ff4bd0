"""One team's world: its state, R1, and the loop that takes one event after another.

Everything is pure: time and luck are arguments, so the same inputs at the same times give the same outputs.
"""

from collections.abc import Callable
from heapq import heappop

from drill.scenario.model import Model, Owner
from drill.world.attacker import Attacker
from drill.world.board import Board
from drill.world.calendar import Calendar
from drill.world.core import Core, Event, Kind, Phase
from drill.world.facts import as_hex, holds, reads
from drill.world.findings import Findings
from drill.world.happened import Happened
from drill.world.hashing import hash_of
from drill.world.meters import Meters
from drill.world.operations import Operations, Running
from drill.world.outputs import Ending, FactsChanged, GoalReached, TeamEnded, WorldFrozen, WorldHashed
from drill.world.people import Crew
from drill.world.program import Program
from drill.world.traces import Traces

MOST_EVENTS = 10_000
"""Events in one instant after which a world freezes and calls the instructor."""
HASH_EVERY = 60_000


class World:
    """One team's world. Three kinds of input only: time (`advance`), orders and controls, the last two through parts."""

    def __init__(
        self,
        model: Model,
        seed: int,
        team: str,
        *,
        label: str = "",
        plans: Program | None = None,
        hashes: bool = True,
        journal: bool = True,
    ) -> None:
        """Set up the world at T+0; `start` evaluates it.

        Args:
            model: the compiled scenario.
            seed: the drill's seed.
            team: team id.
            label: what the team is called in texts; its id where empty.
            plans: tables and memos shared by all worlds of one model; own ones by default.
            hashes: write a `WorldHashed` every 60 s and at the end.
            journal: False keeps no outputs at all; searches then show nothing, so it suits idle runs alone.
        """
        self.program = plans or Program(model)
        core = self.core = Core(self.program, seed, team, journal=journal)
        core.change = self._change
        self.label = label or team
        self.hashes = hashes and journal
        self.end_at = model.length
        self.ended = False
        self.frozen = False
        self.goal_times: dict[str, int] = {}
        """Goal id to the time at which it first held."""
        self.meters = Meters(core)
        self.traces = Traces(core, self.meters)
        self.operations = Operations(core, self.traces)
        self.operations.on_end = self._free
        self.attacker = Attacker(core, self.operations)
        self.crew = Crew(core, self.operations)
        self.calendar = Calendar(core, self.traces, self.operations.touched)
        self.board = Board(core)
        self.findings = Findings(core, self.crew, self.operations, self.label)
        self._goals = [(goal, reads(goal.guard)) for goal in model.attack.goals]
        self._handlers = self._handle()
        self._instant = -1
        self._events = 0
        self._hashed = -1

    # --- what can be asked

    @property
    def t(self) -> int:
        """The team's own time (ms)."""
        return self.core.t

    @property
    def facts(self) -> int:
        """True facts."""
        return self.core.facts

    @property
    def known(self) -> int:
        """Hidden bits that the attacker has run into."""
        return self.operations.known

    @property
    def running(self) -> dict[int, Running]:
        """What is on its way, by number."""
        return self.operations.running

    @property
    def log(self) -> list[Happened]:
        """All outputs so far."""
        return self.core.log

    def up_time(self, service: str) -> int:
        """Return the milliseconds that a service was up until now."""
        place = next(p for p, known in enumerate(self.program.model.services) if known.id == service)
        return self.board.up_time(place, self.core.t)

    def meter_value(self, meter: str, t: int) -> int:
        """Return a meter's value at ``t`` (not before its last change) in thousandths, floored."""
        return self.meters.shown(meter, t)

    def next_idea(self) -> str:
        """Return the step that the attacker would begin now; empty when it would wait."""
        return self.attacker.next_idea()

    def next_event(self) -> int | None:
        """Return the team time of the next event; None when nothing will ever happen again."""
        return self.core.schedule[0][0] if self.core.schedule and not self.ended else None

    # --- time

    def start(self) -> list[Happened]:
        """Evaluate facts, meters, triggers and goals at t = 0, before any event, and return what that gave."""
        core = self.core
        core.tell(FactsChanged(as_hex(core.facts), "0", "start"))
        self.meters.start()
        self.calendar.start()
        self._note_goals(-1, "start")
        self.attacker.start()
        self._schedule_end()
        if self.hashes:
            core.push(HASH_EVERY, Phase.SAMPLES, 1_000_000, Kind.HASH)
        return core.log[:]

    def advance(self, t: int) -> list[Happened]:
        """Process every event up to and including team time ``t`` and return the outputs."""
        return self.advance_to(t, Phase.END)

    def advance_to(self, t: int, phase: Phase) -> list[Happened]:
        """Process every event before ``t``, and those at ``t`` up to a phase; the world's time is ``t`` then."""
        core = self.core
        mark = len(core.log)
        schedule = core.schedule
        while schedule and not self.ended:
            now, its_phase, *_ = schedule[0]
            if now > t or (now == t and its_phase > phase):
                break
            self._take(heappop(schedule))
        if not self.ended:
            core.t = max(core.t, t)
        return core.log[mark:]

    def _take(self, event: Event) -> None:
        t = event[0]
        if t != self._instant:
            self._instant = self.core.t = t
            self._events = 0
        self._events += 1
        if self._events > MOST_EVENTS and not self.frozen:
            self._freeze()
        elif not self.frozen or event[4] == Kind.END:
            self._handlers[event[4]](event)

    def _freeze(self) -> None:
        self.frozen = True
        self.core.tell(WorldFrozen(self._events))
        self.core.schedule.clear()
        self._schedule_end()

    def _handle(self) -> tuple[Callable[..., None], ...]:
        calls: dict[Kind, Callable[..., None]] = {
            Kind.END_RUN: lambda e: self._end_run(e[5]),
            Kind.STAGE: lambda e: self.operations.stage(*e[5]),
            Kind.MARK: lambda e: self.meters.mark(*e[5]),
            Kind.CLOCK: lambda _: self.calendar.clock(),
            Kind.ITEM: lambda e: self.calendar.come(e[5]),
            Kind.SERVE: lambda _: self.crew.serve(),
            Kind.DECIDE: lambda _: self.attacker.decide(),
            Kind.ALERT: lambda e: self.traces.deliver(*e[5]),
            Kind.BOARD: lambda e: self.board.show(*e[5]),
            Kind.OVERDUE: lambda e: self.calendar.overdue(*e[5]),
            Kind.JOIN: lambda e: self.crew.join(*e[5]),
            Kind.HASH: lambda _: self._hash_again(),
            Kind.END: lambda e: self._end(e[5]),
        }
        return tuple(calls[kind] for kind in Kind)

    # --- R1

    def _change(self, add: int, rem: int, cause: str) -> None:
        """R1: set and clear facts, close them, and let everything follow in its order (a) to (g)."""
        core = self.core
        before = core.facts
        after = self.program.close(before & ~rem | add)
        delta = before ^ after
        if not delta:
            return
        core.facts = after
        if core.journal:
            core.tell(FactsChanged(as_hex(delta & after), as_hex(delta & before), cause))
        if delta & self.program.services_mask:
            self.board.changed(before, delta)
        if delta & self.program.meters_mask:
            self.meters.changed(delta)
        self.operations.cut_broken(delta)
        self.calendar.changed(delta, before)
        if delta & self.program.goals_mask:
            self._note_goals(delta, cause)
        self.attacker.changed(delta)

    def _note_goals(self, delta: int, cause: str) -> None:
        core = self.core
        for goal, its_bits in self._goals:
            if its_bits & delta and goal.id not in self.goal_times and holds(core.facts, goal.guard):
                self.goal_times[goal.id] = core.t
                core.tell(GoalReached(goal.id))
                self._change(1 << goal.bit, 0, cause)

    def _end_run(self, number: int) -> None:
        run = self.operations.end(number)
        if run is None:
            return
        if run.op.owner is Owner.TEAM and run.ending is Ending.SUCCESS:
            self.findings.bring(run)
        self._free(run)

    def _free(self, run: Running) -> None:
        if run.op.owner is Owner.TEAM:
            self.crew.release(run)
        else:
            self.attacker.rest(run)

    # --- the end

    def _schedule_end(self) -> None:
        self.core.push(self.end_at, Phase.END, 0, Kind.END, self.end_at)

    def move_end(self, to: int) -> None:
        """Let the drill of this team end at another time, not before now."""
        self.end_at = max(to, self.core.t)
        self._schedule_end()

    def credit(self, milliseconds: int) -> None:
        """R8: open deadlines and the end move later; the attacker begins nothing for as long."""
        self.calendar.credit(milliseconds)
        self.move_end(self.end_at + milliseconds)
        self.attacker.idle(milliseconds)

    def _end(self, planned: int) -> None:
        if planned != self.end_at:
            return
        if self.hashes and self._hashed != self.core.t:
            self._hash()
        self.core.tell(TeamEnded())
        self.ended = True

    def _hash_again(self) -> None:
        self._hash()
        self.core.push(self.core.t + HASH_EVERY, Phase.SAMPLES, 1_000_000, Kind.HASH)

    def _hash(self) -> None:
        self._hashed = self.core.t
        self.core.tell(WorldHashed(hash_of(self.state())))

    def state(self) -> tuple[object, ...]:
        """Return all that makes up the world W, in numbers, words and tuples alone, the same for the same world."""
        core, ops, crew = self.core, self.operations, self.crew
        return (
            (core.t, as_hex(core.facts), core.seq, self.end_at, self.frozen, sorted(core.schedule)),
            [(g.value, g.rate, g.since, g.version, g.risen, g.fallen) for g in self.meters.gauges],
            [run.state() for run in ops.running.values()],
            (
                [order.state() for order in crew.queue],
                sorted(crew.free.items()),
                sorted(crew.total.items()),
                crew.last,
            ),
            (ops.attempts, ops.cool, ops.failures, as_hex(ops.won), as_hex(ops.known), sorted(ops.touched)),
            (self.attacker.rested, self.attacker.resting, self.attacker.idle_until),
            [item.state() for item in self.calendar.items.values()],
            (sorted(self.goal_times.items()), self.board.state()),
            (sorted(self.traces.written.items()), self.traces.alerts),
        )
