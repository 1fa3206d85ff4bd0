"""What is worked out, by hand: services on services, consequences on consequences, goals and moods on both."""

import pytest

from tests.conformance.stage import HEAD, NETWORK, SOURCES, TEAM, errors_of, perform
from tests.conformance.test_attack import alpha
from tests.conformance.test_messages import GOOD

BASE = HEAD + NETWORK + SOURCES + TEAM
BACKWARDS = """
things:
  door: {states: shut}
  loot: {states: [b, c]}
services:
  front: {needs: [app, back is up], noticed after: 2m30s}
  back: {needs: [pc, door is not shut]}
consequences:
  - attacker is glad: town is dark
  - town is dark: [front is down, link lan to srv is cut]
  - attacker is alarmed:
      any:
        - town is dark
        - pc is off
attack:
  first move: 00:05
  pace: 10m
  opening: [a]
  moods:
    glad: {while: attacker is glad, pace: 1m}
  goals:
    ga: {when: door is shut}
    gb: {when: loot is b}
    gc: {when: loot is c}
  steps:
    c: {does: C, takes: 4m, then: loot is c}
    b: {does: B, takes: 4m, then: loot is b}
    a: {does: A, takes: 4m, then: door is shut}
"""


def test_a_chain_that_is_written_backwards_falls_in_one_instant() -> None:
    """The door shuts at 0:09: both services fall. The link is cut at 0:12: dark, glad and alarmed at once.

    The hand rests ten minutes after a, so until 0:19; c first by the file, and from 0:23 on it rests one minute.
    Boards: back after 1m, front after 2m30s. Up 9 of 120 minutes: 300 * 9 / 120 = 22.5, rounded up; every goal fell.
    """
    play = perform(BASE + BACKWARDS, alpha("00:10 cut link lan to srv"))

    assert [said for said in play.all_facts() if said[0] == "0:12:00"] == [
        ("0:12:00", "link.lan-srv.cut"),
        ("0:12:00", "attacker.glad"),
        ("0:12:00", "town.dark"),
        ("0:12:00", "attacker.alarmed"),
        ("0:12:00", "mood.glad"),
    ]
    assert [run for run in play.runs() if "cut link" not in run] == [
        "0:05:00 a success 0:09:00",
        "0:19:00 c success 0:23:00",
        "0:24:00 b success 0:28:00",
    ]
    assert play.shown() == [("0:10:00", "back", False), ("0:11:30", "front", False)]
    assert play.points() == {"services": 23, "total": 23}


GOALS = """
things:
  door: {states: shut}
  loot: {states: x}
services:
  calm: {needs: goal g1 is not reached}
attack:
  first move: 00:05
  pace: 2m
  hands: 2
  opening: [x, y]
  goals:
    g1: {when: door is shut}
    g2: {when: loot is x}
  steps:
    x: {does: X, needs: goal g1 is not reached, takes: 20m, then: loot is x, failed traces: [{edr: x failed}]}
    y: {does: Y, takes: 4m, then: door is shut}
injects:
  i: {when: any goal is reached, from: A, text: B}
  j: {when: goal g1 is reached, after: 1m, unless: goal g2 is not reached, from: A, text: B}
"""


def test_a_goal_is_a_fact_that_others_hang_on() -> None:
    """Step y reaches g1 at 0:09, which takes the service down, cuts x and sends i at once; j is dropped at 0:10."""
    play = perform(BASE + GOALS)

    assert play.runs() == ["0:05:00 x cut 0:09:00", "0:05:00 y success 0:09:00"]
    assert play.facts("calm.up") == [("0:00:00", True), ("0:09:00", False)]
    assert play.traces() == ["x.failed.1 0:09:00 0:09:00"]
    assert play.injects() == [("0:09:00", "i", "sent"), ("0:10:00", "j", "dropped")]
    assert play.points() == {"services": 23, "attack stopped": 150, "total": 173}


DECLARED = """
things:
  ddos: {states: running}
  town: {label: Town, states: [dark, cold]}
  loot: {states: a}
services:
  web: {needs: [app, web is not overloaded]}
consequences:
  - web is overloaded: [ddos is running, web is not rate-limited]
  - town is dark: web is down
  - town is cold: [town is dark, pc is watched]
attack:
  first move: 00:05
  opening: [d]
  goals:
    g: {when: loot is a}
  steps:
    s: {does: S, needs: pc is captured, takes: 5m, then: loot is a}
    d: {does: D, takes: 50m, during: ddos is running}
"""


def test_a_state_that_is_declared_too_is_true_exactly_while_its_condition_holds() -> None:
    """Flooded from 0:05, restarted in vain at 0:09, limited at 0:15 (0:12 and three minutes), watched from 0:06."""
    play = perform(
        BASE + DECLARED,
        alpha("00:01 look closely pc", "00:04 restart service web", "00:12 rate-limit service web"),
    )

    assert play.facts("web.overloaded") == [("0:05:00", True), ("0:15:00", False)]
    assert play.facts("town.dark") == [("0:05:00", True), ("0:15:00", False)]
    assert play.facts("town.cold") == [("0:06:00", True), ("0:15:00", False)]


TAKEN = {
    "twice": (
        "c2 is reachable: c2 is not blocked\n  - c2 is reachable: fs01 is off",
        "c2 is reachable: fs01",
        "'c2 is reachable' is written twice here; keep one",
    ),
    "a state of a host": (
        "c2 is reachable: c2 is not blocked\n  - fs01 is off: it is night",
        "fs01 is off",
        '"fs01 is off" means something already; give the consequence words of its own',
    ),
    "what is worked out of hosts": (
        "c2 is reachable: c2 is not blocked\n  - fs01 is working: it is night",
        "fs01 is working",
        '"fs01 is working" means something already; give the consequence words of its own',
    ),
    "the opposite of up": (
        "c2 is reachable: c2 is not blocked\n  - portal is down: it is night",
        "portal is down",
        '"portal is down" means something already; give the consequence words of its own',
    ),
}


@pytest.mark.parametrize("how", TAKEN)
def test_a_consequence_has_words_of_its_own(how: str) -> None:
    """What steps, orders, services or another consequence say already is an error at its line."""
    written, where, message = TAKEN[how]
    text = GOOD.replace("c2 is reachable: c2 is not blocked", written, 1)

    assert errors_of(text) == [(text[: text.index(where)].count("\n") + 1, message)]
