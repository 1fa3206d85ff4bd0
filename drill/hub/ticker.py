"""The heartbeat of a live drill: lets time pass and wakes when something is due; and the keeping of where it stands."""

import asyncio
from collections.abc import Awaitable, Callable

from drill.hub.engine import HubEngine

SHORTEST = 0.02
"""Seconds between two looks at most 50 times a second, however fast the drill runs."""
LONGEST = 0.25
"""Seconds after which it looks anyway, so that meters and clocks in the views move."""
KEEP_EVERY = 1.0
"""Seconds between two keepings."""


async def tick(engine: HubEngine, beat: Callable[[], None]) -> None:
    """Drive the engine by its timebase, for ever.

    Args:
        engine: the drill.
        beat: called after each look (bots of a demo act here).
    """
    while True:
        engine.woken.clear()
        engine.tick()
        beat()
        await _until_due(engine)


async def keep_up(keep: Callable[[], Awaitable[None]]) -> None:
    """Keep, again and again, what a killed hub must find beside the chain; a slow disk has no part in the heartbeat."""
    while True:
        await keep()
        await asyncio.sleep(KEEP_EVERY)


async def _until_due(engine: HubEngine) -> None:
    due = engine.run.next_event()
    wall = None if due is None else engine.timebase.wall_until(due)
    wait = LONGEST if wall is None else min(LONGEST, max(SHORTEST, wall / 1000))
    try:
        async with asyncio.timeout(wait):
            await engine.woken.wait()
    except TimeoutError:
        return
