"""Meters, consequences, traces, the calendar, luck and controls by hand."""

from drill.world.inputs import Answered
from tests.conformance.stage import HEAD, NETWORK, TEAM, clock, lucky, perform
from tests.conformance.test_attack import alpha

SOURCES = """
sources:
  edr: {label: Endpoints, misses: app, delay: 30s}
  fw: {label: Firewall}
"""
BASE = HEAD + NETWORK + SOURCES + TEAM

FLOOD = """
things:
  ddos: {states: running}
  queue: {states: [full, fuller]}
services:
  web: {needs: [app, web is not overloaded], noticed after: 2m}
meters:
  load:
    level: 150
    adds: 5000 while ddos is running
    keeps: [5% while web is rate-limited, 50% while pc is watched]
    marks:
      - at 2000 -> web is overloaded
      - down to 1200 -> web is not overloaded
  waiting:
    counts: [150 per minute while web is overloaded, 90 per hour while ddos is running]
    starts: 10
    marks:
      - at 1500 -> queue is full
      - at 3000 -> queue is fuller
consequences:
  - attacker is pleased:
      any: [web is overloaded, queue is full]
attack:
  first move: 00:10
  pace: 2m to 2m
  goals:
    full: {when: queue is fuller}
  steps:
    flood:
      does: Floods
      target: app
      takes: 40m
      during: ddos is running
      traces at start:
        - fw: '2900 sources'
          alert: high, Flood
          after: 2m
"""


def test_a_level_follows_at_once_and_a_counter_to_the_millisecond() -> None:
    """Flood 0:10-0:50: 5150 is over 2000, so overloaded at 0:10 and down again at 0:50.

    Waiting grows 150 + 1.5 = 151.5 a minute from 10: 1490 / 151.5 min = 590099.009 ms, so at 0:19:50.100;
    2990 / 151.5 min = 1184158.4 ms, so at 0:29:44.159. The board notices after two minutes.
    """
    play = perform(BASE + FLOOD)

    assert play.facts("web.overloaded") == [("0:10:00", True), ("0:50:00", False)]
    assert play.facts("queue.full") == [("0:19:50.100", True)]
    assert play.goals() == [("full", "0:29:44.159")]
    assert play.facts("attacker.pleased") == [("0:10:00", True)]
    assert play.alerts() == ["0:12:00 high flood.start.1"]
    assert play.shown() == [("0:12:00", "web", False), ("0:52:00", "web", True)]


def test_keeping_a_share_multiplies_in_file_order() -> None:
    """Rate-limited at 0:15: 5 % of 5150 is 257.5, down to 1200 is met: no longer overloaded.

    Then waiting grows by 1.5 a minute alone: 10 + 5 * 151.5 + 45 * 1.5 is far from 1500.
    """
    play = perform(BASE + FLOOD, alpha("00:12 rate-limit service web"))

    assert play.facts("web.overloaded") == [("0:10:00", True), ("0:15:00", False)]
    assert play.facts("queue.full") == []


def test_half_is_not_enough_to_come_down() -> None:
    """Watched from 0:20: 50 % of 5150 is 2575, over 2000 still."""
    play = perform(BASE + FLOOD, alpha("00:15 look closely pc"))

    assert play.facts("web.overloaded") == [("0:10:00", True), ("0:50:00", False)]


TIE = """
things:
  exfil: {states: running}
  data: {states: leaked}
indicators:
  drop: {kind: ip, value: 203.0.113.9}
meters:
  stolen:
    counts: 1 per minute while exfil is running
    marks: [at 10 -> data is leaked]
attack:
  first move: 00:05
  pace: 1m to 1m
  goals:
    leak: {when: data is leaked}
  steps:
    send:
      does: Sends
      unless: drop is blocked
      takes: 30m
      during: exfil is running
"""


def test_containment_in_the_same_millisecond_beats_the_leak() -> None:
    """Ten at 0:15:00. A block that ends at 0:15:00 comes first; one that ends a second later is too late."""
    in_time = perform(BASE + TIE, alpha("00:13 block indicator drop"))
    too_late = perform(BASE + TIE, alpha("00:13:01 block indicator drop"))

    assert in_time.goals() == []
    assert "0:05:00 send cut 0:15:00" in in_time.runs()
    assert too_late.goals() == [("leak", "0:15:00")]


