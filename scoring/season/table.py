"""The season's table: points of each drill, the best that count, ranks with their tie rule, movement.

Nothing here depends on the order in which drills or teams are read: drills go by date and seal, teams by what they have.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

import msgspec

from scoring.awards.model import Measure, MeasureKind
from scoring.season.model import Drill, Outing, Part, Plan, PointsBy, Row, Scheme, SeasonTie

REPORTS = Measure(MeasureKind.POINTS, "reports")

_Key: TypeAlias = tuple[Fraction, tuple[Fraction, ...], Fraction]
"""Sort key: points, counted drills best first, points for reports; the smallest is the best."""
_Taken: TypeAlias = list[tuple[Drill, Outing]]


def by_date(drills: Iterable[Drill]) -> tuple[Drill, ...]:
    """Return drills in the order of the year; two of one day by their seals."""
    return tuple(sorted(drills, key=lambda drill: (drill.date, drill.id)))


def renamed(drills: Iterable[Drill], aliases: Mapping[str, str]) -> tuple[Drill, ...]:
    """Return drills with each team under the id that the season knows it by."""
    return tuple(
        msgspec.structs.replace(
            drill,
            outings=tuple(
                msgspec.structs.replace(outing, team=aliases.get(outing.team, outing.team))
                for outing in drill.outings
            ),
        )
        for drill in drills
    )


def rows(plan: Plan, drills: Sequence[Drill], before: Mapping[str, int]) -> tuple[Row, ...]:
    """Return the season's rows, best first.

    Args:
        plan: the rules.
        drills: in any order, teams under the season's ids.
        before: rank of each team in the year before, under the season's ids.
    """
    taken: dict[str, _Taken] = {}
    for drill in by_date(drills):
        for outing in drill.outings:
            taken.setdefault(outing.team, []).append((drill, outing))
    keyed = sorted(
        ((_key(row, taken[row.team]), row) for row in (_row(plan, team, taken[team]) for team in taken)),
        key=lambda pair: (pair[0], pair[1].label, pair[1].team),
    )
    ranked = [pair for pair in keyed if _is_ranked(plan, pair[1])]
    others = sorted(
        (row for _sort_key, row in keyed if not _is_ranked(plan, row)), key=lambda row: (row.label, row.team)
    )
    found = [*_ranked(ranked), *others]
    return tuple(msgspec.structs.replace(row, before=before.get(row.team)) for row in found)


def course(
    plan: Plan, drills: Sequence[Drill], found: Iterable[Row]
) -> tuple[tuple[str, tuple[int | None, ...]], ...]:
    """Return each ranked team's way: its rank in the year before, then after each drill of the year.

    Args:
        plan: the rules; how many drills a team must have taken part in does not matter on the way.
        drills: by date.
        found: the season's rows.
    """
    on_the_way = msgspec.structs.replace(plan, minimum_drills=1)
    after = [
        {row.team: row.rank for row in rows(on_the_way, drills[:number], {}) if row.rank}
        for number in range(1, len(drills) + 1)
    ]
    return tuple(
        (row.team, (row.before, *(ranks.get(row.team) for ranks in after))) for row in found if row.rank
    )


def points(scheme: Scheme, drill: Drill, outing: Outing) -> Fraction:
    """Return what one drill gives a team: its result by rank or by percent, weighted, and participation."""
    return _result(scheme, drill, outing) * weight_of(scheme, drill) / 100 + scheme.participation


def weight_of(scheme: Scheme, drill: Drill) -> int:
    """Return the percent that a drill's points are multiplied by: its own, else its level's."""
    return dict(scheme.weights).get(drill.level, 100) if drill.weight is None else drill.weight


def _result(scheme: Scheme, drill: Drill, outing: Outing) -> Fraction:
    if scheme.by is PointsBy.RANKS:
        place = outing.rank - 1
        return Fraction(scheme.table[place]) if 0 <= place < len(scheme.table) else Fraction(0)
    return share(drill, outing)


def share(drill: Drill, outing: Outing) -> Fraction:
    """Return a team's part of 100 of the drill's best total; 0 where nobody has any."""
    return max(Fraction(0), Fraction(outing.total * 100, drill.best)) if drill.best > 0 else Fraction(0)


def _row(plan: Plan, team: str, taken: _Taken) -> Row:
    given = [points(plan.scheme, drill, outing) for drill, outing in taken]
    # Of two equal ones the later counts: which of them it is changes no sum.
    ranked = sorted(range(len(taken)), key=lambda at: (-given[at], -at))
    counted = set(ranked[: plan.scheme.best or len(ranked)])
    parts = tuple(
        Part(drill.id, outing.rank, outing.total, given[at], at in counted)
        for at, (drill, outing) in enumerate(taken)
    )
    _drill, latest = taken[-1]
    return Row(
        rank=0,
        team=team,
        label=latest.label,
        division=latest.division,
        unit=latest.unit,
        points=sum((part.points for part in parts if part.counts), Fraction(0)),
        parts=parts,
    )


def _is_ranked(plan: Plan, row: Row) -> bool:
    enough = len(row.parts) >= plan.minimum_drills
    return enough and (not plan.divisions or row.division in plan.divisions)


def _key(row: Row, taken: _Taken) -> _Key:
    counted = sorted(-part.points for part in row.parts if part.counts)
    figures = (
        outing.figures.get(REPORTS)
        for part, (_drill, outing) in zip(row.parts, taken, strict=True)
        if part.counts
    )
    reports = sum((figure.value for figure in figures if figure), Fraction(0))
    return -row.points, tuple(counted), -reports


def _ranked(keyed: Sequence[tuple[_Key, Row]]) -> list[Row]:
    found: list[Row] = []
    place = 0
    places: dict[str, tuple[int, _Key]] = {}
    for number, (key, row) in enumerate(keyed):
        place += number == 0 or key != keyed[number - 1][0]
        within, last = places.get(row.division, (0, None))
        places[row.division] = within + (key != last), key
        tie = _tie(key, [keyed[at][0] for at in (number - 1, number + 1) if 0 <= at < len(keyed)])
        found.append(msgspec.structs.replace(row, rank=place, tie=tie, division_rank=places[row.division][0]))
    return found


def _tie(key: _Key, beside: Sequence[_Key]) -> SeasonTie:
    """Return what placed a row, by its key and those of its neighbours."""
    if key in beside:
        return SeasonTie.SHARED
    level = next((other for other in beside if other[0] == key[0]), None)
    if level is None:
        return SeasonTie.NONE
    return SeasonTie.BEST if level[1] != key[1] else SeasonTie.REPORTS
