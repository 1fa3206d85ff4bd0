"""What can be said of what: every fact of a scenario by its subject and its state's words.

Made from the finished list of facts alone, so that a sentence can be understood while a scenario is compiled and
later, when an instructor sets facts in a running drill.
"""

from collections.abc import Iterable
from typing import TypeAlias

from drill.i18n import Words, words
from drill.scenario.conditions import About, Sentence, Verb
from drill.scenario.model import Bits, Effect, Fact, FactKind
from drill.scenario.problems import did_you_mean, nearest

Literal: TypeAlias = tuple[int, bool]
"""A fact's bit, and whether it must be true."""

OPPOSITES = {"down": "up"}
"""States that are said for the opposite of the one that is kept."""

SHARED = ("attacker", "team", "clock", "any-goal")
"""Subjects that are no names of things."""


def spelt(state: str) -> str:
    """Return a state's words as canonical fact names spell them: ``declared-an-incident``, ``weak.EOFFICE-API``."""
    return state.replace("weak to ", "weak.", 1).replace(" ", "-")


def told(who: str) -> str:
    """Return the canonical fact name of ``team has notified WHO``; case and extra blanks do not matter."""
    return f"team.notified-{'-'.join(who.casefold().split())}"


class Vocabulary:
    """Looks sentences up; knows nothing of files or places."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._facts = tuple(facts)
        self._states: dict[str, dict[str, Fact]] = {}
        for fact in self._facts:
            self._states.setdefault(fact.subject, {})[fact.state] = fact

    def literal(self, sentence: Sentence) -> Literal | None:
        """Return what a sentence says, or None when it says nothing (`why_not` tells the reason)."""
        fact, wanted = self._look_up(sentence)
        return (fact.bit, wanted != sentence.negated) if fact else None

    def find(self, subject: str, state: str) -> int | None:
        """Return the bit of a subject's state, or None where it cannot have it."""
        fact = self._states.get(subject, {}).get(state)
        return fact.bit if fact else None

    def bit(self, subject: str, state: str) -> int:
        """Return the bit of a state that every such subject has."""
        return self._states[subject][state].bit

    def states(self, subject: str) -> tuple[str, ...]:
        """Return the words of every state that a subject can have."""
        return tuple(self._states.get(subject, {}))

    def of(self, subject: str) -> Bits:
        """Return all bits about one subject."""
        bits = 0
        for fact in self._states.get(subject, {}).values():
            bits |= 1 << fact.bit
        return bits

    def computed(self, bit: int) -> bool:
        """Tell whether nobody may set the fact: it is worked out, or the engine alone keeps it."""
        fact = self._facts[bit]
        return fact.kind is FactKind.DERIVED or fact.subject == "clock" or fact.name.startswith("goal.")

    def fact(self, bit: int) -> Fact:
        """Return the fact at a place."""
        return self._facts[bit]

    def with_implied(self, add: Bits, rem: Bits) -> Effect:
        """Return the effect with what it means also.

        Who is controlled is compromised too, who is not compromised is not controlled either, and whatever happens
        to a thing that did not exist makes it exist.
        """
        for fact in (self._facts[bit] for bit in _bits(add)):
            add |= self._mask(fact.subject, "compromised") if fact.state == "controlled" else 0
            add |= self._mask(fact.subject, "present")
        for fact in (self._facts[bit] for bit in _bits(rem)):
            rem |= self._mask(fact.subject, "controlled") if fact.state == "compromised" else 0
        return Effect(add, rem & ~add)

    def why_not(self, sentence: Sentence) -> tuple[Words, Words | None]:
        """Return why a sentence says nothing here, and the suggestion."""
        states = self._states.get(sentence.subject, {})
        match sentence.about:
            case About.LINK:
                return self._no_link(sentence)
            case About.GOAL if not states:
                return self._nothing_called(sentence.name, "goal")
            case About.ATTACKER | About.TEAM if sentence.verb is not Verb.IS:
                return self._never(sentence, [state for state in states if "notified" not in state])
            case About.ATTACKER:
                return self._no_mood(sentence)
            case _ if states:
                known = [*states, *(word for word, kept in OPPOSITES.items() if kept in states)]
                return _cannot_be(sentence, known)
        return self._nothing_called(sentence.name or str(sentence.about), "name")

    def _look_up(self, sentence: Sentence) -> tuple[Fact | None, bool]:
        subject = "any-goal" if sentence.about is About.ANY_GOAL else sentence.subject
        states = self._states.get(subject, {})
        state = f"seen {sentence.state}" if sentence.verb is Verb.SEEN else sentence.state
        fact = states.get(state)
        if fact is None and state in OPPOSITES:
            return states.get(OPPOSITES[state]), False
        if fact is None and sentence.about is About.TEAM and state.startswith("notified "):
            name = told(state.removeprefix("notified "))
            fact = next((fact for fact in states.values() if fact.name == name), None)
        if fact is None and sentence.about is About.ATTACKER and sentence.verb is Verb.IS:
            fact = self._states.get(f"mood.{state}", {}).get("on")
        return fact, True

    def _mask(self, subject: str, state: str) -> Bits:
        bit = self.find(subject, state)
        return 0 if bit is None else 1 << bit

    def _names(self, kind: str) -> list[str]:
        if kind == "goal":
            return [name.removeprefix("goal.") for name in self._states if name.startswith("goal.")]
        return [
            name
            for name in self._states
            if name not in SHARED and not name.startswith(("goal.", "link.", "mood."))
        ]

    def _nothing_called(self, name: str, kind: str) -> tuple[Words, Words | None]:
        hint = did_you_mean(name, self._names(kind))
        if kind == "goal":
            return words("no goal is called '{name}'", name=name), hint
        return words("nothing is called '{name}'", name=name), hint

    def _no_link(self, sentence: Sentence) -> tuple[Words, Words | None]:
        source, target = sentence.ends
        wanted = f"link.{source}-{target}"
        if wanted in self._states:
            return _cannot_be(sentence, list(self._states[wanted]))
        near = nearest(wanted, [name for name in self._states if name.startswith("link.")])
        hint = words("the nearest one is '{name}'", name=near.removeprefix("link.")) if near else None
        return words("there is no link from {source} to {target}", source=source, target=target), hint

    def _no_mood(self, sentence: Sentence) -> tuple[Words, Words | None]:
        """Say that the attacker is never so: what it is comes from consequences and moods, what it has from steps."""
        derived = [
            fact.state for fact in self._facts if fact.subject == "attacker" and fact.kind is FactKind.DERIVED
        ]
        moods = [name.removeprefix("mood.") for name in self._states if name.startswith("mood.")]
        message = words("'attacker is {state}' is no consequence and no mood", state=sentence.state)
        near = did_you_mean(sentence.state, [*derived, *moods])
        return message, near or words(
            "define it under consequences, or write 'attacker has {state}'", state=sentence.state
        )

    def _never(self, sentence: Sentence, known: list[str]) -> tuple[Words, Words | None]:
        message = words("'{sentence}': nothing ever makes this true", sentence=sentence.text)
        return message, did_you_mean(sentence.state, known)


def _cannot_be(sentence: Sentence, known: list[str]) -> tuple[Words, Words | None]:
    hint = did_you_mean(sentence.state, known)
    if hint is None and known:
        hint = words("it can be: {states}", states=", ".join(known))
    return words("'{name}' can never be '{state}'", name=_shown(sentence), state=sentence.state), hint


def _shown(sentence: Sentence) -> str:
    """Return a sentence's subject as its author wrote it."""
    match sentence.about:
        case About.LINK:
            return f"link {sentence.ends[0]} to {sentence.ends[1]}"
        case About.NAME:
            return sentence.name
        case About.GOAL:
            return f"goal {sentence.name}"
        case _:
            return str(sentence.about)


def _bits(bits: Bits) -> Iterable[int]:
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
