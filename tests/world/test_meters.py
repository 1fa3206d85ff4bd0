"""Meters: exact counters, levels with keeps, marks, and ties with the team (R5)."""

from drill.scenario.model import Direction, Effect, Keep, Mark, Meter, MeterKind, Span, Term, Text
from drill.world.facts import reads
from drill.world.meters import HOUR as UNIT
from drill.world.meters import as_amount
from drill.world.outputs import MeterChanged, WorldFrozen
from tests.world.build import HOUR, MINUTE, SECOND, Bench, begun, changes, give, is_true, told

QUIET = Text("", "")
UP, DOWN = Direction.UP, Direction.DOWN


def counter(bench: Bench, terms: dict[str, int], marks: tuple[Mark, ...], base: int = 0) -> None:
    """Add the counter ``m``; amounts are thousandths per hour."""
    made = tuple(Term(bench.when(text), amount) for text, amount in terms.items())
    add(bench, MeterKind.COUNTER, made, marks, base, ())


def add(
    bench: Bench,
    kind: MeterKind,
    terms: tuple[Term, ...],
    marks: tuple[Mark, ...],
    base: int,
    keeps: tuple[Keep, ...],
) -> None:
    """Add the meter ``m``."""
    touches = 0
    for guard in (*(term.guard for term in terms), *(keep.guard for keep in keeps)):
        touches |= reads(guard)
    bench.meters.append(Meter("m", QUIET, QUIET, kind, base, terms, keeps, marks, touches))


def mark(bench: Bench, at: int, effect: str, direction: Direction = UP) -> Mark:
    """Return a mark at so many thousandths."""
    return Mark(at, direction, bench.effect(effect))


