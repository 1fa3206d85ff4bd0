"""A word of warning where a command prints a drill file that would not verify."""

import rich_click as click

from drill.i18n import _
from drill.journal.sqlite.reader import SqliteReader
from drill.journal.whole import first_broken


def warn_if_broken(reader: SqliteReader) -> None:
    """Say on the error stream which entry is not what was written; what is printed may still help to find out why."""
    seq = first_broken(reader)
    if seq is not None:
        said = _(
            "Entry {seq} of {file} is not what was written, so nothing here is proved. More: livefire drill verify {file}"
        )
        click.echo(said.format(seq=seq, file=reader.path), err=True)
