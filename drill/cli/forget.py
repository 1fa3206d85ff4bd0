"""``livefire drill forget``: erase who sat where; the record, its chain and its seal stay as they are."""

from pathlib import Path

import rich_click as click

from drill.cli.examples import examples
from drill.errors import ExitCode
from drill.i18n import _, ngettext
from drill.journal.sqlite.store import open_writer


@click.command(
    help=_(
        "Erase for good who held the seats of a drill: names, invitations, when they were last seen. Entries know"
        " seats, never persons, so that the file still verifies. What people wrote into texts stays."
    ),
    epilog=examples(
        "livefire drill forget NAME.drill", "livefire drill forget NAME.drill --seat alpha/leader --yes"
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--seat", "seats", multiple=True, metavar="SEAT", help=_("Only this seat; may be repeated."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
def forget(file: Path, *, seats: tuple[str, ...], yes: bool) -> int:
    """Erase persons from the register; no page of the file keeps them."""
    journal = open_writer(file)
    try:
        known = [seat.id for seat in journal.register.seats()]
        unknown = sorted(set(seats) - set(known))
        if unknown:
            raise click.BadParameter(_("no seat is called {seats}").format(seats=", ".join(unknown)))
        wanted = seats or tuple(known)
        if not yes:
            question = _("Erase who held {n} seats of {file}? This cannot be undone.")
            click.confirm(question.format(n=len(wanted), file=file.name), abort=True, err=True)
        erased = journal.register.erase(wanted)
    finally:
        journal.close()
    click.echo(ngettext("{n} seat forgotten.", "{n} seats forgotten.", erased).format(n=erased))
    return ExitCode.OK
