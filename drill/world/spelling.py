"""Inputs as people would type them: the way back from `drill.world.grammar`, for golden matches and exports."""

from drill.world.grammar import EVERYWHERE
from drill.world.inputs import (
    AlertAction,
    AlertHandled,
    Answered,
    AppealFiled,
    AppealWithdrawn,
    HintTaken,
    NoteTaken,
    OrderCancelled,
    OrderGiven,
    Read,
    Replied,
    ReportFilled,
    ReportSubmitted,
    TeamInput,
    UmpireAsked,
)

_ALERTS = {
    AlertAction.ACKNOWLEDGE: "acknowledge alert {number}",
    AlertAction.CLAIM: "claim alert {number}",
    AlertAction.REAL: "close alert {number} as real: {reason}",
    AlertAction.FALSE: "close alert {number} as false: {reason}",
}


def spell(given: TeamInput) -> str:
    """Return the line that `drill.world.grammar.parse` reads as this input (times to the whole minute)."""
    return f"{given.role}: {_said(given)}" if given.role else _said(given)


def _said(given: TeamInput) -> str:
    if isinstance(given, OrderGiven):
        return _order(given)
    if isinstance(given, AlertHandled):
        return _ALERTS[given.action].format(number=given.alert, reason=given.reason).removesuffix(": ")
    if isinstance(given, Answered | HintTaken | Replied):
        return _item(given)
    if isinstance(given, AppealFiled | AppealWithdrawn):
        return _appeal(given)
    return _paper(given)


def _order(given: OrderGiven) -> str:
    if given.order != "search logs":
        return f"{given.order} {given.text}".strip()
    window = ""
    if given.since is not None and given.until is not None:
        window = f" from {_clock(given.since)} to {_clock(given.until)}"
    sought = f" for {given.text}" if given.text else ""
    return f"{given.order} {given.source or EVERYWHERE}{sought}{window}"


def _item(given: Answered | HintTaken | Replied) -> str:
    match given:
        case Answered(question=question, text=text):
            return f"answer {question}: {text}"
        case HintTaken(question=question):
            return f"hint {question}"
        case Replied(inject=inject, text=text):
            return f"reply {inject}: {text}"


def _appeal(given: AppealFiled | AppealWithdrawn) -> str:
    if isinstance(given, AppealWithdrawn):
        return f"withdraw appeal {given.appeal}"
    lines = f" {'; '.join(given.lines)}" if given.lines else ""
    return f"appeal{lines}: {given.text}"


def _paper(given: OrderCancelled | UmpireAsked | ReportFilled | ReportSubmitted | NoteTaken | Read) -> str:
    said = ""
    match given:
        case OrderCancelled(number=number):
            said = f"cancel {number}"
        case UmpireAsked(text=text):
            said = f"ask the umpire: {text}"
        case ReportFilled(report=report, field=field, text=text):
            said = f"report {report} {field}: {text}"
        case ReportSubmitted(report=report):
            said = f"submit {report}"
        case NoteTaken(kind=kind, text=text, about=about):
            said = f"{kind} on {about}: {text}" if about else f"{kind}: {text}"
        case Read(item=item):
            said = f"read {item}"
    return said


def _clock(t: int) -> str:
    return f"{t // 3_600_000:02}:{t // 60_000 % 60:02}"
