import pytest

from drill.world.inputs import (
    AppealFiled,
    AppealRuled,
    AppealsOpened,
    AppealWithdrawn,
    Outcome,
    PenaltyGiven,
)
from scoring.appeals import Appeals
from scoring.hearing import MOST_OPEN, Hearing
from scoring.section import Judged
from scoring.stage import Stage
from tests.scoring.ground import HOUR, TEAMS, Book

TEAM, OTHER = TEAMS
LINE = "services|service kept|portal"
WALL = 1_700_000_000_000


def refused(book: Book, team: str, given: Judged) -> str:
    """Return why something is refused after a journal; empty when it is taken."""
    stage, appeals = Stage(TEAMS), Appeals()
    for entry in book.entries:
        stage.note(*entry)
        appeals.note(*entry)
    refusal = Hearing(appeals, stage, lambda _team: {LINE}).refuse(team, given)
    return refusal.reason.say() if refusal else ""


def ended(minutes: int | None = None) -> Book:
    """Return the journal of a drill that is over, with a window where minutes are given."""
    book = Book()
    book.end()
    if minutes is not None:
        book.put(4 * HOUR, "", AppealsOpened(minutes, WALL), "judge-1")
    return book


def test_a_protest_in_play_needs_neither_window_nor_line() -> None:
    """While the team plays, its leader may protest about anything."""
    assert refused(Book(), TEAM, AppealFiled((), "They talked to another team.")) == ""


@pytest.mark.parametrize(
    ("book", "at", "expected"),
    [
        (ended(), WALL, "The window for appeals is not open yet."),
        (ended(30), WALL - 1, ""),
        (ended(30), WALL, "The window for appeals is closed."),
        (ended(0), WALL - 1, "The window for appeals is closed."),
    ],
)
def test_an_appeal_comes_inside_the_window(book: Book, at: int, expected: str) -> None:
    """Before it opens and from its end on, by the wall time of the filing, nothing is taken."""
    assert refused(book, TEAM, AppealFiled((LINE,), "We see it otherwise.", at=at)) == expected


def test_an_appeal_names_lines_that_the_team_has() -> None:
    """Without a line, or with one that its result does not show, it is refused."""
    none = AppealFiled((), "Everything.", at=WALL - 1)
    assert refused(ended(30), TEAM, none) == "An appeal after the drill names the lines that it contests."
    strange = AppealFiled((LINE, "services|service kept|mail"), "Everything.", at=WALL - 1)
    assert refused(ended(30), TEAM, strange) == "Your result has no line “services|service kept|mail”."


def test_a_line_is_appealed_once() -> None:
    """What waits for a ruling or has one cannot be contested again; what was withdrawn can."""
    book = ended(30)
    number = book.put(4 * HOUR, TEAM, AppealFiled((LINE,), "x"))
    again = AppealFiled((LINE,), "y", at=WALL - 1)
    assert refused(book, TEAM, again) == f"“{LINE}” has been appealed already; a ruling is final."
    book.put(4 * HOUR, TEAM, AppealWithdrawn(number))
    assert refused(book, TEAM, again) == ""


def test_a_team_cannot_flood_the_judges() -> None:
    """So many appeals wait at once and no more; another team's do not count."""
    book = Book()
    for _number in range(MOST_OPEN):
        book.put(HOUR, TEAM, AppealFiled((), "again"))
    assert refused(book, TEAM, AppealFiled((), "once more")).startswith(f"{MOST_OPEN} appeals")
    assert refused(book, OTHER, AppealFiled((), "once")) == ""


def test_only_ones_own_open_appeal_can_be_taken_back() -> None:
    """Not another team's, not a ruled one, not one that there is not."""
    book = Book()
    number = book.put(HOUR, TEAM, AppealFiled((), "x"))
    assert refused(book, OTHER, AppealWithdrawn(number)) == "Your team has no such appeal."
    assert refused(book, TEAM, AppealWithdrawn(77)) == "Your team has no such appeal."
    assert refused(book, TEAM, AppealWithdrawn(number)) == ""
    book.put(HOUR, "", AppealRuled(number, Outcome.DISMISSED, "no"), "judge-1")
    said = "This appeal does not wait for a ruling any more."
    assert refused(book, TEAM, AppealWithdrawn(number)) == said


def test_an_appeal_is_ruled_on_once() -> None:
    """A ruling needs an open appeal, and a dismissal gives no points."""
    book = Book()
    number = book.put(HOUR, TEAM, AppealFiled((), "x"))
    assert refused(book, "", AppealRuled(77, Outcome.UPHELD, "r")) == "There is no such appeal."
    generous = AppealRuled(number, Outcome.DISMISSED, "r", 5)
    assert refused(book, "", generous) == "An appeal that is dismissed gives no points."
    assert refused(book, "", AppealRuled(number, Outcome.UPHELD, "r", 5)) == ""
    book.put(HOUR, "", AppealRuled(number, Outcome.UPHELD, "r", 5), "judge-1")
    said = "This appeal has been ruled on; a ruling is final."
    assert refused(book, "", AppealRuled(number, Outcome.UPHELD, "r")) == said


def test_a_withdrawn_appeal_is_not_ruled_on() -> None:
    """There is nothing left to decide."""
    book = Book()
    number = book.put(HOUR, TEAM, AppealFiled((), "x"))
    book.put(HOUR, TEAM, AppealWithdrawn(number))
    said = "The team has withdrawn this appeal."
    assert refused(book, "", AppealRuled(number, Outcome.UPHELD, "r")) == said


def test_other_matters_are_not_heard_here() -> None:
    """A penalty is nothing that an appeal could forbid."""
    assert refused(Book(), "", PenaltyGiven(TEAM, -5, "r")) == ""
