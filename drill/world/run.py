"""All teams of one drill: inputs in, what happened out.

Worlds share the clock and nothing else. Outputs are merged by (shared time, team order), so that neither how often
`Run.advance` is called nor a refused input changes their order.
"""

from collections.abc import Iterable, Iterator
from typing import get_args

import msgspec

from drill.errors import VerificationError
from drill.i18n import N_, Words, _, words
from drill.scenario.model import Model
from drill.world.cards import ClockState
from drill.world.controls import Controls
from drill.world.core import Phase
from drill.world.desk import Desk
from drill.world.happened import Happened
from drill.world.inputs import (
    ClockPaused,
    ClockStarted,
    ControlInput,
    DrillEnded,
    DrillOpened,
    EmergencyStopped,
    FilingInput,
    InjectSteered,
    InjectWritten,
    ItemVoided,
    JudgeInput,
    NoteTaken,
    PauseKind,
    Refusal,
    ReportFilled,
    TeamHeld,
    TeamInput,
    TeamReleased,
    TimeAdded,
    TimeCredited,
    UmpireRuled,
)
from drill.world.judging import check_filing, check_judge
from drill.world.line import Line
from drill.world.program import Program
from drill.world.world import World

_TEAM_INPUTS = get_args(TeamInput)
_JUDGE_INPUTS = get_args(JudgeInput)
_FILING_INPUTS = get_args(FilingInput)

ENGINE = 1
"""Version of the engine's semantics; a replay demands the same."""

_ON_WORLDS = (
    TeamHeld,
    TeamReleased,
    TimeCredited,
    TimeAdded,
    InjectSteered,
    InjectWritten,
    UmpireRuled,
    DrillEnded,
)
"""Controls that act on worlds, in phase 0; all others may come at any moment of a millisecond."""
_DRAFTS = (ReportFilled, NoteTaken)
"""What may be written while the screens are covered."""

FASTEST = 1_000
"""Simulated milliseconds per wall millisecond, at most: a slip of the finger must not end a drill in a blink."""
SLOWEST = 1_000
"""Wall milliseconds per simulated millisecond, at most: slower is a pause that does not say so."""

NEVER = 1 << 62
"""A shared time that no drill reaches."""

_STANDSTILL = {
    ClockState.WAITING: N_("The drill has not started yet."),
    ClockState.STOPPED: N_("Everything is stopped: this is a real emergency."),
    ClockState.COVERED: N_("The drill is paused; drafts can be written, nothing else."),
}
"""Why nothing can be given while the clock stands; in a planning pause everything can."""


