"""What comes before what: the opening, ends that conflict, and steps that go round (L28, L32, L33)."""

from itertools import combinations

from drill.i18n import words
from drill.scenario.check.subject import Subject
from drill.scenario.compile.bits import holds
from drill.scenario.compile.rules import closed
from drill.scenario.model import Bits, Operation
from drill.scenario.problems import Found

OFTEN = 5
"""Repetitions in one drill from which a loop is worth a look."""


def opening(subject: Subject, found: Found) -> None:
    """L28: a step of the opening whose needs do not hold after those before it, on a network that nobody defends."""
    model = subject.model
    steps = {operation.id: operation for _, operation in subject.steps}
    facts = model.start
    for ref in subject.document.attack.opening:
        operation = steps.get(ref.name)
        if operation is None:
            continue
        if not holds(facts, operation.guard):
            found.warning(
                ref.place,
                "L28",
                words(
                    'opening: "{step}" needs {sentence}, which does not hold by then',
                    step=ref.name,
                    sentence=_lacking(subject, facts, operation),
                ),
            )
        for outcome in operation.outcomes:
            facts = (facts & ~outcome.effect.rem) | outcome.effect.add
        facts = closed(facts, model.rules)


def _lacking(subject: Subject, facts: Bits, operation: Operation) -> str:
    mask, want = operation.guard[0] if operation.guard else (0, 0)
    wrong = (facts ^ want) & mask
    bit = (wrong & -wrong).bit_length() - 1
    return subject.said((bit, bool(want >> bit & 1))) if wrong else "?"


def conflicts(subject: Subject, found: Found) -> None:
    """L32: two steps that may run at once and end by setting one fact to opposite values."""
    attack = subject.model.attack
    if max((attack.hands, *(mood.hands or 0 for mood in attack.moods))) < 2:
        return
    for (written, one), (_, other) in combinations(subject.steps, 2):
        if _opposed(one, other) or _opposed(other, one):
            message = words('"{one}" and "{other}" can end in the same second', one=one.id, other=other.id)
            hint = words("what they set contradicts; the later one in the file wins")
            found.warning(written.place, "L32", message, hint)


def _opposed(one: Operation, other: Operation) -> bool:
    return any(a.effect.add & b.effect.rem for a in one.outcomes for b in other.outcomes)


def loops(subject: Subject, found: Found) -> None:
    """L33: a step that repeats by itself, over and over."""
    model = subject.model
    for written, operation in subject.steps:
        if not operation.repeat and not (operation.habit and _makes_room(subject, operation)):
            continue
        times = (model.length - model.attack.first_move) // max(1, operation.takes.lo + model.attack.pace.lo)
        if times >= OFTEN:
            message = words(
                '"{step}" can repeat {times} times in {hours}',
                step=operation.id,
                times=times,
                hours=_length(model.length),
            )
            found.warning(written.place, "L33", message)


def _makes_room(subject: Subject, operation: Operation) -> bool:
    """Tell whether another step's failure takes back what this one did."""
    gives = 0
    for outcome in operation.outcomes:
        gives |= outcome.effect.add
    return any(other.fails.rem & gives for _, other in subject.steps)


def _length(milliseconds: int) -> str:
    hours, minutes = divmod(milliseconds // 60_000, 60)
    return f"{hours}h{minutes:02d}m" if minutes else f"{hours}h"
