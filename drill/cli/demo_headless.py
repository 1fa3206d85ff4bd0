"""The demo without a terminal: the whole drill at full speed, the scoreboard, and the most telling reasons."""

from collections.abc import Iterator
from pathlib import Path

import rich_click as click

from drill.cli.demo_hub import simulated
from drill.cli.play import new_file, play_into
from drill.cli.scenario import find_scenario, load_model
from drill.cli.score import Scored, shown
from drill.errors import ExitCode
from drill.i18n import _, current_language
from drill.journal.sqlite.reader import open_reader
from drill.rehearse.match import Match
from drill.report.naming import column_name
from drill.text import one_line
from scoring.model import Row
from scoring.sayings import moment

REASONS = 3
"""Reasons told per team."""


def play_demo(path: Path, scenario: str, seed: int) -> int:
    """Play the demo's three simulated teams to the end, print what came of it, and leave the drill file."""
    loaded = load_model(find_scenario(scenario))
    with new_file(path, force=False) as journal:
        play_into(
            loaded.model, loaded.sources, Match(simulated(), language=current_language()), seed, journal
        )
    with open_reader(path) as reader:
        scored = Scored(reader, None, released=False)
    rows = scored.rows(None)
    click.echo("\n".join(shown(scored, rows, why=False)))
    for row in rows:
        click.echo("\n".join(_telling(scored, row)))
    click.echo(_("The drill is in {file}. Try: livefire drill score {file} --why").format(file=path))
    return ExitCode.OK


def _telling(scored: Scored, row: Row) -> Iterator[str]:
    """Say the lines that moved a team's total most; what every team begins with tells least."""
    yield f"\n{one_line(row.standing.label)}"
    lines = sorted(scored.lines[row.standing.team], key=lambda line: (line.t == 0, -abs(line.points), line.t))
    for line in lines[:REASONS]:
        why = one_line(line.why.say(), 500)
        yield f"{line.points:>+6}  {moment(line.t)}  {column_name(line.section)}: {why}"
