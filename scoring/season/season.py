"""A season from its plan and its drills: the table, then the awards over it."""

from collections.abc import Iterable, Mapping

from drill.errors import MatchError
from drill.i18n import _
from scoring.awards.decide import decide
from scoring.awards.figures import measures_of, rules_for
from scoring.awards.model import AwardRule, Measure, Over
from scoring.awards.read import standard
from scoring.season.figures import claims
from scoring.season.model import Drill, Plan, Season
from scoring.season.table import REPORTS, by_date, course, renamed, rows


def rules_of(plan: Plan) -> tuple[AwardRule, ...]:
    """Return the rules of the awards that are given over the season."""
    return rules_for(plan.awards or standard(), Over.SEASON)


def wanted(plan: Plan) -> tuple[Measure, ...]:
    """Return the measures that each drill is to be asked for."""
    return tuple(dict.fromkeys((REPORTS, *measures_of(rules_of(plan)))))


def worked_out(plan: Plan, drills: Iterable[Drill], before: Mapping[str, int] | None) -> Season:
    """Return the season; the same whatever order drills and teams come in.

    Args:
        plan: its rules.
        drills: sealed ones, their figures for `wanted`.
        before: rank of each team in the year before, ids as that year knew them; None where there is none.

    Raises:
        MatchError: a drill is there twice, or two teams of a drill are one team by the aliases.
    """
    aliases = dict(plan.aliases)
    sorted_drills = by_date(renamed(drills, aliases))
    _check(sorted_drills)
    last: dict[str, int] = {}
    for team, rank in (before or {}).items():
        name = aliases.get(team, team)
        last[name] = min(rank, last.get(name, rank))
    found = rows(plan, sorted_drills, last)
    rules = rules_of(plan)
    awards = decide(rules, claims(found, sorted_drills, measures_of(rules)))
    return Season(
        plan.title,
        plan.year,
        sorted_drills,
        found,
        awards,
        plan.scheme,
        compared=before is not None,
        course=course(plan, sorted_drills, found),
    )


def _check(drills: tuple[Drill, ...]) -> None:
    names: dict[str, str] = {}
    for drill in drills:
        if drill.id in names:
            raise MatchError(
                _("{one} and {other} are the same drill.").format(one=names[drill.id], other=drill.file)
            )
        names[drill.id] = drill.file
        teams = [outing.team for outing in drill.outings]
        twice = sorted({team for team in teams if teams.count(team) > 1})
        if twice:
            raise MatchError(
                _("In {file} two teams are both {team}.").format(file=drill.file, team=twice[0]),
                _("Correct the aliases of the season."),
            )
