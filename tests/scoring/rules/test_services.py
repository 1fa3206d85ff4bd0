from msgspec.structs import replace

from drill.scenario.model import Model
from drill.world.inputs import TimeAdded, TimeCredited
from drill.world.outputs import TeamEnded
from scoring.model import LineRule
from tests.scoring.ground import HOUR, MINUTE, MODEL, TEAMS, Book, by_rule, section, service

TEAM = TEAMS[0]


def test_a_team_that_never_loses_a_service_has_the_full_points() -> None:
    """Shares that do not divide evenly still add up to all points."""
    uneven: Model = replace(MODEL, services=(service("portal", 3), service("mail", 4)))
    for points in (100, 101, 103, 300):
        model = replace(uneven, scoring=replace(MODEL.scoring, services=points))
        book = Book()
        book.end()
        assert section(book, "services", model=model) == points


def test_an_outage_costs_its_weighted_share_of_time() -> None:
    """Weight 2 of 3 down for 1 of 4 + 4 hours loses 2/24 of 300 points, because of both its ends."""
    book = Book()
    down = book.facts(HOUR, TEAM, off="portal.up")
    up = book.facts(2 * HOUR, TEAM, on="portal.up")
    book.end()
    lost = by_rule(book, LineRule.SERVICE_LOST)
    assert [(line.points, line.because, line.t) for line in lost] == [(-25, (down, up), HOUR)]
    assert section(book, "services") == 275


def test_the_final_state_counts_afterwards() -> None:
    """Down in the last of 4 hours and at the end loses 1 + 4 of 8 hours of its weight."""
    book = Book()
    book.facts(3 * HOUR, TEAM, off="mail.up")
    book.end()
    # 300 * 1/3 * 5/8 = 62.5 lost
    assert section(book, "services") == 238


def test_a_half_point_rounds_up() -> None:
    """300 - 62.5 is 237.5, which the section rounds to 238 and the line to minus 62."""
    book = Book()
    book.facts(3 * HOUR, TEAM, off="mail.up")
    book.end()
    assert [line.points for line in by_rule(book, LineRule.SERVICE_LOST)] == [-62]


def test_rate_limiting_costs_a_tenth_for_its_time() -> None:
    """A rate-limited service counts nine tenths of its weight while it lasts."""
    book = Book()
    book.facts(0, TEAM, on="portal.rate-limited")
    book.facts(4 * HOUR - MINUTE, TEAM, off="portal.rate-limited")
    book.end()
    # 2/3 of the weight, a tenth, 239 of 480 minutes: 300 * 2/3 * 1/10 * 239/480 = 9.958
    assert section(book, "services") == 290


def test_a_service_that_is_down_is_not_also_rate_limited() -> None:
    """Being down takes all of the weight, and no tenth more."""
    book = Book()
    book.facts(HOUR, TEAM, on="portal.rate-limited", off="portal.up")
    book.facts(2 * HOUR, TEAM, on="portal.up", off="portal.rate-limited")
    book.end()
    assert section(book, "services") == 275


def test_all_down_from_the_start_is_nothing() -> None:
    """Without a minute up the section is 0, whatever the rounding of its lines."""
    book = Book()
    book.facts(0, TEAM, off="portal.up mail.up")
    book.end()
    assert section(book, "services") == 0


def test_added_and_credited_time_lengthen_the_drill() -> None:
    """An hour added and an hour credited make the length six hours for that team."""
    book = Book()
    book.facts(HOUR, TEAM, off="portal.up")
    book.facts(2 * HOUR, TEAM, on="portal.up")
    book.put(3 * HOUR, "", TimeAdded(HOUR))
    book.put(3 * HOUR, "", TimeCredited(TEAM, HOUR, "power cut"))
    # 300 * 2/3 * 1/10
    assert section(book, "services") == 280


def test_an_early_end_shortens_the_drill() -> None:
    """What counts is the time that the drill really had."""
    book = Book()
    book.facts(HOUR, TEAM, off="portal.up")
    book.facts(2 * HOUR, TEAM, on="portal.up")
    book.put(2 * HOUR, TEAM, TeamEnded())
    # 300 * 2/3 * 1/6 = 33.3
    assert section(book, "services") == 267


def test_a_change_and_back_in_one_instant_costs_nothing() -> None:
    """An outage of no length makes no line."""
    book = Book()
    book.facts(HOUR, TEAM, off="portal.up")
    book.facts(HOUR, TEAM, on="portal.up")
    assert by_rule(book, LineRule.SERVICE_LOST) == []


def test_while_the_drill_runs_the_present_state_counts_on() -> None:
    """Before the end a service that is down counts as down to the end and afterwards."""
    book = Book()
    book.facts(2 * HOUR, TEAM, off="portal.up")
    assert section(book, "services") == 300 - 150
