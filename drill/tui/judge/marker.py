"""The desk of a judge who only marks: one place, and no team by name anywhere."""

from textual.content import Content

from drill.tui.base import KIT_CSS, DeskApp
from drill.tui.judge.marking.pace import coming
from drill.tui.judge.screens.marking import Marking
from drill.world.cards import ClockState


class MarkerApp(DeskApp):
    """Texts under code names, what judges alone read, and how much is left."""

    PLACES = (Marking,)
    CSS_PATH = [KIT_CSS, "app.tcss"]

    def covered_states(self) -> frozenset[ClockState]:
        """A covered pause is for teams; an emergency is for everyone."""
        return frozenset({ClockState.STOPPED})

    def coming(self) -> Content:
        """What waits, and when it will be done."""
        return Content("   ").join(coming(self.link.view, self.link.seat))
