"""The compiled model: facts, meters, people, points, hash."""

import pytest

from drill.scenario.compile import compile_sentences
from drill.scenario.compile.bits import holds
from drill.scenario.model import (
    AnswerAmount,
    AnswerFirstHost,
    AnswerTime,
    Effect,
    FactKind,
    PastFact,
    PastFirstCompromise,
    Slot,
    SlotKind,
)
from tests.scenario.tiny import bit, compiled, model, names, step, text, way, ways


def test_facts_stand_at_their_bits() -> None:
    """Facts are listed by bit, no name twice, and derived ones are those that have rules."""
    made = model()
    assert [fact.bit for fact in made.facts] == list(range(len(made.facts)))
    assert len({fact.name for fact in made.facts}) == len(made.facts)
    derived = {fact.bit for fact in made.facts if fact.kind is FactKind.DERIVED}
    assert {rule.bit for rule in made.rules} == derived
    assert names(made, made.derived) == {made.facts[one].name for one in derived}


def test_no_rule_reads_a_later_one() -> None:
    """Rules are in dependency order."""
    made = model(
        consequences="""
            - a is on: b is on
            - b is on: files is down
            """
    )
    place = {rule.bit: number for number, rule in enumerate(made.rules)}
    for number, rule in enumerate(made.rules):
        for mask, _ in rule.guard:
            assert all(place[one] < number for one in place if mask >> one & 1)


@pytest.mark.parametrize(
    "name",
    [
        "fs.weak.OLD-SMB",
        "link.office-servers.cut",
        "fs-backup.lost",
        "team.declared-an-incident",
        "goal.lock.reached",
        "clock.working-hours",
        "clock.night",
        "files.up",
        "files.failed-over",
        "data.leaked",
    ],
)
def test_canonical_names(name: str) -> None:
    """Facts are called as journals and diagrams call them."""
    assert name in {fact.name for fact in model().facts}


def test_the_start_is_closed() -> None:
    """At the start hosts work, services are up, weaknesses are there, and it is working hours."""
    made = model()
    assert names(made, made.start) == {
        "pc.working",
        "mail.working",
        "fs.working",
        "bk.working",
        "fs.weak.OLD-SMB",
        "files.up",
        "backups.up",
        "clock.working-hours",
    }


def test_a_drill_that_starts_at_night() -> None:
    """Before 07:30 it is night."""
    made = model(scenario="{id: tiny, title: Tiny, length: 1h, starts at: 06:00}")
    assert {"clock.night"} == {name for name in names(made, made.start) if name.startswith("clock")}


METERS = """
    stolen:
      unit: GB
      counts: 0.4 per minute while data is moved
      marks: at 12 -> data is leaked
    load:
      level: 100
      adds: 50 while data is moved
      keeps: 50% while files is rate-limited
      marks: [at 120 -> files is overloaded, down to 110 -> files is not overloaded]
    """


def test_meters_count_in_thousandths() -> None:
    """A counter runs in thousandths per hour, a level in thousandths; both know what moves them."""
    stolen, load = model(meters=METERS).meters
    assert (stolen.base, stolen.terms[0].amount, stolen.marks[0].at) == (0, 24_000, 12_000)
    assert (load.base, load.terms[0].amount, load.keeps[0].percent) == (100_000, 50_000, 50)
    made = model(meters=METERS)
    assert names(made, load.touches) == {"data.moved", "files.rate-limited"}


def test_traces_belong_to_a_host() -> None:
    """A trace belongs to the host in ``on``, else the first one its text names, else the target, else the origin."""
    made = model(
        steps="""
            go:
              does: Goes
              from: pc
              target: fs
              via: rdp
              then: fs is encrypted
              traces:
                - edr: 'from <from.ip> to <target>'
                - edr: 'nothing named'
                - edr: 'on is stronger than <from>'
                  on: bk
            """
    )
    assert [trace.on for trace in step(made, "go").traces] == ["pc", "fs", "bk"]
    assert step(made, "go").traces[0].text.en == ("from 10.1.1.1 to fs",)


def test_what_differs_per_team_becomes_a_slot() -> None:
    """An indicator with a pool of values, the team's name, the time and a meter stay open; the rest is filled in."""
    made = model(
        indicators="""
            sender: {kind: sender, value: a@b.example}
            c2: {kind: domain, value: {one of: [a.example, b.example]}}
            """,
        accounts="clerk: {owner: Clerk}",
        steps="""
            go:
              does: Goes
              target: fs
              then: fs is encrypted
              traces:
                - edr: '<team> <time> <sender> calls <c2>, <clerk.owner> on <fs.label>'
            """,
    )
    slots = [part for part in step(made, "go").traces[0].text.en if isinstance(part, Slot)]
    assert slots == [Slot(SlotKind.TEAM, ""), Slot(SlotKind.TIME, ""), Slot(SlotKind.INDICATOR, "c2")]
    assert step(made, "go").traces[0].text.en[-1] == ", Clerk on fs"


