"""Points by hand: every figure is worked out in the docstring from the rules for authors."""

from tests.conformance.stage import HEAD, NETWORK, SOURCES, perform
from tests.conformance.test_attack import alpha

TEAM = """
team:
  people: {analyst: 1, administrator: 2, leader: 1}
  change:
    isolate host: {takes: 2m}
"""
QUIET = """
things:
  loot: {states: [a, b]}
attack:
  first move: 00:05
  pace: 2m to 2m
  opening: [take]
  goals:
    small: {when: loot is a}
    big: {when: loot is b, worth: 3}
  steps:
    take: {does: Takes, takes: 5m, then: loot is a}
    drag: {does: Drags, takes: 2h, then: loot is b}
"""
BASE = HEAD + NETWORK + SOURCES + TEAM + QUIET

KEPT = """
services:
  first: {needs: app, weight: 3}
  second: {needs: pc}
scoring:
  services: 300
  services afterwards: 30m
  attack stopped: 300
  fines: {needless outage: 2 per minute, costly mistake: 15}
red herrings:
  scan:
    at: 00:05
    traces: [{edr: scanned}]
    truth: Nothing.
    costly: app is isolated
"""


def test_services_weigh_and_the_final_state_counts_on() -> None:
    """Weights 3 and 1, an hour and 30 minutes afterwards.

    First: isolated 0:10-0:30, so 40 + 30 of 90. Second: 20 full, then rate-limited: 20 + 0.9 * (40 + 30) = 83 of 90.
    300 * (3 * 70 + 83) / (4 * 90) = 244.17. Attack: 3 of 4 denied = 225. Outage: 20 minutes less 10, 2 each = -20;
    the red herring fired at 0:05, so its reaction at 0:10 costs 15 once.
    """
    play = perform(
        BASE + KEPT,
        alpha("00:08 isolate host app", "00:17 rate-limit service second", "00:28:30 reconnect host app"),
    )

    assert play.facts("first.up") == [("0:00:00", True), ("0:10:00", False), ("0:30:00", True)]
    assert play.points() == {"services": 244, "attack stopped": 225, "fines": -35, "total": 434}


def test_a_whole_minute_over_ten_is_what_an_outage_costs() -> None:
    """Isolated 0:02 to 0:14:59: 12 whole minutes, two of them fined: -4; before the herring fired it is no mistake.

    Services: down 12:59 of 90 minutes at weight 3 of 4: 300 * (1 - 3/4 * 779/5400) = 267.54.
    """
    play = perform(BASE + KEPT, alpha("00:00 isolate host app", "00:13:29 reconnect host app"))

    assert play.points() == {"services": 268, "attack stopped": 225, "fines": -4, "total": 489}


def test_ten_minutes_are_free() -> None:
    """Isolated 0:02 to 0:12:59.999 would cost nothing; to 0:13 it is one minute. Each episode has its own ten."""
    free = perform(BASE + KEPT, alpha("00:00 isolate host app", "00:11:29 reconnect host app"))
    again = perform(
        BASE + KEPT,
        alpha(
            "00:00 isolate host app",
            "00:10:30 reconnect host app",
            "00:20 isolate host app",
            "00:30:30 reconnect host app",
        ),
    )

    assert "fines" not in free.points()
    assert again.points()["fines"] == -15


PEOPLE = """
questions:
  early:
    ask: Which host?
    answer: first host that was compromised
    points: 10
    tries: 2
  word:
    ask: Which word?
    answer: [Alpha, Beta]
    points: 20
    tries: 3
    hint: It is Greek.
    hint costs: 6
  pick:
    ask: Which way?
    choices: [mail, web]
    answer: by first of take, drag
    points: 10
  gone:
    ask: What of B?
    answer: x
    counts if: loot was b
    points: 40
  some:
    ask: Which were hit?
    answer: hosts that were compromised or encrypted
    points: 10
    tries: 1
scoring:
  services: 0
  attack stopped: 0
  questions: {points}
  fines: {{wrong answer: 5}}
"""


def test_questions_wrong_tries_hints_and_voids() -> None:
    """No host was compromised: "early" is void, "gone" too, "some" is right when empty.

    Left are 20 + 10 + 10 = 40 of 90. Earned: word 20 - 6, pick 10 (the first choice), some 10: 34 of 40.
    From questions: 90 * 34 / 40 = 76.5, up: 77. Two wrong words cost 10; the void question's wrong try nothing.
    """
    match = alpha(
        "00:01 answer early: pc",
        "00:10 answer word: gamma",
        "00:11 answer word: delta",
        "00:12 hint word",
        "00:13 answer word: BETA",
        "00:14 answer pick: mail",
        "00:15 answer gone: y",
        "00:16 answer some: none",
    )

    assert perform(BASE + PEOPLE.format(points="from questions"), match).points() == {
        "questions": 77,
        "fines": -10,
        "total": 67,
    }
    assert perform(BASE + PEOPLE.format(points="200"), match).points()["questions"] == 170


def test_no_try_is_left_after_the_last() -> None:
    """Three wrong words use the three tries; the right one after them is not taken."""
    play = perform(
        BASE + PEOPLE.format(points="from questions"),
        alpha(*(f"00:1{n} answer word: wrong{n}" for n in range(3)), "00:20 answer word: alpha"),
    )

    assert [command for command, _why in play.refused] == ["alpha:4"]
    assert play.points()["fines"] == -15


