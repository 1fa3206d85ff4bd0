"""Why an order cannot start, in words that name only what the team can observe."""

from drill.i18n import N_, Words
from drill.scenario.model import Fact, Guard, Model
from drill.world.facts import broken, each_bit

_IS = {
    "off": N_("{thing} is off."),
    "isolated": N_("{thing} is isolated."),
    "shielded": N_("{thing} is shielded."),
    "cut": N_("{thing} is cut."),
    "blocked": N_("{thing} is blocked."),
    "disabled": N_("{thing} is disabled."),
    "imaged": N_("{thing} has been imaged already."),
    "captured": N_("The memory of {thing} has been captured already."),
    "watched": N_("{thing} is watched already."),
    "wiped": N_("The disk of {thing} has been written over."),
    "emptied": N_("The memory of {thing} is gone."),
    "rate-limited": N_("{thing} is rate-limited."),
    "failed over": N_("{thing} has failed over already."),
}
_IS_NOT = {
    "off": N_("{thing} is not off."),
    "isolated": N_("{thing} is not isolated."),
    "cut": N_("{thing} is not cut."),
    "blocked": N_("{thing} is not blocked."),
    "disabled": N_("{thing} is not disabled."),
}


def why_not(model: Model, guard: Guard, facts: int, observable: int) -> Words:
    """Return why a guard does not hold: one observable fact, or nothing but that it could not be done."""
    for bit in each_bit(broken(facts, guard) & observable):
        return _said(model.facts[bit], is_so=bool(facts >> bit & 1))
    return Words(N_("It could not be done."))


def _said(fact: Fact, *, is_so: bool) -> Words:
    if fact.subject == "team":
        done = N_("The team has done this already ({state}).")
        missing = N_("The team has not done this yet: {state}.")
        return Words(done if is_so else missing, {"state": fact.state})
    template = (_IS if is_so else _IS_NOT).get(fact.state)
    if template is not None:
        return Words(template, {"thing": fact.subject})
    other = N_("{thing} is {state}.") if is_so else N_("{thing} is not {state}.")
    return Words(other, {"thing": fact.subject, "state": fact.state})
