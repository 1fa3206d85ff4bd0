"""What can never happen, by the joint relaxation of both players (L02, L05, L06, L07)."""

from collections.abc import Iterator
from itertools import chain

from drill.i18n import Words, words
from drill.scenario.check.subject import Subject
from drill.scenario.compile.facts import traces
from drill.scenario.conditions import All, AnyOf, Condition, PastState, Sentence
from drill.scenario.document import Document
from drill.scenario.model import Bits, Operation, Owner
from drill.scenario.problems import Found
from drill.scenario.relax import START, Literal


def never_true(subject: Subject, found: Found) -> None:
    """L02: a sentence that something needs, of a fact that nothing ever makes true."""
    for condition in _needed(subject.document):
        _look(condition, subject, found, last=True)


def _look(condition: Condition | None, subject: Subject, found: Found, *, last: bool) -> bool:
    """Report what can never hold; an alternative that is dead is an error only when no other is left."""
    match condition:
        case None:
            return True
        case Sentence():
            said = subject.vocabulary.literal(condition)
            if said is None or said in subject.together.supporters:
                return True
            message = words("'{sentence}': nothing ever makes this true", sentence=condition.text)
            (found.error if last else found.warning)(condition.place, "L02", message)
            return False
        case All(parts):
            alive = [_look(part, subject, found, last=last) for part in parts]
            return all(alive)
        case AnyOf(parts):
            alive = [_look(part, subject, Found(), last=False) for part in parts]
            for part in parts:
                _look(part, subject, found, last=last and not any(alive))
            return any(alive)


def _needed(document: Document) -> Iterator[Condition | None]:
    """Yield every condition that should hold at some time, but those of steps and goals, which have their own checks."""
    yield from (consequence.condition for consequence in document.consequences)
    for meter in document.meters:
        yield from (term.condition for term in meter.terms)
        yield from (keep.condition for keep in meter.keeps)
    yield from (extra.needs for extra in document.team.extras)
    yield from (mood.condition for mood in document.attack.moods)
    yield from (trace.needs for trace in traces(document))
    yield from chain.from_iterable((herring.when, herring.costly) for herring in document.herrings)
    yield from (inject.when for inject in document.injects)
    for question in document.questions:
        yield question.opens_when
        if len(question.counts_if) == 1:
            yield from (part.sentence for part in question.counts_if[0] if isinstance(part, PastState))
    yield from chain.from_iterable(report.starts_when for report in document.reports)


def dead_steps(subject: Subject, found: Found) -> None:
    """L05: a step that cannot start even if attacker and team do everything."""
    for step, operation in subject.steps:
        if operation.id not in subject.together.operations:
            found.error(step.place, "L05", _dead(subject, operation))


def _dead(subject: Subject, operation: Operation) -> Words:
    missing = subject.together.missing(operation.guard)
    if not missing:
        return words('step "{step}" can never happen: what it needs contradicts itself', step=operation.id)
    return words(
        'step "{step}" can never happen: nothing makes "{sentence}" true',
        step=operation.id,
        sentence=subject.said(missing[0]),
    )


def steps_after_a_mistake(subject: Subject, found: Found) -> None:
    """L06: a step that is reachable only through something the team does."""
    for step, operation in subject.steps:
        if operation.id in subject.together.operations and operation.id not in subject.alone.operations:
            found.warning(
                step.place,
                "L06",
                words(
                    'step "{step}" happens only after the team acts ("{action}")',
                    step=step.id,
                    action=_first_order(subject, subject.alone.missing(operation.guard)),
                ),
            )


def _first_order(subject: Subject, missing: tuple[Literal, ...]) -> str:
    """Return the order that first makes a missing fact true, looking back through what supports it."""
    orders = {one.id: one for one in subject.model.operations if one.owner is Owner.TEAM}
    operations = {one.id: one for one in subject.model.operations}
    rules = {subject.model.facts[rule.bit].name: rule.guard for rule in subject.model.rules}
    waiting, seen = list(missing), set(missing)
    while waiting:
        literal = waiting.pop(0)
        by = subject.together.supporters.get(literal, START)
        if by in orders:
            return by
        guard = operations[by].guard if by in operations else rules.get(by, ())
        derived = by in rules
        for mask, want in guard:
            for more in _literals(mask, want if literal[1] or not derived else mask & ~want):
                if more not in seen:
                    seen.add(more)
                    waiting.append(more)
    return "?"


def _literals(mask: Bits, want: Bits) -> Iterator[Literal]:
    bit = 0
    while mask >> bit:
        if mask >> bit & 1:
            yield bit, bool(want >> bit & 1)
        bit += 1


def goals(subject: Subject, found: Found) -> None:
    """L07: a goal out of reach is an error; one that needs the team to act first is a warning."""
    compiled = {goal.id: goal for goal in subject.model.attack.goals}
    for goal in subject.document.attack.goals:
        guard = compiled[goal.id].guard
        if not subject.together.can(guard):
            missing = subject.together.missing(guard)
            message = words(
                'goal "{goal}" can never be reached: nothing makes "{sentence}" true',
                goal=goal.id,
                sentence=subject.said(missing[0]) if missing else goal.id,
            )
            found.error(goal.place_of("when"), "L07", message)
        elif not subject.alone.can(guard):
            message = words('goal "{goal}" is out of reach while the team does nothing', goal=goal.id)
            found.warning(goal.place_of("when"), "L07", message)
