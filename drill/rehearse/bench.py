"""The judges' bench of a played match: what the state of the score forbids, and numbers that nobody could know."""

from typing import TypeAlias

from msgspec.structs import replace

from drill.scenario.model import Model
from drill.world.happened import Happened
from drill.world.inputs import (
    AppealFiled,
    AppealRuled,
    AppealWithdrawn,
    ControlInput,
    DrillOpened,
    JudgeInput,
    PenaltyGiven,
    PenaltyWithdrawn,
    Refusal,
    ResultsSealed,
    TeamInput,
)
from scoring.bench import JudgeView
from scoring.section import Judged

Given: TypeAlias = TeamInput | ControlInput | JudgeInput


class Bench:
    """What a hub's desks do with what is said about the score, without a hub.

    Args:
        model: the scenario.
        opened: the first entry.
    """

    def __init__(self, model: Model, opened: DrillOpened) -> None:
        self._view = JudgeView(model, opened)
        self._appeals: list[int] = []
        self._penalties: list[int] = []

    def hear(self, seq: int, happened: Happened) -> None:
        """Take in what happened at this position of the journal."""
        if isinstance(happened.what, AppealFiled):
            self._appeals.append(seq)
        elif isinstance(happened.what, PenaltyGiven):
            self._penalties.append(seq)
        self._view.apply(seq, happened)

    def meant(self, seat: str, team: str, given: Given) -> Given | Refusal:
        """Return an input as the journal takes it, or why it cannot be taken as things stand.

        A number up to that of appeals (or penalties) so far counts them from 1; any other is a place in the journal.
        """
        placed = self._placed(given)
        if not isinstance(placed, Judged):
            return placed
        refusal = self._view.refuse(seat, team, placed)
        if refusal is None and isinstance(placed, ResultsSealed):
            return self._view.meant(placed)
        return refusal or placed

    def _placed(self, given: Given) -> Given:
        match given:
            case AppealRuled() | AppealWithdrawn():
                return replace(given, appeal=_nth(self._appeals, given.appeal))
            case PenaltyWithdrawn():
                return replace(given, penalty=_nth(self._penalties, given.penalty))
            case _:
                return given


def _nth(positions: list[int], number: int) -> int:
    return positions[number - 1] if 1 <= number <= len(positions) else number
