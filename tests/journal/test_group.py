import asyncio
import gc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event, Timer, get_ident
from time import sleep

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.errors import JournalError
from drill.journal import chain
from drill.journal.base import EMPTY, Draft, Entry, Head, Side, Watcher
from drill.journal.group import GROUPS_ASIDE, PATIENCE, GroupWriter
from drill.journal.memory import MemoryJournal
from drill.journal.sqlite import store
from drill.journal.sqlite.reader import open_reader


def draft(n: int = 0) -> Draft:
    """Return a draft."""
    return Draft(n, "red", "", Side.OUTPUT, "x", b"{}")


class SlowDisk:
    """A journal whose appends wait for a signal, and fail on demand; it notes the size of each group."""

    def __init__(self) -> None:
        self.inner = MemoryJournal()
        self.go = Event()
        self.entered = Event()
        self.groups: list[int] = []
        self.failure: Exception | None = None

    @property
    def head(self) -> Head:
        """The end of the chain."""
        return self.inner.head

    def append(self, drafts: Sequence[Draft], digests: Sequence[bytes] | None = None) -> Head:
        """Append when told to."""
        self.entered.set()
        assert self.go.wait(20)
        self.groups.append(len(drafts))
        if self.failure is not None:
            raise self.failure
        return self.inner.append(drafts, digests)

    def read(self, after: int = 0, limit: int = 10_000) -> list[Entry]:
        """Return entries."""
        return self.inner.read(after, limit)

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Watch."""
        return self.inner.watch(watcher)

    def close(self) -> None:
        """Close."""
        self.inner.close()


@pytest.fixture
def disk() -> Iterator[SlowDisk]:
    """A disk that waits for a signal."""
    slow = SlowDisk()
    yield slow
    slow.go.set()


async def test_each_caller_learns_the_positions_of_its_entries() -> None:
    """Futures give the positions in the order of handing in, each caller's drafts together."""
    journal = MemoryJournal()
    writer = GroupWriter(journal)

    places = [writer.append([draft(n)] * n) for n in (1, 3, 2)]

    assert await asyncio.gather(*places) == [range(1, 2), range(2, 5), range(5, 7)]
    assert journal.read() == chain.extend(EMPTY, [draft(1), *[draft(3)] * 3, *[draft(2)] * 2])
    writer.close()


async def test_what_comes_in_one_turn_of_the_loop_is_one_group(disk: SlowDisk) -> None:
    """Tasks that are ready together share a sync, wherever it is made; nobody else's turn is awaited."""
    disk.go.set()
    writer = GroupWriter(disk)

    async def hand_in() -> range:
        return await writer.append([draft()])

    await asyncio.gather(*(hand_in() for _ in range(30)))
    await hand_in()
    writer.close()

    assert disk.groups == [30, 1]


async def test_what_gathers_during_a_sync_is_written_as_one_group(disk: SlowDisk) -> None:
    """While a thread waits for the disk handing in returns at once, and the next sync takes all of it."""
    writer = GroupWriter(disk, patience=None)
    first = writer.append([draft()])
    await asyncio.to_thread(disk.entered.wait, 20)
    rest = [writer.append([draft()]) for _ in range(50)]
    await asyncio.sleep(0)

    assert not any(future.done() for future in [first, *rest])
    disk.go.set()
    await rest[-1]
    writer.close()

    assert disk.groups == [1, 50]
    assert rest[-1].result() == range(51, 52)


@pytest.mark.parametrize("patience", [PATIENCE, None])
async def test_a_group_ends_at_its_largest_size(disk: SlowDisk, patience: float | None) -> None:
    """No sync takes more than the limit allows but what one caller keeps together, here or aside."""
    disk.go.set()
    writer = GroupWriter(disk, largest=20, patience=patience)

    places = await asyncio.gather(*(writer.append([draft()] * size) for size in [1] * 50 + [30]))
    writer.close()

    assert disk.groups == [20, 20, 40]
    assert places[-1] == range(51, 81)


