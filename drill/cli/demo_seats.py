"""The person's side of a demo: three links, one terminal, one desk at a time."""

import msgspec

from drill.cli.demo_hub import MINE, Opening
from drill.client.link import HubLink
from drill.tui.demo.chairs import Seats, chair_for
from drill.tui.demo.coach import LESSON, Chair, Coach
from drill.wire.invitation import parse


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
            seats.wanted = None
            await chair_for(chair, seats).run_async()
            chair = seats.wanted
    finally:
        for link in links.values():
            await link.close()
