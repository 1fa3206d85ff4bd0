"""The score does not depend on the order in which judges speak."""

from hypothesis import given, settings
from hypothesis import strategies as st

from drill.world.inputs import AppealFiled, AppealRuled, JudgeInput, Marked, Outcome, PenaltyGiven
from scoring.board import board
from scoring.model import Board
from tests.scoring.ground import HOUR, MODEL, TEAMS, Book
from tests.scoring.journals import MARKED

APPEALS = 4
JUDGES = ("judge-1", "judge-2", "judge-3")

marks = st.builds(
    Marked, st.sampled_from(TEAMS), st.sampled_from(MARKED), st.integers(0, 1), st.integers(0, 100)
)
penalties = st.builds(PenaltyGiven, st.sampled_from(TEAMS), st.integers(-50, 50), st.just("reason"))
said = st.tuples(st.sampled_from(JUDGES), marks | penalties)


def standing(what: JudgeInput, judge: str) -> object:
    """Return what an input replaces: a judge's later mark of the same criterion replaces the earlier one."""
    return (judge, what.team, what.item, what.criterion) if isinstance(what, Marked) else object()


@st.composite
def sayings(draw: st.DrawFn) -> list[tuple[str, JudgeInput]]:
    """Return what judges say, no two of it about the same thing by the same judge."""
    given_: list[tuple[str, JudgeInput]] = list(
        draw(st.lists(said, max_size=12, unique_by=lambda one: standing(one[1], one[0])))
    )
    for appeal in draw(st.sets(st.integers(0, APPEALS - 1))):
        outcome, points = draw(st.sampled_from(Outcome)), draw(st.integers(-20, 20))
        ruling = AppealRuled(2 + appeal, outcome, "reason", points if outcome is Outcome.UPHELD else 0)
        given_.append((draw(st.sampled_from(JUDGES)), ruling))
    return given_


def scored(said_: list[tuple[str, JudgeInput]]) -> Board:
    """Return the board of a drill that ended with four appeals, and then judges said all this."""
    book = Book()
    for number in range(APPEALS):
        book.put(HOUR, TEAMS[number % 2], AppealFiled((("services|a|b", "reports|a|b")[number // 2],), "x"))
    book.end()
    for judge, what in said_:
        book.put(5 * HOUR, "", what, judge)
    return board(MODEL, book.entries)


@settings(max_examples=60, deadline=None)
@given(st.data(), sayings())
def test_whoever_speaks_first_the_score_is_the_same(
    data: st.DataObject, said_: list[tuple[str, JudgeInput]]
) -> None:
    """Marks, penalties and rulings of different judges make the same board in every order."""
    turned = data.draw(st.permutations(said_))
    assert scored(turned).rows == scored(said_).rows
