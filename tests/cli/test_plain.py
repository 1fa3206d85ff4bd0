"""A seat without a screen: the same hub, the same grammar, the same answers."""

import asyncio
from pathlib import Path

from click.testing import CliRunner

from drill.cli.plain import _see, _tell, see, told, understood
from drill.cli.scenario import find_scenario, load_model
from drill.errors import ExitCode
from drill.i18n import words
from drill.scenario.model import Text
from drill.wire.messages import SeatKind
from drill.world.cards import (
    ClockState,
    FeedCard,
    MarkCard,
    MessageCard,
    OrderCard,
    RowCard,
    ServiceCard,
    TeamCard,
    View,
    WorkCard,
)
from drill.world.inputs import (
    ClockStarted,
    ConflictDeclared,
    DrillEnded,
    Marked,
    Recused,
    Refusal,
    TeamHeld,
)
from drill.world.judging import EVERY_ROLE
from tests.hub.test_live import hub, invite


async def test_a_seat_is_told_and_seen_without_a_screen(tmp_path: Path) -> None:
    """A control starts the clock, an order is taken, and the order's card is there for the next look."""
    scenario = load_model(find_scenario("song-may-ransomware"))
    async with hub(scenario, tmp_path / "x.drill") as (running, _journal), asyncio.timeout(30):
        staff, team = invite(running, "", "controller"), invite(running, "alpha", EVERY_ROLE)

        assert await _tell(staff, "start") is None
        assert await _tell(team, "isolate host pc-vanthu") is None
        seen = await _see(team, ("order",))

    assert [card.op for card in seen if isinstance(card, OrderCard)] == ["isolate host pc-vanthu"]


async def test_what_is_not_understood_says_what_was_meant(tmp_path: Path) -> None:
    """A misspelt order never leaves this side; the refusal names the nearest one."""
    scenario = load_model(find_scenario("song-may-ransomware"))
    async with hub(scenario, tmp_path / "x.drill") as (running, _journal), asyncio.timeout(30):
        refusal = await _tell(invite(running, "alpha"), "isolat host pc-vanthu")

    assert refusal is not None
    assert refusal.remedy is not None
    assert "isolate host" in refusal.remedy.say()


def test_a_kind_of_card_that_does_not_exist_is_named() -> None:
    """A slip in a script is a usage error that lists the kinds; a kind with no card yet is just empty."""
    run = CliRunner().invoke(see, ["livefire://127.0.0.1:1/#" + "a" * 64, "alrt"])

    assert run.exit_code == ExitCode.USAGE
    assert "alert" in run.output


def test_staff_speak_the_language_of_matches() -> None:
    """Controls name the teams that the seat sees, and no others."""
    row = TeamCard("an", "An", "", 1, 1, 0, 1, 0, 0, 0, "", None, 0, 0, 0, ClockState.RUNNING, 0)
    view = View([row])

    assert understood(SeatKind.CONTROLLER, "controller", view, "start") == ClockStarted()
    assert understood(SeatKind.CONTROLLER, "controller", view, "end: time") == DrillEnded("time")
    assert understood(SeatKind.CONTROLLER, "controller", view, "hold an: link down") == TeamHeld(
        "an", "link down"
    )
    assert isinstance(understood(SeatKind.CONTROLLER, "controller", view, "hold binh: why"), Refusal)


def test_those_who_mark_speak_in_code_names() -> None:
    """A judge marks what the seat sees under its code; a marker may name a team that it is not told."""
    none = Text("", "")
    card = MarkCard(
        "Cedar:inject:a", "Cedar", "inject:a", none, "x", (none,), 5, 1, late=False, truth=(), marks=()
    )
    view = View([card])

    marked = understood(SeatKind.JUDGE, "marker", view, "mark Cedar inject:a 80%: fair")
    assert marked == Marked("Cedar", "inject:a", 0, 80, "fair")
    assert understood(SeatKind.JUDGE, "judge", view, "recuse Cedar inject:a: mine") == Recused(
        "Cedar", "inject:a", "mine"
    )
    assert isinstance(understood(SeatKind.JUDGE, "judge", view, "conflict bay-xanh: kin"), Refusal)
    assert understood(SeatKind.JUDGE, "marker", view, "conflict bay-xanh: kin") == ConflictDeclared(
        "bay-xanh", "kin"
    )


async def test_a_marker_marks_without_a_screen(tmp_path: Path) -> None:
    """What lies there is seen under code names, a mark is taken, and the work is counted; no board is there."""
    scenario = load_model(find_scenario("song-may-ransomware"))
    async with hub(scenario, tmp_path / "x.drill") as (running, _journal), asyncio.timeout(30):
        seat, staff = invite(running, "", "marker"), invite(running, "", "controller")
        assert await _tell(staff, "start") is None
        code = next(card.code for card in await _see(seat, ("mark",)) if isinstance(card, MarkCard))
        assert await _tell(seat, f"mark {code} judged:teamwork 80%: calm") is None
        refused = await _tell(seat, "penalty alpha -5: loud")
        seen = await _see(seat, ())

    assert refused is not None
    assert refused.reason.say() == "This seat may not do that."
    assert not [card for card in seen if isinstance(card, RowCard | FeedCard)]
    assert [card.done for card in seen if isinstance(card, WorkCard)] == [1]


def test_a_card_is_one_line_and_hostile_words_stay_words() -> None:
    """Line breaks and escapes in people's words cannot forge another line."""
    said = told(MessageCard("1", 5, "one\n\x1b[2Jtwo"))

    assert said == "message 1: t=5 · text=one two"
    assert told(FeedCard("9", 1, "an", "", "x", words("done"), "info")).count("\n") == 0
    assert "Portal" in told(ServiceCard("portal", Text("Portal", "Cổng"), 3, up=True, since=0))
