"""R1's order of consequences, the phases of one millisecond, and what a world can be asked (2.3, 2.4)."""

from drill.scenario.model import Direction, Effect, Mark, Meter, MeterKind, Term, Text
from drill.world.outputs import (
    AlertRaised,
    AttackerLearned,
    BoardChanged,
    FactsChanged,
    GoalReached,
    InjectChanged,
    MeterChanged,
    OperationEnded,
    OperationStarted,
)
from drill.world.world import World
from tests.world.build import HOUR, MINUTE, Bench, begun, changes, give, inject, is_true, trace
from tests.world.test_run import BUSY, PLANS

QUIET = Text("", "")


def test_one_change_has_its_consequences_in_order() -> None:
    """R1: (b) the change, (c) meters, (d) cuts, (f) goals; what is scheduled comes in its own phase."""
    bench = Bench()
    bench.rule("web.up", "-web.off")
    term = Term(bench.when("web.off"), 60_000)
    bench.meters.append(
        Meter("m", QUIET, QUIET, MeterKind.COUNTER, 0, (term,), (), (), bench.bits("web.off"))
    )
    bench.step("dig", "gold.found", seen="web.up", takes=HOUR)
    bench.goal("gold", "gold.found")
    bench.goal("dark", "web.off")
    bench.injects = [inject("call", when=bench.when("web.off"))]
    bench.order("off", "web.off", takes=MINUTE)
    world = begun(bench)
    give(world, "off")
    world.advance(MINUTE)

    assert [type(happened.what) for happened in world.log if happened.t == MINUTE] == [
        OperationEnded,
        FactsChanged,
        MeterChanged,
        OperationEnded,
        GoalReached,
        FactsChanged,
        InjectChanged,
    ]


def test_the_phases_of_one_millisecond() -> None:
    """2.4: team ends, marks, attacker ends, injects, orders, decisions, alerts, the board."""
    bench = Bench()
    bench.host("web")
    bench.service("portal", "web.working", noticed_after=0)
    marks = (Mark(1_000, Direction.UP, bench.effect("m.full")),)
    bench.meters.append(
        Meter("m", QUIET, QUIET, MeterKind.COUNTER, 0, (Term(bench.when(""), 60_000),), (), marks, 0)
    )
    bench.step("one", "one.done", takes=MINUTE, traces=(trace("t", alert="One"),))
    bench.step("two", "two.done", seen="one.done", takes=MINUTE)
    bench.goal("two", "two.done")
    bench.injects = [inject("call", at=MINUTE)]
    bench.order("off", "web.off", takes=MINUTE)
    bench.order("wait", takes=MINUTE)
    world = begun(bench)
    give(world, "off")
    give(world, "wait")
    world.advance(MINUTE)

    told = []
    for what in (happened.what for happened in world.log if happened.t == MINUTE):
        match what:
            case OperationEnded(op=op):
                told.append(f"{op} ends")
            case OperationStarted(op=op):
                told.append(f"{op} starts")
            case FactsChanged(cause=cause) if cause.startswith("meter"):
                told.append("mark")
            case InjectChanged() | AlertRaised() | BoardChanged():
                told.append(type(what).__name__)
            case _:
                pass
    assert told == [
        "off ends",
        "mark",
        "one ends",
        "InjectChanged",
        "wait starts",
        "two starts",
        "AlertRaised",
        "BoardChanged",
    ]


def test_a_mark_beats_the_attackers_end_of_its_millisecond() -> None:
    """2.4: phase 2 before phase 3: the leak is complete before the sending step is over."""
    bench = Bench()
    marks = (Mark(12_000, Direction.UP, bench.effect("data.leaked")),)
    term = Term(bench.when("exfil.on"), 24_000)
    bench.meters.append(
        Meter("m", QUIET, QUIET, MeterKind.COUNTER, 0, (term,), (), marks, bench.bits("exfil.on"))
    )
    bench.step("send", during="exfil.on", takes=30 * MINUTE)
    bench.goal("leak", "data.leaked")
    world = begun(bench)
    world.advance(HOUR)

    assert changes(world, "data.leaked") == [(30 * MINUTE, True)]


def test_running_steps_are_cut_by_number() -> None:
    """R1(d): every running operation, by id."""
    bench = Bench()
    bench.hands = 2
    bench.step("z", "z.done", hidden="-net.cut")
    bench.step("a", "a.done", hidden="-net.cut")
    bench.goal("both", "a.done z.done")
    bench.order("cut", "net.cut", takes=MINUTE)
    world = begun(bench)
    give(world, "cut")
    world.advance(2 * MINUTE)

    cut = [h.what.op for h in world.log if isinstance(h.what, OperationEnded) and h.what.ending == "cut"]
    learned = [h for h in world.log if isinstance(h.what, AttackerLearned)]
    assert cut == ["z", "a"]
    assert len(learned) == 1


def test_nothing_follows_from_a_change_that_changes_nothing() -> None:
    """R1: Δ = 0 leaves no entry."""
    bench = Bench()
    bench.at_start("a.on")
    bench.injects = [inject("same", at=MINUTE, then=Effect(bench.bits("a.on")))]
    world = begun(bench)
    world.advance(HOUR)

    assert [type(happened.what) for happened in world.log] == [FactsChanged, InjectChanged]
    assert is_true(world, "a.on")


def test_a_world_without_a_journal_lives_the_same_life() -> None:
    """Rehearsals keep no outputs: facts, luck and times are those of the journaled world."""
    for seed in range(10):
        loud = World(BUSY, seed, "red", plans=PLANS, hashes=False)
        still = World(BUSY, seed, "red", plans=PLANS, hashes=False, journal=False)
        for world in (loud, still):
            world.start()
            world.advance(HOUR)

        assert still.log == []
        assert still.state() == loud.state()
        assert still.goal_times == loud.goal_times


def test_small_steps_and_one_leap_are_the_same() -> None:
    """How often a world is advanced changes nothing."""
    leap = World(BUSY, 3, "red", plans=PLANS)
    steps = World(BUSY, 3, "red", plans=PLANS)
    leap.start()
    steps.start()
    leap.advance(HOUR)
    for t in range(0, HOUR + 1, 7_919):
        steps.advance(t)
    steps.advance(HOUR)

    assert steps.log == leap.log


def test_next_event_tells_when_to_look_again() -> None:
    """None once the drill is over."""
    world = begun(Bench(HOUR))
    assert world.next_event() == 0
    world.advance(0)
    assert world.next_event() == HOUR
    world.advance(HOUR)
    assert world.next_event() is None
