"""Which desk a seat opens. Only that desk's module is loaded: nobody waits for the screens of another room."""

from typing import Protocol, runtime_checkable

from drill.loading import load
from drill.tui.link import Link
from drill.wire.messages import SeatKind
from drill.world.judging import MARKER

_KIT = "drill.tui.base:DeskApp"
_DESKS = {
    SeatKind.TEAM: "drill.tui.team.app:TeamApp",
    SeatKind.CONTROLLER: "drill.tui.controller.app:ControllerApp",
    SeatKind.JUDGE: "drill.tui.judge.app:JudgeApp",
    SeatKind.OBSERVER: "drill.tui.board.app:BoardApp",
}
"""Kind of seat: where its desk is."""
_MARKERS = "drill.tui.judge.marker:MarkerApp"
"""The desk of a judge who only marks."""


@runtime_checkable
class Desk(Protocol):
    """A desk that is ready to run."""

    async def run_async(self) -> object:
        """Fill the terminal until the person leaves."""
        ...


def unpack() -> None:
    """Load what every desk is made of, which takes as long as all the rest: do it while the hub is asked."""
    load(_KIT)


def desk_for(kind: SeatKind, link: Link) -> Desk:
    """Return the desk of a seat, ready to run."""
    marker = kind is SeatKind.JUDGE and link.role == MARKER
    made = load(_MARKERS if marker else _DESKS[kind])
    assert callable(made)  # noqa: S101 (the table above is ours)
    desk = made(link)
    assert isinstance(desk, Desk)  # noqa: S101 (as above)
    return desk
