"""The event feed of staff: one line of words for what matters, with a level that picks it out."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from drill.i18n import Words, words
from drill.scenario.model import Model, Owner
from drill.world.happened import Happened
from drill.world.inputs import (
    AlertAction,
    AlertHandled,
    Answered,
    Broadcast,
    ClockPaused,
    ClockStarted,
    DrillEnded,
    EmergencyStopped,
    HintTaken,
    InjectOrder,
    InjectSteered,
    InjectWritten,
    ItemVoided,
    NoteTaken,
    OrderCancelled,
    OrderGiven,
    PauseKind,
    Replied,
    ReportFilled,
    ReportSubmitted,
    TeamHeld,
    TeamReleased,
    TimeAdded,
    TimeCredited,
    UmpireAsked,
    UmpireRuled,
)
from drill.world.naming import named
from drill.world.outputs import (
    AlertRaised,
    AnswerJudged,
    AttackerLearned,
    BoardChanged,
    Ending,
    GoalReached,
    HerringFired,
    InjectChanged,
    InjectOverdue,
    InjectState,
    MistakeMade,
    OperationEnded,
    OperationStarted,
    OrderRefused,
    PeopleJoined,
    QuestionOpened,
    ReportClockStarted,
    ReportOverdue,
    Start,
    TeamEnded,
    Verdict,
    WorldFrozen,
)
from drill.world.views.rulings import filed, ruled


class Level(StrEnum):
    """What kind of line it is; the desk gives each a sign and a colour."""

    INFO = "info"
    TEAM = "team"
    ATTACK = "attack"
    BAD = "bad"
    CONTROL = "control"


Told: TypeAlias = tuple[Level, Words] | None


class Feed:
    """Tells events in words; those that only the engine needs are not told.

    Args:
        model: names what events name by id.
        teams: labels of the teams by id.
    """

    def __init__(self, model: Model, teams: Mapping[str, str]) -> None:
        self._model, self._teams = model, teams
        self._senders: dict[str, str] = {}
        self._attacker = {op.id for op in model.operations if op.owner is Owner.ATTACKER}

    def tell(self, happened: Happened) -> Told:
        """Return level and words of an event, or None when the feed leaves it out."""
        if isinstance(happened.what, InjectWritten):
            self._senders[happened.what.inject] = happened.what.sender
        for teller in (_team, _story, _control, _judge, self._operation):
            told = teller(happened)
            if told is not None:
                return told[0], named(self._model, self._written(told[1]), self._teams)
        return None

    def _written(self, said: Words) -> Words:
        """Return the sentence with the sender of an inject that control wrote in the place of its number."""
        sender = self._senders.get(said.args.get("inject", ""))
        return (
            Words(said.template, said.args | {"inject": f"“{sender}”"}, said.vietnamese) if sender else said
        )

    def _operation(self, happened: Happened) -> Told:
        match happened.what:
            case OperationStarted(op=op, start=start) if op in self._attacker:
                doomed = start is Start.DOOMED
                said = (
                    words("Attack tries what cannot work: {step}", step=op)
                    if doomed
                    else words("Attack begins: {step}", step=op)
                )
                return Level.ATTACK, said
            case OperationStarted(op=op):
                return Level.INFO, words("{order}: people are at work", order=op)
            case OperationEnded(op=op, ending=ending) if op in self._attacker:
                return Level.ATTACK, _step_ended(op, ending)
            case OperationEnded(op=op, ending=ending):
                return Level.INFO, _order_ended(op, ending)
            case _:
                return None


def _step_ended(op: str, ending: Ending) -> Words:
    match ending:
        case Ending.SUCCESS:
            return words("Attack succeeded: {step}", step=op)
        case Ending.CUT:
            return words("Attack cut short: {step}", step=op)
        case _:
            return words("Attack failed: {step}", step=op)


def _order_ended(op: str, ending: Ending) -> Words:
    match ending:
        case Ending.SUCCESS:
            return words("{order}: done", order=op)
        case Ending.CUT:
            return words("{order}: cut short", order=op)
        case Ending.CANCELLED:
            return words("{order}: cancelled", order=op)
        case Ending.FAILED:
            return words("{order}: failed", order=op)


def _team(happened: Happened) -> Told:
    said = _ordered(happened) or _wrote(happened)
    return (Level.TEAM, said) if said is not None else None


def _ordered(happened: Happened) -> Words | None:
    said: Words | None = None
    match happened.what:
        case OrderGiven(order=order, source=source, text=text):
            free = " ".join(part for part in (source, text) if part)
            said = (
                words("Order: {order} {text}", order=order, text=free)
                if free
                else words("Order: {order}", order=order)
            )
        case OrderCancelled(number=number):
            said = words("Order {number} cancelled", number=number)
        case OrderRefused(op=op):
            said = words("{order}: could not start", order=op)
        case AlertHandled(alert=alert, action=action):
            said = _handled(alert, action)
        case PeopleJoined(role=role, people=people):
            said = words("{people} more for role {role}", people=people, role=role)
        case _:
            pass
    return said


def _handled(alert: int, action: AlertAction) -> Words:
    match action:
        case AlertAction.ACKNOWLEDGE:
            return words("Alert {number} acknowledged", number=alert)
        case AlertAction.CLAIM:
            return words("Alert {number} claimed", number=alert)
        case AlertAction.REAL:
            return words("Alert {number} closed as real", number=alert)
        case AlertAction.FALSE:
            return words("Alert {number} closed as false", number=alert)


def _inject(inject: str, state: InjectState) -> Words:
    match state:
        case InjectState.ARMED:
            return words("Inject {inject} is armed", inject=inject)
        case InjectState.HELD:
            return words("Inject {inject} is held", inject=inject)
        case InjectState.SKIPPED:
            return words("Inject {inject} is skipped", inject=inject)
        case InjectState.SENT:
            return words("Inject {inject} is sent", inject=inject)
        case InjectState.DROPPED:
            return words("Inject {inject} is left out, as planned", inject=inject)


def _steered(inject: str, order: InjectOrder) -> Words:
    match order:
        case InjectOrder.ARM:
            return words("Control arms inject {inject}", inject=inject)
        case InjectOrder.RELEASE:
            return words("Control releases inject {inject}", inject=inject)
        case InjectOrder.HOLD:
            return words("Control holds inject {inject}", inject=inject)
        case InjectOrder.SKIP:
            return words("Control skips inject {inject}", inject=inject)


def _wrote(happened: Happened) -> Words | None:
    said: Words | None = None
    match happened.what:
        case UmpireAsked(text=text):
            said = words("Asks the umpire: {text}", text=text)
        case Answered(question=question, text=text):
            said = words("Answers {question}: {text}", question=question, text=text)
        case HintTaken(question=question):
            said = words("Takes the hint for {question}", question=question)
        case Replied(inject=inject, text=text):
            said = words("Replies to {inject}: {text}", inject=inject, text=text)
        case ReportFilled(report=report, field=field):
            said = words("Fills {report}, {field}", report=report, field=f"{report}.{field}")
        case ReportSubmitted(report=report):
            said = words("Submits {report}", report=report)
        case NoteTaken(text=text):
            said = words("Casebook: {text}", text=text)
        case _:
            pass
    return said


def _story(happened: Happened) -> Told:
    bad = _damage(happened)
    if bad is not None:
        return Level.BAD, bad
    said = _news(happened) or _turns(happened)
    return (Level.INFO, said) if said is not None else None


def _damage(happened: Happened) -> Words | None:
    said: Words | None = None
    match happened.what:
        case GoalReached(goal=goal):
            said = words("The attacker reached {goal}", goal=goal)
        case BoardChanged(service=service, up=False):
            said = words("Service {service} is down", service=service)
        case MistakeMade(herring=herring):
            said = words("A costly mistake over {herring}", herring=herring)
        case InjectOverdue(inject=inject):
            said = words("The reply to {inject} is late", inject=inject)
        case ReportOverdue(report=report):
            said = words("{report} is late", report=report)
        case WorldFrozen(events=events):
            said = words("This world is frozen: {events} events in one instant", events=events)
        case _:
            pass
    return said


def _news(happened: Happened) -> Words | None:
    said: Words | None = None
    match happened.what:
        case AlertRaised(alert=alert, trace=trace):
            said = words("Alert {number} raised: {trace}", number=alert, trace=trace)
        case BoardChanged(service=service, up=True):
            said = words("Service {service} is up", service=service)
        case InjectChanged(inject=inject, state=state):
            said = _inject(inject, state)
        case QuestionOpened(question=question):
            said = words("New question: {question}", question=question)
        case AnswerJudged(question=question, verdict=Verdict.RIGHT):
            said = words("Right answer: {question}", question=question)
        case AnswerJudged(question=question, verdict=Verdict.WRONG):
            said = words("Wrong answer: {question}", question=question)
        case _:
            pass
    return said


def _turns(happened: Happened) -> Words | None:
    said: Words | None = None
    match happened.what:
        case ReportClockStarted(report=report):
            said = words("Report clock starts: {report}", report=report)
        case HerringFired(herring=herring):
            said = words("Red herring {herring}", herring=herring)
        case AttackerLearned():
            said = words("The attacker learned what blocks it")
        case TeamEnded():
            said = words("The drill is over for this team")
        case _:
            pass
    return said


def _control(happened: Happened) -> Told:
    said = _clock(happened) or _steering(happened)
    return (Level.CONTROL, said) if said is not None else None


def _paused(kind: PauseKind, reason: str) -> Words:
    if not reason:
        return words("Pause, screens covered") if kind is PauseKind.COVERED else words("Pause for planning")
    if kind is PauseKind.COVERED:
        return words("Pause, screens covered: {reason}", reason=reason)
    return words("Pause for planning: {reason}", reason=reason)


def _clock(happened: Happened) -> Words | None:
    said: Words | None = None
    match happened.what:
        case ClockStarted(p=p, q=q):
            said = words("The clock runs, {speed}", speed=f"x{p}" if q == 1 else f"x{p}/{q}")
        case ClockPaused(kind=kind, reason=reason):
            said = _paused(kind, reason)
        case EmergencyStopped(reason=reason):
            said = words("Real emergency: {reason}", reason=reason)
        case TeamHeld(team=team, reason=reason):
            said = words("{team} is held: {reason}", team=team, reason=reason)
        case TeamReleased(team=team):
            said = words("{team} goes on", team=team)
        case TimeCredited(team=team, milliseconds=milliseconds, reason=reason):
            said = words(
                "{team} is credited {seconds} s: {reason}",
                team=team,
                seconds=milliseconds // 1000,
                reason=reason,
            )
        case TimeAdded(milliseconds=milliseconds):
            said = words("{seconds} s are added for all", seconds=milliseconds // 1000)
        case DrillEnded(reason=reason):
            said = words("The drill is ended: {reason}", reason=reason)
        case _:
            pass
    return said


def _steering(happened: Happened) -> Words | None:
    said: Words | None = None
    match happened.what:
        case InjectSteered(inject=inject, order=order):
            said = _steered(inject, order)
        case InjectWritten(sender=sender, text=text):
            said = words("New inject from {sender}: {text}", sender=sender, text=text)
        case Broadcast(text=text):
            said = words("To all: {text}", text=text)
        case UmpireRuled(team=team, sentences=sentences, text=text, reason=reason):
            ruling = "; ".join(sentences) or text
            said = words("Umpire for {team}: {said} ({reason})", team=team, said=ruling, reason=reason)
        case ItemVoided(item=item, reason=reason):
            said = words("{item} is void: {reason}", item=item, reason=reason)
        case _:
            pass
    return said


def _judge(happened: Happened) -> Told:
    said = filed(happened)
    if said is not None:
        return Level.TEAM, said
    said = ruled(happened)
    return (Level.CONTROL, said) if said is not None else None
