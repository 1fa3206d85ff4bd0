from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.errors import MatchError
from drill.scenario.problems import Found
from drill.wire.judges import PanelPlan
from drill.wire.messages import SeatKind
from drill.wire.roster import Roster, SeatPlan, load_roster, read_roster, team_id
from drill.world.inputs import TeamSetup

ROLES = ("analyst", "leader")
YAML = """\
teams:
  alpha:
    label: Đội Alpha
    division: A
    seats:
      - {name: Lan, role: leader}
      - {name: Minh, role: analyst}
  Đội Bravo:
    seats: [Hoa]
judges: [Cô Thu]
controllers:
  - name: Anh Sơn
observers: [Báo chí]
"""
CSV = """\
team,seat,role
Đội Alpha,Lan,leader
Đội Alpha,"Minh, Nam",analyst
Bravo,Hoa,everyone
,Cô Thu,judge
"""


def read(text: str) -> tuple[Roster, list[str]]:
    """Return the roster and its problems, a line each."""
    found = Found()
    roster = read_roster("teams", text, ROLES, found)
    return roster, [f"{problem.line}: {problem.say()}" for problem in found.problems]


def test_a_teams_file_names_everyone() -> None:
    """Teams in file order with label and division, seats with roles, staff of all kinds."""
    roster, problems = read(YAML)

    assert problems == []
    assert roster.teams == (TeamSetup("alpha", "Đội Alpha", "A"), TeamSetup("doi-bravo", "Đội Bravo"))
    assert roster.seats == (
        SeatPlan(SeatKind.TEAM, "alpha", "Lan", "leader"),
        SeatPlan(SeatKind.TEAM, "alpha", "Minh", "analyst"),
        SeatPlan(SeatKind.TEAM, "doi-bravo", "Hoa", "everyone"),
        SeatPlan(SeatKind.JUDGE, "", "Cô Thu", ""),
        SeatPlan(SeatKind.CONTROLLER, "", "Anh Sơn", ""),
        SeatPlan(SeatKind.OBSERVER, "", "Báo chí", ""),
    )


def test_a_table_names_everyone() -> None:
    """The same as a table from a spreadsheet, with commas or semicolons."""
    roster, problems = read(CSV)
    other, _ = read(CSV.replace(",", ";").replace("Minh; Nam", "Minh, Nam"))

    assert problems == []
    assert roster == other
    assert [team.id for team in roster.teams] == ["doi-alpha", "bravo"]
    assert roster.seats[1].name == "Minh, Nam"
    assert roster.seats[-1] == SeatPlan(SeatKind.JUDGE, "", "Cô Thu", "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            YAML.replace("analyst", "analist"),
            "7: no role is called 'analist' in this scenario; did you mean 'analyst'?",
        ),
        (
            YAML.replace("judges", "juges"),
            "10: 'juges' is not a word for a teams file; did you mean 'judges'?",
        ),
        (
            CSV.replace("judge", "king"),
            "5: a row without a team has the role controller, judge, head judge, marker or observer",
        ),
        ("team,role\na,leader", "1: the table has no column 'seat'; its first line is team,seat,role"),
        ("judges: [a]", "1: there are no teams; name at least one"),
        ("teams:\n  alpha: {seats: Lan}", "2: this takes a list of people"),
    ],
)
def test_mistakes_are_told_with_their_line(text: str, told: str) -> None:
    """Every mistake has its place and, where there is one, the nearest right word."""
    assert told in read(text)[1]


@given(st.text())
def test_reading_never_raises(text: str) -> None:
    """Any text gives a roster or problems."""
    roster, problems = read(text)

    assert roster.teams or problems


@given(st.text(min_size=1))
def test_a_team_id_is_an_id(label: str) -> None:
    """Whatever a team is called, its id has small letters, digits and hyphens."""
    made = team_id(label)

    assert 0 < len(made) <= 40
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_load_roster_raises_with_every_line(tmp_path: Path) -> None:
    """A file with mistakes, or none, is one error that a person can be shown."""
    path = tmp_path / "teams.yaml"
    path.write_text(YAML.replace("analyst", "analist"), encoding="utf-8")

    with pytest.raises(MatchError, match="analist"):
        load_roster(path, ROLES)
    with pytest.raises(MatchError):
        load_roster(tmp_path / "none.yaml", ROLES)


