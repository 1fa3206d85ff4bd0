import pytest
from msgspec.structs import replace

from drill.scenario.model import Model
from drill.scenario.problems import Found
from drill.world.inputs import BoardFrozen, Marked, RulesAmended, ScoresReleased
from drill.world.outputs import GoalReached, Verdict
from scoring.board import LiveBoard, Released
from scoring.fold import fold
from scoring.model import Board
from scoring.rulebook import amended, read_rules
from scoring.rulesheet import rules_sheet
from tests.scoring.ground import HOUR, MODEL, TEAMS, Book, section

TEAM = TEAMS[0]


def problems(text: str) -> list[str]:
    """Return what is wrong with a rules file: line and sentence."""
    found = Found()
    read_rules("rules.yaml", text, MODEL, found)
    return [f"{one.line}: {one.say()}" for one in found.problems]


def changed(text: str) -> Model:
    """Return the small drill by other rules."""
    assert problems(text) == []
    return amended(MODEL, text)


def played() -> Book:
    """Return a short drill: a right answer with a hint's worth of everything else at stake."""
    book = Book()
    book.answer(HOUR, TEAM, "q-one", Verdict.RIGHT)
    book.facts(HOUR, TEAM, off="portal.up")
    book.put(HOUR, TEAM, GoalReached("leak"))
    book.put(HOUR, "", Marked(TEAM, "judged:teamwork", 0, 100), "judge-1")
    book.put(HOUR, "", Marked(TEAM, "judged:teamwork", 1, 100), "judge-1")
    return book


def test_what_a_rules_file_leaves_out_stays() -> None:
    """An empty section, or only one number, leaves everything else as the scenario has it."""
    assert changed("scoring:\n") == MODEL
    assert changed("about: a trial\n") == MODEL
    only = changed("scoring:\n  services: 250\n")
    assert only == replace(MODEL, scoring=replace(MODEL.scoring, services=250))


def test_every_section_takes_the_words_of_a_scenario() -> None:
    """Points, times, sums, judged sections and fines read as scenarios write them."""
    scoring = changed(
        "scoring:\n  services afterwards: 1h30m\n  attack-stopped: 100\n  questions: 80\n  injects: from injects\n"
        "  judged teamwork: {points: 40}\n  fines:\n    needless outage: 3 per 5 minutes\n    wrong answer: 0\n"
    ).scoring
    assert (scoring.services_afterwards, scoring.attack_stopped) == (HOUR * 3 // 2, 100)
    assert (scoring.questions, scoring.injects) == (80, None)
    assert [(part.id, part.points) for part in scoring.judged] == [("teamwork", 40)]
    assert (scoring.outage_points, scoring.outage_minutes, scoring.wrong_answer) == (3, 5, 0)
    assert scoring.costly_mistake == MODEL.scoring.costly_mistake


def test_single_items_and_weights_can_be_others() -> None:
    """Questions, hints, injects, fields, services and goals each by name."""
    model = changed(
        "points:\n  questions: {q-one: 60}\n  hints: {q-one: 0}\n  injects: {press: 5}\n"
        "  reports:\n    notice: {measures: 30}\nweights:\n  services: {mail: 2}\n  goals: {leak: 5}\n"
    )
    assert [question.points for question in model.questions] == [60, 20, 50]
    assert model.questions[0].hint_cost == 0
    assert [inject.points for inject in model.injects] == [15, 5]
    assert [field.points for field in model.reports[0].fields] == [25, 30]
    assert [service.weight for service in model.services] == [2, 2]
    assert [goal.worth for goal in model.attack.goals] == [5, 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("scorring: {}", '1: "scorring" is not a section of a rules file; did you mean "scoring"?'),
        ("scoring:\n  servces: 5", '2: "servces" is not a word for the scoring; did you mean "services"?'),
        ("scoring:\n  services: many", "2: points must be a whole number"),
        ("scoring:\n  judged calm: 5", '2: "judged calm" is not a word for the scoring'),
        ("scoring:\n  fines:\n    wrong answers: 5", '3: "wrong answers" is not a fine; did you mean "wrong answer"?'),
        ("points:\n  questions:\n    q-on: 5", '3: this drill has no question "q-on"; did you mean "q-one"?'),
        ("points:\n  reports:\n    notice:\n      system: 5", '4: this report has no field "system"; did you mean "systems"?'),
        ("weights:\n  services:\n    portal: 11", "3: '11' does not fit: portal is a whole number from 0 to 10"),
        ("- services", "1: a rules file is a section with scoring, points and weights"),
    ],
)  # fmt: skip
def test_a_wrong_file_says_where_and_what_else(text: str, expected: str) -> None:
    """Each problem has its line and the nearest word that would have been understood."""
    (problem,) = problems(text)
    assert problem.startswith(expected)


