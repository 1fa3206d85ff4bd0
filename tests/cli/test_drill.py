import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from drill import cli
from drill.errors import ExitCode
from drill.i18n import Language, speaking
from drill.journal.sqlite.reader import open_reader
from drill.journal.sqlite.store import open_writer
from tests.journal import samples


@pytest.fixture(autouse=True)
def _engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the samples' own engine replay them, in English."""
    # The command's module first: imported by the second line it would keep the stand-in for good.
    monkeypatch.setattr("drill.cli.verify.replayed", samples.replayed)
    monkeypatch.setattr("drill.journal.replaying.replayed", samples.replayed)
    with speaking(Language.ENGLISH):
        yield


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A drill file."""
    return samples.drill_file(tmp_path)


def lines(text: str) -> list[dict[str, object]]:
    """Read JSON lines."""
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(
    ("statement", "seq"),
    [
        ("UPDATE entries SET t = t + 1 WHERE seq = 2", 2),
        ("DELETE FROM entries WHERE seq = 3", 3),
        ("DELETE FROM entries WHERE seq = (SELECT max(seq) FROM entries)", None),
        ("UPDATE head SET seq = seq - 1", None),
    ],
)
def test_a_changed_file_is_shown_with_a_warning(
    file: Path, capsys: pytest.CaptureFixture[str], statement: str, seq: int | None
) -> None:
    """What is shown of a file that would not verify says so, on the error stream; of a good file it says nothing."""
    assert cli.run(["drill", "show", str(file), "--json"]) == ExitCode.OK
    good = capsys.readouterr()
    samples.rewrite(file, statement)

    assert cli.run(["drill", "show", str(file), "--json"]) == ExitCode.OK

    said = capsys.readouterr()
    assert good.err == ""
    assert json.loads(said.out)
    assert f"Entry {seq or ''}" in said.err
    assert "livefire drill verify" in said.err


def test_list_shows_good_and_bad_files(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each drill file of the folder has a line; one that does not read says why and does no harm."""
    file.with_name("bad.drill").write_text("nonsense")

    assert cli.run(["drill", "list", str(file.parent), "--json"]) == ExitCode.OK

    bad, good = lines(capsys.readouterr().out)
    assert "no drill file" in str(bad["error"])
    assert good == {
        "file": "sample.drill",
        "scenario": "song-may",
        "teams": ["red", "blue"],
        "entries": 16,
        "t": 4000,
    }
    assert cli.run(["drill", "list", str(file.parent)]) == ExitCode.OK
    assert "T+00:00:04" in capsys.readouterr().out