async def test_a_disk_that_keeps_the_loop_waiting_is_written_aside_and_tried_again() -> None:
    """After slow syncs the loop goes on while a thread waits; a hundred groups later the disk gets another chance."""
    threads: list[int] = []
    journal = MemoryJournal()

    class Sluggish(SlowDisk):
        def append(self, drafts: Sequence[Draft], digests: Sequence[bytes] | None = None) -> Head:
            threads.append(get_ident())
            if len(threads) < 3:
                sleep(0.1)
            return journal.append(drafts, digests)

        @property
        def head(self) -> Head:
            return journal.head

    writer = GroupWriter(Sluggish())
    for n in range(GROUPS_ASIDE + 3):
        assert await writer.append([draft(n)]) == range(n + 1, n + 2)
    writer.close()

    here = [thread == get_ident() for thread in threads]
    assert here[0]
    assert here.count(False) == GROUPS_ASIDE
    assert here[-1]


@pytest.mark.parametrize("patience", [PATIENCE, None])
async def test_a_failed_disk_fails_all_who_wait_and_takes_nothing_more(
    disk: SlowDisk, patience: float | None
) -> None:
    """Everyone waiting gets the error, those in the next groups too, and what comes later is refused."""
    disk.failure = JournalError("the disk is full")
    disk.go.set()
    writer = GroupWriter(disk, largest=2, patience=patience)
    futures = [writer.append([draft()]) for _ in range(7)]

    for future in futures:
        with pytest.raises(JournalError, match="full"):
            await future
    with pytest.raises(JournalError, match="full"):
        writer.append([draft()])
    writer.close()
    assert disk.head == EMPTY


@pytest.mark.parametrize("patience", [PATIENCE, None])
async def test_nobody_waits_for_ever_for_a_writer_that_died(disk: SlowDisk, patience: float | None) -> None:
    """Even an error that is none of ours answers those who wait, and is told to the loop."""
    complaints: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: complaints.append(context))
    disk.failure = ZeroDivisionError()
    disk.go.set()
    writer = GroupWriter(disk, patience=patience)
    future = writer.append([draft()])

    with pytest.raises(JournalError):
        await future
    writer.close()
    assert [type(complaint["exception"]) for complaint in complaints] == [ZeroDivisionError]


@pytest.mark.parametrize("patience", [PATIENCE, None])
async def test_closing_writes_what_waits_and_refuses_the_rest(disk: SlowDisk, patience: float | None) -> None:
    """Close writes whatever was handed in; afterwards nothing is taken and closing again is harmless."""
    disk.go.set()
    writer = GroupWriter(disk, largest=2, patience=patience)
    futures = [writer.append([draft()]) for _ in range(3)]
    writer.close()
    writer.close()

    assert [future.result() for future in futures][-1] == range(3, 4)
    with pytest.raises(JournalError, match="closed"):
        writer.append([draft()])


async def test_closing_waits_for_the_group_on_its_way(disk: SlowDisk) -> None:
    """A group that the thread is writing is answered too, in its order."""
    writer = GroupWriter(disk, patience=None)
    on_its_way = writer.append([draft(1)])
    await asyncio.to_thread(disk.entered.wait, 20)
    gathered = writer.append([draft(2)])
    Timer(0.05, disk.go.set).start()

    writer.close()

    assert (on_its_way.result(), gathered.result()) == (range(1, 2), range(2, 3))
    assert [entry.t for entry in disk.read()] == [1, 2]


