"""The attacker's hands, moods, doomed attempts and cooling (R7, R1(g))."""

from drill.scenario.model import Span
from drill.world.draws import draw, within
from drill.world.outputs import AttackerLearned, OperationEnded, TraceWritten
from tests.world.build import (
    HOUR,
    MINUTE,
    Bench,
    begun,
    changes,
    ends,
    give,
    is_true,
    starts,
    told,
    trace,
)


def chain(bench: Bench, *names: str) -> None:
    """Add steps that each need the one before, the last one being the goal; five minutes each."""
    before = ""
    for name in names:
        bench.step(name, f"{name}.done", seen=before)
        before = f"{name}.done"
    bench.goal("end", before)


def test_a_hand_rests_for_the_pace_after_each_end() -> None:
    """R1(g), R3: rested from t + draw(pace, o, n) on."""
    bench = Bench()
    chain(bench, "one", "two")
    bench.pace = Span(3 * MINUTE, 7 * MINUTE)
    bench.first_move = 6 * MINUTE
    world = begun(bench, seed=5)
    world.advance(HOUR)

    rest = within(draw(5, "pace", "one", 0), Span(3 * MINUTE, 7 * MINUTE))
    assert starts(world) == [(6 * MINUTE, "one"), (11 * MINUTE + rest, "two")]


def test_it_stops_when_every_goal_is_reached() -> None:
    """π: a goal once reached counts 0, so nothing lowers h any more."""
    bench = Bench()
    chain(bench, "one")
    bench.step("more", "more.done")
    world = begun(bench)
    world.advance(HOUR)

    assert starts(world) == [(0, "one")]


def test_two_hands_take_two_steps() -> None:
    """R7: while hands are free."""
    bench = Bench()
    bench.hands = 2
    bench.step("left", "left.done")
    bench.step("right", "right.done")
    bench.goal("both", "left.done right.done")
    world = begun(bench)
    world.advance(HOUR)

    assert starts(world) == [(0, "left"), (0, "right")]


def test_a_mood_adds_a_rested_hand_at_once() -> None:
    """R1(g): the alarm at 00:02 brings the second hand's step in that millisecond; its pace counts from then on."""
    bench = Bench()
    bench.pace = Span(30 * MINUTE, 30 * MINUTE)
    bench.mood("alarmed", "alarm.on", Span(MINUTE, MINUTE), 2)
    for name in ("a", "b", "c"):
        bench.step(name, f"{name}.done")
    bench.goal("all", "a.done b.done c.done")
    bench.order("alarm", "alarm.on", takes=2 * MINUTE)
    world = begun(bench)
    give(world, "alarm")
    world.advance(HOUR)

    assert starts(world)[1:] == [(0, "a"), (2 * MINUTE, "b"), (6 * MINUTE, "c")]


def test_the_last_mood_that_holds_applies() -> None:
    """7.7: later moods go before earlier ones; a mood that says nothing of hands leaves the attack's."""
    bench = Bench()
    bench.mood("calm", "", Span(9 * MINUTE, 9 * MINUTE), 3)
    bench.mood("quick", "one.done", Span(MINUTE, MINUTE))
    chain(bench, "one", "two")
    world = begun(bench)
    world.advance(HOUR)

    assert starts(world) == [(0, "one"), (6 * MINUTE, "two")]
    assert world.attacker.hands() == 1


def test_a_mood_that_ends_takes_a_hand_only_after_its_step() -> None:
    """A step that runs on the added hand runs to its end; afterwards that hand is gone."""
    bench = Bench()
    bench.pace = Span(MINUTE, MINUTE)
    bench.mood("alarmed", "alarm.on", None, 2)
    for name in ("a", "b", "c", "d"):
        bench.step(name, f"{name}.done")
    bench.goal("all", "a.done b.done c.done d.done")
    bench.order("alarm", "alarm.on", takes=0)
    bench.order("hush", "-alarm.on", takes=2 * MINUTE)
    world = begun(bench)
    give(world, "alarm")
    give(world, "hush")
    world.advance(HOUR)

    steps = [start for start in starts(world) if len(start[1]) == 1]
    assert steps == [(0, "a"), (0, "b"), (6 * MINUTE, "c"), (12 * MINUTE, "d")]


def test_a_blocked_step_is_doomed_and_teaches() -> None:
    """R7: it takes ``lo``, writes failed traces alone, sets no ``during``; at its end the blocker is known."""
    bench = Bench()
    bench.at_start("sender.blocked")
    bench.step(
        "phish",
        "pc.taken",
        hidden="-sender.blocked",
        during="mail.flying",
        fails="filter.warm",
        takes=Span(4 * MINUTE, 8 * MINUTE),
        start_traces=(trace("s"),),
        traces=(trace("t"),),
        failed_traces=(trace("f"),),
    )
    bench.goal("in", "pc.taken")
    world = begun(bench)
    world.advance(2 * HOUR)

    assert starts(world) == [(0, "phish!")]
    assert ends(world) == [(4 * MINUTE, "phish", "failed")]
    assert told(world, OperationEnded)[0][1].because == ("sender.blocked",)
    assert [(t, what.trace) for t, what in told(world, TraceWritten)] == [(4 * MINUTE, "f")]
    assert changes(world, "mail.flying") == []
    assert changes(world, "filter.warm") == [(4 * MINUTE, True)]
    assert [t for t, _ in told(world, AttackerLearned)] == [4 * MINUTE]


