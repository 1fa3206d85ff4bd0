"""The attacker's choice: opening, habits, then greedy by h + expected time, with exact ties (π)."""

from drill.scenario.model import Direction, Effect, Mark, Meter, MeterKind, Span, Term, Text
from drill.world.plan import FAR, cost_of
from tests.world.build import HOUR, MINUTE, SECOND, Bench, begun, starts

QUIET = Text("", "")


def order_of(bench: Bench, until: int = 3 * HOUR) -> list[str]:
    """Return the steps in the order in which the attacker began them."""
    world = begun(bench)
    world.advance(until)
    return [name for _, name in starts(world)]


def test_the_cost_of_a_step_is_its_expected_seconds() -> None:
    """π: ceil((lo + hi) / (20 * pct)): 15m to 25m at 60 % is 2,000 s; 1 ms at 100 % counts a second."""
    bench = Bench()
    bench.step("a", "a.done", takes=Span(15 * MINUTE, 25 * MINUTE), chance=60)
    bench.step("b", "b.done", takes=1)
    bench.step("c", "c.done", takes=Span(0, 0))
    assert [cost_of(step) for step in bench.steps] == [2000, 1, 0]


def test_the_opening_is_done_in_order() -> None:
    """π(1): the story goes before cheaper ways."""
    bench = Bench()
    bench.step("quick", "in.side", takes=SECOND)
    bench.step("mail", "pc.taken")
    bench.step("look", "map.known", seen="pc.taken")
    bench.opening = ("mail", "look")
    bench.goal("in", "in.side")
    assert order_of(bench) == ["mail", "look", "quick"]


def test_a_blocked_opening_step_is_skipped() -> None:
    """π(1): the first step of the opening that is not achieved and applicable."""
    bench = Bench()
    bench.step("mail", "pc.taken", seen="mail.up")
    bench.step("look", "map.known")
    bench.opening = ("mail", "look")
    bench.goal("in", "map.known pc.taken")
    assert order_of(bench) == ["look"]


def test_what_already_holds_counts_as_achieved() -> None:
    """π: achieved is: succeeded once, or its non-empty ``then`` holds."""
    bench = Bench()
    bench.at_start("pc.taken")
    bench.step("mail", "pc.taken")
    bench.step("flood", during="ddos.on", takes=MINUTE)
    bench.step("look", "map.known")
    bench.opening = ("mail", "flood", "look")
    bench.goal("in", "never.so")
    assert order_of(bench) == ["flood", "look"]


def test_habits_go_before_plans_and_are_done_once() -> None:
    """π(2): as soon as it is possible, whatever the goals."""
    bench = Bench()
    bench.step("move", "web.taken")
    bench.step("hide", "web.backdoored", seen="web.taken", habit=True)
    bench.step("steal", "data.gone", seen="web.taken")
    bench.goal("steal", "data.gone")
    assert order_of(bench) == ["move", "hide", "steal"]


def test_the_cheapest_way_is_taken() -> None:
    """π(3): by h after it plus its own time: 5 min + 5 min beats 20 min."""
    bench = Bench()
    bench.step("slow", "in.side", takes=20 * MINUTE)
    bench.step("half", "half.done", takes=5 * MINUTE)
    bench.step("rest", "in.side", seen="half.done", takes=5 * MINUTE)
    bench.goal("in", "in.side")
    assert order_of(bench) == ["half", "rest"]


def test_chance_counts_as_time() -> None:
    """π(3): expected time ÷ chance: 5 min at 50 % are 10, so 8 safe minutes go first."""
    bench = Bench()
    bench.step("lucky", "in.side", takes=5 * MINUTE, chance=50)
    bench.step("safe", "in.side", takes=8 * MINUTE)
    bench.goal("in", "in.side")
    assert order_of(bench) == ["safe"]


def test_ties_go_by_file_order() -> None:
    """π(3): equal sums: the step that stands first."""
    bench = Bench()
    bench.step("first", "in.side", takes=5 * MINUTE)
    bench.step("second", "in.side", takes=5 * MINUTE)
    bench.goal("in", "in.side")
    assert order_of(bench) == ["first"]


def test_worth_weighs_goals() -> None:
    """H = Σ worth · distance: the goal worth three pulls three times as much on equal roads."""
    bench = Bench()
    bench.step("cheap", "a.done", takes=5 * MINUTE)
    bench.step("dear", "b.done", takes=5 * MINUTE)
    bench.goal("a", "a.done", 1)
    bench.goal("b", "b.done", 3)
    assert order_of(bench) == ["dear", "cheap"]


