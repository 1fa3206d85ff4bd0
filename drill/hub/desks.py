"""All views of one drill, folded together: who sees what is theirs to say; this only passes on what each needs.

Judges see exercise control's clock and feed beside their own cards, without the events by which a blind text could be
told; controllers see the provisional totals; a team sees its own result once its drill is over.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeAlias

from drill.scenario.model import Model
from drill.world.cards import (
    AnyCard,
    AppealCard,
    Change,
    Drop,
    FeedCard,
    Put,
    ResultsCard,
    RowCard,
    kind_of,
)
from drill.world.happened import Happened, tag_of
from drill.world.inputs import DrillOpened, JudgeInput, Refusal, TeamInput
from drill.world.outputs import OperationEnded, OperationStarted, OrderQueued, OrderRefused, TeamEnded
from drill.world.run import Run
from drill.world.views.controller import ControllerView
from drill.world.views.team import Stage, TeamView
from scoring.bench import JudgeView
from scoring.desk import STATEMENT
from scoring.results import for_all
from scoring.section import Judged

Room: TypeAlias = str
"""``team:ID``, or one of the three below; what observers see is `drill.hub.wall`."""
CONTROLLERS = "controllers"
JUDGES = "judges"
OBSERVERS = "observers"

FRAME = frozenset({"clock", "drill", "feed"})
"""Kinds of the controllers' cards that judges see too."""
TELLING = frozenset(
    {
        "inject-replied",
        "report-filled",
        "report-submitted",
        "question-answered",
        "answer-judged",
        "order-given",
        "note-taken",
    }
)
"""Events whose moment and team would name the author of a text under marking; so would the work on a statement."""


def team_room(team: str) -> Room:
    """Return the room of a team."""
    return f"team:{team}"


class Desks:
    """Every view of a drill.

    Args:
        model: the scenario.
        opened: the first entry.
        run: the drill, asked for the truth that only staff see.
    """

    def __init__(self, model: Model, opened: DrillOpened, run: Run) -> None:
        stage = Stage(model, opened.seed)
        self._teams = {team.id: TeamView(model, opened, team.id, stage) for team in opened.teams}
        self._controllers = ControllerView(model, opened, run)
        self._judges = JudgeView(model, opened)
        self._seats = {team.id: (0, 0) for team in opened.teams}
        self._told_state: AnyCard | None = None
        self._over: set[str] = set()
        self._telling: set[str] = set()

    @property
    def rooms(self) -> list[Room]:
        """Return every room."""
        return [*(team_room(team) for team in self._teams), CONTROLLERS, JUDGES]

    def cards(self, room: Room) -> list[AnyCard]:
        """Return all cards of a room."""
        if room == CONTROLLERS:
            return self._controllers.cards()
        if room == JUDGES:
            return [*self._judges.cards(), *filter(self._for_judges, self._controllers.cards())]
        team = room.removeprefix("team:")
        told = [_for_team(team, card) for card in self._judges.cards()]
        told += [self._judges.result(team)] if team in self._over else []
        return [*self._teams[team].cards(), *(card for card in told if card is not None)]

    def meant(self, team: str, given: TeamInput) -> TeamInput:
        """Return a team's input in the engine's own names: teams name indicators by value."""
        return self._teams[team].aliases.meant(given)

    def meant_by_judge(self, given: JudgeInput) -> JudgeInput:
        """Return a judge's input in the engine's own names: judges mark teams under code names."""
        return self._judges.meant(given)

    def refuse(self, seat: str, team: str, given: Judged) -> Refusal | None:
        """Return why something said about the score cannot be taken as things stand; None if it can."""
        return self._judges.refuse(seat, team, given)

    def fold(self, first: int, happened: Sequence[Happened]) -> Iterator[tuple[Room, list[Change]]]:
        """Fold entries in, the first of them at this journal position; yield what changed in each room."""
        numbered = list(enumerate(happened, first))
        self._telling |= {str(seq) for seq, event in numbered if _tells_the_author(event)}
        for team, view in self._teams.items():
            yield team_room(team), _applied(view, [one for one in numbered if one[1].team in {"", team}])
        judged = _applied(self._judges, numbered)
        steered = self._controllers.apply_all(numbered)
        for team in dict.fromkeys(event.team for event in happened if event.team):
            steered += self._live(team)
        yield CONTROLLERS, steered
        yield JUDGES, [*judged, *filter(self._passed_on, steered)]
        yield from self._results(happened, judged)
        yield from self._filed(judged)

    def presence(self, team: str, connected: int, seats: int) -> list[Change]:
        """Note how many of a team's seats are online; return what changed for controllers."""
        self._seats[team] = (connected, seats)
        return self._live(team)

    def _live(self, team: str) -> list[Change]:
        return self._controllers.live(team, *self._seats[team], self._judges.total(team))

    def _results(
        self, happened: Sequence[Happened], judged: Iterable[Change]
    ) -> Iterator[tuple[Room, list[Change]]]:
        ending = {event.team for event in happened if isinstance(event.what, TeamEnded)}
        self._over |= ending
        for team in sorted(ending):
            yield team_room(team), [Put(self._judges.result(team))]
        if any(isinstance(change, Put) and isinstance(change.card, RowCard) for change in judged):
            for team in sorted(self._over):
                yield team_room(team), [Put(self._judges.result(team))]

    def _filed(self, judged: Sequence[Change]) -> Iterator[tuple[Room, list[Change]]]:
        """Yield what teams are told of appeals, and of the state of the results where it differs for them."""
        cards = [change.card for change in judged if isinstance(change, Put)]
        state = next((_for_team("", card) for card in cards if isinstance(card, ResultsCard)), None)
        same, self._told_state = state in {None, self._told_state}, state or self._told_state
        for team in self._teams:
            told = [_for_team(team, card) for card in cards if isinstance(card, AppealCard)]
            told += [] if same else [state]
            changes: list[Change] = [Put(card) for card in told if card is not None]
            if changes:
                yield team_room(team), changes

    def _for_judges(self, card: AnyCard) -> bool:
        return kind_of(card) in FRAME and not (isinstance(card, FeedCard) and card.key in self._telling)

    def _passed_on(self, change: Change) -> bool:
        return change.kind in FRAME if isinstance(change, Drop) else self._for_judges(change.card)


class _View(Protocol):
    def apply(self, seq: int, happened: Happened) -> Sequence[Change]: ...


def _applied(view: _View, numbered: Iterable[tuple[int, Happened]]) -> list[Change]:
    return [change for seq, event in numbered for change in view.apply(seq, event)]


def _for_team(team: str, card: AnyCard) -> AnyCard | None:
    """Return what a team may see of a judges' card; None for nothing."""
    match card:
        case AppealCard() if card.team == team:
            return card
        case ResultsCard():
            return for_all(card)
        case _:
            return None


def _tells_the_author(event: Happened) -> bool:
    match event.what:
        case OperationStarted(op=op) | OperationEnded(op=op) | OrderQueued(op=op) | OrderRefused(op=op):
            return op == STATEMENT
        case what:
            return tag_of(what) in TELLING
