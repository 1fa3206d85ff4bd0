"""The hub behind a demo: a process of its own that plays the first minutes, opens the door and lets bots go on.

It tells its parent the invitations as one line of JSON and ends when its standard input closes: a demo that is killed
leaves no hub behind.
"""

import asyncio
import sys
from functools import partial
from pathlib import Path

import msgspec

from drill.cli.scenario import find_scenario, load_model
from drill.hub.engine import HubEngine
from drill.hub.live import Address, LiveDrill, begun_drill, live
from drill.i18n import N_, _, current_language, language_of_environment, use_language
from drill.journal.sqlite.store import create
from drill.rehearse.bots import BOTS, Bot
from drill.rehearse.match import Match, Side
from drill.rehearse.play import Game, opening
from drill.scenario.model import Model
from drill.wire.invitation import Invitation
from drill.wire.messages import SeatKind
from drill.wire.session import Seat
from drill.world.inputs import DrillOpened, TeamSetup
from drill.world.judging import EVERY_ROLE
from drill.world.run import Run
from drill.world.views.knowledge import Handbook

PLAYED = 20 * 60_000
"""Exercise milliseconds that are played before anyone sits down."""
MINE = "you"
"""The team whose chair is free."""
TEAMS = (
    ("an", N_("Team An"), "skilled"),
    ("binh", N_("Team Bình"), "novice"),
    ("chi", N_("Team Chi"), "idle"),
)
"""Id, name and bot of the simulated teams."""


class Opening(msgspec.Struct, frozen=True):
    """What the hub tells its parent once its door is open."""

    controller: str
    team: str
    judge: str
    """Invitations."""


class Players:
    """Bots that sit at the hub as teams do: they see their team's view and nothing else."""

    def __init__(self, model: Model, opened: DrillOpened, engine: HubEngine) -> None:
        book = Handbook(model)
        self._engine = engine
        self._bots: dict[str, Bot] = {
            team: BOTS[bot](opened.seed, team, book, partial(engine.run.world, team), current_language())
            for team, _label, bot in TEAMS
        }
        self._wakes = dict.fromkeys(self._bots, PLAYED)
        self._orders = 0

    def beat(self) -> None:
        """Let every bot act whose time has come."""
        now = self._engine.run.processed
        for team, bot in self._bots.items():
            if self._wakes[team] <= now:
                self._act(team, bot, self._engine.run.team_time(team, now))

    def _act(self, team: str, bot: Bot, own: int) -> None:
        given, wakes = bot.wake(self._engine.channels.view_of(team).view, own)
        self._wakes[team] = max(wakes, own + 1)
        seat = Seat(f"{team}/{EVERY_ROLE}", SeatKind.TEAM, team, EVERY_ROLE)
        for one in given:
            self._orders += 1
            self._engine.command(seat, f"bot-{self._orders}", one)


def simulated() -> tuple[Side, ...]:
    """Return the simulated teams of the demo, named in the language of this process."""
    return tuple(Side(TeamSetup(team, _(label)), bot, ()) for team, label, bot in TEAMS)


def main(file: str, scenario: str, seed: str) -> None:
    """Run the hub until standard input closes."""
    use_language(language_of_environment())
    asyncio.run(serve(Path(file), scenario, int(seed)))


async def serve(path: Path, scenario: str, seed: int) -> None:
    """Play the beginning, open the door, say where it is, and go on until the parent is gone."""
    loaded = load_model(find_scenario(scenario))
    match = Match(
        (
            *simulated(),
            Side(TeamSetup(MINE, _("Your team")), "", ()),
        ),
        language=current_language(),
    )
    opened = opening(loaded.model, loaded.sources, match, seed)
    game = Game(loaded.model, Run(loaded.model, opened), match, lambda _command, _reason: None)
    begun = list(game.events(until=PLAYED))
    journal = create(path)
    players: list[Players] = []
    try:
        drill = begun_drill(loaded.model, opened, game.run, begun)
        beat = partial(_beat, players)
        async with live(drill, journal, journal.register, Address(), beat) as running:
            players.append(Players(loaded.model, opened, running.engine))
            _say(running)
            await asyncio.to_thread(sys.stdin.read)
    finally:
        journal.close()


def _beat(players: list[Players], _engine: HubEngine) -> None:
    for each in players:
        each.beat()


def _say(running: LiveDrill) -> None:
    for team, _label, bot in TEAMS:
        seat, _token = running.seats.invite(team, EVERY_ROLE, bot)
        running.server.show(running.seats.came(seat.id))
    told = Opening(
        *(_invite(running, *seat) for seat in (("", "controller"), (MINE, EVERY_ROLE), ("", "judge")))
    )
    sys.stdout.write(msgspec.json.encode(told).decode() + "\n")
    sys.stdout.flush()


def _invite(running: LiveDrill, team: str, role: str) -> str:
    _seat, token = running.seats.invite(team, role)
    return str(Invitation("127.0.0.1", running.port, token))


if __name__ == "__main__":
    main(*sys.argv[1:])
