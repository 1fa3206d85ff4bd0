"""Who takes part: the teams file, as YAML or as a table ``team,seat,role``."""

import re
import unicodedata

import msgspec

from drill.wire.messages import SeatKind
from drill.world.inputs import TeamSetup


class SeatPlan(msgspec.Struct, frozen=True):
    """One chair, before anyone is invited to it."""

    kind: SeatKind
    team: str
    """Team id; empty for staff."""
    name: str
    """What the person is called; may be empty."""
    role: str
    """Role of a team member; empty for staff."""


class Roster(msgspec.Struct, frozen=True):
    """Everyone who takes part."""

    teams: tuple[TeamSetup, ...]
    """In the order of the file: within one millisecond, worlds go in this order."""
    seats: tuple[SeatPlan, ...]


STAFF = {
    "controller": SeatKind.CONTROLLER,
    "controllers": SeatKind.CONTROLLER,
    "judge": SeatKind.JUDGE,
    "judges": SeatKind.JUDGE,
    "observer": SeatKind.OBSERVER,
    "observers": SeatKind.OBSERVER,
}
"""Words for staff, in a table's role column and as sections of the YAML file."""


def team_id(label: str) -> str:
    """Return an id made of a team's name: small letters, digits and hyphens, without accents."""
    bare = unicodedata.normalize("NFD", label.replace("đ", "d").replace("Đ", "d").casefold())
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:40] or "team"
