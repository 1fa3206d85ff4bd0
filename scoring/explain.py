"""The entries behind a line, told in words: the answer to "why?" on any figure of the score.

What teams wrote in replies and reports is not quoted, so that no ledger tells a judge whose text is on the bench.
"""

from collections.abc import Iterable, Mapping

from drill.i18n import Words, words
from drill.scenario.model import Model
from drill.world.happened import Happened, tag_of
from drill.world.inputs import (
    Answered,
    AppealFiled,
    AppealRuled,
    AppealWithdrawn,
    DrillOpened,
    HintTaken,
    ItemVoided,
    Marked,
    OrderGiven,
    Outcome,
    PenaltyGiven,
    PenaltyWithdrawn,
    Replied,
    ReportFilled,
    ReportSubmitted,
    RulesAmended,
)
from drill.world.naming import named
from drill.world.outputs import (
    AnswerJudged,
    FactsChanged,
    GoalReached,
    InjectChanged,
    InjectOverdue,
    InjectState,
    MistakeMade,
    OperationStarted,
    ReportOverdue,
    TeamEnded,
    Verdict,
)
from scoring.model import LedgerLine
from scoring.sayings import moment

MOST = 8
"""Entries told for one line; the first ones, for the rest are repeats of the same kind."""

_QUOTED = 120
"""Characters of a team's answer that are quoted."""

NO_RUNS: Mapping[str, str] = {}
_FACTS = 6
"""Changed facts that are named."""


def because(model: Model, line: LedgerLine, entries: Mapping[int, Happened]) -> tuple[Words, ...]:
    """Return the line's entries in words, oldest first, at most eight.

    Args:
        model: names the facts.
        line: the line in question.
        entries: what happened at least at the line's positions.
    """
    cited = [entries[seq] for seq in line.because[:MOST] if seq in entries]
    runs = {f"run:{e.what.run}": e.what.op for e in cited if isinstance(e.what, OperationStarted)}
    return tuple(tell(model, one, runs) for one in cited)


def tell(model: Model, happened: Happened, runs: Mapping[str, str] = NO_RUNS) -> Words:
    """Return one entry as a sentence.

    Args:
        model: names what the entry names by id.
        happened: the entry.
        runs: operations by the cause that changed facts give (``run:7``), as far as the reader has met them.
    """
    when = moment(happened.t)
    if isinstance(happened.what, FactsChanged):
        return named(model, _facts(model, happened.what, when, runs), {})
    for teller in (_tell_world, _tell_team, _tell_staff, _tell_appeal):
        said = teller(model, happened, when)
        if said is not None:
            return named(model, said, {})
    return words("{when} {event}", when=when, event=tag_of(happened.what))


def _tell_world(_model: Model, happened: Happened, when: str) -> Words | None:
    said = None
    match happened.what:
        case GoalReached(goal=goal):
            said = words("{when} the attacker reached its goal {goal}", when=when, goal=goal)
        case OperationStarted(op=op):
            said = words("{when} started: {op}", when=when, op=op)
        case MistakeMade(herring=herring):
            said = words("{when} a false alarm was acted on: {herring}", when=when, herring=herring)
        case InjectChanged(inject=inject, state=state):
            said = _inject(inject, state, when)
        case InjectOverdue(inject=inject):
            said = words("{when} the reply to {inject} was due", when=when, inject=inject)
        case ReportOverdue(report=report):
            said = words("{when} report {report} was due", when=when, report=report)
        case TeamEnded():
            said = words("{when} the team's drill ended", when=when)
        case _:
            pass
    return said


def _inject(inject: str, state: InjectState, when: str) -> Words:
    match state:
        case InjectState.ARMED:
            return words("{when} inject {inject} was armed", when=when, inject=inject)
        case InjectState.HELD:
            return words("{when} inject {inject} was held", when=when, inject=inject)
        case InjectState.SKIPPED:
            return words("{when} inject {inject} was skipped", when=when, inject=inject)
        case InjectState.SENT:
            return words("{when} inject {inject} was sent", when=when, inject=inject)
        case InjectState.DROPPED:
            return words("{when} inject {inject} was left out, as planned", when=when, inject=inject)


