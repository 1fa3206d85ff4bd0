import pytest

from drill.i18n import Language
from drill.scenario.model import Text
from drill.scenario.problems import Found, Place, rendered
from scoring.season.model import Plan, PointsBy, Scheme, Source
from scoring.season.read import read_season

WHOLE = """
title: {vi: Mùa giải 2026, en: Season 2026}
year: 2026
drills:
  - april.drill
  - {file: june.drill, date: 2026-06-20, level: advanced, weight: 150%}
points:
  by: ranks
  table: [100, 80, 65]
  participation: 5
  best: 3 of 4
weights:
  beginner: 80%
divisions: [A, B]
minimum drills: 2
last year: 2025.json
aliases:
  so-khcn: [so-tttt, tt-cntt]
awards:
  cup: {title: Cup, by: rank}
"""


def read(text: str) -> tuple[Plan | None, list[str]]:
    """Return the plan of a text and its problems as authors see them."""
    found = Found()
    plan = read_season("s.yaml", text, found)
    return plan, [rendered(problem, Language.ENGLISH) for problem in found.problems]


def test_every_word_of_a_season_is_read() -> None:
    """Each key lands in its place."""
    plan, problems = read(WHOLE)

    assert problems == []
    assert plan is not None
    assert plan.title == Text("Season 2026", "Mùa giải 2026")
    assert plan.drills == (
        Source("april.drill", Place("s.yaml", 5)),
        Source("june.drill", Place("s.yaml", 6), "advanced", "2026-06-20", 150),
    )
    assert plan.scheme == Scheme(PointsBy.RANKS, (100, 80, 65), 5, 3, (("beginner", 80),))
    assert (plan.divisions, plan.minimum_drills, plan.last) == (("A", "B"), 2, "2025.json")
    assert plan.last_place == Place("s.yaml", 16)
    assert plan.aliases == (("so-tttt", "so-khcn"), ("tt-cntt", "so-khcn"))
    assert [rule.id for rule in plan.awards] == ["cup"]


def test_every_mistake_is_told_at_once_with_its_line() -> None:
    """Missing and unknown words, dates, weights, tables and names that cannot be told."""
    _plan, problems = read(
        "yeer: 2026\n"
        "title: S\n"
        "drills:\n"
        "  - {file: a.drill, date: 11/4/2026}\n"
        "  - {level: advanced, weight: heavy}\n"
        "points:\n"
        "  by: ranks\n"
        "  best: none\n"
        "aliases:\n"
        "  a: [b]\n"
        "  c: [b]\n"
    )

    assert problems == [
        's.yaml: line 1: the season has no "year"; write it like 2026',
        "s.yaml: line 4: '11/4/2026' is not a date; write it like 2026-04-11",
        's.yaml: line 5: the drill has no "file"; name its file',
        "s.yaml: line 5: 'heavy' is not a weight; write a whole percentage, e.g. 150%",
        "s.yaml: line 8: 'none' does not fit; write how many drills count, e.g. 3 of 4",
        "s.yaml: line 7: a table of points goes with by: ranks, and by: ranks with a table",
        "s.yaml: line 10: 'b' cannot be told: each other name stands for one team",
        's.yaml: line 1: "yeer" is not a word for a season; did you mean "year"?',
    ]


@pytest.mark.parametrize("weight", ["00100" + "9" * 6_000, "00100999%", "1001", "0", "-5", "١٠٠"])
def test_a_weight_beyond_measure_is_a_mistake(weight: str) -> None:
    """No padding smuggles a huge weight in, and no number of digits breaks the reader."""
    _plan, problems = read(f"title: S\nyear: 2026\ndrills:\n  - {{file: a.drill, weight: '{weight}'}}\n")

    assert [problem.split(": ")[1] for problem in problems] == ["line 4"]


def test_a_season_without_drills_says_so() -> None:
    """No drills, an empty list, no section at all."""
    assert read("title: S\nyear: 2026\n")[1] == [
        's.yaml: line 1: the season has no "drills"; name its drill files'
    ]
    assert read("title: S\nyear: 2026\ndrills: []\n")[1] == [
        "s.yaml: line 3: there are no drills; name at least one"
    ]
    assert read("- a\n")[1] == ["s.yaml: line 1: a season is a section with title, year and drills"]
