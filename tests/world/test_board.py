"""Service time and the team's status board (R1(a), X5)."""

from drill.world.outputs import BoardChanged
from tests.world.build import HOUR, MINUTE, SECOND, Bench, begun, give, told


def test_up_time_is_exact_to_the_millisecond() -> None:
    """R1(a): time is added at each change; a service that is down adds nothing."""
    bench = Bench()
    bench.host("web")
    bench.service("portal", "web.working", noticed_after=MINUTE)
    bench.order("off", "web.off", takes=2 * MINUTE + 1)
    bench.order("on", "-web.off", takes=5 * MINUTE)
    world = begun(bench)
    give(world, "off")
    give(world, "on")
    world.advance(HOUR)

    assert world.up_time("portal") == HOUR - 5 * MINUTE


def test_the_board_follows_after_its_delay() -> None:
    """X5: the board shows what was, a delay ago; also the way back."""
    bench = Bench()
    bench.host("web")
    bench.service("portal", "web.working", noticed_after=MINUTE)
    bench.order("off", "web.off", takes=2 * MINUTE)
    bench.order("on", "-web.off", takes=30 * SECOND)
    world = begun(bench)
    give(world, "off")
    give(world, "on")
    world.advance(HOUR)

    assert told(world, BoardChanged) == [
        (3 * MINUTE, BoardChanged("portal", up=False)),
        (3 * MINUTE + 30 * SECOND, BoardChanged("portal", up=True)),
    ]


def test_a_flash_inside_one_millisecond_is_not_shown() -> None:
    """Samples are taken in phase 8, when the millisecond is over."""
    bench = Bench()
    bench.host("web")
    bench.service("portal", "web.working", noticed_after=0)
    bench.order("off", "web.off", takes=0)
    bench.order("on", "-web.off", takes=0)
    world = begun(bench)
    give(world, "off")
    give(world, "on")
    world.advance(HOUR)

    assert told(world, BoardChanged) == []
    assert world.up_time("portal") == HOUR
