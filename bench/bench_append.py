"""Durable appends through the group writer, beside the same rows in bare SQLite loops.

N writers hand in what one command gives (1 or 8 entries of some 110 bytes) and hand in the next as soon as they hear that it
is on the disk. They hear of it as everyone in a hub does: one task commits group after group and goes through the notes
that come back. Latency is wall time from handing in to that moment. A bare loop is one thread with nobody waiting for it:
no chain (all hashes worked out beforehand), no notes, no event loop; but the same rows and head row, each row tuple made
for its draft as any writer must, WAL and synchronous=FULL. Two of them run: the plain one (executemany and COMMIT for each
group, as large as the group writer's were on average), which the goal means; and one that commits each command alone, as N
writers without group commit would at best. Beside them the same writers as N tasks of the event loop, each waiting for a
future of its own: what a caller pays who waits that way. All work on files of their own on the same disk, open from the
first round to the last, in short turns one after the other; the first round warms up and is not counted, and each figure is
the median of the others, shares the median of the shares of single rounds.
"""

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator, Sequence
from itertools import count, product
from pathlib import Path
from statistics import median
from typing import Any

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
HASHES = chain.hashes(EMPTY, [chain.pack(DRAFT)] * LARGEST_GROUP)
"""Stand for the real ones in the bare loops, which cost the same to write."""
INSERT = inserting.statement(rows=1)


class Turn(msgspec.Struct, frozen=True):
    """What one loop did in its turn."""

    rate: float
    """Entries per second of wall time."""
    cpu: float
    """Microseconds of CPU an entry, of all threads."""


class Ours(msgspec.Struct, frozen=True):
    """A turn of the group writer."""

    turn: Turn
    group: float
    """Entries of a group on average."""
    latencies: list[float]
    """Seconds."""


class Round(msgspec.Struct, frozen=True):
    """One turn of each."""

    ours: Ours
    bare: Turn
    """`executemany`, groups like ours."""
    alone: Turn
    """`executemany`, each command its own transaction."""
    tasks: Ours
    """A waiting task for each writer."""
    bare_for_tasks: Turn

    @property
    def share(self) -> float:
        """Percent of the bare loop's rate."""
        return 100 * self.ours.turn.rate / self.bare.rate

    @property
    def share_with_tasks(self) -> float:
        """Percent of the bare loop's rate, where a task waits for each command."""
        return 100 * self.tasks.turn.rate / self.bare_for_tasks.rate


def figures() -> Iterator[Figure]:
    """Measure each number of writers."""
    for writers, entries in product(WRITERS, ENTRIES):
        with tempfile.TemporaryDirectory() as folder:
            rounds = _rounds(Path(folder), writers, entries)
        yield from _said(f"{writers} writers x {entries}", rounds[1:])


def _said(label: str, rounds: Sequence[Round]) -> Iterator[Figure]:
    latencies = [latency * 1000 for one in rounds for latency in one.ours.latencies]
    yield Figure(
        f"{label}: acknowledged",
        f"{median(one.ours.turn.rate for one in rounds):,.0f} entries/s, bare loop"
        f" {median(one.bare.rate for one in rounds):,.0f}/s: {median(one.share for one in rounds):.0f} %",
        f"groups of {median(one.ours.group for one in rounds):.1f} entries;"
        f" with a task waiting for each {median(one.share_with_tasks for one in rounds):.0f} %;"
        f" each command alone {median(one.alone.rate for one in rounds):,.0f}/s",
        "80 % of the bare loop",
    )
    yield Figure(
        f"{label}: latency",
        f"p50 {percentile(latencies, 50):.2f} ms, p99 {percentile(latencies, 99):.2f} ms",
    )
    yield Figure(
        f"{label}: CPU",
        f"{median(one.ours.turn.cpu for one in rounds):.1f} µs an entry,"
        f" bare loop {median(one.bare.cpu for one in rounds):.1f} µs",
    )


