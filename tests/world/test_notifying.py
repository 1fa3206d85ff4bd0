"""Telling an authority: free words become a fact where the scenario asks for them."""

import pytest

from drill.world.world import World
from tests.scenario.tiny import model
from tests.world.build import MINUTE, give, is_true

ASKED = "i: {when: team has notified National Centre, from: X, text: Thanks}"


@pytest.mark.parametrize(
    ("words", "known"), [("National Centre", True), (" national   centre", True), ("The newspaper", False)]
)
def test_whom_the_team_told_is_remembered(words: str, known: bool) -> None:  # noqa: FBT001 (one column of the table)
    """The fact holds once the order has ended, however the name is spelt; other names change nothing."""
    world = World(model(injects=ASKED), 7, "red", hashes=False)
    world.start()
    give(world, "notify authority", "leader", text=words)
    world.advance(9 * MINUTE)
    assert not is_true(world, "team.notified-national-centre")
    world.advance(10 * MINUTE)
    assert is_true(world, "team.notified-national-centre") == known