TRACES = """
indicators:
  c2: {kind: ip, value: 203.0.113.9}
things:
  loot: {states: a}
attack:
  first move: 00:10
  pace: 2m to 2m
  goals:
    g: {when: loot is a}
  steps:
    s:
      does: S
      target: pc
      via: https
      takes: 10m
      then: loot is a
      traces at start:
        - fw: 'start <target.ip>'
          lines: 3
      traces:
        - edr: 'pc one'
          after: 1m
          alert: low, One
        - edr: 'seen on <app>'
        - fw: 'seen if watched'
          needs: pc is watched
        - fw: 'many <c2>'
          lines: 5
          id: many
        - fw: 'maybe'
          chance: 40%
          id: maybe
      failed traces:
        - fw: 'failed'
"""


def test_records_spread_over_the_step_and_wait_for_their_delays() -> None:
    """Lines of the start: 0:10, 0:15, 0:20. At the end: after one minute and the source's 30 s; five lines spread.

    A record spread back in time is visible when written, at 0:20. The line on the host that the source misses has no
    record anyone can search, so it is written for the review alone or not at all; nobody watches the PC.
    """
    play = perform(BASE + TRACES)

    found = [trace for trace in play.traces() if not trace.startswith(("maybe", "s.2"))]
    assert found == [
        "s.start.1 0:10:00 0:10:00",
        "s.start.1 0:15:00 0:15:00",
        "s.start.1 0:20:00 0:20:00",
        "s.1 0:20:00 0:21:30",
        "many 0:10:00 0:20:00",
        "many 0:12:30 0:20:00",
        "many 0:15:00 0:20:00",
        "many 0:17:30 0:20:00",
        "many 0:20:00 0:20:00",
    ]
    assert play.alerts() == ["0:21:30 low s.1"]


def test_a_chance_is_the_keyed_draw_of_its_trace_and_attempt() -> None:
    """For each of eight seeds the record is there exactly when the draw for (trace, maybe, 0) passes 40 %."""
    for seed in range(8):
        written = any(trace.startswith("maybe") for trace in perform(BASE + TRACES, seed=seed).traces())
        assert written == lucky(seed, "trace", "maybe", 0, 40)


LUCK = """
things:
  loot: {states: [a, b]}
attack:
  first move: 00:05
  pace: 2m to 2m
  retries after: 3m
  goals:
    g: {when: loot is a}
  steps:
    s:
      does: S
      takes: 4m
      chance: 50%
      then: loot is a
EXTRA"""


def test_a_step_fails_and_is_tried_again_by_its_own_draws() -> None:
    """Each attempt k takes four minutes and succeeds by the draw (success, s, k); a failure cools three minutes.

    An unrelated order and another step in the file change none of it.
    """
    other = "    t:\n      does: T\n      takes: 9m\n      needs: loot is b\n      then: loot is not b\n"
    other += "    u: {does: U, needs: pc is watched, takes: 1m, then: loot is b}\n"
    for seed in range(6):
        wanted, t, n = [], 300_000, 0
        while t + 240_000 <= 3_600_000:
            won = lucky(seed, "success", "s", n, 50)
            wanted.append(f"{clock(t)} s {'success' if won else 'failed'} {clock(t + 240_000)}")
            t, n = t + 240_000 + 180_000, n + 1
            if won:
                break
        plain = perform(BASE + LUCK.replace("EXTRA", ""), seed=seed)
        more = perform(BASE + LUCK.replace("EXTRA", other), alpha("00:06 isolate host app"), seed=seed)
        assert [run for run in plain.runs() if run.count(" ") == 3] == wanted
        assert [run for run in more.runs() if " s " in run and run.count(" ") == 3] == wanted


CALENDAR = """
things:
  loot: {states: a}
services:
  web: {needs: [app, loot is not a]}
attack:
  first move: 00:20
  pace: 2m to 2m
  goals:
    g: {when: loot is a}
  steps:
    s:
      does: S
      needs: it is night
      takes: 5m
      then: loot is a
"""


def test_the_night_begins_at_half_past_five_and_the_attacker_wakes_for_it() -> None:
    """The drill starts at 17:00: night at 0:30, and the step starts in that millisecond."""
    text = BASE.replace("length: 1h", "length: 1h, starts at: 17:00") + CALENDAR

    play = perform(text)

    assert play.facts("clock.night") == [("0:30:00", True)]
    assert play.facts("clock.working-hours") == [("0:00:00", True), ("0:30:00", False)]
    assert play.runs() == ["0:30:00 s success 0:35:00"]


EDGE = """
things:
  loot: {states: a}
attack:
  first move: 00:50
  pace: 2m to 2m
  goals:
    g: {when: loot is a}
  steps:
    s: {does: S, takes: 10m, then: loot is a}
questions:
  q: {ask: What, answer: x, points: 10}
injects:
  i: {at: '01:00', from: A, text: B}
scoring: {services: 0, attack stopped: 100}
"""


