"""Awards of 512 teams and a season of ten drills: CPU time.

On the judges' desk an award costs a look at each entry while the drill runs, and is worked out when the drill ends, when
scores are released, sealed or revealed, and when somebody's points change after the end: that is what is measured.
"""

from collections.abc import Iterator
from fractions import Fraction
from time import process_time

from msgspec.structs import replace

from bench.frame import Figure
from drill.i18n import words
from drill.scenario.model import Text
from drill.scenario.problems import Place
from drill.world.happened import Happened
from drill.world.inputs import ScoresReleased, TeamSetup
from drill.world.outputs import FactsChanged, TeamEnded
from scoring.awards.drill import Awards
from scoring.awards.model import Figure as Compared
from scoring.awards.section import AwardsSection
from scoring.board import LiveBoard, Released
from scoring.season.model import Drill, Outing, Plan, Scheme, Source
from scoring.season.season import worked_out
from scoring.season.table import REPORTS
from tests.scoring.awards.stage import GROUND, START
from tests.scoring.ground import HOUR

TEAMS = 512
DRILLS = 10


def figures() -> Iterator[Figure]:
    """Measure a desk's share of an entry, one working out, and a season."""
    yield from _desk()
    yield from _season()


def _desk() -> Iterator[Figure]:
    names = [f"team-{number:03}" for number in range(TEAMS)]
    opened = replace(START, teams=tuple(TeamSetup(name, name.title()) for name in names))
    live, released = LiveBoard(GROUND), Released(GROUND)
    entries = [Happened(0, "", "", opened)]
    entries += [Happened(HOUR, name, "", FactsChanged(f"{1 << 7:x}", "0", "run:1")) for name in names]
    entries += [Happened(4 * HOUR, name, "", TeamEnded()) for name in names]
    entries.append(Happened(4 * HOUR, "", "judge", ScoresReleased()))
    took = []
    section: AwardsSection | None = None
    for seq, happened in enumerate(entries, 1):
        live.feed(seq, happened)
        released.feed(seq, happened)
        section = section or AwardsSection(Awards(GROUND, live, released))
        start = process_time()
        changes = list(section.apply(seq, happened))
        took.append((process_time() - start) * 1000)
    assert len(changes) == 8
    running = took[1 : TEAMS + 1]
    yield Figure("awards' share of an entry, mean", f"{sum(running) / len(running):.4f} ms", f"{TEAMS} teams")
    yield Figure("eight awards worked out anew", f"{took[-1]:.0f} ms", f"{TEAMS} teams, at a release")


def _season() -> Iterator[Figure]:
    drills = [_drill(number) for number in range(DRILLS)]
    plan = Plan(Text("Season", "Mùa"), 2026, (Source("x", Place("x", 1)),), Scheme(best=6), minimum_drills=3)
    start = process_time()
    season = worked_out(plan, drills, {})
    took = (process_time() - start) * 1000
    assert season.rows == worked_out(plan, drills[::-1], {}).rows
    yield Figure(
        "a season worked out", f"{took:.0f} ms", f"{DRILLS} drills of {TEAMS} teams, verification apart"
    )


def _drill(number: int) -> Drill:
    totals = {f"team-{n:03}": n * 7919 * (number + 3) % 1009 for n in range(TEAMS)}
    places = {total: place for place, total in enumerate(sorted(set(totals.values()), reverse=True), 1)}
    figure = Compared(Fraction(number), words("{points} points", points=number))
    outings = tuple(
        Outing(team, team.title(), "", places[total], total, {REPORTS: figure})
        for team, total in totals.items()
    )
    return Drill(f"{number}", Text("Drill", "Drill"), f"2026-{number + 1:02}-01", "beginner", outings)
