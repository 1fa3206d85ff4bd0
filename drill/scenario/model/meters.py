"""What is measured: counters that grow and levels that are, acting on facts only through marks."""

from enum import StrEnum

from drill.scenario.model.ground import Bits, Effect, Guard, Record, Text


class MeterKind(StrEnum):
    """How a meter moves."""

    COUNTER = "counter"
    LEVEL = "level"


class Direction(StrEnum):
    """From which side a mark is met."""

    UP = "up"
    DOWN = "down"


class Term(Record, frozen=True):
    """What moves a meter while its guard holds."""

    guard: Guard
    amount: int
    """Counter: thousandths per hour. Level: thousandths."""


class Keep(Record, frozen=True):
    """What multiplies a level while its guard holds."""

    guard: Guard
    percent: int


class Mark(Record, frozen=True):
    """Where a meter acts on the facts."""

    at: int
    """Thousandths."""
    direction: Direction
    effect: Effect


class Meter(Record, frozen=True):
    """A number that grows, or a sum of what is true now."""

    id: str
    label: Text
    unit: Text
    kind: MeterKind
    base: int
    """Thousandths: where a counter starts, or what a level is when nothing adds."""
    terms: tuple[Term, ...]
    keeps: tuple[Keep, ...]
    marks: tuple[Mark, ...]
    """In file order."""
    touches: Bits
    """Bits whose change makes the meter be worked out anew."""
