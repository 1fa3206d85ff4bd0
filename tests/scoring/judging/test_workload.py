import pytest

from scoring.judging.workload import Forecast, Workload, finish, together

MINUTE = 60_000
NOW = 1_800_000_000_000


def steady(count: int, every: int = 5 * MINUTE) -> tuple[int, ...]:
    """Return the times of so many items at an even pace, the last of them now."""
    return tuple(NOW - every * (count - 1 - number) for number in range(count))


def test_an_even_pace_goes_on() -> None:
    """Four items at five minutes each are done in twenty."""
    assert finish(4, steady(6), NOW) == Forecast(NOW + 20 * MINUTE, late=False)


def test_the_ceremony_is_missed_by_a_millisecond() -> None:
    """After the ceremony is late, at its very moment is not."""
    done = NOW + 20 * MINUTE
    assert not finish(4, steady(6), NOW, done).late
    assert finish(4, steady(6), NOW, done - 1).late


def test_a_break_does_not_change_the_pace() -> None:
    """The median of the times between two items leaves a lunch out."""
    times = (NOW - 80 * MINUTE, NOW - 75 * MINUTE, NOW - 10 * MINUTE, NOW - 5 * MINUTE, NOW)
    assert finish(2, times, NOW).done == NOW + 10 * MINUTE


def test_who_paused_goes_on_from_now() -> None:
    """What should be done by now is not promised for the past."""
    later = NOW + 60 * MINUTE
    assert finish(3, steady(5), later).done == later + 10 * MINUTE


@pytest.mark.parametrize("times", [(), (NOW,)])
def test_one_item_tells_no_pace(times: tuple[int, ...]) -> None:
    """Before a second item is finished nothing is foretold, but a ceremony that is over is late."""
    assert finish(3, times, NOW) == Forecast(None, late=False)
    assert finish(3, times, NOW, NOW - 1) == Forecast(None, late=True)


def test_nothing_left_is_done() -> None:
    """Who has finished is done at the time of the last item, never late."""
    assert finish(0, steady(3), NOW + MINUTE, NOW - MINUTE) == Forecast(NOW, late=False)


def test_the_last_judge_decides_for_all() -> None:
    """All are done when the slowest is; unknown as long as one of them is."""
    early, late = Forecast(NOW, late=False), Forecast(NOW + MINUTE, late=True)
    assert together([early, late]) == Forecast(NOW + MINUTE, late=True)
    assert together([early, Forecast(None, late=False)]) == Forecast(None, late=False)
    assert together([]) == Forecast(None, late=False)


def test_what_waits_is_counted_as_it_moves() -> None:
    """An item that goes from one judge to another leaves the first one's count."""
    work = Workload()
    assert work.put("red:a", frozenset({"ann", "bob"}), frozenset()) == {"ann", "bob"}
    assert work.put("red:a", frozenset({"bob"}), frozenset({"ann"})) == {"ann"}
    assert work.put("red:a", frozenset({"cay"}), frozenset({"ann"})) == {"bob", "cay"}
    assert [(work.left(judge), work.done(judge)) for judge in ("ann", "bob", "cay")] == [
        (0, 1),
        (0, 0),
        (1, 0),
    ]
    assert work.judges == {"ann", "cay"}


def test_an_item_is_finished_once() -> None:
    """Marking it again is no second item of work, and an unknown time is none."""
    work = Workload()
    work.finished("red:a", "ann", NOW)
    work.finished("red:a", "ann", NOW + MINUTE)
    work.finished("red:b", "ann", 0)
    assert work.times("ann") == (NOW,)
