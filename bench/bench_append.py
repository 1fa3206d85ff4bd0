"""Durable appends through the group writer, beside the same rows in a bare SQLite loop.

Each of N writers, tasks of one event loop as in a hub, hands in what one command gives (1 or 8 entries of some 110 bytes),
waits until it is on the disk, and hands in the next. Latency is wall time from handing in to the acknowledgement. The bare
loop is the best that plain SQLite does with the same group size: the same rows and head row, WAL and synchronous=FULL,
one row tuple made for each draft as any writer must, all hashes worked out beforehand, executemany and COMMIT for each group
of the average size that the group writer reached, one thread, nobody waiting. Both run in the same process on the same disk, one after the other; each pair runs three
times and the median share is shown. On a disk that syncs in well under a millisecond the share shows our own work for each
entry (chain, queue, waking tasks); on a slower one both wait for the disk.
"""

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from itertools import count, product
from pathlib import Path
from statistics import median

from bench.frame import Figure, percentile
from drill.journal import chain
from drill.journal.base import EMPTY, Draft, Side
from drill.journal.group import GroupWriter
from drill.journal.sqlite import inserting, store

WRITERS = (1, 16, 64, 256)
ENTRIES = (1, 8)
SECONDS = 1.0
ROUNDS = 3
MOST = 150_000

BODY = b'{"type":"order-given","order":"isolate host fs01","role":"administrator","source":"","text":"","since":null}'
DRAFT = Draft(3_600_000, "red", "red-1", Side.INPUT, "order-given", BODY, 1_790_000_000_000, "red:000001")


def figures() -> Iterator[Figure]:
    """Measure each number of writers."""
    for writers, entries in product(WRITERS, ENTRIES):
        with tempfile.TemporaryDirectory() as name:
            rounds = [_round(Path(name), str(n), writers, entries) for n in range(ROUNDS)]
        yield from _said(f"{writers} writers x {entries}", rounds)


def _said(label: str, rounds: list[tuple[float, float, list[float], float]]) -> Iterator[Figure]:
    ours = median(ours for ours, _bare, _latencies, _group in rounds)
    bare = median(bare for _ours, bare, _latencies, _group in rounds)
    share = median(100 * ours / bare for ours, bare, _latencies, _group in rounds)
    latencies = [latency * 1000 for _ours, _bare, some, _group in rounds for latency in some]
    group = median(group for *_rest, group in rounds)
    yield Figure(
        f"{label}: acknowledged",
        f"{ours:,.0f} entries/s, bare loop {bare:,.0f}/s: {share:.0f} %",
        f"groups of {group:.1f} entries on average; seconds are wall time, the disk being the point",
        "80 % of the bare loop",
    )
    yield Figure(
        f"{label}: latency",
        f"p50 {percentile(latencies, 50):.2f} ms, p99 {percentile(latencies, 99):.2f} ms",
    )


def _round(folder: Path, name: str, writers: int, entries: int) -> tuple[float, float, list[float], float]:
    """Return entries per second of ours and of the bare loop, the latencies, and the average group."""
    ours, latencies, group = _ours(folder / f"{name}.drill", writers, entries)
    bare = _bare(folder / f"{name}-bare.drill", max(1, round(group)))
    return ours, bare, latencies, group


def _ours(path: Path, writers: int, entries: int) -> tuple[float, list[float], float]:
    journal = store.create(path)
    groups: list[int] = []
    journal.watch(lambda head: groups.append(head.seq))
    group_writer = GroupWriter(journal)
    drafts = (DRAFT,) * entries
    latencies: list[float] = []
    start = time.perf_counter()

    async def work() -> None:
        while (before := time.perf_counter()) < start + SECONDS:
            await group_writer.append(drafts)
            latencies.append(time.perf_counter() - before)

    async def all_writers() -> None:
        await asyncio.gather(*(work() for _ in range(writers)))

    asyncio.run(all_writers())
    took = time.perf_counter() - start
    group_writer.close()
    durable = journal.head.seq
    assert durable == len(latencies) * entries
    journal.close()
    return durable / took, latencies, durable / len(groups)


def _bare(path: Path, group: int) -> float:
    store.create(path).close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    hashes = chain.hashes(EMPTY, [chain.pack(DRAFT)] * MOST)
    drafts = [DRAFT] * group
    done = 0
    previous: object = EMPTY.hash
    start = time.perf_counter()
    while done + group <= MOST and time.perf_counter() < start + SECONDS:
        after = done + group
        connection.execute("BEGIN IMMEDIATE")
        rows = map(inserting.row_of, count(done + 1), drafts, hashes[done:after])
        connection.executemany(inserting.INSERT, rows)
        connection.execute(store.MOVE_HEAD, (after, hashes[after - 1], done, previous))
        connection.execute("COMMIT")
        done = after
        previous = hashes[done - 1]
    took = time.perf_counter() - start
    assert connection.execute("SELECT count(*) FROM entries").fetchone()[0] == done
    connection.close()
    return done / took
