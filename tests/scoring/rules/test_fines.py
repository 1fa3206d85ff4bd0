from msgspec.structs import replace

from drill.world.outputs import MistakeMade, OperationStarted, Start
from scoring.model import LineRule
from tests.scoring.ground import HOUR, MINUTE, MODEL, TEAMS, Book, by_rule, section

TEAM = TEAMS[0]


def isolated(minutes: int, *, more: int = 0) -> Book:
    """Return a journal in which the team isolated web01 for some minutes and milliseconds."""
    book = Book()
    run = book.start(HOUR - MINUTE, TEAM, "isolate host web01")
    book.facts(HOUR, TEAM, on="web01.isolated", cause=f"run:{run}")
    book.facts(HOUR + minutes * MINUTE + more, TEAM, off="web01.isolated", cause="run:99")
    return book


def test_ten_minutes_are_free() -> None:
    """Up to ten whole minutes, and the part of the eleventh, cost nothing."""
    assert section(isolated(10), "fines") == 0
    assert section(isolated(10, more=MINUTE - 1), "fines") == 0


def test_each_whole_minute_beyond_costs() -> None:
    """Thirty minutes and a half are 20 minutes at two points."""
    book = isolated(30, more=MINUTE // 2)
    line = by_rule(book, LineRule.NEEDLESS_OUTAGE)[0]
    assert (line.points, line.because) == (-40, (3, 4))


def test_each_episode_has_its_own_ten_minutes() -> None:
    """Two outages of eleven minutes cost one minute each."""
    book = isolated(11)
    run = book.start(3 * HOUR, TEAM, "isolate host web01")
    book.facts(3 * HOUR, TEAM, on="web01.isolated", cause=f"run:{run}")
    book.facts(3 * HOUR + 11 * MINUTE, TEAM, off="web01.isolated", cause="run:99")
    assert section(book, "fines") == -4


def test_off_and_isolated_are_one_episode() -> None:
    """Switching a host off while it is isolated does not start the minutes anew, nor count them twice."""
    book = Book()
    run = book.start(HOUR, TEAM, "isolate host web01")
    book.facts(HOUR, TEAM, on="web01.isolated", cause=f"run:{run}")
    book.facts(HOUR + 8 * MINUTE, TEAM, on="web01.off", cause=f"run:{run}")
    book.facts(HOUR + 9 * MINUTE, TEAM, off="web01.isolated", cause=f"run:{run}")
    book.facts(HOUR + 20 * MINUTE, TEAM, off="web01.off", cause=f"run:{run}")
    assert section(book, "fines") == -20


def test_a_touched_host_costs_nothing_whenever_it_is_touched() -> None:
    """A step that starts against the host, before or after, makes the outage none of the needless ones."""
    book = isolated(30)
    model = replace(MODEL, operations=(replace(MODEL.operations[0], target="web01"), *MODEL.operations[1:]))
    book.start(3 * HOUR, TEAM, "break-in")
    assert section(book, "fines", model=model) == 0
    assert section(book, "fines") == -40


def test_a_doomed_step_touches_and_so_does_its_origin() -> None:
    """A try that could not work counts as a touch, of the host it came from too."""
    book = isolated(30)
    model = replace(MODEL, operations=(replace(MODEL.operations[0], source="web01"), *MODEL.operations[1:]))
    book.put(3 * HOUR, TEAM, OperationStarted(77, "break-in", 0, 3 * HOUR, Start.DOOMED))
    assert section(book, "fines", model=model) == 0


def test_an_order_of_the_team_does_not_touch() -> None:
    """The isolation itself is no touch."""
    assert section(isolated(11), "fines") == -2


def test_what_others_switch_off_is_not_the_team_s_outage() -> None:
    """An umpire or an inject that takes a host away costs the team nothing."""
    book = Book()
    book.facts(HOUR, TEAM, on="web01.off", cause="umpire")
    book.facts(3 * HOUR, TEAM, off="web01.off", cause="umpire")
    book.end()
    assert section(book, "fines") == 0


def test_an_outage_that_lasts_counts_to_the_end_and_not_beyond() -> None:
    """From 3:00 to the end at 4:00 are 50 minutes beyond the first ten."""
    book = Book()
    run = book.start(3 * HOUR, TEAM, "isolate host web01")
    book.facts(3 * HOUR, TEAM, on="web01.isolated", cause=f"run:{run}")
    book.end()
    assert section(book, "fines") == -100


def test_a_costly_mistake_is_fined_once() -> None:
    """However often it is told, one false alarm costs once."""
    book = Book()
    made = book.put(HOUR, TEAM, MistakeMade("scan"))
    book.put(2 * HOUR, TEAM, MistakeMade("scan"))
    assert [(line.points, line.because) for line in by_rule(book, LineRule.COSTLY_MISTAKE)] == [
        (-20, (made,))
    ]


def test_a_mistake_on_a_touched_host_is_none() -> None:
    """Isolating a host that a step had touched was no mistake."""
    model = replace(MODEL, operations=(replace(MODEL.operations[0], target="web01"), *MODEL.operations[1:]))
    book = Book()
    book.start(HOUR, TEAM, "break-in")
    book.put(2 * HOUR, TEAM, MistakeMade("scan"))
    assert section(book, "fines", model=model) == 0


def test_a_touch_after_the_mistake_excuses_nothing() -> None:
    """What counts is what had happened when the team acted."""
    model = replace(MODEL, operations=(replace(MODEL.operations[0], target="web01"), *MODEL.operations[1:]))
    book = Book()
    book.put(HOUR, TEAM, MistakeMade("scan"))
    book.start(2 * HOUR, TEAM, "break-in")
    assert section(book, "fines", model=model) == -20


def test_help_costs_when_it_starts() -> None:
    """Asking for help costs 20 points each time."""
    book = Book()
    book.start(HOUR, TEAM, "ask for help")
    book.start(2 * HOUR, TEAM, "ask for help")
    assert section(book, "fines") == -40


def test_without_fines_nothing_is_fined() -> None:
    """Fines of 0 make no lines."""
    scoring = replace(MODEL.scoring, costly_mistake=0, outage_points=0, wrong_answer=0)
    book = isolated(60)
    book.put(HOUR, TEAM, MistakeMade("scan"))
    assert section(book, "fines", model=replace(MODEL, scoring=scoring)) == 0
