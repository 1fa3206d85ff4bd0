from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from drill.i18n import Language, words
from drill.scenario.model import Text
from scoring.awards.decide import decide
from scoring.awards.model import (
    LOWER,
    Awarded,
    AwardRule,
    Better,
    Claim,
    Eligible,
    Figure,
    Measure,
    MeasureKind,
)

TOTAL = Measure(MeasureKind.TOTAL)
REPORTS = Measure(MeasureKind.POINTS, "reports")
FAST = Measure(MeasureKind.CONTAINED)


def figure(value: int) -> Figure:
    """Return a figure that says its value."""
    return Figure(Fraction(value), words("{points} points", points=value))


def claim(team: str, total: int, *, reports: int = 0, fast: int | None = None, division: str = "") -> Claim:
    """Return a team with a total, points for reports and a time of containment."""
    figures = {TOTAL: figure(total), REPORTS: figure(reports)}
    if fast is not None:
        figures[FAST] = figure(fast)
    return Claim(team, team.title(), division, Fraction(total), Fraction(1000), figures)


def rule(name: str = "crown", by: Measure = TOTAL, **changes: object) -> AwardRule:
    """Return a rule."""
    better = Better.LOWER if by.kind in LOWER else Better.HIGHER
    return replace(AwardRule(name, Text(name, name), 1, 1, by, better, ()), **changes)


def told(awarded: Awarded) -> list[tuple[str, int, bool, str]]:
    """Return team, place, prize and reason of each candidate."""
    return [
        (one.claim.team, one.place, one.wins, one.why.say(Language.ENGLISH)) for one in awarded.candidates
    ]


def test_the_most_wins_and_a_tie_break_is_told_with_both_values() -> None:
    """Two teams level on points are told apart by reports, and each sees by what."""
    (awarded,) = decide(
        [rule(ties=(REPORTS,))], [claim("a", 500, reports=30), claim("b", 500, reports=45), claim("c", 400)]
    )

    assert told(awarded) == [
        ("b", 1, True, "Placed by points for reports: 45 against 30"),
        ("a", 2, False, "Placed by points for reports: 30 against 45"),
        ("c", 3, False, ""),
    ]


def test_who_shares_the_last_place_that_wins_all_win() -> None:
    """Nothing tells two teams apart: they share the place and the prize, and nobody after them wins."""
    (awarded,) = decide([rule(prizes=2)], [claim("a", 9), claim("c", 8), claim("b", 8), claim("d", 7)])

    assert [(team, place, wins) for team, place, wins, _why in told(awarded)] == [
        ("a", 1, True),
        ("b", 2, True),
        ("c", 2, True),
        ("d", 3, False),
    ]
    assert told(awarded)[1][3] == "Nothing tells them apart: the place is shared"


def test_less_time_wins_and_who_has_none_may_not() -> None:
    """A time is better when lower; a team without one has nothing to compare."""
    (awarded,) = decide(
        [rule(by=FAST)], [claim("a", 1, fast=90_000), claim("b", 1, fast=30_000), claim("c", 9)]
    )

    assert told(awarded) == [
        ("b", 1, True, ""),
        ("a", 2, False, ""),
        ("c", 0, False, "Has nothing that this award compares"),
    ]


def test_nobody_wins_a_special_prize_for_nothing() -> None:
    """Where all have 0 points for reports, nobody has the best report."""
    (awarded,) = decide([rule(by=REPORTS)], [claim("a", 5), claim("b", 4)])

    assert awarded.winners == ()
    assert {why for _team, _place, _wins, why in told(awarded)} == {"Has earned nothing here"}


def test_a_main_prize_bars_from_later_exclusive_ones_only() -> None:
    """The first has the first prize and not the second too, but may have a special one."""
    rules = [
        rule("first", main=True, exclusive=True),
        rule("second", main=True, exclusive=True),
        rule("special", by=REPORTS),
    ]
    decided = decide(rules, [claim("a", 9, reports=5), claim("b", 8, reports=4), claim("c", 7)])

    assert [[one.claim.team for one in awarded.winners] for awarded in decided] == [["a"], ["b"], ["a"]]
    assert told(decided[1])[-1] == ("a", 0, False, "Holds a main prize already")


