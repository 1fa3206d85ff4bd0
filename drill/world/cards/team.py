"""Cards of a team's desk."""

from enum import StrEnum

import msgspec

from drill.i18n import Words
from drill.scenario.model import Text
from drill.world.cards.base import Card


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
    name: str = ""
    """As appeals cite it (`scoring.model.line_name`)."""


class ResultCard(Card, frozen=True, tag="result"):
    """Key ``result``: the team's own score after the end."""

    rank: int
    total: int
    sections: tuple[tuple[str, int], ...]
    lines: tuple[ResultLine, ...]
