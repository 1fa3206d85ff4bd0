"""Many seats in one process of their own, for `bench.bench_hub`: ``python -m bench.seats``.

Reads invitations as one JSON list from the first line of its input, opens all seats, says ``ready``, and at the end of the
input writes how many updates came in, how many notes each seat holds, and its own CPU seconds.
"""

import asyncio
import sys
import time

import msgspec

from drill.client.link import HubLink
from drill.wire.invitation import parse
from drill.world.cards import NoteCard


class Came(msgspec.Struct, frozen=True):
    """What came to the seats."""

    updates: int
    """Messages of changes, over all seats."""
    notes: tuple[int, ...]
    """Notes that each seat holds at the end."""
    cpu: float
    """CPU seconds of all seats together, from ready to the end."""


async def sit() -> Came:
    """Open the seats, wait for the end of the input, and close them."""
    invitations = msgspec.json.decode(await asyncio.to_thread(sys.stdin.readline), type=list[str])
    links = [HubLink(parse(invitation)) for invitation in invitations]
    updates = 0

    def count(_kinds: frozenset[str]) -> None:
        nonlocal updates
        updates += 1

    for link in links:
        await link.open()
    for link in links:
        link.on_change(count)
    cpu = time.process_time()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    await asyncio.sleep(0.5)
    came = Came(updates, tuple(len(link.view.all(NoteCard)) for link in links), time.process_time() - cpu)
    for link in links:
        await link.close()
    return came


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.encode(asyncio.run(sit())).decode() + "\n")
