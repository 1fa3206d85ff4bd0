"""Answer rules, ties in rank, packs and objects that come later, by hand."""

from tests.conformance.stage import HEAD, NETWORK, SOURCES, TEAM, errors_of, perform
from tests.conformance.test_attack import alpha

BASE = HEAD + NETWORK + SOURCES + TEAM

ANSWERS = """
things:
  exfil: {states: running}
  loot: {states: [a, b]}
meters:
  stolen:
    unit: GB
    counts: 0.5 per minute while exfil is running
    marks: [at 100 -> loot is b]
attack:
  first move: 00:05
  pace: 2m to 2m
  opening: [in, on, send]
  goals:
    g: {when: loot is a, worth: 2}
    h: {when: loot is b}
  steps:
    in: {does: I, target: pc, via: https, takes: 4m, then: pc is controlled}
    on: {does: O, from: pc, target: app, via: rdp, takes: 4m, then: app is encrypted}
    send: {does: S, from: pc, takes: 20m, during: exfil is running, then: loot is a}
questions:
  host: {ask: A, answer: first host that was compromised, points: 1}
  hosts: {ask: A, answer: hosts that were compromised or encrypted, points: 10}
  steps: {ask: A, answer: steps that were done, points: 9}
  goals: {ask: A, answer: goals that were reached, points: 10}
  when: {ask: A, answer: 'time of the first compromise, give or take 2m', points: 2}
  done: {ask: A, answer: 'time of send, give or take 1m', points: 4}
  much: {ask: A, answer: 'amount of stolen, give or take 20%', points: 8}
  which:
    ask: A
    choices: [web, mail]
    answer: by first of on, in
    points: 16
  list: {ask: A, answer: [One, Two], points: 32, counts if: on was done}
  late: {ask: A, answer: x, points: 5, opens: 00:30}
  after: {ask: A, answer: x, points: 7, opens: app is encrypted}
scoring: {services: 0, attack stopped: 0, fines: {wrong answer: 1}}
"""


def test_every_answer_rule_by_the_teams_own_history() -> None:
    """Step in 0:05-0:09, on 0:11-0:15, send 0:17-0:37; 0.5 GB a minute for 20 minutes are 10 GB.

    host 1; hosts "pc" of {pc, app}: 5; steps two of three: 6; goals g: 10; when 00:11 is two minutes off: 2;
    done 00:36: 4; much 8 of 10, 20 % off: 8; which: "in" was first, the second choice: 16; list 32; late 5; after 7.
    """
    play = perform(
        BASE + ANSWERS,
        alpha(
            "00:16 answer after: x",
            "00:30 answer late: x",
            "00:40 answer host: PC",
            "00:40 answer hosts: pc",
            "00:40 answer steps: in, on",
            "00:40 answer goals: g",
            "00:40 answer when: 00:11",
            "00:40 answer done: 00:36",
            "00:40 answer much: 8",
            "00:40 answer which: mail",
            "00:40 answer list: two",
        ),
    )

    assert play.refused == []
    earned = {line.item: line.points for line in play.lines() if line.points}
    assert earned == {
        "host": 1,
        "hosts": 5,
        "steps": 6,
        "goals": 10,
        "when": 2,
        "done": 4,
        "much": 8,
        "which": 16,
        "list": 32,
        "late": 5,
        "after": 7,
    }


def test_wrong_by_a_little_is_wrong() -> None:
    """A second over two minutes, an amount of 7.9 for 10, the other choice: nothing, and a fine of one each."""
    play = perform(
        BASE + ANSWERS,
        alpha(
            "00:40 answer when: 00:11:01",
            "00:40 answer much: 7.9",
            "00:40 answer which: web",
        ),
    )

    assert play.points()["total"] == -3


def test_a_question_that_is_not_open_takes_no_answer() -> None:
    """At 0:14:59 the server is not encrypted yet, and before 0:30 the other question is closed."""
    play = perform(BASE + ANSWERS, alpha("00:14:59 answer after: x", "00:29:59 answer late: x"))

    assert [command for command, _why in play.refused] == ["alpha:1", "alpha:2"]


def test_a_rule_without_a_value_is_void() -> None:
    """With nothing compromised, ``host``, ``when``, ``done`` and ``which`` are void, and ``list`` by its own words.

    Left: hosts 10, steps 9, goals 10, much 8, late 5, after 7 (never opened): 49 of 104. Empty lists and 0 GB are right
    answers: hosts 10, steps 9, goals 10, much 8 are 37; 104 * 37 / 49 = 78.53.
    """
    play = perform(
        BASE + ANSWERS.replace("first move: 00:05", "first move: 00:58"),
        alpha(
            "00:40 answer hosts: none",
            "00:40 answer steps: none",
            "00:40 answer goals: none",
            "00:40 answer much: 0",
        ),
    )

    assert play.points() == {"questions": 79, "total": 79}


TIES = """
things:
  loot: {states: a}
attack:
  first move: 00:50
  goals:
    g: {when: loot is a}
  steps:
    s: {does: S, takes: 5m, then: loot is a}
reports:
  r:
    to: A
    clock starts: "00:00"
    due: 30m
    fields:
      f: {ask: A, check: goals that were reached, points: 10}
questions:
  q: {ask: A, answer: x, points: 10}
  p: {ask: A, answer: x, points: 10}
scoring: {services: 0, attack stopped: 0}
"""


