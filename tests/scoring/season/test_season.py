from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from drill.errors import MatchError
from drill.i18n import Language
from scoring.season.figures import movement
from scoring.season.model import Drill, PointsBy, Row, Scheme, Season, SeasonTie
from scoring.season.season import worked_out
from tests.scoring.season.stage import held, outing, plan

APRIL = held("2026-04-11", {"a": 800, "b": 600, "c": 400})
JUNE = held("2026-06-20", {"a": 300, "b": 600, "d": 150}, level="advanced")
MAY = held("2026-05-02", {"c": 500, "b": 500})


def table(season: Season) -> list[tuple[str, int, Fraction]]:
    """Return team, rank and points of each row."""
    return [(row.team, row.rank, row.points) for row in season.rows]


def row_of(season: Season, team: str) -> Row:
    """Return one team's row."""
    return next(row for row in season.rows if row.team == team)


def test_percent_of_the_best_with_weights_and_participation() -> None:
    """A drill gives 100 times total by best, times its level's weight; taking part gives its points unweighted."""
    scheme = Scheme(participation=10, weights=(("advanced", 150),))
    season = worked_out(plan(scheme=scheme), [APRIL, JUNE], None)

    assert table(season) == [
        ("b", 1, Fraction(75 + 10 + 150 + 10)),
        ("a", 2, Fraction(100 + 10 + 75 + 10)),
        ("c", 3, Fraction(60)),
        ("d", 4, Fraction(3750, 100) + 10),
    ]


def test_a_table_of_ranks_gives_nothing_beyond_its_end() -> None:
    """First and second get theirs, third none; a weight of the drill itself beats that of its level."""
    scheme = Scheme(PointsBy.RANKS, (10, 6), weights=(("beginner", 500),))
    season = worked_out(plan(scheme=scheme), [replace(APRIL, weight=50)], None)

    assert table(season) == [("a", 1, Fraction(5)), ("b", 2, Fraction(3)), ("c", 3, Fraction(0))]


def test_only_the_best_drills_count() -> None:
    """Of three drills a team's best two make its sum; the other is shown and does not count."""
    season = worked_out(plan(scheme=Scheme(best=2)), [APRIL, MAY, JUNE], None)
    row = row_of(season, "b")

    assert [(part.drill, part.points, part.counts) for part in row.parts] == [
        ("seal-2026-04-11", Fraction(75), False),
        ("seal-2026-05-02", Fraction(100), True),
        ("seal-2026-06-20", Fraction(100), True),
    ]
    assert row.points == 200


def test_equal_points_are_told_apart_by_best_drills_then_reports_then_shared() -> None:
    """The tie rule is total, and each row says which part of it placed it."""
    first = Drill(
        "1",
        APRIL.title,
        "2026-01-01",
        "",
        (outing("a", 1, 100), outing("b", 2, 60), outing("c", 2, 60, reports=5), outing("f", 3, 40)),
    )
    second = Drill(
        "2",
        APRIL.title,
        "2026-02-01",
        "",
        (
            outing("a", 4, 20),
            outing("b", 2, 60),
            outing("c", 2, 60),
            outing("e", 1, 100),
            outing("g", 3, 40),
        ),
    )
    season = worked_out(plan(), [first, second], None)

    assert [(row.team, row.rank, row.tie) for row in season.rows] == [
        ("a", 1, SeasonTie.BEST),
        ("c", 2, SeasonTie.BEST),
        ("b", 3, SeasonTie.REPORTS),
        ("e", 4, SeasonTie.NONE),
        ("f", 5, SeasonTie.SHARED),
        ("g", 5, SeasonTie.SHARED),
    ]


def test_too_few_drills_and_other_divisions_have_no_rank() -> None:
    """They stand below by name, with their points and without a prize."""
    other = replace(
        JUNE, outings=tuple(replace(one, division="B") if one.team == "a" else one for one in JUNE.outings)
    )
    season = worked_out(plan(minimum_drills=2, divisions=("A",)), [APRIL, other], None)

    assert [(row.team, row.rank) for row in season.rows] == [("b", 1), ("a", 0), ("c", 0), ("d", 0)]
    assert {one.claim.team for award in season.awards for one in award.candidates} == {"b"}


