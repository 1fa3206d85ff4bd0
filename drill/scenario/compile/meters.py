"""Meters: integer counters and levels whose marks set facts."""

from drill.scenario.compile.bits import read_by
from drill.scenario.compile.meaning import Meaning
from drill.scenario.document import Document
from drill.scenario.document import Meter as AuthoredMeter
from drill.scenario.model import Keep, Mark, Meter, Term


def meters(document: Document, meaning: Meaning) -> tuple[Meter, ...]:
    """Return the meters in file order."""
    return tuple(_meter(meter, meaning) for meter in document.meters)


def _meter(meter: AuthoredMeter, meaning: Meaning) -> Meter:
    terms = tuple(Term(meaning.guard(term.condition), term.amount) for term in meter.terms)
    keeps = tuple(Keep(meaning.guard(keep.condition), keep.percent) for keep in meter.keeps)
    touches = 0
    for guard in (*(term.guard for term in terms), *(keep.guard for keep in keeps)):
        touches |= read_by(guard)
    return Meter(
        id=meter.id,
        label=meter.label,
        unit=meter.unit,
        kind=meter.kind,
        base=meter.base,
        terms=terms,
        keeps=keeps,
        marks=tuple(Mark(mark.at, mark.direction, meaning.effect((mark.then,))) for mark in meter.marks),
        touches=touches,
    )
