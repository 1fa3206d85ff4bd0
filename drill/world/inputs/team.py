"""What a team puts in."""

from enum import StrEnum

from drill.world.inputs.base import Input


class OrderGiven(Input, frozen=True, tag="order-given"):
    """A person orders an action of the library."""

    order: str
    """Operation id (``isolate host fs01``); for free words and queries the action's name."""
    role: str
    """Role of the person who gave it."""
    source: str = ""
    """``search logs``: source id, empty for all."""
    text: str = ""
    """``search logs``: words sought; ``public statement``: the statement; ``notify authority``: who."""
    since: int | None = None
    """``search logs``: start of the window (ms), None from the beginning."""
    until: int | None = None
    """``search logs``: end of the window (ms), None until now."""


class OrderCancelled(Input, frozen=True, tag="order-cancelled"):
    """A queued order is taken back, or a running one is stopped."""

    number: int
    """The team's own order number, from 1."""
    role: str = ""


class UmpireAsked(Input, frozen=True, tag="umpire-asked"):
    """A free-text order that an instructor answers."""

    text: str
    role: str = ""


class Answered(Input, frozen=True, tag="question-answered"):
    """A team answers a question."""

    question: str
    text: str
    role: str = ""


class HintTaken(Input, frozen=True, tag="hint-taken"):
    """A team takes a hint and pays for it."""

    question: str
    role: str = ""


class Replied(Input, frozen=True, tag="inject-replied"):
    """A team replies to an inject."""

    inject: str
    text: str
    role: str = ""


class ReportFilled(Input, frozen=True, tag="report-filled"):
    """A draft of one field, shared in the team; the last one counts when the report is submitted."""

    report: str
    field: str
    text: str
    role: str = ""


class ReportSubmitted(Input, frozen=True, tag="report-submitted"):
    """A team sends a report; its fields stay as they stand."""

    report: str
    role: str = ""


class AlertAction(StrEnum):
    """What a person does with an alert."""

    ACKNOWLEDGE = "acknowledge"
    CLAIM = "claim"
    REAL = "close as real"
    FALSE = "close as false"


class AlertHandled(Input, frozen=True, tag="alert-handled"):
    """An alert is taken up or closed."""

    alert: int
    """The team's own alert number, from 1."""
    action: AlertAction
    reason: str = ""
    role: str = ""


class NoteKind(StrEnum):
    """What a line of the casebook is."""

    NOTE = "note"
    DECISION = "decision"
    EVIDENCE = "evidence"
    INDICATOR = "indicator"
    CHAT = "chat"


class NoteTaken(Input, frozen=True, tag="note-taken"):
    """A line in the team's casebook."""

    kind: NoteKind
    text: str
    about: str = ""
    """Key of the card it hangs on (``alert:3``, ``line:fw@123456#2``); empty for none."""
    role: str = ""


class Read(Input, frozen=True, tag="item-read"):
    """A person opened an item: it matters for who knew what when."""

    item: str
    """Key of the card (``inject:chief-asks``, ``alert:3``)."""
    role: str = ""


class AppealFiled(Input, frozen=True, tag="appeal-filed"):
    """The leader contests ledger lines: a protest while the drill runs, an appeal in the window after it."""

    lines: tuple[str, ...]
    """Names of ledger lines (`scoring.model.line_name`); may be empty in a protest, which may be about anything."""
    text: str
    role: str = ""
    at: int = 0
    """Wall time (ms since 1970), by the hub; 0 in a played match."""


class AppealWithdrawn(Input, frozen=True, tag="appeal-withdrawn"):
    """The leader takes an appeal back before it is ruled on."""

    appeal: int
    """Journal position of the `AppealFiled`."""
    role: str = ""
