import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from drill.cli import rescore as command
from drill.cli.rescore import moved, rescore, rules
from drill.errors import DrillBusyError, JournalError, MatchError
from drill.hub import offline
from drill.journal.recorder import happened_of
from drill.journal.sqlite.reader import open_reader
from drill.journal.sqlite.store import open_writer
from drill.journal.verify import entries_of
from drill.world.happened import Happened
from drill.world.inputs import ClockStarted, Marked, ResultsSealed, RulesAmended
from drill.world.run import Run, replay
from scoring.fold import fold
from scoring.rulesheet import rules_sheet
from tests.cli.test_score import compiled, written
from tests.scoring.ground import HOUR, MODEL, OPENED, TEAMS, Book

RULES = "scoring:\n  judged teamwork: 10\n  services: 300\npoints:\n  injects: {press: 1}\n"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every file carry the small drill."""
    for module in (command, offline):
        monkeypatch.setattr(module, "model_of", compiled)


def played() -> Book:
    """Return the journal of a drill that the engine ran to its end, with two marks."""
    run, book = Run(MODEL, OPENED), Book()
    book.entries.clear()
    happened = [
        *run.start(),
        *given(run, ClockStarted(), 0),
        *run.advance(5 * HOUR),
        *given(run, Marked(TEAMS[1], "judged:teamwork", 0, 100), 5 * HOUR),
        *given(run, Marked(TEAMS[0], "judged:teamwork", 0, 90), 5 * HOUR),
    ]
    for one in happened:
        book.put(one.t, one.team, one.what, one.seat)
    return book


def given(run: Run, what: ClockStarted | Marked, t: int) -> list[Happened]:
    """Give an input that is taken."""
    taken = run.accept("staff", "", what, t)
    assert isinstance(taken, list)
    return taken


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a drill file with a rules file beside it."""
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    return written(tmp_path / "a.drill", played())


def run_(file: Path, *arguments: str, text: str = "") -> str:
    """Rescore the file and return what is printed."""
    path = file.with_name("rules.yaml")
    if text:
        path.write_text(text, encoding="utf-8")
    line = [str(file), "--rules", str(path), *arguments]
    result = CliRunner().invoke(rescore, line, standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.output


def test_ranks_before_and_after_stand_side_by_side(file: Path) -> None:
    """Each team's rank and total by the rules in force and by the file's."""
    told = json.loads(run_(file, "--json"))
    teams = {team["team"]: (team["rank"], team["total"]) for team in told["teams"]}
    assert teams == {TEAMS[1]: ([1, 1], [650, 605]), TEAMS[0]: ([2, 1], [645, 605])}
    assert told["published"] is None
    assert "lines" not in told


def test_why_names_each_line_that_differs(file: Path) -> None:
    """Only lines whose points changed, with points before and after and the entries behind."""
    told = json.loads(run_(file, "--json", "--why"))
    marks = [line for line in told["lines"] if line["rule"] == "judge's mark"]
    assert [(line["team"], line["points"]) for line in marks] == [(TEAMS[0], [45, 5]), (TEAMS[1], [50, 5])]
    assert all(line["because"] for line in told["lines"])
    assert "+45 → +5" in run_(file, "--why")


def test_nothing_is_written_unless_asked(file: Path) -> None:
    """Looking leaves the file as it is."""
    before = file.read_bytes()
    run_(file, "--why")
    assert file.read_bytes() == before


def test_published_rules_are_an_entry_that_replays(file: Path) -> None:
    """The file holds the rules with their reason, the engine takes them again, and every fold counts by them."""
    told = json.loads(run_(file, "--publish", "--reason", "a typing error", "--json"))
    with open_reader(file) as reader:
        entries = [(entry.seq, happened_of(entry)) for entry in entries_of(reader)]
    seq, last = entries[-1]
    assert told["published"]["seq"] == seq
    assert last.what == RulesAmended(RULES, "a typing error")
    assert last.seat == offline.SEAT
    journal = [happened for _seq, happened in entries]
    assert list(replay(MODEL, journal)) == journal
    assert fold(MODEL, entries).teams[TEAMS[0]].total == 605


def test_publishing_needs_a_reason(file: Path) -> None:
    """Teams will read why."""
    result = CliRunner().invoke(
        rescore, [str(file), "--rules", str(file.with_name("rules.yaml")), "--publish"]
    )
    assert result.exit_code == 2


def test_a_file_that_a_hub_holds_is_left_alone(file: Path) -> None:
    """Two writers would fork the chain."""
    holder = open_writer(file)
    with pytest.raises(DrillBusyError):
        run_(file, "--publish", "--reason", "r")
    holder.close()


def test_sealed_results_keep_their_rules(tmp_path: Path) -> None:
    """What would differ is shown; nothing is written."""
    book = played()
    book.put(6 * HOUR, "", ResultsSealed(), "judge-1")
    file = written(tmp_path / "a.drill", book)
    assert json.loads(run_(file, "--json", text=RULES))["teams"]
    with pytest.raises(JournalError, match="sealed"):
        run_(file, "--publish", "--reason", "r")


def test_every_mistake_of_a_rules_file_is_told_with_its_line(file: Path) -> None:
    """All at once, each with a suggestion."""
    with pytest.raises(MatchError) as told:
        run_(file, text="scoring:\n  servces: 5\npoints:\n  questions: {q-on: 1}\n")
    assert told.value.message.splitlines() == [
        'rules.yaml: line 2: "servces" is not a word for the scoring; did you mean "services"?',
        'rules.yaml: line 4: this drill has no question "q-on"; did you mean "q-one"?',
    ]


def test_the_rules_in_force_are_printed_to_start_from(file: Path) -> None:
    """Those of the scenario, and after publishing those that were published."""
    printed = CliRunner().invoke(rules, [str(file)]).output
    assert printed == rules_sheet(MODEL)
    run_(file, "--publish", "--reason", "r")
    assert "judged teamwork: 10" in CliRunner().invoke(rules, [str(file)]).output


@pytest.mark.parametrize(("before", "after", "expected"), [(5, 2, "up 3"), (1, 2, "down 1"), (4, 4, "–")])
def test_movement_is_told_in_words(before: int, after: int, expected: str) -> None:
    """A smaller rank is a better one."""
    assert moved(before, after) == expected
