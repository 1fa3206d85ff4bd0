import pytest

from drill.world.cards import AppealState
from drill.world.inputs import AppealFiled, AppealRuled, AppealWithdrawn, Outcome
from scoring.appeals import Appeals
from tests.scoring.ground import HOUR, TEAMS, Book

TEAM, OTHER = TEAMS
LINE = "services|service lost|portal@4"
FILED = AppealFiled((LINE,), "The link was down.", "leader", 7)


def folded(book: Book) -> Appeals:
    """Return the appeals of a journal."""
    appeals = Appeals()
    for entry in book.entries:
        appeals.note(*entry)
    return appeals


def state(book: Book, number: int) -> AppealState:
    """Return where an appeal stands."""
    appeal = folded(book).get(number)
    assert appeal is not None
    return appeal.state


def test_what_is_filed_in_play_is_a_protest() -> None:
    """Before the team's own end it is a protest, after it an appeal, whatever other teams do."""
    book = Book()
    first = book.put(HOUR, TEAM, AppealFiled((), "They helped each other."), "red-river/leader")
    book.end()
    second = book.put(4 * HOUR, TEAM, FILED, "red-river/leader")
    appeals = folded(book)
    assert [(one.seq, one.protest) for one in appeals.all] == [(first, True), (second, False)]
    assert appeals.open == 2


@pytest.mark.parametrize(
    ("outcome", "points", "expected"),
    [(Outcome.UPHELD, 12, AppealState.UPHELD), (Outcome.DISMISSED, 0, AppealState.DISMISSED)],
)
def test_a_ruling_is_told_with_reason_and_judge(outcome: Outcome, points: int, expected: AppealState) -> None:
    """The card says what was decided, why, by whom and for how many points."""
    book = Book()
    number = book.put(HOUR, TEAM, FILED, "red-river/leader")
    book.put(2 * HOUR, "", AppealRuled(number, outcome, "the log says so", points), "judge-1")
    appeal = folded(book).get(number)
    assert appeal is not None
    card = appeal.card()
    assert (card.state, card.reason, card.points, card.by) == (expected, "the log says so", points, "judge-1")
    assert (card.key, card.team, card.lines, card.text, card.at) == (
        str(number),
        TEAM,
        (LINE,),
        FILED.text,
        7,
    )


def test_the_first_ruling_is_final() -> None:
    """A second ruling changes nothing, even if it is heard first."""
    book = Book()
    number = book.put(HOUR, TEAM, FILED)
    book.put(2 * HOUR, "", AppealRuled(number, Outcome.DISMISSED, "no"), "judge-1")
    book.put(2 * HOUR, "", AppealRuled(number, Outcome.UPHELD, "yes", 50), "judge-2")
    assert state(book, number) is AppealState.DISMISSED
    book.entries[-1], book.entries[-2] = book.entries[-2], book.entries[-1]
    assert state(book, number) is AppealState.DISMISSED


def test_only_its_own_team_takes_it_back() -> None:
    """Another team's withdrawal is nothing; its own ends it, and a ruling after that is nothing."""
    book = Book()
    number = book.put(HOUR, TEAM, FILED)
    book.put(HOUR, OTHER, AppealWithdrawn(number))
    assert state(book, number) is AppealState.OPEN
    book.put(HOUR, TEAM, AppealWithdrawn(number))
    book.put(2 * HOUR, "", AppealRuled(number, Outcome.UPHELD, "yes", 50), "judge-1")
    assert state(book, number) is AppealState.WITHDRAWN


def test_a_withdrawal_after_the_ruling_is_nothing() -> None:
    """What was ruled stays ruled, even where the ruling is heard late."""
    book = Book()
    number = book.put(HOUR, TEAM, FILED)
    ruled = book.put(2 * HOUR, "", AppealRuled(number, Outcome.UPHELD, "yes", 50), "judge-1")
    book.put(3 * HOUR, TEAM, AppealWithdrawn(number))
    book.entries.append(book.entries.pop(ruled - 1))
    assert state(book, number) is AppealState.UPHELD


def test_a_withdrawn_appeal_gives_its_lines_free() -> None:
    """Lines of open and ruled appeals stay contested; those of a withdrawn one may be appealed again."""
    book = Book()
    kept = book.put(HOUR, TEAM, AppealFiled(("a|b|c",), "x"))
    gone = book.put(HOUR, TEAM, AppealFiled(("d|e|f",), "x"))
    book.put(HOUR, TEAM, AppealWithdrawn(gone))
    book.put(HOUR, "", AppealRuled(kept, Outcome.DISMISSED, "no"), "judge-1")
    appeals = folded(book)
    assert appeals.contested(TEAM) == {"a|b|c"}
    assert appeals.contested(OTHER) == frozenset()


def test_what_nobody_filed_cannot_be_ruled_on() -> None:
    """Rulings and withdrawals of unknown numbers leave nothing behind."""
    book = Book()
    book.put(HOUR, "", AppealRuled(99, Outcome.UPHELD, "?", 5), "judge-1")
    book.put(HOUR, TEAM, AppealWithdrawn(98))
    assert folded(book).all == ()
