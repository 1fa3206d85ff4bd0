"""Meters: integer counters and levels whose marks set facts."""

from drill.i18n import words
from drill.scenario.compile.bits import read_by
from drill.scenario.compile.meaning import Meaning
from drill.scenario.document import Document
from drill.scenario.document import Meter as AuthoredMeter
from drill.scenario.model import Direction, Keep, Mark, Meter, MeterKind, Term
from drill.scenario.problems import Found


def meters(document: Document, meaning: Meaning, found: Found) -> tuple[Meter, ...]:
    """Return the meters in file order."""
    return tuple(_meter(meter, meaning, found) for meter in document.meters)


def _meter(meter: AuthoredMeter, meaning: Meaning, found: Found) -> Meter:
    terms = tuple(Term(meaning.guard(term.condition), term.amount) for term in meter.terms)
    keeps = tuple(Keep(meaning.guard(keep.condition), keep.percent) for keep in meter.keeps)
    touches = 0
    for guard in (*(term.guard for term in terms), *(keep.guard for keep in keeps)):
        touches |= read_by(guard)
    if meter.kind is MeterKind.LEVEL:
        _gap(meter, found)
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


def _gap(meter: AuthoredMeter, found: Found) -> None:
    """A fact that is set going up and cleared going down needs room between the two."""
    for up in meter.marks:
        for down in meter.marks:
            opposite = (
                up.direction is Direction.UP
                and down.direction is Direction.DOWN
                and (up.then.subject, up.then.state) == (down.then.subject, down.then.state)
                and up.then.negated != down.then.negated
            )
            if opposite and down.at >= up.at:
                message = words(
                    'the mark at {up} and "down to {down}" would flicker',
                    up=amount(up.at),
                    down=amount(down.at),
                )
                found.error(down.place, "L04", message, words("leave a gap"))


def amount(thousandths: int) -> str:
    """Return an amount as an author writes it: ``0.4``, ``2000``."""
    whole, rest = divmod(thousandths, 1000)
    return f"{whole}.{rest:03d}".rstrip("0") if rest else str(whole)
