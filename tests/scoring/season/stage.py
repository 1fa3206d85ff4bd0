"""Drills of a year, written by hand."""

from fractions import Fraction

from drill.i18n import words
from drill.scenario.model import Text
from drill.scenario.problems import Place
from scoring.awards.model import Figure, Measure, MeasureKind
from scoring.season.model import Drill, Outing, Plan, Source
from scoring.season.table import REPORTS

FAST = Measure(MeasureKind.CONTAINED)


def figure(value: int) -> Figure:
    """Return a figure that says its value."""
    return Figure(Fraction(value), words("{points} points", points=value))


def outing(team: str, rank: int, total: int, *, reports: int = 0, fast: int | None = None) -> Outing:
    """Return one team in one drill."""
    figures = {REPORTS: figure(reports)}
    if fast is not None:
        figures[FAST] = figure(fast)
    return Outing(team, team.title(), "A", rank, total, figures)


def held(date: str, totals: dict[str, int], *, level: str = "beginner", weight: int | None = None) -> Drill:
    """Return a drill with these totals, ranked by them."""
    places = sorted(set(totals.values()), reverse=True)
    teams = [outing(team, places.index(total) + 1, total) for team, total in totals.items()]
    return Drill(
        f"seal-{date}",
        Text(f"Drill of {date}", f"Diễn tập {date}"),
        date,
        level,
        tuple(teams),
        weight,
        f"{date}.drill",
    )


def plan(**changes: object) -> Plan:
    """Return a plan for the year 2026."""
    source = Source("a.drill", Place("season.yaml", 1))
    return Plan(Text("Season", "Mùa"), 2026, (source,), **changes)  # type: ignore[arg-type]
