"""What judges decide and what leaders contest, as staff read it in the feed. Marks are told to nobody."""

from drill.i18n import Words, words
from drill.world.happened import Happened
from drill.world.inputs import (
    AppealFiled,
    AppealRuled,
    AppealsOpened,
    AppealWithdrawn,
    Outcome,
    PenaltyGiven,
    PenaltyWithdrawn,
    ResultsSealed,
    RulesAmended,
    ScoresReleased,
)


def filed(happened: Happened) -> Words | None:
    """Return what a leader says about the score; None for everything else."""
    match happened.what:
        case AppealFiled(lines=(), text=text):
            return words("Protest to the judges: {text}", text=text)
        case AppealFiled(lines=lines, text=text):
            return words("Appeal on {n} lines: {text}", n=len(lines), text=text)
        case AppealWithdrawn(appeal=number):
            return words("Appeal #{number} is withdrawn", number=number)
        case _:
            return None


def ruled(happened: Happened) -> Words | None:
    """Return what a judge decides beside marks; None for everything else."""
    match happened.what:
        case PenaltyGiven(team=team, points=points, reason=reason):
            return words("{team}: {points} points, {reason}", team=team, points=points, reason=reason)
        case PenaltyWithdrawn(reason=reason):
            return words("A penalty is withdrawn: {reason}", reason=reason)
        case AppealRuled(appeal=number, outcome=Outcome.UPHELD, reason=reason):
            return words("Appeal #{number} is upheld: {reason}", number=number, reason=reason)
        case AppealRuled(appeal=number, reason=reason):
            return words("Appeal #{number} is dismissed: {reason}", number=number, reason=reason)
        case _:
            return _stage(happened)


def _stage(happened: Happened) -> Words | None:
    match happened.what:
        case AppealsOpened(minutes=0):
            return words("The window for appeals closes")
        case AppealsOpened(minutes=minutes):
            return words("The window for appeals opens for {minutes} minutes", minutes=minutes)
        case ScoresReleased():
            return words("The judged points are published")
        case RulesAmended(reason=reason):
            return words("Points and weights are others: {reason}", reason=reason)
        case ResultsSealed():
            return words("The results are sealed")
        case _:
            return None