@pytest.mark.parametrize(
    ("one", "other"), [("红队", "蓝队"), ("[", "{"), ("x" * 60, "x" * 59 + "y"), ("Đội 红", "Đội 蓝")]
)
def test_teams_that_latin_letters_do_not_tell_apart_stay_apart(one: str, other: str) -> None:
    """Two names in another script, of signs alone or of great length are two teams, in a table as in YAML."""
    table, problems = read(f'team,seat,role\n"{one}",A,leader\n"{other}",B,leader\n')

    assert problems == []
    assert len({team.id for team in table.teams}) == 2
    assert team_id(one) == team_id(f" {one} ")


def test_a_quote_that_is_never_closed_is_a_problem() -> None:
    """A cell beyond what a table holds is told with its line and raises nothing."""
    _roster, problems = read('team,seat,role\nAlpha,"Lan,leader\n' + "x" * 200_000)

    assert any("a quote that is never closed" in problem for problem in problems)


JUDGES = """\
teams:
  alpha: {unit: Sở Thông tin}
  Đội Bravo: {}
marks per item: 3
alarm: 25%
ceremony: 2026-11-24 9:05
judges:
  - Cô Thu
  - {name: Ông Hải, role: head}
  - {name: Bà Lê, role: Marker, conflicts: [Sở thông tin]}
  - name: Cô Mai
    conflicts: {doi-bravo: her brother leads it}
"""


def test_judges_have_roles_and_interests() -> None:
    """Role, teams whose texts one never gets, how many mark each text, until when."""
    roster, problems = read(JUDGES)

    assert problems == []
    assert roster.teams[0] == TeamSetup("alpha", "alpha", unit="Sở Thông tin")
    assert roster.seats == (
        SeatPlan(SeatKind.JUDGE, "", "Cô Thu", ""),
        SeatPlan(SeatKind.JUDGE, "", "Ông Hải", "head judge"),
        SeatPlan(SeatKind.JUDGE, "", "Bà Lê", "marker", (("alpha", ""),)),
        SeatPlan(SeatKind.JUDGE, "", "Cô Mai", "", (("doi-bravo", "her brother leads it"),)),
    )
    assert roster.panel == PanelPlan(per_item=3, alarm=25, ceremony="2026-11-24 09:05")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("teams: {a: {}}\nalarm: 0\n", "2: '0' is not an alarm; write 1 to 100 percent"),
        ("teams: {a: {}}\nmarks per item: many\n", "2: 'many' is not a number of judges; write 1 to 9"),
        ("teams: {a: {}}\nceremony: 2026-02-30 10:00\n", "2: '2026-02-30 10:00' is not a moment; write it like 2026-11-24 16:00"),
        ("teams: {a: {}}\njudges: [{name: L, role: markre}]\n", "2: 'markre' is not a role of judges; write judge, head or marker; did you mean 'marker'?"),
        ("teams: {Alpha: {}}\njudges:\n  - {name: L, conflicts: [Alfa]}\n", "3: no team is called 'Alfa'; did you mean 'Alpha'?"),
        ("teams: {a: {}}\njudges: [{nam: L}]\n", "2: 'nam' is not a word for a judge; did you mean 'name'?"),
        ("teams: {a: {}}\njudges: [[L]]\n", "2: a judge is a name, or a section with name, role and conflicts"),
        ("teams: {a: {}}\njudges: L\n", "2: this takes a list of people"),
    ],
)  # fmt: skip
def test_mistakes_about_judges_are_told_with_their_line(text: str, said: str) -> None:
    """Each mistake has its line, and a suggestion where one is near."""
    assert said in read(text)[1]


def test_a_table_knows_the_roles_of_judges_and_units() -> None:
    """A row without a team may be a head judge or a marker; a column names the unit."""
    roster, problems = read(
        "team,seat,role,unit\nAlpha,Lan,leader,Sở Thông tin\n,Ông Hải,head judge,\n,Bà Lê,marker,\n"
    )

    assert problems == []
    assert roster.teams == (TeamSetup("alpha", "Alpha", unit="Sở Thông tin"),)
    assert [(seat.kind, seat.role) for seat in roster.seats[1:]] == [
        (SeatKind.JUDGE, "head judge"),
        (SeatKind.JUDGE, "marker"),
    ]
