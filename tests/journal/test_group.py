import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from threading import Event, Timer, get_ident
from time import sleep

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.errors import JournalError
from drill.journal import chain
from drill.journal.base import EMPTY, Draft, Entry, Head, Side, Watcher
from drill.journal.group import GROUPS_ASIDE, PATIENCE, Durable, GroupWriter
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

    def append(self, drafts: Sequence[Draft], packed: Sequence[bytes] | None = None) -> Head:
        """Append when told to."""
        self.entered.set()
        assert self.go.wait(20)
        self.groups.append(len(drafts))
        if self.failure is not None:
            raise self.failure
        return self.inner.append(drafts, packed)

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


async def committed(writer: GroupWriter[str], notes: int) -> list[tuple[int, str]]:
    """Commit until this many notes came back; return each with the position of its group."""
    found: list[tuple[int, str]] = []
    while len(found) < notes:
        durable = await writer.commit()
        found += [(durable.first, note) for note in durable.notes]
    return found


async def test_notes_come_back_in_order_with_the_position_of_the_group() -> None:
    """Each caller's drafts stay together, and who counts from the group's first finds its own."""
    journal = MemoryJournal()
    writer: GroupWriter[str] = GroupWriter(journal)
    writer.append([draft(0)], "before")
    await writer.commit()

    for n, note in ((1, "a"), (3, "b"), (2, "c")):
        writer.append([draft(n)] * n, note)

    assert await writer.commit() == Durable(2, ["a", "b", "c"])
    assert journal.read() == chain.extend(EMPTY, [draft(0), draft(1), *[draft(3)] * 3, *[draft(2)] * 2])
    writer.close()


async def test_what_comes_in_one_turn_of_the_loop_is_one_group(disk: SlowDisk) -> None:
    """Tasks that are ready together share a sync, wherever it is made; nobody else's turn is awaited."""
    disk.go.set()
    writer: GroupWriter[str] = GroupWriter(disk)

    async def hand_in() -> None:
        writer.append([draft()], "")

    await asyncio.gather(
        committed(writer, 31), *(hand_in() for _ in range(30)), asyncio.create_task(late(writer))
    )
    writer.close()

    assert disk.groups == [30, 1]


async def late(writer: GroupWriter[str]) -> None:
    """Hand in two turns later than everyone else."""
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    writer.append([draft()], "late")


async def test_everyone_has_a_turn_between_two_groups(disk: SlowDisk) -> None:
    """A task that commits without an end leaves the loop to others after each group."""
    disk.go.set()
    writer: GroupWriter[str] = GroupWriter(disk, largest=1)
    turns = 0

    async def count_turns() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    counting = asyncio.create_task(count_turns())
    for _ in range(20):
        writer.append([draft()], "")
    await committed(writer, 20)
    counting.cancel()
    writer.close()

    assert turns >= 20


async def test_what_gathers_during_a_sync_is_written_as_one_group(disk: SlowDisk) -> None:
    """While a thread waits for the disk handing in returns at once, and the next sync takes all of it."""
    writer: GroupWriter[str] = GroupWriter(disk, patience=None)
    writer.append([draft()], "first")
    committing = asyncio.create_task(committed(writer, 51))
    await asyncio.to_thread(disk.entered.wait, 20)
    for _ in range(50):
        writer.append([draft()], "rest")
    await asyncio.sleep(0)

    assert disk.head == EMPTY
    disk.go.set()
    found = await committing
    writer.close()

    assert disk.groups == [1, 50]
    assert found == [(1, "first"), *[(2, "rest")] * 50]


@pytest.mark.parametrize("patience", [PATIENCE, None])
async def test_a_group_ends_at_its_largest_size(disk: SlowDisk, patience: float | None) -> None:
    """No sync takes more than the limit allows but what one caller keeps together, here or aside."""
    disk.go.set()
    writer: GroupWriter[str] = GroupWriter(disk, largest=20, patience=patience)
    for size in [1] * 50 + [30]:
        writer.append([draft()] * size, f"{size}")

    found = await committed(writer, 51)
    writer.close()

    assert disk.groups == [20, 20, 40]
    assert found[-1] == (41, "30")


async def test_a_disk_that_keeps_the_loop_waiting_is_written_aside_and_tried_again() -> None:
    """After slow syncs the loop goes on while a thread waits; a hundred groups later the disk gets another chance."""
    threads: list[int] = []
    journal = MemoryJournal()

    class Sluggish(SlowDisk):
        def append(self, drafts: Sequence[Draft], packed: Sequence[bytes] | None = None) -> Head:
            threads.append(get_ident())
            if len(threads) < 3:
                sleep(0.1)
            return journal.append(drafts, packed)

        @property
        def head(self) -> Head:
            return journal.head

    writer: GroupWriter[str] = GroupWriter(Sluggish())
    for n in range(GROUPS_ASIDE + 3):
        writer.append([draft(n)], f"{n}")
        assert await writer.commit() == Durable(n + 1, [f"{n}"])
    writer.close()

    here = [thread == get_ident() for thread in threads]
    assert here[0]
    assert here.count(False) == GROUPS_ASIDE
    assert here[-1]


@pytest.mark.parametrize("patience", [PATIENCE, None])
async def test_a_failed_disk_ends_the_writing(disk: SlowDisk, patience: float | None) -> None:
    """Whoever commits gets the error, again and again; what was handed in is not written, and more is refused."""
    disk.failure = JournalError("the disk is full")
    disk.go.set()
    writer: GroupWriter[str] = GroupWriter(disk, largest=2, patience=patience)
    for _ in range(7):
        writer.append([draft()], "")

    for _ in range(2):
        with pytest.raises(JournalError, match="full"):
            await writer.commit()
    with pytest.raises(JournalError, match="full"):
        writer.append([draft()], "")
    writer.close()
    assert (disk.head, disk.groups) == (EMPTY, [2])


