import asyncio
import gc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.errors import JournalError
from drill.journal import chain
from drill.journal.base import EMPTY, Draft, Entry, Head, Side, Watcher
from drill.journal.group import GroupWriter
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


def test_each_caller_learns_the_positions_of_its_entries() -> None:
    """Futures give the positions in the order of submission, each caller's drafts together."""
    journal = MemoryJournal()
    writer = GroupWriter(journal)

    places = [writer.submit([draft(n)] * n) for n in (1, 3, 2)]

    assert [future.result(20) for future in places] == [range(1, 2), range(2, 5), range(5, 7)]
    assert journal.read() == chain.extend(EMPTY, [draft(1), *[draft(3)] * 3, *[draft(2)] * 2])
    writer.close()


def test_what_gathers_during_a_sync_is_written_as_one_group(disk: SlowDisk) -> None:
    """While the disk is busy submissions return at once, and the next sync takes them all."""
    writer = GroupWriter(disk)
    first = writer.submit([draft()])
    assert disk.entered.wait(20)
    rest = [writer.submit([draft()]) for _ in range(50)]

    assert not any(future.done() for future in [first, *rest])
    disk.go.set()
    writer.close()

    assert disk.groups == [1, 50]
    assert rest[-1].result(0) == range(51, 52)


def test_a_group_ends_at_its_largest_size(disk: SlowDisk) -> None:
    """No sync takes more submissions than the limit allows."""
    writer = GroupWriter(disk, largest=20)
    writer.submit([draft()])
    assert disk.entered.wait(20)
    for _ in range(50):
        writer.submit([draft()])
    disk.go.set()
    writer.close()

    assert disk.groups == [1, 20, 20, 10]


def test_a_failed_disk_fails_all_who_wait_and_takes_nothing_more(disk: SlowDisk) -> None:
    """Everyone waiting gets the error, those in the queue too, and later submissions are refused."""
    disk.failure = JournalError("the disk is full")
    writer = GroupWriter(disk, largest=2)
    futures = [writer.submit([draft()]) for _ in range(7)]
    disk.go.set()

    for future in futures:
        with pytest.raises(JournalError, match="full"):
            future.result(20)
    with pytest.raises(JournalError, match="full"):
        writer.submit([draft()])
    writer.close()
    assert disk.head == EMPTY


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_nobody_waits_for_ever_for_a_writer_that_died(disk: SlowDisk) -> None:
    """Even an error that is none of ours answers those who wait."""
    disk.failure = ZeroDivisionError()
    writer = GroupWriter(disk)
    future = writer.submit([draft()])
    disk.go.set()

    with pytest.raises(JournalError):
        future.result(20)
    writer.close()


def test_closing_writes_what_waits_and_refuses_the_rest(disk: SlowDisk) -> None:
    """Close drains the queue; afterwards submitting is refused and closing again is harmless."""
    writer = GroupWriter(disk)
    futures = [writer.submit([draft()]) for _ in range(3)]
    closing = Thread(target=writer.close)
    closing.start()
    disk.go.set()
    closing.join()
    writer.close()

    assert [future.result(0) for future in futures][-1] == range(3, 4)
    with pytest.raises(JournalError, match="closed"):
        writer.submit([draft()])


def test_a_draft_that_cannot_be_kept_harms_its_caller_alone() -> None:
    """An impossible draft is refused when it is handed in; others go on."""
    writer = GroupWriter(MemoryJournal())

    with pytest.raises(JournalError):
        writer.submit([Draft(2**70, "", "", Side.INPUT, "x", b"")])

    assert writer.submit([draft()]).result(20) == range(1, 2)
    writer.close()


async def test_an_event_loop_goes_on_while_the_disk_is_slow(disk: SlowDisk) -> None:
    """Awaiting durability leaves the loop free, and giving up waiting takes nothing back."""
    writer = GroupWriter(disk)
    waiting = writer.append([draft()])
    await asyncio.to_thread(disk.entered.wait, 20)
    given_up = writer.append([draft(7)])
    given_up.cancel()

    disk.go.set()

    assert await waiting == range(1, 2)
    await asyncio.to_thread(writer.close)
    assert [entry.t for entry in disk.read()] == [0, 7]


async def test_a_failure_reaches_all_who_wait_and_is_not_reported_again(disk: SlowDisk) -> None:
    """Each future fails with the disk's error; the loop does not complain of those that nobody looked at."""
    complaints: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: complaints.append(context))
    disk.failure = JournalError("the disk is full")
    writer = GroupWriter(disk, largest=2)
    waiting = [writer.append([draft()]) for _ in range(5)]
    disk.go.set()

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
    for n in range(8):
        last = writer.submit([draft(n)] * (n + 1)).result(20)[-1]
        acknowledged.append((last, log.stat().st_size))
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


def test_a_copy_of_a_running_drill_holds_what_was_acknowledged(tmp_path: Path) -> None:
    """Files copied between two acknowledgements open with every entry acknowledged before."""
    journal = store.create(tmp_path / "a.drill")
    writer = GroupWriter(journal)
    for n in range(5):
        last = writer.submit([draft(n)]).result(20)[-1]
        folder = tmp_path / str(n)
        folder.mkdir()
        for name in ("a.drill", "a.drill-wal"):
            (folder / name).write_bytes((tmp_path / name).read_bytes())
        with open_reader(folder / "a.drill") as reader:
            assert len(reader.read()) == last
    writer.close()
    journal.close()
