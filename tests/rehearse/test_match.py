from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.errors import MatchError
from drill.rehearse.bots import BOTS
from drill.rehearse.match import Match, load_match, read_match
from drill.scenario.problems import Found
from drill.world.inputs import Answered, Marked, OrderGiven, TeamHeld, TeamSetup
from tests.rehearse.ground import model
from tests.world.build import MINUTE

MODEL = model()

GOOD = """\
match: 1
about: an example
teams:
  alpha:
    label: Đội Alpha
    division: A
    plays:
      - 00:12 search logs log for calls
      - 00:20 leader: declare an incident
      - 00:25:30 answer domain: evil.example
      - '00:30 analyst: answer domain: another'
  bravo: bot skilled
  charlie: []
controls:
  - '00:40 hold alpha: their line is down'
  - 00:45 release alpha
judges:
  - '01:59 mark alpha field:notice.story 80%: clear'
"""


def read(text: str) -> tuple[Match | None, list[str]]:
    """Return the match and its problems, a line each."""
    found = Found()
    match = read_match("m.yaml", text, MODEL, BOTS, found)
    return match, [f"{problem.line}: {problem.say()}" for problem in found.problems]


def test_a_match_is_read_line_by_line() -> None:
    """Teams with their lines or bots, controls and judges: times, inputs and command ids."""
    match, problems = read(GOOD)

    assert problems == []
    assert match is not None
    alpha, bravo, charlie = match.sides
    assert alpha.setup == TeamSetup("alpha", "Đội Alpha", "A")
    assert [(move.at, move.command) for move in alpha.moves] == [
        (12 * MINUTE, "alpha:1"),
        (20 * MINUTE, "alpha:2"),
        (25 * MINUTE + 30_000, "alpha:3"),
        (30 * MINUTE, "alpha:4"),
    ]
    assert alpha.moves[1].given == OrderGiven("declare an incident", "leader")
    assert alpha.moves[3].given == Answered("domain", "another", "analyst")
    assert (bravo.bot, bravo.moves, charlie.moves) == ("skilled", (), ())
    assert match.controls[0].given == TeamHeld("alpha", "their line is down")
    assert match.judges[0].given == Marked("alpha", "field:notice.story", 0, 80, "clear")


BAD = """\
match: 1
teams:
  alpha:
    - 00:12 serch logs log for calls
    - 00:10 isolate host pc9
    - isolate host pc1
    - 00:20 {a: b}
  bravo: bot genius
  Charlie: []
controls:
  - 00:40 hold delta
judges:
  - 01:59 mark alpha field:notice.story 180%
"""


def test_every_mistake_is_told_with_its_line() -> None:
    """Nothing stops at the first mistake."""
    _match, problems = read(BAD)

    assert {int(problem.partition(":")[0]) for problem in problems} == {4, 5, 6, 7, 8, 9, 11, 13}
    assert any("search logs" in problem for problem in problems)
    assert any("earlier" in problem for problem in problems)
    assert any("genius" in problem for problem in problems)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"),
        ("- a", "section"),
        ("match: [1]\nteams: {alpha: []}", "version"),
        ("match: 2\nteams: {alpha: []}", "version"),
        ("match: 1", "no teams"),
        ("match: 1\nteams: {alpha: []}\ncontrol: []", "did you mean 'controls'"),
        ("match: 1\nteams:\n  alpha:\n    plays: []\n    lable: A", "did you mean 'label'"),
    ],
)
def test_a_file_of_another_shape_is_refused(text: str, told: str) -> None:
    """What is no match file is told so."""
    _match, problems = read(text)

    assert any(told in problem for problem in problems)


def test_the_version_may_be_left_out() -> None:
    """A file that says no version is of the first."""
    match, problems = read("teams: {alpha: []}")

    assert problems == []
    assert match is not None
    assert [side.setup.id for side in match.sides] == ["alpha"]


@given(st.text())
def test_reading_never_raises(text: str) -> None:
    """Any text is answered with a match or with problems."""
    match, problems = read(text)

    assert match is not None or problems


def test_load_match_raises_with_every_line(tmp_path: Path) -> None:
    """A file with mistakes, or none at all, is one error that a person can be shown."""
    path = tmp_path / "m.yaml"
    path.write_text(BAD, encoding="utf-8")

    with pytest.raises(MatchError) as raised:
        load_match(path, MODEL, BOTS)
    with pytest.raises(MatchError):
        load_match(tmp_path / "none.yaml", MODEL, BOTS)

    assert raised.value.message.count("\n") >= 7
    assert raised.value.message.startswith("m.yaml: line 4:")


def test_several_judges_share_a_match() -> None:
    """A line says which seat gives it; without that it is the one judge that every match has."""
    lines = "judges:\n  - '01:00 as judge-2: freeze board'\n  - '01:01 thaw board'\n"
    match, problems = read("teams:\n  alpha: []\n" + lines)

    assert problems == []
    assert match is not None
    assert [(move.seat, move.command) for move in match.judges] == [("judge-2", "judges:1"), ("", "judges:2")]
