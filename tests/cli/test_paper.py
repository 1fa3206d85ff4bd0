import json
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from drill import cli
from drill.errors import ExitCode
from drill.i18n import Language, speaking
from drill.journal.seats import Seat
from drill.journal.sqlite.reader import open_reader
from drill.journal.sqlite.store import open_writer
from tests.report.conftest import forged

NAME = "Nguyễn Thị Hoàng Yến"


@pytest.fixture(autouse=True)
def _mine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Keep keys in the test's own folder, and speak English."""
    monkeypatch.setenv("LIVEFIRE_DATA", str(tmp_path / "data"))
    with speaking(Language.ENGLISH):
        yield


@pytest.fixture
def drill(sealed_drill: Path, tmp_path: Path) -> Path:
    """A sealed drill with a person in a seat."""
    path = Path(shutil.copyfile(sealed_drill, tmp_path / "golden.drill"))
    journal = open_writer(path)
    journal.register.put(Seat("judge", "", "judge", b"\1" * 32, NAME, last_seen=5))
    journal.register.put(Seat("alpha/leader", "alpha", "leader", b"\2" * 32, "Phạm An"))
    journal.close()
    return path


def test_minutes_are_written_beside_the_file(drill: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the language asked for, with the heading that was given."""
    assert cli.run(["drill", "minutes", str(drill), "--lang", "vi", "--authority", "SỞ <A>"]) == ExitCode.OK

    written = drill.with_name("golden-minutes-vi.html")
    assert str(written) in capsys.readouterr().out
    text = written.read_text()
    assert "SỞ &lt;A&gt;" in text
    assert NAME in text


def test_the_summary_is_written_where_it_was_asked(drill: Path, tmp_path: Path) -> None:
    """And a folder that is not there is named as an error."""
    out = tmp_path / "s.html"

    assert cli.run(["drill", "summary", str(drill), "--lang", "en", "--out", str(out)]) == ExitCode.OK
    assert "Đội Alpha is first" in out.read_text()
    assert (
        cli.run(["drill", "summary", str(drill), "--out", str(tmp_path / "no" / "s.html")]) == ExitCode.FAILED
    )


def test_an_export_is_written_and_verifies(
    drill: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The team's file is checked by the same command; a wrong team is refused."""
    out = tmp_path / "alpha.export"

    assert cli.run(["drill", "export", str(drill), "--team", "alpha", "--out", str(out)]) == ExitCode.OK
    assert cli.run(["drill", "verify", str(out)]) == ExitCode.OK
    assert "part of team alpha" in capsys.readouterr().out
    assert cli.run(["drill", "verify", str(out), str(drill), "--json"]) == ExitCode.OK
    assert [json.loads(line)["ok"] for line in capsys.readouterr().out.splitlines()] == [True, True]
    assert cli.run(["drill", "export", str(drill), "--team", "delta", "--out", str(out)]) == ExitCode.FAILED
    out.write_bytes(out.read_bytes().replace(b"alpha", b"bravo", 1))
    assert cli.run(["drill", "verify", str(out)]) == ExitCode.FAILED


def test_forgetting_takes_the_persons_and_leaves_the_record(
    drill: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No byte of the file holds the name afterwards, and it still verifies."""
    assert NAME.encode() in drill.read_bytes()

    assert cli.run(["drill", "forget", str(drill), "--yes"]) == ExitCode.OK

    assert "2 seats forgotten" in capsys.readouterr().out
    assert NAME.encode() not in drill.read_bytes()
    with open_reader(drill) as reader:
        assert {(seat.id, seat.name, seat.last_seen) for seat in reader.seats()} == {
            ("judge", "", None),
            ("alpha/leader", "", None),
        }
        assert all(seat.invitation not in {b"\1" * 32, b"\2" * 32} for seat in reader.seats())
    assert cli.run(["drill", "verify", str(drill)]) == ExitCode.OK


def test_forgetting_asks_first_and_knows_single_seats(drill: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an answer nothing is erased; one seat is erased alone; an unknown one is refused."""
    monkeypatch.setattr("drill.cli.forget.click.confirm", _no)
    assert cli.run(["drill", "forget", str(drill)]) == ExitCode.INTERRUPTED
    assert NAME.encode() in drill.read_bytes()

    assert cli.run(["drill", "forget", str(drill), "--seat", "alpha/leader", "--yes"]) == ExitCode.OK

    assert NAME.encode() in drill.read_bytes()
    assert "Phạm An".encode() not in drill.read_bytes()
    assert cli.run(["drill", "forget", str(drill), "--seat", "nobody", "--yes"]) == ExitCode.USAGE


def _no(*_args: object, **_options: object) -> bool:
    raise click.Abort


def test_an_archive_has_all_that_is_needed_and_the_same_bytes_each_time(
    drill: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """File, scenario, rules, seal, key, date and how to check it; persons' names are warned of."""
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"

    assert (
        cli.run(["drill", "archive", str(drill), "--out", str(one), "--keep-until", "2031-12-31"])
        == ExitCode.OK
    )
    assert "names of 2 persons" in capsys.readouterr().err
    with speaking(Language.VIETNAMESE):
        cli.run(["drill", "archive", str(drill), "--out", str(two), "--keep-until", "2031-12-31"])

    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert set(archive.namelist()) == {
            "README.txt",
            "archive.json",
            "drill/golden.drill",
            "rules.yaml",
            "scenario/scenario.yaml",
            "seal/public-key.txt",
            "seal/signature.bin",
            "seal/statement.txt",
            "seal/words.txt",
        }
        assert json.loads(archive.read("archive.json"))["keep_until"] == "2031-12-31"
        readme = archive.read("README.txt").decode()
        unpacked = Path(archive.extract("drill/golden.drill", tmp_path / "unpacked"))
    assert "Keep it until 2031-12-31." in readme
    assert "Lưu giữ đến ngày 2031-12-31." in readme
    assert cli.run(["drill", "verify", str(unpacked)]) == ExitCode.OK


def test_what_is_not_sealed_or_does_not_verify_is_not_archived(
    drill: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unsealed drill is packed only by who says so; a broken one never."""
    out = tmp_path / "x.zip"
    forged(drill, lambda drafts: drafts.__delitem__(-1))
    assert cli.run(["drill", "archive", str(drill), "--out", str(out), "--unsealed"]) == ExitCode.FAILED
    assert "does not verify" in capsys.readouterr().err
    _unsign(drill)

    assert cli.run(["drill", "archive", str(drill), "--out", str(out)]) == ExitCode.FAILED
    assert not out.exists()
    assert cli.run(["drill", "archive", str(drill), "--out", str(out), "--unsealed"]) == ExitCode.OK
    with zipfile.ZipFile(out) as archive:
        assert "NOT sealed" in archive.read("README.txt").decode()


def _unsign(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute("DELETE FROM seal")
    raw.commit()
    raw.close()
