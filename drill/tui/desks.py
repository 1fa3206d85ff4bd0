"""Which desk a seat opens. Only that desk's module is loaded: nobody waits for the screens of another room."""

from importlib import import_module

from drill.tui.base import DeskApp
from drill.tui.link import Link
from drill.wire.messages import SeatKind

_DESKS = {
    SeatKind.TEAM: ("drill.tui.team.app", "TeamApp"),
    SeatKind.CONTROLLER: ("drill.tui.controller.app", "ControllerApp"),
    SeatKind.JUDGE: ("drill.tui.judge.app", "JudgeApp"),
    SeatKind.OBSERVER: ("drill.tui.judge.app", "JudgeApp"),
}
"""Kind of seat: where its desk is."""


def desk_for(kind: SeatKind, link: Link) -> DeskApp:
    """Return the desk of a seat, ready to run."""
    module, name = _DESKS[kind]
    desk = getattr(import_module(module), name)(link)
    assert isinstance(desk, DeskApp)  # noqa: S101 (the table above is ours)
    return desk
