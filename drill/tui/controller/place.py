"""What every place of the controllers' desk has: the clock's key, the chosen team, the way to steer."""

from typing import ClassVar, Protocol, cast

from textual.binding import Binding, BindingType

from drill.i18n import N_, _
from drill.tui.controller.steering import Steering
from drill.tui.link import WatchingLink
from drill.tui.place import Desk, PlaceScreen
from drill.tui.teams import Teams
from drill.tui.terms import seat_label
from drill.world.cards import ClockCard, ClockState, SeatCard, TeamCard, TruthCard


class ControllerDesk(Desk, Protocol):
    """What a controller's place may ask of the app around it."""

    @property
    def link(self) -> WatchingLink:
        """The seat's connection."""
        ...

    @property
    def steering(self) -> Steering:
        """The dialogs that steer the drill."""
        ...

    team: str
    """Id of the team that all places look at; empty before one was chosen."""


class StaffPlace(PlaceScreen):
    """A place of the controllers' desk."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "p",
            "clock",
            N_("Pause"),
            id="staff.clock",
            tooltip=N_("Start, pause or resume the drill for everyone"),
        ),
    ]

    STEERS: ClassVar[frozenset[str]] = frozenset({"clock"})
    """Actions that steer the drill: gone once it is over."""

    @property
    def staff(self) -> ControllerDesk:
        """The app, as far as a controller's place may know it."""
        return cast("ControllerDesk", self.app)

    @property
    def steer(self) -> Steering:
        """The dialogs that steer the drill."""
        return self.staff.steering

    @property
    def teams(self) -> list[TeamCard]:
        """All teams in the order of the teams file."""
        return self.view.all(TeamCard)

    @property
    def named(self) -> Teams:
        """The teams by name."""
        return Teams({card.key: card.label for card in self.teams})

    @property
    def team(self) -> TeamCard | None:
        """The team that all places look at; the first one until a controller chooses."""
        return self.view.get(TeamCard, self.staff.team) or next(iter(self.teams), None)

    @property
    def truth(self) -> TruthCard | None:
        """The truth of that team's world."""
        team = self.team
        return self.view.get(TruthCard, team.key) if team else None

    def who(self, seat: str) -> str:
        """Return the name of whoever sits in a seat, else what the seat is."""
        card = self.view.get(SeatCard, seat)
        return card.name if card is not None and card.name else seat_label(self.view, seat)

    def choose_team(self, step: int) -> None:
        """Look at the next team, or the one before."""
        keys = [card.key for card in self.teams]
        if keys:
            team = self.team
            place = keys.index(team.key) if team else 0
            self.staff.team = keys[(place + step) % len(keys)]

    @property
    def clock_state(self) -> ClockState:
        """The shared clock's state."""
        card = self.view.get(ClockCard, "clock")
        return card.state if card else ClockState.WAITING

    @property
    def over(self) -> bool:
        """Whether the drill has ended: the hub takes no steering any more."""
        return self.clock_state is ClockState.ENDED

    def action_clock(self) -> None:
        """Start, pause or resume."""
        self.steer.clock()

    def key_label(self, action: str) -> str:
        """Name the clock's key by what it does now."""
        if action == "clock":
            return {ClockState.WAITING: _("Start"), ClockState.RUNNING: _("Pause")}.get(
                self.clock_state, _("Resume")
            )
        return super().key_label(action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is steered once the drill has ended."""
        if action in self.STEERS | StaffPlace.STEERS and self.over:
            return False
        return super().check_action(action, parameters)
