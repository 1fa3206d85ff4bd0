"""Cards of exercise control."""

import msgspec

from drill.i18n import Words
from drill.scenario.model import Text
from drill.world.cards.base import Card, ClockState


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
    role: Text | None = None
    """How the scenario calls the role in ``to``; None where it has no name for it."""


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
    meters: tuple[tuple[Text, str, Text], ...]
    """(label, value, unit)."""
    goals: tuple[tuple[str, int | None], ...]
    """(goal id, when reached)."""
    steps_done: tuple[tuple[str, int], ...]
    """(step id, when it succeeded)."""
    things: tuple[tuple[str, Text], ...] = ()
    """(subject of a fact, what the scenario calls it) of the facts above; none where it has no words for it."""


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
