from fractions import Fraction

from msgspec.structs import replace

from drill.i18n import Language, speaking
from drill.report.stacks import Stack, stacks
from drill.report.yearbook import hundredths, page, scheme_words, table
from scoring.season.model import PointsBy, Scheme, SeasonTie
from scoring.season.season import worked_out
from tests.scoring.season.stage import held, plan

APRIL = held("2026-04-11", {"a": 800, "b": 600})
JUNE = held("2026-06-20", {"a": 300, "b": 400, "c": 100})


def test_points_have_two_decimals_and_halves_go_up() -> None:
    """Only what is shown is rounded; whole points stay whole."""
    assert [
        hundredths(Fraction(*value)) for value in ((3, 1), (1, 3), (5, 2), (1, 200), (-1, 3), (-1, 400))
    ] == [
        *("3", "0.33", "2.5", "0.01", "-0.33", "0"),
    ]


def test_drills_that_do_not_count_stand_in_brackets() -> None:
    """Of two drills the better counts; the other is shown beside it, and a drill missed is blank."""
    season = worked_out(plan(scheme=Scheme(best=1)), [APRIL, JUNE], None)
    html = page(season).html()

    assert "(75)" in html
    assert table(season)[1][-1][-2:] == ["", "25"]


def test_labels_that_are_attacks_are_words_on_the_page() -> None:
    """Markup in team names reaches neither the table nor the plots."""
    hostile = "<script>alert(1)</script>"
    drill = replace(APRIL, outings=tuple(replace(one, label=hostile) for one in APRIL.outings))
    html = page(worked_out(plan(), [drill], None)).html()

    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_the_rules_are_said_as_they_are() -> None:
    """Table, weights, participation, best drills and the tie rule each have their sentence."""
    scheme = Scheme(PointsBy.RANKS, (10, 6), participation=2, best=3, weights=(("advanced", 150),))
    season = worked_out(plan(scheme=scheme), [APRIL], None)
    said = [one.say(Language.ENGLISH) for one in scheme_words(season)]

    assert said[:4] == [
        "Points by rank: 10, 6; none after them.",
        "Weights by level: advanced 150 %; any other 100 %.",
        "Taking part in a drill gives 2 points more.",
        "A team's best 3 drills count.",
    ]
    assert said[4].startswith("Equal points:")


def test_a_bar_has_a_piece_for_each_drill_that_gave_something() -> None:
    """Nothing gives no piece, and without points nothing is divided by nothing."""
    drawn = str(stacks([Stack("a", (Fraction(3), Fraction(0), Fraction(1)), "4")], ["x", "y", "z"]))

    assert drawn.count("<rect") == 3 + 2
    assert str(stacks([Stack("a", (Fraction(0),), "0")], ["x"])).count("<rect") == 1


def test_every_tie_has_a_name_in_both_languages() -> None:
    """A row that a rule placed says so; one that needed none says nothing."""
    season = worked_out(plan(), [held("2026-01-01", {"a": 5, "b": 5})], None)

    assert season.rows[0].tie is SeasonTie.SHARED
    assert "shared" in page(season).html()
    with speaking(Language.VIETNAMESE):
        assert "đồng hạng" in page(season).html()
