"""The hub's side of one connection as a state machine without a socket.

State times message gives what to do::

    state     Hello           Command        Watch             Recall         anything unreadable
    NEW       admit           protocol end   protocol end      protocol end   protocol end
    OPEN      protocol end    command        watch (control)   recite         protocol end
    CLOSED    ignored         ignored        ignored           ignored        ignored
"""

from enum import StrEnum
from typing import TypeAlias

import msgspec

from drill.errors import RemoteProtocolError
from drill.i18n import Words, words
from drill.wire import codec
from drill.wire.messages import (
    MOST_RECALLED,
    PROTOCOL,
    Command,
    FromSeat,
    Goodbye,
    Hello,
    Parting,
    Recall,
    SeatKind,
    Watch,
    Welcome,
)


class State(StrEnum):
    """Where a session stands."""

    NEW = "new"
    OPEN = "open"
    CLOSED = "closed"


class Seat(msgspec.Struct, frozen=True):
    """Who sits on the other side."""

    id: str
    kind: SeatKind
    team: str
    role: str


class Admit(msgspec.Struct, frozen=True):
    """Look the token up, then call `Session.admit` or `Session.end`."""

    hello: Hello


class Do(msgspec.Struct, frozen=True):
    """Carry out a command."""

    command: Command


class Look(msgspec.Struct, frozen=True):
    """Show a team's desk to a controller."""

    team: str


class Recite(msgspec.Struct, frozen=True):
    """Say the hashes at these positions of the journal."""

    positions: tuple[int, ...]


class End(msgspec.Struct, frozen=True):
    """Send this and close."""

    goodbye: Goodbye


Step: TypeAlias = Admit | Do | Look | Recite | End | None


class Session:
    """One connection."""

    def __init__(self) -> None:
        self.state = State.NEW
        self.seat: Seat | None = None

    def receive(self, text: str) -> Step:
        """Return what the hub has to do about a message."""
        if self.state is State.CLOSED:
            return None
        try:
            message = codec.from_seat(text)
        except RemoteProtocolError as error:
            return self.end(
                Parting.PROTOCOL, words("This message cannot be read: {reason}", reason=error.message)
            )
        if self.state is State.NEW:
            return self._hello(message) if isinstance(message, Hello) else self._misplaced()
        return self._taken(message)

    def _taken(self, message: FromSeat) -> Step:
        match message:
            case Command():
                return self._command(message)
            case Watch() if self.seat and self.seat.kind is SeatKind.CONTROLLER:
                return Look(message.team)
            case Recall() if 1 <= len(message.positions) <= MOST_RECALLED:
                return Recite(tuple(position for position in message.positions if position >= 1))
            case _:
                return self._misplaced()

    def _misplaced(self) -> End:
        return self.end(Parting.PROTOCOL, words("This message does not belong here."))

    def admit(self, seat: Seat, epoch: str) -> Welcome:
        """Open the session for a seat."""
        self.state, self.seat = State.OPEN, seat
        return Welcome(seat.id, seat.kind, seat.team, seat.role, epoch)

    def end(self, parting: Parting, reason: Words) -> End:
        """Close the session and say why."""
        self.state = State.CLOSED
        return End(Goodbye(parting, reason))

    def _hello(self, hello: Hello) -> Step:
        if hello.protocol != PROTOCOL:
            reason = words(
                "The hub speaks protocol {ours}, this program {theirs}. Install the same version on both sides.",
                ours=PROTOCOL,
                theirs=hello.protocol,
            )
            return self.end(Parting.PROTOCOL, reason)
        return Admit(hello)

    def _command(self, command: Command) -> Step:
        if not 1 <= len(command.id) <= 64 or not (command.id.isascii() and command.id.isprintable()):
            return self.end(Parting.PROTOCOL, words("A command needs an id of 1 to 64 letters and digits."))
        return Do(command)
