"""The judges' guide: its teams file is read as it stands, and its lines are understood."""

import re

import pytest

from drill.cli.scenario import find_scenario, load_model
from drill.hub.founding import founding
from drill.rehearse.controls import Known, parse_control
from drill.scenario.problems import Found
from drill.tui.results import STEPS
from drill.wire.roster import read_roster
from drill.world.inputs import PanelNamed, Refusal
from scoring.rulebook import read_rules
from tests.docs.pages import blocks, page, rows

TEXT = page("judges.md")
JUDGES = next(block.text for block in blocks(TEXT, "yaml") if "marks per item" in block.text)
LINES = re.findall(r"livefire tell 'INVITATION' '(.+)'", TEXT)


def test_the_teams_file_of_the_guide_is_read_without_a_problem() -> None:
    """Two who mark under a head judge are a panel, and both interests are in the record."""
    found = Found()
    roster = read_roster("teams", JUDGES, (), found)
    assert [problem.say() for problem in found.problems] == []
    said = founding([(plan.name, plan) for plan in roster.seats], roster.panel, 1)
    assert said[0] == PanelNamed(("Cô Thu", "Bà Lê", "Cô Mai"), 2, 30, 1, ("Ông Hải",))
    assert len(said) == 3


def test_every_role_of_judges_has_a_row() -> None:
    """The guide says of each role what it sees and may."""
    assert {"`judge`", "`head`", "`marker`"} <= {row[0] for row in rows(TEXT)}


@pytest.mark.parametrize("line", LINES)
def test_the_lines_of_the_guide_are_understood(line: str) -> None:
    """What the guide tells to say is a line of the language."""
    assert not isinstance(parse_control(Known((), (), all_told=False), line), Refusal)


def test_the_rules_file_of_the_guide_fits_the_example_drill() -> None:
    """It can be copied and tried on a drill of the bundled scenario, and changes what it names."""
    (shown,) = (block for block in blocks(TEXT, "yaml") if block.kind == "rules")
    model, found = load_model(find_scenario("song-may-ransomware")).model, Found()
    changed = read_rules("rules.yaml", shown.text, model, found)
    assert [problem.say() for problem in found.problems] == []
    assert (changed.scoring.services, changed.scoring.reports, changed.scoring.wrong_answer) == (250, 120, 0)
    assert changed.questions != model.questions


def test_every_state_of_the_results_has_a_row() -> None:
    """The guide names the states as the desk does."""
    assert set(STEPS.values()) <= {row[0] for row in rows(TEXT)}
