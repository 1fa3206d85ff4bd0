"""Observations: hung on an event, with a rating and an aim, and never on what did not happen."""

from msgspec.structs import replace

from drill.world.cards import ObservationCard
from drill.world.happened import Happened
from drill.world.inputs import Observed, Rating, Refusal
from scoring.bench import JudgeView
from tests.scoring.ground import HOUR, MODEL, OPENED, TEAMS, said

TAUGHT = replace(MODEL, teaches=(said("Contain before you clean"), said("Report in time")))


def view() -> JudgeView:
    """Return a desk of a drill with two aims."""
    return JudgeView(TAUGHT, OPENED)


def pinned(desk: JudgeView) -> list[ObservationCard]:
    """Return the observations on the desk."""
    return [card for card in desk.cards() if isinstance(card, ObservationCard)]


def test_an_observation_is_a_card_with_its_judge() -> None:
    """Team, event, words, rating, aim and seat stand on the card; its key is its own place in the journal."""
    desk = view()
    seen = Observed(TEAMS[0], 1, "They isolated first.", Rating.SOME, 1)
    desk.apply(2, Happened(HOUR, "", "judge-1", seen))

    assert pinned(desk) == [
        ObservationCard("2", TEAMS[0], HOUR, 1, "They isolated first.", "S", 1, "judge-1")
    ]


def test_observations_give_no_points() -> None:
    """What a judge saw is for the review: no total moves."""
    desk = view()
    before = desk.total(TEAMS[0])
    desk.apply(2, Happened(HOUR, "", "judge-1", Observed(TEAMS[0], 1, "Well done.", Rating.PERFORMED)))

    assert desk.total(TEAMS[0]) == before


def test_nobody_observes_what_did_not_happen() -> None:
    """The event must stand in the journal already, and the aim in the scenario."""
    desk = view()

    assert desk.refuse("judge-1", "", Observed(TEAMS[0], 1, "x", None, 1)) is None
    for given in (
        Observed(TEAMS[0], 2, "x"),
        Observed(TEAMS[0], 0, "x"),
        Observed(TEAMS[0], 1, "x", None, 2),
    ):
        assert isinstance(desk.refuse("judge-1", "", given), Refusal)
