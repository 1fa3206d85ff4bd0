"""The attacker's hands: when it acts, how long it rests, and what mood it is in (R7; R1(g)).

A hand is at work (a step runs), resting until a known time, or rested. A mood that adds a hand adds a rested one; a
mood that takes one takes a rested hand before a resting one, and a hand at work only when its step is over.
"""

from drill.scenario.model import Mood, Span
from drill.world.core import Core, Kind, Phase
from drill.world.draws import draw, within
from drill.world.facts import holds
from drill.world.operations import Operations, Running
from drill.world.plan import NOTHING


class Attacker:
    """The adversary of one team."""

    __slots__ = ("_attack", "_core", "_credit", "_due", "_ops", "_working", "idle_until", "rested", "resting")

    def __init__(self, core: Core, ops: Operations) -> None:
        self._core = core
        self._ops = ops
        self._attack = core.program.model.attack
        self._due: set[int] = set()
        self._working = 0
        self._credit = 0
        self.rested = 0
        self.resting: list[int] = []
        """Until when each resting hand rests, ascending."""
        self.idle_until = self._attack.first_move
        """Nothing is begun before."""

    def start(self) -> None:
        """Get the hands of the mood at the start ready for the first move."""
        self.rested = self.hands()
        self._push(self.idle_until)

    def mood(self) -> Mood | None:
        """Return the last mood whose condition holds."""
        facts = self._core.facts
        return next((mood for mood in reversed(self._attack.moods) if holds(facts, mood.guard)), None)

    def hands(self) -> int:
        """Return how many steps the attacker can take at once in its mood."""
        mood = self.mood()
        return self._attack.hands if mood is None or mood.hands is None else mood.hands

    def changed(self, delta: int) -> None:
        """R1(g): facts changed; a rested hand looks again when the attack reads one of them."""
        if self._attack.moods:
            self._adjust()
        if delta & self._core.program.plan.touches and self._can_act():
            self._push(self._core.t)

    def _adjust(self) -> None:
        self._wake()
        surplus = self._working + len(self.resting) + self.rested - self.hands()
        while surplus > 0 and (self.rested or self.resting):
            if self.rested:
                self.rested -= 1
            else:
                self.resting.pop()
            surplus -= 1
        if surplus < 0:
            self.rested -= surplus
            self._push(max(self._core.t, self.idle_until))

    def _wake(self) -> None:
        while self.resting and self.resting[0] <= self._core.t:
            self.rested += 1
            del self.resting[0]

    def _can_act(self) -> bool:
        self._wake()
        return self.rested > 0 and self._core.t >= self.idle_until

    def rest(self, run: Running) -> None:
        """A hand is free again and rests for the pace of the mood at this moment."""
        core = self._core
        self._working -= 1
        if self._working + len(self.resting) + self.rested >= self.hands():
            return
        mood = self.mood()
        pace = self._attack.pace if mood is None or mood.pace is None else mood.pace
        until = core.t + self._drawn(pace, run)
        self.resting.append(until)
        self.resting.sort()
        self._push(max(until, self.idle_until))

    def _drawn(self, pace: Span, run: Running) -> int:
        if pace.lo == pace.hi:
            return pace.lo
        return within(draw(self._core.seed, "pace", run.op.id, run.n), pace)

    def idle(self, milliseconds: int) -> None:
        """Begin nothing for a while from now, or from the end of the last such while: the team was credited time."""
        self._credit = max(self._credit, self._core.t) + milliseconds
        self.idle_until = max(self._attack.first_move, self._credit)
        self._push(self.idle_until)

    def decide(self) -> None:
        """R7: while a hand is rested, begin what the plan says; else wait for a change or the nearest cooling end."""
        core, ops = self._core, self._ops
        self._due.discard(core.t)
        while self._can_act():
            place = self._next()
            if place == NOTHING:
                self._wait()
                return
            self.rested -= 1
            self._working += 1
            if holds(core.facts, core.program.ops[place].guard):
                ops.start(place)
            else:
                ops.doom(place)

    def next_idea(self) -> str:
        """Return the step that a rested hand would begin now; empty when it would wait."""
        place = self._next()
        return "" if place == NOTHING else self._core.program.ops[place].id

    def _next(self) -> int:
        core, ops = self._core, self._ops
        steps = core.program.steps
        skip = done = 0
        busy = {run.place for run in ops.running.values()}
        tries = self._attack.gives_up_after
        for place, index in enumerate(steps):
            given_up = tries is not None and ops.failures[index] >= tries
            if ops.cool[index] > core.t or index in busy or given_up:
                skip |= 1 << place
            if ops.won >> index & 1:
                done |= 1 << place
        choice = core.program.plan.choose(core.facts, ops.known, skip, done)
        return NOTHING if choice == NOTHING else steps[choice]

    def _wait(self) -> None:
        now, cool = self._core.t, self._ops.cool
        ends = [cool[index] for index in self._core.program.steps if cool[index] > now]
        if ends:
            self._push(min(ends))

    def _push(self, t: int) -> None:
        if t not in self._due:
            self._due.add(t)
            self._core.push(t, Phase.DECIDE, 0, Kind.DECIDE)
