import pytest
from msgspec.structs import replace

from drill.world.inputs import ItemVoided, Marked, Replied
from drill.world.outputs import DeadlineMoved, InjectChanged, InjectOverdue, InjectState
from scoring.model import Layer, LineRule
from tests.scoring.ground import HOUR, MINUTE, MODEL, TEAMS, Book, by_rule, inject, section

TEAM = TEAMS[0]


def test_a_timely_reply_earns_provisionally() -> None:
    """Sent and answered in time: all its points, by the rules, because of both entries."""
    book = Book()
    sent = book.sent(HOUR, TEAM, "press")
    reply = book.put(HOUR + 10 * MINUTE, TEAM, Replied("press", "No comment."))
    line = by_rule(book, LineRule.TIMELY_REPLY)[0]
    assert (line.points, line.because, line.layer) == (25, (sent, reply), Layer.AUTOMATIC)


def test_a_reply_a_millisecond_late_earns_nothing() -> None:
    """The deadline itself is in time, what comes after it is not; the line says so."""
    book = Book()
    book.sent(HOUR, TEAM, "press")
    book.put(HOUR + 10 * MINUTE + 1, TEAM, Replied("press", "No comment."))
    assert section(book, "injects") == 0
    assert by_rule(book, LineRule.LATE)[0].points == 0


def test_no_reply_says_why_there_are_no_points() -> None:
    """An inject whose time ran out has a line of no points; a reply that comes later still says that it is late."""
    book = Book()
    book.sent(HOUR, TEAM, "press")
    overdue = book.put(HOUR + 10 * MINUTE, TEAM, InjectOverdue("press"))
    assert [(line.points, line.because) for line in by_rule(book, LineRule.LATE)] == [(0, (overdue,))]
    reply = book.put(2 * HOUR, TEAM, Replied("press", "No comment."))
    assert [line.because[-1] for line in by_rule(book, LineRule.LATE)] == [reply]


def test_credited_time_moves_the_deadline() -> None:
    """A reply within a moved deadline is in time."""
    book = Book()
    book.sent(HOUR, TEAM, "press")
    book.put(HOUR, TEAM, DeadlineMoved("inject:press", HOUR + 20 * MINUTE))
    book.put(HOUR + 15 * MINUTE, TEAM, Replied("press", "No comment."))
    assert section(book, "injects") == 25


@pytest.mark.parametrize("text", ["", "  \n\t"])
def test_an_empty_reply_earns_nothing(text: str) -> None:
    """Blanks are no reply."""
    book = Book()
    book.sent(HOUR, TEAM, "press")
    book.put(HOUR, TEAM, Replied("press", text))
    assert section(book, "injects") == 0


def test_a_mark_replaces_the_provisional_points() -> None:
    """Sixty percent of 25 are 15, judged, by the judge's seat; the time stays that of the reply."""
    book = Book()
    book.sent(HOUR, TEAM, "press")
    reply = book.put(HOUR, TEAM, Replied("press", "No comment."))
    mark = book.put(3 * HOUR, "", Marked(TEAM, "inject:press", 0, 60), "judge-1")
    line = by_rule(book, LineRule.MARK)[0]
    assert (line.points, line.because, line.by) == (15, (reply, mark), "judge-1")
    assert (line.layer, line.t) == (Layer.JUDGED, HOUR)
    assert section(book, "injects") == 15


def test_a_judge_may_mark_a_late_reply() -> None:
    """The mark is the ruling: a late reply can still earn."""
    book = Book()
    book.sent(HOUR, TEAM, "press")
    book.put(2 * HOUR, TEAM, Replied("press", "No comment."))
    book.put(3 * HOUR, "", Marked(TEAM, "inject:press", 0, 20), "judge-1")
    assert section(book, "injects") == 5


def test_a_judge_may_mark_without_a_reply() -> None:
    """A statement given by word of mouth can be marked as well."""
    book = Book()
    book.sent(HOUR, TEAM, "press")
    book.put(3 * HOUR, "", Marked(TEAM, "inject:press", 0, 100), "judge-1")
    assert section(book, "injects") == 25


def test_never_sent_is_void() -> None:
    """With one of two injects never sent, the other's 15 points are the whole section of 40."""
    book = Book()
    book.sent(HOUR, TEAM, "chief-asks")
    book.put(HOUR, TEAM, Replied("chief-asks", "It goes on."))
    assert section(book, "injects") == 15
    book.end()
    assert section(book, "injects") == 40


@pytest.mark.parametrize("state", [InjectState.SKIPPED, InjectState.DROPPED])
def test_skipped_or_dropped_is_void_at_once(state: InjectState) -> None:
    """What will not be sent does not wait for the end of the drill."""
    book = Book()
    book.sent(HOUR, TEAM, "chief-asks")
    book.put(HOUR, TEAM, Replied("chief-asks", "It goes on."))
    book.put(HOUR, TEAM, InjectChanged("press", state))
    assert section(book, "injects") == 40


def test_skipped_and_armed_again_counts() -> None:
    """An inject that a controller brings back is no longer void."""
    book = Book()
    book.sent(HOUR, TEAM, "chief-asks")
    book.put(HOUR, TEAM, Replied("chief-asks", "It goes on."))
    book.put(HOUR, TEAM, InjectChanged("press", InjectState.SKIPPED))
    book.put(HOUR, TEAM, InjectChanged("press", InjectState.ARMED))
    assert section(book, "injects") == 15


def test_a_voided_inject_does_not_count() -> None:
    """For all teams, although they had answered."""
    book = Book()
    for team in TEAMS:
        book.sent(HOUR, team, "press")
        book.put(HOUR, team, Replied("press", "No comment."))
    book.put(HOUR, "", ItemVoided("inject:press", "sent by mistake"))
    book.sent(HOUR, TEAM, "chief-asks")
    assert [section(book, "injects", team) for team in TEAMS] == [0, 0]


def test_an_inject_without_points_is_no_item() -> None:
    """It is neither scored nor void."""
    model = replace(MODEL, injects=(*MODEL.injects, inject("chatter", 0)))
    book = Book()
    book.end()
    assert "inject:chatter" not in {line.item for line in by_rule(book, LineRule.VOID, model=model)}
