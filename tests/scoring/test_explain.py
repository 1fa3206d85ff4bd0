import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from drill.i18n import Language
from drill.world.inputs import Marked, OrderGiven, PenaltyGiven, Replied
from drill.world.outputs import GoalReached, InjectChanged, InjectState, OperationStarted, Verdict
from scoring.explain import MOST, because, tell
from scoring.fold import fold
from scoring.model import LineRule
from tests.scoring.ground import HOUR, MODEL, TEAMS, Book, by_rule
from tests.scoring.journals import RICH, books


@settings(max_examples=40, deadline=None)
@given(books())
def test_every_line_can_be_told_in_both_languages(book: Book) -> None:
    """Each line and each entry behind it is a whole sentence, whatever happened."""
    entries = dict(book.entries)
    for team in fold(RICH, book.entries).teams.values():
        for line in team.lines:
            told = because(RICH, line, entries)
            assert len(told) == min(len(line.because), MOST)
            for words in (line.why, *told):
                for language in Language:
                    assert words.say(language).strip()
                    assert "{" not in words.say(language)


def test_changed_facts_are_named() -> None:
    """A service that went down is told by its name and its cause, not by bits."""
    book = Book()
    book.facts(HOUR, TEAMS[0], off="portal.up", cause="run:7")
    said = tell(MODEL, book.entries[-1][1]).say()
    assert said == "T+01:00:00 -portal.up because of run:7"


def test_a_change_is_told_with_the_step_that_made_it() -> None:
    """Where the line cites the start of what changed the facts, the cause is its name and no number."""
    book = Book()
    book.put(HOUR, TEAMS[0], OperationStarted(7, MODEL.operations[0].id, 0, 2 * HOUR))
    book.facts(2 * HOUR, TEAMS[0], off="portal.up", cause="run:7")
    line = by_rule(book, LineRule.SERVICE_LOST)[0]
    cited = replace(line, because=tuple(seq for seq, _happened in book.entries[-2:]))
    told = [words.say() for words in because(MODEL, cited, dict(book.entries))]

    assert told[1].startswith("T+02:00:00 -portal.up because of ")
    assert "run:7" not in told[1]


def test_a_loss_leads_to_its_entry() -> None:
    """Why did we lose 200 points? The answer is the goal with its time."""
    book = Book()
    book.put(HOUR, TEAMS[0], GoalReached("leak"))
    line = by_rule(book, LineRule.GOAL_LOST)[0]
    told = [words.say() for words in because(MODEL, line, dict(book.entries))]
    assert told == ["T+01:00:00 the attacker reached its goal leak"]


def test_replies_are_not_quoted() -> None:
    """No ledger tells a judge whose reply is on the bench."""
    book = Book()
    book.put(HOUR, TEAMS[0], Replied("press", "We of Red River regret."))
    assert "Red River" not in tell(MODEL, book.entries[-1][1]).say()


def test_an_order_is_told_with_its_words() -> None:
    """The lesson ends on this line: the team's order stands behind the service that it cost."""
    book = Book()
    book.put(HOUR, TEAMS[0], OrderGiven("isolate host eoffice01", "administrator"))
    assert tell(MODEL, book.entries[-1][1]).say() == "T+01:00:00 ordered: isolate eoffice01"


@pytest.mark.parametrize("state", InjectState)
def test_what_became_of_an_inject_is_told_in_the_readers_language(state: InjectState) -> None:
    """The journal's own word for a state stands in no sentence."""
    book = Book()
    book.put(HOUR, TEAMS[0], InjectChanged("press", state))
    told = tell(MODEL, book.entries[-1][1])

    assert told.say(Language.ENGLISH).startswith("T+01:00:00 inject “chief” was ")
    assert told.say(Language.VIETNAMESE).startswith("T+01:00:00 tình huống phát sinh ")
    assert state.value not in told.say(Language.VIETNAMESE)


def test_answers_marks_and_penalties_are_told() -> None:
    """Texts of teams and judges stand in the sentence as they are, braces and all."""
    book = Book()
    book.answer(HOUR, TEAMS[0], "q-one", Verdict.RIGHT, "{0} {x}")
    book.put(HOUR, "", Marked(TEAMS[0], "inject:press", 0, 40, "thin {y}"), "judge-1")
    book.put(HOUR, "", PenaltyGiven(TEAMS[0], -5, "late"), "judge-1")
    said = [tell(MODEL, happened).say() for _seq, happened in book.entries[1:]]
    assert said[0] == "T+01:00:00 answered q-one: {0} {x}"
    assert said[2] == "T+01:00:00 judge-1 marked inject:press: 40 % thin {y}"
    assert said[3] == "T+01:00:00 judge-1 gave -5 points: late"