async def test_a_draft_that_cannot_be_kept_harms_its_caller_alone() -> None:
    """An impossible draft is refused when it is handed in; others go on."""
    writer = GroupWriter(MemoryJournal())
    impossible = (
        Draft(2**70, "", "", Side.INPUT, "x", b""),
        Draft(2**63, "", "", Side.INPUT, "x", b""),
        Draft(0, "", "", Side.INPUT, "x", b"", 2**63),
        Draft(0, "\ud800", "", Side.INPUT, "x", b""),
    )

    for one in impossible:
        with pytest.raises(JournalError):
            writer.append([draft(), one])

    assert await writer.append([draft()]) == range(1, 2)
    writer.close()


async def test_giving_up_waiting_takes_nothing_back() -> None:
    """What was handed in is written, and those behind learn their right places."""
    journal = MemoryJournal()
    writer = GroupWriter(journal)
    given_up = writer.append([draft(7)])
    after = writer.append([draft(8)])

    given_up.cancel()

    assert await after == range(2, 3)
    writer.close()
    assert [entry.t for entry in journal.read()] == [7, 8]


async def test_a_failure_reaches_all_who_wait_and_is_not_reported_again(disk: SlowDisk) -> None:
    """Each future fails with the disk's error; the loop does not complain of those that nobody looked at."""
    complaints: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: complaints.append(context))
    disk.failure = JournalError("the disk is full")
    disk.go.set()
    writer = GroupWriter(disk, largest=2)
    waiting = [writer.append([draft()]) for _ in range(5)]

    with pytest.raises(JournalError, match="full"):
        await waiting.pop()
    del waiting
    gc.collect()

    assert complaints == []
    writer.close()


@settings(max_examples=40, deadline=None)
@given(cut=st.integers(0, 7), tail=st.binary(max_size=9000), keep=st.integers(0, 20_000))
def test_a_power_cut_keeps_all_that_was_acknowledged(
    tmp_path_factory: pytest.TempPathFactory, cut: int, tail: bytes, keep: int
) -> None:
    """Whatever becomes of the log's bytes after the last acknowledged sync, the file holds all that was acknowledged.

    Simulated: a cut after each acknowledgement, with the bytes written later lost, torn at any byte, or replaced by
    rubbish. Not simulated: a disk that lies about its sync, and damage to bytes it had confirmed; no software stands
    that. That each acknowledgement follows a sync is SQLite's promise under ``synchronous=FULL``, which
    `test_store.py` holds fast.
    """
    folder = tmp_path_factory.mktemp("cut")
    path = folder / "a.drill"
    log = folder / "a.drill-wal"
    journal = store.create(path)
    writer = GroupWriter(journal)
    acknowledged: list[tuple[int, int]] = [(0, log.stat().st_size)]

    async def write() -> None:
        for n in range(8):
            last = (await writer.append([draft(n)] * (n + 1)))[-1]
            acknowledged.append((last, log.stat().st_size))

    asyncio.run(write())
    writer.close()

    seq, size = acknowledged[cut]
    written = log.read_bytes()
    after = folder / "after.drill"
    after.write_bytes(path.read_bytes())
    after.with_name("after.drill-wal").write_bytes(written[:size] + written[size : size + keep] + tail)
    journal.close()

    with open_reader(after) as reader:
        entries = reader.read()
        assert len(entries) >= seq
        assert len(entries) in {s for s, _ in acknowledged}
        assert entries == chain.extend(EMPTY, entries)
        assert reader.head == chain.head_of(entries, EMPTY)


async def test_a_copy_of_a_running_drill_holds_what_was_acknowledged(tmp_path: Path) -> None:
    """Files copied between two acknowledgements open with every entry acknowledged before."""
    journal = store.create(tmp_path / "a.drill")
    writer = GroupWriter(journal)
    for n in range(5):
        last = (await writer.append([draft(n)]))[-1]
        folder = tmp_path / str(n)
        folder.mkdir()
        for name in ("a.drill", "a.drill-wal"):
            (folder / name).write_bytes((tmp_path / name).read_bytes())
        with open_reader(folder / "a.drill") as reader:
            assert len(reader.read()) == last
    writer.close()
    journal.close()
