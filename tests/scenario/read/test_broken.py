"""Every kind of mistake is reported at its line, with the offending words and what to do."""

from textwrap import dedent

import pytest

from drill.i18n import Language
from drill.scenario.problems import Level, rendered
from drill.scenario.read import read_document
from tests.scenario import tiny


def said_of(text: str) -> list[tuple[int, str]]:
    """Return line and sentence of all problems of a text."""
    problems = read_document({"x.yaml": text})[1]
    return [(problem.line, problem.say(Language.ENGLISH)) for problem in problems]


def line_of(text: str, words: str) -> int:
    """Return the first line that contains these words."""
    return next(number for number, line in enumerate(text.split("\n"), 1) if words in line)


STEP = """
    get-in:
      does: Gets in
      {extra}
      then: pc is compromised
    """


def step(extra: str) -> dict[str, str]:
    """Return a steps section whose one step has one more line."""
    return {"steps": STEP.format(extra=extra)}


JUDGED = """
    note:
      to: Chief
      clock starts: "00:30"
      due: 20m
      fields:
        done: {ask: Done, judge: Real; honest, points: 10}
        when: {ask: When, check: goals that were reached, points: 10}
"""


def judged(extra: str) -> dict[str, str]:
    """Return a report with a judged field of two criteria, and one line about its judging."""
    return {"reports": JUDGED, "judging": extra}


