"""Steps and orders: start, end, failure, cut (R2, R3, R4)."""

from drill.scenario.model import ALWAYS, Effect, Outcome, Span
from drill.world.draws import draw, within
from drill.world.outputs import AttackerLearned, FactsChanged, OperationEnded, TraceWritten
from tests.world.build import (
    MINUTE,
    SECOND,
    Bench,
    begun,
    changes,
    ends,
    give,
    is_true,
    stage,
    starts,
    told,
    trace,
)


def test_a_step_runs_for_its_drawn_time() -> None:
    """R2: d = lo + draw(duration, o, n) * (hi - lo + 1) >> 64, and ``then`` holds at its end."""
    bench = Bench()
    bench.step("take", "fs.lost", takes=Span(3 * MINUTE, 6 * MINUTE))
    bench.goal("loss", "fs.lost")
    bench.first_move = MINUTE
    world = begun(bench, seed=11)
    world.advance(20 * MINUTE)

    end = MINUTE + within(draw(11, "duration", "take", 0), Span(3 * MINUTE, 6 * MINUTE))
    assert starts(world) == [(MINUTE, "take")]
    assert changes(world, "fs.lost") == [(end, True)]
    assert world.goal_times == {"loss": end}


def test_during_holds_only_while_the_step_runs() -> None:
    """R2, R3: set(during) at the start, during taken back at the end, except what ``then`` sets."""
    bench = Bench()
    bench.step("flood", "portal.tired", during="ddos.running portal.tired", takes=5 * MINUTE)
    bench.goal("tire", "portal.tired ddos.gone")
    bench.opening = ("flood",)
    world = begun(bench)
    world.advance(30 * MINUTE)

    assert changes(world, "ddos.running") == [(0, True), (5 * MINUTE, False)]
    assert changes(world, "portal.tired") == [(0, True)]


def test_a_during_fact_of_two_runnings_ends_with_the_last() -> None:
    """Edges: the same ``during`` fact set by two running operations is counted."""
    bench = Bench()
    bench.order("long", during="host.busy", takes=9 * MINUTE)
    bench.order("short", during="host.busy", takes=4 * MINUTE, role="analyst")
    world = begun(bench)
    give(world, "long")
    give(world, "short", "analyst")
    world.advance(20 * MINUTE)

    assert changes(world, "host.busy") == [(0, True), (9 * MINUTE, False)]


def test_during_may_keep_a_fact_false() -> None:
    """A ``during`` that clears a fact gives it back at the end, and only if it was true."""
    bench = Bench()
    bench.at_start("guard.on")
    bench.order("pause it", during="-guard.on -other.on", takes=2 * MINUTE)
    world = begun(bench)
    give(world, "pause it")
    world.advance(5 * MINUTE)

    assert changes(world, "guard.on") == [(0, False), (2 * MINUTE, True)]
    assert not is_true(world, "other.on")


def test_a_step_that_breaks_its_own_need_is_not_cut() -> None:
    """R3: it is no longer running when its effect is set."""
    bench = Bench()
    bench.at_start("pc.compromised")
    bench.step("encrypt", "pc.encrypted -pc.compromised", seen="pc.compromised")
    bench.goal("lock", "pc.encrypted")
    world = begun(bench)
    world.advance(10 * MINUTE)

    assert ends(world) == [(5 * MINUTE, "encrypt", "success")]


def test_a_broken_hold_cuts_at_that_instant() -> None:
    """R4: failed traces are written, ``during`` ends, the attacker knows the blocker, all in that millisecond."""
    bench = Bench()
    bench.step(
        "send",
        hidden="-drop.blocked",
        during="exfil.running",
        then="data.gone",
        takes=45 * MINUTE,
        failed_traces=(trace("send.failed.1"),),
    )
    bench.goal("leak", "data.gone")
    bench.order("block drop", "drop.blocked", takes=2 * MINUTE)
    world = begun(bench)
    world.advance(10 * MINUTE)
    give(world, "block drop")
    world.advance(13 * MINUTE)

    assert ends(world) == [(12 * MINUTE, "block drop", "success"), (12 * MINUTE, "send", "cut")]
    assert told(world, OperationEnded)[1][1].because == ("drop.blocked",)
    assert [(t, what.trace) for t, what in told(world, TraceWritten)] == [(12 * MINUTE, "send.failed.1")]
    assert changes(world, "exfil.running") == [(0, True), (12 * MINUTE, False)]
    assert [t for t, _ in told(world, AttackerLearned)] == [12 * MINUTE]
    assert world.known == 1 << bench.names["drop.blocked"]


def test_losing_its_own_machine_teaches_no_blocker() -> None:
    """R4: what a step reads as it is (``from``) is not among the hidden bits that it learns."""
    bench = Bench()
    bench.at_start("pc.compromised")
    bench.step("copy", "fs.copied", seen="pc.compromised -pc.isolated", hidden="-fs.isolated")
    bench.goal("copy", "fs.copied")
    bench.order("isolate pc", "pc.isolated")
    world = begun(bench)
    give(world, "isolate pc")
    world.advance(3 * MINUTE)

    assert ends(world)[-1] == (2 * MINUTE, "copy", "cut")
    assert world.known == 0


def test_once_started_continues_is_never_cut() -> None:
    """8: a step whose hold is nothing runs on when its needs break."""
    bench = Bench()
    bench.at_start("pc.compromised")
    bench.step("spread", "all.hit", seen="pc.compromised", hold=ALWAYS)
    bench.goal("hit", "all.hit")
    bench.order("clean pc", "-pc.compromised")
    world = begun(bench)
    give(world, "clean pc")
    world.advance(6 * MINUTE)

    assert changes(world, "all.hit") == [(5 * MINUTE, True)]


