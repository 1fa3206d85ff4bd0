"""Rarely walked corners, by hand: each case is a small scenario, a match, and what must come out, worked out beside it."""

from typing import NamedTuple

import pytest

from drill.scenario.model import Owner
from tests.conformance.stage import HEAD, SOURCES, Play, perform

GROUND = (
    HEAD
    + """
zones:
  net: {label: Internet, outside: yes}
  vpn: {label: Contractors, outside: yes}
  lan: Office
  srv: Servers
links:
  - net to lan: https
  - vpn to lan: https, ssh
  - lan to srv: any
hosts:
  pc: {zone: lan}
  app: {zone: srv, backup: yes}
  db: {zone: srv}
accounts:
  acc: {opens: app, stolen: yes}
  other: {opens: app}
indicators:
  first: {kind: ip, value: 203.0.113.5}
  second: {kind: ip, value: 203.0.113.6}
things:
  a: {states: [on, done]}
  b: {states: on}
  loot: {states: [p, q, r, s, u]}
team:
  people: {analyst: 1, administrator: 2, leader: 1}
  change:
    isolate host: {takes: 2m}
    remove malware: {takes: 10m}
  extra:
    watch the tunnel:
      does: Watches
      people: analyst
      takes: 30m
      needs: a is on
      during: team has eyes-on
      then: team has seen-it
"""
    + SOURCES
)


class Case(NamedTuple):
    """A match in a scenario and what comes of it."""

    more: str
    """Sections that follow on the ground."""
    orders: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    """Every running of the attacker, in order."""
    facts: tuple[tuple[str, str], ...] = ()
    """Facts, and when they changed: ``+0:05:00 -0:12:00``."""
    points: tuple[tuple[str, int], ...] = ()


