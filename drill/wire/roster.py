"""Who takes part: the teams file, as YAML or as a table ``team,seat,role``."""

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import msgspec

from drill.errors import MatchError
from drill.i18n import words
from drill.scenario.nodes import Entry, Listing, Node, Scalar, Section, folded_key
from drill.scenario.problems import Found, Place, did_you_mean, has_errors, in_file_order, rendered
from drill.scenario.source import decoded, first_bytes, tree
from drill.text import folded, one_line
from drill.wire.judges import ROLES, SETTINGS, Interest, PanelPlan, judges, setting
from drill.wire.messages import SeatKind
from drill.world.inputs import TeamSetup
from drill.world.judging import EVERY_ROLE


class SeatPlan(msgspec.Struct, frozen=True):
    """One chair, before anyone is invited to it."""

    kind: SeatKind
    team: str
    """Team id; empty for staff."""
    name: str
    """What the person is called; may be empty."""
    role: str
    """Role of a team member, or of a judge (`drill.wire.judges.ROLES`); empty for other staff."""
    interests: tuple[tuple[str, str], ...] = ()
    """(team id, reason) of the teams whose texts a judge never gets."""


class Roster(msgspec.Struct, frozen=True):
    """Everyone who takes part."""

    teams: tuple[TeamSetup, ...]
    """In the order of the file: within one millisecond, worlds go in this order."""
    seats: tuple[SeatPlan, ...]
    panel: PanelPlan = PanelPlan()


STAFF = {
    "controller": SeatKind.CONTROLLER,
    "controllers": SeatKind.CONTROLLER,
    "judge": SeatKind.JUDGE,
    "judges": SeatKind.JUDGE,
    "head judge": SeatKind.JUDGE,
    "marker": SeatKind.JUDGE,
    "observer": SeatKind.OBSERVER,
    "observers": SeatKind.OBSERVER,
}
"""Words for staff, in a table's role column and as sections of the YAML file."""


LONGEST_ID = 40


def team_id(label: str) -> str:
    """Return an id made of a team's name: small letters, digits and hyphens, without accents."""
    bare = unicodedata.normalize("NFD", label.replace("đ", "d").replace("Đ", "d").casefold())
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    name = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if 0 < len(name) <= LONGEST_ID and all(c.isascii() for c in letters if c.isalnum()):
        return name
    # What the letters a to z do not tell apart, two teams of other scripts, a few digits of a hash do.
    tail = hashlib.blake2b(folded(label).encode(), digest_size=3).hexdigest()
    return f"{(name or 'team')[: LONGEST_ID - len(tail) - 1].strip('-')}-{tail}"


def read_roster(file: str, text: str, roles: tuple[str, ...], found: Found) -> Roster:
    """Read a teams file: YAML, or a table when the first line names its columns.

    Args:
        file: name for the problems.
        text: the whole file.
        roles: roles of the scenario; `drill.world.judging.EVERY_ROLE` is always allowed. Empty allows any.
        found: takes the problems, all at once, with their lines.
    """
    if re.match(r"\s*\"?team\"?\s*[,;]", text):
        roster = _table(file, text, found)
    else:
        root = tree(file, text, found)
        roster = _sections(root, found) if isinstance(root, Section) else _Draft()
    return _checked(roster, Place(file, 1), roles, found)


def load_roster(path: Path, roles: tuple[str, ...] = ()) -> Roster:
    """Read a teams file from disk.

    Raises:
        MatchError: it cannot be read or has mistakes; all of them are told, a line each.
    """
    try:
        data = first_bytes(path)
    except OSError as error:
        raise MatchError(f"{path.name}: {error.strerror or error}") from error
    found = Found()
    text = decoded(path.name, data, found)
    roster = read_roster(path.name, text, roles, found) if text is not None else None
    if roster is None or has_errors(found.problems):
        raise MatchError("\n".join(rendered(problem) for problem in in_file_order(found.problems)))
    return roster


class _Draft(msgspec.Struct):
    """A roster while it is being read."""

    teams: dict[str, TeamSetup] = {}
    seats: list[tuple[Place, SeatPlan]] = []
    interests: list[tuple[int, Interest]] = []
    """Place in ``seats`` of the judge, and the interest."""
    panel: PanelPlan = PanelPlan()


def _checked(draft: _Draft, top: Place, roles: tuple[str, ...], found: Found) -> Roster:
    if not draft.teams and not has_errors(found.problems):
        found.error(top, "roster", words("there are no teams; name at least one"))
    known = (*roles, EVERY_ROLE)
    for place, seat in draft.seats:
        if roles and seat.kind is SeatKind.TEAM and seat.role not in known:
            said = words("no role is called '{name}' in this scenario", name=seat.role)
            found.error(place, "roster", said, did_you_mean(seat.role, known))
    seats = [seat for _place, seat in draft.seats]
    for number, interest in draft.interests:
        team = _known_team(interest, draft.teams, found)
        if team:
            mine = (*seats[number].interests, (team, interest.reason))
            seats[number] = msgspec.structs.replace(seats[number], interests=mine)
    return Roster(tuple(draft.teams.values()), tuple(seats), draft.panel)