def _tell_team(_model: Model, happened: Happened, when: str) -> Words | None:
    said = None
    match happened.what:
        case Answered(question=question, text=text):
            quoted = text[:_QUOTED]
            said = words("{when} answered {question}: {text}", when=when, question=question, text=quoted)
        case AnswerJudged(question=question, verdict=Verdict.RIGHT):
            said = words("{when} the answer to {question} was right", when=when, question=question)
        case AnswerJudged(question=question, verdict=Verdict.WRONG):
            said = words("{when} the answer to {question} was wrong", when=when, question=question)
        case AnswerJudged(question=question):
            said = words("{when} the answer to {question} was recorded", when=when, question=question)
        case OrderGiven(order=order):
            said = words("{when} ordered: {order}", when=when, order=order)
        case HintTaken(question=question):
            said = words("{when} took the hint for {question}", when=when, question=question)
        case Replied(inject=inject):
            said = words("{when} replied to {inject}", when=when, inject=inject)
        case ReportFilled(report=report, field=field):
            name = f"{report}.{field}"
            said = words("{when} filled in {field} of report {report}", when=when, field=name, report=report)
        case ReportSubmitted(report=report):
            said = words("{when} submitted report {report}", when=when, report=report)
        case _:
            pass
    return said


def _tell_staff(_model: Model, happened: Happened, when: str) -> Words | None:
    match happened.what:
        case DrillOpened():
            return words("The drill was opened with its rules and points")
        case Marked() as what:
            return words(
                "{when} {judge} marked {item}: {percent} % {comment}",
                when=when,
                judge=happened.seat,
                item=what.item,
                percent=what.percent,
                comment=what.comment,
            )
        case PenaltyGiven(points=points, reason=reason):
            return words(
                "{when} {judge} gave {points} points: {reason}",
                when=when,
                judge=happened.seat,
                points=points,
                reason=reason,
            )
        case PenaltyWithdrawn(reason=reason):
            return words(
                "{when} {judge} withdrew it: {reason}", when=when, judge=happened.seat, reason=reason
            )
        case ItemVoided(item=item, reason=reason):
            return words("{when} {item} was declared void: {reason}", when=when, item=item, reason=reason)
        case _:
            return None


def _tell_appeal(_model: Model, happened: Happened, when: str) -> Words | None:
    said, judge = None, happened.seat
    match happened.what:
        case AppealFiled(text=text):
            said = words("{when} appealed: {text}", when=when, text=text[:_QUOTED])
        case AppealWithdrawn():
            said = words("{when} took the appeal back", when=when)
        case AppealRuled(outcome=Outcome.UPHELD, reason=reason):
            said = words("{when} {judge} upheld it: {reason}", when=when, judge=judge, reason=reason)
        case AppealRuled(reason=reason):
            said = words("{when} {judge} dismissed it: {reason}", when=when, judge=judge, reason=reason)
        case RulesAmended(reason=reason):
            said = words("{when} {judge} changed the points: {reason}", when=when, judge=judge, reason=reason)
        case _:
            pass
    return said


def _facts(model: Model, what: FactsChanged, when: str, runs: Mapping[str, str]) -> Words:
    changes = [*_named(model, int(what.set, 16), "+"), *_named(model, int(what.cleared, 16), "-")]
    more = f" (+{len(changes) - _FACTS})" if len(changes) > _FACTS else ""
    told = ", ".join(changes[:_FACTS]) + more
    if what.cause in runs:
        return words("{when} {changes} because of {op}", when=when, changes=told, op=runs[what.cause])
    return words("{when} {changes} because of {cause}", when=when, changes=told, cause=what.cause)


def _named(model: Model, bits: int, sign: str) -> Iterable[str]:
    return (sign + fact.name for fact in model.facts if bits >> fact.bit & 1)
