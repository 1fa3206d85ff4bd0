"""The query line of Logs: a filter over the lines that the team has, and a count at the end.

``host:pc-* and not source:proxy "failed login" | stats count by user``: bare words and quoted phrases must occur, ``field:value``
compares a field (``*`` stands for anything), ``not`` turns the next term round, ``and`` may be left out. A field that a
record does not carry itself (``user``, ``src``) is read from its text as ``user=VALUE`` or ``user:VALUE``.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from drill.text import folded
from drill.world.cards import LineCard

_TERM = re.compile(r'(not\s+)?(?:([\w-]+):)?(?:"([^"]*)"|(\S+))', re.IGNORECASE)
_COUNT = re.compile(r"stats\s+count\s+by\s+([\w-]+)\s*$", re.IGNORECASE)
OWN = frozenset({"host", "source", "order"})
"""Fields of the record itself."""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition."""

    field: str
    """Empty for words anywhere."""
    pattern: str
    """Folded; ``*`` stands for anything."""
    turned: bool
    """Whether it must not hold."""

    def holds(self, card: LineCard) -> bool:
        """Return whether the line fulfils the condition."""
        return self._found(card) is not self.turned

    def _found(self, card: LineCard) -> bool:
        if not self.field:
            return _matches(self.pattern, folded(f"{card.source} {card.host} {card.text}"), whole=False)
        return any(_matches(self.pattern, folded(value), whole=True) for value in values(card, self.field))


@dataclass(frozen=True, slots=True)
class LineQuery:
    """A parsed query line."""

    terms: tuple[Term, ...]
    count_by: str
    """Field to count by; empty for none."""

    def holds(self, card: LineCard) -> bool:
        """Return whether a line passes all terms."""
        return all(term.holds(card) for term in self.terms)

    def counts(self, cards: Iterable[LineCard]) -> list[tuple[str, int]]:
        """Return how often each value of the counted field occurs, the most frequent first."""
        tally = Counter(value for card in cards for value in values(card, self.count_by) or ["–"])
        return sorted(tally.items(), key=lambda pair: (-pair[1], pair[0]))


def parse_query(text: str) -> LineQuery:
    """Read a query line; anything can be typed, what is no field or sign is a word."""
    head, _bar, tail = text.partition("|")
    counted = _COUNT.search(tail)
    terms = []
    for turned, field, phrase, word in _TERM.findall(head):
        value = folded(phrase or word)
        if not field and not phrase and value in {"and", ""}:
            continue
        terms.append(Term(field.casefold(), value, bool(turned)))
    return LineQuery(tuple(terms), counted.group(1).casefold() if counted else "")


def values(card: LineCard, field: str) -> list[str]:
    """Return what a line says for a field."""
    own: dict[str, Callable[[], list[str]]] = {
        "host": lambda: [card.host],
        "source": lambda: [card.source],
        "order": lambda: [str(number) for number in card.orders],
    }
    if field in own:
        return [value for value in own[field]() if value]
    return re.findall(rf"\b{re.escape(field)}[=:]\"?([^\s\"]+)", card.text, re.IGNORECASE)


def _matches(pattern: str, text: str, *, whole: bool) -> bool:
    if "*" not in pattern:
        return pattern == text if whole else pattern in text
    regex = ".*".join(re.escape(part) for part in pattern.split("*"))
    return bool(re.fullmatch(regex, text) if whole else re.search(regex, text))


def per_minute(cards: Iterable[LineCard], since: int, until: int, bins: int) -> list[int]:
    """Return how many lines fall into each of ``bins`` equal parts of the time from ``since`` to ``until`` (ms)."""
    counts = [0] * max(1, bins)
    span = max(1, until - since)
    for card in cards:
        if since <= card.at <= until:
            counts[min(len(counts) - 1, (card.at - since) * len(counts) // span)] += 1
    return counts


_INDICATORS = re.compile(
    r"\b(?:\d{1,3}\.){3}\d{1,3}\b|\b[0-9a-f]{12,64}\b|\b[\w.-]+@[\w.-]+\.\w+\b|\b(?:[a-z0-9-]+\.)+(?:example|test|invalid)\b",
    re.IGNORECASE,
)


def indicators_in(text: str) -> list[str]:
    """Return the addresses, names, senders and hashes that a line holds, each once, in order."""
    return list(dict.fromkeys(_INDICATORS.findall(text)))
