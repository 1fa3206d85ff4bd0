"""The three desks of a demo: each is the real desk, with the coach's line above the keys and one key to change chairs."""

import sys
from pathlib import Path, PurePath
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from drill.i18n import N_
from drill.text import plain
from drill.tui.base import DeskApp
from drill.tui.controller.app import ControllerApp
from drill.tui.demo.coach import Chair, Coach, Sight
from drill.tui.judge.app import JudgeApp
from drill.tui.judge.why import Why
from drill.tui.link import Link
from drill.tui.place import PlaceScreen
from drill.tui.team.app import TeamApp
from drill.world.cards import ClockCard, ClockState
from drill.world.inputs import ClockStarted

FAST = 60
"""Exercise seconds per second while there is nothing to do but watch."""
CALM = 4
"""While the coach asks for something: whoever reads slowly does not miss the drill."""
REAL = 1
"""In a team's chair."""
_GOING = {ClockState.RUNNING, ClockState.WAITING}
ORDER = (Chair.CONTROLLER, Chair.TEAM, Chair.JUDGE)


class Seats:
    """What the three desks of one demo share: their links, the coach, and where the person wants to sit next."""

    def __init__(self, links: dict[Chair, Link], team: str, coach: Coach) -> None:
        self.links = links
        self.team = team
        self.coach = coach
        self.wanted: Chair | None = None
        self._left: tuple[Chair, Chair | None] | None = None
        """The chair that was left last, and where the coach wanted the person then."""
        self._speed = 0

    def sight(self, chair: Chair, app: DeskApp) -> Sight:
        """Return what the coach looks at."""
        place = app.place
        top = app.screen
        return Sight(
            chair,
            place.PLACE if place is not None else "",
            "" if isinstance(top, PlaceScreen) else type(top).__name__,
            self.team,
            self.links[Chair.CONTROLLER].view,
            self.links[Chair.TEAM].view,
            self.links[Chair.JUDGE].view,
            self.next_chair(chair),
            top.team if isinstance(top, Why) else "",
        )

    def pace(self, sight: Sight) -> int | None:
        """Return the speed to change to; None while it stays.

        Fast while there is only to watch, calm while something is asked or a dialog is read, real time in a team's chair.
        Only a change is told: a speed that the person chose stays until the lesson goes on, a pause stays a pause.
        """
        watching = self.coach.waits(sight) and not sight.dialog
        speed = REAL if sight.chair is Chair.TEAM else FAST if watching else CALM
        card = sight.controller.get(ClockCard, "clock")
        if speed == self._speed or card is None or card.state not in _GOING:
            return None
        self._speed = speed
        return speed

    def next_chair(self, chair: Chair) -> Chair:
        """Return where the key leads: where the coach wants the person, else round the table.

        Who walked out of the lesson's own chair looks round: the key does not lead straight back.
        """
        asked = self.coach.chair
        if asked is not None and asked is not chair and self._left != (asked, asked):
            return asked
        return ORDER[(ORDER.index(chair) + 1) % len(ORDER)]

    def leave(self, chair: Chair) -> None:
        """Note that the person goes on to the next chair."""
        self.wanted = self.next_chair(chair)
        self._left = (chair, self.coach.chair)


def _sheets(desk: type[DeskApp]) -> list[str | PurePath]:
    """Return the desk's style sheets where they are: a subclass in another folder would look beside itself."""
    folder = Path(str(sys.modules[desk.__module__].__file__)).parent
    sheets = desk.CSS_PATH if isinstance(desk.CSS_PATH, list) else [desk.CSS_PATH]
    return [folder / sheet for sheet in sheets if sheet is not None]


class _Chair(DeskApp):
    """A desk in a demo."""

    CHAIR: ClassVar[Chair]
    CSS = ".-narrow NextLine, .-normal NextLine { height: 2; text-wrap: wrap; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f12", "chair", N_("Change chairs"), id="demo.chair", tooltip=N_("Sit down in another chair")
        ),
        Binding("ctrl+c", "quit", N_("Leave"), show=False, id="demo.leave"),
    ]

    seats: Seats

    def coming(self) -> Content:
        """Say what the coach says; the desk's own line comes after the lesson."""
        said = self.seats.coach.line(self.seats.sight(self.CHAIR, self))
        return plain(f"▶ {said.say()}").stylize("bold")

    def beat(self) -> None:
        """Paint, then let the clock go at the lesson's pace."""
        super().beat()
        speed = self.seats.pace(self.seats.sight(self.CHAIR, self)) if self.is_running else None
        if speed is not None:
            start = self.seats.links[Chair.CONTROLLER].send(ClockStarted(speed, 1))
            # A pace that is not taken costs nothing; the link says by itself when it is broken.
            self.run_worker(start, group="pace", exit_on_error=False)

    def action_chair(self) -> None:
        """Leave this chair for the next."""
        self.seats.leave(self.CHAIR)
        self.exit()


class DemoController(_Chair, ControllerApp):
    """The controller's chair."""

    CHAIR = Chair.CONTROLLER
    CSS_PATH = _sheets(ControllerApp)


class DemoTeam(_Chair, TeamApp):
    """A team's chair."""

    CHAIR = Chair.TEAM
    CSS_PATH = _sheets(TeamApp)


class DemoJudge(_Chair, JudgeApp):
    """The judge's chair."""

    CHAIR = Chair.JUDGE
    CSS_PATH = _sheets(JudgeApp)


CHAIRS: dict[Chair, type[_Chair]] = {
    Chair.CONTROLLER: DemoController,
    Chair.TEAM: DemoTeam,
    Chair.JUDGE: DemoJudge,
}


def chair_for(chair: Chair, seats: Seats) -> DeskApp:
    """Return the desk of a chair, ready to run."""
    desk = CHAIRS[chair](seats.links[chair])
    desk.seats = seats
    return desk
