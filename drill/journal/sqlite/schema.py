"""The tables of a drill file, how they are made, and how an older file is brought up to date.

``entries`` is the chain, one row an entry, and ``head`` its end, written in the same transaction; triggers refuse to
change or delete either. ``seats``, ``meta`` and ``seal`` stand beside the chain: the first can be erased, the last is a
signature over the chain. Nothing is derived from the entries, so there is nothing else to check against them.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import sqlite_utils

from drill.journal.base import EMPTY
from drill.journal.sqlite import errors

APPLICATION_ID = 0x4C564652
"""``LVFR``: the mark in a file's header that says whose database it is."""

Migration = Callable[[sqlite_utils.Database], None]

_GUARDS = (
    "CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END",
    "CREATE TRIGGER entries_last BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END",
    (
        "CREATE TRIGGER head_grows BEFORE UPDATE ON head WHEN NEW.seq <= OLD.seq"
        " BEGIN SELECT RAISE(ABORT, 'the head only moves on'); END"
    ),
    "CREATE TRIGGER head_lasts BEFORE DELETE ON head BEGIN SELECT RAISE(ABORT, 'the head is never deleted'); END",
)


def _journal_and_register(db: sqlite_utils.Database) -> None:
    """Format 3."""
    db.table("entries").create(
        {
            "seq": int,
            "t": int,
            "team": str,
            "seat": str,
            "side": str,
            "type": str,
            "body": bytes,
            "wall": int,
            "command": str,
            "hash": bytes,
        },
        pk="seq",
        not_null={"t", "team", "seat", "side", "type", "body", "command", "hash"},
        strict=True,
    )
    db.table("head").create(
        {"id": int, "seq": int, "hash": bytes}, pk="id", not_null={"seq", "hash"}, strict=True
    )
    db.table("seats").create(
        {
            "place": int,
            "id": str,
            "team": str,
            "role": str,
            "invitation": bytes,
            "name": str,
            "revoked": int,
            "last_seen": int,
        },
        pk="place",
        not_null={"id", "team", "role", "invitation", "name"},
        strict=True,
    )
    db.table("seats").create_index(["id"], unique=True)
    db.table("seats").create_index(["invitation"], unique=True)
    db.table("meta").create({"id": int, "created": int, "port": int, "clock": int}, pk="id", strict=True)
    db.table("seal").create(
        {"id": int, "position": int, "key": bytes, "signature": bytes, "at": int},
        pk="id",
        not_null={"position", "key", "signature"},
        strict=True,
    )
    db.execute("INSERT INTO head (id, seq, hash) VALUES (1, ?, ?)", (EMPTY.seq, EMPTY.hash))
    db.execute("INSERT INTO meta (id) VALUES (1)")
    for guard in _GUARDS:
        db.execute(guard)


OLDEST = 3
"""The first format that this program reads. Format 2 hashed other bytes, format 1 in one step; no hash of them can be kept."""
MIGRATIONS: tuple[Migration, ...] = (_journal_and_register,)
"""The first makes the oldest format, each further one the next; a file's ``user_version`` says which it has."""
FORMAT = OLDEST + len(MIGRATIONS) - 1
"""What this program writes."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file to the newest format, all in one transaction: a killed migration leaves the file as it was.

    Args:
        connection: in autocommit mode (``isolation_level=None``).
    """
    version = version_of(connection)
    if version == FORMAT:
        return
    done = max(0, version - OLDEST + 1)
    db = sqlite_utils.Database(connection, recursive_triggers=False, execute_plugins=False)
    connection.execute("BEGIN IMMEDIATE")
    try:
        for migration in MIGRATIONS[done:]:
            migration(db)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def version_of(connection: sqlite3.Connection) -> int:
    """Return the format of the file; 0 for one without tables."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def demand_drill(connection: sqlite3.Connection, path: Path) -> None:
    """Make sure that the file is a drill of a format that this program knows.

    Raises:
        NotADrillError: it is something else, older or newer.
    """
    if int(connection.execute("PRAGMA application_id").fetchone()[0]) != APPLICATION_ID:
        raise errors.not_a_drill(path)
    version = version_of(connection)
    if version < OLDEST:
        raise errors.too_old(path, version)
    if version > FORMAT:
        raise errors.too_new(path, version)
