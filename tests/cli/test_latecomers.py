"""Seats for a drill that has begun or was played: who comes late, and who judges what bots did."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import rich_click as click

from drill.cli.latecomers import admit, expected
from drill.cli.scenario import find_scenario, load_model
from drill.errors import MatchError
from drill.journal.recorder import draft_of, happened_of, opened_of
from drill.journal.sqlite.store import SqliteJournal, create
from drill.journal.verify import entries_of
from drill.rehearse.match import empty_match
from drill.rehearse.play import play
from drill.scenario.model import Model
from drill.world.inputs import ConflictDeclared, PanelNamed

JUDGES = """
teams: {alpha: {seats: [{name: Lan, role: leader}]}, bravo: {}}
judges:
  - {name: Head, role: head}
  - {name: One, role: marker, conflicts: [bravo]}
  - {name: Two, role: marker}
"""


@pytest.fixture(scope="module")
def model() -> Model:
    """Return the shortest bundled scenario."""
    return load_model(find_scenario("doi-sim-defacement")).model


@pytest.fixture
def played(model: Model, tmp_path: Path) -> Iterator[SqliteJournal]:
    """Return a played match of two teams, in which nobody has a seat."""
    sources = load_model(find_scenario("doi-sim-defacement")).sources
    journal = create(tmp_path / "played.drill")
    journal.append([draft_of(one) for one in play(model, sources, empty_match(("alpha", "bravo")), 1)])
    yield journal
    journal.close()


def said(journal: SqliteJournal, kind: type) -> list[object]:
    """Return what the journal holds of a kind."""
    everything = (happened_of(entry).what for entry in entries_of(journal))
    return [what for what in everything if isinstance(what, kind)]


def file(tmp_path: Path, text: str) -> Path:
    """Write a teams file."""
    path = tmp_path / "teams.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_played_match_gets_a_seat_for_each_team_and_staff(played: SqliteJournal, model: Model) -> None:
    """Without a teams file there is a chair for everyone who could want one, and an invitation to it."""
    invited = admit(played, expected(played, model, opened_of(played), None), 0)

    assert set(invited) == {"alpha/everyone", "bravo/everyone", "controller", "judge", "observer"}
    assert all(len(token) == 64 for token in invited.values())


def test_judges_come_to_what_was_played(played: SqliteJournal, model: Model, tmp_path: Path) -> None:
    """A teams file names the panel and its interests, and a second reading invites nobody again."""
    teams = file(tmp_path, JUDGES)
    first = admit(played, expected(played, model, opened_of(played), teams), 0)

    assert {"alpha/leader", "head-judge", "marker", "marker-2"} <= set(first)
    assert said(played, PanelNamed) == [PanelNamed(("marker", "marker-2"), 2, 30, 0, ("head-judge",))]
    assert [one.team for one in said(played, ConflictDeclared) if isinstance(one, ConflictDeclared)] == [
        "bravo"
    ]
    assert admit(played, expected(played, model, opened_of(played), teams), 0) == {}
    assert len(said(played, PanelNamed)) == 1


def test_a_drill_with_seats_needs_no_others(played: SqliteJournal, model: Model) -> None:
    """Going on with a drill invites nobody whom nobody asked for."""
    admit(played, expected(played, model, opened_of(played), None), 0)

    assert admit(played, expected(played, model, opened_of(played), None), 0) == {}


def test_a_team_that_does_not_play_is_refused_by_name(
    played: SqliteJournal, model: Model, tmp_path: Path
) -> None:
    """A world of its own cannot be given to a team that was not there at the opening."""
    with pytest.raises(MatchError) as refused:
        expected(played, model, opened_of(played), file(tmp_path, "teams: {charlie: {}}\n"))

    assert "charlie" in refused.value.message
    assert "alpha, bravo" in refused.value.remedy


def test_what_the_drill_does_not_take_is_told(played: SqliteJournal, model: Model, tmp_path: Path) -> None:
    """An interest in a team that does not play is refused with the drill's own words."""
    text = "judges: [{name: One, conflicts: [nobody]}]\nteams: {alpha: {}}\n"
    with pytest.raises((MatchError, click.UsageError)):
        admit(played, expected(played, model, opened_of(played), file(tmp_path, text)), 0)