def test_everything_at_the_last_instant_still_happens() -> None:
    """The step that ends with the drill at 1:00 succeeds, an inject of 1:00 is sent and an answer of 1:00 counts."""
    play = perform(BASE + EDGE, alpha("01:00 answer q: X"))

    assert play.goals() == [("g", "1:00:00")]
    assert play.points() == {"questions": 10, "total": 10}
    assert play.injects() == [("1:00:00", "i", "sent")]


def test_a_held_team_stands_still_and_ends_later() -> None:
    """Held 0:52 to 0:57: in its own time the step still ends at 1:00, and an answer at 1:03 shared is one at 0:58."""
    match = (
        alpha("01:03 answer q: x") + "controls:\n  - '00:52 hold alpha: link'\n  - '00:57 release alpha'\n"
    )
    play = perform(BASE + EDGE, match)

    assert play.goals() == [("g", "1:00:00")]
    answered = [e.t for e in play.events if isinstance(e.what, Answered)]
    assert [clock(t) for t in answered] == ["0:58:00"]


def test_credit_moves_deadlines_and_the_end_and_idles_the_attacker() -> None:
    """Credit of ten minutes at 0:45: the attacker waits until 0:55 and ends at 1:05, in a drill that ends at 1:10."""
    match = "match: 1\nteams: {alpha: []}\n" + "controls:\n  - '00:45 credit alpha 10m: link'\n"
    play = perform(BASE + EDGE, match)

    assert play.runs() == ["0:55:00 s success 1:05:00"]
    assert play.ended() == ["1:10:00"]


OWN = """
indicators:
  c2: {kind: domain, value: {one of: [red.example, blue.example, green.example]}}
things:
  loot: {states: a}
attack:
  goals:
    g: {when: loot is a}
  steps:
    s:
      does: S
      target: pc
      takes: 5m
      then: loot is a
      traces:
        - fw: 'to <c2>'
questions:
  q: {ask: Which, answer: '<c2>', points: 10, tries: 5}
scoring: {services: 0, attack stopped: 0}
"""


def test_each_team_has_its_own_value_and_only_that_is_right() -> None:
    """Of three guesses exactly one is right for each team."""
    text = BASE + OWN
    guesses = "".join(
        f"    - '00:1{n} answer q: {c}.example'\n" for n, c in enumerate(("red", "blue", "green"))
    )
    match = "match: 1\nteams:\n" + "".join(f"  {team}:\n{guesses}" for team in ("alpha", "bravo", "delta"))
    play = perform(text, match)

    for team in ("alpha", "bravo", "delta"):
        assert play.points(team) == {"questions": 10, "total": 10}


FAMILY = """
things:
  loot: {states: [a, b]}
attack:
  first move: 00:05
  pace: 1m to 1m
  goals:
    g: {when: [pc is encrypted, app is encrypted]}
  steps:
    lock:
      for each: {victim: [pc, app]}
      does: Locks
      target: '<victim>'
      takes: 5m
      then: '<victim> is encrypted'
"""


def test_a_family_of_steps_is_one_step_for_each() -> None:
    """Copies are called step/name and stand in the order of the list."""
    assert perform(BASE + FAMILY).runs() == [
        "0:05:00 lock/pc success 0:10:00",
        "0:11:00 lock/app success 0:16:00",
    ]


BOTH = """
things:
  ddos: {states: [running, heavy]}
meters:
  load:
    counts:
      - 1 per minute while [ddos is running, pc is not watched]
      - 2 per minute while [ddos is running, pc is watched]
    marks:
      - at 12 -> ddos is heavy
attack:
  first move: 00:05
  goals:
    g: {when: ddos is heavy}
  steps:
    flood: {does: F, takes: 30m, during: ddos is running}
questions:
  first:
    ask: Which came first
    answer: by first of flood, flood
    points: 5
scoring: {services: 0, attack stopped: 0}
"""


def test_a_meter_counts_while_all_of_a_list_hold() -> None:
    """One a minute from 0:05, two from 0:09 when the PC is watched: 4 + 2 * 4 = 12 at 0:13."""
    play = perform(BASE + BOTH, alpha("00:04 look closely pc"))

    assert play.goals() == [("g", "0:13:00")]


def test_the_first_of_steps_is_named_where_there_are_no_choices() -> None:
    """The step's own id is the answer."""
    play = perform(BASE + BOTH, alpha("00:40 answer first: flood"))

    assert play.points() == {"questions": 5, "total": 5}
