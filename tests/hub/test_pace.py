"""A seat's stock of steps: free at first, then only as fast as it refills."""

from drill.clock import ManualClock
from drill.hub.pace import DEBT, REFILL, STOCK, Pace, steps_of


def test_a_stock_is_free_and_each_step_more_waits_for_its_refill() -> None:
    """Whoever stays within the stock never waits; beyond it every step costs its share of a second."""
    pace = Pace(ManualClock())

    assert [pace.spend(1) for _step in range(STOCK)] == [0] * STOCK
    assert pace.spend(1) == 1_000 // REFILL


def test_silence_refills_the_stock_and_no_more_than_that() -> None:
    """An hour of silence gives one stock, not an hour's."""
    clock = ManualClock()
    pace = Pace(clock)
    pace.spend(STOCK)
    clock.advance(3_600_000)

    assert pace.spend(STOCK) == 0
    assert pace.spend(1) > 0


def test_a_debt_has_a_bound() -> None:
    """However much a seat threw at the hub, it is read again after the same few seconds."""
    pace = Pace(ManualClock())

    assert pace.spend(1_000_000) == pace.spend(1_000_000) == DEBT * 1_000 // REFILL


def test_long_messages_cost_more() -> None:
    """A key press costs one step, a longest text twenty more."""
    assert steps_of("x") == 1
    assert steps_of("x" * 20_000) == 21