def test_list_of_an_empty_folder_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder is no error; a missing one is a wrong command line."""
    assert cli.run(["drill", "list", str(tmp_path)]) == ExitCode.OK
    assert capsys.readouterr().out == "No drill files here.\n"
    assert cli.run(["drill", "list", str(tmp_path / "gone")]) == ExitCode.USAGE


def test_show_tells_scenario_teams_and_counts(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The glance names scenario, teams and state; as JSON it has the head in hex."""
    assert cli.run(["drill", "show", str(file)]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert "song-may" in shown
    assert "Đội Xanh" in shown
    assert "not ended" in shown
    assert cli.run(["drill", "show", str(file), "--json"]) == ExitCode.OK
    (told,) = lines(capsys.readouterr().out)
    assert told["types"] == {"note-taken": 5, "goal-reached": 5, "world-hashed": 5, "drill-opened": 1}
    assert (told["entries"], told["inputs"], told["first_wall"], told["last_wall"]) == (16, 6, 0, 15)
    with open_reader(file) as reader:
        assert told["head"] == {"seq": 16, "hash": reader.head.hash.hex()}


def test_log_reads_as_sentences(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each line has position, exercise time, team, seat and words."""
    assert cli.run(["drill", "log", str(file), "--after", "4", "--limit", "1"]) == ExitCode.OK

    assert capsys.readouterr().out == "      5  T+00:00:01  red   seat-1: notes (note): ghi chú 1\n"


@pytest.mark.parametrize(
    ("options", "seqs"),
    [
        (["--team", "red"], [5, 6, 7, 11, 12, 13]),
        (["--type", "goal-reached", "--type", "drill-opened"], [1, 3, 6, 9, 12, 15]),
        (["--after", "14"], [15, 16]),
        (["--limit", "2"], [1, 2]),
        (["--limit", "0"], []),
        (["--team", "red", "--type", "note-taken", "--after", "5", "--limit", "5"], [11]),
        (["--team", "nobody"], []),
    ],
)
def test_log_picks_entries(
    file: Path, options: list[str], seqs: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    """Team, type, position and number narrow the log, together too."""
    assert cli.run(["drill", "log", str(file), "--json", *options]) == ExitCode.OK

    assert [line["seq"] for line in lines(capsys.readouterr().out)] == seqs


def test_log_as_json_is_the_same_for_the_same_match(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    """Two files of one match give the same bytes, whatever they are called."""
    (tmp_path / "other").mkdir()
    other = samples.drill_file(tmp_path / "other")
    cli.run(["drill", "log", str(file), "--json"])
    first = capsys.readouterr().out

    cli.run(["drill", "log", str(other), "--json"])

    assert capsys.readouterr().out == first


def test_log_refuses_an_unknown_type_with_the_nearest(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped type is a wrong command line, and the near ones are named."""
    assert cli.run(["drill", "log", str(file), "--type", "order-gven"]) == ExitCode.USAGE
    assert "order-given" in capsys.readouterr().err


def test_verify_says_yes_and_no(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One file that fails fails the command; each has its own verdict."""
    bad = file.with_name("bad.drill")
    bad.write_text("nonsense")

    assert cli.run(["drill", "verify", str(file)]) == ExitCode.OK
    assert "verifies. 16 entries" in capsys.readouterr().out
    assert cli.run(["drill", "verify", str(bad), str(file), "--json"]) == ExitCode.FAILED
    no, yes = lines(capsys.readouterr().out)
    assert no["ok"] is False
    assert (yes["ok"], yes["entries"], yes["fault"]) == (True, 16, None)


def test_verify_names_the_entry(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A forged entry is named with its position in words and in JSON."""
    content = file.read_bytes()
    assert content.count("ghi chú 3".encode()) == 2
    file.write_bytes(content.replace("ghi chú 3".encode(), "ghi chú 9".encode()))

    assert cli.run(["drill", "verify", str(file)]) == ExitCode.FAILED
    assert "DOES NOT VERIFY at entry 11." in capsys.readouterr().out
    assert cli.run(["drill", "verify", str(file), "--json"]) == ExitCode.FAILED
    (verdict,) = lines(capsys.readouterr().out)
    assert verdict["fault"] == {
        "seq": 11,
        "check": "chain",
        "reason": "Entry 11 was changed, put in or moved.",
    }


def test_verify_hears_witnesses(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A head that a seat remembers is compared; a malformed one is a wrong command line."""
    with open_reader(file) as reader:
        head = reader.head

    assert cli.run(["drill", "verify", str(file), "--witness", f"16:{head.hash.hex()}"]) == ExitCode.OK
    assert cli.run(["drill", "verify", str(file), "--witness", f"17:{head.hash.hex()}"]) == ExitCode.FAILED
    assert "entry 17" in capsys.readouterr().out
    assert cli.run(["drill", "verify", str(file), "--witness", "16"]) == ExitCode.USAGE


@pytest.mark.parametrize("command", [["show"], ["log"], ["log", "--json"], ["verify"]])
@pytest.mark.parametrize("content", [None, b"", b"words", b"SQLite format 3\x00" * 300])
def test_a_file_that_is_no_drill_fails_in_words(
    tmp_path: Path, command: list[str], content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing file and files of another kind end with exit code 1 and words, never a traceback."""
    path = tmp_path / "x.drill"
    if content is not None:
        path.write_bytes(content)

    assert cli.run(["drill", *command, str(path)]) == ExitCode.FAILED
    said = capsys.readouterr()
    assert said.out + said.err
    assert "Traceback" not in said.out + said.err


def test_a_running_drill_is_read(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Log and verify work while a hub writes the file."""
    journal = open_writer(file)

    assert cli.run(["drill", "log", str(file), "--limit", "1"]) == ExitCode.OK
    assert cli.run(["drill", "verify", str(file)]) == ExitCode.OK
    assert "verifies" in capsys.readouterr().out
    journal.close()


def test_a_reader_who_goes_away_ends_the_log_quietly(tmp_path: Path) -> None:
    """Piped into a program that stops reading, the log says nothing and fails nothing."""
    file = samples.drill_file(tmp_path, notes=3000)
    process = subprocess.Popen(
        [sys.executable, "-m", "drill", "drill", "log", str(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "LIVEFIRE_LANG": "en"},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()

    assert process.stderr.read() == b""
    assert process.wait() == ExitCode.OK
    process.stderr.close()


def test_interrupting_verify_leaves_with_130(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C during a verification ends with 130 and no traceback."""

    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("drill.cli.verify.replayed", interrupted)

    assert cli.run(["drill", "verify", str(file)]) == ExitCode.INTERRUPTED
    assert "Traceback" not in capsys.readouterr().err