def _known_team(interest: Interest, teams: dict[str, TeamSetup], found: Found) -> str:
    for team in teams.values():
        if folded(interest.team) in {folded(team.id), folded(team.label), folded(team.unit)}:
            return team.id
    if team_id(interest.team) in teams:
        return team_id(interest.team)
    names = [name for team in teams.values() for name in (team.id, team.label)]
    said = words("no team is called '{name}'", name=interest.team)
    found.error(interest.place, "roster", said, did_you_mean(interest.team, names))
    return ""


def _table(file: str, text: str, found: Found) -> _Draft:
    draft = _Draft()
    delimiter = ";" if ";" in text.split("\n", 1)[0] else ","
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True)
    columns = {(name or "").strip().casefold(): name for name in rows.fieldnames or ()}
    if missing := [name for name in ("team", "seat", "role") if name not in columns]:
        said = words("the table has no column '{name}'; its first line is team,seat,role", name=missing[0])
        found.error(Place(file, 1), "roster", said)
        return draft
    try:
        for row in rows:
            cells = {name: one_line(row[column] or "") for name, column in columns.items()}
            if any(cells.values()):
                _row(draft, cells, Place(file, rows.line_num), found)
    except csv.Error:
        said = words("this row cannot be read; look for a quote that is never closed")
        found.error(Place(file, rows.line_num), "roster", said)
    return draft


def _row(draft: _Draft, cells: dict[str, str], place: Place, found: Found) -> None:
    role = cells["role"]
    kind = STAFF.get(role.casefold()) if not cells["team"] else None
    if not cells["team"] and kind is None:
        said = words("a row without a team has the role controller, judge, head judge, marker or observer")
        found.error(place, "roster", said, did_you_mean(role, STAFF))
        return
    team = _team(draft, cells) if cells["team"] else ""
    own = ROLES.get(role.casefold(), "") if kind else role
    draft.seats.append((place, SeatPlan(kind or SeatKind.TEAM, team, cells["seat"], own)))


def _team(draft: _Draft, cells: dict[str, str]) -> str:
    name = team_id(cells["team"])
    setup = TeamSetup(name, cells["team"], cells.get("division", ""), cells.get("unit", ""))
    draft.teams.setdefault(name, setup)
    return name


def _sections(root: Section, found: Found) -> _Draft:
    draft = _Draft()
    for entry in root.entries:
        key = folded_key(entry.key.text)
        if key == "teams" and isinstance(entry.value, Section):
            for team in entry.value.entries:
                _team_section(draft, team, found)
        elif key == "judges":
            _judges(draft, entry.value, found)
        elif key in _FOLDED_SETTINGS:
            draft.panel = setting(draft.panel, entry, found)
        elif key in STAFF:
            for place, name, _role in _people(entry.value, found):
                draft.seats.append((place, SeatPlan(STAFF[key], "", name, "")))
        else:
            known = ("teams", "judges", "controllers", "observers", *SETTINGS)
            said = words("'{key}' is not a word for a teams file", key=entry.key.text)
            found.error(entry.key.place, "roster", said, did_you_mean(entry.key.text, known))
    return draft


_FOLDED_SETTINGS = frozenset(map(folded_key, SETTINGS))


def _judges(draft: _Draft, node: Node, found: Found) -> None:
    for plan in judges(node, found):
        number = len(draft.seats)
        draft.seats.append((plan.place, SeatPlan(SeatKind.JUDGE, "", plan.name, plan.role)))
        draft.interests += [(number, interest) for interest in plan.interests]


def _team_section(draft: _Draft, team: Entry, found: Found) -> None:
    name = team_id(team.key.text)
    if name in draft.teams:
        found.error(team.key.place, "roster", words("the team '{name}' is there twice", name=team.key.text))
        return
    said_of = {"label": one_line(team.key.text), "division": "", "unit": ""}
    for entry in team.value.entries if isinstance(team.value, Section) else ():
        key = folded_key(entry.key.text)
        if key == "seats":
            for place, person, role in _people(entry.value, found):
                draft.seats.append((place, SeatPlan(SeatKind.TEAM, name, person, role)))
        elif key in said_of and isinstance(entry.value, Scalar):
            said_of[key] = one_line(entry.value.text)
        else:
            said = words("'{key}' is not a word for a team", key=entry.key.text)
            known = ("label", "division", "unit", "seats")
            found.error(entry.key.place, "roster", said, did_you_mean(entry.key.text, known))
    draft.teams[name] = TeamSetup(name, said_of["label"], said_of["division"], said_of["unit"])


def _people(node: Node, found: Found) -> Iterator[tuple[Place, str, str]]:
    """Return (place, name, role) of each person of a list: a name, or a section with name and role."""
    if not isinstance(node, Listing):
        found.error(node.place, "roster", words("this takes a list of people"))
        return
    for item in node.items:
        match item:
            case Scalar(text=text):
                yield item.place, one_line(text), EVERY_ROLE
            case Section():
                cells = {
                    folded_key(entry.key.text): entry.value.text
                    for entry in item.entries
                    if isinstance(entry.value, Scalar)
                }
                yield item.place, one_line(cells.get("name", "")), one_line(cells.get("role", EVERY_ROLE))
            case _:
                found.error(
                    item.place, "roster", words("a person is a name, or a section with name and role")
                )
