"""``livefire drill minutes`` and ``livefire drill summary``: a drill on paper, as HTML that prints on A4."""

from pathlib import Path

import rich_click as click

from drill.cli.examples import examples
from drill.errors import ExitCode
from drill.i18n import Language, _, current_language
from drill.journal.sqlite.reader import open_reader
from drill.report import minutes as minutes_page
from drill.report import summary as summary_page
from drill.report.minutes import Heading
from drill.report.page import Page, write
from drill.report.told import Told, told
from drill.text import clean

LANGUAGES = click.Choice([language.value for language in Language])
FILE = click.Path(path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)


@click.command(
    help=_(
        "Write the minutes of a drill's results: ranks, penalties, rulings, the seal, lines for signatures."
    ),
    epilog=examples(
        "livefire drill minutes NAME.drill --lang vi",
        "livefire drill minutes NAME.drill --authority 'SỞ KHOA HỌC VÀ CÔNG NGHỆ' --place 'Sóc Trăng'",
    ),
)
@click.argument("file", type=FILE)
@click.option("--lang", type=LANGUAGES, help=_("Language of the paper; this program's where not given."))
@click.option("--parent", default="", help=_("The body above the one that issues it."))
@click.option("--authority", default="", help=_("The body that issues it."))
@click.option("--number", default="", help=_("Its number."))
@click.option("--place", default="", help=_("Where it is signed."))
@click.option("--out", type=OUT, help=_("The HTML file to write; beside the drill file where not given."))
def minutes(
    file: Path, *, lang: str | None, parent: str, authority: str, number: str, place: str, out: Path | None
) -> int:
    """Write the minutes as one HTML file."""
    heading = Heading(*(clean(text, 200) for text in (parent, authority, number, place)))
    page = minutes_page.page(_read(file), _language(lang), heading)
    return _written(page, out or _beside(file, "minutes", page))


@click.command(
    help=_("Write one page for leadership: who won, what held, what did not, and why."),
    epilog=examples(
        "livefire drill summary NAME.drill", "livefire drill summary NAME.drill --lang en --out s.html"
    ),
)
@click.argument("file", type=FILE)
@click.option("--lang", type=LANGUAGES, help=_("Language of the paper; this program's where not given."))
@click.option("--out", type=OUT, help=_("The HTML file to write; beside the drill file where not given."))
def summary(file: Path, *, lang: str | None, out: Path | None) -> int:
    """Write the summary as one HTML file."""
    page = summary_page.page(_read(file), _language(lang))
    return _written(page, out or _beside(file, "summary", page))


def _read(file: Path) -> Told:
    with open_reader(file) as reader:
        return told(reader)


def _language(given: str | None) -> Language:
    return Language(given) if given else current_language()


def _beside(file: Path, what: str, page: Page) -> Path:
    return file.with_name(f"{file.stem}-{what}-{page.language.value}.html")


def _written(page: Page, out: Path) -> int:
    write(out, page.html())
    click.echo(_("Written: {path}. Open it in a browser and print it.").format(path=out))
    return ExitCode.OK
