"""Replies and reports that are due, over all teams, without telling any team what it does not know yet.

A message may come to one team and not to another. It stands on the wall only once every team that still plays has it,
or will never get it.
"""

from collections.abc import Iterable, Iterator

from drill.scenario.model import Model, Text
from drill.world.cards import DueCard
from drill.world.happened import Happened
from drill.world.inputs import InjectWritten, Replied, ReportSubmitted
from drill.world.outputs import (
    DeadlineMoved,
    InjectChanged,
    InjectState,
    ReportClockStarted,
    TeamEnded,
)

_NEVER = frozenset({InjectState.SKIPPED, InjectState.DROPPED})


class DueFold:
    """Who owes what until when."""

    def __init__(self, model: Model, teams: Iterable[str]) -> None:
        self._labels = {f"inject:{inject.id}": inject.sender for inject in model.injects}
        self._labels |= {f"report:{report.id}": report.to for report in model.reports}
        self._playing = set(teams)
        self._due: dict[str, dict[str, int]] = {}
        """Item to team to when it is due; -1 for a team that will never owe it."""
        self._done: dict[str, set[str]] = {}

    def apply(self, happened: Happened) -> bool:
        """Fold one entry in; return whether cards may differ."""
        team, what = happened.team, happened.what
        match what:
            case InjectChanged(inject=inject, state=state, due=due):
                known = due if state is InjectState.SENT and due is not None else None
                self._owe(f"inject:{inject}", team, known, never=state in _NEVER or state is InjectState.SENT)
            case ReportClockStarted(report=report, due=due):
                self._owe(f"report:{report}", team, due)
            case DeadlineMoved(item=item, due=due):
                self._owe(item, team, due)
            case Replied(inject=inject):
                self._done.setdefault(f"inject:{inject}", set()).add(team)
            case ReportSubmitted(report=report):
                self._done.setdefault(f"report:{report}", set()).add(team)
            case InjectWritten(inject=inject, sender=sender):
                self._labels[f"inject:{inject}"] = Text(sender, sender)
            case TeamEnded():
                self._playing.discard(team)
            case _:
                return False
        return True

    def cards(self) -> Iterator[DueCard]:
        """Return what some team still owes and every team knows of, the most urgent first."""
        found = (self._card(item) for item in self._due)
        yield from sorted((card for card in found if card is not None), key=lambda card: (card.due, card.key))

    def _owe(self, item: str, team: str, due: int | None, *, never: bool = False) -> None:
        if due is not None:
            self._due.setdefault(item, {})[team] = due
        elif never:
            self._due.setdefault(item, {}).setdefault(team, -1)

    def _card(self, item: str) -> DueCard | None:
        teams, done = self._due[item], self._done.get(item, set())
        owed = {team: due for team, due in teams.items() if due >= 0}
        waiting = [team for team in owed if team not in done and team in self._playing]
        if not waiting or not self._playing <= teams.keys():
            return None
        due = max(owed[team] for team in waiting)
        return DueCard(item, self._labels[item], due, len(waiting), len(owed.keys() & done))
