"""``livefire drill``: what can be done with a finished or running drill's file, without a hub."""

import difflib
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path

import rich_click as click

from drill.cli.columns import columns
from drill.cli.damage import warn_if_broken
from drill.cli.examples import examples
from drill.errors import ExitCode, JournalError
from drill.i18n import _, current_language
from drill.journal import jsonlines
from drill.journal.base import Entry, Head
from drill.journal.recorder import happened_of, opened_of
from drill.journal.sqlite.reader import open_reader
from drill.journal.summary import Summary, glance, summarise
from drill.journal.verify import entries_of
from drill.journal.wording import SENTENCES, exercise_time, sentence
from drill.text import cells, fit, one_line
from drill.world.inputs import DrillOpened

LATER = {
    "verify": "drill.cli.verify:verify",
    "score": "drill.cli.score:score",
    "rescore": "drill.cli.rescore:rescore",
    "rules": "drill.cli.rescore:rules",
    "awards": "drill.cli.awards:awards",
    "seal": "drill.cli.seal:seal",
    "export": "drill.cli.export:export",
    "forget": "drill.cli.forget:forget",
    "archive": "drill.cli.archive:archive",
    "minutes": "drill.cli.paper:minutes",
    "summary": "drill.cli.paper:summary",
}
"""Commands that are loaded when they run: name, and where they are."""

FILE = click.Path(path_type=Path)
LINES_AT_ONCE = 500


