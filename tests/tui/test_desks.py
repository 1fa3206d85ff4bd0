"""Which desk a seat opens."""

import pytest

from drill.tui.board.app import BoardApp
from drill.tui.controller.app import ControllerApp
from drill.tui.desks import desk_for
from drill.tui.judge.app import JudgeApp
from drill.tui.judge.marker import MarkerApp
from drill.tui.team.app import TeamApp
from drill.wire.messages import SeatKind
from tests.tui.fakes import FakeLink

DESKS: dict[SeatKind, object] = {
    SeatKind.TEAM: TeamApp,
    SeatKind.CONTROLLER: ControllerApp,
    SeatKind.JUDGE: JudgeApp,
    SeatKind.OBSERVER: BoardApp,
}


@pytest.mark.parametrize("kind", SeatKind)
def test_every_kind_of_seat_has_its_desk(kind: SeatKind) -> None:
    """A seat opens the desk of its own room, whatever kind it is."""
    assert type(desk_for(kind, FakeLink())) is DESKS[kind]


def test_a_judge_who_only_marks_has_a_desk_without_a_board() -> None:
    """The role decides, and only for judges: a team may call a role of its own so."""
    assert type(desk_for(SeatKind.JUDGE, FakeLink(role="marker"))) is MarkerApp
    assert type(desk_for(SeatKind.JUDGE, FakeLink(role="head judge"))) is JudgeApp
    assert type(desk_for(SeatKind.TEAM, FakeLink(role="marker"))) is TeamApp
