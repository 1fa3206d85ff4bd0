"""The controllers' guide: its files load, its verbs are all verbs, its keys are the keys."""

import pytest
from textual.binding import Binding

from drill.cli.scenario import find_scenario, load_model
from drill.rehearse.bots import BOTS
from drill.rehearse.controls import CONTROLS
from drill.rehearse.match import Match, read_match
from drill.rehearse.play import play
from drill.scenario.problems import Found
from drill.tui.base import DeskApp
from drill.tui.controller.app import ControllerApp
from drill.tui.controller.place import StaffPlace
from drill.tui.judge.app import JudgeApp
from drill.tui.place import PlaceScreen
from drill.tui.team.app import TeamApp
from drill.tui.widgets.keyed_list import KeyedList
from drill.wire.messages import SeatKind
from drill.wire.roster import Roster, read_roster
from drill.world.grammar import FORMS
from tests.docs.pages import ROOT, blocks, code_words, page, rows

TEXT = page("controllers.md")
SCENARIO = load_model(find_scenario("song-may-ransomware"))
PLACES = [place for desk in (ControllerApp, TeamApp, JudgeApp) for place in desk.PLACES]


def names_of(binding: object) -> set[str]:
    """Return every way in which a page may write a key."""
    assert isinstance(binding, Binding)
    return {*binding.key.split(","), *filter(None, [binding.key_display])}


def row_keys(first: str) -> set[str]:
    """Return the keys in the row of a place."""
    return {word for row in rows(TEXT) if row[0] == first for cell in row[1:] for word in code_words(cell)}


def section_keys(heading: str) -> set[str]:
    """Return the keys in the first cells of the table under a heading."""
    part = TEXT.split(f"### {heading}\n", 1)[1].split("\n#", 1)[0]
    return {word for row in rows(part) for word in code_words(row[0])}


def read_rosters() -> list[Roster]:
    """Return every teams file that the guide and the first page show."""
    shown = [block for block in blocks(TEXT, "yaml") if block.kind == "teams"]
    shown += [*blocks(TEXT, "csv"), *blocks((ROOT / "README.md").read_text(encoding="utf-8"), "yaml")]
    roles = tuple(role.id for role in SCENARIO.model.roles)
    found = Found()
    rosters = [read_roster(f"line-{block.line}", block.text, roles, found) for block in shown]
    assert [problem.say() for problem in found.problems] == []
    return rosters


def read_matches() -> list[Match]:
    """Return every match file that the guide shows."""
    matches = []
    for block in blocks(TEXT, "yaml"):
        if block.kind != "match":
            continue
        found = Found()
        match = read_match(f"line-{block.line}", block.text, SCENARIO.model, BOTS, found)
        assert [f"{problem.line}: {problem.say()}" for problem in found.problems] == []
        assert match is not None
        matches.append(match)
    return matches


def test_every_yaml_block_is_a_teams_file_or_a_match() -> None:
    """No block escapes the tests below."""
    assert {block.kind for block in blocks(TEXT, "yaml")} == {"teams", "match"}


def test_the_teams_files_load_with_staff() -> None:
    """Teams files of the guide have no mistake, and name a controller and a judge."""
    for roster in read_rosters():
        assert roster.teams[0].label == "Đội Alpha"
        assert {SeatKind.TEAM, SeatKind.CONTROLLER, SeatKind.JUDGE} <= {seat.kind for seat in roster.seats}


def test_the_match_files_play_without_a_refusal() -> None:
    """Every line that the guide shows is taken by the drill itself."""
    for match in read_matches():
        refused: list[tuple[str, str]] = []

        def note(command: str, reason: object, told: list[tuple[str, str]] = refused) -> None:
            told.append((command, str(reason)))

        last = max(happened.t for happened in play(SCENARIO.model, SCENARIO.sources, match, 7, refused=note))
        assert last >= SCENARIO.model.length
        assert refused == []


def test_every_verb_of_a_match_has_a_row() -> None:
    """All orders, controls and marks that the grammar knows are written as the grammar writes them."""
    known = {form.usage for form in FORMS} | {control.usage for control in CONTROLS}
    assert known - {word for row in rows(TEXT) for word in code_words(row[0])} == set()


def test_every_bot_is_named() -> None:
    """A team can be played by any bot, and the guide names all of them."""
    row = next(row for row in rows(TEXT) if row[0] == "`bot NAME`")
    assert set(code_words(row[1])) == set(BOTS)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: str(place.__name__))
def test_the_keys_of_a_place_are_its_bindings(place: type[PlaceScreen]) -> None:
    """The row of a place shows each of its keys, and no key that it has not."""
    written = row_keys(place.TITLE)
    bound = [names_of(binding) for binding in place.__dict__.get("BINDINGS", [])]
    assert [names for names in bound if not names & written] == []
    assert written - set().union(*bound) == set()


def test_the_keys_of_every_place_are_shown() -> None:
    """Keys of all desks, of all controllers' places and of lists stand in the guide."""
    everywhere = section_keys("Everywhere")
    common = [names_of(binding) for binding in (*DeskApp.BINDINGS, *PlaceScreen.BINDINGS)]
    places = {f"f{number}" for number in range(2, 12)}
    assert [names for names in common if not names & (everywhere | places)] == []
    listed = set().union(*(names_of(binding) for binding in KeyedList.BINDINGS))
    assert listed - {"escape"} == section_keys("In a list")
    staff = "".join(TEXT.split("### Controllers\n", 1)[1].splitlines()[:2])
    bound = (*StaffPlace.BINDINGS, *ControllerApp.__dict__["BINDINGS"])
    assert all(names_of(binding) & set(code_words(staff)) for binding in bound)
