from drill.world.inputs import AppealFiled, AppealRuled, AppealWithdrawn, Outcome
from scoring.model import Layer, LineRule
from tests.scoring.ground import HOUR, MINUTE, TEAMS, Book, by_rule, section

TEAM = TEAMS[0]
SERVICE = "services|service lost|portal@4"
REPORT = "reports|judge's mark|field:notice.measures"


def appealed(book: Book, *lines: str) -> int:
    """File an appeal at the first hour; return its number."""
    return book.put(HOUR, TEAM, AppealFiled(lines, "We see it otherwise."), "red-river/leader")


def ruled(book: Book, number: int, points: int, outcome: Outcome = Outcome.UPHELD) -> int:
    """Rule on it an hour later."""
    return book.put(2 * HOUR, "", AppealRuled(number, outcome, "the log says so", points), "judge-1")


def test_an_upheld_appeal_is_a_line_that_rests_on_filing_and_ruling() -> None:
    """It stands in the section of the first contested line, at the time of the filing, by the judge."""
    book = Book()
    number = appealed(book, REPORT, SERVICE)
    ruling = ruled(book, number, 12)
    (line,) = by_rule(book, LineRule.APPEAL)
    assert (line.section, line.item, line.points, line.t) == ("reports", str(number), 12, HOUR)
    assert (line.because, line.by, line.layer) == ((number, ruling), "judge-1", Layer.JUDGED)
    assert line.why.say() == "Appeal upheld: the log says so"


def test_an_appeal_without_lines_counts_among_the_penalties() -> None:
    """A protest about no line, or about a section that there is not, has the penalties as its place."""
    book = Book()
    ruled(book, appealed(book), -7)
    ruled(book, appealed(book, "weather|rain|today"), -3)
    assert section(book, "penalties") == -10


def test_what_sets_itself_right_elsewhere_is_told_with_no_points() -> None:
    """An upheld appeal without points of its own has a line of 0."""
    book = Book()
    ruled(book, appealed(book, SERVICE), 0)
    assert [line.points for line in by_rule(book, LineRule.APPEAL)] == [0]


def test_nothing_else_is_a_line() -> None:
    """Open, dismissed and withdrawn appeals give nothing, whatever a dismissal says."""
    book = Book()
    appealed(book, SERVICE)
    ruled(book, appealed(book, REPORT), 30, Outcome.DISMISSED)
    gone = appealed(book)
    book.put(HOUR + MINUTE, TEAM, AppealWithdrawn(gone))
    ruled(book, gone, 30)
    assert by_rule(book, LineRule.APPEAL) == []


def test_only_the_team_that_appealed_gets_the_points() -> None:
    """A ruling is heard by every team and counts for one."""
    book = Book()
    ruled(book, appealed(book, SERVICE), 12)
    assert section(book, "services", TEAMS[1]) == 300
