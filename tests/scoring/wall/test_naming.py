from hypothesis import given, settings

from drill.i18n import Language, Words
from drill.scenario.model import Text
from drill.world.cards import ClockState, ResultsState
from scoring.board import board
from scoring.model import FINES, columns
from scoring.wall.naming import RESULTS, STATES, folded, head
from tests.scoring.ground import Book
from tests.scoring.journals import RICH, books


@settings(max_examples=40, deadline=None)
@given(books())
def test_the_columns_of_a_wall_still_add_up(book: Book) -> None:
    """What only takes stands in one column, and a row's columns are its total."""
    for row in board(RICH, book.entries).rows:
        shown = folded(row.standing.sections)

        assert sum(points for _section, points in shown) == row.standing.total
        assert [section for section, _points in shown].count(FINES) == 1


def test_every_column_has_a_name_in_both_languages() -> None:
    """Sections of the product are translated; an author's own name stays as written."""
    for section in columns(("teamwork",)):
        named = head(section)
        assert isinstance(named, Words)
        assert named.say(Language.ENGLISH) != named.say(Language.VIETNAMESE)
    assert head("judged Bàn giao") == Text("Bàn giao", "Bàn giao")


def test_every_state_has_its_word() -> None:
    """No state of the clock or of the results is without a word."""
    assert set(STATES) == set(ClockState)
    assert set(RESULTS) == {state.value for state in ResultsState}