def test_a_counter_meets_its_mark_at_the_ceiling() -> None:
    """R5: 0.4 a minute comes to 12 after exactly 30 minutes; a rate that does not divide is rounded up to the ms."""
    bench = Bench()
    counter(bench, {"exfil.running": 24_000}, (mark(bench, 12_000, "data.leaked"),))
    bench.order("send", during="exfil.running", takes=HOUR)
    world = begun(bench)
    give(world, "send")
    world.advance(2 * HOUR)
    assert changes(world, "data.leaked") == [(30 * MINUTE, True)]

    bench = Bench()
    counter(bench, {"exfil.running": 7_000}, (mark(bench, 1_000, "data.leaked"),))
    bench.order("send", during="exfil.running", takes=HOUR)
    world = begun(bench)
    give(world, "send")
    world.advance(2 * HOUR)
    assert changes(world, "data.leaked") == [(-(-UNIT * 1000 // 7000), True)]


def test_a_counter_is_never_rounded() -> None:
    """R5: after 1 ms at one thousandth an hour it is one 3,600,000th of a thousandth, and is shown as nothing."""
    bench = Bench()
    counter(bench, {"tap.open": 1}, ())
    bench.order("open", "tap.open", takes=0)
    world = begun(bench)
    give(world, "open")
    world.advance(1)

    assert world.meters.gauges[0].at(1) == 1
    assert world.meter_value("m", 1) == 0
    assert world.meter_value("m", HOUR) == 1


def test_a_counter_stops_and_goes_on() -> None:
    """R5: what was sent before an interruption counts."""
    bench = Bench()
    counter(bench, {"exfil.running": 24_000}, (mark(bench, 12_000, "data.leaked"),))
    bench.order("send", during="exfil.running", takes=20 * MINUTE)
    world = begun(bench)
    give(world, "send")
    world.advance(40 * MINUTE)
    assert world.meter_value("m", 40 * MINUTE) == 8_000
    give(world, "send")
    world.advance(HOUR)

    assert changes(world, "data.leaked") == [(50 * MINUTE, True)]


def test_containment_in_the_same_millisecond_beats_the_leak() -> None:
    """2.4: phase 1 before phase 2; the mark stays ahead and is met as soon as the meter runs again."""
    bench = Bench()
    counter(bench, {"exfil.running": 24_000}, (mark(bench, 12_000, "data.leaked"),))
    bench.order("send", during="exfil.running", takes=30 * MINUTE)
    world = begun(bench)
    give(world, "send")
    world.advance(40 * MINUTE)
    assert not is_true(world, "data.leaked")
    assert world.meter_value("m", world.t) == 12_000
    give(world, "send")
    world.advance(41 * MINUTE)

    assert changes(world, "data.leaked") == [(40 * MINUTE, True)]


def test_a_falling_counter_meets_marks_below() -> None:
    """7.5: ``down to N`` is met while the value falls, not while it rises."""
    bench = Bench()
    marks = (mark(bench, 5_000, "tank.low", DOWN), mark(bench, 12_000, "tank.full"))
    counter(bench, {"pump.on": 60_000, "leak.open": -60_000}, marks, base=10_000)
    bench.order("pump", during="pump.on", takes=4 * MINUTE)
    bench.order("leak", during="leak.open", takes=20 * MINUTE)
    world = begun(bench)
    give(world, "pump")
    world.advance(4 * MINUTE)
    give(world, "leak")
    world.advance(HOUR)

    assert changes(world, "tank.full") == [(2 * MINUTE, True)]
    assert changes(world, "tank.low") == [(13 * MINUTE, True)]


def test_two_marks_met_together_act_in_file_order() -> None:
    """R5: all marks met, in file order: the later one wins on the same fact."""
    bench = Bench()
    marks = (mark(bench, 1_000, "sign.red"), mark(bench, 1_000, "-sign.red sign.green"))
    counter(bench, {"tap.open": 60_000}, marks)
    bench.order("open", "tap.open", takes=0)
    world = begun(bench)
    give(world, "open")
    world.advance(HOUR)

    assert changes(world, "sign.red") == [(MINUTE, True), (MINUTE, False)]
    assert changes(world, "sign.green") == [(MINUTE, True)]


def portal(bench: Bench) -> None:
    """Add the load of the worked example: 150, 5,000 more under attack, 5 % of all while rate-limited."""
    terms = (Term(bench.when("ddos.running"), 5_000_000),)
    keeps = (Keep(bench.when("portal.rate-limited"), 5),)
    marks = (mark(bench, 2_000_000, "portal.overloaded"), mark(bench, 1_200_000, "-portal.overloaded", DOWN))
    add(bench, MeterKind.LEVEL, terms, marks, 150_000, keeps)
    bench.order("flood", during="ddos.running", takes=40 * MINUTE)
    bench.order("limit", "portal.rate-limited", takes=3 * MINUTE, role="analyst")


def test_a_level_follows_the_facts_in_the_same_instant() -> None:
    """R5: a level is worked out anew at each touch; its marks act in phase 2 of that millisecond."""
    bench = Bench()
    portal(bench)
    world = begun(bench)
    give(world, "flood")
    world.advance(10 * MINUTE)
    assert world.meter_value("m", world.t) == 5_150_000
    give(world, "limit", "analyst")
    world.advance(20 * MINUTE)

    assert world.meter_value("m", world.t) == 257_500
    assert changes(world, "portal.overloaded") == [(0, True), (13 * MINUTE, False)]


def test_keeps_multiply_in_file_order_and_floor() -> None:
    """7.5: whole percent, floored after each: 999 * 50 % = 499, * 50 % = 249."""
    bench = Bench()
    keeps = (Keep(bench.when("a.on"), 50), Keep(bench.when("b.on"), 50))
    add(bench, MeterKind.LEVEL, (), (), 999, keeps)
    bench.at_start("a.on", "b.on")

    assert begun(bench).meter_value("m", 0) == 249


def test_a_level_that_starts_beyond_its_mark_has_met_it() -> None:
    """Edges: meters are evaluated at t = 0."""
    bench = Bench()
    add(bench, MeterKind.LEVEL, (), (mark(bench, 100, "load.high"),), 150, ())
    world = begun(bench)
    world.advance(0)

    assert changes(world, "load.high") == [(0, True)]


def test_an_old_mark_is_ignored() -> None:
    """R5: a mark of an old version does nothing; the new rate's does."""
    bench = Bench()
    counter(bench, {"a.on": 60_000, "b.on": 60_000}, (mark(bench, 10_000, "m.full"),))
    bench.order("a", "a.on", takes=0)
    bench.order("b", "b.on", takes=0)
    world = begun(bench)
    give(world, "a")
    world.advance(4 * MINUTE)
    give(world, "b")
    world.advance(HOUR)

    assert changes(world, "m.full") == [(7 * MINUTE, True)]
    assert [what.version for _, what in told(world, MeterChanged)] == [1, 2, 3]


def test_one_meter_starts_another() -> None:
    """X3: overloaded at once, full 20 minutes later at 150 a minute."""
    bench = Bench()
    portal(bench)
    terms = (Term(bench.when("portal.overloaded"), 150_000 * 60),)
    marks = (mark(bench, 3_000_000, "queue.full"),)
    touches = bench.bits("portal.overloaded")
    bench.meters.append(Meter("q", QUIET, QUIET, MeterKind.COUNTER, 0, terms, (), marks, touches))
    world = begun(bench)
    world.advance(SECOND)
    give(world, "flood")
    world.advance(HOUR)

    assert changes(world, "queue.full") == [(20 * MINUTE + SECOND, True)]


def test_a_world_that_flickers_freezes() -> None:
    """2.4: over 10,000 events in one instant freezes that world and calls the instructor; it can still end."""
    bench = Bench()
    terms = (Term(bench.when("x.on"), 1_000),)
    marks = (Mark(500, UP, Effect(0, bench.bits("x.on"))), Mark(499, DOWN, Effect(bench.bits("x.on"))))
    add(bench, MeterKind.LEVEL, terms, marks, 0, ())
    world = begun(bench)
    world.advance(world.end_at)

    assert told(world, WorldFrozen) == [(0, WorldFrozen(10_001))]
    assert world.frozen
    assert world.ended
    assert world.t == 4 * HOUR


def test_amounts_are_shown_without_empty_places() -> None:
    """Thousandths become the shortest decimal."""
    assert [as_amount(n) for n in (18_100, 12_000, 5, 0, -1_500)] == ["18.1", "12", "0.005", "0", "-1.5"]


def test_a_span_of_nothing_is_a_number() -> None:
    """A rate that is on from the start is due from t = 0."""
    bench = Bench()
    counter(bench, {"": 60_000}, (mark(bench, 1_000, "m.one"),))
    world = begun(bench)
    world.advance(Span(0, MINUTE).hi)

    assert changes(world, "m.one") == [(MINUTE, True)]
