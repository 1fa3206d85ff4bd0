"""What a seat sees: a set of cards. A view is a fold of `Put` and `Drop`, the same on both sides of the wire.

Every card has a ``key`` that is unique within its kind. A snapshot is every card; afterwards only changed cards
travel. Texts of the scenario come in both languages (`Text`); words of people are plain strings, already cleaned, and
reach a widget only through `drill.text.plain`.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TypeAlias, TypeVar

import msgspec

from drill.i18n import Words
from drill.scenario.model import Text


class Card(msgspec.Struct, frozen=True):
    """Base of all cards."""

    key: str
    """Unique within the kind."""


class ClockState(StrEnum):
    """What the clock does, as a seat sees it."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    COVERED = "covered"
    HELD = "held"
    STOPPED = "emergency stop"
    ENDED = "ended"


class ClockCard(Card, frozen=True, tag="clock"):
    """Key ``clock``. The client counts on from ``t`` at ``p/q`` by its own clock since the card came."""

    t: int
    """The seat's exercise time (ms) when the card was made."""
    length: int
    """When this seat's drill ends (ms)."""
    starts_at: int
    """Milliseconds of the day at T+0: local time of the story is ``starts_at + t``."""
    hours_per_hour: int
    state: ClockState
    p: int
    q: int
    reason: str = ""


class DrillCard(Card, frozen=True, tag="drill"):
    """Key ``drill``: what never changes."""

    title: Text
    summary: Text
    level: str
    teaches: tuple[Text, ...]
    team: str
    """The seat's team label; empty for staff."""
    umpire: bool


# --- team


class ServiceCard(Card, frozen=True, tag="service"):
    """Key: service id. As the team's status board shows it, after the board's delay."""

    label: Text
    weight: int
    up: bool
    since: int


class AlertState(StrEnum):
    """Where an alert stands with the team."""

    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    CLAIMED = "claimed"
    REAL = "closed: real"
    FALSE = "closed: false"


class AlertCard(Card, frozen=True, tag="alert"):
    """Key: the team's alert number."""

    t: int
    """When it was delivered."""
    level: str
    title: Text
    host: str
    source: str
    state: AlertState
    who: str
    """Seat that claimed or closed it."""
    reason: str
    line: Text
    """The record behind it, rendered."""
    at: int
    """When the event was."""


class OrderState(StrEnum):
    """Where an order stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CUT = "cut short"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class OrderCard(Card, frozen=True, tag="order"):
    """Key: the team's order number."""

    op: str
    action: str
    text: str
    """Free words of the order (search, statement, authority)."""
    role: str
    """Whose hands it takes."""
    seat: str
    given: int
    state: OrderState
    started: int | None
    ends: int | None
    says: Text
    """What the team is told at the end; empty before."""
    reason: Words | None
    """Why it was refused or cut."""


class PeopleCard(Card, frozen=True, tag="people"):
    """Key: role id."""

    label: Text
    free: int
    total: int


class ActionCard(Card, frozen=True, tag="action"):
    """Key: action name. The order form is built from it."""

    label: Text
    does: Text
    phase: str
    asks: str
    role: str
    people: int
    takes_lo: int
    takes_hi: int
    orders: tuple[str, ...]
    """Full order ids that can be given."""
    breaks: tuple[tuple[str, tuple[str, ...]], ...]
    """(order id, services that are down while it holds), as the team's own documents would tell."""
    destroys: Text
    cost: int


class AssetCard(Card, frozen=True, tag="asset"):
    """What the team knows of a host, account, indicator or link; never a fact that only the attacker made.

    Key: ``host:ID``, ``account:ID``, ``indicator:ID``, ``link:A to B``.
    """

    kind: str
    label: Text
    zone: str
    detail: str
    """Address, owner, value or open services."""
    chips: tuple[str, ...]
    """States that the team's own orders made: ``isolated``, ``off``, ``blocked``, ``disabled``, ``cut``, ``imaged`` ..."""
    services: tuple[str, ...]
    """What hangs on it."""


class SourceCard(Card, frozen=True, tag="source"):
    """Key: source id."""

    label: Text
    misses: tuple[str, ...]
    kept: int


class LineCard(Card, frozen=True, tag="line"):
    """Key: ``SOURCE@AT#N``. A record that an order brought to the team's eyes; noise and truth look alike."""

    at: int
    source: str
    host: str
    text: str
    orders: tuple[int, ...]
    """Numbers of the orders that showed it."""


