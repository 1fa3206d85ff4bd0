"""Drills for a whole season: played by bots, judged over the wire by a panel that sees no names."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from drill.cli import run
from drill.client.link import HubLink
from drill.hub.live import Address, LiveDrill, found_drill, live
from drill.journal.recorder import opened_of
from drill.journal.replaying import model_of
from drill.journal.sqlite.reader import open_reader
from drill.journal.sqlite.store import open_writer
from drill.wire.invitation import Invitation
from drill.world.cards import MarkCard
from drill.world.inputs import Marked

SCENARIO = "song-may-ransomware"
BOTS = {"song-hong": "skilled", "dat-mui": "average", "rung-tram": "novice", "sao-bien": "idle"}
"""Team ids with who plays them, from the best to the least."""
LOW, USUAL, BETWEEN = 20, 80, 60
"""Percents: of the judge who is far apart, of everyone else, and of the third who is asked."""


def play(path: Path, seed: int) -> None:
    """Play a whole drill of four teams into a file."""
    match = path.with_suffix(".yaml")
    match.write_text(
        "teams:\n" + "".join(f"  {team}: bot {bot}\n" for team, bot in BOTS.items()), encoding="utf-8"
    )
    assert run(["play", SCENARIO, str(match), "--seed", str(seed), "--out", str(path)]) == 0


@asynccontextmanager
async def reopened(path: Path) -> AsyncIterator[LiveDrill]:
    """Host a played file again, on loopback."""
    with open_reader(path) as reader:
        opened = opened_of(reader)
    model = model_of(opened)
    journal = open_writer(path)
    try:
        drill = found_drill(model, opened, journal, None)
        async with live(drill, journal, journal.register, Address()) as running:
            yield running
    finally:
        journal.close()


@asynccontextmanager
async def seated(running: LiveDrill, *chairs: tuple[str, str]) -> AsyncIterator[list[HubLink]]:
    """Sit down in new seats, each a team and a role."""
    async with AsyncExitStack() as stack:
        links = []
        for team, role in chairs:
            invitation = Invitation("127.0.0.1", running.port, running.seats.invite(team, role)[1])
            link = HubLink(invitation)
            await link.open()
            stack.push_async_callback(link.close)
            links.append(link)
        yield links


async def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so; after half a minute it never will be."""
    async with asyncio.timeout(30):
        while not condition():  # noqa: ASYNC110 (a view changes in place and rings no bell)
            await asyncio.sleep(0.02)


def waiting(judge: HubLink) -> list[MarkCard]:
    """Return the items that wait for this judge, in a settled order."""
    cards = [card for card in judge.view.all(MarkCard) if judge.seat in card.assigned]
    return sorted((card for card in cards if len(card.marks) < len(card.criteria)), key=lambda card: card.key)


async def mark(judge: HubLink, percents: Callable[[MarkCard], int]) -> int:
    """Mark everything that waits for a judge; return how many items that was."""
    cards = waiting(judge)
    for card in cards:
        for criterion in range(len(card.criteria)):
            given = Marked(card.code, card.item, criterion, percents(card), "as the rubric says")
            assert await judge.send(given) is None
    await until(lambda: not {card.key for card in waiting(judge)} & {card.key for card in cards})
    return len(cards)
