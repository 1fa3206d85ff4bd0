"""What must not stand in a drill's texts: addresses and names that exist, secrets, and noise that gives the attacker away.

A public address or a living domain in a fictional record is how a drill reaches a stranger.
"""

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv4Address

from drill.i18n import words
from drill.scenario.check.subject import Subject
from drill.scenario.compile.facts import traces
from drill.scenario.document import Document
from drill.scenario.model import IndicatorKind, Text
from drill.scenario.problems import Found, Place

_ADDRESS = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)")
_DOMAIN = r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
_IN_PROSE = re.compile(
    rf"(?:://(?:[^\s/@]*@)?|@)(?P<after>{_DOMAIN})|(?<![\w./\\-])(?P<before>{_DOMAIN}):\d{{2,5}}\b"
)
_SECRET = re.compile(
    r"AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36,}|xox[abprs]-[A-Za-z0-9-]{10,}|-----BEGIN [A-Z ]*PRIVATE KEY-----"
)
_INVENTED = (".example", ".test", ".invalid", ".localhost", ".local", ".internal", ".lan", ".home.arpa")
_RESERVED = ("example.com", "example.net", "example.org")
_FILE_ENDINGS = (
    ".exe",
    ".dll",
    ".py",
    ".js",
    ".php",
    ".log",
    ".txt",
    ".conf",
    ".sh",
    ".cs",
    ".go",
    ".java",
    ".sys",
)


def real_addresses(subject: Subject, found: Found) -> None:
    """L26: a public address or a domain that may exist, anywhere in the texts."""
    for text, place in _texts(subject.document):
        for match in _ADDRESS.finditer(text):
            if _is_public(match[0]):
                found.error(
                    place,
                    "L26",
                    words("{address} is a real public address", address=match[0]),
                    words("use 192.0.2.x, 198.51.100.x or 203.0.113.x"),
                )
        for domain in domains_in(text):
            if may_exist(domain):
                found.error(
                    place,
                    "L26",
                    words("'{domain}' may exist", domain=domain),
                    words("use {domain}", domain=f"{domain.rsplit('.', 1)[0]}.example"),
                )


def secrets(subject: Subject, found: Found) -> None:
    """L26: what looks like a key that opens something real."""
    for text, place in _texts(subject.document):
        match = _SECRET.search(text)
        if match:
            message = words("'{secret}...' looks like a real secret", secret=match[0][:8])
            found.error(place, "L26", message, words("write something that is plainly invented"))


def domains_in(text: str) -> Iterator[str]:
    """Yield what prose uses as a domain: after ``://`` or ``@``, or before a port."""
    for match in _IN_PROSE.finditer(text):
        yield (match["after"] or match["before"]).lower()


def may_exist(domain: str) -> bool:
    """Tell whether a domain is not one of those that are set aside for examples."""
    reserved = any(domain == name or domain.endswith(f".{name}") for name in _RESERVED)
    return not (reserved or domain.endswith((*_INVENTED, *_FILE_ENDINGS)))


def betraying_noise(subject: Subject, found: Found) -> None:
    """L27: background noise that contains a sign of the attacker."""
    signs = {
        value.casefold(): value
        for indicator in subject.document.indicators
        if not indicator.harmless
        for value in indicator.values
    }
    addresses = {
        value
        for indicator in subject.document.indicators
        if indicator.kind is IndicatorKind.IP
        for value in indicator.values
    }
    for part in subject.document.noise:
        said = " ".join((*part.lines, *(value for _, values in part.words for value in values))).casefold()
        for folded, value in signs.items():
            if folded in said:
                message = (
                    words("noise uses {value}, which is the attacker's address", value=value)
                    if value in addresses
                    else words("noise uses {value}, which is the attacker's", value=value)
                )
                found.warning(part.place_of("words"), "L27", message)


def _is_public(address: str) -> bool:
    try:
        parsed = IPv4Address(address)
    except AddressValueError:
        return False
    return parsed.is_global and not parsed.is_multicast


def _texts(document: Document) -> Iterator[tuple[str, Place]]:
    """Yield every text that a person may read, with its place; both languages where they differ."""
    for text, place in _authored(document):
        yield text.en, place
        if text.vi != text.en:
            yield text.vi, place
    for part in document.noise:
        yield from ((line, part.place_of("lines")) for line in part.lines)
        yield from ((value, part.place_of("words")) for _, values in part.words for value in values)


def _authored(document: Document) -> Iterator[tuple[Text, Place]]:
    scenario = document.scenario
    yield scenario.title, scenario.place_of("title")
    yield scenario.summary, scenario.place_of("summary")
    yield from ((text, scenario.place_of("teaches")) for text in scenario.teaches)
    for trace in traces(document):
        yield trace.text, trace.place
        if trace.alert:
            yield trace.alert.title, trace.place_of("alert")
    yield from ((step.does, step.place_of("does")) for step in document.attack.steps)
    yield from ((host.label, host.place) for host in document.hosts)
    yield from ((account.owner, account.place) for account in document.accounts)
    yield from ((herring.truth, herring.place_of("truth")) for herring in document.herrings)
    for inject in document.injects:
        yield inject.text, inject.place_of("text")
        yield inject.sender, inject.place_of("from")
    for question in document.questions:
        yield question.ask, question.place_of("ask")
        yield from ((choice, question.place_of("choices")) for choice in question.choices)
        if question.hint:
            yield question.hint, question.place_of("hint")
    for report in document.reports:
        yield from ((field.ask, field.place_of("ask")) for field in report.fields)
