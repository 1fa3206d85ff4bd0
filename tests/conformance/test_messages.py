"""Every message that the language page quotes comes out in its words, at the line of the mistake."""

import pytest

from tests.conformance.stage import errors_of

GOOD = """\
drill: 1
scenario:
  id: x
  title: X
  length: 4h
zones:
  internet: {outside: yes}
  office: Office
  servers: Servers
links:
  - internet to office: https
  - office to servers: rdp
hosts:
  pc-vanthu: {zone: office, os: windows, ip: 10.1.1.1}
  fs01: {zone: servers, os: windows, backup: yes, weaknesses: HOLE}
accounts:
  helpdesk: {opens: fs01}
indicators:
  c2: {kind: domain, value: evil.example}
  payload: {kind: hash, value: 9f2c41d0aa}
things:
  data: {states: leaked}
  exfil: {states: running}
services:
  portal:
    needs: [fs01]
sources:
  mailgw: {label: Mail}
consequences:
  - c2 is reachable: c2 is not blocked
meters:
  stolen:
    counts: 1 per minute while exfil is running
    marks:
      - at 12 -> data is leaked
team:
  people: {analyst: 1, administrator: 1, leader: 1}
  actions: all
attack:
  goals:
    leak: {when: data is leaked}
  steps:
    get-in:
      does: Gets in
      technique: T1566.001
      target: pc-vanthu
      via: https
      needs: c2 is reachable
      takes: 4m
      chance: 85%
      then: pc-vanthu is compromised
      traces:
        - mailgw: 'ACCEPT <payload>'
          alert: high, Mail
    steal:
      does: Steals
      technique: T1041
      from: pc-vanthu
      takes: 30m
      during: exfil is running
noise:
  - source: mailgw
    rate: 20 per minute
    lines: ['GET <site>']
    words: {site: [a.example]}
injects:
  ask:
    at: 00:10
    from: A
    text: B
questions:
  q:
    ask: Which
    choices: [a, b]
    answer: a
    points: 10
reports:
  r:
    to: A
    clock starts: "00:30"
    due: 30m
    fields:
      f: {ask: X, judge: Y, points: 5}
scoring:
  services: 300
"""

