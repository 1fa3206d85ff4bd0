"""What is declared and plays no part (L15, L19)."""

from collections.abc import Iterator

from drill.i18n import words
from drill.scenario.check.subject import Subject
from drill.scenario.compile.facts import given, read, traces
from drill.scenario.compile.texts import places_in
from drill.scenario.conditions import Sentence, sentences_of
from drill.scenario.document import Document
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
    opens = {account.id: {ref.name for ref in account.opens} for account in document.accounts}
    steps = {step.id: step for step in document.attack.steps}
    for name, host, step in sorted(used):
        if host and opens[name] and host not in opens[name] and ALL not in opens[name]:
            message = words(
                'step "{step}" uses {account} on {host}, which it does not open',
                step=step,
                account=name,
                host=host,
            )
            found.warning(steps[step].place_of("needs"), "L15", message)


def _logins(document: Document) -> Iterator[tuple[str, str, str]]:
    """Yield account, host and step wherever a step needs a stolen account."""
    accounts = {account.id for account in document.accounts}
    for step in document.attack.steps:
        for sentence in sentences_of(step.needs):
            if sentence.name in accounts and sentence.state == "stolen" and not sentence.negated:
                host = step.target or step.source
                yield sentence.name, host.name if host else "", step.id


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
        if host.id not in named:
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
