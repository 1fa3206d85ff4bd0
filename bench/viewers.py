"""Many pages in one process of their own, for `bench.bench_board`: ``python -m bench.viewers``.

Reads the page's host, port, path and how many there are as one line of JSON, opens the streams, says ``ready`` once each
has the whole wall, and at the end of the input writes when each page read each total of the watched team.
"""

import asyncio
import re
import sys
import time

import msgspec

TOTAL = re.compile(
    rb'"kind":"row","key":"team-00","rank":\d+,"label":"[^"]*","division":"[^"]*","total":(-?\d+)'
)


class Wanted(msgspec.Struct, frozen=True):
    """What to open."""

    host: str
    port: int
    path: str
    pages: int


class Read(msgspec.Struct, frozen=True):
    """What came."""

    at: dict[int, list[int]]
    """Total to the steady times (ns) at which pages read it first, one a page."""
    cpu: float
    """CPU seconds of all pages together."""


class Page:
    """One stream, read as a browser's socket would be."""

    def __init__(self, at: dict[int, list[int]]) -> None:
        self._at = at
        self._seen: set[int] = set()
        self.ready = asyncio.Event()

    async def read(self, wanted: Wanted) -> None:
        """Read until the hub or the bench ends it."""
        reader, writer = await asyncio.open_connection(wanted.host, wanted.port)
        writer.write(f"GET {wanted.path} HTTP/1.1\r\nHost: {wanted.host}\r\n\r\n".encode())
        rest = b""
        while piece := await reader.read(1 << 16):
            now = time.monotonic_ns()
            *events, rest = (rest + piece).split(b"\n\n")
            for event in events:
                self._note(event, now)
        writer.close()

    def _note(self, event: bytes, now: int) -> None:
        for found in TOTAL.findall(event):
            total = int(found)
            if self.ready.is_set() and total not in self._seen:
                self._seen.add(total)
                self._at.setdefault(total, []).append(now)
        if b"event: all" in event:
            self.ready.set()


async def look() -> Read:
    """Open the pages, wait for the end of the input, and close them."""
    wanted = msgspec.json.decode(await asyncio.to_thread(sys.stdin.readline), type=Wanted)
    at: dict[int, list[int]] = {}
    pages = [Page(at) for _number in range(wanted.pages)]
    readers = [asyncio.create_task(page.read(wanted)) for page in pages]
    await asyncio.gather(*(page.ready.wait() for page in pages))
    cpu = time.process_time()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    for reader in readers:
        reader.cancel()
    return Read(at, time.process_time() - cpu)


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.encode(asyncio.run(look())).decode() + "\n")
