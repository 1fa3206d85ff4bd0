"""Every check that needs no rehearsal: a tiny scenario in which it speaks, and the plain one in which it is silent."""

import pytest

from drill.i18n import Language, words
from drill.scenario.check import CHECKS, TEXT_CHECKS, check
from drill.scenario.check.hostile import domains_in, may_exist
from drill.scenario.model import Model
from drill.scenario.problems import Level, Problem
from drill.scenario.read import read_document
from tests.scenario.tiny import SECTIONS, checked, text

IN = """
    get-in:
      does: Gets in
      technique: T1566.001
      target: pc
      then: pc is compromised
      traces:
        - edr: '<target> opened a letter from <sender>'
    """
LOCK = """
    lock:
      does: Locks the files
      technique: T1486
      from: pc
      target: fs
      via: rdp
      {more}
      then: fs is encrypted
      traces:
        - edr: '<from> locks <target>'
    """


def everything(**sections: str) -> tuple[Model | None, list[Problem]]:
    """Return what the whole check comes to."""
    source = {"tiny.yaml": text(**sections)}
    document, _ = read_document(source)
    assert document is not None
    return check(document, source)


def says(code: str, **sections: str) -> list[str]:
    """Return the sentences of one check."""
    return [problem.say() for problem in everything(**sections)[1] if problem.code == code]


def steps(more: str = "", extra: str = "") -> str:
    """Return the tiny attack with more keys in its second step and more steps after it."""
    return "\n".join([IN, LOCK.format(more=more), extra])


def test_a_fact_that_nothing_makes_true() -> None:
    """L02: a needed sentence that nobody can bring about is an error."""
    assert says("L02", injects="i: {when: mail is encrypted, from: X, text: Hello}") == [
        "'mail is encrypted': nothing ever makes this true"
    ]


def test_a_dead_alternative_is_a_warning() -> None:
    """L02: among alternatives only a warning, as long as another one is alive."""
    made, problems = everything(
        injects="""
            i:
              when: {any: [mail is encrypted, fs is encrypted]}
              from: X
              text: Hello
            """
    )
    assert made is not None
    assert [problem.level for problem in problems if problem.code == "L02"] == [Level.WARNING]


def test_marks_that_flicker() -> None:
    """L04: a mark that moves its own level back is an error; with a gap it is none."""
    level = """
        load:
          level: 10
          adds: [100 while data is moved, {back} while files is overloaded]
          marks: [at 50 -> files is overloaded, down to 20 -> files is not overloaded]
        """
    carry = steps(extra="    carry: {does: Carries, technique: T1041, from: pc, during: data is moved}")
    assert says("L04", meters=level.format(back="10"), steps=carry) == []
    stops = """
        load:
          level: 10
          adds: 100 while data is moved
          keeps: 5% while files is overloaded
          marks: [at 50 -> files is overloaded, down to 20 -> files is not overloaded]
        """
    assert says("L04", meters=stops, steps=carry) == ["the marks of load would flicker; leave a gap"]


def test_a_step_that_can_never_happen() -> None:
    """L05: a step whose needs nothing brings about is an error that names what is missing."""
    assert says("L05", steps=steps(more="needs: svc is stolen")) == [
        'step "lock" can never happen: nothing makes "svc is stolen" true'
    ]


def test_a_step_that_contradicts_itself() -> None:
    """L05: needs that exclude each other are named as such."""
    assert says("L05", steps=steps(more="needs: pc is not compromised")) == [
        'step "lock" can never happen: what it needs contradicts itself'
    ]


def test_a_step_that_needs_the_team_first() -> None:
    """L06: a step that waits for a team action is a warning that names the action."""
    assert says("L06", steps=steps(more="needs: svc is disabled")) == [
        'step "lock" happens only after the team acts ("disable account svc")'
    ]


def test_goals_out_of_reach() -> None:
    """L07: a goal that nobody can reach is an error, one that needs the team first is a warning."""
    assert says("L07", goals="lock: {when: mail is encrypted}") == [
        'goal "lock" can never be reached: nothing makes "mail is encrypted" true'
    ]
    assert says("L07", steps=steps(more="needs: svc is disabled")) == [
        'goal "lock" is out of reach while the team does nothing'
    ]


def test_one_order_that_stops_too_much() -> None:
    """L10: an order that stops several goals and costs nothing; L11 names it for each of them."""
    goals = "lock: {when: fs is encrypted}\nin: {when: pc is compromised}"
    assert '"block indicator sender" alone stops 2 of 2 goals and costs no service; add another way' in says(
        "L10", goals=goals, steps=steps().replace("target: pc", "target: pc\n      unless: sender is blocked")
    )
    assert any("cut link office to servers" in line for line in says("L11", goals=goals))


