"""A drill file for readers: to verify, to print, to review. It never writes a byte of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection
from threading import RLock

from drill.journal.base import Entry, Head
from drill.journal.seats import Facts, Seal, Seat
from drill.journal.sqlite import connecting, errors, rows, seats


class SqliteReader:
    """The reading half of `drill.journal.base.Journal`, valid inside `open_reader`."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self.path = path
        self._connection = connection
        self._lock = RLock()

    @property
    def head(self) -> Head:
        """The end of the chain as the file says it now.

        Raises:
            VerificationError: the file does not say it.
        """
        with self._lock, errors.translated(self.path):
            return rows.read_head(self._connection, self.path)

    def read(self, after: int = 0, limit: int = 10_000) -> list[Entry]:
        """Return up to ``limit`` entries with ``seq > after``, ending before one that does not read.

        Raises:
            BrokenEntryError: the first of them does not read.
            VerificationError: the database is damaged.
            JournalError: the file cannot be read.
        """
        with self._lock, errors.translated(self.path):
            return rows.read(self._connection, after, max(limit, 0))

    def seats(self) -> list[Seat]:
        """Return all seats in the order in which they were first put."""
        with self._lock, errors.translated(self.path):
            return seats.read_seats(self._connection, self.path)

    def seal(self) -> Seal | None:
        """Return the signature under the results; None where nobody has signed."""
        with self._lock, errors.translated(self.path):
            return seats.read_seal(self._connection, self.path)

    def facts(self) -> Facts:
        """Return what the hub remembered of the file."""
        with self._lock, errors.translated(self.path):
            return seats.read_facts(self._connection)


@contextmanager
def open_reader(path: Path) -> Iterator[SqliteReader]:
    """Open a drill file for reading, beside a hub that writes it or on a disk that cannot be written.

    Raises:
        NotADrillError: the file is no drill.
        JournalError: the file cannot be opened.
    """
    with connecting.reading(path) as connection:
        yield SqliteReader(path, connection)