class Run:
    """All worlds of a drill, the shared clock's state, holds, credits and controls.

    The same inputs with the same stamps give the same list of `Happened`, however often `advance` is called.
    """

    def __init__(
        self, model: Model, opened: DrillOpened, *, hashes: bool = True, plans: Program | None = None
    ) -> None:
        """Set the drill up.

        Args:
            model: compiled from the scenario that ``opened`` carries.
            opened: the first entry of the journal.
            hashes: write a hash of each world every 60 s and at its end.
            plans: tables and memos, where several runs share a model.
        """
        self.model = model
        self.opened = opened
        self.clock_state = ClockState.WAITING
        """WAITING until the first `ClockStarted`."""
        self.p, self.q = 1, 1
        """Simulated milliseconds per wall millisecond while running."""
        self.processed = -1
        """Shared time up to which every event of every team is processed; -1 before the first `advance`."""
        plans = plans or Program(model)
        worlds = {
            team.id: World(model, opened.seed, team.id, label=team.label, plans=plans, hashes=hashes)
            for team in opened.teams
        }
        self._lines = {team: Line(world, Desk(world, opened.teams)) for team, world in worlds.items()}
        self._controls = Controls(model, worlds, {team: line.desk for team, line in self._lines.items()})
        self._untold: list[Happened] = []
        self._soon = 0
        """Shared time before which no team has anything due: until then no world needs to be looked at."""

    @property
    def ended(self) -> bool:
        """Whether every team's drill is over."""
        return all(line.world.ended for line in self._lines.values())

    def world(self, team: str) -> World:
        """Return a team's world, its time brought up to now; ask again after each call of this run."""
        line = self._lines[team]
        line.advance(self.processed)
        return line.world

    def desk(self, team: str) -> Desk:
        """Return a team's desk."""
        return self._lines[team].desk

    def team_time(self, team: str, shared: int) -> int:
        """Return a team's own time at a shared time: less its holds."""
        return self._lines[team].team_time(shared)

    def shared_time(self, team: str, own: int) -> int:
        """Return the shared time at which a team's own time is ``own``, by the holds up to now."""
        return own + self._lines[team].late if team in self._lines else own

    def is_held(self, team: str) -> bool:
        """Whether a team is held."""
        return self._lines[team].held is not None

    def next_event(self) -> int | None:
        """Return the shared time of the next event of any team; None when nothing is left."""
        return self.processed if self._untold else self._next_due()

    def _next_due(self) -> int | None:
        return min((due for line in self._lines.values() if (due := line.due()) is not None), default=None)

    def start(self) -> list[Happened]:
        """Return the `DrillOpened` entry and what T+0 gives before its first event. Call it once, first."""
        out = [Happened(0, "", "", self.opened)]
        for line in self._lines.values():
            line.world.start()
            line.begun = 0
            out += line.tell()
            line.begun = -1
        return out

    def advance(self, t: int) -> list[Happened]:
        """Process everything up to and including shared time ``t``; a time in the past does nothing."""
        self._advance(t)
        return self._take_untold()

    def _take_untold(self) -> list[Happened]:
        if not self._untold:
            return []
        out, self._untold = self._untold, []
        return out

    def _advance(self, t: int) -> None:
        """Process everything due up to ``t``; worlds with nothing due keep their time until someone asks."""
        if t >= self._soon:
            self._process(t)
        self.processed = max(self.processed, t)

    def _process(self, t: int) -> None:
        now = self._next_due()
        while now is not None and now <= t:
            for line in self._lines.values():
                due = line.due()
                if due is not None and due <= now:
                    line.advance(now)
                    self._untold += line.tell()
            now = self._next_due()
        self._soon = NEVER if now is None else now
        if self.ended:
            self.clock_state = ClockState.ENDED

    def step_until(self, outputs: int) -> None:
        """Process instant by instant until so many outputs were made; count them as told, keep what is beyond them."""
        while len(self._untold) < outputs and (due := self._next_due()) is not None:
            self._advance(due)
        del self._untold[:outputs]

    def accept(
        self, seat: str, team: str, given: TeamInput | ControlInput | JudgeInput, t: int, command: str = ""
    ) -> Refusal | list[Happened]:
        """Take an input at shared time ``max(t, processed + 1)``: all that came before it, itself, what it gave at once.

        Controls that act on worlds do so in phase 0 of that millisecond, or of the next where a team has acted in it
        already; team inputs act in phase 5.

        Args:
            seat: who gave it.
            team: the seat's team; empty for staff.
            given: the input, cleaned.
            t: the shared time now (ms).
            command: the client's command id, kept with the input.

        Returns:
            What is to be journaled, in order; or why the input was not taken. What was due anyway before a refused
            input comes with the next call.
        """
        t = max(t, self.processed + 1)
        if isinstance(given, _TEAM_INPUTS):
            return self._accept_team(Happened(t, team, seat, given, command))
        if isinstance(given, _ON_WORLDS) and any(line.begun >= t for line in self._lines.values()):
            t += 1
        self._advance(t - 1)
        self._soon = 0
        entry = Happened(t, "", seat, given, command)
        refusal = self._check(given)
        if refusal is not None:
            return refusal
        return [*self._take_untold(), entry, *self._control(given, t)]

    def _accept_team(self, entry: Happened) -> Refusal | list[Happened]:
        line = self._lines.get(entry.team)
        if line is None:
            return Refusal(words("There is no team “{team}”.", team=entry.team))
        self._advance(entry.t - 1)
        if isinstance(entry.what, _FILING_INPUTS):
            return self._file(line, entry)
        refusal = self._standing(line, entry.what)
        if refusal is not None:
            return refusal
        line.begun = entry.t
        outcome = self._take(line, entry)
        due = line.due()
        self._soon = self._soon if due is None else min(self._soon, due)
        return outcome

    def _file(self, line: Line, entry: Happened) -> Refusal | list[Happened]:
        """Take what a team says about its score: no world hears it, and the end of the drill does not stop it."""
        over = line.world.ended or self.clock_state is ClockState.ENDED
        refusal = None if over else self._standing(line, entry.what)
        refusal = refusal or check_filing(entry.what, self.model)  # type: ignore[arg-type]
        if refusal is not None:
            return refusal
        placed = msgspec.structs.replace(entry, t=line.team_time(entry.t))
        return [*self._take_untold(), placed]

    def _take(self, line: Line, entry: Happened) -> Refusal | list[Happened]:
        """Bring a team's world to an input, and let it happen unless its desk refuses."""
        own = line.team_time(entry.t)
        line.world.advance_to(own, Phase.ORDERS)
        given = entry.what
        refusal = Refusal(words("Your drill is over.")) if line.world.ended else line.desk.check(given)  # type: ignore[arg-type]
        if refusal is not None:
            return refusal
        before = line.tell()
        line.desk.take(given)  # type: ignore[arg-type]
        placed = Happened(own, entry.team, entry.seat, given, entry.command)
        return [*self._take_untold(), *before, placed, *line.tell()]

    def _standing(self, line: Line, given: object) -> Refusal | None:
        """Return why a team may give nothing at all now."""
        if line.world.ended or self.clock_state is ClockState.ENDED:
            return Refusal(words("Your drill is over."))
        if line.held is not None:
            return Refusal(words("Your team is held; the controllers will release it."))
        if self.clock_state is ClockState.COVERED and isinstance(given, _DRAFTS):
            return None
        reason = _STANDSTILL.get(self.clock_state)
        return None if reason is None else Refusal(Words(reason))

    def _check(self, given: object) -> Refusal | None:
        if isinstance(given, _JUDGE_INPUTS):
            return check_judge(given, self.model, self._lines)
        if self.ended and not isinstance(given, ItemVoided):
            return Refusal(words("The drill is over."))
        return self._check_clock(given) or self._controls.check(given) or self._check_hold(given)

    def _check_clock(self, given: object) -> Refusal | None:
        match given:
            case ClockStarted() if not (1 <= given.q <= SLOWEST and 1 <= given.p <= FASTEST * given.q):
                said = words(
                    "The speed is between 1/{slowest} and {fastest}.", slowest=SLOWEST, fastest=FASTEST
                )
                return Refusal(said)
            case ClockPaused() if self.clock_state is ClockState.WAITING:
                return Refusal(words("The drill has not started yet."))
            case EmergencyStopped() if self.clock_state is ClockState.STOPPED:
                return Refusal(words("Everything is stopped already."))
            case _:
                return None

    def _check_hold(self, given: object) -> Refusal | None:
        if not isinstance(given, TeamHeld | TeamReleased):
            return None
        held = self._lines[given.team].held is not None
        if isinstance(given, TeamHeld) == held:
            return Refusal(words("This team is held already.") if held else words("This team is not held."))
        return None

    def _control(self, given: object, t: int) -> list[Happened]:
        match given:
            case ClockStarted():
                self.clock_state, self.p, self.q = ClockState.RUNNING, given.p, given.q
            case ClockPaused():
                covered = given.kind is PauseKind.COVERED
                self.clock_state = ClockState.COVERED if covered else ClockState.PAUSED
            case EmergencyStopped():
                self.clock_state = ClockState.STOPPED
            case DrillEnded():
                self._end(t)
            case TeamHeld():
                self._hold(self._lines[given.team], t)
            case TeamReleased():
                self._release(self._lines[given.team], t)
            case _ if isinstance(given, _ON_WORLDS):
                return self._act(given, t)
            case _:
                self._controls.act(given)
        return []

    def _act(self, given: object, t: int) -> list[Happened]:
        for line in self._lines.values():
            line.world.advance_to(line.team_time(t), Phase.CONTROL)
        self._controls.act(given)
        return [happened for line in self._lines.values() for happened in line.tell()]

    def _hold(self, line: Line, t: int) -> None:
        line.world.advance_to(line.team_time(t), Phase.CONTROL)
        line.held = t

    def _release(self, line: Line, t: int) -> None:
        if line.held is not None:
            line.late += t - line.held
            line.held = None

    def _end(self, t: int) -> None:
        for line in self._lines.values():
            self._release(line, t)
            if not line.world.ended:
                line.world.advance_to(line.team_time(t), Phase.CONTROL)
                line.world.move_end(line.team_time(t))