class InjectCard(Card, frozen=True, tag="inject"):
    """Key: inject id. Only what was sent."""

    t: int
    sender: Text
    to: str
    channel: str
    text: Text
    due: int | None
    reply: str
    """The team's reply; empty before."""
    replied: int | None
    by: str
    points: int
    unread: bool


class QuestionState(StrEnum):
    """Where a question stands with the team."""

    OPEN = "open"
    RIGHT = "right"
    WRONG = "no tries left"
    RECORDED = "answered"
    VOID = "void"


class QuestionCard(Card, frozen=True, tag="question"):
    """Key: question id. Only what has opened."""

    ask: Text
    choices: tuple[Text, ...]
    points: int
    tries_left: int
    state: QuestionState
    answer: str
    """The team's last answer."""
    has_hint: bool
    hint: Text
    """Empty until taken."""
    hint_cost: int


class FieldView(msgspec.Struct, frozen=True):
    """One field of a report as the team sees it."""

    id: str
    ask: Text
    points: int
    text: str
    """The shared draft, or what was submitted."""
    by: str


class ReportCard(Card, frozen=True, tag="report"):
    """Key: report id."""

    to: Text
    started: int | None
    due: int | None
    submitted: int | None
    by: str
    fields: tuple[FieldView, ...]


class NoteCard(Card, frozen=True, tag="note"):
    """Key: journal-independent running number. The team's casebook."""

    t: int
    kind: str
    text: str
    about: str
    seat: str


class RequestCard(Card, frozen=True, tag="request"):
    """Key: ``TEAM:N`` for staff, ``N`` for the team. A question to the umpire."""

    team: str
    t: int
    text: str
    seat: str
    answer: str
    answered: int | None


class MessageCard(Card, frozen=True, tag="message"):
    """Key: running number. A broadcast."""

    t: int
    text: str


class ResultLine(msgspec.Struct, frozen=True):
    """One ledger line as people read it."""

    rule: str
    section: str
    points: int
    t: int
    because: tuple[int, ...]
    why: Words


class ResultCard(Card, frozen=True, tag="result"):
    """Key ``result``: the team's own score after the end."""

    rank: int
    total: int
    sections: tuple[tuple[str, int], ...]
    lines: tuple[ResultLine, ...]


# --- controller


class TeamCard(Card, frozen=True, tag="team"):
    """Key: team id. One row of the matrix."""

    label: str
    division: str
    services_up: int
    services: int
    goals_lost: int
    goals: int
    alerts_open: int
    orders_running: int
    orders_queued: int
    last_order: str
    last_at: int | None
    connected: int
    """Seats online."""
    seats: int
    score: int
    """Provisional total."""
    state: ClockState
    t: int


class FeedCard(Card, frozen=True, tag="feed"):
    """Key: journal position. One line of the event feed; a judge's and a controller's feed alike."""

    t: int
    team: str
    seat: str
    event: str
    """Journal type."""
    words: Words
    level: str
    """``info``, ``team``, ``attack``, ``bad``, ``control``."""


class TimelineCard(Card, frozen=True, tag="timeline"):
    """Key: ``inject:ID``, ``report:ID``, ``goal:ID``."""

    at: int | None
    """Planned time; None when it waits for a condition."""
    label: Text
    text: Text
    kind: str
    to: str
    teams: tuple[tuple[str, str, int | None], ...]
    """(team id, state word, when) for each team: ``sent``, ``read``, ``answered``, ``late``, ``held``, ``skipped``,
    ``dropped``, ``reached``, ``running``, ``submitted``."""


class RunningView(msgspec.Struct, frozen=True):
    """One of the attacker's steps on its way."""

    op: str
    does: Text
    started: int
    ends: int
    doomed: bool


class TruthCard(Card, frozen=True, tag="truth"):
    """Key: team id. The truth of one team's world, for staff only."""

    facts: tuple[str, ...]
    """Canonical names of true facts that differ from the start, and goals."""
    running: tuple[RunningView, ...]
    known: tuple[str, ...]
    """Blockers that the attacker has run into."""
    next_idea: str
    """Step id the attacker would choose now; empty when it waits."""
    mood: str
    meters: tuple[tuple[str, str, str], ...]
    """(label, value, unit)."""
    goals: tuple[tuple[str, int | None], ...]
    """(goal id, when reached)."""
    steps_done: tuple[tuple[str, int], ...]
    """(step id, when it succeeded)."""


class StepCard(Card, frozen=True, tag="step"):
    """Key: step id. One node of the attack graph, for controllers only; where a team's attacker stands is in its truth."""

    does: Text
    technique: str
    source: str
    """Host it starts from; empty from outside."""
    target: str
    after: tuple[str, ...]
    """Steps that make something true which this one needs, in file order; empty for a way in."""
    goals: tuple[str, ...]
    """Goals that it brings about directly."""
    habit: bool


