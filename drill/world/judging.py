"""What may be said about the score, as far as the world can tell; scoring looks at the rest."""

from collections.abc import Container

from drill.i18n import words
from drill.scenario.model import Model
from drill.world.inputs import (
    AppealFiled,
    AppealRuled,
    AppealsOpened,
    BoardArranged,
    ConflictDeclared,
    FilingInput,
    JuryScored,
    Marked,
    Observed,
    PanelNamed,
    PenaltyGiven,
    PenaltyWithdrawn,
    Recused,
    Refusal,
    RevealStepped,
    RulesAmended,
    SampleMarked,
)

MOST_POINTS = 10_000
"""The largest penalty or bonus."""
MOST_LINES = 50
"""Ledger lines that one appeal may contest."""
LONGEST_WINDOW = 14 * 24 * 60
"""Minutes of the longest window for appeals: two weeks."""
LONGEST_DELAY = 3_600_000
"""Milliseconds by which a board is held back at most."""
LATEST_CEREMONY = 4_102_444_800_000
"""Wall time (ms since 1970) before which a ceremony is: the year 2100; dates without end cannot be shown."""
LEADER = "leader"
"""The role that files appeals, where the scenario has it."""
HEAD_JUDGE = "head judge"
"""The judge who sees all marks, and who alone rules, releases and seals where a drill has one."""
JUDGE = "judge"
MARKER = "marker"
"""The judge who sees texts to mark under code names, and nothing in which a team has a name."""
EVERY_ROLE = "everyone"
"""Role of a seat that acts for every role of its team: a lone player, a demo, a small team."""

_ABOUT_A_TEAM = (Marked, Observed, PenaltyGiven, ConflictDeclared, Recused, JuryScored)
_WITH_REASON = (PenaltyGiven, PenaltyWithdrawn, ConflictDeclared, Recused, AppealRuled, RulesAmended)


def check_judge(given: object, model: Model, teams: Container[str]) -> Refusal | None:
    """Return why a judge's input cannot be taken; None if it can."""
    if isinstance(given, _ABOUT_A_TEAM) and given.team not in teams:
        return Refusal(words("There is no team “{team}”.", team=given.team))
    if isinstance(given, Marked | SampleMarked):
        return _check_mark(given, model)
    if isinstance(given, _WITH_REASON) and not given.reason.strip():
        return Refusal(words("Give a reason; the team will read it."))
    if isinstance(given, Observed) and not given.text.strip():
        return Refusal(words("There is nothing written."))
    return _check_points(given) or _check_setting(given)


def check_filing(given: FilingInput, model: Model) -> Refusal | None:
    """Return why a team cannot file this; None if it can."""
    roles = {role.id for role in model.roles}
    if LEADER in roles and given.role not in {LEADER, EVERY_ROLE}:
        return Refusal(words("Only the leader files an appeal."))
    if isinstance(given, AppealFiled):
        if not given.text.strip():
            return Refusal(words("There is nothing written."))
        if len(given.lines) > MOST_LINES:
            return Refusal(words("At most {lines} lines in one appeal.", lines=MOST_LINES))
    return None


def _check_points(given: object) -> Refusal | None:
    match given:
        case PenaltyGiven(points=points) | AppealRuled(points=points) if abs(points) > MOST_POINTS:
            return Refusal(words("At most {points} points at once.", points=MOST_POINTS))
        case JuryScored(points=points) if not 0 <= points <= 100:
            return Refusal(words("A jury gives 0 to 100 points."))
        case _:
            return None


def _check_setting(given: object) -> Refusal | None:
    match given:
        case PanelNamed() if not (1 <= given.per_item <= len(given.judges) and 1 <= given.alarm <= 100):
            return Refusal(
                words("A panel has at least as many judges as each item gets, and an alarm of 1 to 100 %.")
            )
        case PanelNamed(ceremony=ceremony) if not 0 <= ceremony < LATEST_CEREMONY:
            return Refusal(words("A ceremony is before the year 2100."))
        case AppealsOpened(minutes=minutes) if not 0 <= minutes <= LONGEST_WINDOW:
            return Refusal(words("A window for appeals lasts from a minute to two weeks."))
        case BoardArranged(delay=delay) if not 0 <= delay <= LONGEST_DELAY:
            return Refusal(words("A board is held back by an hour at most."))
        case RevealStepped(shown=int(shown)) if shown < 0:
            return Refusal(words("The number of prizes shown is 0 or more."))
        case _:
            return None


def _check_mark(given: Marked | SampleMarked, model: Model) -> Refusal | None:
    if not 0 <= given.percent <= 100:
        return Refusal(words("A mark is 0 to 100 percent."))
    kind, _, name = given.item.partition(":")
    criteria = {f"field:{r.id}.{f.id}": len(f.criteria) for r in model.reports for f in r.fields}
    criteria |= {f"judged:{judged.id}": len(judged.criteria) for judged in model.scoring.judged}
    criteria |= {f"report:{report.id}": 1 for report in model.reports}
    known = given.item in criteria or (kind in {"inject", "statement"} and name)
    if not known:
        return Refusal(words("There is no item “{item}”.", item=given.item))
    if not 0 <= given.criterion < max(1, criteria.get(given.item, 1)):
        return Refusal(words("This item has no such criterion."))
    return None
