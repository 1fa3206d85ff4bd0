import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from drill.cli.awards import awards
from drill.errors import MatchError
from drill.i18n import Language, speaking
from drill.journal.recorder import draft_of
from drill.journal.sqlite.store import create
from drill.report import awards as loading
from drill.scenario.model import Model
from drill.world.inputs import (
    DrillOpened,
    Marked,
    PenaltyGiven,
    ReportFilled,
    ReportSubmitted,
    ResultsSealed,
    ScoresReleased,
)
from drill.world.outputs import GoalReached, ReportClockStarted, TeamEnded
from tests.scoring.awards.stage import GROUND, TEAMS, book
from tests.scoring.ground import HOUR, Book

RULES = "awards:\n  cup: {title: Cup, by: total, prizes: 2}\n"


def compiled(_opened: DrillOpened) -> Model:
    """Return the small drill's model, whatever the file carries."""
    return GROUND


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every file carry the small drill."""
    monkeypatch.setattr(loading, "model_of", compiled)


def played() -> Book:
    """Return a journal in which the second team's report is marked and the first loses a goal; all is released."""
    journal = book()
    journal.put(HOUR, TEAMS[0], GoalReached("leak"))
    for team in TEAMS:
        journal.put(HOUR, team, ReportClockStarted("notice", 2 * HOUR))
    journal.put(
        HOUR, TEAMS[1], ReportFilled("notice", "measures", "=cmd|' /C calc'!A0 | <b>blocked</b>"), "s"
    )
    journal.put(HOUR, TEAMS[1], ReportSubmitted("notice"), "s")
    journal.put(
        2 * HOUR, "", Marked(TEAMS[1], "field:notice.measures", 0, 100, "real, <i>all</i> of it"), "judge-1"
    )
    journal.put(2 * HOUR, "", PenaltyGiven(TEAMS[2], -5, "late"), "judge-1")
    journal.put(3 * HOUR, "", ScoresReleased(), "judge-1")
    for team in TEAMS:
        journal.put(4 * HOUR, team, TeamEnded())
    return journal


@pytest.fixture
def drill(tmp_path: Path) -> Path:
    """A drill file of three teams, ended and released, not sealed."""
    return written(tmp_path / "a.drill", played())


def written(path: Path, given: Book) -> Path:
    """Write a journal as a drill file."""
    journal = create(path)
    journal.append([draft_of(happened) for _seq, happened in given.entries])
    journal.close()
    return path


def run(*arguments: str | Path, language: Language = Language.ENGLISH) -> str:
    """Run the command and return what it prints."""
    with speaking(language):
        result = CliRunner().invoke(awards, [str(argument) for argument in arguments], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.output


def test_json_shows_the_working_of_every_award(drill: Path) -> None:
    """Rule, candidates, exact values, reasons: enough to decide it again by hand."""
    told = json.loads(run(drill, "--json"))
    found = {award["award"]: award for award in told["awards"]}

    assert told["state"] == "provisional"
    assert [one["team"] for one in found["first"]["candidates"] if one["wins"]] == [TEAMS[1]]
    assert found["best-report"]["candidates"][0]["value"] == "35"
    assert found["second"]["candidates"][-1]["why"] == "Holds a main prize already"
    assert list(found)[:4] == ["first", "second", "third", "consolation"]


def test_words_say_how_final_they_are(drill: Path, tmp_path: Path) -> None:
    """Not sealed is provisional; sealed is final; while somebody plays, that is said."""
    sealed = played()
    sealed.put(4 * HOUR, "", ResultsSealed("Final."), "judge-1")
    running = book()

    assert run(drill).startswith("PROVISIONAL: the results are not sealed")
    assert run(written(tmp_path / "s.drill", sealed)).startswith("FINAL: sealed")
    said = run(written(tmp_path / "r.drill", running))
    assert said.startswith("PROVISIONAL: teams are still playing")


def test_own_rules_replace_those_of_the_drill(drill: Path, tmp_path: Path) -> None:
    """A file of awards decides instead; one with mistakes is refused with its lines."""
    rules = tmp_path / "awards.yaml"
    rules.write_text(RULES, encoding="utf-8")
    told = json.loads(run(drill, "--rules", rules, "--json"))

    assert [award["award"] for award in told["awards"]] == ["cup"]
    assert sum(one["wins"] for one in told["awards"][0]["candidates"]) == 2

    rules.write_text("awards:\n  cup: {title: Cup, by: luck}\n", encoding="utf-8")
    with pytest.raises(MatchError, match=r"awards.yaml: line 2: 'luck' is nothing"):
        run(drill, "--rules", rules)


def test_certificates_are_a_table_that_no_spreadsheet_runs(drill: Path, tmp_path: Path) -> None:
    """One row for each prize, in both languages; a cell that begins like a formula is quoted."""
    out, as_json = tmp_path / "c.csv", tmp_path / "c.json"
    run(drill, "--certificates", out)
    run(drill, "--certificates", as_json)
    text = out.read_text(encoding="utf-8")
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))

    assert text.startswith("\ufeff")
    assert (rows[0]["award"], rows[0]["title_vi"], rows[0]["team"], rows[0]["unit"]) == (
        "first",
        "Giải Nhất",
        TEAMS[1],
        f"Unit of {TEAMS[1]}",
    )
    assert {row["state"] for row in rows} == {"provisional"}
    assert [row["award"] for row in json.loads(as_json.read_text(encoding="utf-8"))] == [
        row["award"] for row in rows
    ]
    assert loading.as_csv(["a"], [["=1+1"], ["-5"], ["@x"], ["-x"]]).splitlines()[1:] == [
        "'=1+1",
        "-5",
        "'@x",
        "'-x",
    ]


@pytest.mark.parametrize("ending", ["html", "md"])
def test_a_packet_holds_rule_lines_entries_and_comments(drill: Path, tmp_path: Path, ending: str) -> None:
    """What stands behind the winner's figure, with places for signatures; outsiders' words are inert."""
    out = tmp_path / f"p.{ending}"
    run(drill, "--packet", "best-report", "--out", out)
    text = out.read_text(encoding="utf-8")

    for said in (
        "Nomination: Best report",
        "The most wins: points for reports",
        "submitted report",
        "Chair of the jury",
    ):
        assert said in text
    assert "<b>" not in text
    assert "<i>" not in text
    assert "real," in text


def test_a_packet_speaks_vietnamese(drill: Path, tmp_path: Path) -> None:
    """The page is in the language of the command."""
    out = tmp_path / "p.html"
    run(drill, "--packet", "first", "--out", out, language=Language.VIETNAMESE)
    text = out.read_text(encoding="utf-8")

    assert '<html lang="vi">' in text
    assert "Hồ sơ đề cử: Giải Nhất" in text
    assert "Trưởng Ban giám khảo" in text


def test_what_cannot_be_is_refused_with_what_can(drill: Path, tmp_path: Path) -> None:
    """Unknown awards name the known ones; other endings and half options say what to write."""
    with pytest.raises(MatchError, match="There is no award gold; there are first, second"):
        run(drill, "--packet", "gold", "--out", tmp_path / "p.html")
    for wrong in (
        ("--packet", "first"),
        ("--packet", "first", "--out", tmp_path / "p.pdf"),
        ("--certificates", tmp_path / "c.txt"),
        ("--publish",),
    ):
        with pytest.raises(Exception, match=r"go together|\.html or \.md|\.csv or \.json|goes with"):
            run(drill, *wrong)