class SeatCard(Card, frozen=True, tag="seat"):
    """Key: seat id."""

    team: str
    role: str
    name: str
    online: bool
    last_seen: int | None
    """Wall milliseconds since 1970; None for never."""


# --- judge


class RowCard(Card, frozen=True, tag="row"):
    """Key: team id. One row of the scoreboard."""

    rank: int
    label: str
    division: str
    total: int
    sections: tuple[tuple[str, int], ...]
    gap: int
    """Points behind the first."""
    trend: tuple[int, ...]
    """Totals at equal steps of exercise time."""
    tie: str
    """The tie-break that placed it, as a word; empty when none was needed."""
    automatic: int
    judged: int
    pending: int
    """Points that wait for a judge."""
    released: int = 0
    """Total of the published layer."""
    released_rank: int = 0
    """Rank on the published board; 0 before there is one."""
    frozen_at: int = 0
    """Journal position at which the published board is frozen; 0 while it follows."""


class LedgerCard(Card, frozen=True, tag="ledger"):
    """Key: ``TEAM:N``."""

    team: str
    section: str
    rule: str
    points: int
    t: int
    because: tuple[int, ...]
    why: Words
    entries: tuple[Words, ...]
    """The journal entries behind it, told in words, at most eight."""


class MarkCard(Card, frozen=True, tag="mark"):
    """Key: ``CODE:ITEM``: one item to mark. The team is a code name while marking."""

    code: str
    """Stands for the team; the same for all of its items."""
    item: str
    ask: Text
    text: str
    criteria: tuple[Text, ...]
    points: int
    submitted: int
    late: bool
    truth: tuple[Words, ...]
    """Computed ground truth beside it."""
    marks: tuple[tuple[str, int, int, str, str], ...]
    """(judge seat, criterion, percent, rating, comment): the judge's own; all for a head judge."""


class PenaltyCard(Card, frozen=True, tag="penalty"):
    """Key: journal position."""

    team: str
    points: int
    reason: str
    seat: str
    withdrawn: str
    """Reason of the withdrawal; empty while it stands."""


AnyCard: TypeAlias = (
    ClockCard
    | DrillCard
    | ServiceCard
    | AlertCard
    | OrderCard
    | PeopleCard
    | ActionCard
    | AssetCard
    | SourceCard
    | LineCard
    | InjectCard
    | QuestionCard
    | ReportCard
    | NoteCard
    | RequestCard
    | MessageCard
    | ResultCard
    | TeamCard
    | FeedCard
    | TimelineCard
    | TruthCard
    | StepCard
    | SeatCard
    | RowCard
    | LedgerCard
    | MarkCard
    | PenaltyCard
)


class Put(msgspec.Struct, frozen=True, tag="put"):
    """A card is new or has changed."""

    card: AnyCard


class Drop(msgspec.Struct, frozen=True, tag="drop"):
    """A card is gone."""

    kind: str
    """The card's tag."""
    key: str


Change: TypeAlias = Put | Drop

CardT = TypeVar("CardT", bound=Card)


def kind_of(card: Card | type[Card]) -> str:
    """Return the card's tag."""
    tag = (card if isinstance(card, type) else type(card)).__struct_config__.tag
    assert isinstance(tag, str)  # noqa: S101 (every card of the union is tagged)
    return tag


class View:
    """All cards of one seat, by kind and key, in the order in which they came."""

    def __init__(self, cards: Iterable[AnyCard] = ()) -> None:
        self._kinds: dict[str, dict[str, AnyCard]] = {}
        for card in cards:
            self.apply(Put(card))

    def apply(self, change: Change) -> bool:
        """Fold one change in; return whether anything differs now."""
        if isinstance(change, Drop):
            return self._kinds.get(change.kind, {}).pop(change.key, None) is not None
        cards = self._kinds.setdefault(kind_of(change.card), {})
        if cards.get(change.card.key) == change.card:
            return False
        cards[change.card.key] = change.card
        return True

    def all(self, kind: type[CardT]) -> list[CardT]:
        """Return the cards of a kind, oldest first."""
        return list(self._kinds.get(kind_of(kind), {}).values())  # type: ignore[arg-type]

    def get(self, kind: type[CardT], key: str) -> CardT | None:
        """Return one card, or None."""
        return self._kinds.get(kind_of(kind), {}).get(key)  # type: ignore[return-value]

    def __iter__(self) -> Iterator[AnyCard]:
        for cards in self._kinds.values():
            yield from cards.values()
