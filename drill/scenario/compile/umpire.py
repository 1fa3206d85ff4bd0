"""Sentences that an instructor sets in a running drill, understood from the compiled model alone."""

from collections.abc import Iterable

from drill.i18n import words
from drill.scenario.compile.vocabulary import Vocabulary
from drill.scenario.conditions import Sentence
from drill.scenario.model import Effect, Model
from drill.scenario.problems import Found, Place, Problem, has_errors
from drill.scenario.sentences import parse


def compile_sentences(model: Model, sentences: Iterable[str]) -> Effect | list[Problem]:
    """Return what setting these sentences does, with all that is implied, or what is wrong with them.

    Args:
        model: the scenario that the drill runs.
        sentences: as an instructor writes them (``fs01 is not encrypted``); the n-th one's problems have line n.
    """
    vocabulary = Vocabulary(model.facts)
    found = Found()
    add = rem = 0
    for number, text in enumerate(sentences, 1):
        sentence = parse(text, Place("", number), found)
        bit, wanted = _settable(sentence, vocabulary, found) if sentence else (None, False)
        if bit is None:
            continue
        mask = 1 << bit
        add, rem = (add | mask, rem & ~mask) if wanted else (add & ~mask, rem | mask)
    return found.problems if has_errors(found.problems) else vocabulary.with_implied(add, rem)


def _settable(sentence: Sentence, vocabulary: Vocabulary, found: Found) -> tuple[int | None, bool]:
    said = vocabulary.literal(sentence)
    if said is None:
        found.error(sentence.place, "L01", *vocabulary.why_not(sentence))
        return None, False
    if vocabulary.computed(said[0]):
        message = words('"{sentence}" is worked out; nobody can set it', sentence=sentence.text)
        found.error(sentence.place, "L01", message)
        return None, False
    return said
