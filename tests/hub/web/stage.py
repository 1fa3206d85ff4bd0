"""A wall in memory behind a real door: its clock is the test's, its cards come from the folds of the product."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from drill.hub.channels import Channels
from drill.hub.desks import Desks
from drill.hub.seats import SeatBook
from drill.hub.wall import Wall
from drill.hub.web.routes import BoardPage
from drill.journal.base import EMPTY, Head
from drill.journal.memory import MemoryJournal
from drill.world.happened import Happened
from drill.world.inputs import AnyInput, TeamSetup
from drill.world.outputs import AnyOutput
from drill.world.run import Run
from scoring.wall.view import WallView
from tests.scoring.ground import MODEL, OPENED


class Stage:
    """The small drill of the scoring tests with any teams, a wall and a page."""

    def __init__(self, teams: tuple[TeamSetup, ...] = OPENED.teams) -> None:
        self.opened = msgspec.structs.replace(OPENED, teams=teams)
        self.wall_time = 1_000_000
        self.seq = 1
        wall = Wall(WallView(MODEL, self.opened), lambda: self.wall_time)
        # Nobody sits at the desks behind the wall: two teams of them are enough for any number of rows.
        few = msgspec.structs.replace(OPENED, teams=teams[:2])
        self.channels = Channels(Desks(MODEL, few, Run(MODEL, few)), wall, lambda _team: 0)
        self.seats = SeatBook(MemoryJournal().register, lambda: self.wall_time)
        self.seat, self.token = self.seats.invite("", "observer")
        self.page = BoardPage(self.channels, self.seats, set())

    def put(self, t: int, team: str, what: AnyInput | AnyOutput, seat: str = "judge") -> None:
        """Let something happen, durably."""
        self.seq += 1
        happened = Happened(t, team, seat, what)
        self.channels.fold(self.seq, [happened], Head(self.seq, EMPTY.hash))

    def path(self, **query: str) -> str:
        """Return the page's address."""
        return "/board?" + "&".join(f"{k}={v}" for k, v in {"token": self.token, **query}.items())

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[TestClient[web.Request, web.Application]]:
        """Open the door on loopback."""
        application = web.Application()
        self.page.add_to(application.router)
        async with TestClient(TestServer(application, host="127.0.0.1")) as client:
            yield client