BROKEN: dict[str, tuple[dict[str, str], str, str]] = {
    "judging nothing": (
        judged("{note.dome: {guidance: Look}}"),
        "note.dome",
        "there is nothing called 'note.dome' to mark; did you mean 'note.done'?",
    ),
    "judging what is computed": (
        judged("{note.when: {guidance: Look}}"),
        "note.when:",
        "'note.when' is computed; nobody marks it",
    ),
    "judging twice": (
        judged("{note.done: {guidance: Look}, 'field:note.done': {guidance: Look}}"),
        "field:note.done",
        "'note.done' is there twice",
    ),
    "judging word": (
        judged("{note.done: {guidanc: Look}}"),
        "guidanc:",
        '"guidanc" is not a word for judging; did you mean "guidance"?',
    ),
    "anchor": (
        judged("{note.done: {anchors: {120%: all}}}"),
        "120%",
        "'120%' is not a percent; write 0% to 100%",
    ),
    "sample without marks": (
        judged("{note.done: {samples: [{text: All is well.}]}}"),
        "All is well",
        'this sample has no "marks"; say what each criterion deserves: 50%, 100%',
    ),
    "sample with too few marks": (
        judged("{note.done: {samples: [{text: All is well., marks: 50%}]}}"),
        "All is well",
        "'note.done' has 2 criteria, this sample 1 marks",
    ),
    "sample with a mark that is none": (
        judged("{note.done: {samples: [{text: All is well., marks: '50%, much'}]}}"),
        "All is well",
        "'much' is not a percent; write 0% to 100%",
    ),
    "version": ({"drill": "2"}, "drill: 2", "this checker reads language version 1, the file says 2"),
    "no id": (
        {"scenario": "{title: Tiny, length: 1h}"},
        "scenario:",
        'the scenario has no "id"; write a short name in small letters',
    ),
    "bad id": (
        {"hosts": "\nFS 01: {zone: office}\n"},
        "FS 01",
        '"FS 01" cannot be an id; use small letters, digits and "-", e.g. "fs-01" (put the nice name in label)',
    ),
    "Vietnamese id": (
        {"hosts": "\nMáy Đích: {zone: office}\n"},
        "Máy",
        '"Máy Đích" cannot be an id; use small letters, digits and "-", e.g. "may-dich" (put the nice name in label)',
    ),
    "taken": (
        {"things": "\nfiles: {states: lost}\n"},
        "files: {label",
        '"files" is already the thing on line ',
    ),
    "reserved": (
        {"things": "\nattacker: {states: lost}\n"},
        "attacker: {",
        '"attacker" has a meaning of its own; choose another id',
    ),
    "backup taken": (
        {"things": "\nfs-backup: {states: lost}\n"},
        "fs-backup",
        '"fs-backup" is already the backup of the host on line ',
    ),
    "short": (
        {"scenario": "{id: x, title: X, length: 5m}"},
        "length: 5m",
        "a drill lasts 20m to 12h",
    ),
    "hour of day": (
        {"scenario": "{id: x, title: X, length: 1h, starts at: 25:00}"},
        "25:00",
        "'25:00' is not an hour of the day; write it like 07:45",
    ),
    "level": (
        {"scenario": "{id: x, title: X, length: 1h, level: begginer}"},
        "begginer",
        "'begginer' is not one of: beginner, intermediate, expert; did you mean 'beginner'?",
    ),
    "outside": (
        {"zones": "\ninternet: Internet\noffice: Office\nservers: Servers\n"},
        "internet: Internet",
        "no zone is outside; say outside: yes for the internet",
    ),
    "link twice": (
        {"links": "\n- internet to office: https\n- office to servers: rdp\n- office to servers: smb\n"},
        "smb",
        "office to servers is already on line ",
    ),
    "link form": (
        {"links": "\n- office and servers: https\n"},
        "office and servers",
        "'office and servers' is not a link; write it like 'office to servers: https, smb'",
    ),
    "no zone": (
        {"hosts": "\npc: {ip: 10.1.1.1}\n"},
        "pc: {ip",
        'host "pc" has no "zone"; say in which zone it stands',
    ),
    "unknown host key": (
        {"hosts": "\npc: {zone: office, lable: PC}\n"},
        "lable",
        '"lable" is not a word for a host; did you mean "label"?',
    ),
    "public address": (
        {"hosts": "\npc: {zone: office, ip: 8.8.8.8}\n"},
        "8.8.8.8",
        "8.8.8.8 is a real public address; use 192.0.2.x, 198.51.100.x or 203.0.113.x",
    ),
    "no address": (
        {"hosts": "\npc: {zone: office, ip: 10.1.1}\n"},
        "10.1.1}",
        "'10.1.1' is not an address; write it like 10.20.1.15",
    ),
    "system": (
        {"hosts": "\npc: {zone: office, os: windws}\n"},
        "windws",
        "'windws' is not one of: windows, linux, mac, appliance, other; did you mean 'windows'?",
    ),
    "yes or no": ({"hosts": "\npc: {zone: office, backup: maybe}\n"}, "maybe", "write yes or no"),
    "CVE": (
        {"hosts": "\npc: {zone: office, weaknesses: CVE-20-1}\n"},
        "CVE-20-1",
        "'CVE-20-1' is not a CVE number; write it like CVE-2026-12345",
    ),
    "count": (
        {"hosts": "\npc: {zone: office, count: many}\n"},
        "count: many",
        "'many' does not fit: count is a whole number from 1 to 100000",
    ),
    "domain": (
        {"indicators": "\nc2: {kind: domain, value: evil.com}\n"},
        "evil.com",
        "'evil.com' may exist; use evil.example",
    ),
    "sender": (
        {"indicators": "\nc2: {kind: sender, value: boss@evil.com}\n"},
        "evil.com",
        "'evil.com' may exist; use evil.example",
    ),
    "url": (
        {"indicators": "\nc2: {kind: url, value: 'https://evil.com/x'}\n"},
        "evil.com",
        "'evil.com' may exist; use evil.example",
    ),
    "indicator address": (
        {"indicators": "\nc2: {kind: ip, value: 1.1.1.1}\n"},
        "1.1.1.1",
        "1.1.1.1 is a real public address; use 192.0.2.x, 198.51.100.x or 203.0.113.x",
    ),
    "indicator kind": (
        {"indicators": "\nc2: {kind: domian, value: c2.example}\n"},
        "domian",
        "'domian' is not one of: ip, domain, url, sender, hash; did you mean 'domain'?",
    ),
    "state at start": (
        {"things": "\ndata: {states: [leaked], at start: leakt}\n"},
        "leakt",
        "'data' can never be 'leakt'; did you mean 'leaked'?",
    ),
    "list in one text": (
        {"accounts": "\nsvc:\n  opens: pc, fs\n"},
        "pc, fs",
        "'pc, fs' is one text; write a list: [pc, fs]",
    ),
    "weight": (
        {"services": "\nfiles: {needs: fs, weight: 11}\n"},
        "weight: 11",
        "'11' does not fit: weight is a whole number from 1 to 10",
    ),
    "source name": ({"sources": "\nafter: {label: X}\n"}, "after:", 'a source cannot be called "after"'),
    "negated consequence": (
        {"consequences": "\n- c2 is not reachable: c2 is blocked\n"},
        "not reachable",
        "'c2 is not reachable' says what is not; say what is",
    ),
    "both kinds of meter": (
        {"meters": "\nm:\n  counts: 1 per hour\n  level: 3\n  marks: at 2 -> data is leaked\n"},
        "level: 3",
        "a meter either counts or has a level, not both",
    ),
    "no kind of meter": (
        {"meters": "\ngauge:\n  marks: at 2 -> data is leaked\n"},
        "gauge:",
        'a meter needs "counts" or "level"',
    ),
    "decimals": (
        {"meters": "\nm:\n  counts: 0.4567 per minute\n  marks: at 2 -> data is leaked\n"},
        "0.4567",
        '"0.4567" has too many decimals; three at most',
    ),
    "flicker": (
        {
            "meters": """
            m:
              level: 0
              marks:
                - at 2000 -> data is leaked
                - down to 2500 -> data is not leaked
            """
        },
        "2500",
        'the mark at 2000 and "down to 2500" would flicker; leave a gap',
    ),
    "mark": (
        {"meters": "\nm:\n  level: 0\n  marks: over 5 data is leaked\n"},
        "over 5",
        "'over 5 data is leaked' is not a mark; write it like 'at 2000 -> portal is overloaded'",
    ),
    "keeps": (
        {"meters": "\nm:\n  level: 0\n  keeps: half while pc is off\n  marks: at 5 -> data is leaked\n"},
        "half while",
        "'half' does not keep a share; write it like '5% while portal is rate-limited'",
    ),
    "nobody": (
        {"team": "{actions: all}"},
        "team:",
        'the team has no "people"; say who is there: {analyst: 3, administrator: 2, leader: 1}',
    ),
    "people": (
        {"team": "{people: {analyst: few}}"},
        "few",
        "'few' does not fit: analyst is a whole number from 1 to 100",
    ),
    "unchangeable": (
        {"team": "\npeople: {leader: 1}\nchange:\n  isolate host: {then: pc is off}\n"},
        "isolate host",
        '"then" cannot be changed; takes, people, needs, unless, says and worth can',
    ),
    "hands": (
        {"attack": "hands: 6"},
        "hands: 6",
        "'6' does not fit: hands is a whole number from 1 to 5",
    ),
    "gives up": (
        {"attack": "gives up: sometimes"},
        "sometimes",
        "write never, or: after 3 failures of the same step",
    ),
    "clock": (
        {"attack": "first move: soon"},
        "soon",
        "'soon' is not a time; write 5m, 1h30m, 45s or a clock time like 00:25",
    ),
    "after the end": (
        {"attack": "first move: 05:10"},
        "05:10",
        "05:10 is after the end of the drill (1h)",
    ),
    "no does": (
        {"steps": "\nget-in: {then: pc is compromised}\n"},
        "get-in",
        'step "get-in" has no "does"; say in one line what happens',
    ),
    "misspelt key": (
        step("tecnique: T1566"),
        "tecnique",
        '"tecnique" is not a word for a step; did you mean "technique"?',
    ),
    "technique": (
        step("technique: T15"),
        "T15",
        "'T15' is not a technique; write it like T1566 or T1566.001",
    ),
    "no verb": (
        step("needs: mail works"),
        "mail works",
        "'mail works' is not a sentence; write it like 'fs01 is encrypted' or 'attacker has network-map'",
    ),
    "past in a condition": (
        step("needs: pc was off"),
        "pc was off",
        '"was" looks back; conditions look at now. Use "is"',
    ),
    "double negative": (step("needs: files is not down"), "not down", '"is not down": write "is up"'),
    "joined sentences": (
        step("needs: pc is off and fs is off"),
        "pc is off and",
        "'pc is off and fs is off' is more than one sentence; write a list (all of them), or any: with a list",
    ),
    "section for sentences": (
        step("unless: {any: [pc is off]}"),
        "unless",
        '"unless" takes a sentence or a list of sentences, not a section',
    ),
    "group": (
        step("needs: {ani: [pc is off]}"),
        "ani:",
        '"needs" takes a sentence, a list of sentences, or any: / all: with a list, not "ani"; did you mean "any"?',
    ),
    "time": (
        step("takes: four minutes"),
        "four",
        "'four minutes' is not a time; write 5m, 1h30m, 45s or 3m to 6m",
    ),
    "backwards": (step("takes: 8m to 4m"), "8m to", "8m to 4m runs backwards"),
    "chance": (
        step("chance: 0.85"),
        "0.85",
        "'0.85' is not a chance; write a whole percentage, e.g. 85%",
    ),
    "changes nothing": (
        {"steps": "\nget-in: {does: Nothing}\n"},
        "get-in",
        'step "get-in" changes nothing; write "then" or "during"',
    ),
    "once started": (
        step("once started: goes on"),
        "goes on",
        "'goes on' is not one of: stops, continues",
    ),
    "trace without source": (
        step("traces: [{chance: 50%}]"),
        "chance: 50%",
        "a trace needs a log source and a text: \"mailgw: 'ACCEPT from=...'\"",
    ),
    "trace option": (
        step("traces: [{edr: x, chanse: 50%}]"),
        "chanse",
        '"chanse" is not a word for a trace; did you mean "chance"?',
    ),
    "alert level": (
        step("traces: [{edr: x, alert: 'urgent, Fire'}]"),
        "urgent",
        "alert level 'urgent' is not low, medium, high or critical",
    ),
    "alert title": (
        step("traces: [{edr: x, alert: high}]"),
        "alert: high",
        "'high' is not an alert; write a level and a title: high, Backups deleted",
    ),
    "noise": (
        {"noise": "\n- {source: fw, rate: 812 per minute, lines: x}\n"},
        "- {source",
        "812 benign lines a minute; 600 at most",
    ),
    "rate": (
        {"noise": "\n- {source: fw, rate: often, lines: x}\n"},
        "often",
        "'often' is not a rate; write it like 20 per minute",
    ),
    "at and when": (
        {"injects": "\ncall: {at: 00:10, when: pc is off, from: Lan, text: Hello}\n"},
        "call:",
        'say "at" or "when", not both',
    ),
    "neither at nor when": (
        {"injects": "\ncall: {from: Lan, text: Hello}\n"},
        "call:",
        'inject "call" has no "at"; write a clock time, or a condition under "when"',
    ),
    "points without reply": (
        {"injects": "\ncall: {at: 00:10, from: Lan, text: Hello, points: 5}\n"},
        "call:",
        'points for a reply need "reply within"',
    ),
    "channel": (
        {"injects": "\ncall: {at: 00:10, from: Lan, text: Hello, channel: fone}\n"},
        "fone",
        "'fone' is not one of: phone, mail, chat, ticket, press; did you mean 'phone'?",
    ),
    "points": (
        {"questions": "\nwho:\n  ask: Who?\n  answer: Lan\n  points: 2.5\n"},
        "points: 2.5",
        "points must be a whole number",
    ),
    "not a choice": (
        {"questions": "\nwho:\n  ask: Who?\n  choices: [Lan, Hoa]\n  answer: Mai\n  points: 5\n"},
        "answer: Mai",
        "the answer is not among the choices",
    ),
    "steps and choices": (
        {
            "questions": "\nwho:\n  ask: Who?\n  choices: [Lan, Hoa]\n  answer: by first of get-in\n  points: 5\n"
        },
        "by first of",
        '"by first of" needs a choice for each step: 1 steps, 2 choices',
    ),
    "answer rule": (
        {"questions": "\nwho:\n  ask: How much?\n  answer: amount of what was lost\n  points: 5\n"},
        "amount of",
        "'amount of what was lost' is not an answer rule; write it like 'amount of METER, give or take 20%'",
    ),
    "give or take": (
        {"questions": "\nwho:\n  ask: When?\n  answer: time of get-in\n  points: 5\n"},
        "time of",
        '"give or take" is missing; an exact minute is not a fair answer',
    ),
    "present in the past": (
        {"questions": "\nwho:\n  ask: Who?\n  answer: Lan\n  counts if: pc is off\n  points: 5\n"},
        "pc is off",
        "'pc is off' does not look back; write it like 'fs01 was encrypted' or 'plant-task was done'",
    ),
    "no clock": (
        {
            "reports": """
            notice:
              to: Boss
              clock starts: pc is off
              due: 30m
              fields: {what: {ask: What?, judge: Says it, points: 5}}
            """
        },
        "clock starts",
        '"clock starts" has no clock time; this report may never become due',
    ),
    "due": (
        {
            "reports": """
            notice:
              to: Boss
              clock starts: 00:10
              due: soon
              fields:
                what: {ask: 'What?', judge: Says it, points: 5}
            """
        },
        "soon",
        "'soon' is not a time; write 5m, 1h30m, 45s",
    ),
    "field": (
        {
            "reports": """
            notice:
              to: Boss
              clock starts: 00:10
              due: 30m
              fields:
                what: {ask: 'What?', points: 5}
            """
        },
        "what: {ask",
        'a field needs "check" (computed) or "judge" (people)',
    ),
    "fine": (
        {"scoring": "{fines: {needless outage: two}}"},
        "two",
        "'two' is not a fine; write it like 2 per minute",
    ),
    "total": (
        {"scoring": "{services: 300, attack stopped: 300, total: 1000}"},
        "total: 1000",
        "scoring adds up to 600 points; 1000 was meant?",
    ),
    "runs": (
        {"rehearsal": "{runs: 10}"},
        "runs: 10",
        "'10' does not fit: runs is a whole number from 50 to 2000",
    ),
    "bot": (
        {"rehearsal": "{novise team: at most 40%}"},
        "novise",
        "'novise' is not one of: idle, novice, average, skilled, panic, oracle; did you mean 'novice'?",
    ),
    "bound": (
        {"rehearsal": "{idle team: little}"},
        "little",
        "'little' is nothing to expect; write at most 45%, at least 75%, or 35% to 75%",
    ),
    "section": (
        {"host": "{}"},
        "host: {}",
        '"host" is not a section of a scenario; did you mean "hosts"?',
    ),
    "shape": (
        {"hosts": "[pc, fs]"},
        "[pc, fs]",
        '"hosts" takes a section with keys, not a list',
    ),
    "empty text": ({"hosts": "\npc:\n  zone: office\n  label: ''\n"}, "label: ''", "empty text"),
    "language": (
        {"hosts": "\npc: {zone: office, label: {vi: Máy, fr: Machine}}\n"},
        "fr: Machine",
        '"fr" is not a language here; write vi or en',
    ),
    "use": (
        {"use": "../secret.yaml"},
        "../secret",
        '"../secret.yaml" cannot be used; name a .yaml file in this folder, or library/NAME',
    ),
    "missing file": (
        {"use": "packs/none.yaml"},
        "packs/none",
        'there is no file called "packs/none.yaml" here',
    ),
    "for each word": (
        step("for each: {target: [pc]}"),
        "for each",
        "<target> has a meaning of its own; choose another word",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_mistake_is_reported_where_it_stands(name: str) -> None:
    """Line, offending words and suggestion are those of the one mistake made."""
    sections, words, sentence = BROKEN[name]
    text = tiny.text(**{key.replace(" ", "_"): body for key, body in sections.items()})

    said = said_of(text)

    assert [(line, one) for line, one in said if line == line_of(text, words) and one.startswith(sentence)], (
        said
    )


def test_the_tiny_scenario_itself_has_no_problem() -> None:
    """What the broken files are made from is whole."""
    assert said_of(tiny.text()) == []


def test_all_mistakes_are_reported_together_in_file_order() -> None:
    """Five mistakes in one file give five problems, top to bottom."""
    text = tiny.text(
        scenario="{id: x, title: X, length: 5m}",
        hosts="\npc: {zone: office, lable: PC}\nfs: {ip: 10.1.1.1}\n",
        indicators="\nc2: {kind: domain, value: evil.com}\n",
        steps="\nget-in: {does: Gets in, takes: 9m to 3m, then: pc is compromised}\n",
    )

    said = said_of(text)

    assert [one.split(";")[0] for _, one in said] == [
        "a drill lasts 20m to 12h",
        '"lable" is not a word for a host',
        'host "fs" has no "zone"',
        "'evil.com' may exist",
        "9m to 3m runs backwards",
    ]
    assert [line for line, _ in said] == sorted(line for line, _ in said)


def test_a_broken_document_is_still_given() -> None:
    """Mistakes in values do not hide the rest from later checks; broken references are empty."""
    document, _ = read_document({"x.yaml": tiny.text(hosts="\npc: {ip: 10.1.1.1}\n")})

    assert document is not None
    assert document.hosts[0].zone.name == ""


def test_a_condition_has_at_most_64_combinations() -> None:
    """Groups inside groups are counted, not multiplied out."""
    group = "{any: [pc is off, fs is off, bk is off, mail is off, pc is isolated, fs is isolated]}"
    text = tiny.text(**step(f"needs: [{group}, {group}, {group}]"))

    assert [one for _, one in said_of(text)] == [
        "this any: inside any: gives 216 combinations; split the step in two"
    ]


def test_a_file_of_another_version_is_not_read_further() -> None:
    """The version is the only problem of a file that this program cannot know."""
    document, problems = read_document({"x.yaml": "drill: 3\nthings: [what, ever]\n"})

    assert document is None
    assert len(problems) == 1


@pytest.mark.parametrize("section", ["drill", "scenario", "zones", "team"])
def test_a_missing_section_is_one_problem(section: str) -> None:
    """Of a section that is not there, nothing inside is missed as well."""
    said = said_of(tiny.text(**{section: ""}))

    assert [one.split(";")[0] for _, one in said] == [f'the scenario has no "{section}"']


def test_warnings_say_that_they_are() -> None:
    """The line of a warning differs from that of an error; both begin with file and line."""
    text = tiny.text(scoring="{total: 5}")
    problems = read_document({"x.yaml": text})[1]

    assert [problem.level for problem in problems] == [Level.WARNING]
    assert rendered(problems[0]).startswith(f"x.yaml: line {line_of(text, 'total')}: ")
    assert rendered(problems[0]).endswith("(warning)")


def test_a_problem_is_said_in_vietnamese() -> None:
    """Problems travel as words and are said in the reader's language."""
    text = tiny.text(scenario="{id: x, title: X, length: 5m}")
    problem = read_document({"x.yaml": text})[1][0]

    assert problem.say(Language.VIETNAMESE) == "một cuộc diễn tập kéo dài từ 20m đến 12h"


def test_keys_may_be_spelt_comfortably() -> None:
    """Case, blanks, hyphens and underscores of keys do not matter."""
    text = tiny.text(attack=dedent("First_Move: 00:10\nretries-after: 5m"))

    assert said_of(text) == []
