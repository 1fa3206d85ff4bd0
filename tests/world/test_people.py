"""Orders queue for counted hands (R6)."""

from drill.scenario.model import Span
from drill.world.outputs import OperationEnded, OrderDropped, OrderQueued, OrderRefused, PeopleJoined
from tests.world.build import MINUTE, Bench, begun, ends, give, is_true, starts, told


def test_orders_of_a_role_are_served_oldest_first() -> None:
    """R6: one administrator does one thing after another; the analyst does not wait for that."""
    bench = Bench()
    bench.order("a", "a.done", takes=3 * MINUTE)
    bench.order("b", "b.done", takes=2 * MINUTE)
    bench.order("look", role="analyst", takes=MINUTE)
    world = begun(bench)
    for order, role in (("b", "administrator"), ("a", "administrator"), ("look", "analyst")):
        give(world, order, role)
    world.advance(10 * MINUTE)

    assert starts(world) == [(0, "b"), (0, "look"), (2 * MINUTE, "a")]
    assert [what.order for _, what in told(world, OrderQueued)] == [1, 2, 3]


def test_the_oldest_order_holds_up_the_younger_until_its_people_are_free() -> None:
    """First come, first served: an order for two waits, and one for one behind it waits too."""
    bench = Bench()
    bench.people["administrator"] = 2
    bench.order("one", takes=4 * MINUTE)
    bench.order("two", people=2, takes=MINUTE)
    bench.order("three", takes=MINUTE)
    world = begun(bench)
    for order in ("one", "two", "three"):
        give(world, order)
    world.advance(10 * MINUTE)

    assert starts(world) == [(0, "one"), (4 * MINUTE, "two"), (5 * MINUTE, "three")]


def test_needs_are_checked_when_the_order_starts() -> None:
    """R6: not when it was given; a refusal frees the place for the next at once."""
    bench = Bench()
    bench.order("isolate", "pc.isolated", needs="-pc.isolated", takes=2 * MINUTE)
    bench.order("reconnect", "-pc.isolated", needs="pc.isolated", takes=MINUTE)
    world = begun(bench)
    for order in ("isolate", "isolate", "reconnect"):
        give(world, order)
    world.advance(10 * MINUTE)

    assert [(t, what.order) for t, what in told(world, OrderRefused)] == [(2 * MINUTE, 2)]
    assert starts(world) == [(0, "isolate"), (2 * MINUTE, "reconnect")]
    assert not is_true(world, "pc.isolated")


def test_a_refusal_names_only_what_the_team_can_observe() -> None:
    """R6: its own orders' states, never a fact that only the attacker made."""
    bench = Bench()
    bench.at_start("pc.lost", "pc.isolated")
    bench.order("restore", needs="-pc.lost", takes=0)
    bench.order("isolate", "pc.isolated", needs="-pc.isolated -pc.lost", takes=0)
    bench.order("reconnect", "-pc.isolated", takes=0)
    bench.order("enable", "team.ready", needs="pc.enabled", takes=0)
    world = begun(bench)
    for order in ("restore", "isolate"):
        give(world, order)

    said = [what.reason.say() for _, what in told(world, OrderRefused)]
    assert said == ["It could not be done.", "pc is isolated."]


def test_an_end_serves_the_queue_in_the_same_millisecond() -> None:
    """2.4: any end or cut of a team's order serves the queue at (t, 5)."""
    bench = Bench()
    bench.order("first", "alarm.on", takes=3 * MINUTE, role="analyst")
    bench.order("second", needs="-alarm.on", takes=10 * MINUTE)
    bench.order("third", takes=MINUTE)
    world = begun(bench)
    give(world, "first", "analyst")
    give(world, "second")
    give(world, "third")
    world.advance(10 * MINUTE)

    assert ends(world)[:2] == [(3 * MINUTE, "first", "success"), (3 * MINUTE, "second", "cut")]
    assert starts(world)[-1] == (3 * MINUTE, "third")


def test_a_queued_order_is_dropped_and_a_running_one_is_stopped() -> None:
    """A cancelled running order does nothing, frees its people, and what held while it ran ends."""
    bench = Bench()
    bench.order("work", "work.done", during="host.busy", takes=10 * MINUTE)
    bench.order("wait", "wait.done", takes=MINUTE)
    bench.order("last", "last.done", takes=MINUTE)
    world = begun(bench)
    for order in ("work", "wait", "last"):
        give(world, order)
    world.advance(4 * MINUTE)
    world.crew.cancel(2)
    world.crew.cancel(1)
    world.advance(20 * MINUTE)

    assert told(world, OrderDropped) == [(4 * MINUTE, OrderDropped(2))]
    assert ends(world) == [(4 * MINUTE, "work", "cancelled"), (5 * MINUTE, "last", "success")]
    assert not is_true(world, "host.busy")
    assert not is_true(world, "work.done")
    assert told(world, OperationEnded)[0][1].because == ()


def test_help_joins_after_its_time() -> None:
    """Library: ask for help brings one more analyst 30 minutes after it ends, and the queue is served then."""
    bench = Bench()
    bench.order("ask for help", role="leader", takes=5 * MINUTE, extra_people=("analyst", 1, 30 * MINUTE))
    bench.order("watch", role="analyst", takes=100 * MINUTE)
    world = begun(bench)
    give(world, "ask for help", "leader")
    give(world, "watch", "analyst")
    give(world, "watch", "analyst")
    world.advance(40 * MINUTE)

    assert told(world, PeopleJoined) == [(35 * MINUTE, PeopleJoined("analyst", 1))]
    assert starts(world)[-1] == (35 * MINUTE, "watch")
    assert world.crew.free["analyst"] == 0


def test_luck_decides_how_long_an_order_takes_the_same_for_every_team() -> None:
    """X4: the k-th order of a kind takes as long in every team, whatever else they do."""

    def lasted(*, busy: bool) -> int:
        bench = Bench()
        bench.order("dig", takes=Span(3 * MINUTE, 7 * MINUTE), role="analyst")
        bench.order("other", takes=MINUTE)
        world = begun(bench)
        if busy:
            give(world, "other")
        world.advance(2 * MINUTE)
        give(world, "dig", "analyst")
        world.advance(20 * MINUTE)
        return ends(world)[-1][0] - 2 * MINUTE

    assert lasted(busy=True) == lasted(busy=False)
