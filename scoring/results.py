"""The state of the results and the appeals as a matter of the judges' desk: cards, and what is refused when."""

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from drill.i18n import words
from drill.world.cards import Change, Put, ResultsCard, ResultsState
from drill.world.happened import Happened
from drill.world.inputs import (
    AppealRuled,
    AppealsOpened,
    AwardsNamed,
    BoardArranged,
    BoardFrozen,
    BoardThawed,
    PanelNamed,
    Refusal,
    ResultsSealed,
    RevealStepped,
    RulesAmended,
    ScoresReleased,
)
from scoring.appeals import Appeals
from scoring.hearing import Hearing, LinesOf
from scoring.moves import Moves
from scoring.section import Judged
from scoring.stage import Stage

HEADS_ALONE = (
    PanelNamed,
    BoardFrozen,
    BoardThawed,
    ScoresReleased,
    AppealsOpened,
    AppealRuled,
    RulesAmended,
    AwardsNamed,
    ResultsSealed,
    RevealStepped,
)
"""What only a head judge does, where the drill has one."""
AFTER_THE_SEAL = (RevealStepped, BoardArranged)
"""What is taken once the results are final: it makes no points."""


def for_all(card: ResultsCard) -> ResultsCard:
    """Return the state of the results as everyone may know it: nothing of what waits for judges, or would move."""
    return replace(card, moves=(), pending=0, appeals_open=0)


class Results:
    """The state of the results and every appeal.

    Args:
        teams: ids.
        lines_of: the lines that a team can read and may contest.
        moves: published rows against live ones, kept current by the board.
        waiting: how many entries wait for a release.
    """

    def __init__(
        self, teams: Iterable[str], lines_of: LinesOf, moves: Moves, waiting: Callable[[], int]
    ) -> None:
        self.stage = Stage(teams)
        self.appeals = Appeals()
        self._hearing = Hearing(self.appeals, self.stage, lines_of)
        self._moves = moves
        self._waiting = waiting
        self._turn = -1

    def begin(self) -> Iterable[Change]:
        """Return the card before anything happened."""
        yield Put(self.card())

    def apply(self, seq: int, happened: Happened) -> Iterator[Change]:
        """Take an entry in; return the appeal that it concerns, and the state where something of it may differ."""
        stale, changed = self.stage.note(seq, happened), self.appeals.note(seq, happened)
        if changed is not None:
            yield Put(changed.card())
        if stale or changed is not None or self._turn != self._moves.turn:
            self._turn = self._moves.turn
            yield Put(self.card())

    def card(self) -> ResultsCard:
        """Return the state of the results; the seal's words are put in by whoever holds the signature."""
        stage = self.stage
        return ResultsCard(
            key="results",
            state=stage.state,
            closes=stage.closes,
            appeals_open=self.appeals.open,
            pending=self._moves.pending,
            released_at=stage.released_at,
            sealed_at=stage.sealed_at,
            seal=(),
            moves=self._moves.told(),
        )

    def refuse(self, seat: str, team: str, given: Judged) -> Refusal | None:
        """Return what the state of the results, or the want of a head judge, forbids."""
        if self.stage.sealed_at and not isinstance(given, AFTER_THE_SEAL):
            return Refusal(words("The results are final: they are sealed."))
        heads = self.stage.heads
        if heads and isinstance(given, HEADS_ALONE) and seat not in heads:
            return Refusal(words("Only the head judge does this."))
        match given:
            case AppealsOpened():
                return self._refuse_window(given)
            case ResultsSealed():
                return self._refuse_seal(given)
            case _:
                return self._hearing.refuse(team, given)

    def _refuse_window(self, given: AppealsOpened) -> Refusal | None:
        state = self.stage.state
        if state is ResultsState.RUNNING:
            said = words("Appeals come after the drill, and it still runs.")
            return Refusal(said, words("During the drill a leader may protest at any time."))
        if given.minutes == 0 and state is not ResultsState.APPEALS:
            return Refusal(words("The window for appeals is not open."))
        return None

    def _refuse_seal(self, given: ResultsSealed) -> Refusal | None:
        state, open_ = self.stage.at(given.at), self.appeals.open
        if state is ResultsState.RUNNING:
            return Refusal(words("Results are sealed after the drill, and it still runs."))
        if state is ResultsState.APPEALS and self.stage.closes:
            return Refusal(
                words("The window for appeals is still open."), words("Close it, or wait for its end.")
            )
        if open_:
            said = words("Appeals that wait for a ruling: {n}.", n=open_)
            return Refusal(said, words("Rule on them in Appeals."))
        if self._waiting():
            said = words("Some of what judges gave is not released yet.")
            return Refusal(said, words("Release the scores first."))
        return None
