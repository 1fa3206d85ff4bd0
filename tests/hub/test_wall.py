from hypothesis import given
from hypothesis import strategies as st

from drill.hub.past import Past
from drill.hub.wall import Held, Wall
from drill.world.cards import BoardCard, Put, RowCard, View
from drill.world.happened import Happened
from drill.world.inputs import (
    AnyInput,
    BoardFrozen,
    ClockPaused,
    ClockStarted,
    TeamHeld,
    TeamReleased,
)
from drill.world.outputs import AnyOutput, GoalReached, TeamEnded
from scoring.wall.view import WallView
from tests.scoring.ground import MINUTE, MODEL, OPENED, TEAMS

ONE = TEAMS[0]


class Clock:
    """A wall clock that stands where the test puts it."""

    def __init__(self) -> None:
        self.now = 1_000_000

    def __call__(self) -> int:
        """Return the wall time (ms)."""
        return self.now


def board(delay: int = 0, revealed: int | None = None) -> Put:
    """Return what judges say of the wall."""
    return Put(
        BoardCard(
            "board", delay=delay, frozen=False, revealed=revealed, undefended=False, story=True, replies=True
        )
    )


def lost(seq: int) -> tuple[int, list[Happened]]:
    """Return the loss of a goal at a position."""
    return seq, [Happened(MINUTE, ONE, "", GoalReached("leak"))]


def total(wall: Wall) -> int:
    """Return what a team has on the wall."""
    row = View(wall.view.cards()).get(RowCard, ONE)
    assert row is not None
    return row.total


@given(
    st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 99))),
    st.lists(st.integers(0, 2000)),
    st.integers(0, 500),
)
def test_what_is_held_comes_in_order_once_and_never_early(
    items: list[tuple[int, int]], looks: list[int], delay: int
) -> None:
    """Whenever one looks, nothing is younger than the delay, nothing overtakes, nothing comes twice or is lost."""
    held: Held[tuple[int, int]] = Held()
    for wall, item in items:
        held.put(wall, (wall, item))
    came: list[tuple[int, int]] = []
    for now in sorted(looks):
        due = list(held.due(now, delay))
        assert all(wall + delay <= now for wall, _item in due)
        came += due

    assert came + list(held.due(10_000, delay)) == items


def test_the_wall_is_as_late_as_it_is_told() -> None:
    """With five minutes of delay a loss is on the wall five minutes later, to the millisecond."""
    clock = Clock()
    wall = Wall(WallView(MODEL, OPENED), clock)
    wall.tell([board(delay=5 * MINUTE)])
    before = total(wall)
    wall.take(*lost(2))
    clock.now += 5 * MINUTE - 1
    assert wall.beat(MINUTE) == []
    assert total(wall) == before

    clock.now += 1
    wall.beat(MINUTE)

    assert total(wall) < before


def test_a_delay_that_is_taken_off_shows_everything_at_the_next_beat() -> None:
    """Judges who take the delay off need not wait for it."""
    clock = Clock()
    wall = Wall(WallView(MODEL, OPENED), clock)
    wall.tell([board(delay=5 * MINUTE)])
    before = total(wall)
    wall.take(*lost(2))
    wall.tell([board()])
    wall.beat(MINUTE)

    assert total(wall) < before


def test_the_curtain_falls_at_once_however_late_the_wall_is() -> None:
    """A ceremony is driven by hand: no row stays on the wall for the length of a delay."""
    wall = Wall(WallView(MODEL, OPENED), Clock())
    wall.tell([board(delay=5 * MINUTE)])
    wall.take(2, [Happened(0, "", "judge", BoardFrozen())])
    wall.tell([board(delay=5 * MINUTE, revealed=0)])

    assert View(wall.view.cards()).all(RowCard) == []


def test_time_of_the_wall_is_late_too() -> None:
    """The clock on the wall tells the time of what stands there."""
    clock = Clock()
    wall = Wall(WallView(MODEL, OPENED), clock)
    wall.tell([board(delay=MINUTE)])
    wall.beat(10 * MINUTE)
    assert wall.now() == 0
    clock.now += MINUTE
    wall.beat(11 * MINUTE)

    assert wall.now() == 10 * MINUTE


def entry(
    t: int, what: AnyInput | AnyOutput, wall: int | None = None, team: str = ""
) -> tuple[Happened, int | None]:
    """Return an entry with its wall time."""
    return Happened(t, team, "", what), wall


def test_a_journal_tells_when_its_outputs_happened() -> None:
    """Between inputs the wall time follows the pace of the clock, stands in a pause, and counts a team's holds."""
    ended = TeamEnded()
    past = Past()
    found = [
        past.at(*one)
        for one in (
            entry(0, ClockStarted(2, 1), 1_000),
            entry(60_000, ended, team=ONE),
            entry(80_000, TeamHeld(ONE, "x"), 41_000),
            entry(90_000, TeamReleased(ONE), 46_000),
            entry(80_000, ended, team=ONE),
            entry(90_000, ended, team=ONE),
            entry(100_000, ClockPaused(), 51_000),
            entry(100_000, ended, team="other"),
            entry(100_000, ClockStarted(1, 1), 500_000),
            entry(101_000, ended, team="other"),
        )
    ]

    assert found == [1_000, 31_000, 41_000, 46_000, 46_000, 51_000, 51_000, 51_000, 500_000, 501_000]
    asked = (0, 1_000, 31_000, 51_000, 400_000, 502_000)
    assert [past.shared(wall) for wall in asked] == [0, 0, 60_000, 100_000, 100_000, 102_000]


def test_a_wall_that_comes_back_holds_back_what_is_not_old_enough() -> None:
    """After a restart everyone sees the wall as late as before, not what the journal already holds."""
    clock = Clock()
    wall = Wall(WallView(MODEL, OPENED), clock)
    before = total(wall)
    wall.tell([board(delay=5 * MINUTE)])
    begun = (2, Happened(0, "", "c", ClockStarted()), clock.now - 10 * MINUTE)
    gone = (3, Happened(9 * MINUTE, "", "c", ClockPaused()), clock.now - MINUTE)
    wall.restore([begun, gone, (4, lost(4)[1][0], None)], 9 * MINUTE)
    assert total(wall) == before
    assert wall.now() == 5 * MINUTE
    clock.now += 4 * MINUTE
    wall.beat(9 * MINUTE)

    assert total(wall) < before
