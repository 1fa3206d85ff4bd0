"""What meets in one millisecond, by hand: controls before the team, the team before the attacker, each in its order."""

from tests.conformance.stage import HEAD, NETWORK, SOURCES, TEAM, perform
from tests.conformance.test_attack import alpha

BASE = HEAD + NETWORK + SOURCES
TWO = """
things:
  loot: {states: [a, b]}
attack:
  first move: 00:05
  pace: 2m to 2m
  goals:
    first: {when: loot is a}
    second: {when: loot is b}
  steps:
    a: {does: A, target: app, takes: 4m, then: loot is a}
    b: {does: B, target: app, takes: 4m, then: loot is b}
"""


def controls(*lines: str) -> str:
    """Return the controls of a match."""
    return "controls:\n" + "".join(f"  - '{line}'\n" for line in lines)


def test_every_control_of_a_moment_acts_at_that_moment_and_the_team_after_them() -> None:
    """Four controls of 0:08 act at 0:08 sharp, one after the other; so does the order of 0:08, and it ends at 0:13."""
    play = perform(
        BASE + TEAM + TWO,
        alpha("00:08 look closely pc")
        + controls(
            "00:08 umpire alpha: app is watched",
            "00:08 credit alpha 1m: link",
            "00:08 umpire alpha: app is not watched; pc is captured",
            "00:08 umpire alpha: app is imaged",
        ),
    )

    assert play.facts("app.watched") == [("0:08:00", True), ("0:08:00", False)]
    assert play.facts("pc.captured") == play.facts("app.imaged") == [("0:08:00", True)]
    assert "0:08:00 look closely pc success 0:13:00" in play.runs()
    assert play.ended() == ["1:01:00"]


def test_a_hold_and_a_release_of_one_moment_cost_no_time() -> None:
    """Held and released twice at 0:08: the step still ends at 0:09, and an order of 0:10 is one of 0:10 sharp."""
    again = ["00:08 hold alpha: x", "00:08 release alpha: y"] * 2
    play = perform(BASE + TEAM + TWO, alpha("00:10 look closely pc") + controls(*again))

    assert play.runs()[:2] == ["0:05:00 a success 0:09:00", "0:10:00 look closely pc success 0:15:00"]
