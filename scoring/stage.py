"""How far the results are: running, provisional, open to appeals, closed, final. A fold that reads no clock.

The window's end is a wall time, which only those who have a clock can compare with now: `state_at` does it for them.
"""

from collections.abc import Iterable

from drill.world.cards import ResultsState
from drill.world.happened import Happened
from drill.world.inputs import AppealsOpened, PanelNamed, ResultsSealed, ScoresReleased
from drill.world.outputs import TeamEnded


class Stage:
    """The state of the results as the journal tells it.

    Args:
        teams: ids; the results are provisional once the drill of every one of them is over.
    """

    def __init__(self, teams: Iterable[str]) -> None:
        self._playing = set(teams)
        self._window: AppealsOpened | None = None
        self.released_at = 0
        """Journal position of the last release; 0 before the first."""
        self.sealed_at = 0
        """Journal position of the seal; 0 before."""
        self.heads: tuple[str, ...] = ()
        """Seats of head judges; empty where every judge may do everything."""

    def note(self, seq: int, happened: Happened) -> bool:
        """Take an entry in; return whether the state may differ now."""
        match happened.what:
            case TeamEnded():
                self._playing.discard(happened.team)
            case AppealsOpened() as opened if not self.sealed_at:
                self._window = opened
            case ScoresReleased():
                self.released_at = seq
            case ResultsSealed() if not self.sealed_at:
                self.sealed_at = seq
            case PanelNamed(heads=heads):
                self.heads = heads
            case _:
                return False
        return True

    @property
    def state(self) -> ResultsState:
        """The state as far as the journal knows: a window stays open until it is closed or something is sealed."""
        if self.sealed_at:
            return ResultsState.FINAL
        if self._playing:
            return ResultsState.RUNNING
        if self._window is None:
            return ResultsState.PROVISIONAL
        return ResultsState.APPEALS if self._window.minutes else ResultsState.CLOSED

    @property
    def closes(self) -> int:
        """Wall time (ms since 1970) at which the window closes; 0 where it has no end or is not open."""
        return self._window.closes if self._window and self.state is ResultsState.APPEALS else 0

    def playing(self, team: str) -> bool:
        """Return whether a team's drill still runs."""
        return team in self._playing

    def at(self, wall: int) -> ResultsState:
        """Return the state at a wall time (ms since 1970; 0 where none is known)."""
        return state_at(self.state, self.closes, wall)


def state_at(state: ResultsState, closes: int, wall: int) -> ResultsState:
    """Return the state of the results at a wall time: a window that has an end closes by itself.

    Args:
        state: as the journal tells it.
        closes: wall time (ms since 1970) at which the window closes; 0 where it has no end.
        wall: now (ms since 1970); 0 where no time is known.
    """
    over = state is ResultsState.APPEALS and 0 < closes <= wall
    return ResultsState.CLOSED if over else state