def test_all_problems_are_told_at_once() -> None:
    """The author mends a file in one go."""
    assert len(problems("scoring:\n  services: x\nweights:\n  goals: {leek: 1}\n")) == 2


def test_criteria_cannot_be_changed() -> None:
    """They were marked as they stood."""
    assert len(problems("scoring:\n  judged teamwork: {criteria: [other]}\n")) == 1


def test_the_sheet_reads_back_as_the_rules_in_force() -> None:
    """What is printed to start from changes nothing, whatever was changed before."""
    other = changed("scoring:\n  reports: 70\n  services afterwards: 0s\nweights:\n  goals: {leak: 5}\n")
    for model in (MODEL, other):
        sheet = rules_sheet(model)
        assert problems(sheet) == []
        assert amended(MODEL, sheet) == model


def test_a_file_in_a_journal_that_does_not_fit_changes_nothing() -> None:
    """A journal that somebody tampered with is scored by the scenario."""
    assert amended(MODEL, "scoring: {services: x}") == MODEL
    assert amended(MODEL, "[") == MODEL


def test_changed_rules_count_from_the_start() -> None:
    """Scoring a journal that amends at its end gives the lines of a drill that had those rules all along."""
    text = "scoring:\n  services: 100\n  judged teamwork: 10\n  attack stopped: 30\npoints:\n  questions: {q-one: 7}\n"
    late = played()
    late.put(2 * HOUR, "", RulesAmended(text, "a typing error"), "judge-1")
    early = fold(changed(text), played().entries)
    assert fold(MODEL, late.entries).teams[TEAM].lines == early.teams[TEAM].lines
    assert section(late, "questions") == 7


def test_the_last_rules_count_alone() -> None:
    """A later file is held against the scenario, not against the earlier file."""
    book = played()
    book.put(2 * HOUR, "", RulesAmended("scoring: {judged teamwork: 10}", "first"), "judge-1")
    book.put(2 * HOUR, "", RulesAmended("points:\n  questions: {q-one: 7}\n", "second"), "judge-1")
    assert section(book, "judged teamwork") == 100
    assert section(book, "questions") == 7


def teamwork(board: Board) -> int:
    """Return the marked team's points for teamwork on a board."""
    (row,) = (row for row in board.rows if row.standing.team == TEAM)
    return dict(row.standing.sections)["judged teamwork"]


def test_changed_rules_wait_for_the_release_and_never_move_a_frozen_board() -> None:
    """Live rows move at once, published ones with the next release, a frozen board not at all."""
    live, released, steps = LiveBoard(MODEL), Released(MODEL), []
    book = played()
    start = len(book.entries)
    for what in (
        ScoresReleased(),
        RulesAmended("scoring: {judged teamwork: 10}", "r"),
        ScoresReleased(),
        BoardFrozen(),
        RulesAmended("scoring: {judged teamwork: 1}", "r"),
        ScoresReleased(),
    ):
        book.put(2 * HOUR, "", what, "judge-1")
    for entry in book.entries:
        live.feed(*entry)
        released.feed(*entry)
        steps.append((teamwork(live.board()), teamwork(released.board())))
    assert steps[start:] == [(100, 100), (10, 100), (10, 10), (10, 10), (1, 10), (1, 10)]
