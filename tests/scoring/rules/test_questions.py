from msgspec.structs import replace

from drill.world.inputs import HintTaken, ItemVoided
from drill.world.outputs import Verdict
from scoring.model import LineRule
from tests.scoring.ground import (
    FIRST_HIT,
    HOSTS_HIT,
    HOUR,
    MODEL,
    TEAMS,
    Book,
    by_rule,
    lines_of,
    question,
    section,
)

TEAM = TEAMS[0]


def test_a_right_answer_earns_its_points() -> None:
    """Thirty points, because of the answer and the verdict on it, at the time of the answer."""
    book = Book()
    because = book.answer(HOUR, TEAM, "q-one", Verdict.RIGHT)
    lines = by_rule(book, LineRule.RIGHT_ANSWER)
    assert [(line.points, line.because, line.t) for line in lines] == [(30, because, HOUR)]


def test_a_wrong_answer_is_fined_each_time() -> None:
    """Two wrong tries cost five points each, the right one after them earns in full."""
    book = Book()
    book.answer(HOUR, TEAM, "q-one", Verdict.WRONG)
    book.answer(HOUR, TEAM, "q-one", Verdict.WRONG)
    book.answer(HOUR, TEAM, "q-one", Verdict.RIGHT)
    assert section(book, "questions") == 30
    assert section(book, "fines") == -10


def test_a_right_answer_counts_once() -> None:
    """A double click on the same right answer earns once."""
    book = Book()
    book.answer(HOUR, TEAM, "q-one", Verdict.RIGHT)
    book.answer(HOUR, TEAM, "q-one", Verdict.RIGHT)
    assert section(book, "questions") == 30


def test_a_hint_costs_once() -> None:
    """The hint's cost comes off the section, however often it was taken."""
    book = Book()
    book.put(HOUR, TEAM, HintTaken("q-one"))
    book.put(HOUR, TEAM, HintTaken("q-one"))
    book.answer(HOUR, TEAM, "q-one", Verdict.RIGHT)
    assert section(book, "questions") == 20


def test_a_prevented_question_is_void_and_the_rest_is_scaled() -> None:
    """Of 100 points 20 are void: 30 earned of 80 make 37.5, rounded half up to 38."""
    book = Book()
    book.answer(HOUR, TEAM, "q-one", Verdict.RIGHT)
    book.end()
    assert section(book, "questions") == 38
    assert [line.item for line in by_rule(book, LineRule.VOID) if line.section == "questions"] == [
        "question:q-two"
    ]


def test_full_marks_in_a_scaled_section_are_the_full_section() -> None:
    """37.5 and 62.5 rounded one by one would make 101; the section gives 100."""
    book = Book()
    book.answer(HOUR, TEAM, "q-one", Verdict.RIGHT)
    book.answer(HOUR, TEAM, "q-three", Verdict.RIGHT)
    book.end()
    assert section(book, "questions") == 100


def test_a_question_counts_if_its_event_was() -> None:
    """With the fact in the team's history nothing is void and nothing is scaled."""
    book = Book()
    book.facts(HOUR, TEAM, on="fs01.compromised")
    book.facts(2 * HOUR, TEAM, off="fs01.compromised")
    book.answer(HOUR, TEAM, "q-one", Verdict.RIGHT)
    book.end()
    assert section(book, "questions") == 30


def test_history_voids_nothing_before_the_end() -> None:
    """Until the drill is over a question may still come up."""
    book = Book()
    book.answer(HOUR, TEAM, "q-one", Verdict.RIGHT)
    assert section(book, "questions") == 30


def test_a_void_question_costs_nothing() -> None:
    """Hint and wrong tries of a question that the team prevented are void with it."""
    book = Book()
    book.put(HOUR, TEAM, HintTaken("q-two"))
    book.answer(HOUR, TEAM, "q-two", Verdict.WRONG)
    book.end()
    assert section(book, "questions") == 0
    assert section(book, "fines") == 0


