"""Rows of a drill file as entries. A row that nobody of ours wrote is refused, whatever its types."""

import sqlite3
from pathlib import Path
from types import NoneType
from typing import TypeAlias

from drill.errors import BrokenEntryError
from drill.i18n import _
from drill.journal.base import Entry, Head, Side
from drill.journal.sqlite import errors

_READ = (
    "SELECT seq, t, team, seat, side, type, body, wall, command, hash FROM entries"
    " WHERE seq > ? ORDER BY seq LIMIT ?"
)
_SIDES = {side.value: side for side in Side}
Row: TypeAlias = tuple[int, int, str, str, str, str, bytes, int | None, str, bytes]
_KINDS = frozenset((int, int, str, str, str, str, bytes, wall, str, bytes) for wall in (int, NoneType))


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
    last = after
    for row in _rows(connection, after, limit):
        if tuple(map(type, row)) not in _KINDS or row[4] not in _SIDES or row[0] <= last:
            if entries:
                break
            raise _broken(row[0], after)
        last, t, team, seat, side, type_, body, wall, command, own_hash = row
        entries.append(
            Entry(t, team, seat, _SIDES[side], type_, body, wall, command, seq=last, hash=own_hash)
        )
    return entries


def _broken(said: object, after: int) -> BrokenEntryError:
    remedy = _("Use a copy or a backup of the file.")
    if isinstance(said, int) and said > after:
        return BrokenEntryError(said, _("Entry {seq} holds values of a wrong kind.").format(seq=said), remedy)
    # Pages that changed places give rows out of order: whoever read on from the last one would go in circles.
    message = _("Entry {seq} or what stands around it cannot be read.").format(seq=after + 1)
    return BrokenEntryError(after + 1, message, remedy)


def _rows(connection: sqlite3.Connection, after: int, limit: int) -> list[Row]:
    """Return rows as they are; SQLite's own way with texts is several times faster, ours stands everything."""
    connection.text_factory = str
    try:
        return connection.execute(_READ, (after, limit)).fetchall()
    except sqlite3.OperationalError:
        connection.text_factory = text
        return connection.execute(_READ, (after, limit)).fetchall()
    finally:
        connection.text_factory = text


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
