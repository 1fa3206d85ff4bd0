"""What is declared and plays no part (L15, L19)."""

from collections.abc import Iterator

from drill.i18n import words
from drill.scenario.check.subject import Subject
from drill.scenario.compile.facts import given, read, traces
from drill.scenario.compile.texts import places_in
from drill.scenario.conditions import Sentence, sentences_of
from drill.scenario.document import Document, Step
from drill.scenario.problems import Found

ALL = "all"


def opened_for_nothing(subject: Subject, found: Found) -> None:
    """L15: an account that opens a host no step uses it for, or a step that uses it where it opens nothing."""
    document = subject.document
    used = set(_logins(document))
    for account in document.accounts:
        opened = [ref for ref in account.opens if ref.name]
        if not any(name == account.id for name, _, _ in used) or any(ref.name == ALL for ref in opened):
            continue
        for ref in opened:
            if not any((name, host) == (account.id, ref.name) for name, host, _ in used):
                message = words(
                    "{account} opens {host}; no step goes there", account=account.id, host=ref.name
                )
                found.warning(ref.place, "L15", message)
    for name, host, step in _wrong_doors(document):
        message = words(
            'step "{step}" uses {account} on {host}, which it does not open',
            step=step.id,
            account=name,
            host=host,
        )
        found.warning(step.place_of("needs"), "L15", message)


def _logins(document: Document) -> Iterator[tuple[str, str, str]]:
    """Yield account, host and step wherever a step depends on an account: at its target and where it comes from."""
    accounts = {account.id for account in document.accounts}
    for step in document.attack.steps:
        for sentence in (*sentences_of(step.needs), *step.unless):
            if sentence.name in accounts:
                yield from ((sentence.name, ref.name, step.id) for ref in (step.target, step.source) if ref)


def _wrong_doors(document: Document) -> Iterator[tuple[str, str, Step]]:
    """Yield account, host and step where a stolen account is used at a target that it does not open."""
    opens = {account.id: {ref.name for ref in account.opens} for account in document.accounts}
    for step in document.attack.steps:
        for sentence in sentences_of(step.needs):
            known = opens.get(sentence.name, set())
            stolen = sentence.state == "stolen" and not sentence.negated
            if stolen and step.target and known and not known & {step.target.name, ALL}:
                yield sentence.name, step.target.name, step


def never_used(subject: Subject, found: Found) -> None:
    """L19: a host, account or indicator that no step, line, service or sentence names."""
    document = subject.document
    named = set(_named(document))
    for indicator in document.indicators:
        if indicator.id not in named:
            message = words("indicator {name} appears in no trace and no condition", name=indicator.id)
            found.warning(indicator.place, "L19", message)
    for account in document.accounts:
        if account.id not in named:
            found.warning(account.place, "L19", words("account {name} is never used", name=account.id))
    for host in document.hosts:
        if host.id not in named and not host.keeps_backups:
            found.warning(host.place, "L19", words("host {name} is never used", name=host.id))


def _named(document: Document) -> Iterator[str]:
    for step in document.attack.steps:
        yield from (ref.name for ref in (step.source, step.target) if ref)
    for sentence in (*given(document), *read(document)):
        yield from _subjects(sentence)
    for trace in traces(document):
        for text in (trace.text.en, trace.text.vi, trace.alert.title.en if trace.alert else ""):
            for place in places_in(text):
                yield place.partition(".")[0]
            yield from text.replace("/", " ").replace("=", " ").replace(",", " ").split()
        if trace.on:
            yield trace.on.name
    for account in document.accounts:
        yield from (ref.name for ref in account.opens)
    for question in document.questions:
        yield from places_in(question.ask.en)


def _subjects(sentence: Sentence) -> Iterator[str]:
    if sentence.name:
        yield sentence.name
        yield sentence.name.removesuffix("-backup")
