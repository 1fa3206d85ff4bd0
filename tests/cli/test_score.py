import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from drill.cli import score as command
from drill.cli.score import score
from drill.errors import NotADrillError
from drill.i18n import Language, speaking
from drill.journal.recorder import draft_of
from drill.journal.sqlite.store import create
from drill.scenario.model import Model
from drill.world.inputs import BoardFrozen, DrillOpened, Marked, Replied
from drill.world.outputs import GoalReached, Verdict
from tests.journal import samples
from tests.scoring.ground import HOUR, MODEL, TEAMS, Book


def compiled(_opened: DrillOpened) -> Model:
    """Return the small drill's model, whatever the file carries."""
    return MODEL


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every file carry the small drill."""
    monkeypatch.setattr(command, "model_of", compiled)


def written(path: Path, book: Book) -> Path:
    """Write a journal as a drill file."""
    journal = create(path)
    journal.append([draft_of(happened) for _seq, happened in book.entries])
    journal.close()
    return path


def played() -> Book:
    """Return a journal with a loss, an answer and a marked reply."""
    book = Book()
    book.put(HOUR, TEAMS[0], GoalReached("leak"))
    book.answer(HOUR, TEAMS[1], "q-one", Verdict.RIGHT)
    book.sent(HOUR, TEAMS[1], "press")
    book.put(HOUR, TEAMS[1], Replied("press", "No comment."), "seat")
    book.put(2 * HOUR, "", Marked(TEAMS[1], "inject:press", 0, 60), "judge-1")
    return book


def run(*arguments: str | Path) -> str:
    """Run the command and return what it prints."""
    result = CliRunner().invoke(score, [str(argument) for argument in arguments], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.output


def test_json_is_one_object_that_adds_up(tmp_path: Path) -> None:
    """Teams by rank; sections add up to the total, lines to their sections, and lines name entries."""
    told = json.loads(run(written(tmp_path / "a.drill", played()), "--json"))
    assert [(team["team"], team["rank"], team["total"]) for team in told["teams"]] == [
        (TEAMS[1], 1, 645),
        (TEAMS[0], 2, 400),
    ]
    for team in told["teams"]:
        assert sum(team["sections"].values()) == team["total"]
        for name, points in team["sections"].items():
            assert points == sum(line["points"] for line in team["lines"] if line["section"] == name)
        for line in team["lines"]:
            assert line["because"]
            assert {"rule", "points", "t", "because", "why"} <= set(line)
    assert list(told["teams"][0]["sections"])[:6] == [
        *("services", "attack stopped", "questions", "injects", "reports", "judged teamwork"),
    ]


def test_a_score_of_a_changed_file_comes_with_a_warning(tmp_path: Path) -> None:
    """A total that someone helped along is still printed, and the warning names the first entry that was changed."""
    file = written(tmp_path / "a.drill", played())
    good = CliRunner().invoke(score, [str(file), "--json"])
    samples.rewrite(file, "UPDATE entries SET t = t + 1 WHERE seq = 2")

    changed = CliRunner().invoke(score, [str(file), "--json"])

    assert good.stderr == ""
    assert json.loads(changed.stdout)["teams"]
    assert "Entry 2 of" in changed.stderr


def test_one_team_keeps_its_rank(tmp_path: Path) -> None:
    """Asking for one team does not make it first."""
    told = json.loads(run(written(tmp_path / "a.drill", played()), "--json", "--team", TEAMS[0]))
    assert [(team["team"], team["rank"]) for team in told["teams"]] == [(TEAMS[0], 2)]


def test_why_tells_the_entries(tmp_path: Path) -> None:
    """Under each line stand the entries that it rests on."""
    output = run(written(tmp_path / "a.drill", played()), "--why")
    assert "-200  T+01:00:00  attack stopped: The attacker reached its goal at T+01:00:00: leak" in output
    assert "#2 T+01:00:00 the attacker reached its goal leak" in output
    assert "[judge-1]" in output


def test_why_in_json_too(tmp_path: Path) -> None:
    """With both options each line has its entries in words."""
    told = json.loads(run(written(tmp_path / "a.drill", played()), "--why", "--json"))
    assert all(line["entries"] for team in told["teams"] for line in team["lines"])


def test_the_released_layer_waits(tmp_path: Path) -> None:
    """Without a release the mark does not count; a frozen board is printed as it was, lines and all."""
    book = played()
    assert "655" in run(written(tmp_path / "a.drill", book), "--released")
    frozen = book.put(2 * HOUR, "", BoardFrozen(), "judge-1")
    book.put(2 * HOUR, TEAMS[1], GoalReached("encrypt"))
    output = run(written(tmp_path / "b.drill", book), "--released", "--why")
    assert "655" in output
    assert f"frozen at position {frozen}" in output
    assert "encrypt" in output
    assert "reached its goal encrypt" not in output


def test_a_position_is_a_moment(tmp_path: Path) -> None:
    """As of the first entry every team has the same."""
    told = json.loads(run(written(tmp_path / "a.drill", played()), "--json", "--at", "1"))
    assert {team["total"] for team in told["teams"]} == {600}
    assert told["position"] == 1


def test_an_unknown_team_is_a_usage_error(tmp_path: Path) -> None:
    """The message lists the teams that there are."""
    path = written(tmp_path / "a.drill", played())
    result = CliRunner().invoke(score, [str(path), "--team", "nobody"])
    assert result.exit_code == 2
    assert TEAMS[0] in result.output


def test_what_is_no_drill_file_is_refused(tmp_path: Path) -> None:
    """Another file is named as such."""
    path = tmp_path / "a.drill"
    path.write_text("no drill")
    with pytest.raises(NotADrillError):
        run(path)


def test_the_table_speaks_vietnamese(tmp_path: Path) -> None:
    """Headings and reasons follow the reader's language; the catalogue is compiled by the build."""
    with speaking(Language.VIETNAMESE):
        output = run(written(tmp_path / "a.drill", played()), "--why")
    assert "Kẻ tấn công đạt mục tiêu" in output
    assert "The attacker reached" not in output
