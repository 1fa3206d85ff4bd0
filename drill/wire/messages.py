"""What hub and seat say to each other, as tagged JSON objects.

A seat says `Hello`; the hub answers `Welcome` or `Goodbye`. Then the hub sends a `Snapshot` (or, to one who resumes,
only the `Changes` it missed) and from there on `Changes`. A seat sends `Command`; each gets exactly one `Answer`, and
the same command id always gets the same answer.
"""

from enum import StrEnum
from typing import TypeAlias

import msgspec

from drill.i18n import Words
from drill.world.cards import AnyCard, Change
from drill.world.inputs import ControlInput, JudgeInput, TeamInput

PROTOCOL = 1
"""Version of these messages; hub and seat must agree."""


class SeatKind(StrEnum):
    """Which desk a seat opens."""

    TEAM = "team"
    CONTROLLER = "controller"
    JUDGE = "judge"
    OBSERVER = "observer"


class Message(msgspec.Struct, frozen=True):
    """Base of all messages."""


# --- seat to hub


class Hello(Message, frozen=True, tag="hello"):
    """The first message of a seat."""

    token: str
    """The invitation's token, 64 hex digits."""
    protocol: int = PROTOCOL
    epoch: str = ""
    """The hub's run that the seat last saw; empty for a fresh seat."""
    position: int = 0
    """Position in its channel of the last message that the seat folded in; 0 for a fresh seat."""


class Command(Message, frozen=True, tag="command"):
    """A request; the id is the seat's own and makes a repeat harmless."""

    id: str
    """1 to 64 printable ASCII characters, never used twice by this seat."""
    given: TeamInput | ControlInput | JudgeInput


class Watch(Message, frozen=True, tag="watch"):
    """A controller asks to see a team's desk as the team sees it; an empty team ends it."""

    team: str


MOST_RECALLED = 500
"""Positions in one `Recall`."""


class Recall(Message, frozen=True, tag="recall"):
    """Any seat asks for hashes of the chain, to hold them against the heads that it was told."""

    positions: list[int]
    """1 to `MOST_RECALLED` journal positions, from 1."""


# --- hub to seat


class Welcome(Message, frozen=True, tag="welcome"):
    """The seat is open."""

    seat: str
    kind: SeatKind
    team: str
    """Team id; empty for staff."""
    role: str
    epoch: str
    """Names this run of the hub; positions of another run are not resumed from."""


class Snapshot(Message, frozen=True, tag="snapshot"):
    """Every card of a view; what the seat held before is void."""

    position: int
    """Position in the channel (`drill.wire.channel`)."""
    head: str
    """``SEQ:HEX``: length and hash of the chain as it was made durable; a seat keeps these as a witness."""
    t: int
    """The seat's exercise time (ms) when this was said; the seat counts on from it."""
    cards: list[AnyCard]
    watched: str = ""
    """Team whose desk this is (see `Watch`); empty for the seat's own view."""


class Changes(Message, frozen=True, tag="changes"):
    """What changed since the position before."""

    position: int
    head: str
    t: int
    changes: list[Change]
    watched: str = ""


class Answer(Message, frozen=True, tag="answer"):
    """What became of a command."""

    id: str
    position: int
    """Journal position of the input; 0 when it was refused."""
    refusal: Words | None = None
    """None when it was accepted, and is durable."""


class Recalled(Message, frozen=True, tag="recalled"):
    """The hashes as the journal has them now; the seat compares, the hub never sees what the seat was told."""

    heads: list[str]
    """``SEQ:HEX`` of each position asked for, in the order asked; those behind the end of the journal are missing."""


class Parting(StrEnum):
    """Why the hub ends a session."""

    UNKNOWN = "unknown invitation"
    REVOKED = "invitation revoked"
    TAKEN_OVER = "seat taken over"
    PROTOCOL = "protocol"
    CLOSING = "hub closes"


class Goodbye(Message, frozen=True, tag="goodbye"):
    """The hub ends the session; only CLOSING is worth another try."""

    parting: Parting
    reason: Words


FromSeat: TypeAlias = Hello | Command | Watch | Recall
FromHub: TypeAlias = Welcome | Snapshot | Changes | Answer | Recalled | Goodbye
