"""``livefire drill export``: what one team may keep of a drill."""

from pathlib import Path

import rich_click as click

from drill.cli.examples import examples
from drill.errors import ExitCode
from drill.i18n import _
from drill.journal.sqlite.reader import open_reader
from drill.report.export import exported
from drill.report.page import write_bytes

FILE = click.Path(path_type=Path)


@click.command(
    help=_(
        "Write what one team may keep of a drill: its own entries and those for all, its points and the seal; of other"
        " teams nothing but digests, by which the whole chain can still be followed."
    ),
    epilog=examples(
        "livefire drill export NAME.drill --team alpha --out alpha.export",
        "livefire drill verify alpha.export",
    ),
)
@click.argument("file", type=FILE)
@click.option("--team", required=True, help=_("Id of the team."))
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help=_("The file to write.")
)
def export(file: Path, *, team: str, out: Path) -> int:
    """Write the export as JSON lines."""
    with open_reader(file) as reader:
        lines = list(exported(reader, team))
    write_bytes(out, b"".join(lines))
    click.echo(_("Written: {path}. livefire drill verify {path} checks it.").format(path=out))
    return ExitCode.OK
