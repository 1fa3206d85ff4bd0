"""What every card is, and the two that every seat has: the clock and the drill."""

from enum import StrEnum

import msgspec

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
    last: tuple[int, int] = (1, 1)
    """``p`` and ``q`` at which it ran last, while it stands too; one to one before the start."""


class DrillCard(Card, frozen=True, tag="drill"):
    """Key ``drill``: what never changes."""

    title: Text
    summary: Text
    level: str
    teaches: tuple[Text, ...]
    team: str
    """The seat's team label; empty for staff."""
    umpire: bool
    roles: tuple[tuple[str, Text], ...] = ()
    """(id, what people call it), for staff: who sits in a seat."""