def test_ties_go_by_reports_then_containment_then_the_last_gain() -> None:
    """All have ten points: first by reports, then by containment, then by the last gain; two of 0:21 share a rank.

    First contained at 0:10, second at 0:12, the others never; of these, one gained at 0:20.
    """
    match = """
    match: 1
    teams:
      late-two: ['00:21 answer q: x']
      late-one: ['00:21 answer p: x']
      early: ['00:20 answer q: x']
      second: ['00:10 cut link lan to srv', '00:20 answer q: x']
      first: ['00:08 cut link lan to srv', '00:30 answer q: x']
      reporter: ['00:10 report r f: g', '00:11 submit r']
    """
    play = perform(BASE + TIES, match)

    assert {team: play.points(team)["total"] for _rank, team in play.ranks()} == {
        "reporter": 10,
        "first": 10,
        "second": 10,
        "early": 10,
        "late-two": 10,
        "late-one": 10,
    }
    assert play.ranks() == [
        (1, "reporter"),
        (2, "first"),
        (3, "second"),
        (4, "early"),
        (5, "late-two"),
        (5, "late-one"),
    ]


LATER = """
services:
  odd: {needs: rogue}
attack:
  first move: 00:05
  goals:
    g: {when: rogue is compromised}
  steps:
    s: {does: S, takes: 5m, then: rogue is compromised}
"""


def test_what_does_not_exist_yet_is_not_working_and_cannot_be_aimed_at() -> None:
    """The rogue host comes at 0:10, and the service on it is up from then; an order at 0:00 finds nothing there."""
    text = BASE.replace("  app: {zone", "  rogue: {zone: lan, exists at start: no}\n  app: {zone") + LATER
    play = perform(text, alpha("00:00 isolate host rogue", "00:12 shut down host rogue"))

    assert play.not_started() == [("isolate host rogue", "0:00:00")]
    assert play.facts("odd.up") == [("0:10:00", True), ("0:13:00", False)]


JUDGED = """
things:
  loot: {states: a}
attack:
  first move: 00:50
  goals:
    g: {when: loot is a}
  steps:
    s: {does: S, takes: 5m, then: loot is a}
scoring:
  services: 0
  attack stopped: 0
  judged teamwork: 50
"""


def test_what_people_give_and_take() -> None:
    """Half of 50 for teamwork is 25; a penalty of 7 comes off."""
    play = perform(
        BASE + JUDGED,
        "match: 1\nteams:\n  alpha: []\njudges:\n  - '00:30 mark alpha judged:teamwork 50%'\n"
        "  - '00:40 penalty alpha -7: late'\n",
    )

    assert play.points() == {"judged teamwork": 25, "penalties": -7, "total": 18}


NESTED = """
things:
  loot: {states: [a, b, c]}
attack:
  first move: 00:05
  pace: 1m to 1m
  goals:
    g: {when: loot is c}
  steps:
    s:
      does: S
      needs:
        - any:
            - loot is a
            - all: [loot is b, pc is not watched]
        - app is not off
      takes: 5m
      then: loot is c
    t: {does: T, takes: 2m, then: loot is b}
"""


def test_any_and_all_nest_and_are_held() -> None:
    """Step t gives b at 0:07; s starts at 0:08 through the inner all; watching the PC from 0:10 cuts it."""
    play = perform(BASE + NESTED, alpha("00:05 look closely pc"))

    assert [run for run in play.runs() if "look" not in run] == [
        "0:05:00 t success 0:07:00",
        "0:08:00 s cut 0:10:00",
    ]


MANY = """
things:
  loot: {states: [a, b, c, d, e, f, g, h, i]}
attack:
  goals:
    g: {when: loot is a}
  steps:
    t: {does: T, then: [ALL]}
    s:
      does: S
      needs:
        - any: [LEFT]
        - any: [RIGHT]
      then: pc is watched
"""


def test_a_condition_may_have_sixty_four_combinations_and_no_more() -> None:
    """Two any: of eight are 64; of nine and eight 72."""
    states = [f"loot is {c}" for c in "abcdefghi"]
    hosts = [f"pc is {state}" for state in ("off", "isolated", "compromised", "controlled", "encrypted")]
    hosts += [f"app is {state}" for state in ("off", "isolated", "encrypted")]

    def said(first: int) -> list[str]:
        text = MANY.replace("ALL", ", ".join(states)).replace("RIGHT", ", ".join(hosts))
        return [why for _line, why in errors_of(BASE + text.replace("LEFT", ", ".join(states[:first])))]

    assert said(8) == []
    assert said(9) == ["this any: inside any: gives 72 combinations; split the step in two"]


FAILS = """
things:
  loot: {states: [a, noisy]}
attack:
  first move: 00:05
  pace: 1m to 1m
  goals:
    g: {when: loot is a}
  steps:
    s:
      does: S
      takes: 5m
      unless: [pc is watched, app is watched]
      then: loot is a
      if it fails: loot is noisy
"""


def test_what_happens_if_it_fails_does_not_happen_when_it_is_cut() -> None:
    """Cut at 0:06, it only writes its failed traces; doomed it fails, and the world changes."""
    cut = perform(BASE + FAILS, alpha("00:01 look closely pc"))
    doomed = perform(BASE + FAILS, alpha("00:00 look closely app"))

    assert cut.runs()[1] == "0:05:00 s cut 0:06:00"
    assert cut.facts("loot.noisy") == []
    assert doomed.runs()[0:2] == ["0:00:00 look closely app success 0:05:00", "0:05:00 s! failed 0:10:00"]
    assert doomed.facts("loot.noisy") == [("0:10:00", True)]
