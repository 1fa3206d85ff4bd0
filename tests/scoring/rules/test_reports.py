from msgspec.structs import replace

from drill.scenario.model import Field
from drill.world.inputs import ItemVoided, Marked, ReportFilled, ReportSubmitted
from drill.world.outputs import DeadlineMoved, ReportClockStarted, ReportOverdue
from scoring.fold import fold
from scoring.model import Layer, LineRule
from tests.scoring.ground import FIRST_HIT, HOUR, MINUTE, MODEL, REPORT, TEAMS, Book, by_rule, said, section

TEAM = TEAMS[0]
DUE = HOUR + 30 * MINUTE


def reported(systems: str = "", measures: str = "", *, at: int = DUE) -> Book:
    """Return a journal in which fs01 fell, then a report was sent."""
    book = Book()
    book.facts(30 * MINUTE, TEAM, on="fs01.compromised")
    book.put(HOUR, TEAM, ReportClockStarted("notice", DUE))
    for field, text in (("systems", systems), ("measures", measures)):
        if text:
            book.put(HOUR, TEAM, ReportFilled("notice", field, text), "seat")
    book.put(at, TEAM, ReportSubmitted("notice"), "seat")
    return book


def test_a_computed_field_earns_by_overlap() -> None:
    """One host of two named was hit: half of 25 points, rounded half up."""
    book = reported("fs01, web01")
    line = by_rule(book, LineRule.FIELD)[0]
    assert (line.points, line.t, line.because) == (13, DUE, (4, 5))


def test_the_history_up_to_the_report_counts() -> None:
    """A host that fell after the report was sent is no omission."""
    book = reported("fs01")
    book.facts(2 * HOUR, TEAM, on="web01.compromised")
    book.end()
    assert section(book, "reports") == 25


def test_an_empty_report_sent_at_once_gains_nothing() -> None:
    """With nothing to tell yet, the whole history decides, at the end."""
    book = Book()
    book.put(0, TEAM, ReportClockStarted("notice", DUE))
    book.put(MINUTE, TEAM, ReportSubmitted("notice"), "seat")
    assert section(book, "reports") == 0
    book.facts(2 * HOUR, TEAM, on="web01.compromised")
    book.end()
    assert section(book, "reports") == 0


def test_both_empty_is_right() -> None:
    """Where nothing ever fell, an empty field is worth everything."""
    book = Book()
    book.put(0, TEAM, ReportClockStarted("notice", DUE))
    book.put(MINUTE, TEAM, ReportSubmitted("notice"), "seat")
    book.end()
    assert section(book, "reports") == 25


def test_a_judged_field_waits_for_its_mark() -> None:
    """Twenty points wait; two criteria marked 100 and 50 percent earn 15."""
    book = reported("fs01", "We cut it off.")
    assert fold(MODEL, book.entries).teams[TEAM].standing().pending == 20 + 100
    book.put(3 * HOUR, "", Marked(TEAM, "field:notice.measures", 0, 100), "judge-1")
    book.put(3 * HOUR, "", Marked(TEAM, "field:notice.measures", 1, 50), "judge-1")
    line = by_rule(book, LineRule.MARK)[0]
    assert (line.points, line.layer, line.t, line.by) == (15, Layer.JUDGED, DUE, "judge-1")
    assert fold(MODEL, book.entries).teams[TEAM].standing().pending == 100


def test_a_late_report_earns_nothing() -> None:
    """A millisecond after its time, neither computed nor marked fields earn."""
    book = reported("fs01", "We cut it off.", at=DUE + 1)
    book.put(3 * HOUR, "", Marked(TEAM, "field:notice.measures", 0, 100), "judge-1")
    assert section(book, "reports") == 0
    assert len(by_rule(book, LineRule.LATE)) == 2


def test_a_judge_may_rule_that_a_late_report_counts() -> None:
    """Marking the report itself says how much of each field counts."""
    book = reported("fs01", "We cut it off.", at=DUE + 1)
    book.put(3 * HOUR, "", Marked(TEAM, "field:notice.measures", 0, 100), "judge-1")
    book.put(3 * HOUR, "", Marked(TEAM, "field:notice.measures", 1, 100), "judge-1")
    book.put(3 * HOUR, "", Marked(TEAM, "report:notice", 0, 50), "judge-2")
    # 25 * 1/2 = 12.5 and 20 * 1/2
    assert section(book, "reports") == 13 + 10
    assert by_rule(book, LineRule.FIELD)[0].layer is Layer.JUDGED


def test_credited_time_moves_the_deadline() -> None:
    """A report within its moved deadline is in time."""
    book = reported("fs01", at=DUE + 1)
    book.entries.pop()
    book.put(DUE, TEAM, DeadlineMoved("report:notice", DUE + HOUR))
    book.put(DUE + 1, TEAM, ReportSubmitted("notice"), "seat")
    assert section(book, "reports") == 25


def test_a_mark_replaces_a_computed_field() -> None:
    """A judge may correct what the rule could not know."""
    book = reported("the file server")
    assert section(book, "reports") == 0
    book.put(3 * HOUR, "", Marked(TEAM, "field:notice.systems", 0, 100, "means fs01"), "judge-1")
    assert section(book, "reports") == 25


def test_a_report_not_sent_earns_nothing() -> None:
    """When its time has run out the lines say so."""
    book = Book()
    book.put(HOUR, TEAM, ReportClockStarted("notice", DUE))
    overdue = book.put(DUE, TEAM, ReportOverdue("notice"))
    assert section(book, "reports") == 0
    assert {line.because for line in by_rule(book, LineRule.LATE)} == {(overdue,)}


def test_a_draft_after_the_report_changes_nothing() -> None:
    """Only what stood in the fields when the report was sent counts, and only the first sending."""
    book = reported("web01")
    book.put(DUE, TEAM, ReportFilled("notice", "systems", "fs01"), "seat")
    book.put(DUE, TEAM, ReportSubmitted("notice"), "seat")
    assert section(book, "reports") == 0


def test_a_voided_field_scales_the_rest() -> None:
    """With 20 of 45 points void, 25 earned of 25 are the whole 45."""
    book = reported("fs01")
    book.put(3 * HOUR, "", ItemVoided("field:notice.measures", "unclear"))
    assert section(book, "reports") == 45


def test_a_voided_report_is_void_as_a_whole() -> None:
    """All fields void: the section is given."""
    book = reported("web01")
    book.put(3 * HOUR, "", ItemVoided("report:notice", "the form was wrong", TEAM))
    assert section(book, "reports") == 45


def test_a_field_whose_rule_has_no_value_is_void() -> None:
    """Where no host ever fell nobody can name the first."""
    fields = (*REPORT.fields, Field("first", said("Which first?"), FIRST_HIT, (), 40))
    model = replace(MODEL, reports=(replace(REPORT, fields=fields),))
    book = Book()
    book.put(HOUR, TEAM, ReportClockStarted("notice", DUE))
    book.put(HOUR, TEAM, ReportSubmitted("notice"), "seat")
    book.end()
    # 25 (both empty) of 45 that count, of 85 in all: 47.2
    assert section(book, "reports", model=model) == 47