def test_movement_is_the_rank_beside_that_of_last_year() -> None:
    """Up, down, the same, new, and none where nothing is compared."""
    season = worked_out(plan(), [APRIL, JUNE], {"b": 21, "a": 1, "c": 3, "gone": 2})

    def said(team: str) -> str:
        return movement(row_of(season, team), compared=season.compared).say(Language.ENGLISH)

    assert [said(team) for team in "bacd"] == ["1, up 20", "2, down 1", "3, the same", "4, new"]
    alone = worked_out(plan(), [APRIL], None)
    assert movement(alone.rows[0], compared=alone.compared).say(Language.ENGLISH) == "1"


def test_a_team_keeps_its_year_under_another_name() -> None:
    """Aliases join a team's drills and its rank of last year; its label is that of its last drill."""
    season = worked_out(plan(aliases=(("d", "c"),)), [APRIL, JUNE], {"d": 5, "a": 1})
    row = row_of(season, "c")

    assert (len(row.parts), row.label, row.before) == (2, "D", 5)


def test_two_teams_of_one_drill_are_never_one() -> None:
    """An alias that joins two rivals is refused by the drill's name, and so is a drill that is there twice."""
    with pytest.raises(MatchError, match=r"In 2026-04-11.drill two teams are both a"):
        worked_out(plan(aliases=(("b", "a"),)), [APRIL], None)
    with pytest.raises(MatchError, match=r"2026-04-11.drill and copy.drill are the same drill"):
        worked_out(plan(), [APRIL, replace(APRIL, file="copy.drill")], None)


def test_awards_of_the_season_are_decided_by_the_season() -> None:
    """Main prizes by the season's rank, the most improved by places gained since last year."""
    season = worked_out(plan(), [APRIL, JUNE], {"a": 1, "b": 4, "c": 9, "d": 2})
    winners = {one.rule.id: [won.claim.team for won in one.winners] for one in season.awards}

    assert (winners["first"], winners["second"], winners["third"]) == (["b"], ["a"], ["c"])
    assert winners["most-improved"] == ["c"]
    assert winners["fastest-containment"] == []


TEAMS = st.sampled_from("abcdefgh")
DRILLS = st.lists(
    st.tuples(
        st.sampled_from(["2026-01-05", "2026-03-07", "2026-09-09"]),
        st.dictionaries(TEAMS, st.integers(-2, 4).map(lambda n: n * 100), min_size=1),
    ),
    min_size=1,
    max_size=4,
).map(lambda years: [replace(held(date, totals), id=f"{n}") for n, (date, totals) in enumerate(years)])
SCHEMES = st.sampled_from(
    [Scheme(), Scheme(best=2, participation=5), Scheme(PointsBy.RANKS, (10, 7, 5), best=1)]
)


@given(DRILLS, SCHEMES, st.dictionaries(TEAMS, st.integers(1, 9)), st.randoms(use_true_random=False))
def test_the_order_of_files_and_teams_changes_nothing(
    drills: list[Drill], scheme: Scheme, before: dict[str, int], luck: st.DataObject
) -> None:
    """Drill files read in any order, teams within them in any order: the whole season is the same."""
    wanted = plan(scheme=scheme, minimum_drills=2)
    mixed = []
    for drill in drills:
        teams = list(drill.outings)
        luck.shuffle(teams)  # type: ignore[attr-defined]
        mixed.append(replace(drill, outings=tuple(teams)))
    luck.shuffle(mixed)  # type: ignore[attr-defined]
    one = worked_out(wanted, drills, before)
    other = worked_out(wanted, mixed, dict(reversed(before.items())))

    assert one.rows == other.rows
    assert one.awards == other.awards


@given(DRILLS, SCHEMES)
def test_points_are_the_sum_of_the_parts_that_count(drills: list[Drill], scheme: Scheme) -> None:
    """No point comes from nowhere; ranks are dense and never better with fewer points."""
    season = worked_out(plan(scheme=scheme), drills, None)
    ranked = [row for row in season.rows if row.rank]

    for row in season.rows:
        assert row.points == sum(part.points for part in row.parts if part.counts)
        assert sum(part.counts for part in row.parts) == min(scheme.best or len(row.parts), len(row.parts))
    assert sorted({row.rank for row in ranked}) == list(
        range(1, max((row.rank for row in ranked), default=0) + 1)
    )
    assert [row.points for row in ranked] == sorted((row.points for row in ranked), reverse=True)
