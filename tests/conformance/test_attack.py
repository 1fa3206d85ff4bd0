"""The attack by hand: when steps start and end, what cuts them, what the attacker learns and what it tries next.

Every expected time is added up in the docstring from the rules for authors, never taken from what the program said.
"""

from tests.conformance.stage import HEAD, NETWORK, SOURCES, TEAM, perform

BASE = HEAD + NETWORK + SOURCES
QUICK = """
team:
  people: {analyst: 1, administrator: 2, leader: 1}
  change:
    isolate host: {takes: 2m}
    remove malware: {takes: 10m}
"""
GET_IN = """
attack:
  first move: 00:05
  pace: 2m to 2m
  goals:
    own: {when: app is compromised}
  steps:
    get-in:
      does: Gets in
      target: pc
      via: https
      takes: 4m
      then: pc is compromised
      traces at start:
        - edr: 'begins on <target>'
      traces:
        - edr: 'got <target>'
      failed traces:
        - edr: 'missed <target>'
    move:
      does: Moves on
      from: pc
      target: app
      via: rdp
      takes: 6m
      then: app is compromised
      failed traces:
        - edr: 'lost <target> from <from>'
"""


def alpha(*lines: str) -> str:
    """Return a match of one team with these lines."""
    return "match: 1\nteams:\n  alpha:\n" + "".join(f"    - '{line}'\n" for line in lines)


def test_the_first_move_the_pace_and_the_durations_add_up() -> None:
    """First move 0:05, four minutes of work, two of rest, six of work: 0:05-0:09, 0:11-0:17."""
    play = perform(BASE + TEAM + GET_IN)

    assert play.runs() == ["0:05:00 get-in success 0:09:00", "0:11:00 move success 0:17:00"]
    assert play.facts("pc.compromised") == [("0:09:00", True)]
    assert play.goals() == [("own", "0:17:00")]
    assert play.traces() == ["get-in.start.1 0:05:00 0:05:00", "get-in.1 0:09:00 0:09:00"]


def test_containment_in_the_same_millisecond_beats_the_step() -> None:
    """Isolating ends at 0:09, when get-in would: it is cut. The attacker now knows; it tries again only once that changes.

    Reconnecting ends at 0:20:00 + 1:30; the step has cooled since 0:19, so it starts at that moment.
    """
    play = perform(BASE + QUICK + GET_IN, alpha("00:07 isolate host pc", "00:20 reconnect host pc"))

    assert play.runs() == [
        "0:05:00 get-in cut 0:09:00",
        "0:07:00 isolate host pc success 0:09:00",
        "0:20:00 reconnect host pc success 0:21:30",
        "0:21:30 get-in success 0:25:30",
        "0:27:30 move success 0:33:30",
    ]


def test_losing_the_from_host_cuts_the_step_at_that_instant() -> None:
    """``from`` implies compromised: cleaning the PC from 0:04 to 0:14 cuts the move at 0:14, and get-in is done again.

    Remove malware starts before get-in ends; at its end the PC is no longer compromised. The hand rests two minutes;
    get-in never failed, so it is free at 0:16.
    """
    play = perform(BASE + QUICK + GET_IN, alpha("00:04 remove malware pc"))

    assert play.runs() == [
        "0:04:00 remove malware pc success 0:14:00",
        "0:05:00 get-in success 0:09:00",
        "0:11:00 move cut 0:14:00",
        "0:16:00 get-in success 0:20:00",
        "0:24:00 move success 0:30:00",
    ]
    assert "move.failed.1 0:14:00 0:14:00" in play.traces()


def test_cutting_the_link_cuts_the_step_that_crosses_it() -> None:
    """Cut link takes two minutes from 0:12: the move ends at 0:14, and nothing else leads to the server."""
    play = perform(BASE + QUICK + GET_IN, alpha("00:12 cut link lan to srv"))

    assert play.runs() == [
        "0:05:00 get-in success 0:09:00",
        "0:11:00 move cut 0:14:00",
        "0:12:00 cut link lan to srv success 0:14:00",
    ]
    assert play.goals() == []


def test_a_link_cut_beforehand_is_found_out_by_trying() -> None:
    """The attacker believes in the link until it has run into the cut: a doomed attempt of the least duration, once.

    Real move at 0:11; it is doomed, ends at 0:17 and writes its failed traces; reopening at 0:30 ends at 0:32, and it
    starts again at once (cooled since 0:27).
    """
    play = perform(BASE + QUICK + GET_IN, alpha("00:01 cut link lan to srv", "00:30 reopen link lan to srv"))

    assert play.runs() == [
        "0:01:00 cut link lan to srv success 0:03:00",
        "0:05:00 get-in success 0:09:00",
        "0:11:00 move! failed 0:17:00",
        "0:30:00 reopen link lan to srv success 0:32:00",
        "0:32:00 move success 0:38:00",
    ]
    assert play.traces() == [
        "get-in.start.1 0:05:00 0:05:00",
        "get-in.1 0:09:00 0:09:00",
        "move.failed.1 0:17:00 0:17:00",
    ]


