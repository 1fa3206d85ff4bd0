"""The person's side of a demo: three links, one terminal, one desk at a time."""

import msgspec

from drill.cli.demo_hub import MINE, Opening
from drill.client.link import HubLink
from drill.tui.demo.chairs import Seats, chair_for
from drill.tui.demo.coach import LESSON, Chair, Coach
from drill.wire.invitation import parse
from drill.world.cards import ClockCard, ClockState
from drill.world.inputs import ClockStarted

FAST = 60
"""Exercise seconds per second while watching."""


async def sit_round(told: bytes, first: str) -> None:
    """Sit in one chair after another until the person leaves.

    Args:
        told: what the hub said (`drill.cli.demo_hub.Opening`).
        first: where to sit first.
    """
    opening = msgspec.json.decode(told, type=Opening)
    links = {
        Chair.CONTROLLER: HubLink(parse(opening.controller)),
        Chair.TEAM: HubLink(parse(opening.team)),
        Chair.JUDGE: HubLink(parse(opening.judge)),
    }
    for link in links.values():
        await link.open()
    seats = Seats(dict(links), MINE, Coach(LESSON))
    chair: Chair | None = Chair(first)
    try:
        while chair is not None:
            await _pace(links[Chair.CONTROLLER], chair)
            seats.wanted = None
            await chair_for(chair, seats).run_async()
            chair = seats.wanted
    finally:
        for link in links.values():
            await link.close()


async def _pace(controller: HubLink, chair: Chair) -> None:
    """Run fast while watching, in real time in a team's chair; a clock that was paused stays paused."""
    card = controller.view.get(ClockCard, "clock")
    if card is None or card.state in {ClockState.RUNNING, ClockState.WAITING} or controller.t_now() == 0:
        await controller.send(ClockStarted(1 if chair is Chair.TEAM else FAST, 1))
