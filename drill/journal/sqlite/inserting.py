"""Entries into a drill file, many rows a statement: a third cheaper than one by one, and other threads run meanwhile."""

import sqlite3
from collections.abc import Sequence
from itertools import chain

from drill.journal.base import Draft, Side
from drill.journal.sqlite import rows

INSERT = (
    "INSERT INTO entries (seq, t, team, seat, side, type, body, wall, command, hash)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
"""The statement for one row."""
SIZES = (64, 8, 1)
"""Rows of one statement. The first keeps under the 999 values that the oldest SQLite takes; beyond it little is won."""
_STATEMENTS = tuple((size, INSERT + ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" * (size - 1)) for size in SIZES)


def insert(connection: sqlite3.Connection, entries: Sequence[rows.Row]) -> None:
    """Insert rows in order, inside the caller's transaction; the caller translates errors."""
    done = 0
    for size, statement in _STATEMENTS:
        while len(entries) - done >= size:
            after = done + size
            connection.execute(statement, [*chain.from_iterable(entries[done:after])])
            done = after


def row_of(seq: int, draft: Draft, own_hash: bytes) -> rows.Row:
    """Return an entry as its row."""
    return (
        seq,
        draft.t,
        draft.team,
        draft.seat,
        "input" if draft.side is Side.INPUT else "output",  # SQLite's driver is slow with an enum
        draft.type,
        draft.body,
        draft.wall,
        draft.command,
        own_hash,
    )