HIDDEN = """
indicators:
  badge: {kind: ip, value: 203.0.113.5}
things:
  door: {states: [noticed, open]}
attack:
  first move: 00:05
  pace: 2m to 2m
  goals:
    own: {when: door is open}
  steps:
    push:
      does: Pushes
      unless: badge is blocked
      takes: 4m to 8m
      chance: 100%
      during: door is noticed
      then: door is open
      if it fails: pc is watched
      traces at start:
        - edr: 'pushing'
      failed traces:
        - edr: 'failed'
          alert: low, Failed
"""


def test_a_doomed_attempt_takes_the_least_time_and_sets_no_during() -> None:
    """Blocked at 0:02; the doomed attempt runs 0:05 to 0:09, writes only failed traces, and what it does when it fails.

    Unblocking ends at 0:31; the cooling of ten minutes ended at 0:19. The attempt that then starts is the second one.
    """
    play = perform(
        BASE + TEAM + HIDDEN, alpha("00:00 block indicator badge", "00:30 unblock indicator badge")
    )

    assert play.runs()[:3] == [
        "0:00:00 block indicator badge success 0:02:00",
        "0:05:00 push! failed 0:09:00",
        "0:30:00 unblock indicator badge success 0:31:00",
    ]
    assert play.facts("door.noticed")[0] == ("0:31:00", True)
    assert play.facts("pc.watched") == [("0:09:00", True)]
    assert play.alerts() == ["0:09:00 low push.failed.1"]
    assert play.runs()[3].startswith("0:31:00 push success ")


def test_what_no_longer_blocks_at_the_end_of_a_doomed_attempt_is_not_learned() -> None:
    """Unblocked at 0:08 while the doomed attempt runs: it still fails at 0:09, cools until 0:19 and is tried again."""
    play = perform(
        BASE + TEAM + HIDDEN, alpha("00:00 block indicator badge", "00:07 unblock indicator badge")
    )

    assert play.runs()[1] == "0:05:00 push! failed 0:09:00"
    assert play.runs()[3].startswith("0:19:00 push success ")


TWO_HANDS = """
things:
  exfil: {states: running}
  loot: {states: [one, two, packed]}
meters:
  stolen:
    counts: 7 per minute while exfil is running
    marks:
      - at 3 -> loot is packed
attack:
  first move: 00:05
  pace: 2m to 2m
  hands: 2
  goals:
    all: {when: [loot is one, loot is two]}
  steps:
    short:
      does: A
      takes: 5m
      during: exfil is running
      then: loot is one
    long:
      does: B
      takes: 10m
      during: exfil is running
      then: loot is two
"""


def test_a_during_fact_of_two_steps_ends_with_the_last() -> None:
    """Two hands work from 0:05; the shorter step ends at 0:10, the longer at 0:15, and the fact with it."""
    play = perform(BASE + TEAM + TWO_HANDS)

    assert play.runs() == ["0:05:00 short success 0:10:00", "0:05:00 long success 0:15:00"]
    assert play.facts("exfil.running") == [("0:05:00", True), ("0:15:00", False)]


def test_a_counter_meets_its_mark_in_the_first_millisecond_after_the_exact_time() -> None:
    """Three at seven a minute: 180000 / 7 = 25714.28 ms, so at 0:05:25.715."""
    play = perform(BASE + TEAM + TWO_HANDS)

    assert play.facts("loot.packed") == [("0:05:25.715", True)]


CONTINUES = """
attack:
  first move: 00:05
  pace: 2m to 2m
  goals:
    own: {when: app is compromised}
  steps:
    push:
      does: Pushes
      target: app
      needs: pc is not watched
      takes: 10m
      once started: continues
      then: app is compromised
"""


def test_a_step_that_continues_once_started_is_not_cut() -> None:
    """The server is isolated at 0:09, half-way; the step goes on and succeeds at 0:15."""
    play = perform(BASE + QUICK + CONTINUES, alpha("00:07 isolate host app"))

    assert play.runs() == ["0:05:00 push success 0:15:00", "0:07:00 isolate host app success 0:09:00"]


