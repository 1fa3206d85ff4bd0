"""Edges by hand: the first instant, what is done once, what is cancelled, skipped, voided or done again."""

from tests.conformance.stage import HEAD, NETWORK, SOURCES, perform
from tests.conformance.test_attack import QUICK, alpha

BASE = HEAD + NETWORK + SOURCES + QUICK
START = """
accounts:
  old: {opens: app, stolen: yes}
things:
  loot: {states: [a, b]}
attack:
  first move: 00:00
  pace: 2m to 2m
  goals:
    had: {when: old is stolen}
    g: {when: loot is a}
  steps:
    s: {does: S, takes: 5m, then: loot is a}
injects:
  i: {when: old is stolen, after: 3m, from: A, text: B}
  j: {when: loot is a, from: A, text: B}
"""


def test_at_the_first_instant_goals_and_triggers_are_looked_at() -> None:
    """The account is stolen at the start: its goal is reached at 0:00, its inject comes at 0:03; the step starts at 0:00.

    An inject without ``after`` comes in the millisecond of its cause.
    """
    play = perform(BASE + START)

    assert play.goals() == [("had", "0:00:00"), ("g", "0:05:00")]
    assert play.injects() == [("0:03:00", "i", "sent"), ("0:05:00", "j", "sent")]
    assert play.runs() == ["0:00:00 s success 0:05:00"]


ONCE = """
things:
  loot: {states: [a, b]}
attack:
  first move: 00:05
  pace: 2m to 2m
  opening: [get-in]
  goals:
    g: {when: loot is a}
  steps:
    get-in: {does: G, target: pc, via: https, takes: 5m, then: pc is compromised}
    burrow: {does: B, from: pc, habit: yes, takes: 1m, then: pc is backdoored}
    take: {does: T, from: pc, takes: 20m, then: loot is a}
"""


def test_a_habit_is_done_once_and_a_way_in_again_when_a_goal_needs_it() -> None:
    """In 0:05-0:10, burrow 0:12-0:13, take from 0:15; cleaned at 0:20, it is cut, and cools until 0:30.

    The hand rests until 0:22; the way in again 0:22-0:27; the back door was planted once; take again at 0:30.
    The burrow left no trace, so its back door stays.
    """
    play = perform(BASE + ONCE, alpha("00:10 remove malware pc"))

    assert [run for run in play.runs() if "malware" not in run] == [
        "0:05:00 get-in success 0:10:00",
        "0:12:00 burrow success 0:13:00",
        "0:15:00 take cut 0:20:00",
        "0:22:00 get-in success 0:27:00",
        "0:30:00 take success 0:50:00",
    ]


def test_a_cancelled_order_ends_at_once_and_frees_its_people() -> None:
    """Two administrators patch nothing: both isolate; the first is cancelled at 0:02, and the waiting third starts then."""
    play = perform(
        BASE + ONCE,
        alpha(
            "00:01 isolate host pc", "00:01 isolate host app", "00:01 cut link net to lan", "00:02 cancel 1"
        ),
    )

    assert play.runs()[:3] == [
        "0:01:00 isolate host pc cancelled 0:02:00",
        "0:01:00 isolate host app success 0:03:00",
        "0:02:00 cut link net to lan success 0:04:00",
    ]


SECTIONS = """
things:
  loot: {states: [a, b]}
services:
  web: {needs: app, weight: 2}
  dark: {needs: pc, hidden: yes, weight: 1}
attack:
  first move: 00:50
  pace: 2m to 2m
  goals:
    g: {when: loot is a}
  steps:
    s: {does: S, takes: 5m, then: loot is a}
questions:
  q: {ask: A, answer: x, points: 30}
  p: {ask: A, answer: x, points: 10}
injects:
  skipped: {at: '00:20', from: A, text: B, reply within: 5m, points: 10}
  early: {at: '00:20', from: A, text: B, reply within: 5m, points: 10}
  plain: {at: '00:20', from: A, text: B, reply within: 5m, points: 20}
scoring:
  services: 90
  services afterwards: 30m
  attack stopped: 0
  questions: from questions
  injects: 60
"""


def test_what_a_controller_takes_out_is_void() -> None:
    """The question of 30 is void: the right one of 10 gives all 40. The skipped inject is void, the early one was late.

    Early: released at 0:10, due 0:15, answered 0:16. Plain: 20 of 30 of 60: 40. Services: nothing down: 90.
    """
    play = perform(
        BASE + SECTIONS,
        alpha("00:12 answer p: x", "00:16 reply early: late", "00:24 reply plain: yes")
        + "controls:\n  - '00:05 void question:q: unclear'\n  - '00:06 skip inject skipped'\n"
        + "  - '00:10 release inject early'\n",
    )

    assert play.refused == []
    assert play.points() == {"services": 90, "questions": 40, "injects": 40, "total": 170}


def test_a_limited_service_that_is_down_counts_as_down() -> None:
    """Web: limited from 0:05, isolated 0:10-1:00 and after: 5 + 0.9 * 5 of 90 at weight 2. The hidden one counts in full.

    90 * (2 * 9.5 + 90) / 270 = 36.33. The untouched server was off the network 50 minutes, and no fine is set.
    """
    play = perform(BASE + SECTIONS, alpha("00:02 rate-limit service web", "00:08 isolate host app"))

    assert play.points()["services"] == 36


AGAIN = """
things:
  loot: {states: [a, b, c]}
meters:
  tries:
    counts: 1 per minute while loot is b
    marks: [at 3 -> loot is a]
attack:
  first move: 00:05
  pace: 2m to 2m
  retries after: 1m
  goals:
    g: {when: loot is a}
  steps:
    s:
      does: S
      takes: 4m
      chance: 100%
      during: loot is b
      then: loot is c
      repeat: REPEAT
"""


def test_a_step_may_be_repeated_though_its_effect_holds() -> None:
    """Loot is a after three minutes of the first run; with a mark of five it takes a second run, if that may be."""
    once = perform(BASE + AGAIN.replace("at 3", "at 5").replace("REPEAT", "no"))
    again = perform(BASE + AGAIN.replace("at 3", "at 5").replace("REPEAT", "yes"))

    assert once.runs() == ["0:05:00 s success 0:09:00"]
    assert again.runs() == ["0:05:00 s success 0:09:00", "0:11:00 s success 0:15:00"]
    assert again.goals() == [("g", "0:12:00")]
