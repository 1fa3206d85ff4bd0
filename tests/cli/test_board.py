"""The board as commands: where a host says that it is, and the wall of a finished file."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from drill.cli import run
from drill.cli.board import _live, board, still
from drill.cli.host import board_address
from drill.cli.latecomers import with_staff
from drill.cli.scenario import find_scenario, load_model
from drill.errors import ExitCode, InvitationError
from drill.journal.recorder import draft_of
from drill.journal.sqlite.store import create
from drill.rehearse.match import empty_match
from drill.rehearse.play import opening, play
from drill.wire.invitation import Invitation
from drill.wire.messages import SeatKind
from drill.wire.roster import Roster
from drill.world.cards import BoardCard, ClockCard, RowCard
from drill.world.inputs import DrillOpened
from tests.hub.test_live import hub, invite


def test_the_address_of_the_page_is_safe_where_the_hub_is() -> None:
    """Beyond this machine the page comes over TLS; an IPv6 address stands in brackets."""
    token = "a" * 64

    assert board_address(Invitation("127.0.0.1", 7450, token)) == f"http://127.0.0.1:7450/board?token={token}"
    assert (
        board_address(Invitation("::1", 7450, token, "b" * 64)) == f"https://[::1]:7450/board?token={token}"
    )


def test_every_drill_has_a_seat_for_its_wall() -> None:
    """A teams file without observers gets one, so that there is an address to put on the wall."""
    kinds = [seat.kind for seat in with_staff(Roster((), ())).seats]

    assert kinds == [SeatKind.CONTROLLER, SeatKind.JUDGE, SeatKind.OBSERVER]


def test_a_finished_file_is_shown_as_it_was_left(tmp_path: Path) -> None:
    """The wall of a file has every team's published row and the clock of its end."""
    scenario = load_model(find_scenario("song-may-ransomware"))
    journal = create(tmp_path / "x.drill")
    opened = opening(scenario.model, scenario.sources, empty_match(("alpha", "bravo")), 7)
    assert isinstance(opened, DrillOpened)
    journal.append(
        [
            draft_of(event)
            for event in play(scenario.model, scenario.sources, empty_match(("alpha", "bravo")), 7)
        ]
    )
    journal.close()
    link = still(tmp_path / "x.drill")

    assert {row.key for row in link.view.all(RowCard)} == {"alpha", "bravo"}
    assert link.t_now() == scenario.model.length
    assert link.view.get(BoardCard, "board") is not None
    assert link.view.get(ClockCard, "clock") is not None


def test_a_file_that_is_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A misspelt file name ends in one panel."""
    monkeypatch.chdir(tmp_path)

    assert run(["board", "none.drill"]) == ExitCode.FAILED
    assert "none.drill" in capsys.readouterr().err


async def test_a_judge_s_invitation_opens_no_board(tmp_path: Path) -> None:
    """The board is for observers; the person is told which command their invitation is for."""
    scenario = load_model(find_scenario("song-may-ransomware"))
    async with hub(scenario, tmp_path / "x.drill") as (running, _journal):
        with pytest.raises(InvitationError, match="another desk"):
            await _live(invite(running, "", "judge"))


def test_help_has_an_example() -> None:
    """The help shows both ways to call it."""
    told = CliRunner().invoke(board, ["--help"]).output

    assert "livefire://" in told
    assert ".drill" in told
