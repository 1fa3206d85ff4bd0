import asyncio
from pathlib import Path

import msgspec
import pytest
from aiohttp import ClientResponse, ClientSession, web
from aiohttp.test_utils import TestClient

from drill.cli.scenario import find_scenario, load_model
from drill.hub.live import Address, found_drill, live, new_drill
from drill.hub.web.page import HEADERS
from drill.hub.web.viewers import BOUND, Viewers
from drill.i18n import Language
from drill.journal.sqlite.store import create
from drill.rehearse.match import empty_match
from drill.rehearse.play import opening
from drill.wire.channel import Channel
from drill.wire.messages import Changes, SeatKind
from drill.wire.session import Seat
from drill.world.cards import AwardCard, BoardCard, Put, RowCard, View
from drill.world.inputs import (
    BoardArranged,
    PenaltyGiven,
    ResultsSealed,
    RevealStepped,
    ScoresReleased,
    TeamSetup,
)
from drill.world.outputs import GoalReached, TeamEnded
from tests.hub.web.stage import Stage
from tests.scoring.ground import HOUR, MINUTE, TEAMS

ONE = TEAMS[0]
HOSTILE = "</script><img src=x onerror=alert(1)>\u202e\x1b[2J"


class Event(msgspec.Struct):
    """One event as a page gets it."""

    name: str
    data: dict[str, object]

    def cards(self, kind: str) -> dict[str, dict[str, object]]:
        """Return the cards of a kind by key."""
        put = self.data.get("put", [])
        assert isinstance(put, list)
        return {card["key"]: card for card in put if card["kind"] == kind}


async def event(stream: ClientResponse, name: str) -> Event:
    """Wait for the next event of this name."""
    async with asyncio.timeout(10):
        while True:
            line = (await stream.content.readline()).decode().rstrip("\n")
            if line == f"event: {name}":
                told = (await stream.content.readline()).decode()
                return Event(name, msgspec.json.decode(told.removeprefix("data: ")))


async def looking(
    client: "TestClient[web.Request, web.Application]", stage: Stage, **query: str
) -> ClientResponse:
    """Open the stream of events."""
    response = await client.get(stage.path(**query).replace("/board", "/board/stream"))
    assert response.status == 200
    return response


async def test_the_page_comes_with_every_lock() -> None:
    """Policy, no-store, nosniff and no referrer are on the page and on its stream."""
    stage = Stage()
    async with stage.serving() as client:
        for response in (await client.get(stage.path()), await looking(client, stage)):
            assert {name: response.headers[name] for name in HEADERS} == HEADERS
            response.close()


@pytest.mark.parametrize("door", ["/board", "/board/stream"])
async def test_only_an_observer_s_token_opens_the_board(door: str) -> None:
    """Without a token, with a wrong one, a revoked one or one of another desk nothing is shown, and nothing is kept."""
    stage = Stage()
    others = [stage.seats.invite("", "judge")[1], stage.seats.invite(ONE, "leader")[1], "", "x" * 64]
    async with stage.serving() as client:
        for token in others:
            response = await client.get(f"{door}?token={token}")
            assert response.status == 403
            assert response.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]
            assert "Red" not in await response.text()
        assert (await client.get(door)).status == 403
        stage.seats.revoke(stage.seat.id)
        assert (await client.get(f"{door}?token={stage.token}")).status == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])
async def test_nothing_can_be_said_through_the_board(method: str) -> None:
    """Both doors can only be read."""
    stage = Stage()
    async with stage.serving() as client:
        for path in (stage.path(), stage.path().replace("/board", "/board/stream")):
            assert (await client.request(method, path)).status == 405


async def test_a_page_is_told_the_whole_wall_and_then_what_changes() -> None:
    """First everything, then the row that moved, in the language of the page."""
    stage = Stage()
    async with stage.serving() as client:
        stream = await looking(client, stage, lang="vi")
        first = await event(stream, "all")
        stage.put(HOUR, "", PenaltyGiven(ONE, -50, "late"))
        news = await event(stream, "news")
        stream.close()

    before, after = first.cards("row")[ONE], news.cards("row")[ONE]
    assert set(first.cards("row")) == set(TEAMS)
    assert before["total"] == int(str(after["total"])) + 50
    assert ["Điểm trừ", -50] in after["sections"]  # type: ignore[operator]


async def test_a_late_page_sees_no_more_than_the_others() -> None:
    """With a delay, who comes just now gets the wall of then."""
    stage = Stage()
    stage.put(0, "", BoardArranged(delay=5 * MINUTE))
    stage.put(MINUTE, ONE, GoalReached("leak"))
    async with stage.serving() as client:
        stream = await looking(client, stage)
        first = await event(stream, "all")
        stage.wall_time += 5 * MINUTE
        stage.channels.beat(10 * MINUTE)
        news = await event(stream, "news")
        stream.close()

    assert first.cards("story") == {}
    assert int(str(news.cards("row")[ONE]["total"])) < int(str(first.cards("row")[ONE]["total"]))


async def test_behind_the_curtain_no_row_is_on_the_wire() -> None:
    """Whoever reads the stream during the ceremony learns no rank."""
    stage = Stage()
    stage.put(0, "", RevealStepped(0))
    async with stage.serving() as client:
        stream = await looking(client, stage)
        first = await event(stream, "all")
        stream.close()

    assert first.cards("row") == {}
    assert first.cards("board")["board"]["revealed"] == 0


