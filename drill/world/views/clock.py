"""One seat's clock: shared time, minus what the team was held, with every way in which it can stand still."""

from collections.abc import Iterable

from drill.scenario.model import Model
from drill.world.cards import ClockCard, ClockState
from drill.world.happened import Happened
from drill.world.inputs import (
    ClockPaused,
    ClockStarted,
    DrillEnded,
    EmergencyStopped,
    PauseKind,
    TeamHeld,
    TeamReleased,
    TimeAdded,
    TimeCredited,
)
from drill.world.outputs import TeamEnded


class ClockFold:
    """Folds controls into the clock of one team, or, without a team, into the shared clock.

    Args:
        model: how long the drill is, and when its story begins.
        team: whose clock; empty for the shared one.
        teams: for the shared clock: it has ended when the last of them has.
    """

    def __init__(self, model: Model, team: str = "", teams: Iterable[str] = ()) -> None:
        self._team = team
        self._playing = set(teams)
        self._state = ClockState.WAITING
        self._held = False
        self._held_at = 0
        self._lag = 0
        self._ended = False
        self._speed = (1, 1)
        self._reason = ""
        self._held_reason = ""
        self._length = model.length
        self._starts_at = model.starts_at
        self._hours_per_hour = model.hours_per_hour
        self._t = 0

    @property
    def state(self) -> ClockState:
        """What this clock does now."""
        if self._ended:
            return ClockState.ENDED
        return ClockState.HELD if self._held and self._state is ClockState.RUNNING else self._state

    @property
    def own_state(self) -> ClockState:
        """What this clock does now, a hold before anything that stops everybody: staff must see that it outlasts a pause."""
        return ClockState.HELD if self._held and not self._ended else self.state

    def card(self) -> ClockCard:
        """Return the card as of the last event that moved it."""
        running = self.state is ClockState.RUNNING
        p, q = self._speed if running else (0, 1)
        reason = self._held_reason if self.state is ClockState.HELD else self._reason
        return ClockCard(
            "clock", self._t, self._length, self._starts_at, self._hours_per_hour, self.state, p, q, reason,
            self._speed,
        )  # fmt: skip

    def apply(self, happened: Happened) -> ClockCard | None:
        """Fold one event in; return the new card when it changes what the clock does."""
        return self.card() if self._fold(happened) else None

    def own_time(self, happened: Happened) -> int:
        """Return the moment of an event on this clock (ms)."""
        if happened.team or not self._team:
            return happened.t
        shared = self._held_at if self._held else happened.t
        return shared - self._lag

    def _fold(self, happened: Happened) -> bool:
        before = self._t
        self._t = max(self.own_time(happened), 0)
        match happened.what:
            case ClockStarted(p=p, q=q):
                self._state, self._speed, self._reason = ClockState.RUNNING, (p, q), ""
            case ClockPaused(kind=kind, reason=reason):
                covered = kind is PauseKind.COVERED
                self._state, self._reason = (ClockState.COVERED if covered else ClockState.PAUSED), reason
            case EmergencyStopped(reason=reason):
                self._state, self._reason = ClockState.STOPPED, reason
            case TimeAdded(milliseconds=milliseconds):
                self._length += milliseconds
            case DrillEnded(reason=reason):
                self._ended, self._reason = True, reason
            case TeamHeld() | TeamReleased() | TimeCredited() | TeamEnded() as own:
                return self._fold_own(own, happened)
            case _:
                self._t = before
                return False
        return True

    def _fold_own(self, what: TeamHeld | TeamReleased | TimeCredited | TeamEnded, happened: Happened) -> bool:
        team = happened.team if isinstance(what, TeamEnded) else what.team
        if isinstance(what, TeamEnded) and not self._team:
            return self._fold_end(team)
        if team != self._team:
            return False
        match what:
            case TeamHeld(reason=reason):
                self._held, self._held_reason = True, reason
                self._held_at = happened.t
            case TeamReleased():
                if self._held:
                    self._lag += happened.t - self._held_at
                self._held = False
                self._t = max(self.own_time(happened), 0)
            case TimeCredited(milliseconds=milliseconds):
                self._length += milliseconds
            case TeamEnded():
                self._ended = True
        return True

    def _fold_end(self, team: str) -> bool:
        """Note that one team's drill is over; return whether that was the last one."""
        last = self._playing == {team}
        self._playing.discard(team)
        self._ended = self._ended or last
        return last
