"""Inputs: everything that people put into a drill. These records are the commands and, once accepted, the journal's inputs.

The tag of each record is its journal type, in the past tense. Replaying them through `drill.world.run` gives every
output again.
"""

from enum import StrEnum
from typing import TypeAlias

import msgspec

from drill.i18n import Words


class TeamSetup(msgspec.Struct, frozen=True):
    """One team as the drill was opened."""

    id: str
    label: str
    division: str = ""


class Input(msgspec.Struct, frozen=True):
    """Base of all inputs."""


class DrillOpened(Input, frozen=True, tag="drill-opened"):
    """The first entry of every journal: all that replay needs besides the other inputs."""

    scenario: str
    """Scenario id."""
    scenario_hash: str
    library_hash: str
    engine: int
    """Version of the engine's semantics; a replay demands the same."""
    seed: int
    """Secret until the review."""
    teams: tuple[TeamSetup, ...]
    """In the order of the teams file: worlds are advanced in this order within one millisecond."""
    sources: dict[str, str]
    """The scenario itself: file name to text, the main file first, so that the file carries its scenario."""
    facts: tuple[str, ...]
    """Canonical fact names by bit, so that a log reads without the engine."""


# Inputs of a team


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


# Controls


class PauseKind(StrEnum):
    """What can be done while the clock stands."""

    COVERED = "covered"
    """Screens blank: nothing can be read, drafts alone can be typed."""
    PLANNING = "planning"
    """Reading and drafting are allowed."""


class ClockStarted(Input, frozen=True, tag="clock-started"):
    """The drill starts or goes on, at ``p/q`` simulated milliseconds per wall millisecond."""

    p: int = 1
    q: int = 1


class ClockPaused(Input, frozen=True, tag="clock-paused"):
    """The clock stands for everyone."""

    kind: PauseKind = PauseKind.PLANNING
    reason: str = ""


class EmergencyStopped(Input, frozen=True, tag="emergency-stopped"):
    """A real emergency: everything stops, every seat is told and acknowledges."""

    reason: str


class TeamHeld(Input, frozen=True, tag="team-held"):
    """One team stands still, world and clock."""

    team: str
    reason: str


class TeamReleased(Input, frozen=True, tag="team-released"):
    """A held team goes on where it was."""

    team: str
    reason: str = ""


class TimeCredited(Input, frozen=True, tag="time-credited"):
    """The team's open deadlines and its end move later; its attacker idles for as long."""

    team: str
    milliseconds: int
    reason: str


class TimeAdded(Input, frozen=True, tag="time-added"):
    """The drill becomes longer for all."""

    milliseconds: int
    reason: str = ""


class InjectOrder(StrEnum):
    """What a controller does with a planned inject."""

    ARM = "arm"
    """Back to its plan after a hold."""
    RELEASE = "release"
    """Sent now."""
    HOLD = "hold"
    """Not sent until armed or released."""
    SKIP = "skip"
    """Never sent."""


class InjectSteered(Input, frozen=True, tag="inject-steered"):
    """A planned inject is armed, released, held, skipped or edited."""

    inject: str
    order: InjectOrder
    teams: tuple[str, ...] = ()
    """Empty for all."""
    text: str = ""
    """Replaces the planned text where not empty (edit before release)."""


class InjectWritten(Input, frozen=True, tag="inject-written"):
    """A controller's own inject, sent at once."""

    inject: str
    """New id."""
    sender: str
    to: str
    channel: str
    text: str
    teams: tuple[str, ...] = ()
    reply_within: int | None = None


class Broadcast(Input, frozen=True, tag="message-broadcast"):
    """Exercise control tells teams something."""

    text: str
    teams: tuple[str, ...] = ()


class UmpireRuled(Input, frozen=True, tag="umpire-ruled"):
    """An instructor sets facts with sentences, or answers a request; the run leaves the proven envelope and says so."""

    team: str
    sentences: tuple[str, ...]
    """Like ``fs01 is not encrypted``; may be empty when only answering."""
    reason: str
    request: int | None = None
    """Number of the umpire request it answers."""
    text: str = ""
    """What the team is told."""


class ItemVoided(Input, frozen=True, tag="item-voided"):
    """A question, inject or report no longer counts, for one team or for all."""

    item: str
    """``question:ID``, ``inject:ID``, ``report:ID``, ``field:REPORT.FIELD``."""
    reason: str
    team: str = ""


class DrillEnded(Input, frozen=True, tag="drill-ended"):
    """A controller ends the drill before its time."""

    reason: str = ""


# --- judges


class Rating(StrEnum):
    """HSEEP ratings."""

    PERFORMED = "P"
    SOME = "S"
    MAJOR = "M"
    UNABLE = "U"


class Marked(Input, frozen=True, tag="item-marked"):
    """A judge gives points for one criterion of one team's item; a later mark of the same judge replaces it."""

    team: str
    item: str
    """``field:REPORT.FIELD``, ``inject:ID``, ``judged:NAME``, ``statement:N``."""
    criterion: int
    """Index from 0."""
    percent: int
    """0 to 100 of the criterion's share."""
    comment: str = ""
    rating: Rating | None = None


class Observed(Input, frozen=True, tag="observation-pinned"):
    """A judge pins an observation to an event."""

    team: str
    about: int
    """Journal position of the event."""
    text: str
    rating: Rating | None = None
    objective: int | None = None
    """Index into the scenario's ``teaches``."""


class PenaltyGiven(Input, frozen=True, tag="penalty-given"):
    """A signed number of points with a reason: negative is a penalty, positive a bonus."""

    team: str
    points: int
    reason: str
    released: bool = True


class PenaltyWithdrawn(Input, frozen=True, tag="penalty-withdrawn"):
    """A penalty or bonus is taken back; both stay in the record."""

    penalty: int
    """Journal position of the `PenaltyGiven`."""
    reason: str


class BoardFrozen(Input, frozen=True, tag="board-frozen"):
    """The released board stays at this position of the journal."""


class BoardThawed(Input, frozen=True, tag="board-thawed"):
    """The released board follows again."""


class ScoresReleased(Input, frozen=True, tag="scores-released"):
    """Judged points up to here become part of the released layer."""


TeamInput: TypeAlias = (
    OrderGiven
    | OrderCancelled
    | UmpireAsked
    | Answered
    | HintTaken
    | Replied
    | ReportFilled
    | ReportSubmitted
    | AlertHandled
    | NoteTaken
    | Read
)
ControlInput: TypeAlias = (
    ClockStarted
    | ClockPaused
    | EmergencyStopped
    | TeamHeld
    | TeamReleased
    | TimeCredited
    | TimeAdded
    | InjectSteered
    | InjectWritten
    | Broadcast
    | UmpireRuled
    | ItemVoided
    | DrillEnded
)
JudgeInput: TypeAlias = (
    Marked | Observed | PenaltyGiven | PenaltyWithdrawn | BoardFrozen | BoardThawed | ScoresReleased
)
AnyInput: TypeAlias = DrillOpened | TeamInput | ControlInput | JudgeInput


class Refusal(msgspec.Struct, frozen=True, tag="refused"):
    """Why a command was not taken: a value, never an exception; it names only what that seat can observe."""

    reason: Words
    remedy: Words | None = None