@pytest.mark.parametrize("patience", [PATIENCE, None])
async def test_an_error_of_another_kind_ends_the_writing_too(disk: SlowDisk, patience: float | None) -> None:
    """Even an error that is none of ours comes out, and nothing is written behind it."""
    disk.failure = ZeroDivisionError()
    disk.go.set()
    writer: GroupWriter[str] = GroupWriter(disk, largest=1, patience=patience)
    for _ in range(2):
        writer.append([draft()], "")

    with pytest.raises(ZeroDivisionError):
        await writer.commit()
    with pytest.raises(JournalError, match="closed"):
        writer.append([draft()], "")
    writer.close()
    assert disk.groups == [1]


@pytest.mark.parametrize("patience", [PATIENCE, None])
async def test_closing_writes_what_waits_and_refuses_the_rest(disk: SlowDisk, patience: float | None) -> None:
    """Close writes whatever was handed in; afterwards nothing is taken and closing again is harmless."""
    disk.go.set()
    writer: GroupWriter[str] = GroupWriter(disk, largest=2, patience=patience)
    for n in range(3):
        writer.append([draft(n)], "")
    writer.close()
    writer.close()

    assert [entry.t for entry in disk.read()] == [0, 1, 2]
    with pytest.raises(JournalError, match="closed"):
        writer.append([draft()], "")
    with pytest.raises(JournalError, match="closed"):
        await writer.commit()


async def test_closing_says_when_what_waits_is_not_kept(disk: SlowDisk) -> None:
    """A disk that fails at the very end is not passed over."""
    disk.failure = JournalError("the disk is full")
    disk.go.set()
    writer: GroupWriter[str] = GroupWriter(disk)
    writer.append([draft()], "")

    with pytest.raises(JournalError, match="full"):
        writer.close()


@pytest.mark.parametrize(("failure", "kept"), [(None, [1, 2]), (JournalError("the disk is full"), [])])
async def test_giving_up_a_commit_takes_nothing_back(
    disk: SlowDisk, failure: JournalError | None, kept: list[int]
) -> None:
    """`close` finishes the group that the thread writes, and what gathered follows; or it says that the first was lost."""
    writer: GroupWriter[str] = GroupWriter(disk, patience=None)
    writer.append([draft(1)], "")
    committing = asyncio.create_task(writer.commit())
    await asyncio.to_thread(disk.entered.wait, 20)
    writer.append([draft(2)], "")
    committing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await committing
    disk.failure = failure
    Timer(0.05, disk.go.set).start()

    with pytest.raises(JournalError, match="full") if failure else nullcontext():
        writer.close()
    writer.close()

    assert [entry.t for entry in disk.read()] == kept
    assert disk.groups == [1] * max(1, len(kept))


async def test_other_work_on_the_disk_waits_its_turn_and_nobody_waits_for_it(disk: SlowDisk) -> None:
    """It is done behind the group that the thread writes, its error comes out, and a closed writer does none."""
    writer: GroupWriter[str] = GroupWriter(disk, patience=None)
    writer.append([draft()], "")
    committing = asyncio.create_task(writer.commit())
    await asyncio.to_thread(disk.entered.wait, 20)
    done: list[tuple[int, bool]] = []
    working = asyncio.create_task(
        writer.aside(lambda: done.append((disk.head.seq, get_ident() == loop_thread)))
    )
    loop_thread = get_ident()
    for _turn in range(3):
        await asyncio.sleep(0)

    assert done == []
    disk.go.set()
    await asyncio.gather(committing, working)
    assert done == [(1, False)]
    with pytest.raises(ValueError, match="not in list"):
        await writer.aside(partial(done.remove, (2, False)))
    writer.close()
    with pytest.raises(JournalError, match="closed"):
        await writer.aside(done.clear)
    assert done


async def test_a_draft_that_cannot_be_kept_harms_its_caller_alone() -> None:
    """An impossible draft is refused when it is handed in, with all that came with it; others go on."""
    journal = MemoryJournal()
    writer: GroupWriter[str] = GroupWriter(journal)
    impossible = (
        Draft(2**70, "", "", Side.INPUT, "x", b""),
        Draft(2**63, "", "", Side.INPUT, "x", b""),
        Draft(0, "", "", Side.INPUT, "x", b"", 2**63),
        Draft(0, "\ud800", "", Side.INPUT, "x", b""),
    )
    writer.append([draft(1)], "before")

    for one in impossible:
        with pytest.raises(JournalError):
            writer.append([draft(), one], "impossible")
    writer.append([draft(2)], "after")

    assert await writer.commit() == Durable(1, ["before", "after"])
    assert journal.read() == chain.extend(EMPTY, [draft(1), draft(2)])
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
    writer: GroupWriter[int] = GroupWriter(journal)
    acknowledged: list[tuple[int, int]] = [(0, log.stat().st_size)]

    async def write() -> None:
        for n in range(8):
            writer.append([draft(n)] * (n + 1), n)
            last = (await writer.commit()).first + n
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
    writer: GroupWriter[str] = GroupWriter(journal)
    for n in range(5):
        writer.append([draft(n)], "")
        last = (await writer.commit()).first
        folder = tmp_path / str(n)
        folder.mkdir()
        for name in ("a.drill", "a.drill-wal"):
            (folder / name).write_bytes((tmp_path / name).read_bytes())
        with open_reader(folder / "a.drill") as reader:
            assert len(reader.read()) == last
    writer.close()
    journal.close()
