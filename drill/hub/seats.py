"""The seats of a drill: who may come in, and who is in.

A seat is opened by a token that the hub never stores, only its hash. Names live beside the chain, so that they can be
erased (`drill.journal.seats`).
"""

import secrets
from collections.abc import Callable, Collection, Iterable

import msgspec

from drill.errors import VerificationError
from drill.i18n import _
from drill.journal.seats import Register
from drill.journal.seats import Seat as Row
from drill.wire.invitation import token_hash
from drill.wire.messages import SeatKind
from drill.wire.session import Seat
from drill.world.cards import SeatCard
from drill.world.judging import HEAD_JUDGE, JUDGE, MARKER

JUDGES = frozenset({HEAD_JUDGE, JUDGE, MARKER})
"""Roles that open a judges' desk."""
KEEP_SEEN_EVERY = 60_000
"""Wall milliseconds after which it is written down again when a seat was seen: comings and goings cost no disk."""


class SeatBook:
    """All seats and who is online."""

    def __init__(self, register: Register, wall: Callable[[], int]) -> None:
        self._register = register
        self._wall = wall
        self._rows = {row.id: row for row in register.seats()}
        self._online: dict[str, int] = {}
        self._written: dict[str, int] = {}
        self._unwritten: dict[str, int] = {}

    @property
    def rows(self) -> list[Row]:
        """All seats, revoked ones too."""
        return list(self._rows.values())

    def judges(self) -> set[str]:
        """Return the seats of judges."""
        return {row.id for row in self._rows.values() if kind_of(row) is SeatKind.JUDGE}

    def invite(self, team: str, role: str, name: str = "") -> tuple[Seat, str]:
        """Make a seat; return it with its token, which is told once and never kept.

        Args:
            team: team id; empty for staff, whose role then names the desk (``controller``, ``judge``, ``observer``).
            role: role in the team, or the desk of staff.
            name: the person's name, kept beside the chain only.
        """
        token = secrets.token_hex(32)
        row = Row(self._new_id(team, role), team, role, token_hash(token), name)
        self._keep(row)
        return seat_of(row), token

    def renew(self, seat: str) -> str:
        """Give a seat a new token; the old one opens nothing any more."""
        token = secrets.token_hex(32)
        self._keep(msgspec.structs.replace(self._rows[seat], invitation=token_hash(token), revoked=None))
        return token

    def revoke(self, seat: str) -> None:
        """Let no invitation open this seat any more."""
        self._keep(msgspec.structs.replace(self._rows[seat], revoked=self._wall()))

    def find(self, token: str) -> Row | None:
        """Return the seat whose invitation this is, a revoked one too; None when there is none."""
        sought = token_hash(token)
        matching = [row for row in self._rows.values() if secrets.compare_digest(row.invitation, sought)]
        return matching[0] if matching else None

    def came(self, seat: str) -> SeatCard:
        """Note a connection; return the seat's card."""
        self._online[seat] = self._online.get(seat, 0) + 1
        return self._seen(seat)

    def left(self, seat: str) -> SeatCard:
        """Note the end of a connection; return the seat's card."""
        self._online[seat] = max(0, self._online.get(seat, 0) - 1)
        return self._seen(seat)

    def unwritten(self) -> dict[str, int]:
        """Return, once, when seats were seen (wall time in ms since 1970) that is to be written down now."""
        seen, self._unwritten = self._unwritten, {}
        return seen

    def cards(self) -> Iterable[SeatCard]:
        """Return every seat as controllers see it."""
        return [self._card(row) for row in self._rows.values()]

    def count(self, team: str) -> tuple[int, int]:
        """Return how many of a team's seats are online, and how many there are."""
        mine = [row.id for row in self._rows.values() if row.team == team and row.revoked is None]
        return sum(1 for seat in mine if self._online.get(seat, 0)), len(mine)

    def _seen(self, seat: str) -> SeatCard:
        now = self._wall()
        row = self._rows[seat] = msgspec.structs.replace(self._rows[seat], last_seen=now)
        if now - self._written.get(seat, -KEEP_SEEN_EVERY) >= KEEP_SEEN_EVERY:
            self._written[seat] = self._unwritten[seat] = now
        return self._card(row)

    def _card(self, row: Row) -> SeatCard:
        online = self._online.get(row.id, 0) > 0
        return SeatCard(row.id, row.team, row.role, row.name, online, row.last_seen)

    def _keep(self, row: Row) -> None:
        self._rows[row.id] = row
        self._register.put(row)

    def _new_id(self, team: str, role: str) -> str:
        stem = f"{team}/{role}" if team else role.replace(" ", "-")
        if stem not in self._rows:
            return stem
        number = 2
        while f"{stem}-{number}" in self._rows:
            number += 1
        return f"{stem}-{number}"


def kind_of(row: Row) -> SeatKind:
    """Return which desk a seat opens."""
    if row.team:
        return SeatKind.TEAM
    return SeatKind.JUDGE if row.role in JUDGES else SeatKind(row.role)


def seat_of(row: Row) -> Seat:
    """Return the seat as sessions know it."""
    return Seat(row.id, kind_of(row), row.team, row.role)


def demand_seats(rows: Iterable[Row], teams: Collection[str]) -> None:
    """Make sure that every seat of a file can be opened.

    Args:
        rows: all seats.
        teams: ids of the drill's teams.

    Raises:
        VerificationError: a seat has a team or a role that this drill does not know.
    """
    desks = JUDGES | {SeatKind.CONTROLLER, SeatKind.OBSERVER}
    for row in rows:
        if row.team not in teams if row.team else row.role not in desks:
            raise VerificationError(
                _("The seat {seat} has a team or a role that this drill does not know.").format(seat=row.id),
                _("Use a copy or a backup of the file."),
            )
