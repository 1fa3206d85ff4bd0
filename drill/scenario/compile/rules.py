"""Derived facts: what holds exactly while something else does, in an order in which none reads a later one."""

from collections.abc import Iterator
from typing import TypeAlias

from drill.i18n import words
from drill.scenario.compile.bits import both, each_bit, either, is_false, is_true, read_by
from drill.scenario.compile.meaning import Meaning
from drill.scenario.compile.vocabulary import OPPOSITES, Vocabulary
from drill.scenario.conditions import Sentence, sentences_of
from drill.scenario.document import Document, Service
from drill.scenario.model import Bits, FactKind, Guard, Rule
from drill.scenario.problems import Found, Place

_Written: TypeAlias = tuple[int, Guard, Place]
"""A derived fact's bit, when it holds, and where that is written."""


def rules(document: Document, meaning: Meaning, found: Found) -> tuple[Rule, ...]:
    """Return the rules of all derived facts; circles are errors (L03) and are cut where they close."""
    written = [*_ground(document, meaning), *_consequences(document, meaning, found)]
    written += _moods(document, meaning)
    order = _Order({bit: guard for bit, guard, _ in written}, {bit: place for bit, _, place in written})
    for bit, _, _ in written:
        order.visit(bit)
    for circle in order.circles:
        _say(circle, meaning.vocabulary, order.places, found)
    return tuple(Rule(bit, order.guards[bit]) for bit in order.bits)


def closed(facts: Bits, rules: tuple[Rule, ...]) -> Bits:
    """Return the facts with every derived one worked out anew."""
    for rule in rules:
        if any(facts & mask == want for mask, want in rule.guard):
            facts |= 1 << rule.bit
        else:
            facts &= ~(1 << rule.bit)
    return facts


def _ground(document: Document, meaning: Meaning) -> Iterator[_Written]:
    vocabulary = meaning.vocabulary
    for host in document.hosts:
        spoilt = [vocabulary.bit(host.id, state) for state in ("off", "isolated", "encrypted")]
        present = vocabulary.find(host.id, "present")
        exists = [] if present is None else [is_true(present)]
        guard = both(*(is_false(bit) for bit in spoilt), *exists)
        yield vocabulary.bit(host.id, "working"), guard, host.place
    for service in document.services:
        yield vocabulary.bit(service.id, "up"), _up(service, document, meaning), service.place
    goals = [is_true(vocabulary.bit(f"goal.{goal.id}", "reached")) for goal in document.attack.goals]
    yield vocabulary.bit("any-goal", "reached"), either(*goals), document.attack.place


def _consequences(document: Document, meaning: Meaning, found: Found) -> Iterator[_Written]:
    """Yield what consequences define; what is written twice, or is said of its kind already, is an error."""
    vocabulary = meaning.vocabulary
    seen: set[int] = set()
    for sentence, condition, place in (
        (one.sentence, one.condition, one.place) for one in document.consequences
    ):
        bit = vocabulary.find(sentence.subject, sentence.state)
        if bit is None:
            continue
        if bit in seen:
            found.error(place, "twice", words("'{key}' is written twice here; keep one", key=sentence.text))
        elif _taken(sentence, bit, document, vocabulary):
            said = words('"{sentence}" means something already', sentence=sentence.text)
            found.error(place, "L01", said, words("give the consequence words of its own"))
        else:
            yield bit, meaning.guard(condition), place
        seen.add(bit)


def _taken(sentence: Sentence, bit: int, document: Document, vocabulary: Vocabulary) -> bool:
    """Tell whether something else than consequences says when this is so: its kind, steps, orders, the clock."""
    own = {"working": document.hosts, "up": document.services}.get(sentence.state, ())
    opposite = vocabulary.find(sentence.subject, OPPOSITES.get(sentence.state, ""))
    return (
        vocabulary.fact(bit).kind is FactKind.BASE
        or sentence.subject == "any-goal"
        or opposite is not None
        or any(item.id == sentence.subject for item in own)
    )


def _moods(document: Document, meaning: Meaning) -> Iterator[_Written]:
    for mood in document.attack.moods:
        bit = meaning.vocabulary.bit(f"mood.{mood.id}", "on")
        yield bit, meaning.guard(mood.condition), mood.place


def _up(service: Service, document: Document, meaning: Meaning) -> Guard:
    vocabulary = meaning.vocabulary
    logins = [
        is_false(vocabulary.bit(account.id, "disabled"))
        for account in document.accounts
        if any(ref.name == service.id for ref in account.breaks)
    ]
    ways = [
        is_false(vocabulary.bit(indicator.id, "blocked"))
        for indicator in document.indicators
        if any(ref.name == service.id for ref in indicator.breaks)
    ]
    needed = {sentence.name for sentence in sentences_of(service.needs) if sentence.state == "working"}
    shields = (vocabulary.find(name, "shielded") for name in sorted(needed))
    shielded = [is_false(bit) for bit in shields if bit is not None]
    here = both(meaning.guard(service.needs), *logins, *ways, *shielded)
    return either(here, is_true(vocabulary.bit(service.id, "failed over")))


def _say(circle: list[int], vocabulary: Vocabulary, places: dict[int, Place], found: Found) -> None:
    facts = (vocabulary.fact(bit) for bit in circle)
    first, *others = (f"{fact.subject} is {fact.state}" for fact in facts)
    message = (
        words('"{sentence}" depends on itself through "{others}"', sentence=first, others='", "'.join(others))
        if others
        else words('"{sentence}" depends on itself', sentence=first)
    )
    found.error(places[circle[0]], "L03", message)


class _Order:
    """Walks derived facts depth first, so that each comes after those that it reads."""

    def __init__(self, guards: dict[int, Guard], places: dict[int, Place]) -> None:
        self.guards = guards
        self.places = places
        self.bits: list[int] = []
        self.circles: list[list[int]] = []
        self._done: Bits = 0
        self._derived: Bits = sum(1 << bit for bit in guards)
        self._path: list[tuple[int, Iterator[int]]] = []

    def visit(self, bit: int) -> None:
        """Put a fact, and all that it reads, in its place."""
        self._enter(bit)
        while self._path:
            one, reads = self._path[-1]
            needed = next((other for other in reads if not self._done >> other & 1), None)
            if needed is not None:
                self._enter(needed)
                continue
            self._path.pop()
            self._done |= 1 << one
            self.bits.append(one)

    def _enter(self, bit: int) -> None:
        open_ones = [one for one, _ in self._path]
        if bit in open_ones:
            self.circles.append(open_ones[open_ones.index(bit) :])
        elif not self._done >> bit & 1:
            self._path.append((bit, each_bit(read_by(self.guards[bit]) & self._derived)))
