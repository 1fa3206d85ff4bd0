"""Who may write a drill: the process that holds ``NAME.drill-lock``.

The lock is a second, empty SQLite file held in an exclusive transaction: the same on every system, and gone with the
process that held it. It only keeps a second hub from starting by mistake; what makes a second writer harmless is the
primary key of the entries and the head that every append must find unchanged.
"""

import contextlib
import sqlite3
from pathlib import Path

from drill.journal.sqlite import errors


class WriterLock:
    """Held from construction until `release`."""

    def __init__(self, drill: Path) -> None:
        self._path = drill.with_name(drill.name + "-lock")
        with errors.translated(drill):
            self._connection = sqlite3.connect(
                self._path, timeout=0, isolation_level=None, check_same_thread=False
            )
            try:
                self._connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.Error:
                self._connection.close()
                raise

    def release(self) -> None:
        """Let another process write; a lock file that cannot be removed does no harm."""
        self._connection.close()
        with contextlib.suppress(OSError):
            self._path.unlink()