def test_steps_without_a_trace() -> None:
    """L14: a step that leaves nothing, or whose traces the log never gets; damage before any sign."""
    silent = "    hide: {does: Hides, technique: T1070, from: pc, then: attacker has hidden}"
    assert 'step "hide" leaves no trace' in says("L14", steps=steps(extra=silent))
    blind = SECTIONS["sources"].replace("{label: EDR}", "{label: EDR, misses: pc}")
    assert 'step "get-in" leaves no trace' in says("L14", sources=blind)
    assert says("L14") == ['"lock": the first sign is the damage itself; add an alert, or traces at start']


def test_accounts_and_the_hosts_they_open() -> None:
    """L15: an account opens a host that no step uses it for, or is used where it opens nothing."""
    accounts = "svc: {opens: [fs, mail], stolen: yes}"
    assert says("L15", accounts=accounts, steps=steps(more="needs: svc is stolen")) == [
        "svc opens mail; no step goes there"
    ]
    elsewhere = says(
        "L15", accounts="svc: {opens: mail, stolen: yes}", steps=steps(more="needs: svc is stolen")
    )
    assert 'step "lock" uses svc on fs, which it does not open' in elsewhere


QUESTION = """
    who:
      ask: Who wrote
      answer: {answer}
      points: 5
      {more}
    """


def test_answers_that_no_line_shows() -> None:
    """L16: a literal answer must stand in a line, in the log that ``found in`` names."""
    shown = QUESTION.format(answer="<sender>", more="")
    assert says("L16", questions=shown) == []
    assert says("L16", questions=QUESTION.format(answer="<c2>", more="")) == [
        '"who": no line shows c2.example'
    ]
    assert says("L16", questions=QUESTION.format(answer="<sender>", more="found in: fw")) == [
        '"who": no line shows a@b.example'
    ]


def test_questions_about_what_can_be_prevented() -> None:
    """L17: an answer that only a preventable step shows needs ``counts if``."""
    locks = QUESTION.format(answer="locks fs", more="")
    assert says("L17", questions=locks) == ['"who" needs "counts if: lock was done"']
    assert says("L17", questions=QUESTION.format(answer="locks fs", more="counts if: lock was done")) == []


def test_answers_given_away() -> None:
    """L18: an answer that stands in an inject's text is no question."""
    problems = says(
        "L18",
        questions=QUESTION.format(answer="<sender>", more=""),
        injects="i: {at: 00:10, from: X, text: I got a letter from a@b.example today}",
    )
    assert problems == ['"who": the answer is in the text of inject "i"']


def test_what_is_never_used() -> None:
    """L19: hosts, accounts and indicators that play no part."""
    problems = says("L19")
    assert "host mail is never used" in problems
    assert "indicator c2 appears in no trace and no condition" in problems
    assert not any("host fs" in problem or "host bk" in problem for problem in problems)


def test_deadlines_after_the_end() -> None:
    """L23: a report or reply that is due when the drill is over."""
    report = "r: {to: X, clock starts: '00:45', due: 30m, fields: {f: {ask: A, judge: B, points: 1}}}"
    assert says("L23", reports=report) == ["r is due 01:15, the drill ends 01:00"]
    inject = "i: {at: 00:55, from: X, text: Hello, reply within: 10m, points: 1}"
    assert says("L23", injects=inject) == ["i is due 01:05, the drill ends 01:00"]


ALERT = """
    get-in:
      does: Gets in
      technique: T1566.001
      target: pc
      then: pc is compromised
      traces:
        - edr: '<target> opened a letter'
          alert: low, A letter
    """


def test_alerts_that_prove_too_much_or_too_little() -> None:
    """L24: without red herrings an alert is proof."""
    both = "\n".join([ALERT, LOCK.format(more="")])
    assert says("L24", steps=both) == ["no red herrings: an alert is proof"]
    herring = """
        scan:
          at: 00:10
          truth: Nothing
          traces:
            - fw: 'scan'
              alert: low, A scan
        """
    assert says("L24", steps=both, **{"red herrings": herring}) == []


def test_traps_that_cost_nothing() -> None:
    """L25: a wrong reaction that breaks nothing and is not fined."""
    herring = """
        scan:
          at: 00:10
          truth: Nothing
          costly: {costly}
          traces:
            - fw: 'scan'
        """
    harmless = {"red herrings": herring.format(costly="mail is isolated")}
    assert len(says("L25", **harmless)) == 1
    hurts = {"red herrings": herring.format(costly="cdn is blocked")}
    assert says("L25", **hurts) == []


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("see 8.8.8.8", "8.8.8.8 is a real public address; use 192.0.2.x, 198.51.100.x or 203.0.113.x"),
        ("see https://evil.com/x", "'evil.com' may exist; use evil.example"),
        ("write to a@evil.vn", "'evil.vn' may exist; use evil.example"),
        ("CONNECT evil.com:443", "'evil.com' may exist; use evil.example"),
        (
            "key AKIAABCDEFGHIJKLMNOP",
            "'AKIAABCD...' looks like a real secret; write something that is plainly invented",
        ),
    ],
)
def test_what_is_real_does_not_belong_in_a_drill(said: str, problem: str) -> None:
    """L26: public addresses, living domains and keys are errors wherever they stand."""
    assert says("L26", injects=f"i: {{at: 00:10, from: X, text: '{said}'}}") == [problem]


