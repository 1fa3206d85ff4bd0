"""Blind means blind: what goes over the wire to those who mark, message by message."""

import asyncio
import unicodedata

import msgspec
import pytest

from drill.cli.scenario import bundled, load_model
from drill.hub.channels import Channels
from drill.hub.live import new_drill
from drill.journal.base import Head
from drill.rehearse.match import empty_match
from drill.rehearse.play import opening
from drill.scenario.model import Model
from drill.wire import codec
from drill.wire.messages import Changes, SeatKind, Snapshot
from drill.wire.session import Seat
from drill.world.cards import AgreementCard, MarkCard, PanelCard, RowCard, View, WorkCard
from drill.world.happened import Happened
from drill.world.inputs import (
    AppealFiled,
    AppealsOpened,
    ClockPaused,
    ClockStarted,
    ConflictDeclared,
    DrillEnded,
    Marked,
    OrderGiven,
    PanelNamed,
    PauseKind,
    PenaltyGiven,
    Refusal,
    ReportFilled,
    ReportSubmitted,
    ScoresReleased,
    TeamSetup,
)

MINUTE = 60_000
TEAMS = (
    TeamSetup("sao-bien", "Đội Sao Biển", "Khối tỉnh phía Nam", "Sở Khoa học tỉnh Sao Vàng"),
    TeamSetup("cedar", "CEDAR", "Banks", "Ngân hàng Rừng Tràm"),
    TeamSetup("b-old-b", "[b]öld[/b] \u202e Ｗｉｄｅ", "Banks", "Điện lực Đất Mũi"),
)
PERSON = "Nguyễn Thị Mười Ba"
FORBIDDEN = (
    "sao bien", "saobien", "sao-bien", "sao_bien", "khoi tinh phia nam", "sao vang", "cedar", "rung tram", "rungtram",
    "old b", "b-old", "wide", "dat mui", "datmui", "muoi ba", "nguyen thi",
)  # fmt: skip
"""How the names above look in bare small letters."""
TEXT = (
    "We, Sao Biển (SAOBIEN / sao_bien / Sao-Bien@example.vn), of SỞ KHOA HỌC TỈNH SAO VÀNG, with CEDAR, Rung-Tram,"
    " rừngtràm bank "
    + unicodedata.normalize("NFD", "Ngân hàng Rừng Tràm")
    + ", bold?, [b]öld[/b] Wide, dien luc dat mui,"
    " ĐIỆN LỰC ĐẤT MŨI. Signed: Nguyễn Thị Mười Ba, nguyen thi muoi ba, Mười Ba. Khối Tỉnh Phía Nam."
)
MARKER = Seat("marker", SeatKind.JUDGE, "", "marker")
JUDGE = Seat("judge", SeatKind.JUDGE, "", "judge")
HEAD = Seat("head-judge", SeatKind.JUDGE, "", "head judge")


def bare(text: str) -> str:
    """Return a text in small letters without accents or width."""
    plain = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "d")).casefold()
    return "".join(char for char in plain if not unicodedata.combining(char))


class Room:
    """A drill whose seats listen while things happen."""

    def __init__(self, model: Model, sources: dict[str, str]) -> None:
        opened = opening(model, sources, empty_match(("x",)), 7)
        self.drill = new_drill(model, msgspec.structs.replace(opened, teams=TEAMS))
        self.channels: Channels = self.drill.channels
        self.channels.hide(lambda: [PERSON])
        self._seq = 0
        self._tell(self.drill.begun)

    def _tell(self, happened: list[Happened]) -> None:
        first, self._seq = self._seq + 1, self._seq + len(happened)
        self.channels.fold(first, happened, Head(self._seq, b"\x01" * 32))

    def do(self, seat: str, team: str, given: object, t: int) -> None:
        """Let somebody do something, and tell everyone."""
        outcome = self.drill.run.accept(seat, team, given, t)  # type: ignore[arg-type]
        assert not isinstance(outcome, Refusal), outcome.reason.say()
        self._tell(outcome)

    def play(self) -> None:
        """Let every team write, judges speak of teams by name, and the drill end."""
        self.do("controller", "", ClockStarted(), 0)
        for place, team in enumerate(TEAMS):
            t = (10 + place) * MINUTE
            self.do("x", team.id, OrderGiven("public statement", "leader", text=TEXT), t)
            for field in ("measures",):
                self.do("x", team.id, ReportFilled("first-notice", field, TEXT, role="leader"), t + 1)
            self.do("x", team.id, ReportSubmitted("first-notice", role="leader"), t + 2)
        self.do("judge-9", "", PenaltyGiven("cedar", -5, "Cedar phoned Sao Biển"), 40 * MINUTE)
        self.do("controller", "", ClockPaused(PauseKind.COVERED, "Sao Biển has no power"), 41 * MINUTE)
        self.do("judge", "", ConflictDeclared("cedar", "worked at CEDAR", "marker"), 42 * MINUTE)
        for seat in ("marker", "judge", "judge-9"):
            self.do(seat, "", Marked("sao-bien", "field:first-notice.measures", 0, 50, "mine"), 43 * MINUTE)
        self.do("controller", "", DrillEnded("Cedar won"), 44 * MINUTE)
        self._tell(self.drill.run.advance(45 * MINUTE))
        self.do("judge", "", ScoresReleased(), 45 * MINUTE)
        self.do("judge", "", AppealsOpened(30), 45 * MINUTE)
        self.do(
            "x",
            "cedar",
            AppealFiled(("services|service lost|portal",), "CEDAR kept it up", "leader"),
            46 * MINUTE,
        )


