"""The heartbeat of a live drill: lets time pass, keeps where it stands, and wakes when something is due."""

import asyncio
from collections.abc import Callable

from drill.hub.engine import HubEngine

SHORTEST = 0.02
"""Seconds between two looks at most 50 times a second, however fast the drill runs."""
LONGEST = 0.25
"""Seconds after which it looks anyway, so that meters and clocks in the views move."""
KEEP_EVERY = 1.0
"""Seconds after which the position of the clock is kept again, where it moved."""


async def tick(
    engine: HubEngine, keep: Callable[[int], None], beat: Callable[[], None] = lambda: None
) -> None:
    """Drive the engine by its timebase, for ever.

    Args:
        engine: the drill.
        keep: notes the exercise time beside the chain, so that a killed hub resumes where it was.
        beat: called after each look (bots of a demo act here).
    """
    loop = asyncio.get_running_loop()
    kept, due = -1, loop.time()
    while True:
        engine.woken.clear()
        engine.tick()
        beat()
        now = engine.timebase.now()
        if now != kept and loop.time() >= due:
            keep(now)
            kept, due = now, loop.time() + KEEP_EVERY
        await _until_due(engine)


async def _until_due(engine: HubEngine) -> None:
    due = engine.run.next_event()
    wall = None if due is None else engine.timebase.wall_until(due)
    wait = LONGEST if wall is None else min(LONGEST, max(SHORTEST, wall / 1000))
    try:
        async with asyncio.timeout(wait):
            await engine.woken.wait()
    except TimeoutError:
        return
