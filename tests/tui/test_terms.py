"""Words of cards as people say them."""

from drill.i18n import Language, speaking
from drill.scenario.model import Text
from drill.tui.terms import seat_label
from drill.world.cards import PeopleCard, View


def test_a_seat_is_called_by_its_role_and_number() -> None:
    """Nobody at a desk reads the id of a seat: a second analyst is the analyst 2, in the reader's language."""
    view = View([PeopleCard("analyst", Text("analyst", "chuyên viên phân tích"), 3, 3)])

    assert seat_label(view, "alpha/analyst-2") == "analyst 2"
    assert seat_label(view, "") == ""
    with speaking(Language.VIETNAMESE):
        assert seat_label(view, "alpha/analyst") == "chuyên viên phân tích"
        assert seat_label(view, "bravo/everyone") == "mọi vai"
        assert seat_label(view, "controller-2") == "điều hành 2"