def test_all_void_gives_the_whole_section() -> None:
    """S points when all items are void, stated points or summed ones."""
    only = question("q-two", 20, counts_if="fs01.compromised")
    for points, expected in ((None, 20), (70, 70)):
        book = Book()
        book.end()
        model = replace(MODEL, questions=(only,), scoring=replace(MODEL.scoring, questions=points))
        assert section(book, "questions", model=model) == expected


def test_a_stated_section_is_scaled() -> None:
    """Thirty of 100 points in a section of 50 make 15."""
    book = Book()
    book.answer(HOUR, TEAM, "q-one", Verdict.RIGHT)
    model = replace(MODEL, scoring=replace(MODEL.scoring, questions=50))
    assert section(book, "questions", model=model) == 15


def test_a_controller_may_void_a_question_for_one_team() -> None:
    """The other team's points do not move; the line names the entry and its reason."""
    book = Book()
    for team in TEAMS:
        book.answer(HOUR, team, "q-one", Verdict.RIGHT)
    voided = book.put(HOUR, "", ItemVoided("question:q-one", "typo", TEAM))
    assert section(book, "questions", TEAM) == 0
    assert section(book, "questions", TEAMS[1]) == 30
    void = by_rule(book, LineRule.VOID)[0]
    assert void.because == (voided,)
    assert "typo" in void.why.say()


def test_an_overlap_is_judged_from_the_whole_history() -> None:
    """One of two hosts named earns half of 25 points, rounded half up, once the drill has ended."""
    book = Book()
    overlap = replace(question("q-hosts", 25), answer=HOSTS_HIT)
    model = replace(MODEL, questions=(overlap,))
    book.answer(HOUR, TEAM, "q-hosts", Verdict.LATER, "fs01")
    book.facts(HOUR, TEAM, on="fs01.compromised")
    book.facts(2 * HOUR, TEAM, on="web01.compromised")
    assert section(book, "questions", model=model) == 0
    book.end()
    assert section(book, "questions", model=model) == 13


def test_the_last_recorded_answer_counts() -> None:
    """A second answer replaces the first where both wait for the end."""
    book = Book()
    model = replace(MODEL, questions=(replace(question("q-hosts", 25), answer=HOSTS_HIT),))
    book.facts(HOUR, TEAM, on="fs01.compromised")
    book.answer(HOUR, TEAM, "q-hosts", Verdict.LATER, "web01")
    book.answer(2 * HOUR, TEAM, "q-hosts", Verdict.LATER, "fs01")
    book.end()
    assert section(book, "questions", model=model) == 25
    assert section(book, "fines", model=model) == 0


def test_a_recorded_answer_that_earns_nothing_is_a_wrong_one() -> None:
    """What turns out wholly wrong at the end is fined once."""
    book = Book()
    model = replace(MODEL, questions=(replace(question("q-hosts", 25), answer=HOSTS_HIT),))
    book.facts(HOUR, TEAM, on="fs01.compromised")
    book.answer(HOUR, TEAM, "q-hosts", Verdict.LATER, "web01")
    book.end()
    assert section(book, "fines", model=model) == -5


def test_a_rule_without_a_value_is_void() -> None:
    """Nobody can say which host was first where none was."""
    book = Book()
    model = replace(MODEL, questions=(replace(question("q-first", 25), answer=FIRST_HIT),))
    book.answer(HOUR, TEAM, "q-first", Verdict.WRONG, "fs01")
    book.end()
    assert section(book, "questions", model=model) == 25
    assert section(book, "fines", model=model) == 0


def test_a_verdict_without_its_answer_is_nothing() -> None:
    """Points rest on the answer too: without its entry there are none."""
    book = Book()
    answered, _judged = book.answer(HOUR, TEAM, "q-one", Verdict.RIGHT)
    book.entries = [entry for entry in book.entries if entry[0] != answered]
    assert section(book, "questions") == 0


def test_a_section_may_fall_below_nothing() -> None:
    """A hint without an answer leaves the section at minus its cost."""
    book = Book()
    book.put(HOUR, TEAM, HintTaken("q-one"))
    assert section(book, "questions") == -10
    assert sum(line.points for line in lines_of(book)) == 590