@pytest.mark.parametrize(
    "said",
    [
        "10.20.1.15",
        "203.0.113.66",
        "255.255.255.255",
        "a@b.example",
        "https://x.test/",
        "up.exe:12",
        "1.2.3",
        "v10.0.19041.1",
    ],
)
def test_what_is_plainly_invented_is_fine(said: str) -> None:
    """L26: private and documentation addresses, reserved domains, file names and versions are no problem."""
    assert says("L26", injects=f"i: {{at: 00:10, from: X, text: 'see {said}'}}") == []


def test_domains_in_prose() -> None:
    """A domain is looked for only where it is used as one."""
    assert list(domains_in("see evil.com or https://u@evil.net/x and mail.evil.org:25")) == [
        "evil.net",
        "mail.evil.org",
    ]
    assert not may_exist("x.example.com")
    assert may_exist("example.com.vn")


def test_noise_with_the_attackers_address() -> None:
    """L27: noise that contains a sign of the attacker."""
    noise = "- {source: fw, rate: 5 per minute, lines: ['GET <site>'], words: {site: [c2.example]}}"
    assert says("L27", noise=noise) == ["noise uses c2.example, which is the attacker's"]


def test_an_opening_out_of_order() -> None:
    """L28: a step of the opening that needs what comes later."""
    assert says("L28", attack="opening: [lock, get-in]") == [
        'opening: "lock" needs pc is compromised, which does not hold by then'
    ]
    assert says("L28", attack="opening: [get-in, lock]") == []


def test_techniques() -> None:
    """L29: unknown is an error, missing and renamed are warnings."""
    assert says("L29", steps=steps().replace("T1486", "T9999")) == ["T9999 is not in ATT&CK 18.1"]
    assert says("L29", steps=steps().replace("T1486", "T1562.001")) == [
        "T1562.001 was renamed in v19; keep it, or write T1685"
    ]
    assert says("L29", steps=steps().replace("      technique: T1486\n", "")) == [
        'step "lock" names no technique'
    ]


def test_points_out_of_proportion() -> None:
    """L31: one section over half of the total."""
    assert says("L31", scoring="{services: 900, attack stopped: 300}") == [
        '"services" is worth 900 of 1200 points (75 %)'
    ]


def test_steps_that_contradict_each_other() -> None:
    """L32: two steps that may run at once and set one fact to opposite values."""
    undo = """
    undo:
      does: Undoes
      technique: T1486
      from: pc
      target: fs
      via: rdp
      then: fs is not encrypted
    """
    assert len(says("L32", steps=steps(extra=undo), attack="hands: 2")) == 1
    assert says("L32", steps=steps(extra=undo)) == []


def test_steps_that_go_round() -> None:
    """L33: a step that repeats by itself many times."""
    beat = (
        "    beat: {does: Beats, technique: T1071, from: pc, repeat: yes, takes: 1m, then: attacker has beat}"
    )
    assert says("L33", steps=steps(extra=beat)) == ['"beat" can repeat 18 times in 1h']


def test_notes_tell_size_and_coverage() -> None:
    """L30 and L34 inform and stop nothing."""
    made, problems = everything()
    assert made is not None
    notes = {problem.code for problem in problems if problem.level is Level.NOTE}
    assert {"L30", "L34"} <= notes


def test_the_table_names_each_check_once() -> None:
    """Codes are unique but for the two halves of the check of real addresses and secrets."""
    codes = [part.code for part in (*TEXT_CHECKS, *CHECKS)]
    assert sorted(code for code in set(codes) if codes.count(code) > 1) == ["L26"]


def test_text_checks_run_although_names_are_wrong() -> None:
    """A wrong name does not hide a public address: all problems come together."""
    found = {
        code
        for code, _ in checked(
            steps=steps(more="needs: mial is off").replace("Locks the files", "See 8.8.8.8")
        )
    }
    assert {"L01", "L26"} <= found


def test_a_suggestion_follows_a_semicolon_alone() -> None:
    """Whatever ends with a full stop loses it before its suggestion."""
    problem = Problem("x", 1, Level.ERROR, "x", words("No."), words("Did you mean yes?"))

    assert problem.say(Language.ENGLISH) == "No; Did you mean yes?"
