import json
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from drill import cli
from drill.errors import ExitCode
from drill.i18n import Language, speaking
from drill.journal.recorder import happened_of
from drill.journal.signing import KEY_FILE
from drill.journal.sqlite.reader import open_reader
from drill.journal.verify import entries_of
from drill.world.inputs import ResultsSealed
from tests.report.conftest import forged

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "scenarios" / "song-may-ransomware" / "golden" / "match.yaml"


@pytest.fixture(autouse=True)
def _mine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Keep keys in the test's own folder, and speak English."""
    monkeypatch.setenv("LIVEFIRE_DATA", str(tmp_path / "data"))
    with speaking(Language.ENGLISH):
        yield


@pytest.fixture
def played(sealed_drill: Path, tmp_path: Path) -> Path:
    """A played drill whose judges' points nobody released yet."""
    path = Path(shutil.copyfile(sealed_drill, tmp_path / "played.drill"))
    forged(path, lambda drafts: drafts.__delitem__(slice(-2, None)))
    raw = sqlite3.connect(path)
    raw.execute("DELETE FROM seal")
    raw.commit()
    raw.close()
    return path


def test_results_are_sealed_once_they_are_released(played: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Waiting marks are in the way; with them released the file is sealed, signed and verifies."""
    assert cli.run(["drill", "seal", str(played)]) == ExitCode.FAILED
    assert "not released yet" in capsys.readouterr().err

    assert (
        cli.run(["drill", "seal", str(played), "--release", "--statement", "Final.", "--json"]) == ExitCode.OK
    )

    told = json.loads(capsys.readouterr().out)
    assert len(told["words"]) == 12
    with open_reader(played) as reader:
        what = happened_of(list(entries_of(reader))[-1]).what
        assert isinstance(what, ResultsSealed)
        assert what.statement == "Final."
    assert cli.run(["drill", "verify", str(played), "--json"]) == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["seal"]["words"] == told["words"]


def test_sealed_results_are_not_sealed_again(
    sealed_drill: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second seal is refused and the first one stays."""
    path = Path(shutil.copyfile(sealed_drill, tmp_path / "copy.drill"))

    assert cli.run(["drill", "seal", str(path)]) == ExitCode.FAILED

    assert "signed already" in capsys.readouterr().err
    with open_reader(path) as copy, open_reader(sealed_drill) as original:
        assert (copy.head, copy.seal()) == (original.head, original.seal())


def test_the_key_is_made_once_and_for_its_owner_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same public key each time; nobody else can read the private one."""
    assert cli.run(["key"]) == ExitCode.OK
    first = capsys.readouterr().out
    assert cli.run(["key", "--json"]) == ExitCode.OK
    told = json.loads(capsys.readouterr().out)

    assert first.split() == [told["key"], *told["words"]]
    assert stat.S_IMODE((tmp_path / "data" / KEY_FILE).stat().st_mode) == 0o600


def test_a_key_that_others_can_read_signs_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An open key is refused with what to do."""
    cli.run(["key"])
    (tmp_path / "data" / KEY_FILE).chmod(0o644)

    assert cli.run(["key"]) == ExitCode.FAILED

    assert "chmod 600" in capsys.readouterr().err


def test_a_broken_key_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """So is one that is no key."""
    cli.run(["key"])
    (tmp_path / "data" / KEY_FILE).write_text("nonsense")

    assert cli.run(["key"]) == ExitCode.FAILED

    assert "cannot be used" in capsys.readouterr().err


def test_without_the_package_nothing_is_sealed_and_verify_says_so(
    sealed_drill: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chain, replay and points are still checked; that the signature was not is said aloud."""
    monkeypatch.setattr("drill.journal.signing.find_spec", lambda _name: None)

    assert cli.run(["key"]) == ExitCode.FAILED
    assert "livefire-drill[hub]" in capsys.readouterr().err
    assert cli.run(["drill", "verify", str(sealed_drill)]) == ExitCode.OK
    assert "SIGNATURE NOT CHECKED" in capsys.readouterr().out


def test_verify_demands_a_key(sealed_drill: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another key than the one demanded, or none, is a failure; a malformed one a wrong command line."""
    cli.run(["drill", "verify", str(sealed_drill), "--json"])
    key = json.loads(capsys.readouterr().out)["seal"]["key"]

    assert cli.run(["drill", "verify", str(sealed_drill), "--key", key]) == ExitCode.OK
    assert cli.run(["drill", "verify", str(sealed_drill), "--key", "00" * 32]) == ExitCode.FAILED
    assert "Another key" in capsys.readouterr().out
    assert cli.run(["drill", "verify", str(sealed_drill), "--key", "00"]) == ExitCode.USAGE


def test_a_seat_s_own_file_is_heard_as_a_witness(
    sealed_drill: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Heads saved at a desk are held against the file; one that does not fit names its entry."""
    with open_reader(sealed_drill) as reader:
        heads = [f"{entry.seq}:{entry.hash.hex()}" for entry in reader.read(limit=3)]
    saved = tmp_path / "witness.txt"
    saved.write_text("# livefire witness: alpha\n" + "\n".join(heads) + "\n")
    assert cli.run(["drill", "verify", str(sealed_drill), "--witness-file", str(saved)]) == ExitCode.OK
    assert "3 heads of the witness fit" in capsys.readouterr().out

    saved.write_text(f"2:{'ab' * 32}\n")

    assert cli.run(["drill", "verify", str(sealed_drill), "--witness-file", str(saved)]) == ExitCode.FAILED
    assert "told another hash for entry 2" in capsys.readouterr().out
    saved.write_text("nonsense")
    assert cli.run(["drill", "verify", str(sealed_drill), "--witness-file", str(saved)]) == ExitCode.USAGE
