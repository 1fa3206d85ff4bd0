"""Facts as authors say them: sentences, conditions made of sentences, and past forms.

The grammar is closed and reads aloud: ``fs01 is not encrypted``, ``attacker has network-map``, ``link servers to mgmt
is cut``. Negation stands only inside a sentence, so every condition is an OR of ANDs of sentences.
"""

from collections.abc import Iterator
from enum import StrEnum
from itertools import chain, product
from math import prod
from typing import TypeAlias

import msgspec

from drill.scenario.problems import Place


class Record(msgspec.Struct, frozen=True):
    """Base of every record of an authored file."""


class Ref(Record, frozen=True):
    """A name that should exist somewhere else in the file, in the library, or in a pack."""

    name: str
    """As written; empty when the value was broken (reported already)."""
    place: Place


class About(StrEnum):
    """What kind of subject a sentence has."""

    NAME = "name"
    """Something by its id: a host, account, indicator, service, thing, backup, or a consequence's subject."""
    LINK = "link"
    """``link A to B``."""
    ATTACKER = "attacker"
    TEAM = "team"
    GOAL = "goal"
    """``goal X``."""
    ANY_GOAL = "any goal"
    CLOCK = "it"


class Verb(StrEnum):
    """What joins subject and state."""

    IS = "is"
    HAS = "has"
    SEEN = "has seen"
    """Only ``team has seen TRACE``."""


class Sentence(Record, frozen=True, tag="sentence"):
    """``fs01 is not encrypted``: the one way to say a fact."""

    about: About
    name: str
    """The subject's id (``fs01``, a goal's id, or ``<target>``); empty for link, attacker, team, any goal and clock."""
    ends: tuple[str, str]
    """The zones of a link; two empty texts for every other subject."""
    verb: Verb
    negated: bool
    """``is not``, ``has no``, ``has not``."""
    state: str
    """The state's words as written, single blanks between them: ``encrypted``, ``weak to PORTAL-UPLOAD``,
    ``network-map``, ``declared an incident``, ``reached``, ``working hours``; the trace id after ``has seen``."""
    text: str
    """The whole sentence as written."""
    place: Place

    @property
    def weakness(self) -> str:
        """The weakness of ``is weak to X``; empty for every other state."""
        return self.state.removeprefix("weak to ") if self.state.startswith("weak to ") else ""

    @property
    def subject(self) -> str:
        """The subject as canonical fact names spell it: ``fs01``, ``link.servers-mgmt``, ``attacker``, ``goal.leak``."""
        match self.about:
            case About.NAME:
                return self.name
            case About.LINK:
                return f"link.{self.ends[0]}-{self.ends[1]}"
            case About.GOAL:
                return f"goal.{self.name}"
            case About.CLOCK:
                return "clock"
            case _:
                return str(self.about)


class All(Record, frozen=True, tag="all"):
    """Every part must hold; without parts it always does."""

    parts: tuple["Condition", ...]
    place: Place


class AnyOf(Record, frozen=True, tag="any"):
    """At least one part must hold."""

    parts: tuple["Condition", ...]
    place: Place


Condition: TypeAlias = Sentence | All | AnyOf


def always(place: Place) -> Condition:
    """Return the condition that asks for nothing; it also stands in for one that is missing."""
    return All((), place)


class PastState(Record, frozen=True, tag="state"):
    """``fs01 was encrypted``: the sentence says it in the present."""

    sentence: Sentence


class PastStep(Record, frozen=True, tag="step"):
    """``plant-task was done``, or ``time of plant-task``."""

    step: Ref


class PastFirstCompromise(Record, frozen=True, tag="first-compromise"):
    """``the first compromise``; only in ``time of``."""

    place: Place


Past: TypeAlias = PastState | PastStep | PastFirstCompromise
PastCondition: TypeAlias = tuple[tuple[Past, ...], ...]
"""OR of ANDs; one empty AND is "always"."""
ALWAYS_COUNTS: PastCondition = ((),)

MOST_COMBINATIONS = 64
"""The largest OR of ANDs that one condition may come to."""


def sentences_of(condition: Condition | None) -> Iterator[Sentence]:
    """Yield every sentence of a condition in the order written."""
    match condition:
        case None:
            return
        case Sentence():
            yield condition
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from sentences_of(part)


def combinations(condition: Condition) -> int:
    """Return how many ANDs the condition comes to as an OR of ANDs, without building them."""
    match condition:
        case Sentence():
            return 1
        case All(parts):
            return prod(map(combinations, parts))
        case AnyOf(parts):
            return sum(map(combinations, parts))


def ways(condition: Condition | None) -> tuple[tuple[Sentence, ...], ...]:
    """Return the condition as an OR of ANDs; one empty AND is "always".

    Args:
        condition: one with at most `MOST_COMBINATIONS`, as every loaded document has; None is "always".
    """
    match condition:
        case None:
            return ((),)
        case Sentence():
            return ((condition,),)
        case All(parts):
            return tuple(
                tuple(chain.from_iterable(choice)) for choice in product(*(ways(part) for part in parts))
            )
        case AnyOf(parts):
            return tuple(chain.from_iterable(ways(part) for part in parts))
