"""A season for people and for other programs: as a page that prints, as a table, as JSON."""

from collections.abc import Iterator
from fractions import Fraction

from markupsafe import Markup

from drill.i18n import N_, Language, Words, _, current_language, words
from drill.report.awards import award_object, certificates
from drill.report.page import Page
from drill.report.stacks import Stack, stacks
from drill.report.svg import Series, lines
from drill.scenario.model import Text
from scoring.awards.measures import rule_words
from scoring.rounding import half_up
from scoring.season.figures import movement
from scoring.season.model import Part, PointsBy, Row, Season, SeasonTie
from scoring.season.table import weight_of

PLOTTED = 12
"""Teams in a plot: more would be a tangle."""
CANDIDATES = 5
"""Candidates of an award on the page, and every winner beyond them."""
_TIES = {
    SeasonTie.NONE: "",
    SeasonTie.BEST: N_("better best drills"),
    SeasonTie.REPORTS: N_("more points for reports"),
    SeasonTie.SHARED: N_("shared"),
}


def hundredths(value: Fraction) -> str:
    """Return points with two decimals at most, a half rounded up; the exact ones decide."""
    shown = half_up(value * 100)
    sign, whole, rest = "-" if shown < 0 else "", abs(shown) // 100, abs(shown) % 100
    return f"{sign}{whole}.{rest:02}".rstrip("0").rstrip(".") if rest else f"{sign}{whole}"


def tie_name(tie: SeasonTie) -> str:
    """Return a tie-break in the language of this process; empty where none was needed."""
    return _(_TIES[tie]) if _TIES[tie] else ""


# ---------------------------------------------------------------- for other programs


def as_object(season: Season) -> dict[str, object]:
    """Return the season as plain values for JSON; the next year reads ``teams`` again."""
    return {
        "title": {"en": season.title.en, "vi": season.title.vi},
        "year": season.year,
        "drills": [
            {
                "file": drill.file,
                "seal": " ".join(drill.seal),
                "title": {"en": drill.title.en, "vi": drill.title.vi},
                "date": drill.date,
                "level": drill.level,
                "weight": weight_of(season.scheme, drill),
                "teams": len(drill.outings),
            }
            for drill in season.drills
        ],
        "teams": [_team(season, row) for row in season.rows],
        "awards": [award_object(awarded) for awarded in season.awards],
    }


def _team(season: Season, row: Row) -> dict[str, object]:
    return {
        "rank": row.rank,
        "before": row.before,
        "up": row.up,
        "movement": movement(row, compared=season.compared).say(Language.ENGLISH),
        "team": row.team,
        "label": row.label,
        "unit": row.unit,
        "division": row.division,
        "division_rank": row.division_rank,
        "points": hundredths(row.points),
        "exact": str(row.points),
        "tie": row.tie.value,
        "drills": [
            {
                "seal": part.drill[:16],
                "rank": part.rank,
                "total": part.total,
                "points": hundredths(part.points),
                "exact": str(part.points),
                "counts": part.counts,
            }
            for part in row.parts
        ],
    }


def table(season: Season) -> tuple[list[str], list[list[str]]]:
    """Return the season as a table: its heading and a row for each team, points of each drill at the end."""
    heading = ["rank", "before", "up", "team", "label", "unit", "division", "division_rank", "points", "tie"]
    heading += [f"{drill.date} {drill.file}" for drill in season.drills]
    return heading, [_cells(season, row) for row in season.rows]


def _cells(season: Season, row: Row) -> list[str]:
    fixed: list[object] = [
        row.rank or "", row.before or "", "" if row.up is None else row.up, row.team, row.label, row.unit,
        row.division, row.division_rank or "", hundredths(row.points), row.tie.value,
    ]  # fmt: skip
    given = _parts(row)
    return [str(cell) for cell in fixed] + [
        hundredths(given[drill.id].points) if drill.id in given else "" for drill in season.drills
    ]


def _parts(row: Row) -> dict[str, Part]:
    return {part.drill: part for part in row.parts}


def season_certificates(season: Season) -> list[dict[str, str]]:
    """Return what the season's certificates say: its drills are all sealed, so the awards are final."""
    title = Text(f"{season.title.en} {season.year}", f"{season.title.vi} {season.year}")
    return certificates(season.awards, title, "final")


# ---------------------------------------------------------------- for people


