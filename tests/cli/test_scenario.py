"""``livefire scenario``: exit codes, lines and objects that scripts can rely on."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from drill import cli
from drill.cli.scenario import bundled, find_scenario, load_model
from drill.errors import ExitCode, ScenarioError
from drill.i18n import Language, speaking
from tests.scenario import tiny


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Speak English whatever the machine's locale is."""
    with speaking(Language.ENGLISH):
        yield


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A scenario with two mistakes."""
    path = tmp_path / "broken.yaml"
    path.write_text(
        tiny.text(scenario="{id: x, title: X, length: 5m}", hosts="\npc: {zone: ofice}\n"), "utf-8"
    )
    return path


def test_check_prints_one_line_a_problem_and_the_counts(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every line but the last is FILE: line N: message, and errors make the exit code 1."""
    code = cli.run(["scenario", "check", str(broken)])
    lines = capsys.readouterr().out.splitlines()

    assert code == ExitCode.FAILED
    assert all(re.match(rf"{re.escape(str(broken))}: line \d+: \S", line) for line in lines[:-1])
    assert f"{broken}: line 2: a drill lasts 20m to 12h" in lines
    assert re.fullmatch(r"\d+ errors?, \d+ warnings?, \d+ notes?", lines[-1])


def test_check_finds_mistakes_of_reading_and_of_meaning_together(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong value does not hide a wrong name."""
    cli.run(["scenario", "check", str(broken)])
    out = capsys.readouterr().out

    assert "a drill lasts 20m to 12h" in out
    assert "ofice" in out


@pytest.mark.parametrize("name", sorted(bundled()))
def test_bundled_scenarios_have_no_error(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What comes with the program can run."""
    assert cli.run(["scenario", "check", name]) == ExitCode.OK
    assert capsys.readouterr().out.splitlines()[-1].startswith("0 errors, ")


def test_check_gives_an_object(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --json the problems are one object, each with file, line, level, code and message."""
    code = cli.run(["scenario", "check", "--json", str(broken)])
    given = json.loads(capsys.readouterr().out)

    assert code == ExitCode.FAILED
    assert given["errors"] == sum(problem["level"] == "error" for problem in given["problems"])
    assert {"file", "line", "level", "code", "message"} == set(given["problems"][0])


def test_check_speaks_vietnamese(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--lang vi says the problems in Vietnamese."""
    cli.run(["scenario", "check", "--lang", "vi", str(broken)])

    assert "dòng 2: một cuộc diễn tập kéo dài từ 20m đến 12h" in capsys.readouterr().out


def test_an_unknown_name_is_a_mistake_of_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """A scenario that does not exist gives exit code 2 and the nearest name."""
    assert cli.run(["scenario", "show", "song-may-ransomwere"]) == ExitCode.USAGE
    assert "song-may-ransomware" in capsys.readouterr().err


def test_a_file_that_is_no_text_gives_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Any bytes end in a problem."""
    path = tmp_path / "noise.yaml"
    path.write_bytes(bytes(range(256)))

    assert cli.run(["scenario", "check", str(path)]) == ExitCode.FAILED
    assert "this is not UTF-8 text" in capsys.readouterr().out


def test_list_names_every_bundled_scenario(capsys: pytest.CaptureFixture[str]) -> None:
    """A line each, and an object each with --json."""
    cli.run(["scenario", "list"])
    table = capsys.readouterr().out
    cli.run(["scenario", "list", "--json"])
    objects = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert all(name in table for name in bundled())
    assert [one["id"] for one in objects] == list(bundled())


def test_show_does_not_give_answers_away(capsys: pytest.CaptureFixture[str]) -> None:
    """A planner's glance at the screen may be seen by players."""
    assert cli.run(["scenario", "show", "song-may-ransomware"]) == ExitCode.OK
    page = capsys.readouterr().out

    assert "25 attack steps" in page
    assert "capnhat-vanban.example" not in page


def test_a_scenario_is_found_by_id_file_and_folder(tmp_path: Path) -> None:
    """Three ways to name one."""
    path = tmp_path / "scenario.yaml"
    path.write_text(tiny.text(), "utf-8")

    assert find_scenario("song-may-ransomware") == bundled()["song-may-ransomware"]
    assert find_scenario(str(path)) == path
    assert find_scenario(str(tmp_path)) == path
    with pytest.raises(click.UsageError):
        find_scenario("nothing")


def test_load_model_refuses_errors_with_their_lines(broken: Path) -> None:
    """Who needs a scenario that runs gets one, or an error that says what to mend."""
    assert load_model(find_scenario("song-may-ransomware")).model.id == "song-may-ransomware"
    with pytest.raises(ScenarioError, match="line 2: a drill lasts 20m to 12h"):
        load_model(broken)
