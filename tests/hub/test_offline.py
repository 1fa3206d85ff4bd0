import shutil
import sqlite3
from pathlib import Path

import pytest

from drill.errors import DrillBusyError, SealError
from drill.hub.offline import Done, give, sealed_by
from drill.journal.recorder import happened_of
from drill.journal.seats import Seat
from drill.journal.sqlite.store import SqliteJournal, open_writer
from drill.world.inputs import PanelNamed, PenaltyGiven, Refusal, ResultsSealed, ScoresReleased
from tests.report.conftest import forged, sealed_drill

__all__ = ["sealed_drill"]


@pytest.fixture
def path(sealed_drill: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A played drill that nobody has released or sealed."""
    monkeypatch.setenv("LIVEFIRE_DATA", str(tmp_path / "keys"))
    copy = Path(shutil.copyfile(sealed_drill, tmp_path / "copy.drill"))
    forged(copy, lambda drafts: drafts.__delitem__(slice(-2, None)))
    raw = sqlite3.connect(copy)
    raw.execute("DELETE FROM seal")
    raw.commit()
    raw.close()
    return copy


@pytest.fixture
def journal(path: Path) -> SqliteJournal:
    """The file, open for writing."""
    return open_writer(path)


def test_what_a_judge_gives_is_journaled_as_a_hub_would(journal: SqliteJournal) -> None:
    """With its seat, its command and where it stands."""
    before = journal.head.seq

    done = give(journal, PenaltyGiven("alpha", -3, "late"), 17, "mine")

    assert done == Done(before + 1, ())
    (entry,) = journal.read(after=before)
    assert (entry.seat, entry.command, entry.wall) == ("judge", "mine", 17)
    assert happened_of(entry).what == PenaltyGiven("alpha", -3, "late")
    journal.close()


def test_a_refusal_leaves_the_file_as_it_was(journal: SqliteJournal) -> None:
    """What the drill, or the score, forbids is not written."""
    before = journal.head

    assert isinstance(give(journal, PenaltyGiven("nobody", -3, "late"), None, "a"), Refusal)
    assert isinstance(give(journal, ResultsSealed(), None, "b"), Refusal)

    assert journal.head == before
    journal.close()


def test_where_there_is_a_head_judge_the_word_is_theirs(journal: SqliteJournal) -> None:
    """The seat that may release and seal is taken from the panel, else from the register."""
    journal.register.put(Seat("judge-2", "", "judge", b"\1" * 32))
    done = give(journal, PanelNamed(("judge-2", "chief"), heads=("chief",)), None, "p")
    assert isinstance(done, Done)
    assert journal.read(after=done.seq - 1)[0].seat == "judge-2"

    done = give(journal, ScoresReleased(), None, "r")

    assert isinstance(done, Done)
    assert journal.read(after=done.seq - 1)[0].seat == "chief"
    journal.close()


def test_a_seal_is_signed_once(journal: SqliteJournal) -> None:
    """A second signature is refused; one that is missing can be made up for, and says the same words."""
    assert isinstance(give(journal, ScoresReleased(), None, "r"), Done)
    done = give(journal, ResultsSealed(), None, "s")
    assert isinstance(done, Done)
    assert len(done.words) == 12
    with pytest.raises(SealError, match="already"):
        sealed_by(journal, done.seq)

    journal.register._connection.execute("DELETE FROM seal")

    assert sealed_by(journal, done.seq) == done.words
    journal.close()


def test_nobody_seals_a_file_that_a_hub_holds(journal: SqliteJournal) -> None:
    """One writer at a time."""
    with pytest.raises(DrillBusyError):
        open_writer(journal.path)
    journal.close()
