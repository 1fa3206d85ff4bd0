"""Rows of a drill file as entries. A row that nobody of ours wrote is refused, whatever its types."""

import sqlite3
from pathlib import Path

from drill.errors import BrokenEntryError
from drill.i18n import _
from drill.journal.base import Entry, Head, Side
from drill.journal.sqlite import errors

_READ = (
    "SELECT seq, t, team, seat, side, type, body, wall, command, hash FROM entries"
    " WHERE seq > ? ORDER BY seq LIMIT ?"
)
_SIDES = {side.value: side for side in Side}


def text(raw: bytes) -> str | bytes:
    """Return a text of SQLite; bytes that are no UTF-8 stay bytes, so that no row can stop a reader half way."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw


def read(connection: sqlite3.Connection, after: int, limit: int) -> list[Entry]:
    """Return up to ``limit`` entries in order, ending before one that does not read.

    Raises:
        BrokenEntryError: the first of them does not read.
    """
    entries: list[Entry] = []
    for row in connection.execute(_READ, (after, limit)).fetchall():
        entry = _entry(row)
        if entry is None:
            if entries:
                return entries
            raise BrokenEntryError(
                row[0],
                _("Entry {seq} holds values of a wrong kind.").format(seq=row[0]),
                _("Use a copy or a backup of the file."),
            )
        entries.append(entry)
    return entries


def _entry(row: tuple[object, ...]) -> Entry | None:
    match row:
        case (
            int(seq),
            int(t),
            str(team),
            str(seat),
            str(side),
            str(type_),
            bytes(body),
            int() | None as wall,
            str(command),
            bytes(own_hash),
        ) if side in _SIDES:
            return Entry(
                seq=seq,
                t=t,
                team=team,
                seat=seat,
                side=_SIDES[side],
                type=type_,
                body=body,
                wall=wall,
                command=command,
                hash=own_hash,
            )
        case _:
            return None


def read_head(connection: sqlite3.Connection, path: Path) -> Head:
    """Return the head row.

    Raises:
        VerificationError: the row is missing or of a wrong kind.
    """
    match connection.execute("SELECT seq, hash FROM head ORDER BY id").fetchall():
        case [(int(seq), bytes(own_hash))]:
            return Head(seq, own_hash)
        case _:
            raise errors.damaged(path, "head")
