from msgspec.structs import replace

from scoring.awards.figures import offered
from scoring.model import INJECTS, QUESTIONS
from tests.scoring.ground import MODEL


def test_a_section_that_is_worth_nothing_offers_nothing() -> None:
    """Scaled to 0 it offers 0; without a scale what its items come to."""
    items = sum(question.points for question in MODEL.questions)
    own = replace(MODEL, scoring=replace(MODEL.scoring, questions=None))
    none = replace(MODEL, scoring=replace(MODEL.scoring, questions=0))

    assert items > 0
    assert offered(own)[QUESTIONS] == items
    assert offered(none)[QUESTIONS] == 0
    assert offered(none)[INJECTS] == offered(own)[INJECTS]