def test_a_known_blocker_is_believed_when_it_comes_back() -> None:
    """π: F_b = F & ~(hidden & ~known): known blocks are seen, lifted and set again alike."""
    bench = Bench()
    bench.at_start("sender.blocked")
    bench.step("phish", "pc.taken", hidden="-sender.blocked")
    bench.goal("in", "pc.taken")
    bench.order("unblock", "-sender.blocked", takes=0)
    world = begun(bench)
    world.advance(30 * MINUTE)
    assert starts(world) == [(0, "phish!")]
    give(world, "unblock")
    world.advance(40 * MINUTE)

    assert [start for start in starts(world) if start[1] != "unblock"][1:] == [(30 * MINUTE, "phish")]


def test_a_blocker_lifted_before_the_end_teaches_nothing_but_the_attempt_fails() -> None:
    """R7: known |= the blockers that hold at its end."""
    bench = Bench()
    bench.at_start("sender.blocked")
    bench.step("phish", "pc.taken", hidden="-sender.blocked")
    bench.goal("in", "pc.taken")
    bench.order("unblock", "-sender.blocked", takes=2 * MINUTE)
    world = begun(bench)
    give(world, "unblock")
    world.advance(20 * MINUTE)

    assert ends(world)[1] == (5 * MINUTE, "phish", "failed")
    assert world.known == 0
    assert starts(world)[-1] == (15 * MINUTE, "phish")


def test_a_doomed_attempt_uses_up_its_number() -> None:
    """R7: attempt n is spent, so the next one has the luck of n + 1."""
    bench = Bench()
    bench.at_start("sender.blocked")
    bench.step("phish", "pc.taken", hidden="-sender.blocked", takes=Span(4 * MINUTE, 8 * MINUTE))
    bench.goal("in", "pc.taken")
    bench.order("unblock", "-sender.blocked", takes=10 * MINUTE)
    world = begun(bench, seed=3)
    give(world, "unblock")
    world.advance(HOUR)

    takes = within(draw(3, "duration", "phish", 1), Span(4 * MINUTE, 8 * MINUTE))
    assert ends(world)[-1] == (14 * MINUTE + takes, "phish", "success")


def test_the_blocker_of_one_step_is_open_to_another_that_needs_it() -> None:
    """π: hiddenness belongs to the condition: ``needs`` reads as true what an ``unless`` believes false."""
    bench = Bench()
    bench.at_start("vpn.closed")
    bench.step("vpn", "in.side", hidden="-vpn.closed", takes=MINUTE)
    bench.step("door", "in.side", seen="vpn.closed", takes=3 * MINUTE)
    bench.goal("in", "in.side")
    world = begun(bench)
    world.advance(10 * MINUTE)

    assert starts(world) == [(0, "vpn!"), (MINUTE, "door")]


def test_it_waits_for_the_nearest_cooling_end() -> None:
    """π: with nothing else to do, the failed step is tried again when it has cooled, to the millisecond."""
    bench = Bench()
    bench.retries_after = 7 * MINUTE
    bench.step("guess", "account.stolen", chance=1, takes=MINUTE)
    bench.goal("steal", "account.stolen")
    seed = next(
        s for s in range(100) if all(draw(s, "success", "guess", n) * 100 >= 1 << 64 for n in range(3))
    )
    world = begun(bench, seed=seed)
    world.advance(20 * MINUTE)

    assert starts(world) == [(0, "guess"), (8 * MINUTE, "guess"), (16 * MINUTE, "guess")]


def test_it_gives_a_step_up() -> None:
    """7.7: after N failures of the same step it is never tried again."""
    bench = Bench()
    bench.gives_up_after = 2
    bench.retries_after = MINUTE
    bench.at_start("door.locked")
    bench.step("pick", "in.side", hidden="-door.locked", takes=MINUTE)
    bench.goal("in", "in.side")
    bench.order("open", "-door.locked", takes=0)
    bench.order("lock", "door.locked", takes=0)
    world = begun(bench)
    world.advance(90_000)
    give(world, "open")
    world.advance(120_000)
    give(world, "lock")
    world.advance(10 * MINUTE)
    give(world, "open")
    world.advance(HOUR)

    assert [end for end in ends(world) if end[1] == "pick"] == [
        (60_000, "pick", "failed"),
        (120_000, "pick", "cut"),
    ]
    assert not is_true(world, "in.side")


def test_credit_idles_the_attacker() -> None:
    """R8: nothing is begun for the credited time; what runs goes on, and the end moves."""
    bench = Bench()
    chain(bench, "one", "two")
    world = begun(bench)
    world.advance(4 * MINUTE)
    world.credit(10 * MINUTE)
    world.advance(HOUR)

    assert starts(world) == [(0, "one"), (14 * MINUTE, "two")]
    assert world.end_at == 4 * HOUR + 10 * MINUTE


def test_next_idea_is_what_it_would_do_now() -> None:
    """The controller sees the step that a rested hand would begin; nothing while there is none."""
    bench = Bench()
    chain(bench, "one", "two")
    bench.first_move = 10 * MINUTE
    world = begun(bench)
    world.advance(MINUTE)
    assert world.next_idea() == "one"
    world.advance(11 * MINUTE)
    assert world.next_idea() == ""
