"""The organisation that nobody defends, beside a team that does nothing."""

import pytest

from drill.cli.scenario import CheckedScenario, find_scenario, load_model
from drill.rehearse.match import empty_match
from drill.rehearse.play import opening
from drill.world.happened import Happened
from drill.world.inputs import ClockStarted, DrillEnded, DrillOpened, TimeAdded, UmpireRuled
from drill.world.outputs import GoalReached
from drill.world.run import Run
from drill.world.undefended import STEP, Undefended

HOUR = 3_600_000


@pytest.fixture(scope="module")
def scenario() -> CheckedScenario:
    """Return the ransomware scenario, compiled once."""
    return load_model(find_scenario("song-may-ransomware"))


@pytest.fixture(scope="module")
def opened(scenario: CheckedScenario) -> DrillOpened:
    """Return the opening of a drill of one team."""
    return opening(scenario.model, scenario.sources, empty_match(("alpha",)), 11)


def test_it_loses_what_an_idle_team_loses_at_the_same_time(
    scenario: CheckedScenario, opened: DrillOpened
) -> None:
    """On the same seed the attack takes the course that it takes against a team that does nothing."""
    run = Run(scenario.model, opened)
    idle = {
        event.what.goal: event.t
        for event in [*run.start(), *run.advance(4 * HOUR)]
        if isinstance(event.what, GoalReached)
    }
    alone = Undefended(scenario.model, opened)
    alone.advance(4 * HOUR)

    assert alone.lost == idle
    assert len(idle) > 1


def test_however_often_one_looks_it_is_the_same(scenario: CheckedScenario, opened: DrillOpened) -> None:
    """A wall that looks each second shows what one shows that was opened late."""
    often, once = Undefended(scenario.model, opened), Undefended(scenario.model, opened)
    for t in range(0, 3 * HOUR + 1, 61_000):
        often.advance(t)
        often.card()
    often.advance(3 * HOUR)
    once.advance(3 * HOUR)

    assert often.card() == once.card()


def test_amounts_are_told_with_their_unit_and_the_losses_in_order(
    scenario: CheckedScenario, opened: DrillOpened
) -> None:
    """What grows is told as a whole number as of a step; goals and amounts stand in the order of their times."""
    alone = Undefended(scenario.model, opened)
    alone.advance(3 * HOUR + 4_321)
    card = alone.card()
    amounts = [(what.en, much) for _t, what, much in card.losses if much]

    assert card.t == 3 * HOUR + 4_321 - 4_321 % STEP
    assert "Data sent out (GB)" in dict(amounts)
    assert all(much.isdecimal() for _name, much in amounts)
    assert [t for t, _what, _much in card.losses] == sorted(t for t, _what, _much in card.losses)
    assert 0 <= card.services_up < card.services
    assert card.goals_lost == sum(1 for _t, _what, much in card.losses if not much)


def test_controls_for_all_reach_it_and_rulings_for_one_do_not(
    scenario: CheckedScenario, opened: DrillOpened
) -> None:
    """Time for all makes it longer and the end ends it; an umpire who helps one team does not help it."""
    longer, same = Undefended(scenario.model, opened), Undefended(scenario.model, opened)
    longer.take(Happened(HOUR, "", "c", TimeAdded(HOUR)))
    same.take(Happened(HOUR, "", "c", ClockStarted()))
    same.take(Happened(HOUR, "", "c", UmpireRuled("alpha", ("fs01 is not encrypted",), "helped")))
    for one in (longer, same):
        one.advance(6 * HOUR)
    assert longer.card().t == scenario.model.length + HOUR
    assert same.card().t == scenario.model.length

    ended = Undefended(scenario.model, opened)
    ended.take(Happened(HOUR, "", "c", DrillEnded()))
    ended.advance(4 * HOUR)
    assert ended.card().t == HOUR
