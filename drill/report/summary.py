"""One page for leadership: who won, what held and what did not, what cost the most, and how firm the result is."""

import datetime as dt
from collections.abc import Iterable
from typing import TypeAlias

from markupsafe import Markup

from drill.i18n import Language, Words, _, ngettext, speaking, words
from drill.report import svg
from drill.report.naming import column_name
from drill.report.page import Page
from drill.report.told import Told
from drill.scenario.model import Text
from drill.world.cards import ResultsState
from scoring.awards.figures import offered
from scoring.model import REPORTS, LedgerLine, LineRule
from scoring.sayings import moment, named

MOST_ROWS = 8
"""Teams on the page; the others are counted."""
MOST_COSTS = 5
Share: TypeAlias = tuple[object, int, Markup]
"""A name, whole percent, and a bar of it."""


def page(told: Told, language: Language) -> Page:
    """Return the summary of a drill as a page."""
    with speaking(language):
        title = _("Summary of the drill “{title}”").format(title=told.model.title.say(language))
        facts: dict[str, object] = {
            "say": _said(),
            "what": title,
            "headline": _headline(told),
            "state": _state(told),
            "facts": _facts(told, language),
            "rows": [_row(told, place) for place in range(min(MOST_ROWS, len(told.rows)))],
            "others": _others(told),
            "sections": _sections(told),
            "goals": _goals(told),
            "services": _services(told),
            "costs": _costs(told),
            "late": _late(told),
            "seal": " ".join(told.signed.words) if told.signed else "",
        }
    return Page("summary.html.j2", title, language, facts)


def _headline(told: Told) -> Words:
    first = [row for row in told.rows if row.rank == 1]
    if len(first) > 1:
        names = ", ".join(row.standing.label for row in first)
        return words(
            "{teams} share the first place with {points} points.", teams=names, points=first[0].standing.total
        )
    if len(told.rows) == 1:
        return words("{team}: {points} points.", team=first[0].standing.label, points=first[0].standing.total)
    second = told.rows[1]
    return words(
        "{team} is first with {points} points, {gap} before {second}.",
        team=first[0].standing.label,
        points=first[0].standing.total,
        gap=second.gap,
        second=second.standing.label,
    )


def _state(told: Told) -> str:
    if told.state is ResultsState.FINAL:
        return _("Final: the results are sealed.")
    if told.state is ResultsState.RUNNING:
        return _("The drill still runs; everything here can change.")
    return _("Provisional: the results are not sealed.")


def _facts(told: Told, language: Language) -> list[tuple[str, str]]:
    shape = "%d/%m/%Y" if language is Language.VIETNAMESE else "%Y-%m-%d"
    day = (
        dt.datetime.fromtimestamp(told.walls[0] // 1000, dt.UTC).astimezone().strftime(shape)
        if told.walls
        else ""
    )
    found = [
        (_("Day"), day),
        (_("Teams"), str(len(told.rows))),
        (_("Exercise time"), moment(told.length)),
        (_("Appeals"), str(len(told.appeals))),
        (_("Penalties and bonuses"), str(len(told.penalties))),
    ]
    return [(name, said) for name, said in found if said]


def _row(told: Told, place: int) -> dict[str, object]:
    row, best = told.rows[place], max(1, told.rows[0].standing.total)
    return {
        "rank": row.rank,
        "label": row.standing.label,
        "unit": told.team(row.standing.team).unit,
        "total": row.standing.total,
        "bar": svg.bar(row.standing.total, best, width=220),
    }


def _others(told: Told) -> str:
    left = len(told.rows) - MOST_ROWS
    return _("and {n} more teams").format(n=left) if left > 0 else ""


# ---------------------------------------------------------------- what held


def _sections(told: Told) -> list[Share]:
    """Return how much of what could be earned all teams together earned, by section."""
    possible = offered(told.model)
    earned = dict.fromkeys(possible, 0)
    for row in told.rows:
        for name, points in row.standing.sections:
            if name in earned:
                earned[name] += points
    teams = len(told.rows)
    return [_share(column_name(name), earned[name], most * teams) for name, most in possible.items() if most]


def _goals(told: Told) -> list[Share]:
    """Return how many teams denied the attacker each goal."""
    lost = [line.item for line in _lines(told) if line.rule is LineRule.GOAL_LOST]
    teams = len(told.rows)
    return [
        _share(named(goal.label, goal.id), teams - lost.count(goal.id), teams)
        for goal in told.model.attack.goals
    ]


def _services(told: Told) -> list[Share]:
    """Return how much of each service's time counted, all teams together."""
    shares = []
    for service in told.model.services:
        full = _sum(told, LineRule.SERVICE_KEPT, service.id)
        if full > 0:
            lost = _sum(told, LineRule.SERVICE_LOST, service.id)
            shares.append(_share(named(service.label, service.id), full + lost, full))
    return shares


def _sum(told: Told, rule: LineRule, service: str) -> int:
    mine = (line for line in _lines(told) if line.rule is rule and line.item.partition("@")[0] == service)
    return sum(line.points for line in mine)


def _share(name: object, part: int, whole: int) -> Share:
    percent = max(0, min(100, 100 * part // whole)) if whole > 0 else 0
    return name, percent, svg.bar(percent, 100, width=120)


# ---------------------------------------------------------------- what cost the most


def _costs(told: Told) -> list[tuple[int, str, Words]]:
    """Return (points lost, teams, one of the reasons), the costliest first."""
    found: dict[tuple[LineRule, str], list[LedgerLine]] = {}
    for line in _lines(told):
        if line.points < 0 and line.rule not in {LineRule.PENALTY, LineRule.WITHDRAWAL}:
            found.setdefault((line.rule, line.item.partition("@")[0]), []).append(line)
    ranked = sorted(found.values(), key=lambda lines: sum(line.points for line in lines))
    return [
        (sum(one.points for one in lines), _counted({one.team for one in lines}), min(lines, key=_points).why)
        for lines in ranked[:MOST_COSTS]
    ]


def _points(line: LedgerLine) -> int:
    return line.points


def _late(told: Told) -> list[tuple[Text, str]]:
    """Return how many teams were late with each report, or never sent it."""
    late = {
        (line.team, line.item)
        for line in _lines(told)
        if line.rule is LineRule.LATE and line.section == REPORTS
    }
    found = []
    for report in told.model.reports:
        items = {f"field:{report.id}.{field.id}" for field in report.fields}
        teams = {team for team, item in late if item in items}
        if teams:
            found.append((named(report.to, report.id), _counted(teams)))
    return found


def _counted(teams: set[str]) -> str:
    return ngettext("{n} team", "{n} teams", len(teams)).format(n=len(teams))


def _lines(told: Told) -> Iterable[LedgerLine]:
    return (line for lines in told.lines.values() for line in lines)


def _said() -> dict[str, str]:
    return {
        "ranks": _("Ranks"),
        "sections": _("What all teams together earned of what could be earned"),
        "goals": _("Teams that denied the attacker its goal"),
        "services": _("Services kept up"),
        "costs": _("What cost the most"),
        "points": _("points"),
        "late": _("Reports late or never sent"),
        "nothing": _("Nothing."),
        "seal": _("Seal"),
    }
