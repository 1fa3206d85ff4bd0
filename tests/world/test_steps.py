"""The attack graph as cards, on the bundled scenarios."""

import pytest

from drill.cli.scenario import find_scenario, load_model
from drill.world.cards import StepCard
from drill.world.views.steps import step_cards


def graph(scenario: str) -> dict[str, StepCard]:
    """Return a bundled scenario's graph by step."""
    return {card.key: card for card in step_cards(load_model(find_scenario(scenario)).model)}


def test_steps_stand_after_what_opens_them() -> None:
    """A step follows every step that makes something true which it needs and which was not true before."""
    cards = graph("song-may-ransomware")

    assert cards["open-attachment"].after == ()
    assert cards["look-around"].after == ("open-attachment",)
    assert cards["move-to-e-office"].after == ("open-attachment", "look-around", "steal-helpdesk-password")
    assert cards["plant-task"].habit


def test_goals_hang_on_the_steps_that_bring_them_about() -> None:
    """Marks of a meter count as the doing of the step that lets it run."""
    cards = graph("song-may-ransomware")

    assert cards["send-data-out"].goals == ("leak",)
    assert cards["encrypt-ioc"].goals == ("lock-ioc",)
    assert cards["look-around"].goals == ()


@pytest.mark.parametrize("scenario", ["song-may-ransomware", "doi-sim-defacement", "ho-thu-citizen-app"])
def test_every_goal_hangs_on_a_step(scenario: str) -> None:
    """No goal of a bundled scenario comes about by itself."""
    model = load_model(find_scenario(scenario)).model
    reached = {goal for card in step_cards(model) for goal in card.goals}

    assert reached == {goal.id for goal in model.attack.goals}
