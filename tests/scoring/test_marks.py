from fractions import Fraction
from itertools import permutations

from drill.world.inputs import Marked
from scoring.marks import Marks, median


def marks_of(*given: tuple[int, str, int, int]) -> Marks:
    """Return marks on one item from (position, judge, criterion, percent)."""
    marks = Marks()
    for seq, judge, criterion, percent in given:
        marks.note(seq, 0, judge, Marked("t", "inject:a", criterion, percent))
    return marks


def test_judges_and_criteria_weigh_alike() -> None:
    """Two judges' mean for one criterion and a single judge's mark for the other make the share."""
    marks = marks_of((2, "ann", 0, 100), (3, "bob", 0, 50), (4, "ann", 1, 20))
    assert marks.share("inject:a", 2) == (Fraction(3, 4) + Fraction(1, 5)) / 2


def test_a_later_mark_of_the_same_judge_replaces() -> None:
    """The second mark of one judge for one criterion stands alone."""
    marks = marks_of((2, "ann", 0, 100), (3, "ann", 0, 40))
    assert marks.share("inject:a", 1) == Fraction(2, 5)
    assert marks.seqs("inject:a") == (3,)


def test_an_unmarked_criterion_earns_nothing_and_is_open() -> None:
    """Half the criteria marked full gives half, and half waits."""
    marks = marks_of((2, "ann", 0, 100))
    assert marks.share("inject:a", 2) == Fraction(1, 2)
    assert marks.open("inject:a", 2) == Fraction(1, 2)


def test_percent_stays_within_bounds() -> None:
    """A mark over 100 or under 0 percent counts as 100 or 0."""
    assert marks_of((2, "ann", 0, 250)).share("inject:a", 1) == 1
    assert marks_of((2, "ann", 0, -3)).share("inject:a", 1) == 0


def test_the_order_of_judges_does_not_matter() -> None:
    """Every order in which three judges' marks arrive gives the same standing marks."""
    given = [(2, "ann", 0, 100), (3, "bob", 1, 50), (4, "cay", 0, 10)]
    assert len({marks_of(*order).of("inject:a") for order in permutations(given)}) == 1


def test_of_two_judges_the_mean_counts_and_of_three_the_middle() -> None:
    """A third judge decides between two who are far apart, and no outlier moves the result."""
    assert marks_of((2, "ann", 0, 10), (3, "bob", 0, 90)).share("inject:a", 1) == Fraction(1, 2)
    third = marks_of((2, "ann", 0, 10), (3, "bob", 0, 90), (4, "cay", 0, 80))
    assert third.share("inject:a", 1) == Fraction(4, 5)


def test_the_median_of_four_is_the_mean_of_the_middle_two() -> None:
    """An even number has two in the middle."""
    assert median([100, 0, 30, 41]) == Fraction(71, 2)


def test_who_stepped_back_counts_no_more() -> None:
    """Marks of a recused judge are left out on that item alone, whenever they came."""
    for early in (True, False):
        marks = Marks()
        if early:
            marks.leave_out("ann", "inject:a")
        marks.note(2, 0, "ann", Marked("t", "inject:a", 0, 100))
        marks.note(3, 0, "ann", Marked("t", "inject:b", 0, 100))
        marks.note(4, 0, "bob", Marked("t", "inject:a", 0, 20))
        if not early:
            marks.leave_out("ann", "inject:a")
        assert marks.share("inject:a", 1) == Fraction(1, 5)
        assert marks.share("inject:b", 1) == 1
        assert (marks.seqs("inject:a"), marks.judges("inject:a")) == ((4,), "bob")


def test_an_interest_leaves_out_every_mark_on_the_team() -> None:
    """Without an item named, all of a judge's marks go."""
    marks = marks_of((2, "ann", 0, 100))
    marks.leave_out("ann")
    assert not marks.marked("inject:a", 1)
