"""Durable appends through the group writer, beside the same rows in bare SQLite loops.

Each of N writers, tasks of one event loop as in a hub, hands in what one command gives (1 or 8 entries of some 110 bytes),
waits until it is on the disk, and hands in the next. Latency is wall time from handing in to the acknowledgement. A bare
loop is one thread with nobody waiting for it: no chain (all hashes worked out beforehand), no futures, no event loop; but
the same rows and head row, each row tuple made for its draft as any writer must, WAL and synchronous=FULL. Two of them
run: the plain one (executemany and COMMIT for each group, as large as the group writer's were on average), which the goal
means; and one that commits each command alone, as N writers without group commit would at best. Beside them the same tasks
wait for a writer that keeps nothing and answers at once: what the event loop alone takes. The bare loop and these waits
one after the other are printed as a share too: more takes a journal that writes on one core while its callers run on
another. All work on files of their own on the same disk, open from the first round to the last, in short turns one after
the other; the first round warms up and is not counted, and each figure is the median of the others, shares the median of
the shares of single rounds.
"""

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import count, product
from pathlib import Path
from statistics import median

import msgspec

from bench.frame import Figure, percentile
from drill.journal import chain
from drill.journal.base import EMPTY, Draft, Side
from drill.journal.group import LARGEST_GROUP, GroupWriter
from drill.journal.sqlite import inserting, store

WRITERS = (1, 16, 64, 256)
ENTRIES = (1, 8)
SECONDS = 0.1
"""One turn."""
ROUNDS = 13

BODY = b'{"type":"order-given","order":"isolate host fs01","role":"administrator","source":"","text":"","since":null}'
DRAFT = Draft(3_600_000, "red", "red-1", Side.INPUT, "order-given", BODY, 1_790_000_000_000, "red:000001")
HASHES = chain.hashes(EMPTY, [chain.digest(DRAFT)] * LARGEST_GROUP)
"""Stand for the real ones in the bare loops, which cost the same to write."""


class Turn(msgspec.Struct, frozen=True):
    """What one loop did in its turn."""

    rate: float
    """Entries per second of wall time."""
    cpu: float
    """Microseconds of CPU an entry, of all threads."""


class Round(msgspec.Struct, frozen=True):
    """One turn of each."""

    ours: Turn
    bare: Turn
    """`executemany`, groups like ours."""
    alone: Turn
    """`executemany`, each command its own transaction."""
    waits: Turn
    """The same tasks, and nothing kept."""
    group: float
    """Entries of our groups on average."""
    latencies: list[float]
    """Seconds."""

    @property
    def share(self) -> float:
        """Percent of the bare loop's rate."""
        return 100 * self.ours.rate / self.bare.rate

    @property
    def in_turn(self) -> float:
        """Percent of the bare loop's rate if a journal took that loop and the waits one after the other, and nothing else."""
        return 100 / (1 + self.bare.rate / self.waits.rate)


def figures() -> Iterator[Figure]:
    """Measure each number of writers."""
    for writers, entries in product(WRITERS, ENTRIES):
        with tempfile.TemporaryDirectory() as folder:
            rounds = _rounds(Path(folder), writers, entries)
        yield from _said(f"{writers} writers x {entries}", rounds[1:])


def _said(label: str, rounds: Sequence[Round]) -> Iterator[Figure]:
    latencies = [latency * 1000 for one in rounds for latency in one.latencies]
    yield Figure(
        f"{label}: acknowledged",
        f"{median(one.ours.rate for one in rounds):,.0f} entries/s, bare loop"
        f" {median(one.bare.rate for one in rounds):,.0f}/s: {median(one.share for one in rounds):.0f} %",
        f"groups of {median(one.group for one in rounds):.1f} entries;"
        f" the waits alone {median(one.waits.rate for one in rounds):,.0f}/s,"
        f" after the bare loop {median(one.in_turn for one in rounds):.0f} %;"
        f" each command alone {median(one.alone.rate for one in rounds):,.0f}/s",
        "80 % of the bare loop",
    )
    yield Figure(
        f"{label}: latency",
        f"p50 {percentile(latencies, 50):.2f} ms, p99 {percentile(latencies, 99):.2f} ms",
    )
    yield Figure(
        f"{label}: CPU",
        f"{median(one.ours.cpu for one in rounds):.1f} µs an entry,"
        f" bare loop {median(one.bare.cpu for one in rounds):.1f} µs",
    )


