"""``livefire drill archive``: a drill for the shelf, with all that is needed to check it years later."""

import datetime as dt
from pathlib import Path

import rich_click as click

from drill.cli.examples import examples
from drill.errors import ExitCode, SealError, VerificationError
from drill.i18n import _, current_language, ngettext
from drill.journal.sqlite.reader import SqliteReader, open_reader
from drill.journal.wording import reason_of
from drill.report.archive import Shelf, archived
from drill.report.page import write_bytes
from drill.report.proof import Proof, prove


@click.command(
    help=_(
        "Pack a sealed drill for the shelf: file, scenario, rules, seal, public key, how to check it, until when."
    ),
    epilog=examples("livefire drill archive NAME.drill --out NAME.zip --keep-until 2031-12-31"),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help=_("The ZIP file to write.")
)
@click.option(
    "--keep-until",
    type=click.DateTime(["%Y-%m-%d"]),
    help=_("The day until which it must be kept, as 2031-12-31."),
)
@click.option("--unsealed", is_flag=True, help=_("Pack it though its results are not sealed."))
def archive(file: Path, *, out: Path, keep_until: dt.datetime | None, unsealed: bool) -> int:
    """Write the archive; the same drill and date give the same bytes."""
    with open_reader(file) as reader:
        proof = prove(reader)
        _demand(file, proof, unsealed=unsealed)
        data = archived(reader, proof, Shelf(keep_until.date() if keep_until else None))
        _warn_of_names(reader)
    write_bytes(out, data)
    click.echo(_("Written: {path}.").format(path=out))
    return ExitCode.OK


def _demand(file: Path, proof: Proof, *, unsealed: bool) -> None:
    if proof.fault is not None:
        reason = reason_of(proof.fault.reason, current_language())
        raise VerificationError(_("{file} does not verify: {reason}").format(file=file.name, reason=reason))
    if proof.signed is None and not unsealed:
        raise SealError(
            _("The results are not sealed."),
            _("Seal them first (livefire drill seal FILE), or pack it as it is with --unsealed."),
        )


def _warn_of_names(reader: SqliteReader) -> None:
    names = sum(bool(seat.name) for seat in reader.seats())
    if names:
        said = ngettext(
            "The file holds the name of {n} person; livefire drill forget erases it.",
            "The file holds the names of {n} persons; livefire drill forget erases them.",
            names,
        )
        click.echo(said.format(n=names), err=True)
