"""What stands beside the chain: who holds which seat, where the hub listens, and the signature under the results.

The journal knows seats, never persons. Names live here, in a table of their own, so that they can be erased without
touching the record.
"""

from collections.abc import Collection, Mapping
from hashlib import blake2b
from typing import Protocol

import msgspec


class Seat(msgspec.Struct, frozen=True):
    """One invitation and what became of it."""

    id: str
    """The seat's id as entries name it."""
    team: str
    """Team id; empty for controllers, judges and observers."""
    role: str
    """``controller``, ``judge``, ``observer``, or a role of the scenario for a team's seat."""
    invitation: bytes
    """32 bytes: hash of the invitation's token. The token itself is stored nowhere."""
    name: str = ""
    """The person's name as given; empty when not given or erased."""
    revoked: int | None = None
    """Wall time in milliseconds since 1970 from which the invitation opens nothing; None while it does."""
    last_seen: int | None = None
    """Wall time in milliseconds since 1970 of the last word from this seat; None before the first."""


class Facts(msgspec.Struct, frozen=True):
    """What a hub wants to find again on the same file."""

    created: int | None = None
    """Wall time in milliseconds since 1970 at which the file was made; None in a played match."""
    port: int | None = None
    """Port on which the hub listened last; None before it did."""
    clock: int | None = None
    """Shared exercise time (ms) as the hub last kept it, at most a second old; None before the start."""


class Seal(msgspec.Struct, frozen=True):
    """The signature under the results; what it is over is worked out from the entries (`scoring.seal`)."""

    position: int
    """Journal position of the `ResultsSealed`."""
    key: bytes
    """32 bytes: the Ed25519 public key of whoever signed."""
    signature: bytes
    """64 bytes."""
    at: int | None = None
    """Wall time (ms since 1970) of signing; None in a played match."""


def nobody(seat: str) -> bytes:
    """Return what stands in the place of an erased invitation: a hash that no token has."""
    return blake2b(seat.encode(), digest_size=32, person=b"livefire nobody").digest()


class Register(Protocol):
    """The erasable part of a drill's file. Every store that keeps a journal keeps one."""

    def seats(self) -> list[Seat]:
        """Return all seats, revoked ones too, in the order in which they were first put."""
        ...

    def put(self, seat: Seat) -> None:
        """Add a seat, or replace the one with the same id.

        Raises:
            JournalError: the store refuses, or another seat has the same invitation.
        """
        ...

    def saw(self, seen: Mapping[str, int]) -> None:
        """Note when seats were seen last, all at once and nothing else about them; unknown ones are passed over.

        Args:
            seen: for each seat's id the wall time in milliseconds since 1970.

        Raises:
            JournalError: the store refuses.
        """
        ...

    def erase_names(self) -> int:
        """Forget all names for good and return how many there were; entries and seats stay."""
        ...

    def erase(self, seats: Collection[str]) -> int:
        """Forget for good who held these seats: name, invitation, when last seen; return how many had any of it.

        Entries and the seats themselves stay; a running hub lets nobody in with an erased invitation.
        """
        ...

    def seal(self) -> Seal | None:
        """Return the signature under the results; None while nobody has signed."""
        ...

    def keep_seal(self, seal: Seal) -> None:
        """Keep a signature; an earlier one is replaced."""
        ...

    def facts(self) -> Facts:
        """Return what is known about the file."""
        ...

    def remember(self, facts: Facts) -> None:
        """Replace what is known about the file."""
        ...
