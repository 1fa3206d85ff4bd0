"""``livefire scenario``: list, read and check scenarios; and how every other command finds one."""

from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import ClassVar

import msgspec
import rich_click as click

from drill.cli.columns import columns
from drill.cli.examples import examples
from drill.cli.later import LaterGroup
from drill.errors import ExitCode, ScenarioError
from drill.i18n import N_, Language, _, current_language, ngettext, speaking
from drill.journal.jsonlines import as_line
from drill.scenario.check import check as checked
from drill.scenario.document import Document
from drill.scenario.load import load
from drill.scenario.model import Model
from drill.scenario.problems import Level, Problem, has_errors, in_file_order, nearest, rendered
from drill.scenario.read.whole import as_time
from drill.text import one_line

SCENARIO_FILE = "scenario.yaml"
LONGEST_LINE = 4_000
LEVELS = {"beginner": N_("beginner"), "intermediate": N_("intermediate"), "expert": N_("expert")}

LANG = click.option(
    "--lang",
    type=click.Choice([language.value for language in Language]),
    help=_("en or vi; otherwise what the locale says."),
)
JSON = click.option("--json", "as_json", is_flag=True, help=_("One JSON object."))


class CheckedScenario(msgspec.Struct, frozen=True):
    """A scenario that may run."""

    model: Model
    sources: dict[str, str]
    """Every file's text by name, the main file first: what a drill file carries."""
    problems: tuple[Problem, ...]
    """Warnings and notes."""


# ---------------------------------------------------------------- finding and loading


def bundled() -> dict[str, Path]:
    """Return the scenarios that come with the program: file by id."""
    home = Path(str(files("scenarios")))
    return {path.parent.name: path for path in sorted(home.glob(f"*/{SCENARIO_FILE}"))}


def find_scenario(name: str) -> Path:
    """Return the file of a scenario that is named by bundled id, by its file or by its folder.

    Raises:
        click.UsageError: there is none.
    """
    known = bundled()
    if name in known:
        return known[name]
    path = Path(name)
    if path.is_dir() and (path / SCENARIO_FILE).is_file():
        return path / SCENARIO_FILE
    if path.is_file():
        return path
    near = nearest(name, known)
    said = _("There is no scenario or file {name}.").format(name=one_line(name))
    if near:
        said = f"{said} {_('Did you mean “{name}”?').format(name=near)}"
    raise click.UsageError(said)


def check_file(path: Path) -> tuple[Document | None, CheckedScenario | None, list[Problem]]:
    """Read and check a scenario file.

    Returns:
        The document, if any; the scenario, unless there is an error; and all problems in file order, their files
        named as a person would type them.
    """
    loaded = load(path)
    model: Model | None = None
    problems = list(loaded.problems)
    if loaded.document is not None:
        model, more = checked(loaded.document, loaded.sources)
        problems = in_file_order([*problems, *more], tuple(loaded.sources))
    if has_errors(problems):
        model = None
    shown = [msgspec.structs.replace(problem, file=_shown_name(problem.file, path)) for problem in problems]
    scenario = CheckedScenario(model, loaded.sources, tuple(shown)) if model else None
    return loaded.document, scenario, shown


def _shown_name(source: str, main: Path) -> str:
    if source.startswith("library/"):
        return source
    return str(main.parent / source)


def load_model(path: Path) -> CheckedScenario:
    """Return the scenario of a file.

    Raises:
        ScenarioError: it has errors; the message holds one problem a line.
    """
    _document, scenario, problems = check_file(path)
    if scenario is None:
        errors = [_line(problem) for problem in problems if problem.level is Level.ERROR]
        raise ScenarioError(
            "\n".join(errors), _("Mend the file, then check it: livefire scenario check FILE")
        )
    return scenario


# ---------------------------------------------------------------- commands


class _ScenarioGroup(LaterGroup):
    later: ClassVar[dict[str, str]] = {"rehearse": "drill.cli.rehearse:rehearse_command"}


@click.group(
    cls=_ScenarioGroup,
    help=_("List, read, check and rehearse scenarios."),
    epilog=examples(
        "livefire scenario list",
        "livefire scenario check my-scenario.yaml",
        "livefire scenario rehearse my-scenario.yaml --runs 50",
    ),
)
def scenario() -> None:
    """Hold the commands together."""


@scenario.command(
    "list",
    help=_("List the scenarios that come with Livefire."),
    epilog=examples("livefire scenario list", "livefire scenario list --json"),
)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a scenario."))
@LANG
def list_(*, as_json: bool, lang: str | None) -> int:
    """Print a line for each bundled scenario."""
    with speaking(Language(lang) if lang else current_language()):
        documents = [document for path in bundled().values() if (document := load(path).document)]
        if as_json:
            click.echo("\n".join(as_line(_glance(document)) for document in documents))
            return ExitCode.OK
        heading = [_("Scenario"), _("Length"), _("Level"), _("Title")]
        click.echo(columns(heading, [_row(document) for document in documents]))
    return ExitCode.OK


