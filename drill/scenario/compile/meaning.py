"""Turns authored sentences and conditions into guards and effects, and says what is wrong with them."""

from collections.abc import Iterable, Mapping

import msgspec

from drill.i18n import words
from drill.scenario.compile.bits import both, either, is_as
from drill.scenario.compile.names import step_like
from drill.scenario.compile.vocabulary import Literal, Vocabulary
from drill.scenario.conditions import All, AnyOf, Condition, PastCondition, Sentence
from drill.scenario.conditions import Past as AuthoredPast
from drill.scenario.conditions import PastFirstCompromise as AuthoredFirstCompromise
from drill.scenario.conditions import PastState as AuthoredState
from drill.scenario.conditions import PastStep as AuthoredStep
from drill.scenario.document import Document
from drill.scenario.model import (
    ALWAYS,
    NEVER,
    Effect,
    Guard,
    Past,
    PastFact,
    PastFirstCompromise,
    PastStep,
)
from drill.scenario.model import PastCondition as CompiledPastCondition
from drill.scenario.problems import Found, Place

Aim = Mapping[str, str]
"""What fills the places of an action's sentences: ``<target>`` to ``fs01``."""
NO_AIM: Aim = {}


class Meaning:
    """Understands the sentences of one scenario; every problem goes into `found`, once."""

    def __init__(self, document: Document, vocabulary: Vocabulary, found: Found) -> None:
        self.vocabulary = vocabulary
        self.found = found
        self._steps = {step.id: step for step in document.attack.steps}
        self._compromised = tuple(vocabulary.bit(host.id, "compromised") for host in document.hosts)

    def literal(self, sentence: Sentence, aim: Aim = NO_AIM) -> Literal | None:
        """Return what a sentence says; None, with an error, when it says nothing."""
        sentence = aimed(sentence, aim)
        said = self.vocabulary.literal(sentence)
        if said is None:
            message, hint = self.vocabulary.why_not(sentence)
            code = "L02" if message.template.endswith("nothing ever makes this true") else "L01"
            self.found.error(sentence.place, code, message, hint)
        return said

    def guard(self, condition: Condition | None, aim: Aim = NO_AIM) -> Guard:
        """Return a condition as a guard; a sentence that says nothing is passed over."""
        match condition:
            case None:
                return ALWAYS
            case Sentence():
                said = self.literal(condition, aim)
                return is_as(said) if said else ALWAYS
            case All(parts):
                return both(*(self.guard(part, aim) for part in parts))
            case AnyOf(parts):
                return either(*(self.guard(part, aim) for part in parts))

    def none_of(self, sentences: Iterable[Sentence], aim: Aim = NO_AIM) -> Guard:
        """Return the guard that holds while none of the sentences is true (``unless``)."""
        said = [self.literal(sentence, aim) for sentence in sentences]
        return both(*(is_as((bit, not wanted)) for bit, wanted in filter(None, said)))

    def effect(self, sentences: Iterable[Sentence], aim: Aim = NO_AIM) -> Effect:
        """Return what setting these sentences does, with all that is implied."""
        add = rem = 0
        for sentence in sentences:
            said = self.literal(sentence, aim)
            if said is None:
                continue
            bit, wanted = said
            if self.vocabulary.computed(bit):
                self._not_yours(sentence, bit)
            elif (rem if wanted else add) >> bit & 1:
                self.found.error(
                    sentence.place,
                    "L01",
                    words("'{sentence}' contradicts what is written beside it", sentence=sentence.text),
                )
            elif wanted:
                add |= 1 << bit
            else:
                rem |= 1 << bit
        return self.vocabulary.with_implied(add, rem)

    def past(self, past: AuthoredPast) -> Past | None:
        """Return a look back; None, with an error, when it names nothing."""
        match past:
            case AuthoredState(sentence):
                said = self.literal(sentence)
                return PastFact(*said) if said else None
            case AuthoredStep(step):
                return PastStep(step.name) if self.step_exists(step.name, step.place) else None
            case AuthoredFirstCompromise():
                return PastFirstCompromise(self._compromised)

    def past_condition(self, condition: PastCondition) -> CompiledPastCondition:
        """Return an OR of ANDs of looks back."""
        return tuple(tuple(filter(None, (self.past(part) for part in way))) for way in condition)

    def step_exists(self, name: str, place: Place) -> bool:
        """Tell whether a step has this id, with an error when none has; a broken name was reported already."""
        if name in self._steps:
            return True
        if name:
            self.found.error(
                place,
                "L01",
                words("no step is called '{name}'", name=name),
                step_like(name, self._steps),
            )
        return False

    def _not_yours(self, sentence: Sentence, bit: int) -> None:
        subject = self.vocabulary.fact(bit).subject
        message = (
            words(
                '"{sentence}" is worked out from what {name} needs; change one of those instead',
                sentence=sentence.text,
                name=subject,
            )
            if sentence.state in ("up", "down")
            else words('"{sentence}" is worked out; nobody can set it', sentence=sentence.text)
        )
        self.found.error(sentence.place, "L01", message)


class LibraryMeaning:
    """Understands the sentences of the action library: a state that the target cannot have counts as false."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def guard(self, condition: Condition | None, aim: Aim) -> Guard:
        """Return a condition as a guard for one target."""
        match condition:
            case None:
                return ALWAYS
            case Sentence():
                said = self._vocabulary.literal(aimed(condition, aim))
                if said is None:
                    return ALWAYS if condition.negated else NEVER
                return is_as(said)
            case All(parts):
                return both(*(self.guard(part, aim) for part in parts))
            case AnyOf(parts):
                return either(*(self.guard(part, aim) for part in parts))

    def effect(self, sentences: Iterable[Sentence], aim: Aim) -> Effect:
        """Return what the sentences do to one target."""
        add = rem = 0
        for sentence in sentences:
            said = self._vocabulary.literal(aimed(sentence, aim))
            if said is None:
                continue
            if said[1]:
                add |= 1 << said[0]
            else:
                rem |= 1 << said[0]
        return self._vocabulary.with_implied(add, rem)


def aimed(sentence: Sentence, aim: Aim) -> Sentence:
    """Return the sentence with its places filled."""
    if not aim or "<" not in sentence.text:
        return sentence
    name, state = sentence.name, sentence.state
    for place, value in aim.items():
        name = name.replace(place, value)
        state = state.replace(place, value)
    return msgspec.structs.replace(sentence, name=name, state=state)
