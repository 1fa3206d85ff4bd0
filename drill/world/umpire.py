"""An instructor's sentences: what they set and clear in one team's world."""

import re

from drill.i18n import words
from drill.scenario.model import Effect, FactKind, Model
from drill.text import folded
from drill.world.inputs import Refusal

_SENTENCE = re.compile(r"(?P<thing>.+?) (?P<verb>is|are|has|have) (?P<no>not |no )?(?P<state>.+)")


class Sentences:
    """Reads an instructor's sentences about one model."""

    def __init__(self, model: Model) -> None:
        self._derived = model.derived
        self._bits = {(folded(fact.subject), folded(fact.state)): fact.bit for fact in model.facts}
        for link in model.links:
            self._bits[folded(f"link {link.source} to {link.target}"), "cut"] = link.cut
        closed = (fact for fact in model.facts if fact.kind is FactKind.DERIVED or _is_fixed(fact.name))
        self._fixed = sum(1 << fact.bit for fact in closed)

    def read(self, sentences: tuple[str, ...]) -> Effect | Refusal:
        """Return what the sentences set and clear together, a later one winning; or which of them cannot be taken."""
        add = rem = 0
        for sentence in sentences:
            effect = self._one(sentence)
            if isinstance(effect, Refusal):
                return effect
            add, rem = add & ~effect.rem | effect.add, rem & ~effect.add | effect.rem
        return Effect(add, rem)

    def _one(self, sentence: str) -> Effect | Refusal:
        said = _SENTENCE.fullmatch(folded(sentence))
        bit = self._bits.get((said["thing"], said["state"])) if said else None
        if said is None or bit is None:
            return Refusal(words("“{sentence}” is no sentence about this scenario.", sentence=sentence))
        if self._fixed >> bit & 1:
            return Refusal(words("“{sentence}” is worked out from other facts; change one of those.", sentence=sentence))
        return self._implied(said["thing"], said["state"], Effect(0, 1 << bit) if said["no"] else Effect(1 << bit))

    def _implied(self, thing: str, state: str, effect: Effect) -> Effect:
        """Controlled implies compromised; not compromised ends controlled."""
        if state == "controlled" and effect.add:
            return Effect(effect.add | self._mask(thing, "compromised"))
        if state == "compromised" and effect.rem:
            return Effect(0, effect.rem | self._mask(thing, "controlled"))
        return effect

    def _mask(self, thing: str, state: str) -> int:
        bit = self._bits.get((thing, state))
        return 0 if bit is None or self._fixed >> bit & 1 else 1 << bit


def _is_fixed(name: str) -> bool:
    return name.startswith(("clock.", "goal.", "mood."))
