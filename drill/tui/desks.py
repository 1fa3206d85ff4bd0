"""Which desk a seat opens."""

from drill.tui.base import DeskApp
from drill.tui.controller.app import ControllerApp
from drill.tui.judge.app import JudgeApp
from drill.tui.link import Link
from drill.tui.team.app import TeamApp
from drill.wire.messages import SeatKind

DESKS: dict[SeatKind, type[DeskApp]] = {
    SeatKind.TEAM: TeamApp,
    SeatKind.CONTROLLER: ControllerApp,
    SeatKind.JUDGE: JudgeApp,
    SeatKind.OBSERVER: JudgeApp,
}


def desk_for(kind: SeatKind, link: Link) -> DeskApp:
    """Return the desk of a seat, ready to run."""
    return DESKS[kind](link)
