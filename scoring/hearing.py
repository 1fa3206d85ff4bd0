"""What may be filed, taken back and ruled on, as things stand."""

from collections.abc import Callable, Collection

from drill.i18n import words
from drill.world.cards import AppealState, ResultsState
from drill.world.inputs import AppealFiled, AppealRuled, AppealWithdrawn, Outcome, Refusal
from scoring.appeals import Appeal, Appeals
from scoring.section import Judged
from scoring.stage import Stage

MOST_OPEN = 20
"""Appeals of one team that may wait for a ruling at once."""

LinesOf = Callable[[str], Collection[str]]
"""Takes a team, returns the names of the lines that it can read."""


class Hearing:
    """Who may say what about an appeal.

    Args:
        appeals: kept current by the owner.
        stage: kept current by the owner.
        lines_of: the lines that a team may contest.
    """

    def __init__(self, appeals: Appeals, stage: Stage, lines_of: LinesOf) -> None:
        self._appeals = appeals
        self._stage = stage
        self._lines_of = lines_of

    def refuse(self, team: str, given: Judged) -> Refusal | None:
        """Return why an appeal cannot be filed, taken back or ruled on; None for everything else.

        Args:
            team: of the seat; empty for a judge.
            given: in the engine's own names.
        """
        match given:
            case AppealFiled():
                return self._refuse_filing(team, given)
            case AppealWithdrawn(appeal=number):
                return self._refuse_withdrawal(team, self._appeals.get(number))
            case AppealRuled():
                return self._refuse_ruling(given, self._appeals.get(given.appeal))
            case _:
                return None

    def _refuse_filing(self, team: str, given: AppealFiled) -> Refusal | None:
        if not self._stage.playing(team):
            late = self._refuse_late(given)
            if late is not None:
                return late
        waiting = sum(one.team == team and one.state is AppealState.OPEN for one in self._appeals.all)
        if waiting >= MOST_OPEN:
            said = words("{n} appeals of your team wait for a ruling already.", n=waiting)
            return Refusal(said, words("Withdraw one first."))
        return self._refuse_lines(team, given.lines)

    def _refuse_late(self, given: AppealFiled) -> Refusal | None:
        state = self._stage.at(given.at)
        if state is ResultsState.CLOSED:
            return Refusal(words("The window for appeals is closed."))
        if state is not ResultsState.APPEALS:
            said = words("The window for appeals is not open yet.")
            return Refusal(said, words("The judges open it; your desk will say when."))
        if not given.lines:
            said = words("An appeal after the drill names the lines that it contests.")
            return Refusal(said, words("Choose them in Result."))
        return None

    def _refuse_lines(self, team: str, lines: tuple[str, ...]) -> Refusal | None:
        known, contested = self._lines_of(team), self._appeals.contested(team)
        for line in lines:
            if line not in known:
                return Refusal(words("Your result has no line “{line}”.", line=line))
            if line in contested:
                said = words("“{line}” has been appealed already; a ruling is final.", line=line)
                return Refusal(said)
        return None

    def _refuse_withdrawal(self, team: str, appeal: Appeal | None) -> Refusal | None:
        if appeal is None or appeal.team != team:
            return Refusal(words("Your team has no such appeal."))
        if appeal.state is not AppealState.OPEN:
            return Refusal(words("This appeal does not wait for a ruling any more."))
        return None

    def _refuse_ruling(self, given: AppealRuled, appeal: Appeal | None) -> Refusal | None:
        if appeal is None:
            return Refusal(words("There is no such appeal."))
        if appeal.state is AppealState.WITHDRAWN:
            return Refusal(words("The team has withdrawn this appeal."))
        if appeal.state is not AppealState.OPEN:
            return Refusal(words("This appeal has been ruled on; a ruling is final."))
        if given.outcome is Outcome.DISMISSED and given.points:
            return Refusal(words("An appeal that is dismissed gives no points."))
        return None
