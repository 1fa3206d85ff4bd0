"""Connections to a drill file: one that writes and waits for the disk, and ones that only read."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from drill.errors import JournalError, NotADrillError
from drill.i18n import _
from drill.journal.sqlite import errors, rows, schema

PATIENCE = 5.0
"""Seconds that a statement waits for another connection's short transaction."""


def writing(path: Path) -> sqlite3.Connection:
    """Open for writing, with every commit on the disk before it returns.

    The caller translates errors.
    """
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    connection.text_factory = rows.text
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open for reading only: beside a hub that writes, after one that was killed, or on a disk that cannot be written.

    Raises:
        NotADrillError: the file is no drill.
        JournalError: the file cannot be opened.
    """
    demand_file(path)
    with ExitStack() as resources:
        spare = resources.enter_context(tempfile.TemporaryDirectory(prefix="livefire-"))
        with errors.translated(path):
            connection = _first_that_opens(path, Path(spare))
            resources.callback(connection.close)
            connection.text_factory = rows.text
            schema.demand_drill(connection, path)
        yield connection


def demand_file(path: Path) -> None:
    """Make sure that there is a file.

    Raises:
        JournalError: nothing is there.
        NotADrillError: a folder is there.
    """
    folder = there = False
    with suppress(OSError):
        # A name that no disk can hold is the name of no file.
        folder, there = path.is_dir(), path.exists()
    if folder:
        raise NotADrillError(_("{path} is a folder.").format(path=path), _("Give the .drill file inside it."))
    if not there:
        raise JournalError(
            _("There is no file {path}.").format(path=path),
            _("`livefire drill list` shows the drills of a folder."),
        )


def log_of(path: Path) -> Path:
    """Return where the write-ahead log of a drill file stands, where it has one."""
    return path.with_name(path.name + "-wal")


def _first_that_opens(path: Path, spare: Path) -> sqlite3.Connection:
    """Return a connection that sees every durable entry.

    The plain way needs the write-ahead log's index, which cannot be made on a disk that refuses writing: a finished
    file is then read as unchangeable, and one with a log left behind is copied first.
    """
    try:
        return _probed(path, "mode=ro")
    except sqlite3.OperationalError as error:
        if errors.family(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
    log = log_of(path)
    if not log.exists() or log.stat().st_size == 0:
        return _probed(path, "immutable=1")
    copy = spare / path.name
    shutil.copyfile(path, copy)
    shutil.copyfile(log, log_of(copy))
    return _probed(copy, "mode=rw")


def _probed(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?{how}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection
