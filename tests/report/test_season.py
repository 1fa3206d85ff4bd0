import csv
import json
import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from drill.cli.season import season as command
from drill.errors import MatchError
from drill.i18n import Language, Words, speaking, words
from drill.journal.base import Draft
from drill.report.proof import SealedDrill, sealed
from drill.report.season import season_of
from scoring.season.model import Season
from tests.report.conftest import forged

PLAN = """
title: {{vi: Mùa diễn tập, en: Season}}
year: {year}
drills:
  - {{file: a.drill, date: {year}-04-11}}
"""


def plan(folder: Path, year: int = 2026, more: str = "") -> Path:
    """Write a season's file."""
    path = folder / f"{year}.yaml"
    path.write_text(PLAN.format(year=year) + more, encoding="utf-8")
    return path


@pytest.fixture
def folder(sealed_drill: Path, tmp_path: Path) -> Path:
    """A folder with one sealed drill."""
    shutil.copyfile(sealed_drill, tmp_path / "a.drill")
    return tmp_path


@pytest.fixture(scope="session")
def proved(sealed_drill: Path) -> SealedDrill:
    """The sealed drill, verified once."""
    found = sealed(sealed_drill)
    assert isinstance(found, SealedDrill)
    return found


@pytest.fixture
def season(folder: Path, proved: SealedDrill) -> Season:
    """The season of one drill."""
    return season_of(plan(folder), prove=lambda _path: proved)


def run(*arguments: str | Path, language: Language = Language.ENGLISH) -> str:
    """Run the command and return what it prints."""
    with speaking(language):
        result = CliRunner().invoke(command, [str(argument) for argument in arguments], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.output


def test_a_sealed_drill_is_read_with_its_released_results(season: Season) -> None:
    """Ranks, totals and the seal's words come from the file; 100 points go to its best team."""
    (drill,) = season.drills

    assert (drill.date, drill.level, drill.file, len(drill.seal)) == (
        "2026-04-11",
        "intermediate",
        "a.drill",
        12,
    )
    assert season.rows[0].rank == 1
    assert season.rows[0].points == 100
    assert {outing.team for outing in drill.outings} == {row.team for row in season.rows}


def _cut(drafts: list[Draft]) -> None:
    del drafts[-1]


def test_files_that_cannot_count_are_refused_by_name_with_the_reason(
    folder: Path, sealed_drill: Path
) -> None:
    """A forged file, one that is not there, one whose seal is missing: all are named at once, with their lines."""
    shutil.copyfile(sealed_drill, folder / "forged.drill")
    forged(folder / "forged.drill", _cut)
    more = "  - {file: forged.drill, date: 2026-05-01}\n  - {file: gone.drill, date: 2026-06-01}\n"
    with pytest.raises(MatchError) as refused:
        season_of(plan(folder, more=more))

    lines = refused.value.message.splitlines()
    assert [line.split(" is refused: ")[0] for line in lines] == [
        "2026.yaml: line 6: forged.drill",
        "2026.yaml: line 7: gone.drill",
    ]


def test_a_drill_without_a_day_needs_one(folder: Path, proved: SealedDrill) -> None:
    """A played match does not know its day: the season's file has to say it."""
    path = folder / "s.yaml"
    path.write_text("title: S\nyear: 2026\ndrills:\n  - a.drill\n", encoding="utf-8")
    with pytest.raises(MatchError, match=r"s.yaml: line 4: a.drill does not say its day; write its date"):
        season_of(path, prove=lambda _path: proved)


def test_the_year_before_is_a_season_or_its_json(folder: Path, proved: SealedDrill) -> None:
    """Both give the same ranks to compare with; what is neither is refused, and so is a year that comes round."""

    def prove(_path: Path) -> SealedDrill:
        return proved

    plan(folder, 2025)
    by_season = season_of(plan(folder, more="last year: 2025.yaml\n"), prove=prove)
    teams = [{"team": row.team, "rank": row.rank} for row in by_season.rows]
    (folder / "2025.json").write_text(json.dumps({"teams": teams}), encoding="utf-8")
    by_json = season_of(plan(folder, more="last year: 2025.json\n"), prove=prove)

    assert by_season.compared
    assert by_season.rows == by_json.rows
    assert [row.up for row in by_season.rows] == [0, 0, 0]

    (folder / "2025.json").write_text("[]", encoding="utf-8")
    with pytest.raises(MatchError, match=r"2025.json is no result of a season; write it with"):
        season_of(plan(folder, more="last year: 2025.json\n"), prove=prove)
    plan(folder, 2025, more="last year: 2026.yaml\n")
    with pytest.raises(MatchError, match="the year before comes round to this one"):
        season_of(plan(folder, more="last year: 2025.yaml\n"), prove=prove)


@pytest.mark.parametrize(
    "last",
    [
        '{"teams": [{"team": "alpha", "rank": 1' + "0" * 5_000 + "}]}",
        '{"teams": [{"team": "alpha", "rank": -1}]}',
        '{"other": ' + "[" * 100_000 + "}",
        '{"teams": [{"team": "alpha", "rank": 1.5}]}',
        "\udcff",
    ],
)
def test_a_forged_year_before_is_refused_with_its_line(folder: Path, proved: SealedDrill, last: str) -> None:
    """Ranks beyond any year, brackets without end and bytes that are no text are no result of a season."""
    (folder / "2025.json").write_text(last, encoding="utf-8", errors="surrogateescape")

    with pytest.raises(MatchError, match=r"line 6: 2025.json is no result of a season"):
        season_of(plan(folder, more="last year: 2025.json\n"), prove=lambda _path: proved)


@pytest.mark.parametrize("name", ["x" * 400 + ".drill", "../" * 100 + "etc/passwd", ".", "/dev/null"])
def test_a_name_that_is_no_drill_is_refused_with_its_line(folder: Path, name: str) -> None:
    """A name longer than any disk takes, a folder, a device and a way out of the folder are named, and no more."""
    with pytest.raises(MatchError, match=r"line 6: .* is refused: "):
        season_of(plan(folder, more=f"  - {{file: {name}, date: 2026-05-01}}\n"))


def test_what_is_refused_in_the_year_before_is_told_with_its_line(folder: Path, proved: SealedDrill) -> None:
    """The reason of last year's file travels up to the line that names it."""

    def prove(path: Path) -> SealedDrill | Words:
        return proved if path.name == "a.drill" else words("The results are not sealed.")

    plan(folder, 2025, more="  - {file: b.drill, date: 2025-09-01}\n")
    with pytest.raises(
        MatchError, match=r"2026.yaml: line 6: the year before.*b.drill is refused: .*not sealed"
    ):
        season_of(plan(folder, more="last year: 2025.yaml\n"), prove=prove)


def test_the_command_verifies_and_prints_the_season(folder: Path) -> None:
    """With the real seal: words, JSON that next year reads, a table, certificates."""
    path = plan(folder)
    said = run(path)
    assert said.startswith("Season 2026")
    assert "First prize" in said

    told = json.loads(run(path, "--json"))
    assert [team["rank"] for team in told["teams"]] == [1, 2, 3]
    assert len(told["drills"][0]["seal"].split()) == 12

    table, certificates, page = (folder / name for name in ("s.csv", "c.csv", "s.html"))
    run(path, "--csv", table, "--certificates", certificates, "--html", page)
    rows = list(csv.DictReader(StringIO(table.read_text(encoding="utf-8").removeprefix("\ufeff"))))
    assert [row["rank"] for row in rows] == ["1", "2", "3"]
    assert rows[0]["points"] == "100"
    assert "Season 2026,final" in certificates.read_text(encoding="utf-8")
    assert "<svg" in page.read_text(encoding="utf-8")


def test_the_page_needs_no_other_file_and_speaks_both_languages(folder: Path) -> None:
    """No script, no address to fetch from, two plots, every team; the same page twice is the same text."""
    path = plan(folder)
    pages = {}
    for language in Language:
        out = folder / f"{language}.html"
        run(path, "--html", out, language=language)
        pages[language] = out.read_text(encoding="utf-8")
    english = pages[Language.ENGLISH]

    assert not re.search(r"<script|src=|href=|url\(|@import", english)
    assert english.count("<svg") == 2
    assert "Ranks over the year" in english
    assert "Thứ hạng trong năm" in pages[Language.VIETNAMESE]
    for name in ("Đội Alpha", "Đội Bravo", "charlie"):
        assert name in english
    run(path, "--html", folder / "again.html")
    assert (folder / "again.html").read_text(encoding="utf-8") == english
