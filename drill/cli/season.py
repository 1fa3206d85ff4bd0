"""``livefire awards``: the year's sealed drills as a season, with ranks, movement and awards."""

from collections.abc import Iterator
from pathlib import Path

import rich_click as click
from rich.markup import escape

from drill.cli.awards import award_lines, table_text
from drill.cli.columns import columns
from drill.cli.examples import examples
from drill.cli.progress import progress
from drill.errors import ExitCode
from drill.i18n import _, current_language
from drill.journal import jsonlines
from drill.report.awards import CERTIFICATE, as_csv
from drill.report.page import write
from drill.report.season import load_plan, season_of
from drill.report.yearbook import (
    as_object,
    hundredths,
    page,
    scheme_words,
    season_certificates,
    table,
    tie_name,
)
from drill.text import one_line
from scoring.season.figures import movement
from scoring.season.model import Season

FILE = click.Path(path_type=Path)


@click.command(
    help=_("Make the year's sealed drills a season: points, ranks, movement since last year, awards."),
    epilog=examples(
        "livefire awards SEASON.yaml",
        "livefire awards SEASON.yaml --html season.html",
        "livefire awards SEASON.yaml --json",
    ),
)
@click.argument("file", type=FILE, metavar="SEASON.yaml")
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object; next year's season can read it."))
@click.option("--csv", "csv_out", type=FILE, help=_("Write the table to this file."))
@click.option("--html", "html_out", type=FILE, help=_("Write one page that prints on A4."))
@click.option(
    "--certificates", "certify", type=FILE, help=_("Write what certificates say: a file .csv or .json.")
)
def season(
    file: Path, *, as_json: bool, csv_out: Path | None, html_out: Path | None, certify: Path | None
) -> int:
    """Print the season, or write it."""
    found = _worked_out(file)
    if csv_out is not None:
        write(csv_out, as_csv(*table(found)))
        click.echo(_("{path} written.").format(path=csv_out), err=as_json)
    if html_out is not None:
        write(html_out, page(found).html())
        click.echo(_("{path} written.").format(path=html_out), err=as_json)
    if certify is not None:
        write(certify, table_text(certify, CERTIFICATE, season_certificates(found)))
        click.echo(_("{path} written.").format(path=certify), err=as_json)
    if as_json:
        click.echo(jsonlines.as_line(as_object(found)))
    elif csv_out is None and html_out is None and certify is None:
        click.echo("\n".join(shown(found)))
    return ExitCode.OK


def _worked_out(file: Path) -> Season:
    drills = len(load_plan(file).drills)
    with progress() as bar:
        task = bar.add_task(_("Verifying"), total=drills)

        def told(name: str) -> None:
            bar.update(task, advance=1, description=_("Verifying {file}").format(file=escape(one_line(name))))

        return season_of(file, told)


def shown(found: Season) -> Iterator[str]:
    """Return the lines of a season for the terminal."""
    yield f"{found.title.say(current_language())} {found.year}"
    rows = [
        [
            movement(row, compared=found.compared).say(),
            row.label,
            row.division,
            hundredths(row.points),
            str(len(row.parts)),
            tie_name(row.tie),
        ]
        for row in found.rows
    ]
    yield columns([_("Rank"), _("Team"), _("Division"), _("Points"), _("Drills"), _("Tie")], rows)
    yield ""
    yield from (rule.say() for rule in scheme_words(found))
    for awarded in found.awards:
        yield ""
        yield from award_lines(awarded)
