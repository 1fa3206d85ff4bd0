"""The writer of a drill file: one process, one connection that appends, one that reads beside it."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Sequence
from enum import Enum
from itertools import count
from pathlib import Path
from threading import RLock

from drill.errors import JournalError
from drill.i18n import _
from drill.journal import chain
from drill.journal.base import Draft, Entry, Head, Watcher
from drill.journal.sqlite import connecting, errors, inserting, rows, schema
from drill.journal.sqlite.lock import WriterLock
from drill.journal.sqlite.seats import SqliteRegister
from drill.journal.watching import Watchers

MOVE_HEAD = "UPDATE head SET seq = ?, hash = ? WHERE seq = ? AND hash = ?"


class _State(Enum):
    OPEN = "open"
    UNSURE = "unsure"
    """The disk failed during an append: what it kept is known only after opening the file again."""
    CLOSED = "closed"


def create(path: Path) -> "SqliteJournal":
    """Make a new drill file.

    Args:
        path: a file that does not exist yet, in a folder that does.

    Raises:
        JournalError: the file exists, or cannot be made.
    """
    if path.exists():
        raise JournalError(
            _("{path} exists already.").format(path=path),
            _("Choose another name, or remove that file first."),
        )
    return SqliteJournal(path)


def open_writer(path: Path) -> "SqliteJournal":
    """Open a drill file to go on with it, after a clean end or a killed hub alike.

    Raises:
        DrillBusyError: another process writes it.
        NotADrillError: the file is no drill.
        JournalError: the file cannot be opened.
    """
    with connecting.reading(path):
        pass
    return SqliteJournal(path)


class SqliteJournal:
    """Keeps the `drill.journal.base.Journal` contract in one file. Made by `create` and `open_writer`.

    Any thread may call any method; reads do not wait for an append. After a failure of the disk nothing more is
    taken until the file is opened again.

    Attributes:
        path: the file.
        register: seats and facts, the part that can be erased.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._appending = RLock()
        self._reading = RLock()
        self._watchers = Watchers()
        self._state = _State.OPEN
        with contextlib.ExitStack() as undo, errors.translated(path):
            self._lock = WriterLock(path)
            undo.callback(self._lock.release)
            self._writer = connecting.writing(path)
            undo.callback(self._writer.close)
            schema.migrate(self._writer)
            self._head = rows.read_head(self._writer, path)
            self._reader = connecting.writing(path)
            self._which = _which(path)
            undo.pop_all()
        self.register = SqliteRegister(self._writer, self._appending, path)

    @property
    def head(self) -> Head:
        """The end of the chain, as made durable."""
        return self._head

    def append(self, drafts: Sequence[Draft], packed: Sequence[bytes] | None = None) -> Head:
        """Append all or nothing; on the disk when it returns.

        Raises:
            DrillBusyError: another process wrote this drill since; nothing was appended.
            JournalError: the disk is full or failed, or a draft cannot be kept; nothing was appended.
        """
        if not drafts:
            return self._head
        with self._appending:
            if self._state is not _State.OPEN:
                raise self._shut()
            hashes = chain.hashes(self._head, map(chain.pack, drafts) if packed is None else packed)
            head = Head(self._head.seq + len(drafts), hashes[-1])
            self._commit(drafts, hashes, head)
            self._head = head
        self._watchers.tell(head)
        return head

    def _commit(self, drafts: Sequence[Draft], hashes: Sequence[bytes], head: Head) -> None:
        before = self._head
        try:
            self._writer.execute("BEGIN IMMEDIATE")
            inserting.insert(self._writer, before.seq + 1, drafts, hashes)
            moved = self._writer.execute(MOVE_HEAD, (head.seq, head.hash, before.seq, before.hash)).rowcount
            if moved != 1:
                raise errors.busy(self.path)
            self._writer.execute("COMMIT")
        except errors.FROM_SQLITE as error:
            if errors.family(error) == sqlite3.SQLITE_IOERR:
                self._state = _State.UNSURE
            raise errors.translation(self.path, error) from error
        finally:
            if self._writer.in_transaction:
                with contextlib.suppress(sqlite3.Error):
                    self._writer.execute("ROLLBACK")

    def read(self, after: int = 0, limit: int = 10_000) -> list[Entry]:
        """Return up to ``limit`` entries with ``seq > after``, ending before one that does not read.

        Raises:
            BrokenEntryError: the first of them does not read.
            JournalError: the file cannot be read, or the journal is closed.
        """
        with self._reading, errors.translated(self.path):
            if self._state is _State.CLOSED:
                raise _closed()
            return rows.read(self._reader, after, max(limit, 0))

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Call ``watcher`` in the appending thread after each append; what is returned ends that."""
        return self._watchers.add(watcher)

    def backup(self, target: Path) -> None:
        """Write all that is durable now into a file of its own, while the drill goes on.

        Args:
            target: a file that does not exist yet.

        Raises:
            JournalError: the target exists or cannot be written.
        """
        if target.exists():
            raise JournalError(
                _("{path} exists already.").format(path=target),
                _("Choose another name, or remove that file first."),
            )
        with self._reading, errors.translated(target):
            if self._state is _State.CLOSED:
                raise _closed()
            self._reader.execute("VACUUM INTO ?", (str(target),))
        with target.open("rb+") as written:
            os.fsync(written.fileno())

    def close(self) -> None:
        """Leave one single file, and let another process write. Closing twice is harmless.

        Raises:
            JournalError: someone took the file away meanwhile, and the drill is in another one now, or lost. It is closed.
        """
        with self._appending, self._reading:
            if self._state is _State.CLOSED:
                return
            try:
                self._bring_back()
            finally:
                self._state = _State.CLOSED
                self._reader.close()
                self._fold_log()
                self._writer.close()
                self._lock.release()

    def _bring_back(self) -> None:
        """Write the file again where someone took it away during the drill: the system keeps it as long as it is open."""
        there = _which(self.path)
        if there == self._which:
            return
        target = self.path if there is None else _free_beside(self.path)
        try:
            self.backup(target)
        except JournalError as error:
            raise JournalError(
                _("{path} was taken away during the drill and cannot be written again: {reason}").format(
                    path=self.path, reason=error.message
                )
            ) from error
        if target != self.path:
            raise JournalError(
                _("Another file was put in the place of {path} during the drill.").format(path=self.path),
                _("The drill is whole in {file}: go on with that one.").format(file=target),
            )

    def _fold_log(self) -> None:
        """Fold the write-ahead log into the file; while someone still reads it, it stays beside and loses nothing."""
        with contextlib.suppress(sqlite3.Error):
            self._writer.execute("PRAGMA busy_timeout = 200")
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._writer.execute("PRAGMA journal_mode = DELETE")

    def _shut(self) -> JournalError:
        if self._state is _State.CLOSED:
            return _closed()
        return JournalError(
            _("The disk failed while {path} was written.").format(path=self.path),
            _("Check the disk, then open the drill again: it goes on at the last durable moment."),
        )


def _which(path: Path) -> tuple[int, int] | None:
    """Return what tells the file of this name from another one; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _free_beside(path: Path) -> Path:
    """Return a name like this one that no file has."""
    names = (path.with_stem(f"{path.stem}-{number}") for number in count(1))
    return next(name for name in names if not name.exists())


def _closed() -> JournalError:
    return JournalError(_("The journal is closed."))
