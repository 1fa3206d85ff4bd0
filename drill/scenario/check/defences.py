"""What single defences are worth (L10, L11)."""

from drill.i18n import words
from drill.scenario.check.subject import Subject
from drill.scenario.defences import Defence
from drill.scenario.problems import Found

TOO_MANY = 40
"""Percent of the goals that one order without an outage should not stop alone."""
SHOWN = 3
"""Defences that are named for each goal."""


def too_strong(subject: Subject, found: Found) -> None:
    """L10: a single order that stops much of the attack and costs no service."""
    goals = len(subject.model.attack.goals)
    for defence in subject.defences:
        if not defence.outage and len(defence.goals) > 1 and len(defence.goals) * 100 >= goals * TOO_MANY:
            message = words(
                '"{order}" alone stops {stopped} of {goals} goals and costs no service',
                order=defence.order,
                stopped=len(defence.goals),
                goals=goals,
            )
            found.warning(subject.document.attack.place, "L10", message, words("add another way"))


def cheapest(subject: Subject, found: Found) -> None:
    """L11: the cheapest single defences of each goal, by the services that they cost."""
    for goal in subject.document.attack.goals:
        known = [defence for defence in subject.defences if goal.id in defence.goals]
        known.sort(key=lambda defence: len(defence.outage))
        if known:
            shown = "; ".join(map(_told, known[:SHOWN]))
            found.note(
                goal.place,
                "L11",
                words('cheapest defences of "{goal}": {defences}', goal=goal.id, defences=shown),
            )


def _told(defence: Defence) -> str:
    return f"{defence.order} (- {', '.join(defence.outage)})" if defence.outage else defence.order