def test_answer_rules() -> None:
    """Answers are computed from history: hosts by bit, moments by fact, amounts by meter."""
    made = model(
        meters=METERS,
        questions="""
            who: {ask: Who, answer: first host that was compromised, points: 1, opens: 00:20}
            when:
              ask: When
              answer: time of the first compromise, give or take 10m
              counts if: files was down
              points: 1
            much:
              ask: How much
              answer: amount of stolen, give or take 20%
              points: 1
            """,
    )
    who, when, much = made.questions
    assert isinstance(who.answer, AnswerFirstHost)
    assert who.answer.hosts[0] == (bit(made, "pc.compromised"), "pc")
    assert who.opens_at == 20 * 60_000
    assert isinstance(when.answer, AnswerTime)
    assert when.answer.of == PastFirstCompromise(tuple(one for one, _ in who.answer.hosts))
    assert when.counts_if == ((PastFact(bit(made, "files.up"), value=False),),)
    assert much.answer == AnswerAmount("stolen", 20)


def test_a_report_starts_at_the_first_of_its_clocks() -> None:
    """A report's clock has moments and conditions; a duty of a legal pack gives the due time in drill hours."""
    made = model(
        scenario="{id: tiny, title: Tiny, length: 4h, real hours per drill hour: 24}",
        reports="""
            notice:
              to: The authority
              clock starts: [team has declared an incident, any goal is reached, '00:30']
              due: vn-2026/R-24H
              fields:
                what: {ask: What, check: goals that were reached, points: 5}
            """,
    )
    report = made.reports[0]
    assert report.starts_at == (30 * 60_000,)
    assert ways(made, report.starts_when) == {way("team.declared-an-incident"), way("any-goal.reached")}
    assert report.due == 3_600_000


def test_team_has_notified_anybody() -> None:
    """Whom a team may have notified is a fact wherever a condition asks for it."""
    made = model(injects="i: {when: team has notified National Centre, from: X, text: Thanks}")
    assert "team.notified-national-centre" in {fact.name for fact in made.facts}


def test_attacker_is_a_mood() -> None:
    """A mood can be asked for like a consequence."""
    made = model(
        attack="moods: {alarmed: {while: pc is isolated, pace: 1m}}",
        injects="i: {when: attacker is alarmed, from: X, text: Boo}",
    )
    assert ways(made, made.injects[0].when) == {way("mood.alarmed")}


def test_scoring_defaults_and_bounds() -> None:
    """Services afterwards is the drill's length, and what the author did not bound is bounded by the level."""
    made = model(rehearsal="{idle team: at most 30%}")
    assert made.scoring.services_afterwards == made.length
    bounds = {bound.bot: (bound.lo, bound.hi) for bound in made.rehearsal.bounds}
    assert bounds["idle"] == (0, 30)
    assert bounds["skilled"] == (75, 100)
    assert [(one.better, one.worse, one.percent) for one in made.rehearsal.beats] == [
        ("skilled", "novice", 85)
    ]


def test_the_hash_is_of_the_texts() -> None:
    """The same text gives the same hash wherever it lies, another text another one."""
    one, again = model(), model()
    other = model(things="data: {states: [leaked, moved, sold]}")
    assert one == again
    assert one.hash != other.hash
    assert len(one.hash) == 64


def test_the_document_is_compiled_without_its_mistakes_in_other_sections() -> None:
    """A scenario with a wrong name gives no model but never an exception."""
    made, problems = compiled(services="files: {needs: [nobody, fs is nothing]}", indicators="", accounts="")
    assert made is None
    assert len(problems) >= 2


def test_an_umpire_sets_facts_with_sentences() -> None:
    """Sentences become one effect with all that is implied; the last one about a fact counts."""
    made = model()
    effect = compile_sentences(made, ["fs is controlled", "pc is off", "pc is not off"])
    assert isinstance(effect, Effect)
    assert names(made, effect.add) == {"fs.controlled", "fs.compromised"}
    assert names(made, effect.rem) == {"pc.off"}


def test_an_umpire_is_told_what_is_wrong() -> None:
    """A misspelt name, a computed state and no sentence at all are refused, each with its line."""
    problems = compile_sentences(model(), ["mial is off", "files is down", "hello"])
    assert isinstance(problems, list)
    assert [problem.line for problem in problems] == [1, 2, 3]
    assert problems[0].say() == "nothing is called 'mial'; did you mean 'mail'?"


def test_addresses_are_invented_beside_the_written_ones() -> None:
    """A host without an address gets a free one in the range of its zone, no address twice."""
    made = model(
        hosts="""
            pc: {zone: office, ip: 10.1.1.1}
            mail: {zone: office}
            fs: {zone: servers, backup: yes, weaknesses: OLD-SMB}
            bk: {zone: servers, keeps backups: yes}
            """
    )
    addresses = {host.id: host.ip for host in made.hosts}
    assert addresses["mail"].startswith("10.1.1.")
    assert len(set(addresses.values())) == 4


def test_the_tiny_scenario_reads_well() -> None:
    """The scenario of these tests is itself without a problem."""
    assert compiled()[1] == []
    assert "fs is encrypted" in text()
    assert holds(model().start, step(model(), "get-in").guard)


def test_noise_fills_hosts_and_keeps_its_own_words() -> None:
    """A noise line names hosts like any line; its own words stay places."""
    made = model(
        noise="""
            - source: fw
              rate: 5 per minute
              lines: ['<pc.ip> GET <site>']
              words: {site: [a.example, b.example]}
            """
    )
    assert made.noise[0].lines == ("10.1.1.1 GET <site>",)


def test_an_unknown_word_in_noise() -> None:
    """A place that is neither a word of the block nor a known name is an error."""
    _, problems = compiled(
        noise="- {source: fw, rate: 5 per minute, lines: ['GET <sight>'], words: {site: [a.example]}}"
    )
    assert problems[0].say() == "<sight> is not a known placeholder here; did you mean 'site'?"
