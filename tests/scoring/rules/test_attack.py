from msgspec.structs import replace

from drill.world.outputs import GoalReached
from scoring.model import LineRule
from tests.scoring.ground import HOUR, MODEL, TEAMS, Book, by_rule, section

TEAM = TEAMS[0]


def test_all_goals_denied_is_the_full_section() -> None:
    """A team against which no goal was reached has every point, because the drill ended so."""
    book = Book()
    book.end()
    assert section(book, "attack stopped") == 300
    assert all(len(line.because) == 2 for line in by_rule(book, LineRule.GOAL_DENIED))


def test_a_goal_costs_its_worth() -> None:
    """A goal worth 2 of 3 takes two thirds, because of the entry that says it was reached."""
    book = Book()
    reached = book.put(HOUR, TEAM, GoalReached("leak"))
    book.end()
    lost = by_rule(book, LineRule.GOAL_LOST)
    assert [(line.points, line.because, line.t) for line in lost] == [(-200, (reached,), HOUR)]
    assert section(book, "attack stopped") == 100


def test_every_goal_reached_is_nothing() -> None:
    """With uneven shares the losses still take exactly what was there."""
    book = Book()
    book.put(HOUR, TEAM, GoalReached("encrypt"))
    book.put(2 * HOUR, TEAM, GoalReached("leak"))
    model = replace(MODEL, scoring=replace(MODEL.scoring, attack_stopped=100))
    assert section(book, "attack stopped", model=model) == 0


def test_the_section_is_the_formula_rounded_once() -> None:
    """One third of 100 points lost leaves 67, two thirds lost leave 33."""
    model = replace(MODEL, scoring=replace(MODEL.scoring, attack_stopped=100))
    for goal, left in (("encrypt", 67), ("leak", 33)):
        book = Book()
        book.put(HOUR, TEAM, GoalReached(goal))
        assert section(book, "attack stopped", model=model) == left


def test_a_goal_counts_once() -> None:
    """A second entry for the same goal costs nothing more."""
    book = Book()
    book.put(HOUR, TEAM, GoalReached("leak"))
    book.put(2 * HOUR, TEAM, GoalReached("leak"))
    assert section(book, "attack stopped") == 100