def test_each_condition_bars_with_its_reason() -> None:
    """Division, end, drills, points, percent, penalties: the figure that falls short is named."""
    team = claim("a", 299, division="B")
    cases = [
        (Eligible(divisions=("A",)), team, "Division B is not among those asked for"),
        (Eligible(finished=True), replace(team, finished=False), "Its drill has not ended"),
        (Eligible(minimum_drills=3), replace(team, drills=2), "Took part in 2 drills of the 3 asked for"),
        (Eligible(minimum_total=300), team, "Has 299 points of the 300 asked for"),
        (Eligible(minimum_percent=30), team, "Has 29.9 percent of all points, 30 are asked for"),
        (Eligible(no_penalty=True), replace(team, penalties=1), "A penalty stands against it"),
        (
            Eligible(no_unreleased_penalty=True),
            replace(team, waiting=1),
            "A penalty against it waits for its release",
        ),
    ]
    for asked, barred, why in cases:
        (awarded,) = decide([rule(eligible=asked)], [barred])

        assert told(awarded) == [("a", 0, False, why)]
        assert awarded.candidates[0].figure.say(Language.ENGLISH) == "299 points"


def test_a_jury_shares_in_the_decision() -> None:
    """Points count as a part of 100 of the best, the jury's median beside them by its percent."""
    jury = {"crown": {"a": {"j1": 40, "j2": 50}, "b": {"j1": 100, "j2": 90, "j3": 10}}}
    (awarded,) = decide([rule(jury=50)], [claim("a", 800), claim("b", 600)], jury)

    assert [one.claim.team for one in awarded.candidates] == ["b", "a"]
    assert [one.figure.say(Language.ENGLISH) for one in awarded.candidates] == [
        "600 points; 75 of 100, jury 90: 82.5 together",
        "800 points; 100 of 100, jury 45: 72.5 together",
    ]


def test_a_jury_that_has_not_spoken_gives_nothing() -> None:
    """A team without a judge's points stands with its own share alone, and the working says so."""
    (awarded,) = decide([rule(jury=50)], [claim("a", 800)], {})

    (one,) = awarded.candidates
    assert one.figure.say(Language.ENGLISH) == "800 points; 100 of 100, jury –: 50 together"


CLAIMS = st.lists(
    st.builds(
        claim,
        st.sampled_from([f"t{n}" for n in range(12)]),
        st.integers(-3, 3),
        reports=st.integers(0, 2),
        fast=st.none() | st.integers(0, 2),
        division=st.sampled_from(["", "A"]),
    ),
    unique_by=lambda one: one.team,
)
RULES = (
    rule("first", ties=(REPORTS,), main=True, exclusive=True),
    rule("second", ties=(REPORTS, FAST), main=True, exclusive=True, prizes=2),
    rule("fast", by=FAST, ties=(TOTAL,), jury=40),
    rule("report", by=REPORTS, eligible=Eligible(divisions=("A",))),
)
JURY = st.dictionaries(
    st.sampled_from([f"t{n}" for n in range(12)]),
    st.dictionaries(st.sampled_from(["j1", "j2", "j3"]), st.integers(0, 100)),
)


@given(CLAIMS, JURY, st.randoms(use_true_random=False))
def test_the_order_in_which_teams_come_changes_nothing(
    claims: list[Claim], jury: dict[str, dict[str, int]], luck: st.DataObject
) -> None:
    """Whoever reads the teams first or last, candidates, places, reasons and winners are the same."""
    mixed = claims[:]
    luck.shuffle(mixed)  # type: ignore[attr-defined]
    others = {team: dict(reversed(given.items())) for team, given in reversed(jury.items())}

    assert decide(RULES, claims, {"fast": jury}) == decide(RULES, mixed, {"fast": others})


@given(CLAIMS)
def test_places_and_prizes_hold_together(claims: list[Claim]) -> None:
    """Every team is a candidate once; places are dense from 1; winners are those at the front."""
    for awarded in decide(RULES, claims):
        places = [one.place for one in awarded.candidates if one.place]
        wins = [one.wins for one in awarded.candidates]

        assert sorted(one.claim.team for one in awarded.candidates) == sorted(one.team for one in claims)
        assert sorted(set(places)) == list(range(1, max(places, default=0) + 1))
        assert wins == sorted(wins, reverse=True)
        assert sum(wins) >= min(awarded.rule.prizes, len(places))