BROKEN: list[tuple[str, str, str, str]] = [
    (
        "      takes: 4m\n",
        "      takes: 4m\n      takes: 5m\n",
        "takes: 5m",
        "'takes' is written twice here; keep one",
    ),
    (
        "  office: Office",
        "  office: &o Office",
        "&o",
        '"&" and "*" shortcuts are not allowed; write it out or use "for each"',
    ),
    (
        "{ask: X, judge",
        "{ask: Why?, judge",
        "Why?",
        'put this text on its own line; inside { } or [ ] a comma or "?" would cut it',
    ),
    (
        "'ACCEPT <payload>'",
        "ACCEPT: <payload>",
        "ACCEPT:",
        "this line contains \": \", put it in 'single quotes'",
    ),
    (
        "'ACCEPT <payload>'",
        "*payload accepted",
        "*payload",
        "this line starts with \"*\", put it in 'single quotes'",
    ),
    (
        "'ACCEPT <payload>'",
        "@payload accepted",
        "@payload",
        "this line starts with \"@\", put it in 'single quotes'",
    ),
    ("  office: Office", "\toffice: Office", "\toffice", "a tab; indent with two spaces"),
    (
        "technique: T1566.001",
        "tecnique: T1566.001",
        "tecnique",
        '"tecnique" is not a word for a step; did you mean "technique"?',
    ),
    ("      does: Gets in\n", "", "get-in:", 'step "get-in" has no "does"; say in one line what happens'),
    (
        "needs: c2 is reachable",
        "needs: {a: b}",
        "{a: b}",
        '"needs" takes a sentence or a list of sentences, not a section',
    ),
    (
        "  fs01: {zone",
        "  FS 01: {zone",
        "FS 01",
        '"FS 01" cannot be an id; use small letters, digits and "-", e.g. "fs-01" (put the nice name in label)',
    ),
    ("  title: X", "  title: ''", "title:", "empty text"),
    (
        "takes: 4m",
        "takes: four minutes",
        "four",
        "'four minutes' is not a time; write 5m, 1h30m, 45s or 3m to 6m",
    ),
    ("at: 00:10", "at: 05:10", "05:10", "05:10 is after the end of the drill (4h)"),
    ("takes: 4m", "takes: 8m to 4m", "8m", "8m to 4m runs backwards"),
    ("85%", "0.85", "0.85", "'0.85' is not a chance; write a whole percentage, e.g. 85%"),
    ("at 12 ->", "at 0.4567 ->", "0.4567", '"0.4567" has too many decimals; three at most'),
    ("points: 10", "points: 1.5", "1.5", "points must be a whole number"),
    ("alert: high", "alert: urgent", "urgent", "alert level 'urgent' is not low, medium, high or critical"),
    (
        "then: pc-vanthu is compromised",
        "then: fs01 is encryted",
        "encryted",
        "'fs01' can never be 'encryted'; did you mean 'encrypted'?",
    ),
    (
        "then: pc-vanthu is compromised",
        "then: pc-vantu is compromised",
        "pc-vantu",
        "nothing is called 'pc-vantu'; did you mean 'pc-vanthu'?",
    ),
    (
        "then: pc-vanthu is compromised",
        "then: portal is down",
        "portal is down",
        '"portal is down" is worked out from what portal needs; change one of those instead',
    ),
    (
        "needs: c2 is reachable",
        "needs: mail works",
        "mail works",
        "'mail works' is not a sentence; write it like 'fs01 is encrypted' or 'attacker has network-map'",
    ),
    (
        "needs: c2 is reachable",
        "needs: attacker has databundle",
        "databundle",
        "'attacker has databundle': nothing ever makes this true",
    ),
    (
        "needs: c2 is reachable",
        "needs: fs01 was encrypted",
        "fs01 was",
        '"was" looks back; conditions look at now. Use "is"',
    ),
    ("needs: c2 is reachable", "needs: portal is not down", "is not down", '"is not down": write "is up"'),
    ("drill: 1", "drill: 2", "drill: 2", "this checker reads language version 1, the file says 2"),
    ("length: 4h", "length: 15m", "15m", "a drill lasts 20m to 12h"),
    (
        "internet: {outside: yes}",
        "internet: Net",
        "internet: Net",
        "no zone is outside; say outside: yes for the internet",
    ),
    (
        "office to servers: rdp",
        "office to server: rdp",
        "server: rdp",
        "no zone is called 'server'; did you mean 'servers'?",
    ),
    (
        "ip: 10.1.1.1",
        "ip: 8.8.8.8",
        "8.8.8.8",
        "8.8.8.8 is a real public address; use 192.0.2.x, 198.51.100.x or 203.0.113.x",
    ),
    ("evil.example", "evil.com", "evil.com", "'evil.com' may exist; use evil.example"),
    (
        "    counts: 1 per",
        "    level: 5\n    counts: 1 per",
        "level: 5",
        "a meter either counts or has a level, not both",
    ),
    (
        "actions: all",
        "actions: [isolat host]",
        "isolat",
        'no action is called "isolat host"; did you mean "isolate host"?',
    ),
    (
        "target: pc-vanthu",
        "from: pc-vantu",
        "from: pc-vantu",
        "from: no host is called 'pc-vantu'; did you mean 'pc-vanthu'?",
    ),
    (
        "      from: pc-vanthu\n",
        "      from: pc-vanthu\n      target: fs01\n      via: ssh\n",
        "ssh",
        "step 'steal': there is no open link from office to servers for 'ssh'",
    ),
    (
        "      then: pc-vanthu is compromised\n",
        "",
        "get-in:",
        'step "get-in" changes nothing; write "then" or "during"',
    ),
    (
        "- mailgw: 'ACCEPT",
        "- mailgateway: 'ACCEPT",
        "mailgateway",
        "no log source is called 'mailgateway'; did you mean 'mailgw'?",
    ),
    (
        "ACCEPT <payload>",
        "ACCEPT <paylod>",
        "<paylod>",
        "<paylod> is not a known placeholder here; did you mean 'payload'?",
    ),
    ("rate: 20 per", "rate: 812 per", "812", "812 benign lines a minute; 600 at most"),
    (
        "    at: 00:10\n",
        "    at: 00:10\n    when: data is leaked\n",
        "when: data is leaked\n    from",
        'say "at" or "when", not both',
    ),
    ("    answer: a\n", "    answer: c\n", "answer: c", "the answer is not among the choices"),
    (
        'clock starts: "00:30"',
        "clock starts: data is leaked",
        "clock starts",
        '"clock starts" has no clock time; this report may never become due',
    ),
    ("judge: Y, ", "", "f: {ask", 'a field needs "check" (computed) or "judge" (people)'),
    (
        "    choices: [a, b]\n    answer: a\n",
        "    answer: amount of stolen\n",
        "amount of",
        '"give or take" is missing; an exact minute is not a fair answer',
    ),
]


@pytest.mark.parametrize(("good", "broken", "where", "message"), BROKEN)
def test_a_mistake_is_told_as_the_page_says(good: str, broken: str, where: str, message: str) -> None:
    """One thing is broken, and the one problem stands at the line of the words in question."""
    text = GOOD.replace(good, broken, 1)

    assert errors_of(text) == [(text[: text.index(where)].count("\n") + 1, message)]


def test_the_file_without_a_mistake_has_no_problem() -> None:
    """What the mistakes are made in is right."""
    assert errors_of(GOOD) == []
