"""How big a scenario is (L34)."""

from drill.i18n import words
from drill.scenario.check.subject import Subject
from drill.scenario.model import Owner
from drill.scenario.problems import Found


def measured(subject: Subject, found: Found) -> None:
    """L34: facts, steps, orders and combinations in one line."""
    model = subject.model
    steps = [one for one in model.operations if one.owner is Owner.ATTACKER]
    found.note(
        subject.document.scenario.place,
        "L34",
        words(
            "{facts} facts, {steps} steps, {orders} team orders; the largest condition has {most} combinations",
            facts=len(model.facts),
            steps=len(steps),
            orders=len(model.operations) - len(steps),
            most=max((len(one.guard) for one in model.operations), default=0),
        ),
    )
