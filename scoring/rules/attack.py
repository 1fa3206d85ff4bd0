"""Attack stopped: S times the worth of the goals that the attacker did not reach."""

from fractions import Fraction
from typing import ClassVar

from drill.i18n import words
from drill.scenario.model import Goal
from drill.world.happened import Happened
from drill.world.inputs import AnyInput
from drill.world.outputs import AnyOutput, GoalReached, TeamEnded
from scoring.course import Course
from scoring.model import ATTACK_STOPPED, About, LedgerLine, LineRule
from scoring.rounding import running
from scoring.sayings import moment, named


class AttackRule:
    """One line for each goal denied, and one against it when the attacker reaches the goal."""

    hears: ClassVar[tuple[type[AnyInput | AnyOutput], ...]] = (GoalReached, TeamEnded)
    pending = 0

    def __init__(self, course: Course) -> None:
        self._course = course
        self._reached: dict[str, tuple[int, int]] = {}

    @property
    def _goals(self) -> dict[str, Goal]:
        """With the worths in force."""
        return {goal.id: goal for goal in self._course.model.attack.goals}

    def note(self, seq: int, happened: Happened) -> bool:
        """Take a goal in; a goal counts the first time only."""
        if isinstance(happened.what, GoalReached) and happened.what.goal in self._goals:
            self._reached.setdefault(happened.what.goal, (seq, happened.t))
        return True

    def lines(self) -> list[LedgerLine]:
        """Return the goals' full shares in file order, then the losses in order of time."""
        points = self._course.model.scoring.attack_stopped
        total = sum(goal.worth for goal in self._goals.values())
        if points == 0 or total == 0:
            return []
        worths = [Fraction(points * goal.worth, total) for goal in self._goals.values()]
        lines = [
            self._denied(goal, share)
            for goal, share in zip(self._goals.values(), running(worths), strict=True)
        ]
        reached = sorted(self._reached, key=lambda goal: self._reached[goal])
        lost = [Fraction(-points * self._goals[goal].worth, total) for goal in reached]
        split = running([Fraction(points), *lost])[1:]
        return [*lines, *(self._lost(goal, cost) for goal, cost in zip(reached, split, strict=True))]

    def _denied(self, goal: Goal, points: int) -> LedgerLine:
        course = self._course
        kept = course.ended is not None and goal.id not in self._reached
        because = (course.opened, course.ended[0]) if kept and course.ended else (course.opened,)
        name = named(goal.label, goal.id)
        why = words("The attacker was denied its goal: {goal}", goal=name)
        if not kept:
            why = words("At stake: the attacker's goal {goal}", goal=name)
        return course.line(About(LineRule.GOAL_DENIED, ATTACK_STOPPED, goal.id), points, 0, because, why)

    def _lost(self, goal: str, points: int) -> LedgerLine:
        seq, t = self._reached[goal]
        why = words(
            "The attacker reached its goal at {when}: {goal}",
            goal=named(self._goals[goal].label, goal),
            when=moment(t),
        )
        return self._course.line(About(LineRule.GOAL_LOST, ATTACK_STOPPED, goal), points, t, (seq,), why)
