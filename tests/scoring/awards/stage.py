"""The small drill with evidence and a declared incident, for awards."""

from msgspec.structs import replace

from drill.scenario.model import Fact, FactKind, Model, Owner
from drill.world.inputs import DrillOpened, TeamSetup
from drill.world.outputs import FactsChanged
from tests.scoring.ground import FACTS, MODEL, OPENED, Book, operation

MORE = (
    "fs01.captured",
    "fs01.imaged",
    "fs01.wiped",
    "web01.captured",
    "web01.imaged",
    "web01.wiped",
    "team.declared-an-incident",
)
ALL = (*FACTS, *MORE)
STATES = {"declared-an-incident": "declared an incident"}


def _fact(place: int) -> Fact:
    subject, _dot, state = ALL[place].partition(".")
    return Fact(place, ALL[place], FactKind.BASE, subject, STATES.get(state, state))


GROUND: Model = replace(
    MODEL,
    facts=tuple(_fact(place) for place in range(len(ALL))),
    operations=(*MODEL.operations, operation("declare an incident", Owner.TEAM, role="leader")),
)
TEAMS = ("red-river", "blue-bay", "green-hill")
START: DrillOpened = replace(
    OPENED, facts=ALL, teams=tuple(TeamSetup(name, name.title(), "A", f"Unit of {name}") for name in TEAMS)
)


def book() -> Book:
    """Return a journal of three teams."""
    return Book(START)


def became(given: Book, t: int, team: str, *names: str) -> int:
    """Write that facts of a team became true; return the position."""
    bits = sum(1 << ALL.index(name) for name in names)
    return given.put(t, team, FactsChanged(f"{bits:x}", "0", "run:1"))
