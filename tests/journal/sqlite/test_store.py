import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from drill.errors import BrokenEntryError, DrillBusyError, JournalError, NotADrillError, VerificationError
from drill.journal import chain
from drill.journal.base import EMPTY, Draft, Side
from drill.journal.seats import Facts, Seat
from drill.journal.sqlite import inserting, rows, schema, store
from drill.journal.sqlite.reader import open_reader


def drafts(count: int, first: int = 0) -> list[Draft]:
    """Return some drafts."""
    return [
        Draft(n, "red", "", Side.OUTPUT, "goal-reached", b'{"goal":"leak","type":"goal-reached"}')
        for n in range(first, first + count)
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the drill file will be."""
    return tmp_path / "a.drill"


@pytest.fixture
def finished(path: Path) -> Path:
    """A drill file of three entries, closed."""
    journal = store.create(path)
    journal.append(drafts(3))
    journal.close()
    return path


@pytest.fixture
def writer(path: Path) -> Iterator[store.SqliteJournal]:
    """A journal that is being written."""
    journal = store.create(path)
    journal.append(drafts(3))
    yield journal
    journal.close()


def test_a_clean_end_leaves_one_single_file(finished: Path) -> None:
    """After closing there is no log, no index and no lock beside the drill file."""
    assert [found.name for found in finished.parent.iterdir()] == [finished.name]


def test_a_file_goes_on_where_it_ended(finished: Path) -> None:
    """Opened again, the chain continues without a gap."""
    journal = store.open_writer(finished)
    journal.append(drafts(2, first=3))

    assert journal.read() == chain.extend(EMPTY, drafts(5))
    journal.close()


def test_an_existing_file_is_never_overwritten(finished: Path) -> None:
    """Creating over a file is refused and leaves it as it was."""
    before = finished.read_bytes()

    with pytest.raises(JournalError):
        store.create(finished)

    assert finished.read_bytes() == before


def test_a_second_writer_is_refused_and_the_first_goes_on(writer: store.SqliteJournal, path: Path) -> None:
    """While one writes, another opening is refused; nothing of the first is disturbed."""
    with pytest.raises(DrillBusyError):
        store.open_writer(path)

    assert writer.append(drafts(1, first=3)).seq == 4


def test_a_writer_whose_file_moved_on_appends_nothing(
    writer: store.SqliteJournal, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even past the lock, the key and the head keep a stale writer from doing harm."""
    monkeypatch.setattr("drill.journal.sqlite.lock.WriterLock.__init__", lambda _self, _path: None)
    monkeypatch.setattr("drill.journal.sqlite.lock.WriterLock.release", lambda _self: None)
    other = store.open_writer(path)
    other.append(drafts(1, first=3))

    with pytest.raises(DrillBusyError):
        writer.append(drafts(2, first=9))

    assert other.read() == chain.extend(EMPTY, drafts(4))
    other.close()


_ENDLESS = """
import sys
from pathlib import Path
from drill.journal.base import Draft, Side
from drill.journal.sqlite import store
journal = store.create(Path(sys.argv[1]))
n = 0
while True:
    head = journal.append([Draft(n, "", "", Side.OUTPUT, "x", b"{}")] * 3)
    n += 1
    print(head.seq, flush=True)
"""


def test_a_killed_writer_leaves_a_file_that_goes_on(path: Path) -> None:
    """After kill -9 the file holds everything acknowledged, whole appends only, and can be written again."""
    child = subprocess.Popen([sys.executable, "-c", _ENDLESS, str(path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    acknowledged = [int(child.stdout.readline()) for _ in range(20)]
    child.send_signal(signal.SIGKILL)
    acknowledged += [int(line) for line in child.stdout.read().splitlines()]
    child.wait()
    child.stdout.close()

    with open_reader(path) as reader:
        entries = reader.read()
        assert reader.head.seq == len(entries)
    assert len(entries) >= acknowledged[-1]
    assert len(entries) % 3 == 0
    assert entries == chain.extend(EMPTY, entries)
    journal = store.open_writer(path)
    assert journal.append(drafts(1)).seq == len(entries) + 1
    journal.close()


def test_a_reader_sees_what_is_durable_while_another_writes(writer: store.SqliteJournal, path: Path) -> None:
    """Reading beside a hub shows the entries so far, then those that came."""
    with open_reader(path) as reader:
        assert reader.head == writer.head
        writer.append(drafts(1, first=3))
        assert [entry.seq for entry in reader.read(after=2)] == [3, 4]


def test_a_reader_writes_nothing(finished: Path) -> None:
    """Reading a finished file leaves its bytes and its folder as they were."""
    before = finished.read_bytes()

    with open_reader(finished) as reader:
        assert len(reader.read()) == 3
        assert reader.seats() == []
        assert reader.facts() == Facts()

    assert finished.read_bytes() == before
    assert [found.name for found in finished.parent.iterdir()] == [finished.name]


_READ = """
import os, sys
from pathlib import Path
from drill.journal.sqlite.reader import open_reader
if os.geteuid() == 0:
    os.setuid(65534)
with open_reader(Path(sys.argv[1])) as reader:
    print(len(reader.read()), reader.head.seq)
"""


@pytest.mark.skipif(os.name != "posix", reason="permissions as on a Unix system")
@pytest.mark.parametrize("killed", [False, True])
def test_a_disk_that_cannot_be_written_is_read_whole(*, killed: bool) -> None:
    """In a folder that refuses writing, a finished file and one with a log left behind are both read to the end."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "source"
        media = folder / "media"
        source.mkdir()
        media.mkdir()
        journal = store.create(source / "a.drill")
        journal.append(drafts(3))
        if not killed:
            journal.close()
        for found in source.glob("a.drill"), source.glob("a.drill-wal"):
            for file in found:
                (media / file.name).write_bytes(file.read_bytes())
                (media / file.name).chmod(0o444)
        journal.close()
        folder.chmod(0o755)
        media.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", _READ, str(media / "a.drill")],
            capture_output=True,
            text=True,
            check=False,
        )
        media.chmod(stat.S_IRWXU)

    assert (done.stdout.strip(), done.stderr) == ("3 3", "")


@pytest.mark.parametrize(
    "content",
    [b"", b"not a database at all, just words in a file\n" * 100, b"SQLite format 3\x00" + bytes(50)],
)
def test_another_kind_of_file_is_refused_with_a_remedy(path: Path, content: bytes) -> None:
    """Text, an empty file and a stub are no drills: said in words, the file untouched."""
    path.write_bytes(content)

    for opening in (store.open_writer, lambda file: open_reader(file).__enter__()):
        with pytest.raises(NotADrillError) as refused:
            opening(path)
        assert refused.value.remedy
    assert path.read_bytes() == content


def test_somebody_elses_database_is_refused_untouched(path: Path) -> None:
    """A SQLite file of another program is no drill, and is not changed by trying."""
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE entries (seq INTEGER)")
    other.commit()
    other.close()
    before = path.read_bytes()

    with pytest.raises(NotADrillError):
        store.open_writer(path)

    assert path.read_bytes() == before


def test_a_file_of_a_later_version_is_refused(finished: Path) -> None:
    """A format that this program does not know is named, with what to do."""
    raw = sqlite3.connect(finished)
    raw.execute(f"PRAGMA user_version = {schema.FORMAT + 1}")
    raw.close()

    with pytest.raises(NotADrillError, match=f"format {schema.FORMAT + 1}"):
        store.open_writer(finished)


def test_a_file_of_the_older_chain_is_refused_and_stays_as_it_is(finished: Path) -> None:
    """A file whose hashes were made in one step is never mistaken for a broken one, and never rewritten."""
    raw = sqlite3.connect(finished)
    raw.execute("PRAGMA user_version = 1")
    raw.close()
    before = finished.read_bytes()

    with pytest.raises(NotADrillError, match="format 1"):
        store.open_writer(finished)
    with pytest.raises(NotADrillError, match="another way"), open_reader(finished):
        pass

    assert finished.read_bytes() == before


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    """A folder is no drill; a missing file is said to be missing."""
    with pytest.raises(NotADrillError):
        store.open_writer(tmp_path)
    with pytest.raises(JournalError, match=r"no file"):
        store.open_writer(tmp_path / "gone.drill")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET team = 'blue' WHERE seq = 1",
        "DELETE FROM entries WHERE seq = 3",
        "UPDATE head SET seq = 2",
        "DELETE FROM head",
        "INSERT OR REPLACE INTO entries SELECT seq, t, 'blue', seat, side, type, body, wall, command, hash FROM entries",
    ],
)
def test_the_guards_refuse_to_change_the_past(finished: Path, statement: str) -> None:
    """Entries and head can be neither changed nor deleted by accident, with any SQLite tool."""
    raw = sqlite3.connect(finished)
    raw.execute("PRAGMA recursive_triggers = ON")

    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)

    raw.close()


def test_a_full_disk_refuses_the_append_and_loses_nothing(writer: store.SqliteJournal) -> None:
    """When no page can be added the append fails whole; with space again the drill goes on."""
    raw = writer._writer
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count = {pages}")
    big = [Draft(0, "", "", Side.INPUT, "x", bytes(50_000))]

    with pytest.raises(JournalError, match="full"):
        writer.append([*drafts(1), *big])

    assert writer.head.seq == 3
    raw.execute("PRAGMA max_page_count = 1000000")
    assert writer.append(big).seq == 4


class _FailingDisk:
    """A connection whose COMMIT meets a failed disk."""

    in_transaction = False

    def execute(self, sql: str, *_values: object) -> "_FailingDisk":
        """Fail like a disk."""
        if sql == "COMMIT":
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
            raise error
        return self

    def getlimit(self, _category: int) -> int:
        """Take as many values as one likes."""
        return 32_766

    rowcount = 1


def test_after_a_failed_disk_nothing_more_is_taken(
    writer: store.SqliteJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a failed disk kept is unknown, so the journal refuses until it is opened again."""
    with monkeypatch.context() as patch:
        patch.setattr(writer, "_writer", _FailingDisk())
        with pytest.raises(JournalError):
            writer.append(drafts(1))

    with pytest.raises(JournalError, match="disk failed"):
        writer.append(drafts(1))
    assert writer.head.seq == 3


def test_a_damaged_page_is_said_not_thrown(finished: Path) -> None:
    """A file with overwritten pages gives our error, never SQLite's."""
    content = bytearray(finished.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    finished.write_bytes(content)

    with pytest.raises(VerificationError), open_reader(finished) as reader:
        reader.read()


def test_rows_out_of_order_lead_nobody_in_circles(finished: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pages of a file changed places, reading ends at the entry that should have come."""
    with open_reader(finished) as reader:
        first, _second, third = (tuple(inserting.values_of(e.seq, [e], [e.hash])) for e in reader.read())
        monkeypatch.setattr(rows, "_rows", lambda *_asked: [third, first])

        assert [entry.seq for entry in reader.read()] == [3]
        with pytest.raises(BrokenEntryError, match="Entry 4 "):
            reader.read(after=3)


def test_a_backup_is_a_drill_of_its_own(writer: store.SqliteJournal, tmp_path: Path) -> None:
    """A live drill is copied whole into one file that opens as a drill; an existing file is not overwritten."""
    copy = tmp_path / "copy.drill"
    writer.backup(copy)
    writer.append(drafts(1, first=3))

    with open_reader(copy) as reader:
        assert reader.read() == chain.extend(EMPTY, drafts(3))
    with pytest.raises(JournalError):
        writer.backup(copy)


def test_a_file_removed_during_the_drill_is_there_again_afterwards(
    writer: store.SqliteJournal, path: Path
) -> None:
    """Someone tidied the folder up while the hub ran: nothing that was acknowledged is lost."""
    for left in path.parent.glob(path.name + "*"):
        left.unlink()
    writer.append(drafts(2, first=3))
    head = writer.head
    writer.close()

    with open_reader(path) as reader:
        assert reader.head == head
        assert len(reader.read()) == 5


def test_a_file_put_in_the_place_of_the_drill_stays_and_the_drill_is_beside_it(
    writer: store.SqliteJournal, path: Path
) -> None:
    """Whoever ends the hub is told where the drill is now; the other file is not touched."""
    (path.parent / "a-1.drill").touch()
    for left in path.parent.glob(path.name + "*"):
        left.unlink()
    path.write_bytes(b"something else")
    writer.append(drafts(2, first=3))

    with pytest.raises(JournalError, match="Another file") as told:
        writer.close()
    writer.close()

    kept = path.parent / "a-2.drill"
    assert str(kept) in told.value.remedy
    assert path.read_bytes() == b"something else"
    with open_reader(kept) as reader:
        assert reader.read() == chain.extend(EMPTY, drafts(5))


def test_a_drill_whose_folder_is_gone_does_not_end_as_if_all_were_well(
    writer: store.SqliteJournal, path: Path
) -> None:
    """What cannot be written again is lost, and that is said; the journal is closed all the same."""
    shutil.rmtree(path.parent)

    with pytest.raises(JournalError, match="taken away"):
        writer.close()
    with pytest.raises(JournalError, match="closed"):
        writer.append(drafts(1))
    path.parent.mkdir()


def test_erased_names_are_on_no_page(writer: store.SqliteJournal, path: Path) -> None:
    """After erasing, the person's name is nowhere in the file or its log."""
    writer.register.put(Seat("red-1", "red", "analyst", bytes(32), name="Nguyen Thi Hoa"))
    writer.append(drafts(1, first=3))

    writer.register.erase_names()

    for file in path.parent.iterdir():
        if not file.name.endswith(("-lock", "-shm")):
            assert b"Nguyen Thi Hoa" not in file.read_bytes()


def test_every_commit_waits_for_the_disk(writer: store.SqliteJournal) -> None:
    """The writing connection keeps a write-ahead log and syncs it at every commit."""
    assert writer._writer.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert writer._writer.execute("PRAGMA synchronous").fetchone()[0] == 2
