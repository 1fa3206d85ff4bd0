import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from drill import cli
from drill.cli import play as module
from drill.errors import ExitCode
from drill.i18n import Language, speaking
from drill.journal.sqlite.reader import open_reader
from drill.journal.sqlite.store import SqliteJournal
from drill.world.happened import Happened

MATCH = """\
match: 1
teams:
  alpha:
    label: Đội Alpha
    plays:
      - 00:05 isolate host portal01
      - 00:20 declare an incident
  bravo: bot novice
"""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Speak English."""
    with speaking(Language.ENGLISH):
        yield


@pytest.fixture
def match(tmp_path: Path) -> Path:
    """A match file."""
    path = tmp_path / "match.yaml"
    path.write_text(MATCH, encoding="utf-8")
    return path


def play(*arguments: object) -> int:
    """Play in the shortest bundled scenario."""
    return cli.run(["play", "doi-sim-defacement", *map(str, arguments)])


def test_play_prints_a_scoreboard(match: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file to write, ranks and points by section are printed."""
    assert play(match) == ExitCode.OK

    heading, first, second = capsys.readouterr().out.splitlines()
    assert heading.split()[:4] == ["Rank", "Team", "Total", "services"]
    assert {first[0], second[0]} == {"1", "2"}
    assert "Đội Alpha" in first + second


def test_play_writes_a_file_that_verifies(
    match: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is a drill like any other; the same match and seed give the same head, another seed another."""
    heads = {}
    for name, seed in (("one", 5), ("two", 5), ("three", 6)):
        assert play(match, "--seed", seed, "--out", tmp_path / f"{name}.drill", "--json") == ExitCode.OK
        heads[name] = json.loads(capsys.readouterr().out)["head"]

    assert heads["one"] == heads["two"] != heads["three"]
    assert cli.run(["drill", "verify", str(tmp_path / "one.drill")]) == ExitCode.OK
    with open_reader(tmp_path / "one.drill") as reader:
        entries = reader.read()
    assert all(entry.wall is None for entry in entries)
    assert [entry.command for entry in entries if entry.team == "alpha" and entry.command] == [
        "alpha:1",
        "alpha:2",
    ]


def test_play_spares_a_file_that_exists(
    match: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file is replaced only when that was asked for."""
    out = tmp_path / "one.drill"
    assert play(match, "--out", out) == ExitCode.OK
    before = out.read_bytes()

    assert play(match, "--seed", 9, "--out", out) == ExitCode.FAILED
    assert out.read_bytes() == before
    assert "--force" in capsys.readouterr().err
    assert play(match, "--seed", 9, "--out", out, "--force") == ExitCode.OK
    assert out.read_bytes() != before


def test_play_tells_what_is_wrong_with_a_match(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All mistakes of the file are in one panel and nothing is written."""
    path = tmp_path / "bad.yaml"
    path.write_text(
        "match: 1\nteams:\n  alpha:\n    - 00:05 isolat host x\n    - isolate\n", encoding="utf-8"
    )

    assert play(path, "--out", tmp_path / "x.drill") == ExitCode.FAILED

    told = capsys.readouterr().err
    assert "line 4" in told
    assert "line 5" in told
    assert not (tmp_path / "x.drill").exists()


def test_play_tells_which_lines_were_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line that the drill does not accept is told; the drill goes on without it."""
    path = tmp_path / "late.yaml"
    path.write_text("match: 1\nteams:\n  alpha:\n    - '05:00 note: too late'\n", encoding="utf-8")

    assert play(path) == ExitCode.OK

    assert "alpha:1 was refused" in capsys.readouterr().out


def test_an_interrupted_play_leaves_a_file_that_verifies(
    match: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After Ctrl-C what was written is whole."""
    out = tmp_path / "cut.drill"
    whole = tmp_path / "whole.drill"
    assert play(match, "--out", whole) == ExitCode.OK
    monkeypatch.setattr("drill.cli.play.AT_ONCE", 50)
    calls = iter(range(10))
    kept = module._keep

    def keep(journal: SqliteJournal | None, waiting: list[Happened]) -> None:
        if next(calls) == 3:
            raise KeyboardInterrupt
        kept(journal, waiting)

    monkeypatch.setattr(module, "_keep", keep)

    assert play(match, "--out", out) == ExitCode.INTERRUPTED

    assert cli.run(["drill", "verify", str(out)]) == ExitCode.OK
    with open_reader(out) as reader, open_reader(whole) as other:
        assert reader.head.seq == 150
        assert [entry.hash for entry in reader.read()] == [entry.hash for entry in other.read(limit=150)]


def test_rehearse_prints_figures(capsys: pytest.CaptureFixture[str]) -> None:
    """Each bot has a row; with JSON everything is one object."""
    command = ["scenario", "rehearse", "doi-sim-defacement", "--runs", "3", "--bots", "idle,panic"]

    assert cli.run(command) == ExitCode.OK
    rows = capsys.readouterr().out.splitlines()
    assert cli.run([*command, "--json"]) == ExitCode.OK
    figures = json.loads(capsys.readouterr().out)

    assert rows[1].split()[:2] == ["idle", "3"]
    assert [bot["bot"] for bot in figures["bots"]] == ["idle", "panic"]
    assert set(figures["bots"][0]["reached"]) == {
        "second-wave",
        "communes",
        "letters",
        "no-way-back",
        "no-evidence",
    }


def test_rehearse_refuses_unknown_bots(capsys: pytest.CaptureFixture[str]) -> None:
    """A bot that there is not is a wrong command line."""
    assert cli.run(["scenario", "rehearse", "doi-sim-defacement", "--bots", "genius"]) == ExitCode.USAGE
    assert "skilled" in capsys.readouterr().err
