"""Which desk a seat opens."""

import pytest

from drill.tui.controller.app import ControllerApp
from drill.tui.desks import desk_for
from drill.tui.judge.app import JudgeApp
from drill.tui.team.app import TeamApp
from drill.wire.messages import SeatKind
from tests.tui.fakes import FakeLink

DESKS = {
    SeatKind.TEAM: TeamApp,
    SeatKind.CONTROLLER: ControllerApp,
    SeatKind.JUDGE: JudgeApp,
    SeatKind.OBSERVER: JudgeApp,
}


@pytest.mark.parametrize("kind", SeatKind)
def test_every_kind_of_seat_has_its_desk(kind: SeatKind) -> None:
    """A seat opens the desk of its own room, whatever kind it is."""
    assert type(desk_for(kind, FakeLink())) is DESKS[kind]