INJECTS = """
injects:
  ask-at:
    at: 00:10
    from: A
    text: B
    reply within: 10m
    points: 20
  ask-when:
    when: loot is a
    after: 3m
    from: A
    text: B
    reply within: 5m
    points: 10
  never:
    when: loot is b
    from: A
    text: B
    reply within: 5m
    points: 30
  unless-a:
    at: 00:30
    unless: loot is a
    from: A
    text: B
    reply within: 5m
    points: 40
    then: pc is watched
  sets:
    at: 00:20
    from: A
    text: B
    then: app is watched
scoring:
  services: 0
  attack stopped: 0
  injects: {points}
"""


def test_injects_are_sent_answered_and_scored_on_time() -> None:
    """ask-at: due 0:20, answered at 0:20 sharp. ask-when: a at 0:10, sent 0:13, due 0:18, answered 0:18:01, late.

    never and unless-a are void. 20 of 30 earned: 100 * 20 / 30 = 66.67; from injects 100 too (20+10+30+40).
    """
    match = alpha("00:18:01 reply ask-when: late", "00:20 reply ask-at: yes")
    play = perform(BASE + INJECTS.format(points="from injects"), match)

    assert play.points() == {"injects": 67, "total": 67}
    assert play.facts("app.watched") == [("0:20:00", True)]
    assert play.facts("pc.watched") == []
    assert play.injects() == [
        ("0:10:00", "ask-at", "sent"),
        ("0:13:00", "ask-when", "sent"),
        ("0:20:00", "sets", "sent"),
        ("0:30:00", "unless-a", "dropped"),
    ]


def test_a_blank_reply_earns_nothing_and_a_mark_replaces_the_provisional_points() -> None:
    """ask-at: a blank, so 0 of 30; with a judge's half of 20 it is 10, of 30 not void: 100 * 10 / 30 = 33.3."""
    match = alpha("00:12 reply ask-at: yes") + "judges:\n  - '00:30 mark alpha inject:ask-at 50%'\n"

    assert perform(BASE + INJECTS.format(points="100"), match).points() == {"injects": 33, "total": 33}


REPORTS = """
reports:
  first:
    to: Authority
    clock starts: [team has declared an incident, loot is a, "00:40"]
    due: 30m
    fields:
      began: {{ask: When, check: 'time of loot was a, give or take 2m', points: 10}}
      goals: {{ask: Which goals, check: goals that were reached, points: 9}}
      steps: {{ask: Which steps, check: steps that were done, points: 10}}
      hosts: {{ask: Which hosts, check: hosts that were compromised, points: 10}}
      prose: {{ask: What, judge: True; Short, points: 10}}
scoring:
  services: 0
  attack stopped: 0
  reports: {points}
"""


def test_reports_start_with_the_first_cause_and_score_each_field() -> None:
    """Loot is a at 0:10: the clock starts there, due 0:40. Sent 0:40 sharp: in time.

    began 00:12 is 2m off: right, 10. goals "small, big": 1 of 2: 4.5, up 5. steps right: 10. hosts both empty: 10.
    prose: marks 100 and 50 of two criteria: 7.5, up 8. Together 43.
    """
    match = (
        alpha(
            "00:30 report first began: 00:12",
            "00:30 report first goals: small, big",
            "00:30 report first steps: take",
            "00:31 report first prose: it was so",
            "00:40 submit first",
        )
        + "judges:\n  - '00:50 mark alpha field:first.prose criterion 1 100%'\n"
        + "  - '00:50 mark alpha field:first.prose criterion 2 50%'\n"
    )

    assert perform(BASE + REPORTS.format(points="from reports"), match).points() == {
        "reports": 43,
        "total": 43,
    }


def test_a_scaled_section_is_rounded_once() -> None:
    """As above, 10 + 4.5 + 10 + 10 + 7.5 = 42 of 49, scaled to 100: 85.7, so 86; rounded first it would be 88."""
    match = (
        alpha(
            "00:30 report first began: 00:12",
            "00:30 report first goals: small, big",
            "00:30 report first steps: take",
            "00:31 report first prose: it was so",
            "00:40 submit first",
        )
        + "judges:\n  - '00:50 mark alpha field:first.prose criterion 1 100%'\n"
        + "  - '00:50 mark alpha field:first.prose criterion 2 50%'\n"
    )

    assert perform(BASE + REPORTS.format(points="100"), match).points() == {"reports": 86, "total": 86}


def test_a_late_report_earns_nothing() -> None:
    """Due 0:40, sent a second later: 0."""
    match = alpha("00:30 report first began: 00:10", "00:40:01 submit first")

    assert perform(BASE + REPORTS.format(points="from reports"), match).points() == {"total": 0}


def test_an_order_that_costs_points_and_ranks_with_ties() -> None:
    """Asking for help costs 20; teams whom nothing tells apart share a rank, the next one has the next."""
    text = BASE + "scoring: {services: 0, attack stopped: 100}\n"
    match = """
    match: 1
    teams:
      alpha: []
      bravo: ['00:05 ask for help']
      delta: []
    """

    play = perform(text, match)

    assert play.points("bravo") == {"attack stopped": 75, "fines": -20, "total": 55}
    assert play.ranks() == [(1, "alpha"), (1, "delta"), (2, "bravo")]
