"""What the checks look at: the authored document beside its model, and what the relaxation reaches."""

from functools import cached_property

from drill.scenario.compile.vocabulary import Vocabulary
from drill.scenario.defences import Defence, defences
from drill.scenario.document import Document, Step
from drill.scenario.model import Model, Operation, Owner, Slot, Template
from drill.scenario.relax import Literal, Reached, reachable


class Subject:
    """One scenario under check; costly views are worked out once."""

    def __init__(self, document: Document, model: Model | None) -> None:
        self.document = document
        self._model = model

    @property
    def model(self) -> Model:
        """The model; only checks that run after a clean compilation ask for it."""
        if self._model is None:
            raise ValueError("this check runs on a compiled scenario only")
        return self._model

    @cached_property
    def together(self) -> Reached:
        """What both players together can reach."""
        return reachable(self.model)

    @cached_property
    def alone(self) -> Reached:
        """What the attacker can reach while the team does nothing."""
        return reachable(self.model, team=False)

    @cached_property
    def defences(self) -> tuple[Defence, ...]:
        """What each single order prevents for good if it is done at once."""
        return tuple(defences(self.model, self.alone))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The facts by subject and state."""
        return Vocabulary(self.model.facts)

    @cached_property
    def steps(self) -> tuple[tuple[Step, Operation], ...]:
        """Every step as written and as compiled."""
        compiled = (operation for operation in self.model.operations if operation.owner is Owner.ATTACKER)
        return tuple(zip(self.document.attack.steps, compiled, strict=True))

    def said(self, literal: Literal) -> str:
        """Return a fact as an author says it: ``portal is up``, ``attacker has network-map``."""
        bit, wanted = literal
        fact = self.model.facts[bit]
        verb = "has" if fact.subject in ("attacker", "team") and fact.name not in self._worked_out else "is"
        no = "" if wanted else "not "
        name = fact.subject.replace("link.", "link ", 1).replace("goal.", "goal ", 1)
        if fact.subject == "clock":
            name = "it"
        return f"{name} {verb} {no}{fact.state}"

    @cached_property
    def _worked_out(self) -> frozenset[str]:
        model = self.model
        return frozenset(fact.name for fact in model.facts if model.derived >> fact.bit & 1)


def flat(template: Template) -> str:
    """Return a template's English as one text, slots by their ids in brackets."""
    return "".join(f"<{part.id or part.kind}>" if isinstance(part, Slot) else part for part in template.en)