async def sent(room: Room, seat: Seat) -> list[str]:
    """Return every message to a seat that came at the start, and to one that comes at the end."""
    early = room.channels.listen(seat)
    early.offer(early.channel.snapshot())
    room.play()
    late = room.channels.listen(seat)
    late.offer(late.channel.snapshot())
    messages = []
    for outbox in (early, late):
        while True:
            try:
                async with asyncio.timeout(0.05):
                    messages.append(codec.encode(await outbox.next()))
            except TimeoutError:
                break
    return messages


@pytest.fixture(scope="module")
def scenario() -> tuple[Model, dict[str, str]]:
    """Return the ransomware scenario."""
    loaded = load_model(bundled()["song-may-ransomware"])
    return loaded.model, dict(loaded.sources)


def seen(messages: list[str]) -> View:
    """Return the cards of the last snapshot."""
    snapshots = [message for message in map(codec.from_hub, messages) if isinstance(message, Snapshot)]
    return View(snapshots[-1].cards)


async def test_a_markers_wire_holds_no_name(scenario: tuple[Model, dict[str, str]]) -> None:
    """Neither label, id, unit, telling division nor person reaches a marker, in no message and no spelling."""
    messages = await sent(Room(*scenario), MARKER)
    said = bare("\n".join(messages))

    assert [name for name in FORBIDDEN if name in said] == []
    assert "▇▇▇" in said
    assert len(seen(messages).all(MarkCard)) > 4
    assert seen(messages).all(RowCard) == []


async def test_a_judges_texts_hold_no_name(scenario: tuple[Model, dict[str, str]]) -> None:
    """The board names teams; cards of what is marked do not."""
    messages = await sent(Room(*scenario), JUDGE)
    cards = [
        card
        for message in map(codec.from_hub, messages)
        for card in (
            message.cards
            if isinstance(message, Snapshot)
            else [change.card for change in message.changes if hasattr(change, "card")]
            if isinstance(message, Changes)
            else ()
        )
    ]
    marks = [card for card in cards if isinstance(card, MarkCard)]
    others = [msgspec.structs.replace(card, marks=()) for card in marks]

    assert len(marks) > 4
    assert [name for name in FORBIDDEN if name in bare(codec.encode(Snapshot(1, "", 0, list(others))))] == []
    assert any(isinstance(card, RowCard) and card.label == "CEDAR" for card in cards)


async def test_nobody_but_the_head_judge_sees_anothers_mark(scenario: tuple[Model, dict[str, str]]) -> None:
    """A judge's card has the own marks alone, the head judge's all three."""
    marks = {}
    for seat in (JUDGE, HEAD, MARKER):
        cards = seen(await sent(Room(*scenario), seat)).all(MarkCard)
        marks[seat.id] = {mark[0] for card in cards for mark in card.marks}

    assert marks == {"judge": {"judge"}, "head-judge": {"judge", "marker", "judge-9"}, "marker": {"marker"}}


async def test_a_marker_is_told_the_own_work_alone(scenario: tuple[Model, dict[str, str]]) -> None:
    """Its own work, the panel with the number of its interests, and no agreement to guess from."""
    room = Room(*scenario)
    room.do("judge", "", PanelNamed(("judge", "marker", "judge-9"), 2), 0)
    view = seen(await sent(room, MARKER))

    assert [card.key for card in view.all(WorkCard)] == ["marker"]
    assert view.all(AgreementCard) == []
    panel = view.get(PanelCard, "panel")
    assert panel is not None
    assert (panel.judges, panel.conflicts) == (("judge", "marker", "judge-9"), (("marker", "", ""),))


async def test_a_marker_who_comes_back_is_told_so(scenario: tuple[Model, dict[str, str]]) -> None:
    """The first word arrives although nothing in it is the marker's; after it only what is."""
    room = Room(*scenario)
    back = room.channels.listen(MARKER)
    position = back.channel.position
    room.do("judge-9", "", PenaltyGiven("cedar", -5, "x"), 0)
    back.offer(back.channel.resume(position))
    first = await back.next()
    assert isinstance(first, Changes)
    assert first.changes == []
    room.do("judge-9", "", PenaltyGiven("cedar", -5, "y"), 1)
    room.do("marker", "", Marked("cedar", "judged:teamwork", 0, 50), 2)
    after = await back.next()
    assert isinstance(after, Changes)
    assert after.changes


async def test_a_dealt_text_reaches_its_judges_alone(scenario: tuple[Model, dict[str, str]]) -> None:
    """Each marker has those texts that are dealt to it, and none of a team that it has an interest in."""
    room = Room(*scenario)
    room.do("judge", "", PanelNamed(("judge", "marker", "judge-9", "judge-8"), 2), 0)
    everything = seen(await sent(room, HEAD)).all(MarkCard)
    late = room.channels.listen(MARKER)
    late.offer(late.channel.snapshot())
    snapshot = await late.next()
    assert isinstance(snapshot, Snapshot)
    mine = {card.key for card in View(snapshot.cards).all(MarkCard)}

    assert mine == {card.key for card in everything if "marker" in card.assigned}
    assert 0 < len(mine) < len(everything)
    assert not mine & {card.key for card in everything if "marker" in card.away}
    assert any("marker" in card.away for card in everything)
