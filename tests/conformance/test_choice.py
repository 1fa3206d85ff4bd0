"""How the attacker chooses, what it costs to touch a host, and what authors add, by hand."""

from drill.scenario.model import Span
from drill.world.draws import draw, within
from tests.conformance.stage import HEAD, NETWORK, SOURCES, TEAM, clock, perform
from tests.conformance.test_attack import QUICK, alpha

BASE = HEAD + NETWORK + SOURCES + TEAM
TWO_WAYS = """
things:
  loot: {states: [a, b]}
indicators:
  badge: {kind: ip, value: 203.0.113.5}
attack:
  first move: 00:05
  pace: 2m to 2m
  goals:
    g: {when: loot is a}
  steps:
    slow: {does: S, takes: 10m, then: loot is a}
    risky: {does: R, takes: 6m, chance: 50%, then: loot is a}
    short: {does: T, target: pc, unless: badge is blocked, takes: 2m to 4m, then: loot is a}
"""


def test_the_quickest_way_counts_the_chance() -> None:
    """Expected seconds: slow 600, risky 6 min / 50 % = 720, short 180. Short first; when it is blocked, slow.

    Blocked from 0:02: short is doomed for its least time, 0:05-0:07; two minutes of rest; slow 0:09-0:19.
    """
    play = perform(BASE + TWO_WAYS, alpha("00:00 block indicator badge"))

    assert play.runs()[1:] == ["0:05:00 short! failed 0:07:00", "0:09:00 slow success 0:19:00"]


def test_a_duration_is_the_keyed_draw_of_its_attempt() -> None:
    """Short takes 2m + draw(duration, short, 0) * 120001 >> 64 ms; so does an order of a span, by its own id."""
    for seed in range(5):
        play = perform(BASE + TWO_WAYS, alpha("00:01 isolate host app"), seed=seed)
        step = within(draw(seed, "duration", "short", 0), Span(120_000, 240_000))
        order = within(draw(seed, "duration", "isolate host app", 0), Span(120_000, 240_000))

        assert play.runs() == [
            f"0:01:00 isolate host app success {clock(60_000 + order)}",
            f"0:05:00 short success {clock(300_000 + step)}",
        ]


def test_an_isolated_target_is_found_out_by_trying() -> None:
    """The PC is isolated at 0:02; short is doomed against it, for two minutes from 0:05."""
    play = perform(HEAD + NETWORK + SOURCES + QUICK + TWO_WAYS, alpha("00:00 isolate host pc"))

    assert play.runs()[1:] == ["0:05:00 short! failed 0:07:00", "0:09:00 slow success 0:19:00"]


CHAIN = """
things:
  loot: {states: [a, b]}
attack:
  first move: 00:05
  pace: 1m to 1m
  goals:
    a: {when: loot is a, worth: 1}
    b: {when: loot is b, worth: 5}
  steps:
    to-a: {does: A, takes: 2m, then: loot is a}
    key: {does: K, takes: 5m, then: attacker has key}
    to-b: {does: B, needs: attacker has key, takes: 5m, then: loot is b}
"""


def test_worth_weighs_the_way_to_a_goal() -> None:
    """H = 1 * 120 + 5 * 600 = 3120. After to-a: 3000 + 120 = 3120; after key: 120 + 1500 + 300 = 1920: key first.

    Then h = 1620: to-a gives 1500 + 120 = 1620, to-b 120 + 300 = 420: to-b, then to-a.
    """
    play = perform(BASE + CHAIN)

    assert play.runs() == [
        "0:05:00 key success 0:10:00",
        "0:11:00 to-b success 0:16:00",
        "0:17:00 to-a success 0:19:00",
    ]


METER_GOAL = """
things:
  exfil: {states: running}
  data: {states: leaked}
meters:
  stolen:
    counts: 1 per minute while exfil is running
    marks: [at 5 -> data is leaked]
attack:
  first move: 00:05
  pace: 1m to 1m
  goals:
    g: {when: data is leaked}
  steps:
    send: {does: S, takes: 10m, during: exfil is running}
"""