CASES: dict[str, Case] = {
    # Isolating ends at 0:12: p is cut, its tunnel closes, which cuts q and the team's own order. Reconnected 0:41:30.
    "a cut ends a fact that others hang on, in one instant": Case(
        """
attack:
  first move: 00:05
  pace: 2m
  hands: 2
  opening: [p, q]
  goals: {gp: {when: loot is p}, gq: {when: loot is q}}
  steps:
    p: {does: P, target: app, takes: 30m, during: a is on, then: loot is p}
    q: {does: Q, needs: a is on, takes: 10m, then: loot is q}
""",
        ("00:06 watch the tunnel", "00:10 isolate host app", "00:40 reconnect host app"),
        steps=("0:05:00 p cut 0:12:00", "0:05:00 q cut 0:12:00", "0:41:30 p", "0:41:30 q success 0:51:30"),
        facts=(("a.on", "+0:05:00 -0:12:00 +0:41:30"), ("team.eyes-on", "+0:06:00 -0:12:00")),
    ),
    # 1.5 + 0.7 a second from 0:01; 22.5 at 0:01:30, then 2620 an hour: 77.5 more after 106488.55 ms. At 0:04 it is at
    # 131.66..; at 100 an hour it needs 4264500 ms to 250.125, and sets and ends two facts there.
    "a counter keeps its thousandths through changing rates": Case(
        """
meters:
  m:
    starts: 1.5
    counts: [0.7 per second while a is on, 100 per hour while b is on]
    marks: [at 100 -> loot is p, at 100 -> loot is q, at 250.125 -> loot is r, at 250.125 -> loot is not p]
attack:
  first move: 01:59
  goals: {g: {when: loot is r}}
  steps:
    s: {does: S, takes: 1m, during: [a is on, b is on]}
""",
        controls=(
            "00:01 umpire alpha: a is on",
            "00:01:30 umpire alpha: b is on",
            "00:04 umpire alpha: a is not on",
        ),
        facts=(
            ("loot.p", "+0:03:16.489 -1:15:04.500"),
            ("loot.q", "+0:03:16.489"),
            ("loot.r", "+1:15:04.500"),
        ),
    ),
    # Ten a minute apart: both marks are met at 0:15:00, and the meter that stands second has the last word.
    "two meters meet their marks in one instant, in file order": Case(
        """
meters:
  m: {counts: 1 per minute while a is on, marks: at 10 -> loot is p}
  n: {counts: 2 per minute while a is on, marks: at 20 -> loot is not p}
attack:
  first move: 00:05
  opening: [s]
  goals: {g: {when: loot is p}}
  steps:
    s: {does: S, takes: 10m, during: a is on, then: a is done}
""",
        steps=("0:05:00 s success 0:15:00",),
        facts=(
            ("loot.p", "+0:15:00 -0:15:00"),
            ("goal.g.reached", "+0:15:00"),
            ("a.on", "+0:05:00 -0:15:00"),
        ),
    ),
    # On at 0:05: 60, which adds 60 more and meets the second mark. Off at 0:10: 60. The PC is off at 0:21: 6, then 0.
    "a level lifts itself over its second mark and falls in two steps": Case(
        """
meters:
  level:
    adds: [60 while a is on, 60 while loot is p]
    keeps: 10% while pc is off
    marks: [at 50 -> loot is p, at 100 -> loot is q, down to 90 -> loot is not q, down to 12 -> loot is not p]
attack:
  first move: 00:05
  goals: {g: {when: loot is q}}
  steps:
    s: {does: S, takes: 5m, during: a is on}
""",
        ("00:20 shut down host pc",),
        facts=(("loot.p", "+0:05:00 -0:21:00"), ("loot.q", "+0:05:00 -0:10:00")),
    ),
    # Known is only what holds at the end of a doomed attempt: second, at 0:09. The first is run into again at 0:21.
    "a doomed attempt teaches what blocks at its end alone": Case(
        """
attack:
  first move: 00:05
  pace: 1m
  goals: {g: {when: loot is p}}
  steps:
    s: {does: S, unless: [first is blocked, second is blocked], takes: 4m, then: loot is p}
""",
        (
            "00:00 block indicator first",
            "00:06 unblock indicator first",
            "00:06 block indicator second",
            "00:19 block indicator first",
            "00:20 unblock indicator second",
            "00:40 unblock indicator first",
        ),
        steps=("0:05:00 s! failed 0:09:00", "0:21:00 s! failed 0:25:00", "0:41:00 s success 0:45:00"),
    ),
    # Doomed to 0:09 and cut at 0:11 are two failures of s: it is given up, and the attacker goes on with t.
    "a step that failed too often is given up, the attack is not": Case(
        """
attack:
  first move: 00:05
  pace: 1m
  retries after: 0s
  gives up: after 2 failures of the same step
  goals: {g: {when: loot is p}, h: {when: loot is q}}
  steps:
    s: {does: S, unless: first is blocked, takes: 4m, then: loot is p}
    t: {does: T, takes: 30m, then: loot is q}
""",
        (
            "00:00 block indicator first",
            "00:08 unblock indicator first",
            "00:09 block indicator first",
            "00:14 unblock indicator first",
        ),
        steps=("0:05:00 s! failed 0:09:00", "0:10:00 s cut 0:11:00", "0:12:00 t success 0:42:00"),
    ),
    # Cut at 0:10 by what alarms: one minute of rest. t makes the mood that comes last: three minutes.
    "the hand rests by the mood that its own end brought": Case(
        """
attack:
  first move: 00:05
  pace: 10m
  retries after: 40m
  opening: [s, t, u]
  moods:
    alarmed: {while: pc is isolated, pace: 1m}
    hurried: {while: loot is q, pace: 3m}
  goals: {g: {when: [loot is p, loot is q, loot is u]}}
  steps:
    s: {does: S, target: pc, takes: 10m, then: loot is p}
    t: {does: T, takes: 4m, then: loot is q}
    u: {does: U, takes: 4m, then: loot is u}
""",
        ("00:08 isolate host pc",),
        steps=("0:05:00 s cut 0:10:00", "0:11:00 t success 0:15:00", "0:18:00 u success 0:22:00"),
    ),
    # Three hands from 0:05; the mood is gone at 0:07. All end at 0:15, one hand is left and rests until 0:17.
    "hands that a mood takes away finish their work": Case(
        """
attack:
  first move: 00:05
  pace: 2m
  moods:
    busy: {while: pc is watched, hands: 3}
  goals: {g: {when: loot is p}, h: {when: loot is q}, i: {when: loot is r}, j: {when: loot is s}}
  steps:
    p: {does: S, takes: 10m, then: loot is p}
    q: {does: S, takes: 10m, then: loot is q}
    r: {does: S, takes: 10m, then: loot is r}
    s: {does: S, takes: 10m, then: loot is s}
""",
        controls=("00:04 umpire alpha: pc is watched", "00:07 umpire alpha: pc is not watched"),
        steps=(
            "0:05:00 p success 0:15:00",
            "0:05:00 q success 0:15:00",
            "0:05:00 r success 0:15:00",
            "0:17:00 s success 0:27:00",
        ),
    ),
    # Cut at 0:07, p cools until 0:17; q and r come first, p again at 0:26, and s at last.
    "the story goes on around a step that cools, and comes back to it": Case(
        """
attack:
  first move: 00:05
  pace: 2m
  opening: [p, q, r, s]
  goals: {g: {when: loot is s}}
  steps:
    p: {does: O, needs: pc is not watched, takes: 5m, then: loot is p}
    q: {does: O, takes: 3m, then: loot is q}
    r: {does: O, takes: 10m, then: loot is r}
    s: {does: O, takes: 3m, then: loot is s}
""",
        controls=("00:07 umpire alpha: pc is watched", "00:08 umpire alpha: pc is not watched"),
        steps=(
            "0:05:00 p cut 0:07:00",
            "0:09:00 q success 0:12:00",
            "0:14:00 r success 0:24:00",
            "0:26:00 p success 0:31:00",
            "0:33:00 s success 0:36:00",
        ),
    ),
    # Sessions end at 0:10: what needs the account or is kept off by it is cut, though it continues; r only gives and ends it.
    "ending an account's sessions cuts also what continues": Case(
        """
attack:
  first move: 00:05
  pace: 2m
  hands: 3
  retries after: 1h
  opening: [p, q, r]
  goals: {g: {when: [loot is p, loot is q, other is stolen]}}
  steps:
    p: {does: O, needs: acc is stolen, takes: 20m, once started: continues, then: loot is p}
    q: {does: T, unless: acc is disabled, takes: 20m, then: loot is q}
    r: {does: T, takes: 20m, then: [other is stolen, acc is not stolen]}
""",
        ("00:08 end sessions acc", "00:12 reset password acc"),
        steps=("0:05:00 p cut 0:10:00", "0:05:00 q cut 0:10:00", "0:05:00 r success 0:25:00"),
    ),
    # Idle 0:08-0:14, four minutes more: 0:18; and 0:30-0:31. What runs goes on.
    "credits add up and stop what begins, not what runs": Case(
        """
attack:
  first move: 00:05
  pace: 2m
  goals: {g: {when: loot is p}, h: {when: loot is q}, i: {when: loot is r}}
  steps:
    p: {does: A, takes: 10m, then: loot is p}
    q: {does: B, takes: 10m, then: loot is q}
    r: {does: C, takes: 10m, then: loot is r}
""",
        controls=("00:08 credit alpha 6m: x", "00:10 credit alpha 4m: x", "00:30 credit alpha 1m: x"),
        steps=("0:05:00 p success 0:15:00", "0:18:00 q success 0:28:00", "0:31:00 r success 0:41:00"),
    ),
    # One way in is cut at 0:02, the other at 0:10: cut then. Reopened at 0:22, after the cooling.
    "two ways from outside stand for each other": Case(
        """
attack:
  first move: 00:05
  pace: 2m
  goals: {g: {when: loot is p}}
  steps:
    s: {does: S, target: pc, via: https, takes: 20m, then: loot is p}
""",
        ("00:00 cut link net to lan", "00:08 cut link vpn to lan", "00:20 reopen link net to lan"),
        steps=("0:05:00 s cut 0:10:00", "0:22:00 s success 0:42:00"),
    ),
    # Costs: two 20 (0:14 after 0:10), three 20 (again from 0:52); app was touched by the doomed step, so one and four
    # cost nothing. db is off the network 0:14-0:41:30: 17 whole minutes over ten at 3; 0:52-1:00 is under ten.
    "a doomed step touches, and one touched host excuses a red herring that names two": Case(
        """
attack:
  first move: 00:05
  goals: {g: {when: loot is p}}
  steps:
    s: {does: P, target: app, unless: first is blocked, takes: 4m, then: loot is p}
red herrings:
  one: {at: 00:10, traces: [{edr: x}], truth: T, costly: {any: [db is isolated, app is isolated]}}
  two: {at: 00:10, traces: [{edr: x}], truth: T, costly: db is isolated}
  three: {at: 00:15, traces: [{edr: x}], truth: T, costly: db is isolated}
  four: {at: 00:14, traces: [{edr: x}], truth: T, costly: app is isolated}
scoring: {services: 0, attack stopped: 0, fines: {costly mistake: 20, needless outage: 3 per minute}}
""",
        (
            "00:00 block indicator first",
            "00:12 isolate host app",
            "00:12 isolate host db",
            "00:40 reconnect host db",
            "00:50 isolate host db",
        ),
        steps=("0:05:00 s! failed 0:09:00",),
        points=(("fines", -91), ("total", -91)),
    ),
    # Off 0:05-0:20 and isolated 0:10-0:28 are one time of 23 minutes: 13 at 2. 0:49:01 to the end is ten whole minutes.
    "off and isolated are one outage, and only whole minutes count": Case(
        """
attack:
  first move: 00:58
  goals: {g: {when: loot is p}}
  steps:
    s: {does: P, takes: 5m, then: loot is p}
scoring: {services: 0, attack stopped: 0, fines: {needless outage: 2 per minute}}
""",
        (
            "00:04 shut down host db",
            "00:08 isolate host db",
            "00:16 start host db",
            "00:26:30 reconnect host db",
            "00:48:01 shut down host app",
        ),
        points=(("fines", -26), ("total", -26)),
    ),
}


def played(case: Case) -> Play:
    """Return the played case; a scenario that needs more than an hour gets two."""
    orders = "".join(f"    - '{line}'\n" for line in case.orders) or "    []\n"
    controls = "".join(f"  - '{line}'\n" for line in case.controls)
    match = f"match: 1\nteams:\n  alpha:\n{orders}" + (f"controls:\n{controls}" if controls else "")
    ground = GROUND.replace("length: 1h", "length: 2h") if "01:59" in case.more else GROUND
    return perform(ground + case.more, match)


@pytest.mark.parametrize("name", CASES)
def test_a_corner_comes_out_as_it_was_worked_out(name: str) -> None:
    """Steps, facts and points are those that the rules for authors give, added up beside the case."""
    case = CASES[name]
    play = played(case)

    steps = {step.id for step in play.model.operations if step.owner is Owner.ATTACKER}
    assert play.refused == []
    assert not case.steps or case.steps == tuple(
        run for run in play.runs() if run.split()[1].removesuffix("!") in steps
    )
    for fact, changes in case.facts:
        assert " ".join(f"{'+' if now else '-'}{t}" for t, now in play.facts(fact)) == changes
    assert not case.points or play.points() == dict(case.points)
