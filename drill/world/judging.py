"""What judges may put in, as far as the world can tell; scoring looks at the rest."""

from collections.abc import Container

from drill.i18n import words
from drill.scenario.model import Model
from drill.world.inputs import Marked, Observed, PenaltyGiven, PenaltyWithdrawn, Refusal

MOST_POINTS = 10_000
"""The largest penalty or bonus."""


def check_judge(given: object, model: Model, teams: Container[str]) -> Refusal | None:
    """Return why a judge's input cannot be taken; None if it can."""
    match given:
        case Marked() | Observed() | PenaltyGiven() if given.team not in teams:
            return Refusal(words("There is no team “{team}”.", team=given.team))
        case Marked():
            return _check_mark(given, model)
        case Observed() if not given.text.strip():
            return Refusal(words("There is nothing written."))
        case PenaltyGiven() if not -MOST_POINTS <= given.points <= MOST_POINTS:
            return Refusal(words("At most {points} points at once.", points=MOST_POINTS))
        case PenaltyGiven() | PenaltyWithdrawn() if not given.reason.strip():
            return Refusal(words("Give a reason; the team will read it."))
        case _:
            return None


def _check_mark(given: Marked, model: Model) -> Refusal | None:
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