class _DrillGroup(click.RichGroup):
    """The group, with `LATER` at its end."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names."""
        return [*super().list_commands(ctx), *LATER]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing it where it is loaded late."""
        if cmd_name not in LATER:
            return super().get_command(ctx, cmd_name)
        module, _colon, name = LATER[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)  # noqa: S101 (the table above is ours)
        return command


@click.group(
    cls=_DrillGroup,
    help=_("List, read, verify and score drill files."),
    epilog=examples(
        "livefire drill list", "livefire drill verify NAME.drill", "livefire drill score NAME.drill --why"
    ),
)
def drill() -> None:
    """Hold the commands together."""


@drill.command(
    "list",
    help=_("List the drill files of a folder."),
    epilog=examples("livefire drill list", "livefire drill list records --json"),
)
@click.argument("folder", type=FILE, default=".")
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a file."))
def list_(folder: Path, *, as_json: bool) -> int:
    """Print a line for each drill file; one that does not read is listed with what is wrong."""
    if not folder.is_dir():
        raise click.UsageError(_("{path} is no folder.").format(path=folder))
    found = [_listed(path) for path in sorted(folder.glob("*.drill"))]
    if as_json:
        _print(jsonlines.as_line(row) for row in found)
    elif not found:
        click.echo(_("No drill files here."))
    else:
        heading = [_("File"), _("Scenario"), _("Teams"), _("Entries"), _("Time")]
        click.echo(columns(heading, [_list_row(row) for row in found]))
    return ExitCode.OK


def _listed(path: Path) -> dict[str, object]:
    try:
        with open_reader(path) as reader:
            seen = glance(reader)
    except JournalError as error:
        return {"file": path.name, "error": error.message}
    teams = [team.id for team in seen.teams]
    return {
        "file": path.name,
        "scenario": seen.scenario,
        "teams": teams,
        "entries": seen.entries,
        "t": seen.t,
    }


def _list_row(row: dict[str, object]) -> list[str]:
    if "error" in row:
        return [str(row["file"]), str(row["error"]), "", "", ""]
    teams = row["teams"]
    t = row["t"]
    return [
        str(row["file"]),
        str(row["scenario"]),
        str(len(teams) if isinstance(teams, list) else 0),
        str(row["entries"]),
        exercise_time(t if isinstance(t, int) else 0),
    ]


@drill.command(
    help=_("Show a drill file at a glance: scenario, teams, how far it came."),
    epilog=examples("livefire drill show NAME.drill"),
)
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object."))
def show(file: Path, *, as_json: bool) -> int:
    """Print what the file holds."""
    with open_reader(file) as reader:
        summary = summarise(reader)
        warn_if_broken(reader)
    click.echo(_shown_json(summary) if as_json else _shown(summary))
    return ExitCode.OK


def _shown_json(summary: Summary) -> str:
    seen = summary.glance
    return jsonlines.as_line(
        {
            "scenario": seen.scenario,
            "scenario_hash": seen.scenario_hash,
            "engine": seen.engine,
            "teams": seen.teams,
            "t": seen.t,
            "ended": summary.ended,
            "entries": seen.entries,
            "inputs": summary.inputs,
            "head": _head(seen.head),
            "first_wall": summary.first_wall,
            "last_wall": summary.last_wall,
            "types": summary.types,
        }
    )


def _shown(summary: Summary) -> str:
    seen = summary.glance
    over = len(summary.ended) == len(seen.teams)
    facts = [
        (_("Scenario"), seen.scenario),
        (_("Scenario hash"), seen.scenario_hash),
        (_("Engine"), str(seen.engine)),
        (_("Time"), exercise_time(seen.t)),
        (_("State"), _("ended") if over else _("not ended")),
        (_("Entries"), str(seen.entries)),
        (_("Inputs"), str(summary.inputs)),
        (_("Head"), seen.head.hash.hex()),
    ]
    teams = [(team.id, team.label, team.division) for team in seen.teams]
    types = [(kind, str(count)) for kind, count in summary.types.items()]
    return "\n\n".join(
        [
            columns((_("What"), _("Value")), facts),
            columns((_("Team"), _("Name"), _("Division")), teams),
            columns((_("Type"), _("Entries")), types),
        ]
    )


@drill.command(
    help=_("Print the record, one entry a line."),
    epilog=examples(
        "livefire drill log NAME.drill --team alpha",
        "livefire drill log NAME.drill --type order-given --json",
    ),
)
@click.argument("file", type=FILE)
@click.option("--team", help=_("Only this team's entries."))
@click.option(
    "--type", "types", multiple=True, metavar="TYPE", help=_("Only entries of this type; may be repeated.")
)
@click.option("--after", type=click.IntRange(min=0), default=0, help=_("Only entries behind this position."))
@click.option("--limit", type=click.IntRange(min=0), help=_("At most so many lines."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line."))
def log(
    file: Path, *, team: str | None, types: tuple[str, ...], after: int, limit: int | None, as_json: bool
) -> int:
    """Print entries as sentences or as JSON."""
    _demand_types(types)
    with open_reader(file) as reader:
        opened = opened_of(reader)
        line = _json_line(opened) if as_json else _human_line(opened)
        wanted = (entry for entry in entries_of(reader, after) if _chosen(entry, team, types))
        _print(map(line, islice(wanted, limit)))
    return ExitCode.OK


def _demand_types(types: Sequence[str]) -> None:
    for given in types:
        if given not in SENTENCES:
            near = difflib.get_close_matches(given, SENTENCES, n=3)
            hint = _(" Near: {names}.").format(names=", ".join(near)) if near else ""
            raise click.UsageError(_("There is no type {type}.").format(type=given) + hint)


def _chosen(entry: Entry, team: str | None, types: Sequence[str]) -> bool:
    if types and entry.type not in types:
        return False
    return team is None or entry.team == team or getattr(happened_of(entry).what, "team", None) == team


def _json_line(opened: DrillOpened) -> Callable[[Entry], str]:
    return lambda entry: jsonlines.line(entry, opened.facts)


def _human_line(opened: DrillOpened) -> Callable[[Entry], str]:
    language = current_language()
    width = max((cells(team.id) for team in opened.teams), default=0)

    def line(entry: Entry) -> str:
        happened = happened_of(entry)
        words = sentence(happened, opened.facts, language)
        who = f"{one_line(entry.seat)}: " if entry.seat else ""
        return f"{entry.seq:>7}  {exercise_time(entry.t)}  {fit(entry.team, width)}  {who}{words}"

    return line


def _head(head: Head) -> dict[str, object]:
    return {"seq": head.seq, "hash": head.hash.hex()}


def _print(lines: Iterable[str]) -> None:
    """Write lines in blocks: a write for each would cost more than the reading."""
    rest = iter(lines)
    while block := list(islice(rest, LINES_AT_ONCE)):
        click.echo("\n".join(block))
