"""The story for the room, in plain words that help nobody who plays.

Every team lives through the same attack, so another team's wall is a hint. Told is what anyone would notice from
outside: that the drill runs or stands, that some service of a team is down or all are back, that the attacker got
through somewhere, that a report went out. Never told: which service, which goal, which order, host, message or answer.
"""

from collections import deque
from collections.abc import Mapping

from drill.i18n import N_, Words, words
from drill.scenario.model import Model
from drill.world.cards import StoryCard
from drill.world.happened import Happened
from drill.world.inputs import (
    AppealsOpened,
    BoardFrozen,
    BoardThawed,
    Broadcast,
    ClockPaused,
    ClockStarted,
    DrillEnded,
    EmergencyStopped,
    ReportSubmitted,
    ResultsSealed,
    ScoresReleased,
    TimeAdded,
)
from drill.world.outputs import BoardChanged, GoalReached, TeamEnded

_PLAIN: dict[type, str] = {
    ClockPaused: N_("The clock stands"),
    EmergencyStopped: N_("Everything is stopped: a real emergency"),
    DrillEnded: N_("The drill is over"),
    ScoresReleased: N_("The judges' points are published"),
    BoardFrozen: N_("The board stands still from here on"),
    BoardThawed: N_("The board follows again"),
    AppealsOpened: N_("Appeals can be filed now"),
    ResultsSealed: N_("The results are final"),
}
KEPT = 12
"""Sentences that stay on the wall; older ones leave it."""
MINUTE = 60_000


class StoryFold:
    """The latest sentences.

    Args:
        model: the scenario.
        labels: team id to what the team is called.
    """

    def __init__(self, model: Model, labels: Mapping[str, str]) -> None:
        self._labels = labels
        up = {
            service.id: bool(model.start >> service.up & 1)
            for service in model.services
            if not service.hidden
        }
        self._up = {team: dict(up) for team in labels}
        self._cards: deque[StoryCard] = deque(maxlen=KEPT)
        self._number = 0
        self._t = 0
        self._begun = False

    @property
    def cards(self) -> tuple[StoryCard, ...]:
        """The latest sentences, oldest first."""
        return tuple(self._cards)

    def apply(self, happened: Happened, *, frozen: bool) -> None:
        """Fold one entry in; of a frozen board's teams nothing is told, now or later."""
        if not happened.team:
            self._t = max(self._t, happened.t)
        said = self._of_team(happened) if happened.team in self._labels else self._of_all(happened)
        if said is None or (frozen and happened.team):
            return
        self._number += 1
        self._cards.append(StoryCard(str(self._number), max(0, happened.t), said))

    def _of_team(self, happened: Happened) -> Words | None:
        team = self._labels[happened.team]
        match happened.what:
            case BoardChanged(service=service, up=up):
                return self._service(happened.team, service, up=up)
            case GoalReached():
                return words("{team}: the attacker got through", team=team)
            case ReportSubmitted():
                return words("{team} has sent a report", team=team)
            case TeamEnded():
                return words("{team} has finished", team=team)
            case _:
                return None

    def _service(self, team: str, service: str, *, up: bool) -> Words | None:
        services = self._up[team]
        if services.get(service, up) == up:
            return None
        services[service] = up
        down = sum(not state for state in services.values())
        if not down:
            return words("{team}: all services are back", team=self._labels[team])
        if up:
            return None
        return words("{team}: services down now: {n}", team=self._labels[team], n=down)

    def _of_all(self, happened: Happened) -> Words | None:
        match happened.what:
            case ClockStarted():
                begun, self._begun = self._begun, True
                return words("The drill goes on") if begun else words("The drill has begun")
            case TimeAdded(milliseconds=milliseconds):
                return words("{n} minutes were added for all", n=milliseconds // MINUTE)
            case AppealsOpened(minutes=0):
                return words("No more appeals are taken")
            case Broadcast(text=text, teams=()):
                return words("To all: {text}", text=text)
            case _:
                said = _PLAIN.get(type(happened.what))
                return None if said is None else Words(said)
