"""Gives every fact of a scenario its bit: what each kind of thing can be, in file order.

The same file always gives the same bits. What the attacker or the team "has" exists where something gives it, and
seeing a trace is a fact only where something asks for it.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec

from drill.scenario.compile.vocabulary import spelt, told
from drill.scenario.conditions import About, Condition, PastState, Sentence, Verb, sentences_of
from drill.scenario.document import AnswerTime, Document, Step, Trace
from drill.scenario.library import Library
from drill.scenario.model import Fact, FactKind

HOST_STATES = (
    "off",
    "isolated",
    "compromised",
    "controlled",
    "encrypted",
    "backdoored",
    "imaged",
    "captured",
    "watched",
    "emptied",
    "wiped",
)
"""``emptied``: the memory was lost; ``wiped``: the disk was written over. Both are lasting and say what can no longer
be examined."""
ACCOUNT_STATES = ("stolen", "disabled")
SERVICE_STATES = ("rate-limited", "overloaded", "failed over")


class Facts:
    """The list of facts as it grows."""

    def __init__(self) -> None:
        self.all: list[Fact] = []
        self._places: dict[str, int] = {}

    def base(self, subject: str, *states: str) -> None:
        """Add facts that somebody sets."""
        for state in states:
            self.add(f"{subject}.{spelt(state)}", subject, state, FactKind.BASE)

    def derived(self, subject: str, state: str, *, anew: bool = False) -> None:
        """Add a fact that is worked out; ``anew`` makes it one also where it was declared as something to be set."""
        name = f"{subject}.{spelt(state)}"
        self.add(name, subject, state, FactKind.DERIVED)
        if anew:
            at = self._places[name]
            self.all[at] = msgspec.structs.replace(self.all[at], kind=FactKind.DERIVED)

    def add(self, name: str, subject: str, state: str, kind: FactKind) -> None:
        """Add a fact under a name of its own; a name that is known already adds nothing."""
        if name not in self._places:
            self._places[name] = len(self.all)
            self.all.append(Fact(len(self.all), name, kind, subject, state))


def lay_out(document: Document, library: Library) -> tuple[Fact, ...]:
    """Return every fact of the scenario; base facts and derived ones stand beside each other, each in its section."""
    facts = Facts()
    _of_hosts(document, facts)
    _of_others(document, facts)
    _of_attacker_and_team(document, library, facts)
    _of_clock_and_goals(document, facts)
    free = {"attacker", "team", *(thing.id for thing in document.things)}
    for sentence in (consequence.sentence for consequence in document.consequences):
        if sentence.subject and sentence.state:
            anew = sentence.subject in free or sentence.state == "overloaded"
            facts.derived(sentence.subject, sentence.state, anew=anew)
    for mood in document.attack.moods:
        facts.add(f"mood.{mood.id}", f"mood.{mood.id}", "on", FactKind.DERIVED)
    return tuple(facts.all)


def _of_hosts(document: Document, facts: Facts) -> None:
    for host in document.hosts:
        facts.base(host.id, *HOST_STATES, *(f"weak to {name}" for name in host.weaknesses))
        if host.keeps_backups:
            facts.base(host.id, "shielded")
        if not host.exists:
            facts.base(host.id, "present")
        facts.derived(host.id, "working")
        if host.backup:
            facts.base(f"{host.id}-backup", "lost")


def _of_others(document: Document, facts: Facts) -> None:
    for link in document.links:
        facts.base(f"link.{link.source.name}-{link.target.name}", "cut")
    for account in document.accounts:
        facts.base(account.id, *ACCOUNT_STATES, *(() if account.exists else ("present",)))
    for indicator in document.indicators:
        facts.base(indicator.id, "blocked")
    for service in document.services:
        facts.base(service.id, *SERVICE_STATES)
        facts.derived(service.id, "up")
    for thing in document.things:
        facts.base(thing.id, *map(str.casefold, thing.states))


def _of_attacker_and_team(document: Document, library: Library, facts: Facts) -> None:
    for sentence in chain(given(document), library.given(document)):
        if (
            sentence.verb is Verb.HAS
            and not sentence.negated
            and sentence.about in (About.ATTACKER, About.TEAM)
        ):
            facts.base(str(sentence.about), sentence.state)
    known = {trace.id for trace in traces(document)}
    for sentence in read(document):
        if sentence.about is not About.TEAM:
            continue
        if sentence.verb is Verb.SEEN and sentence.state in known:
            facts.base("team", f"seen {sentence.state}")
        elif sentence.verb is Verb.HAS and sentence.state.startswith("notified "):
            who = sentence.state.removeprefix("notified ")
            facts.add(told(who), "team", sentence.state, FactKind.BASE)
    for trace in (trace for step in back_doors(document) for trace in (*step.traces, *step.start_traces)):
        facts.base("team", f"seen {trace.id}")


def _of_clock_and_goals(document: Document, facts: Facts) -> None:
    facts.base("clock", "working hours", "night")
    for goal in document.attack.goals:
        facts.base(f"goal.{goal.id}", "reached")
    facts.derived("any-goal", "reached")


def back_doors(document: Document, host: str = "") -> Iterator[Step]:
    """Yield the steps that leave a back door: on one host, or on any when none is named."""
    for step in document.attack.steps:
        for sentence in step.then:
            if sentence.state == "backdoored" and not sentence.negated and host in ("", sentence.name):
                yield step
                break


def traces(document: Document) -> Iterator[Trace]:
    """Yield every trace that can ever be written."""
    for step in document.attack.steps:
        yield from step.traces
        yield from step.start_traces
        yield from step.failed_traces
    for herring in document.herrings:
        yield from herring.traces
    for extra in document.team.extras:
        yield from extra.traces


def given(document: Document) -> Iterator[Sentence]:
    """Yield every sentence that something in the file makes true."""
    for step in document.attack.steps:
        yield from chain(step.then, step.during, step.fails)
    for extra in document.team.extras:
        yield from chain(extra.then, extra.during)
    for inject in document.injects:
        yield from inject.then
    for meter in document.meters:
        yield from (mark.then for mark in meter.marks)


def read(document: Document) -> Iterator[Sentence]:
    """Yield every sentence that something in the file asks for, or looks back at."""
    for condition in _conditions(document):
        yield from sentences_of(condition)
    for step in document.attack.steps:
        yield from step.unless
    for extra in document.team.extras:
        yield from extra.unless
    for change in document.team.changes:
        yield from change.unless or ()
    for question in document.questions:
        yield from (
            part.sentence for way in question.counts_if for part in way if isinstance(part, PastState)
        )
    answers = chain(
        (question.answer for question in document.questions),
        (field.check for report in document.reports for field in report.fields),
    )
    for answer in answers:
        if isinstance(answer, AnswerTime) and isinstance(answer.of, PastState):
            yield answer.of.sentence


def _conditions(document: Document) -> Iterable[Condition | None]:
    yield from (service.needs for service in document.services)
    yield from (consequence.condition for consequence in document.consequences)
    for meter in document.meters:
        yield from (term.condition for term in meter.terms)
        yield from (keep.condition for keep in meter.keeps)
    yield from (extra.needs for extra in document.team.extras)
    yield from (change.needs for change in document.team.changes)
    yield from (mood.condition for mood in document.attack.moods)
    yield from (goal.when for goal in document.attack.goals)
    yield from (step.needs for step in document.attack.steps)
    yield from (trace.needs for trace in traces(document))
    for herring in document.herrings:
        yield from (herring.when, herring.costly)
    for inject in document.injects:
        yield from (inject.when, inject.unless)
    yield from (question.opens_when for question in document.questions)
    for report in document.reports:
        yield from report.starts_when