def test_a_step_that_only_runs_a_meter_is_worth_doing() -> None:
    """Its mark counts as its effect: send runs 0:05-0:15, the data leak at 0:10, and it is not done again."""
    play = perform(BASE + METER_GOAL)

    assert play.runs() == ["0:05:00 send success 0:15:00"]
    assert play.goals() == [("g", "0:10:00")]


def test_a_step_that_was_too_short_for_its_mark_is_done_again() -> None:
    """Four minutes a time and a minute of rest: 4 by 0:09, the fifth at 0:11."""
    play = perform(BASE + METER_GOAL.replace("takes: 10m", "takes: 4m"))

    assert play.runs() == ["0:05:00 send success 0:09:00", "0:10:00 send success 0:14:00"]
    assert play.goals() == [("g", "0:11:00")]


TOUCHED = """
things:
  loot: {states: a}
attack:
  first move: 00:05
  pace: 2m to 2m
  goals:
    g: {when: loot is a}
  steps:
    s: {does: S, target: pc, takes: 50m, then: loot is a}
red herrings:
  early:
    at: 00:10
    traces: [{edr: x}]
    truth: Nothing.
    costly: pc is isolated
  late:
    at: 00:10
    traces: [{edr: y}]
    truth: Nothing.
    costly: app is isolated
scoring:
  services: 0
  attack stopped: 0
  fines: {costly mistake: 20, needless outage: 1 per minute}
"""


def test_a_host_that_a_step_touched_costs_nothing() -> None:
    """The PC was a target since 0:05: isolating it is neither a mistake nor needless. The server's 0:14-1:00 is both.

    46 minutes less ten, one each, and twenty: -56.
    """
    touched = perform(
        HEAD + NETWORK + SOURCES + QUICK + TOUCHED, alpha("00:12 isolate host pc", "00:12 isolate host app")
    )

    assert touched.points() == {"fines": -56, "total": -56}


OWN_ACTION = """
things:
  loot: {states: a}
  door: {states: guarded}
services:
  web: {needs: [app, door is not guarded]}
attack:
  first move: 00:50
  goals:
    g: {when: loot is a}
  steps:
    s: {does: S, takes: 5m, then: loot is a}
"""
MORE = """
team:
  people: {analyst: 1, administrator: 2, guard: 1}
  actions: [isolate host]
  change:
    isolate host: {takes: 4m, people: 2 administrators}
  extra:
    watch the door:
      does: Puts a guard at the door
      people: guard
      takes: 10m
      needs: door is not guarded
      during: team has sent a guard
      then: door is guarded
    sweep:
      does: Sweeps a host
      people: guard
      target: host
      takes: 5m
      then: <target> is watched
"""


def test_an_author_adds_actions_of_his_own() -> None:
    """The guard goes 0:01-0:11, sweeps the PC after it, 0:11-0:16; the library's other actions are not there."""
    text = (
        HEAD
        + NETWORK
        + SOURCES
        + MORE.replace("people: 2 administrators", "takes: 4m")
        .replace("takes: 4m, takes: 4m", "takes: 4m")
        .replace("then: <target> is watched", "then: '<target> is watched'")
    )
    play = perform(
        text + OWN_ACTION, alpha("00:01 watch the door", "00:02 sweep pc", "00:03 isolate host app")
    )

    assert [run for run in play.runs() if run < "0:5"] == [
        "0:01:00 watch the door success 0:11:00",
        "0:03:00 isolate host app success 0:07:00",
        "0:11:00 sweep pc success 0:16:00",
    ]
    assert play.facts("team.sent-a-guard") == [("0:01:00", True), ("0:11:00", False)]
    assert play.facts("web.up") == [("0:00:00", True), ("0:07:00", False)]
