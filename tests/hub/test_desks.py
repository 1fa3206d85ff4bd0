"""What each room is shown: nobody on the judges' desk learns from the feed who wrote what."""

from drill.cli.scenario import bundled, load_model
from drill.hub.desks import CONTROLLERS, JUDGES, Desks, team_room
from drill.rehearse.match import empty_match
from drill.rehearse.play import opening
from drill.world.cards import AnyCard, FeedCard, ResultCard
from drill.world.happened import Happened
from drill.world.inputs import ClockStarted, OrderGiven, Refusal
from drill.world.run import Run

MINUTE = 60_000


def told(cards: list[AnyCard]) -> list[str]:
    """Return the feed in words."""
    return [card.words.say() for card in cards if isinstance(card, FeedCard)]


def test_the_feed_does_not_tell_judges_who_made_a_statement() -> None:
    """Controllers follow the order for a public statement; judges, who mark its words, see nothing of it."""
    loaded = load_model(bundled()["song-may-ransomware"])
    opened = opening(loaded.model, loaded.sources, empty_match(("alpha", "bravo")), 1)
    run = Run(loaded.model, opened)
    happened: list[Happened] = run.start()
    desks = Desks(loaded.model, opened, run)
    for seat, team, given in (
        ("controller", "", ClockStarted()),
        ("alpha/leader", "alpha", OrderGiven("public statement", "leader", text="We are looking into it.")),
    ):
        outcome = run.accept(seat, team, given, MINUTE)
        assert not isinstance(outcome, Refusal)
        happened += outcome
    happened += run.advance(60 * MINUTE)
    list(desks.fold(1, happened))

    followed = [line for line in told(desks.cards(CONTROLLERS)) if "tatement" in line]
    assert len(followed) >= 3
    assert [line for line in told(desks.cards(JUDGES)) if "tatement" in line] == []
    assert told(desks.cards(JUDGES))


def test_a_hub_that_comes_back_after_the_end_knows_every_teams_result() -> None:
    """Views made anew from the whole journal hold the result that each team was told at its end."""
    loaded = load_model(bundled()["doi-sim-defacement"])
    opened = opening(loaded.model, loaded.sources, empty_match(("alpha", "bravo")), 1)
    run = Run(loaded.model, opened)
    happened = run.start()
    started = run.accept("controller", "", ClockStarted(), 1)
    assert not isinstance(started, Refusal)
    happened += [*started, *run.advance(loaded.model.length)]
    desks = Desks(loaded.model, opened, run)
    list(desks.fold(1, happened))

    for team in ("alpha", "bravo"):
        assert [card.rank for card in desks.cards(team_room(team)) if isinstance(card, ResultCard)] == [1]