def _row(document: Document) -> list[str]:
    head = document.scenario
    return [
        head.id,
        as_time(head.length),
        _(LEVELS.get(head.level, head.level)),
        head.title.say(current_language()),
    ]


@scenario.command(
    help=_("Show what a scenario holds, without its answers."),
    epilog=examples(
        "livefire scenario show song-may-ransomware", "livefire scenario show my-scenario.yaml --lang vi"
    ),
)
@click.argument("name", metavar="ID|FILE")
@JSON
@LANG
def show(name: str, *, as_json: bool, lang: str | None) -> int:
    """Print a scenario at a glance."""
    with speaking(Language(lang) if lang else current_language()):
        document, ready, problems = check_file(find_scenario(name))
        if document is None:
            _print(problems)
            return ExitCode.FAILED
        if as_json:
            click.echo(as_line(_glance(document)))
        else:
            click.echo("\n".join(_page(document)))
            if ready is None:
                click.echo(
                    _("This scenario has errors: livefire scenario check {name}").format(name=one_line(name))
                )
    return ExitCode.OK


def _glance(document: Document) -> dict[str, object]:
    head = document.scenario
    language = current_language()
    return {
        "id": head.id,
        "title": head.title.say(language),
        "summary": head.summary.say(language),
        "length": head.length,
        "level": head.level,
        "teaches": [aim.say(language) for aim in head.teaches],
        "people": {role.id: role.people for role in document.team.people},
        **{name: count for name, _label, count in _counts(document)},
    }


def _counts(document: Document) -> list[tuple[str, str, int]]:
    """Return what there is how many of: name, label in the reader's language, number."""
    attack = document.attack
    return [
        ("zones", _("zones"), len(document.zones)),
        ("hosts", _("hosts"), len(document.hosts)),
        ("services", _("services"), len(document.services)),
        ("sources", _("log sources"), len(document.sources)),
        ("steps", _("attack steps"), len(attack.steps)),
        ("goals", _("goals"), len(attack.goals)),
        ("injects", _("injects"), len(document.injects)),
        ("questions", _("questions"), len(document.questions)),
        ("reports", _("reports"), len(document.reports)),
    ]


def _page(document: Document) -> list[str]:
    head = document.scenario
    language = current_language()
    people = ", ".join(f"{role.people} {one_line(role.id)}" for role in document.team.people)
    counts = ", ".join(f"{count} {label}" for _name, label, count in _counts(document) if count)
    lines = [
        one_line(head.title.say(language), LONGEST_LINE),
        f"{one_line(head.id)} - {as_time(head.length)} - {_(LEVELS.get(head.level, head.level))}",
    ]
    if head.summary.say(language):
        lines += ["", one_line(head.summary.say(language), LONGEST_LINE)]
    if head.teaches:
        lines += ["", _("Teaches:"), *(f"  - {one_line(aim.say(language))}" for aim in head.teaches)]
    return [*lines, "", _("Team: {people}").format(people=people), _("Holds: {counts}").format(counts=counts)]


@scenario.command(
    "check",
    help=_("Check scenario files: all problems at once, each with its line."),
    epilog=examples(
        "livefire scenario check my-scenario.yaml", "livefire scenario check one.yaml two.yaml --json"
    ),
)
@click.argument("names", metavar="FILE...", nargs=-1, required=True)
@JSON
@LANG
def check(names: Sequence[str], *, as_json: bool, lang: str | None) -> int:
    """Print every problem of the files, and a last line with the counts."""
    with speaking(Language(lang) if lang else current_language()):
        paths = [find_scenario(name) for name in names]
        problems = [problem for path in paths for problem in check_file(path)[2]]
        if as_json:
            click.echo(as_line(_report(problems)))
        else:
            _print(problems)
            click.echo(_summary(problems))
    return ExitCode.FAILED if has_errors(problems) else ExitCode.OK


def _line(problem: Problem) -> str:
    return one_line(rendered(problem), LONGEST_LINE)


def _print(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(_line(problem))


def _count(problems: Sequence[Problem], level: Level) -> int:
    return sum(problem.level is level for problem in problems)


def _report(problems: Sequence[Problem]) -> dict[str, object]:
    return {
        "problems": [
            {
                "file": problem.file,
                "line": problem.line,
                "level": str(problem.level),
                "code": problem.code,
                "message": problem.say(),
            }
            for problem in problems
        ],
        "errors": _count(problems, Level.ERROR),
        "warnings": _count(problems, Level.WARNING),
        "notes": _count(problems, Level.NOTE),
    }


def _summary(problems: Sequence[Problem]) -> str:
    errors, warnings, notes = (_count(problems, level) for level in Level)
    return ", ".join(
        (
            ngettext("{count} error", "{count} errors", errors).format(count=errors),
            ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings),
            ngettext("{count} note", "{count} notes", notes).format(count=notes),
        )
    )