async def test_hostile_names_stay_words() -> None:
    """A name that is an attack comes as the text that it is, without marks that turn or hide it."""
    stage = Stage((TeamSetup("x", HOSTILE), TeamSetup("y", "Y")))
    async with stage.serving() as client:
        document = await (await client.get(stage.path())).text()
        stream = await looking(client, stage)
        first = await event(stream, "all")
        stream.close()

    assert "alert(1)" not in document
    assert first.cards("row")["x"]["label"] == "</script><img src=x onerror=alert(1)>"


async def test_a_silent_wall_gives_signs_of_life() -> None:
    """A page that hears nothing for long would think that the line is broken."""
    stage = Stage()
    viewer = stage.page.viewers.come(Language.ENGLISH)
    assert b"event: all" in await viewer.next(stage.page.viewers, 1)

    assert (await viewer.next(stage.page.viewers, 0.001)).startswith(b"event: beat")


async def test_a_slow_page_gets_the_latest_wall_and_holds_nobody_up() -> None:
    """What a page did not read is thrown away beyond a bound; then it gets everything at once."""
    channel = Channel(lambda: 7)
    viewers = Viewers(channel)
    slow, quick = viewers.come(Language.ENGLISH), viewers.come(Language.ENGLISH)
    await slow.next(viewers, 1)
    await quick.next(viewers, 1)
    for delay in range(1, BOUND + 5):
        card = BoardCard(
            "board", delay, frozen=False, revealed=None, undefended=False, story=True, replies=True
        )
        message = channel.publish([Put(card)], "")
        assert isinstance(message, Changes)
        viewers.offer(message)
        assert b'"delay":%d,' % delay in await quick.next(viewers, 1)

    told = await slow.next(viewers, 1)

    assert told.startswith(b"event: all")
    assert b'"delay":%d,' % (BOUND + 4) in told


async def test_the_token_is_written_nowhere(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    """No log line and no file of a live hub holds what opens its board."""
    checked = load_model(find_scenario("song-may-ransomware"))
    opened = opening(checked.model, checked.sources, empty_match(("alpha", "bravo")), 7)
    journal = create(tmp_path / "x.drill")
    with caplog.at_level(0):
        async with (
            live(new_drill(checked.model, opened), journal, journal.register, Address()) as running,
            ClientSession(f"http://127.0.0.1:{running.port}") as client,
        ):
            token = running.seats.invite("", "observer")[1]
            async with client.get(f"/board?token={token}") as response:
                assert response.status == 200
            async with client.get(f"/board/stream?token={token}") as stream:
                first = await event(stream, "all")
    journal.close()

    assert set(first.cards("row")) == {"alpha", "bravo"}
    assert token not in caplog.text
    assert not _holding(tmp_path, token)


def _holding(folder: Path, token: str) -> list[Path]:
    return [path for path in folder.iterdir() if token.encode() in path.read_bytes()]


async def test_a_restarted_hub_shows_the_late_wall_again(tmp_path: Path) -> None:
    """With a delay, nobody sees after a restart what nobody could see before it."""
    checked = load_model(find_scenario("song-may-ransomware"))
    opened = opening(checked.model, checked.sources, empty_match(("alpha", "bravo")), 7)
    judge = Seat("judge", SeatKind.JUDGE, "", "judge")
    journal = create(tmp_path / "x.drill")
    async with live(new_drill(checked.model, opened), journal, journal.register, Address()) as running:
        await running.engine.command(judge, "1", BoardArranged(delay=60 * MINUTE))
        await running.engine.command(judge, "2", PenaltyGiven("alpha", -50, "late"))
        before = View(running.engine.channels.wall.view)
    found = found_drill(checked.model, opened, journal, None)
    async with live(found, journal, journal.register, Address()) as running:
        after = View(running.engine.channels.wall.view)
    journal.close()

    totals = [view.get(RowCard, "alpha") for view in (before, after)]
    boards = [view.get(BoardCard, "board") for view in (before, after)]
    assert [(row.total, row.gap) for row in totals if row] == [(600, 0), (600, 0)]
    assert [board.delay for board in boards if board] == [60 * MINUTE, 60 * MINUTE]


async def test_prizes_reach_the_page_from_the_last_to_the_first() -> None:
    """Sealed results, then step by step: each step one prize more, the first prize at the end, winners alone."""
    stage = Stage()
    for team in TEAMS:
        stage.put(4 * HOUR, team, TeamEnded(), "")
    stage.put(4 * HOUR, "", ScoresReleased())
    stage.put(4 * HOUR, "", ResultsSealed())
    stage.put(4 * HOUR, "", RevealStepped(0))
    steps = []
    for shown in range(1, 9):
        stage.put(4 * HOUR, "", RevealStepped(shown))
        cards = [card for card in stage.channels.wall.view if isinstance(card, AwardCard)]
        steps.append({card.place for card in cards})
        assert all(one.wins and not one.why.say() for card in cards for one in card.candidates)
    places = sorted(steps[-1])

    assert [len(step) for step in steps] == list(range(1, 9))
    assert [set(places[-n:]) for n in range(1, 9)] == steps
    assert not [card for card in stage.channels.wall.view if isinstance(card, RowCard)]

    stage.put(4 * HOUR, "", RevealStepped(None))

    assert [card for card in stage.channels.wall.view if isinstance(card, RowCard)]
