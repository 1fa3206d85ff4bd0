"""Outputs: what the engine makes of the inputs. Journaled to be read, and as a check: replay must give each again."""

from enum import StrEnum
from typing import TypeAlias

import msgspec

from drill.i18n import Words


class Output(msgspec.Struct, frozen=True):
    """Base of all outputs. The entry's ``t`` and ``team`` say when and where."""


class FactsChanged(Output, frozen=True, tag="facts-changed"):
    """Facts of one team's world changed; each change is in exactly one such entry."""

    set: str
    """Hex of the bits that became true, derived ones too."""
    cleared: str
    """Hex of the bits that became false."""
    cause: str
    """``run:N`` of an operation, ``meter:ID``, ``inject:ID``, ``clock``, ``umpire``, ``start``, ``control``."""


class Start(StrEnum):
    """Whether what begins can succeed."""

    REAL = "real"
    DOOMED = "doomed"
    """The attacker tries what cannot work, and will learn why."""


class OperationStarted(Output, frozen=True, tag="operation-started"):
    """A step or an order begins."""

    run: int
    """Number of this running, from 1 per team; steps and orders share it."""
    op: str
    """Operation id."""
    n: int
    """How many times it was tried before."""
    ends: int
    """Planned end (ms)."""
    start: Start = Start.REAL
    order: int | None = None
    """The team's order number; None for a step."""


class Ending(StrEnum):
    """How an operation ended."""

    SUCCESS = "success"
    FAILED = "failed"
    CUT = "cut"
    CANCELLED = "cancelled"


class OperationEnded(Output, frozen=True, tag="operation-ended"):
    """A step or an order is over."""

    run: int
    op: str
    ending: Ending
    because: tuple[str, ...] = ()
    """Canonical names of the facts that cut or doomed it."""


class OrderQueued(Output, frozen=True, tag="order-queued"):
    """An order waits for its people."""

    order: int
    op: str
    role: str


class OrderRefused(Output, frozen=True, tag="order-refused"):
    """An order could not start when its turn came."""

    order: int
    op: str
    reason: Words


class OrderDropped(Output, frozen=True, tag="order-dropped"):
    """A queued order was cancelled before it started."""

    order: int


class LinesShown(Output, frozen=True, tag="lines-shown"):
    """A search or analysis brought records to the team's eyes; the lines are rendered when read, never journaled."""

    order: int
    op: str
    reach: str
    source: str
    text: str
    since: int
    until: int
    seen: tuple[str, ...] = ()
    """Ids of the traces among them."""


class TraceWritten(Output, frozen=True, tag="trace-written"):
    """A record was written into a log."""

    trace: str
    n: int
    """How many times this trace was written before."""
    op_n: int
    """The attempt of the operation that wrote it."""
    index: int
    """Which of its lines, from 0."""
    at: int
    """When the event was (ms)."""
    visible: int
    """From when it can be found (ms)."""
    values: dict[str, str] = {}
    """Meter values at that moment, for the slots of its text."""


class AlertRaised(Output, frozen=True, tag="alert-raised"):
    """An alert reaches the team."""

    alert: int
    """The team's own number, from 1."""
    trace: str
    n: int
    level: str
    at: int
    """When the event was (ms); the entry's ``t`` is when it was delivered."""
    values: dict[str, str] = {}


class MeterChanged(Output, frozen=True, tag="meter-changed"):
    """A meter's value or rate is another from now on."""

    meter: str
    value: int
    """Counter: thousandths times 3,600,000. Level: thousandths."""
    rate: int
    """Counter: thousandths per hour. Level: 0."""
    version: int


class BoardChanged(Output, frozen=True, tag="board-changed"):
    """The team's status board shows a service up or down, after its delay."""

    service: str
    up: bool


class GoalReached(Output, frozen=True, tag="goal-reached"):
    """The attacker reached a goal, for good."""

    goal: str


class AttackerLearned(Output, frozen=True, tag="attacker-learned"):
    """The attacker ran into blockers: hex of the bits it now knows."""

    known: str


class InjectState(StrEnum):
    """Where an inject stands."""

    ARMED = "armed"
    HELD = "held"
    SKIPPED = "skipped"
    SENT = "sent"
    DROPPED = "dropped"
    """Its ``unless`` held when it was due."""


class InjectChanged(Output, frozen=True, tag="inject-changed"):
    """An inject was sent, or will not be as planned."""

    inject: str
    state: InjectState
    due: int | None = None
    """When a reply is due (ms); None when none is expected or it was not sent."""
    text: str = ""
    """The controller's own words where they replaced the plan."""


class InjectOverdue(Output, frozen=True, tag="inject-overdue"):
    """A reply is late from now on."""

    inject: str


class QuestionOpened(Output, frozen=True, tag="question-opened"):
    """A question can be answered from now on."""

    question: str


class Verdict(StrEnum):
    """What an answer is told."""

    RIGHT = "right"
    WRONG = "wrong"
    LATER = "recorded"
    """Judged from the whole history at the end (overlap, amounts that still move)."""


class AnswerJudged(Output, frozen=True, tag="answer-judged"):
    """An answer was taken."""

    question: str
    verdict: Verdict
    tries_left: int
    copied: str = ""
    """For judges alone: the team whose own answer this is."""


class ReportClockStarted(Output, frozen=True, tag="report-clock-started"):
    """A report is due from now on."""

    report: str
    due: int


class ReportOverdue(Output, frozen=True, tag="report-overdue"):
    """A report is late from now on."""

    report: str


class DeadlineMoved(Output, frozen=True, tag="deadline-moved"):
    """Credited time moved an open deadline (``inject:ID`` or ``report:ID``)."""

    item: str
    due: int


class PeopleJoined(Output, frozen=True, tag="people-joined"):
    """A team has more hands."""

    role: str
    people: int


class HerringFired(Output, frozen=True, tag="herring-fired"):
    """A red herring wrote its traces."""

    herring: str


class MistakeMade(Output, frozen=True, tag="mistake-made"):
    """A red herring was acted on in its costly way."""

    herring: str


class WorldFrozen(Output, frozen=True, tag="world-frozen"):
    """Over 10,000 events in one instant: the instructor is called."""

    events: int


class WorldHashed(Output, frozen=True, tag="world-hashed"):
    """The state of one world, every 60 s of simulated time and at the end."""

    hash: str


class TeamEnded(Output, frozen=True, tag="team-ended"):
    """The team's drill is over."""


AnyOutput: TypeAlias = (
    FactsChanged
    | OperationStarted
    | OperationEnded
    | OrderQueued
    | OrderRefused
    | OrderDropped
    | LinesShown
    | TraceWritten
    | AlertRaised
    | MeterChanged
    | BoardChanged
    | GoalReached
    | AttackerLearned
    | InjectChanged
    | InjectOverdue
    | QuestionOpened
    | AnswerJudged
    | ReportClockStarted
    | ReportOverdue
    | DeadlineMoved
    | PeopleJoined
    | HerringFired
    | MistakeMade
    | WorldFrozen
    | WorldHashed
    | TeamEnded
)
