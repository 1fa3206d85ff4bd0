"""What stands beside the chain in a drill file: seats and facts, which can be erased, and the seal."""

import sqlite3
from collections.abc import Collection, Mapping
from pathlib import Path
from threading import RLock

import msgspec

from drill.errors import JournalError
from drill.i18n import _
from drill.journal.seats import Facts, Seal, Seat, nobody
from drill.journal.sqlite import errors

_COLUMNS = "id, team, role, invitation, name, revoked, last_seen"
_PUT = (
    f"INSERT INTO seats ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 (column names of ours)
    " ON CONFLICT (id) DO UPDATE SET team = excluded.team, role = excluded.role, invitation = excluded.invitation,"
    " name = excluded.name, revoked = excluded.revoked, last_seen = excluded.last_seen"
)

_SAW = "UPDATE seats SET last_seen = ? WHERE id = ?"
_ERASE = (
    "UPDATE seats SET name = '', invitation = :nobody, last_seen = NULL WHERE id = :id"
    " AND (name <> '' OR invitation <> :nobody OR last_seen IS NOT NULL)"
)
_KEEP_SEAL = "INSERT OR REPLACE INTO seal (id, position, key, signature, at) VALUES (1, ?, ?, ?, ?)"


class SqliteRegister:
    """Keeps the `drill.journal.seats.Register` contract on the writer's connection."""

    def __init__(self, connection: sqlite3.Connection, lock: RLock, path: Path) -> None:
        self._connection = connection
        self._lock = lock
        self._path = path

    def seats(self) -> list[Seat]:
        """Return all seats in the order in which they were first put."""
        with self._lock, errors.translated(self._path):
            return read_seats(self._connection, self._path)

    def put(self, seat: Seat) -> None:
        """Add or replace a seat.

        Raises:
            JournalError: the store refuses, or another seat has the same invitation.
        """
        row = (seat.id, seat.team, seat.role, seat.invitation, seat.name, seat.revoked, seat.last_seen)
        with self._lock, errors.translated(self._path):
            try:
                self._connection.execute(_PUT, row)
            except sqlite3.IntegrityError as twice:
                raise JournalError(_("Two seats cannot have the same invitation.")) from twice

    def saw(self, seen: Mapping[str, int]) -> None:
        """Note when seats were seen last: one wait for the disk, however many they are."""
        with self._lock, errors.translated(self._path), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(_SAW, [(when, seat) for seat, when in seen.items()])

    def erase_names(self) -> int:
        """Forget all names and return how many there were; no page of the file keeps them."""
        with self._lock, errors.translated(self._path):
            erased = self._connection.execute("UPDATE seats SET name = '' WHERE name <> ''").rowcount
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return erased

    def erase(self, seats: Collection[str]) -> int:
        """Forget who held these seats and return how many had anything to forget; no page of the file keeps it."""
        with self._lock, errors.translated(self._path):
            erased = sum(
                self._connection.execute(_ERASE, {"id": seat, "nobody": nobody(seat)}).rowcount
                for seat in set(seats)
            )
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return erased

    def seal(self) -> Seal | None:
        """Return the signature under the results."""
        with self._lock, errors.translated(self._path):
            return read_seal(self._connection, self._path)

    def keep_seal(self, seal: Seal) -> None:
        """Keep a signature."""
        with self._lock, errors.translated(self._path):
            self._connection.execute(_KEEP_SEAL, (seal.position, seal.key, seal.signature, seal.at))

    def facts(self) -> Facts:
        """Return what was remembered last."""
        with self._lock, errors.translated(self._path):
            return read_facts(self._connection)

    def remember(self, facts: Facts) -> None:
        """Replace what is known."""
        with self._lock, errors.translated(self._path):
            row = (facts.created, facts.port, facts.clock)
            self._connection.execute("UPDATE meta SET created = ?, port = ?, clock = ?", row)


def read_seats(connection: sqlite3.Connection, path: Path) -> list[Seat]:
    """Return the seats of a file.

    Raises:
        VerificationError: a row holds values of a wrong kind.
    """
    found = connection.execute(f"SELECT {_COLUMNS} FROM seats ORDER BY place")  # noqa: S608 (as above)
    names = [column[0] for column in found.description]
    try:
        return msgspec.convert([dict(zip(names, row, strict=True)) for row in found], list[Seat])
    except msgspec.ValidationError as wrong:
        raise errors.damaged(path, str(wrong)) from wrong


def read_facts(connection: sqlite3.Connection) -> Facts:
    """Return the facts of a file."""
    match connection.execute("SELECT created, port, clock FROM meta").fetchone():
        case (int() | None as created, int() | None as port, int() | None as clock):
            return Facts(created, port, clock)
        case _:
            return Facts()


def read_seal(connection: sqlite3.Connection, path: Path) -> Seal | None:
    """Return the signature of a file.

    Raises:
        VerificationError: the row is none that this program wrote.
    """
    match connection.execute("SELECT position, key, signature, at FROM seal ORDER BY id").fetchall():
        case []:
            return None
        case [(int(position), bytes(key), bytes(signature), int() | None as at)]:
            return Seal(position, key, signature, at)
        case _:
            raise errors.damaged(path, "seal")
