"""The one place where SQLite's errors become ours."""

import sqlite3
from pathlib import Path
from types import TracebackType

from drill.errors import DrillBusyError, JournalError, LivefireError, NotADrillError, VerificationError
from drill.i18n import _

_PRIMARY = 0xFF
"""An extended result code keeps its family in the lowest byte."""


class translated:  # noqa: N801 (reads as the verb that it is; a generator would cost a journal's every append)
    """Turn an error of SQLite inside the block into one that a person can be shown.

    Raises:
        DrillBusyError: another process writes this drill.
        NotADrillError: the file is no database.
        VerificationError: the database is damaged.
        JournalError: anything else, a full disk among it.
    """

    __slots__ = ("_path",)

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Translate what went wrong."""
        if isinstance(error, FROM_SQLITE):
            raise translation(self._path, error) from error


FROM_SQLITE = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite's driver raises."""


def translation(path: Path, error: sqlite3.Error | UnicodeDecodeError) -> LivefireError:
    """Return the error that a person can be shown, one of those that `translated` raises."""
    if isinstance(error, UnicodeDecodeError):
        # A damaged schema comes back inside SQLite's own message, which Python then cannot read.
        return damaged(path, _("its tables cannot be read"))
    return _ours(path, error)


def family(error: Exception) -> int:
    """Return SQLite's primary result code; `sqlite3.SQLITE_ERROR` where the driver gave none."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & _PRIMARY if isinstance(code, int) else sqlite3.SQLITE_ERROR


def _ours(path: Path, error: sqlite3.Error) -> LivefireError:
    match family(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_CONSTRAINT:
            return busy(path)
        case sqlite3.SQLITE_NOTADB:
            return not_a_drill(path)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_MISMATCH | sqlite3.SQLITE_ERROR:
            return damaged(path, str(error))
        case sqlite3.SQLITE_FULL:
            return JournalError(
                _("The disk is full: {path} did not take the last entries.").format(path=path),
                _("Free some space; nothing that was acknowledged is lost."),
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return JournalError(
                _("{path} cannot be opened: {reason}.").format(path=path, reason=error),
                _("Check that the file and its folder may be written, or work on a copy."),
            )
        case _:
            return JournalError(
                _("The disk refused {path}: {reason}.").format(path=path, reason=error),
                _("Check the disk, then open the drill again: it goes on at the last durable moment."),
            )


def busy(path: Path) -> DrillBusyError:
    """Return the error for a drill that another process writes."""
    return DrillBusyError(
        _("Another process writes {path}.").format(path=path),
        _("Stop the other hub first, or work on a copy of the file."),
    )


def not_a_drill(path: Path) -> NotADrillError:
    """Return the error for a file that is something else."""
    return NotADrillError(
        _("{path} is no drill file.").format(path=path),
        _("Give the .drill file that `livefire host` or `livefire play` wrote."),
    )


def too_new(path: Path, version: int) -> NotADrillError:
    """Return the error for a file of a later version of this program."""
    return NotADrillError(
        _("{path} has format {version}, which this version does not know.").format(
            path=path, version=version
        ),
        _("Open it with a newer Livefire."),
    )


def too_old(path: Path, version: int) -> NotADrillError:
    """Return the error for a file whose chain was made in a way that this program does not follow any more."""
    return NotADrillError(
        _("{path} has format {version}, whose chain was made in another way.").format(
            path=path, version=version
        ),
        _("Open it with the version of Livefire that wrote it."),
    )


def damaged(path: Path, reason: str) -> VerificationError:
    """Return the error for a drill file whose pages or tables are broken."""
    return VerificationError(
        _("{path} is damaged: {reason}.").format(path=path, reason=reason),
        _("Use a copy or a backup of the file."),
    )