def _rounds(folder: Path, writers: int, entries: int) -> list[Round]:
    ours = Ours(folder / "ours.drill", writers, entries)
    plain = Bare(folder / "plain.drill")
    alone = Bare(folder / "alone.drill")
    found = []
    for _round in range(ROUNDS):
        turn, group, latencies = ours.turn()
        like = max(1, round(group))
        waits = _waits(writers, entries)
        found.append(Round(turn, plain.turn(like), alone.turn(entries), waits, group, latencies))
    for one in (ours, plain, alone):
        one.close()
    return found


class Ours:
    """The journal behind its group writer, and the tasks that hand in."""

    def __init__(self, path: Path, writers: int, entries: int) -> None:
        self._journal = store.create(path)
        self._group_writer = GroupWriter(self._journal)
        self._writers = writers
        self._drafts = (DRAFT,) * entries
        self._groups = 0
        self._journal.watch(self._one_more)

    def turn(self) -> tuple[Turn, float, list[float]]:
        """Return what was done, the average group, and the latencies."""
        self._groups, before = 0, self._journal.head.seq
        latencies: list[float] = []
        start, cpu = time.perf_counter(), time.process_time()
        asyncio.run(_hand_in(self._group_writer, self._writers, self._drafts, start + SECONDS, latencies))
        durable = self._journal.head.seq - before
        assert durable == len(latencies) * len(self._drafts)
        return _turn(durable, start, cpu), durable / self._groups, latencies

    def _one_more(self, _head: object) -> None:
        self._groups += 1

    def close(self) -> None:
        """Close the file."""
        self._group_writer.close()
        self._journal.close()


class Bare:
    """One loop over a file with the same tables."""

    def __init__(self, path: Path) -> None:
        store.create(path).close()
        self._done, self._previous = EMPTY.seq, EMPTY.hash
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")

    def turn(self, group: int) -> Turn:
        """Return what was done in transactions of this many entries."""
        drafts = [DRAFT] * group
        before = self._done
        start, cpu = time.perf_counter(), time.process_time()
        while time.perf_counter() < start + SECONDS:
            self._transaction(drafts)
        turn = _turn(self._done - before, start, cpu)
        assert self._connection.execute("SELECT count(*) FROM entries").fetchone()[0] == self._done
        return turn

    def _transaction(self, drafts: Sequence[Draft]) -> None:
        after, last = self._done + len(drafts), HASHES[len(drafts) - 1]
        self._connection.execute("BEGIN IMMEDIATE")
        rows = map(inserting.row_of, count(self._done + 1), drafts, HASHES)
        self._connection.executemany(inserting.INSERT, rows)
        self._connection.execute(store.MOVE_HEAD, (after, last, self._done, self._previous))
        self._connection.execute("COMMIT")
        self._done, self._previous = after, last

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


class KeepsNothing:
    """Answers everyone in the next turn of the event loop."""

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[range]] = []

    def append(self, _drafts: Sequence[Draft]) -> "asyncio.Future[range]":
        """Take a caller in."""
        loop = asyncio.get_running_loop()
        durable: asyncio.Future[range] = loop.create_future()
        if not self._waiting:
            loop.call_soon(self._answer)
        self._waiting.append(durable)
        return durable

    def _answer(self) -> None:
        waiting, self._waiting = self._waiting, []
        for durable in waiting:
            durable.set_result(range(0))


def _waits(writers: int, entries: int) -> Turn:
    """Return what the tasks could do with a journal that takes no time."""
    latencies: list[float] = []
    start, cpu = time.perf_counter(), time.process_time()
    asyncio.run(_hand_in(KeepsNothing(), writers, (DRAFT,) * entries, start + SECONDS, latencies))
    return _turn(len(latencies) * entries, start, cpu)


async def _hand_in(
    journal: GroupWriter | KeepsNothing,
    writers: int,
    drafts: Sequence[Draft],
    end: float,
    latencies: list[float],
) -> None:
    async def work() -> None:
        while (before := time.perf_counter()) < end:
            await journal.append(drafts)
            latencies.append(time.perf_counter() - before)

    await asyncio.gather(*(work() for _ in range(writers)))


def _turn(done: int, start: float, cpu: float) -> Turn:
    """Return what was done since these readings of the clock and of the CPU's."""
    return Turn(done / (time.perf_counter() - start), (time.process_time() - cpu) / done * 1e6)
