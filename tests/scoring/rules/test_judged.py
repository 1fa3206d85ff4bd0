from drill.world.inputs import Marked, PenaltyGiven, PenaltyWithdrawn
from scoring.model import Layer, LineRule
from tests.scoring.ground import HOUR, TEAMS, Book, by_rule, lines_of, section

TEAM = TEAMS[0]


def test_a_judged_section_is_the_mean_of_its_criteria() -> None:
    """Eighty and 41 percent of two criteria give 60.5 of 100 points, rounded half up."""
    book = Book()
    book.put(HOUR, "", Marked(TEAM, "judged:teamwork", 0, 80), "judge-1")
    book.put(HOUR, "", Marked(TEAM, "judged:teamwork", 1, 41), "judge-1")
    assert section(book, "judged teamwork") == 61
    assert by_rule(book, LineRule.MARK)[0].layer is Layer.JUDGED


def test_several_judges_are_averaged() -> None:
    """Two judges' marks for the same criteria count half each."""
    book = Book()
    for judge, percent in (("judge-1", 100), ("judge-2", 50)):
        for criterion in (0, 1):
            book.put(HOUR, "", Marked(TEAM, "judged:teamwork", criterion, percent), judge)
    assert section(book, "judged teamwork") == 75
    assert by_rule(book, LineRule.MARK)[0].by == "judge-1, judge-2"


def test_penalty_and_bonus_are_signed_lines() -> None:
    """Each is a line with its reason, by the seat that gave it."""
    book = Book()
    book.put(HOUR, "", PenaltyGiven(TEAM, -30, "left the room"), "judge-1")
    book.put(HOUR, "", PenaltyGiven(TEAM, 10, "helped a neighbour"), "judge-1")
    assert section(book, "penalties") == -20
    rules = {line.rule: line.why.say() for line in lines_of(book) if line.section == "penalties"}
    assert rules == {LineRule.PENALTY: "Penalty: left the room", LineRule.BONUS: "Bonus: helped a neighbour"}


def test_a_withdrawal_is_another_line() -> None:
    """The penalty stays in the ledger and a second line takes it back, once."""
    book = Book()
    given = book.put(HOUR, "", PenaltyGiven(TEAM, -30, "left the room"), "judge-1")
    taken = book.put(2 * HOUR, "", PenaltyWithdrawn(given, "it was the fire alarm"), "judge-2")
    book.put(2 * HOUR, "", PenaltyWithdrawn(given, "twice"), "judge-2")
    lines = [(line.points, line.because) for line in lines_of(book) if line.section == "penalties"]
    assert lines == [(-30, (given,)), (30, (given, taken))]


def test_a_withdrawal_of_nothing_is_nothing() -> None:
    """A position that holds no penalty gives no points."""
    book = Book()
    book.put(HOUR, "", PenaltyWithdrawn(1, "?"), "judge-2")
    assert section(book, "penalties") == 0


def test_a_total_may_go_below_nothing() -> None:
    """Penalties are not stopped at 0."""
    book = Book()
    book.put(HOUR, "", PenaltyGiven(TEAM, -2000, "attacked the range"), "judge-1")
    assert sum(line.points for line in lines_of(book)) == -1400
