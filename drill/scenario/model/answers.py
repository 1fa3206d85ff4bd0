"""What is right: answer rules, worked out from what each team lived through."""

from typing import TypeAlias

from drill.scenario.model.ground import Record, Template


class PastFact(Record, frozen=True, tag="fact"):
    """``fs01 was encrypted``: at some time the fact had this value."""

    bit: int
    value: bool = True
    """False for states said by their opposite: ``portal was down`` is ``portal.up`` having been false."""


class PastStep(Record, frozen=True, tag="step"):
    """``plant-task was done``."""

    step: str


class PastFirstCompromise(Record, frozen=True, tag="first-compromise"):
    """``the first compromise``."""

    bits: tuple[int, ...]
    """Bits of ``H.compromised`` of every host."""


Past: TypeAlias = PastFact | PastStep | PastFirstCompromise
PastCondition: TypeAlias = tuple[tuple[Past, ...], ...]
"""OR of ANDs; one empty AND is "always"."""


class AnswerText(Record, frozen=True, tag="text"):
    """Any of these texts is right (folded comparison)."""

    texts: tuple[Template, ...]


class AnswerFirstHost(Record, frozen=True, tag="first-host"):
    """``first host that was S``."""

    hosts: tuple[tuple[int, str], ...]
    """(bit, host id)."""


class AnswerHosts(Record, frozen=True, tag="hosts"):
    """``hosts that were S or S``; scored by overlap."""

    hosts: tuple[tuple[int, str], ...]


class AnswerFirstStep(Record, frozen=True, tag="first-step"):
    """``by first of A, B``: the n-th step means the n-th choice."""

    steps: tuple[str, ...]


class AnswerTime(Record, frozen=True, tag="time"):
    """``time of X, give or take T``."""

    of: Past
    give: int


class AnswerAmount(Record, frozen=True, tag="amount"):
    """``amount of METER, give or take N%``: the meter's value at the end, or at the moment of the answer."""

    meter: str
    percent: int


class AnswerGoals(Record, frozen=True, tag="goals"):
    """``goals that were reached``; scored by overlap."""


class AnswerSteps(Record, frozen=True, tag="steps"):
    """``steps that were done``; scored by overlap."""


AnswerRule: TypeAlias = (
    AnswerText
    | AnswerFirstHost
    | AnswerHosts
    | AnswerFirstStep
    | AnswerTime
    | AnswerAmount
    | AnswerGoals
    | AnswerSteps
)