def page(season: Season) -> Page:
    """Return the season as a page in the language of this process."""
    title = f"{season.title.say(current_language())} {season.year}"
    return Page(
        "season.html.j2",
        title,
        current_language(),
        {
            "season": season,
            "rules": list(scheme_words(season)),
            "say": _headings(),
            "divided": any(row.division for row in season.rows),
            "tied": any(row.tie for row in season.rows),
            "rows": [_shown(season, row) for row in season.rows],
            "drills": [
                (
                    drill,
                    _(drill.level),
                    weight_of(season.scheme, drill),
                    " ".join(drill.seal),
                )
                for drill in season.drills
            ],
            "awards": [
                (
                    awarded,
                    rule_words(awarded.rule),
                    [one for number, one in enumerate(awarded.candidates) if one.wins or number < CANDIDATES],
                )
                for awarded in season.awards
            ],
            "ranks": _ranks(season),
            "points": _points(season),
        },
        landscape=len(season.drills) > 4,
    )


def _shown(season: Season, row: Row) -> dict[str, object]:
    given = _parts(row)
    return {
        "rank": movement(row, compared=season.compared),
        "label": row.label,
        "unit": row.unit,
        "division": row.division,
        "division_rank": row.division_rank or "",
        "points": hundredths(row.points),
        "tie": tie_name(row.tie),
        "ranked": bool(row.rank),
        "first": row.rank == 1,
        "parts": [
            (hundredths(given[drill.id].points), given[drill.id].rank, given[drill.id].counts)
            if drill.id in given
            else None
            for drill in season.drills
        ],
    }


def _ranks(season: Season) -> Markup:
    """Draw the ranks from last year over every drill, the first at the top."""
    labels = {row.team: row.label for row in season.rows}
    steps = [drill.date for drill in season.drills]
    shown = [
        Series(labels[team], ranks if season.compared else ranks[1:])
        for team, ranks in season.course[:PLOTTED]
    ]
    return lines(shown, [_("last year"), *steps] if season.compared else steps, height=300, falling=True)


def _points(season: Season) -> Markup:
    """Draw the points that count, a piece for each drill."""
    ranked = [row for row in season.rows if row.rank][:PLOTTED]
    rows = [
        Stack(
            row.label,
            tuple(
                part.points if (part := _parts(row).get(drill.id)) and part.counts else Fraction(0)
                for drill in season.drills
            ),
            hundredths(row.points),
        )
        for row in ranked
    ]
    return stacks(rows, [drill.date for drill in season.drills])


def scheme_words(season: Season) -> Iterator[Words]:
    """Yield how the season's points are made and what places teams, a sentence each."""
    scheme = season.scheme
    if scheme.by is PointsBy.RANKS:
        yield words("Points by rank: {table}; none after them.", table=", ".join(map(str, scheme.table)))
    else:
        yield words("Points: 100 for a drill's best total, the others their share of it.")
    weighed = ", ".join(f"{level} {percent} %" for level, percent in scheme.weights)
    if weighed:
        yield words("Weights by level: {weights}; any other 100 %.", weights=weighed)
    if scheme.participation:
        yield words("Taking part in a drill gives {points} points more.", points=scheme.participation)
    if scheme.best:
        yield words("A team's best {drills} drills count.", drills=scheme.best)
    yield words(
        "Equal points: the better best drills come first, compared from each team's best on; then more points for "
        "reports in the drills that count; else they share the rank."
    )


def _headings() -> dict[str, str]:
    """Return the words of the page that belong to no record."""
    return {
        "table": _("Ranks"),
        "rank": _("Rank"),
        "team": _("Team"),
        "division": _("Division"),
        "points": _("Points"),
        "tie": _("Tie"),
        "rules": _("How points are made"),
        "movement": _("Ranks over the year"),
        "by_drill": _("Points by drill"),
        "drills": _("Drills of the season"),
        "date": _("Date"),
        "drill": _("Drill"),
        "level": _("Level"),
        "weight": _("Weight"),
        "teams": _("Teams"),
        "seal": _("Seal"),
        "awards": _("Awards"),
        "place": _("Place"),
        "figure": _("Figure"),
        "why": _("Why"),
        "prize": _("prize"),
        "nobody": _("Nobody wins this award."),
        "uncounted": _("Points in brackets do not count: other drills were better."),
        "verified": _("Every drill was verified with its seal before it was counted."),
    }