def test_a_cut_can_cut_the_next() -> None:
    """R4: the end of one step's ``during`` cuts the order that leans on it, in the same millisecond."""
    bench = Bench()
    bench.order("first", during="bridge.up", needs="-alarm.on", takes=10 * MINUTE)
    bench.order("second", "far.reached", needs="bridge.up", takes=10 * MINUTE, role="analyst")
    bench.order("alarm", "alarm.on", takes=3 * MINUTE, role="leader")
    world = begun(bench)
    give(world, "first")
    give(world, "second", "analyst")
    give(world, "alarm", "leader")
    world.advance(20 * MINUTE)

    assert ends(world) == [
        (3 * MINUTE, "alarm", "success"),
        (3 * MINUTE, "first", "cut"),
        (3 * MINUTE, "second", "cut"),
    ]
    assert not is_true(world, "far.reached")


def test_a_failure_sets_what_it_sets_and_cools() -> None:
    """R3: by chance failed, ``if it fails`` holds, failed traces are written, and it is tried again after ``retry``."""
    bench = Bench()
    bench.step(
        "guess",
        "account.stolen",
        fails="account.locked",
        chance=1,
        takes=MINUTE,
        failed_traces=(trace("guess.failed.1"),),
    )
    bench.goal("steal", "account.stolen")
    seed = next(s for s in range(100) if all(draw(s, "success", "guess", n) * 100 >= 1 << 64 for n in (0, 1)))
    world = begun(bench, seed=seed)
    world.advance(12 * MINUTE)

    assert ends(world)[:2] == [(MINUTE, "guess", "failed"), (12 * MINUTE, "guess", "failed")]
    assert starts(world) == [(0, "guess"), (11 * MINUTE, "guess")]
    assert changes(world, "account.locked") == [(MINUTE, True)]
    assert [t for t, _ in told(world, TraceWritten)] == [MINUTE, 12 * MINUTE]


def test_the_first_outcome_that_holds_counts() -> None:
    """Library: ``remove malware`` clears the back door only when its trace was seen."""

    def run(*, found: bool) -> bool:
        bench = Bench()
        bench.at_start("pc.backdoored", *(["team.seen"] if found else []))
        bench.order("remove malware pc")
        both = (
            Outcome(bench.when("team.seen"), Effect(0, bench.bits("pc.backdoored"))),
            Outcome(ALWAYS, Effect()),
        )
        bench.orders.clear()
        bench.order("remove malware pc", outcomes=both)
        world = begun(bench)
        give(world, "remove malware pc")
        world.advance(5 * MINUTE)
        return is_true(world, "pc.backdoored")

    assert not run(found=True)
    assert run(found=False)


def test_a_stage_holds_for_the_last_part_of_an_order() -> None:
    """Rulings: patching has the host off for the last five minutes, and no longer."""
    bench = Bench()
    off = Effect(bench.bits("web.off"))
    bench.order("patch web", "-web.weak", takes=15 * MINUTE, stages=(stage(5 * MINUTE, off),))
    bench.at_start("web.weak")
    world = begun(bench)
    give(world, "patch web")
    world.advance(20 * MINUTE)

    assert changes(world, "web.off") == [(10 * MINUTE, True), (15 * MINUTE, False)]
    assert changes(world, "web.weak") == [(15 * MINUTE, False)]


def test_end_sessions_cuts_the_steps_that_it_names() -> None:
    """Rulings: an order may cut running steps when it ends; nothing is learned from that."""
    bench = Bench()
    bench.step("roam", "fs.seen", takes=10 * MINUTE)
    bench.goal("see", "fs.seen")
    bench.order("end sessions helpdesk", cuts=("roam",))
    world = begun(bench)
    give(world, "end sessions helpdesk")
    world.advance(3 * MINUTE)

    assert ends(world) == [(2 * MINUTE, "end sessions helpdesk", "success"), (2 * MINUTE, "roam", "cut")]
    assert world.known == 0


def test_ties_go_to_the_team() -> None:
    """2.4: containment in the same millisecond beats the step (phase 1 before phase 3)."""
    bench = Bench()
    bench.step("take", "fs.lost", hidden="-fs.isolated", takes=5 * MINUTE)
    bench.goal("loss", "fs.lost")
    bench.order("isolate fs", "fs.isolated", takes=2 * MINUTE)
    world = begun(bench)
    world.advance(3 * MINUTE)
    give(world, "isolate fs")
    world.advance(5 * MINUTE)

    assert ends(world) == [(5 * MINUTE, "isolate fs", "success"), (5 * MINUTE, "take", "cut")]
    assert not is_true(world, "fs.lost")


def test_each_change_is_in_exactly_one_entry() -> None:
    """Edges: folding the journal's changes from nothing gives the facts, derived ones too."""
    bench = Bench()
    bench.host("fs")
    bench.service("files", "fs.working")
    bench.step("take", "fs.encrypted", takes=5 * MINUTE)
    bench.goal("loss", "fs.encrypted")
    world = begun(bench)
    world.advance(world.end_at)

    facts = 0
    for _, what in told(world, FactsChanged):
        new, gone = int(what.set, 16), int(what.cleared, 16)
        assert facts & new == 0
        assert facts & gone == gone
        facts = facts & ~gone | new
    assert facts == world.facts


def test_orders_wait_a_second_for_nothing() -> None:
    """R2: an order that takes no time ends in its own millisecond, in an earlier phase, which runs next."""
    bench = Bench()
    bench.order("press", "button.down", takes=0)
    world = begun(bench)
    world.advance(SECOND)
    give(world, "press")
    world.advance(SECOND)

    assert changes(world, "button.down") == [(SECOND, True)]
