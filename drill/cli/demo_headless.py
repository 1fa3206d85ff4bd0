"""The demo without a terminal: the whole drill at full speed, the scoreboard, and the most telling reasons."""

from pathlib import Path

from rich.console import Console

from drill.cli.demo_hub import TEAMS
from drill.cli.playing import play_to_file
from drill.cli.scenario import find_scenario, load_model
from drill.cli.score import print_board, print_telling
from drill.errors import ExitCode
from drill.i18n import _
from drill.rehearse.match import Match, Side
from drill.world.inputs import TeamSetup

REASONS = 3
"""Reasons told per team."""


def play_demo(path: Path, scenario: str, seed: int) -> int:
    """Play the demo's three simulated teams to the end, print what came of it, and leave the drill file."""
    loaded = load_model(find_scenario(scenario))
    match = Match(tuple(Side(TeamSetup(team, label), bot, ()) for team, label, bot in TEAMS))
    board = play_to_file(loaded, match, seed, path)
    console = Console()
    print_board(console, board)
    print_telling(console, board, REASONS)
    console.print(_("The drill is in {file}.").format(file=path), highlight=False)
    return ExitCode.OK
