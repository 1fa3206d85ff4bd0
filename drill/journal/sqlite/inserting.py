"""Entries into a drill file, many rows a statement: a quarter cheaper than one by one, and other threads run meanwhile."""

import sqlite3
from collections.abc import Iterable, Sequence

from drill.journal.base import Draft, Side

INTO = "INSERT INTO entries (seq, t, team, seat, side, type, body, wall, command, hash) VALUES "
ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
COLUMNS = ROW.count("?")
LARGEST = 256
"""Rows of the largest statement. There is one for each power of two, so that a group of any size takes few of them, and
each is prepared once. More rows win nothing."""


def statement(rows: int) -> str:
    """Return the statement for this many rows."""
    return INTO + ", ".join([ROW] * rows)


_STATEMENTS = {1 << power: statement(1 << power) for power in range(LARGEST.bit_length())}


def insert(
    connection: sqlite3.Connection, first: int, drafts: Sequence[Draft], hashes: Iterable[bytes]
) -> None:
    """Insert entries in order, inside the caller's transaction; the caller translates errors.

    Args:
        connection: where to.
        first: position of the first entry.
        drafts: what to insert.
        hashes: of each of them.
    """
    values = values_of(first, drafts, hashes)
    most = connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)  # 999 in old builds
    largest = min(LARGEST, _power_of_two(most // COLUMNS))
    done = 0
    while left := len(drafts) - done:
        size = min(largest, _power_of_two(left))
        connection.execute(_STATEMENTS[size], values[done * COLUMNS : (done + size) * COLUMNS])
        done += size


def _power_of_two(number: int) -> int:
    """Return the largest that is not above a number from 1."""
    return 1 << (number.bit_length() - 1)


def values_of(first: int, drafts: Sequence[Draft], hashes: Iterable[bytes]) -> list[object]:
    """Return the values of entries as columns follow each other, row after row."""
    values: list[object] = []
    is_input = Side.INPUT
    for seq, draft, own_hash in zip(range(first, first + len(drafts)), drafts, hashes, strict=True):
        values += (
            seq,
            draft.t,
            draft.team,
            draft.seat,
            "input" if draft.side is is_input else "output",  # SQLite's driver is slow with an enum
            draft.type,
            draft.body,
            draft.wall,
            draft.command,
            own_hash,
        )
    return values
