"""What each team brings to the awards of a season: its drills' figures put together, and its way since last year."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from drill.i18n import Words, words
from scoring.awards.measures import both, tenths
from scoring.awards.model import Claim, Figure, Measure, MeasureKind
from scoring.season.model import Drill, Outing, Row
from scoring.season.table import share

_SUMMED = frozenset({MeasureKind.POINTS, MeasureKind.EVIDENCE})
_FASTEST = frozenset({MeasureKind.CONTAINED, MeasureKind.DECLARED})


def claims(rows: Sequence[Row], drills: Sequence[Drill], measures: Iterable[Measure]) -> list[Claim]:
    """Return what every ranked team brings.

    Args:
        rows: of the season.
        drills: by date, teams under the season's ids.
        measures: what the awards' rules name.
    """
    asked = tuple(measures)
    ranked = [row for row in rows if row.rank]
    best = max((row.points for row in ranked), default=Fraction(0))
    taken: dict[str, list[tuple[Drill, Outing]]] = {}
    for drill in drills:
        for outing in drill.outings:
            taken.setdefault(outing.team, []).append((drill, outing))
    return [_claim(row, taken[row.team], asked, best) for row in ranked]


def _claim(
    row: Row, taken: Sequence[tuple[Drill, Outing]], measures: Iterable[Measure], best: Fraction
) -> Claim:
    figures = ((measure, _figure(measure, row, taken)) for measure in measures)
    return Claim(
        team=row.team,
        label=row.label,
        division=row.division,
        total=row.points,
        possible=best,
        figures={measure: figure for measure, figure in figures if figure is not None},
        finished=all(outing.finished for _drill, outing in taken),
        penalties=sum(outing.penalties for _drill, outing in taken),
        drills=len(taken),
        unit=row.unit,
    )


def _figure(measure: Measure, row: Row, taken: Sequence[tuple[Drill, Outing]]) -> Figure | None:
    own = _own(measure, row)
    if own is not None:
        return own
    if measure.kind is MeasureKind.IMPROVED:
        return _improved(taken)
    given = [(drill, outing.figures[measure]) for drill, outing in taken if measure in outing.figures]
    if not given:
        return None
    if measure.kind in _FASTEST:
        return _fastest(given)
    if measure.kind is MeasureKind.RATINGS:
        return _mean(given)
    return _sum(given) if measure.kind in _SUMMED else None


def _own(measure: Measure, row: Row) -> Figure | None:
    """Return a figure that is the season's own; None for another measure."""
    match measure.kind:
        case MeasureKind.RANK:
            said = words("rank {rank}, {points} points", rank=row.rank, points=tenths(row.points))
            return Figure(Fraction(row.rank), said)
        case MeasureKind.TOTAL:
            return Figure(row.points, words("{points} points", points=tenths(row.points)))
        case MeasureKind.CLIMBED if row.up is not None:
            said = words(
                "from rank {before} to {rank}: {up} places", before=row.before, rank=row.rank, up=row.up
            )
            return Figure(Fraction(row.up), said)
        case _:
            return None


def _improved(taken: Sequence[tuple[Drill, Outing]]) -> Figure | None:
    if len(taken) < 2:
        return None
    first, last = share(*taken[0]), share(*taken[-1])
    said = words(
        "{first} percent of the best in the first drill, {last} in the last",
        first=tenths(first),
        last=tenths(last),
    )
    return Figure((last - first) / 100, said)


def _fastest(given: Sequence[tuple[Drill, Figure]]) -> Figure:
    drill, figure = min(given, key=lambda one: (one[1].value, one[0].date, one[0].id))
    said = words("{figure} in {drill}", figure=both(figure.words), drill=drill.title)
    return Figure(figure.value, said)


def _mean(given: Sequence[tuple[Drill, Figure]]) -> Figure:
    value = sum((figure.value for _drill, figure in given), Fraction(0)) / len(given)
    said = words("{percent} %, the mean of {drills} drills", percent=tenths(value * 100), drills=len(given))
    return Figure(value, said)


def _sum(given: Sequence[tuple[Drill, Figure]]) -> Figure:
    value = sum((figure.value for _drill, figure in given), Fraction(0))
    return Figure(value, words("{sum} in {drills} drills", sum=tenths(value), drills=len(given)))


def movement(row: Row, *, compared: bool) -> Words:
    """Return a team's rank beside that of the year before: ``36, up 20``.

    Args:
        row: of the season.
        compared: whether there is a year before.
    """
    if not row.rank:
        return words("not ranked")
    if not compared:
        return words("{rank}", rank=row.rank)
    if row.up is None:
        return words("{rank}, new", rank=row.rank)
    if not row.up:
        return words("{rank}, the same", rank=row.rank)
    return (
        words("{rank}, up {places}", rank=row.rank, places=row.up)
        if row.up > 0
        else words("{rank}, down {places}", rank=row.rank, places=-row.up)
    )


def ranks(rows: Iterable[Row]) -> Mapping[str, int]:
    """Return the rank of each ranked team, to compare the next year with."""
    return {row.team: row.rank for row in rows if row.rank}