STORY = """
things:
  loot: {states: [a, b, c, d]}
  seal: {states: broken}
attack:
  first move: 00:05
  pace: 1m to 1m
  opening: [tell, blocked-one, second]
  goals:
    end: {when: [loot is a, loot is b]}
  steps:
    by-b:
      does: One way to b
      takes: 5m
      then: loot is b
    by-a:
      does: The way to a
      takes: 5m
      then: loot is a
    second:
      does: Part of the story
      takes: 3m
      then: loot is d
    blocked-one:
      does: Cannot be done yet
      needs: seal is broken
      takes: 3m
      then: loot is c
    tell:
      does: The story begins
      takes: 2m
      then: pc is compromised
    burrow:
      does: A habit
      habit: yes
      from: pc
      takes: 1m
      then: pc is backdoored
    break-seal:
      does: Something that no goal wants
      takes: 1m
      then: seal is broken
"""


def test_the_opening_comes_first_then_habits_then_the_quickest_way() -> None:
    """The story skips what is blocked; a habit follows; then greedy, and of two equal ways the first in the file.

    0:05-0:07 tell, 0:08-0:11 second, 0:12-0:13 burrow, 0:14-0:19 by-b, 0:20-0:25 by-a; nobody breaks the seal.
    """
    play = perform(BASE + TEAM + STORY)

    assert play.runs() == [
        "0:05:00 tell success 0:07:00",
        "0:08:00 second success 0:11:00",
        "0:12:00 burrow success 0:13:00",
        "0:14:00 by-b success 0:19:00",
        "0:20:00 by-a success 0:25:00",
    ]
    assert play.goals() == [("end", "0:25:00")]


MOODS = """
things:
  loot: {states: [a, b, c]}
attack:
  first move: 00:05
  pace: 10m to 10m
  goals:
    one: {when: loot is a}
    two: {when: loot is b}
    three: {when: loot is c}
  moods:
    nervous: {while: pc is isolated, pace: 1m to 1m}
    frantic: {while: app is isolated, hands: 2}
  steps:
    a: {does: A, takes: 6m, then: loot is a}
    b: {does: B, takes: 6m, then: loot is b}
    c: {does: C, takes: 6m, then: loot is c}
"""


def test_the_pace_is_that_of_the_mood_when_the_hand_comes_free() -> None:
    """The PC is isolated at 0:09; A ends at 0:11 and rests one minute, not ten: B at 0:12, C at 0:19."""
    play = perform(BASE + QUICK + MOODS, alpha("00:07 isolate host pc"))

    assert [run for run in play.runs() if "isolate" not in run] == [
        "0:05:00 a success 0:11:00",
        "0:12:00 b success 0:18:00",
        "0:19:00 c success 0:25:00",
    ]


def test_a_hand_that_a_mood_adds_is_rested_at_once() -> None:
    """Frantic from 0:09: a second hand starts B at 0:09, while A runs until 0:11 and its hand rests until 0:21."""
    play = perform(BASE + QUICK + MOODS, alpha("00:07 isolate host app"))

    assert [run for run in play.runs() if "isolate" not in run] == [
        "0:05:00 a success 0:11:00",
        "0:09:00 b success 0:15:00",
        "0:21:00 c success 0:27:00",
    ]


def test_the_last_mood_that_holds_applies_alone() -> None:
    """With both moods the last one says two hands and, saying no pace, leaves the attack's ten minutes."""
    play = perform(BASE + QUICK + MOODS, alpha("00:07 isolate host pc", "00:07 isolate host app"))

    assert [run for run in play.runs() if "isolate" not in run] == [
        "0:05:00 a success 0:11:00",
        "0:09:00 b success 0:15:00",
        "0:21:00 c success 0:27:00",
    ]


GIVES_UP = """
indicators:
  badge: {kind: ip, value: 203.0.113.5}
things:
  loot: {states: a}
attack:
  first move: 00:05
  pace: 2m to 2m
  retries after: 4m
  gives up: after 2 failures of the same step
  goals:
    one: {when: loot is a}
  steps:
    a:
      does: A
      takes: 6m
      unless: pc is watched
      then: loot is a
"""


def test_retries_cool_and_the_attacker_gives_up() -> None:
    """Cut by an umpire's word at 0:06, cool until 0:10, cut again at 0:11; two failures end it for good."""
    play = perform(
        BASE + TEAM + GIVES_UP,
        "match: 1\nteams:\n  alpha: []\ncontrols:\n"
        "  - '00:06 umpire alpha: pc is watched'\n"
        "  - '00:07 umpire alpha: pc is not watched'\n"
        "  - '00:11 umpire alpha: pc is watched'\n"
        "  - '00:12 umpire alpha: pc is not watched because it is a test'\n",
    )

    assert play.runs() == ["0:05:00 a cut 0:06:00", "0:10:00 a cut 0:11:00"]