def _rounds(folder: Path, writers: int, entries: int) -> list[Round]:
    drafts = (DRAFT,) * entries
    heard = Journaled(folder / "heard.drill", drafts)
    waited = Journaled(folder / "waited.drill", drafts)
    plain = Bare(folder / "plain.drill")
    alone = Bare(folder / "alone.drill")
    found = []
    with asyncio.Runner() as runner:
        for _round in range(ROUNDS):
            ours = heard.turn(runner, writers, _hear)
            bare = plain.turn(round(ours.group))
            tasks = waited.turn(runner, writers, _wait)
            found.append(Round(ours, bare, alone.turn(entries), tasks, plain.turn(round(tasks.group))))
    for one in (heard, waited, plain, alone):
        one.close()
    return found


class Journaled:
    """A journal behind its group writer; the notes tell a writer's moment of handing in, or the future it waits for."""

    def __init__(self, path: Path, drafts: Sequence[Draft]) -> None:
        self.drafts = drafts
        self.journal = store.create(path)
        self.writer: GroupWriter[Any] = GroupWriter(self.journal)
        self.groups = 0
        """Committed in this turn."""

    def turn(self, runner: asyncio.Runner, writers: int, play: "Play") -> Ours:
        """Let the writers hand in for the time of a turn."""
        self.groups, before = 0, self.journal.head.seq
        latencies: list[float] = []
        start, cpu = time.perf_counter(), time.process_time()
        runner.run(play(self, writers, start + SECONDS, latencies))
        durable = self.journal.head.seq - before
        assert durable == len(latencies) * len(self.drafts)
        return Ours(_turn(durable, start, cpu), durable / self.groups, latencies)

    def close(self) -> None:
        """Close the file."""
        self.writer.close()
        self.journal.close()


Play = Callable[[Journaled, int, float, list[float]], Coroutine[Any, Any, None]]


async def _hear(journaled: Journaled, writers: int, end: float, latencies: list[float]) -> None:
    """One task commits and tells each writer, which hands in the next at once."""
    writer: GroupWriter[float] = journaled.writer
    drafts = journaled.drafts
    for _writer in range(writers):
        writer.append(drafts, time.perf_counter())
    waiting = writers
    while waiting:
        notes = (await writer.commit()).notes
        now = time.perf_counter()
        journaled.groups += 1
        latencies += [now - handed_in for handed_in in notes]
        if now > end:
            waiting -= len(notes)
            continue
        for _note in notes:
            writer.append(drafts, now)


async def _wait(journaled: Journaled, writers: int, end: float, latencies: list[float]) -> None:
    """One task commits; each writer is a task that waits for a future of its own."""
    writer: GroupWriter[asyncio.Future[None]] = journaled.writer
    loop = asyncio.get_running_loop()

    async def work() -> None:
        while (before := time.perf_counter()) < end:
            durable: asyncio.Future[None] = loop.create_future()
            writer.append(journaled.drafts, durable)
            await durable
            latencies.append(time.perf_counter() - before)

    async def commit() -> None:
        while True:
            for durable in (await writer.commit()).notes:
                durable.set_result(None)
            journaled.groups += 1

    committing = asyncio.create_task(commit())
    await asyncio.gather(*(work() for _ in range(writers)))
    committing.cancel()


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
        self._connection.executemany(INSERT, map(_row_of, count(self._done + 1), drafts, HASHES))
        self._connection.execute(store.MOVE_HEAD, (after, last, self._done, self._previous))
        self._connection.execute("COMMIT")
        self._done, self._previous = after, last

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _row_of(seq: int, draft: Draft, own_hash: bytes) -> tuple[object, ...]:
    return (
        seq,
        draft.t,
        draft.team,
        draft.seat,
        "input" if draft.side is Side.INPUT else "output",
        draft.type,
        draft.body,
        draft.wall,
        draft.command,
        own_hash,
    )


def _turn(done: int, start: float, cpu: float) -> Turn:
    """Return what was done since these readings of the clock and of the CPU's."""
    return Turn(done / (time.perf_counter() - start), (time.process_time() - cpu) / done * 1e6)