def feed(run: Run, journal: Iterable[Happened]) -> int:
    """Bring a new run to where a journal leaves off, and return that shared time.

    Args:
        run: just made, not started.
        journal: every entry, inputs and outputs, in order.

    Raises:
        VerificationError: the journal holds an input that the engine refuses.
    """
    made = told = 0
    for entry in journal:
        told += 1
        if not entry.is_output:
            made += len(_give(run, entry))
    run.step_until(told - made)
    return max(0, run.processed)


def replay(model: Model, journal: Iterable[Happened], *, hashes: bool = True) -> Iterator[Happened]:
    """Feed the inputs of a journal into a new run; yield inputs and outputs in the order in which a live drill has them.

    After the last input come all outputs up to the end of every team's drill, instant by instant: whoever compares
    takes as many as the journal holds.

    Args:
        model: compiled from the scenario that the journal carries.
        journal: inputs in order, the first being `DrillOpened`; outputs among them are passed over.
        hashes: as the drill was run.

    Raises:
        VerificationError: the journal does not begin with `DrillOpened`, or holds an input that the engine refuses.
    """
    run: Run | None = None
    for entry in journal:
        if isinstance(entry.what, DrillOpened) and run is None:
            run = Run(model, entry.what, hashes=hashes)
        if run is None:
            raise VerificationError(_("The record does not begin with the opening of a drill."))
        if not entry.is_output:
            yield from _give(run, entry)
    while run is not None and (due := run.next_event()) is not None:
        yield from run.advance(due)


def _give(run: Run, entry: Happened) -> list[Happened]:
    if isinstance(entry.what, DrillOpened):
        return run.start()
    t = run.shared_time(entry.team, entry.t)
    taken = run.accept(entry.seat, entry.team, entry.what, t, entry.command)  # type: ignore[arg-type]
    if isinstance(taken, Refusal):
        raise VerificationError(
            _("The engine refuses an input at {t} ms: {reason}").format(t=entry.t, reason=taken.reason.say())
        )
    return taken
