"""The attacker's mind: a pure function from what is true, what it believes and what it tried to its next step.

A belief is written as the *unknown* bits: true facts that some hidden condition reads and that the attacker has not run
into, so that it takes them for false. ``from`` and ``needs`` read the true facts, hidden conditions the believed ones.
"""

from drill.scenario.model import Direction, Effect, Goal, Meter, Model, Operation, Owner
from drill.world.facts import Closure, holds, reads
from drill.world.relaxed import Relaxation

FAR = 1_000_000
"""What an unreachable goal counts, in seconds."""
NOTHING = -1
REMEMBERED = 500_000


def cost_of(step: Operation) -> int:
    """Return the expected seconds of a step, repeated until it succeeds: ``ceil((lo + hi) / (20 * pct))``."""
    return -(-(step.takes.lo + step.takes.hi) // (20 * step.chance))


class Planner:
    """Chooses steps for one model. It holds memos of pure functions, so all worlds of the model share it."""

    def __init__(self, model: Model, close: Closure) -> None:
        self._close = close
        self._meters = model.meters
        self._goals = model.attack.goals
        self.steps = tuple(op for op in model.operations if op.owner is Owner.ATTACKER)
        places = {op.id: place for place, op in enumerate(self.steps)}
        self._opening = tuple(places[step] for step in model.attack.opening)
        self._cost = tuple(cost_of(step) for step in self.steps)
        self._then = tuple(_then(step) for step in self.steps)
        self.hidden = 0
        for step in self.steps:
            self.hidden |= step.hidden_bits
        marked = tuple(self._marked(place) for place in range(len(self.steps)))
        self._relaxation = Relaxation(model, self.steps, marked, self._cost, self.hidden)
        self.touches = self._relaxation.touches
        self._choices: dict[tuple[int, int, int, int], int] = {}
        self._worths: dict[tuple[int, int], int] = {}
        self._afters: dict[tuple[int, int], int] = {}

    def choose(self, facts: int, known: int, skip: int, done: int) -> int:
        """Return the place among the steps of the next one, or `NOTHING`.

        Args:
            facts: true facts, closed.
            known: hidden bits that the attacker has run into.
            skip: steps (bit per place) that are cooling, running or given up.
            done: steps that succeeded once.
        """
        unknown = facts & self.hidden & ~known
        key = (facts & self.touches, unknown, skip, done)
        choice = self._choices.get(key)
        if choice is None:
            if len(self._choices) >= REMEMBERED:
                self._choices.clear()
            choice = self._choices[key] = self._choose(facts, unknown, skip, done)
        return choice

    def _choose(self, facts: int, unknown: int, skip: int, done: int) -> int:
        believed = facts & ~unknown
        usable = [p for p in range(len(self.steps)) if not skip >> p & 1 and self._usable(p, facts, believed)]
        fresh = [p for p in usable if not (done >> p & 1 or self._already(p, believed))]
        for place in self._opening:
            if place in fresh:
                return place
        for place in fresh:
            if self.steps[place].habit:
                return place
        return self._greedy(usable, facts, unknown)

    def _greedy(self, usable: list[int], facts: int, unknown: int) -> int:
        now = self.worth(facts, unknown)
        best, least = NOTHING, 0
        for place in usable:
            then = self.worth(*self.after(place, facts, unknown))
            if then < now and (best == NOTHING or then + self._cost[place] < least):
                best, least = place, then + self._cost[place]
        return best

    def _usable(self, place: int, facts: int, believed: int) -> bool:
        step = self.steps[place]
        return (
            holds(facts, step.seen)
            and holds(believed, step.hidden)
            and (step.repeat or not self._already(place, believed))
        )

    def _already(self, place: int, believed: int) -> bool:
        then = self._then[place]
        bits = then.add | then.rem
        return bits != 0 and believed & bits == then.add

    def worth(self, facts: int, unknown: int) -> int:
        """Return h: for each goal not reached, its worth times its relaxed distance, at most `FAR` seconds each."""
        key = (facts & self.touches, unknown & self.hidden)
        worth = self._worths.get(key)
        if worth is None:
            if len(self._worths) >= REMEMBERED:
                self._worths.clear()
            worth = self._worths[key] = self._worth(facts, unknown)
        return worth

    def _worth(self, facts: int, unknown: int) -> int:
        open_goals = [goal for goal in self._goals if not _reached(goal, facts)]
        if not open_goals:
            return 0
        costs = self._relaxation.costs(facts, facts & ~unknown)
        return sum(g.worth * min(self._relaxation.distance(costs, g.guard), FAR) for g in open_goals)

    def after(self, place: int, facts: int, unknown: int) -> tuple[int, int]:
        """Return the facts, closed, and the unknown bits once a step has succeeded: its ``then`` and what it sets going."""
        then = self._then[place]
        marks = self._set_going(place, facts)
        new = self._close((facts & ~(then.rem | marks.rem) | then.add) & ~marks.rem | marks.add)
        return new, unknown & new & ~(then.add | marks.add)

    def _set_going(self, place: int, facts: int) -> Effect:
        """Return the effects of the marks that the step's facts can start, one meter starting another."""
        during, then = self.steps[place].during, self._then[place]
        running = self._close(facts & ~(then.rem | during.rem) | then.add | during.add)
        gained = (running ^ facts) | during.add | during.rem | then.add | then.rem
        add = rem = 0
        met: set[tuple[int, int]] = set()
        while True:
            new = [key for key in self._ahead(running, gained) if key not in met]
            if not new:
                return Effect(add, rem)
            met.update(new)
            for meter, mark in new:
                effect = self._meters[meter].marks[mark].effect
                add, rem = add & ~effect.rem | effect.add, rem & ~effect.add | effect.rem
            before = running
            running = self._close(running & ~rem | add)
            gained |= running ^ before

    def _ahead(self, facts: int, gained: int) -> list[tuple[int, int]]:
        """Return (meter, mark) of each mark towards which a term that reads a gained bit drives its meter."""
        found: list[tuple[int, int]] = []
        for number, meter in enumerate(self._meters):
            for direction in _driven(meter, facts, gained):
                found += [(number, m) for m, mark in enumerate(meter.marks) if mark.direction is direction]
        return found

    def _marked(self, place: int) -> Effect:
        """Return what a step's meters do whatever else is true: every mark that its facts can take part in reaching."""
        step, then = self.steps[place], self._then[place]
        on, off = step.during.add | then.add, step.during.rem | then.rem
        add = rem = before = 0
        while True:
            for meter in self._meters:
                for way in _takes_part(meter, on, off):
                    for mark in (mark for mark in meter.marks if mark.direction is way):
                        add, rem = add | mark.effect.add, rem | mark.effect.rem
            on, off = on | add, off | rem
            if before == (before := on.bit_count() + off.bit_count()):
                return Effect(add, rem)


def _driven(meter: Meter, facts: int, gained: int) -> list[Direction]:
    amounts = [t.amount for t in meter.terms if reads(t.guard) & gained and holds(facts, t.guard)]
    up = [Direction.UP] if any(amount > 0 for amount in amounts) else []
    return [*up, Direction.DOWN] if any(amount < 0 for amount in amounts) else up


def _takes_part(meter: Meter, on: int, off: int) -> list[Direction]:
    """Return the directions in which set and cleared bits can help to drive a meter."""
    terms = [t for t in meter.terms if any(want & on or mask & ~want & off for mask, want in t.guard)]
    up = [Direction.UP] if any(term.amount > 0 for term in terms) else []
    return [*up, Direction.DOWN] if any(term.amount < 0 for term in terms) else up


def _then(step: Operation) -> Effect:
    return step.outcomes[0].effect if step.outcomes else Effect()


def _reached(goal: Goal, facts: int) -> bool:
    return bool(facts >> goal.bit & 1)