def test_h_adds_both_literals() -> None:
    """h_add: a goal of one true and one false fact costs both roads; 300 s + 120 s, a derived fact its cause."""
    bench = Bench()
    bench.at_start("guard.on")
    bench.rule("vault.open", "door.open -guard.on")
    bench.step("open", "door.open", takes=5 * MINUTE)
    bench.step("calm", "-guard.on", takes=2 * MINUTE)
    bench.goal("vault", "vault.open", 2)
    bench.goal("moon", "moon.reached")
    world = begun(bench)
    plan = world.program.plan

    assert plan.worth(world.facts, 0) == 2 * (300 + 120) + FAR
    assert plan.after(0, world.facts, 0)[0] == world.facts | bench.bits("door.open")


def test_h_of_a_negated_derived_fact() -> None:
    """h_add: to make "a or b" false both must be made false, each by its cheapest literal."""
    bench = Bench()
    bench.at_start("a.on", "b.on")
    bench.rule("net.up", "a.on | b.on")
    bench.step("stop-a", "-a.on", takes=MINUTE)
    bench.step("stop-b", "-b.on", takes=2 * MINUTE)
    bench.goal("dark", "-net.up")
    world = begun(bench)

    assert world.program.plan.worth(world.facts, 0) == 180


def test_marks_count_as_effects_of_the_step_that_runs_their_meter() -> None:
    """π: sending data is chosen for the leak that its meter's mark brings, one meter starting another."""
    bench = Bench()
    unit = bench.bits("exfil.on")
    first = Meter(
        "m",
        QUIET,
        QUIET,
        MeterKind.COUNTER,
        0,
        (Term(bench.when("exfil.on"), 24_000),),
        (),
        (Mark(1_000, Direction.UP, bench.effect("data.out")),),
        unit,
    )
    second = Meter(
        "n",
        QUIET,
        QUIET,
        MeterKind.COUNTER,
        0,
        (Term(bench.when("data.out"), 24_000),),
        (),
        (Mark(1_000, Direction.UP, bench.effect("press.knows")),),
        bench.bits("data.out"),
    )
    bench.meters += [first, second]
    bench.step("send", during="exfil.on", takes=45 * MINUTE)
    bench.goal("scandal", "press.knows")
    world = begun(bench)

    assert world.program.plan.worth(world.facts, 0) == 45 * 60
    after, _ = world.program.plan.after(0, world.facts, 0)
    assert after & bench.bits("data.out", "press.knows") == bench.bits("data.out", "press.knows")
    assert not after & unit
    world.advance(HOUR)
    assert list(world.goal_times) == ["scandal"]


def test_a_step_that_changes_nothing_for_the_goals_is_left() -> None:
    """π(3): only steps that lower h."""
    bench = Bench()
    bench.step("idle", "noise.made")
    bench.step("work", "in.side", seen="key.held")
    bench.goal("in", "in.side")
    assert order_of(bench) == []


def test_repeat_lets_a_step_be_done_again() -> None:
    """7.7: without ``repeat`` a step whose effect holds is skipped; with it, it is only skipped when it helps nothing."""
    bench = Bench()
    bench.at_start("a.done")
    bench.step("again", "a.done", fails="", repeat=True)
    bench.goal("b", "a.done b.done")
    assert order_of(bench) == []


def test_belief_is_part_of_the_plan() -> None:
    """F_b: an unknown blocker does not lengthen the road, a known one does."""
    bench = Bench()
    bench.at_start("vpn.closed")
    bench.step("vpn", "in.side", hidden="-vpn.closed", takes=MINUTE)
    bench.step("mail", "in.side", takes=9 * MINUTE)
    bench.goal("in", "in.side")
    world = begun(bench)
    blocked = bench.bits("vpn.closed")

    assert world.program.plan.worth(world.facts, blocked) == 60
    assert world.program.plan.worth(world.facts, 0) == 540


def test_effects_are_believed() -> None:
    """A step that sets a fact which hidden conditions read knows what it has done."""
    bench = Bench()
    bench.step("lock", "door.locked", takes=MINUTE)
    bench.step("enter", "in.side", hidden="-door.locked", takes=MINUTE)
    bench.goal("in", "in.side")
    world = begun(bench)
    facts, unknown = world.program.plan.after(0, world.facts, 0)

    assert facts & bench.bits("door.locked")
    assert unknown == 0


def test_the_choice_is_remembered_for_the_same_question() -> None:
    """2.7: π is pure, so equal states give equal choices, however often and in whatever order asked."""
    bench = Bench()
    bench.step("a", "a.done", takes=MINUTE)
    bench.step("b", "b.done", takes=2 * MINUTE)
    bench.goal("ab", "a.done b.done")
    plan = begun(bench).program.plan
    facts = begun(bench).facts

    assert [plan.choose(facts, 0, skip, 0) for skip in (0, 1, 3, 0)] == [0, 1, -1, 0]
    assert Effect() == Effect(0, 0)
