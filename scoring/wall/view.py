"""The wall as cards: a pure fold of two streams.

`WallView.apply` takes the journal in, entry by entry, as late as the room may learn it. `WallView.tell` takes in at
once what judges say of the wall itself: how it is arranged, the curtain, the prizes.
"""

from collections.abc import Iterable, Iterator

import msgspec

from drill.i18n import Words
from drill.scenario.model import Model
from drill.world.cards import (
    AnyCard,
    AwardCard,
    BoardCard,
    Card,
    Change,
    DrillCard,
    Drop,
    DueCard,
    HoldingCard,
    Put,
    ResultsCard,
    RowCard,
    ShadowCard,
    StoryCard,
    View,
    kind_of,
)
from drill.world.happened import Happened
from drill.world.inputs import DrillOpened
from drill.world.outputs import GoalReached
from drill.world.undefended import Undefended
from drill.world.views.clock import ClockFold
from scoring.bench import row_card
from scoring.board import Released
from scoring.model import Row
from scoring.results import for_all
from scoring.wall.arranged import AS_OPENED
from scoring.wall.due import DueFold
from scoring.wall.story import StoryFold

_NOTHING = ""
_UNSAID = Words(_NOTHING)
"""No working of a prize is for the room."""


class WallView:
    """Everything that a wall may show, and nothing behind it.

    Args:
        model: the compiled scenario.
        opened: the first entry of the journal; it may be applied too, which changes nothing.
        seq: its position.
    """

    def __init__(self, model: Model, opened: DrillOpened, seq: int = 1) -> None:
        self._model, self._opened = model, opened
        self._labels = {team.id: team.label or team.id for team in opened.teams}
        self._view = View()
        self._released = Released(model)
        self._released.feed(seq, Happened(0, "", "", opened))
        self._board: BoardCard = AS_OPENED
        self._clock = ClockFold(model, teams=self._labels)
        self._story = StoryFold(model, self._labels)
        self._due = DueFold(model, self._labels)
        self._lost: dict[str, set[str]] = {goal.id: set() for goal in model.attack.goals}
        self._shared: list[Happened] = []
        self._undefended: Undefended | None = None
        self._shown: dict[str, Row] = {}
        self._stands = self._shown_at = 0
        self._held = HoldingCard("holding", len(self._labels), ())
        """As the board last followed: who lost what would tell how a frozen board moves."""
        self.t = 0
        """Shared exercise time (ms) up to which the wall has been told."""
        drill = DrillCard("drill", model.title, model.summary, model.level, model.teaches, "", model.umpire)
        self._fold([Put(drill), Put(self._clock.card())])
        self._refresh(republished=True)

    @property
    def arranged(self) -> BoardCard:
        """How the wall is arranged now."""
        return self._board

    def cards(self) -> list[AnyCard]:
        """Return every card."""
        return list(self._view)

    def apply(self, seq: int, happened: Happened) -> list[Change]:
        """Fold the next entry in; return what differs now."""
        if isinstance(happened.what, DrillOpened):
            return []
        republished = self._released.feed(seq, happened)
        frozen = self._released.frozen_at
        self._story.apply(happened, frozen=bool(frozen))
        self._due.apply(happened)
        if not happened.team:
            self._note_shared(happened)
        elif isinstance(happened.what, GoalReached):
            self._lost[happened.what.goal].add(happened.team)
        clock = self._clock.apply(happened)
        changes = self._fold([Put(clock)]) if clock is not None else []
        return changes + self._refresh(republished=republished)

    def advance(self, t: int) -> list[Change]:
        """Let exercise time pass for the organisation that nobody defends; return what differs now."""
        self.t = max(self.t, t)
        return self._fold(self._beside()) if self._open and self._board.undefended else []

    def tell(self, changes: Iterable[Change]) -> list[Change]:
        """Take in what judges say of the wall itself; cards that are not for the wall are passed over."""
        given = list(changes)
        boards = [
            change.card for change in given if isinstance(change, Put) and isinstance(change.card, BoardCard)
        ]
        told: list[Change] = []
        if boards:
            self._board = boards[-1]
            told = self._refresh(republished=True)
        return told + self._fold(seen for change in given if (seen := public(change)) is not None)

    @property
    def _open(self) -> bool:
        """Whether the curtain is up: ranks and everything beside them are shown."""
        return self._board.revealed is None

    def _note_shared(self, happened: Happened) -> None:
        self.t = max(self.t, happened.t)
        if not happened.is_output:
            self._shared.append(happened)
            if self._undefended is not None:
                self._undefended.take(happened)

    def _refresh(self, *, republished: bool) -> list[Change]:
        stands = self._released.frozen_at
        moved = republished or stands != self._stands or not self._open
        self._stands = stands
        changes = self._fold(self._rows()) if moved else []
        board = msgspec.structs.replace(self._board, frozen=bool(stands))
        changes += self._fold([Put(board)])
        changes += self._show(StoryCard, self._story.cards if self._open and board.story else ())
        changes += self._show(DueCard, self._due.cards() if self._open and board.replies else ())
        beside = self._open and board.undefended
        return changes + (self._fold(self._beside()) if beside else self._without_undefended())

    def _rows(self) -> Iterator[Change]:
        """Rows of the released layer; none while the curtain is drawn."""
        if not self._open:
            yield from [Drop(kind_of(RowCard), team) for team in self._shown]
            self._shown = {}
            return
        # Rows that did not change are the same objects, unless the freeze did.
        same = self._shown_at == self._stands
        self._shown_at = self._stands
        for row in self._released.board().rows:
            team = row.standing.team
            if not same or self._shown.get(team) is not row:
                self._shown[team] = row
                yield Put(msgspec.structs.replace(row_card(row, row, self._stands), pending=0))

    def _beside(self) -> list[Change]:
        if self._undefended is None:
            self._undefended = Undefended(self._model, self._opened)
            for happened in self._shared:
                self._undefended.take(happened)
        self._undefended.advance(self.t)
        if not self._stands:
            self._held = self._holding(self._undefended)
        return [Put(self._undefended.card()), Put(self._held)]

    def _holding(self, undefended: Undefended) -> HoldingCard:
        teams = len(self._labels)
        gone = [goal for goal in self._model.attack.goals if goal.id in undefended.lost]
        held = tuple((goal.id, goal.label, teams - len(self._lost[goal.id])) for goal in gone)
        return HoldingCard("holding", teams, held)

    def _without_undefended(self) -> list[Change]:
        return self._show(ShadowCard, ()) + self._show(HoldingCard, ())

    def _show(self, kind: type[Card], cards: Iterable[AnyCard]) -> list[Change]:
        """Let these be all cards of a kind."""
        wanted = list(cards)
        keys = {card.key for card in wanted}
        gone: list[Change] = [
            Drop(kind_of(kind), card.key) for card in self._view.all(kind) if card.key not in keys
        ]
        return self._fold([*gone, *(Put(card) for card in wanted)])

    def _fold(self, changes: Iterable[Change]) -> list[Change]:
        return [change for change in changes if self._view.apply(change)]


def public(change: Change) -> Change | None:
    """Return what a wall may see of a change of the judges' desk; None for nothing."""
    match change:
        case Put(card=AwardCard(revealed=True) as award):
            winners = tuple(msgspec.structs.replace(one, why=_UNSAID) for one in award.candidates if one.wins)
            return Put(msgspec.structs.replace(award, candidates=winners, others=0, given=()))
        case Put(card=AwardCard(key=key)) | Drop(kind="award", key=key):
            return Drop(kind_of(AwardCard), key)
        case Put(card=ResultsCard() as results):
            return Put(for_all(results))
        case _:
            return None
