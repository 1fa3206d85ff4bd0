"""What can go wrong before a drill has begun: it is told in one panel and leaves nothing behind."""

import os
import signal
import socket
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from drill.cli import host, run
from drill.errors import ExitCode
from drill.journal.seats import Facts
from drill.journal.sqlite.store import open_writer


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_taken_port_leaves_no_drill_that_nobody_was_invited_to(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The port is named with a remedy, and the file that was just made is gone."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        assert run(["host", "song-may-ransomware", "--port", str(port)]) == ExitCode.FAILED
    said = capsys.readouterr().err
    assert f"Port {port}" in said
    assert "--port" in said
    assert list(folder.iterdir()) == []


def test_invitations_that_cannot_be_written_are_not_called_a_taken_port(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file that could not be written is named, and no drill is left that nobody can join."""
    assert run(["host", "song-may-ransomware", "--invitations", "nowhere/seats.json"]) == ExitCode.FAILED
    said = capsys.readouterr().err
    assert "seats.json cannot be written" in said
    assert "Port" not in said
    assert list(folder.iterdir()) == []


def test_award_rules_with_mistakes_are_told_before_a_drill_is_made(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line of the mistake is named, and there is no drill file yet."""
    rules = folder / "awards.yaml"
    rules.write_text("awards:\n  cup: {title: Cup, by: luck}\n", encoding="utf-8")

    assert run(["host", "song-may-ransomware", "--awards", "awards.yaml"]) == ExitCode.FAILED
    assert "awards.yaml: line 2" in capsys.readouterr().err
    assert list(folder.iterdir()) == [rules]


def test_a_port_that_is_none_is_chosen_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing guards what a file says beside its chain: the hub opens all the same, and says where."""
    monkeypatch.setattr(host, "_say_where", lambda *_said: os.kill(os.getpid(), signal.SIGTERM))
    assert run(["host", "song-may-ransomware", "--out", "x.drill"]) == ExitCode.OK
    journal = open_writer(folder / "x.drill")
    journal.register.remember(Facts(port=1 << 40))
    journal.close()

    assert run(["host", "x.drill"]) == ExitCode.OK
    assert "Stopped" in capsys.readouterr().err


def test_a_log_that_stays_beside_the_file_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """While someone reads the drill two files belong together, and nobody must take away one alone; later it is one."""
    monkeypatch.setattr(host, "_say_where", lambda *_said: os.kill(os.getpid(), signal.SIGTERM))
    assert run(["host", "song-may-ransomware", "--out", "x.drill"]) == ExitCode.OK
    assert "x.drill-wal" not in capsys.readouterr().err

    with ExitStack() as reading:
        monkeypatch.setattr(host, "_say_where", lambda *_said: _read_on(folder / "x.drill", reading))
        assert run(["host", "x.drill"]) == ExitCode.OK
        assert "x.drill-wal" in capsys.readouterr().err


def _read_on(path: Path, reading: ExitStack) -> None:
    """Begin to read a drill and end its hub."""
    raw = reading.enter_context(closing(sqlite3.connect(path)))
    raw.execute("BEGIN")
    raw.execute("SELECT count(*) FROM entries").fetchone()
    os.kill(os.getpid(), signal.SIGTERM)
