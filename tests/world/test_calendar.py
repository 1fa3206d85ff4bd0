"""Injects, red herrings, questions, report clocks, day and night (R1(e), edges, 7.8 to 7.10)."""

from drill.scenario.model import (
    NEVER,
    AnswerGoals,
    Effect,
    Guard,
    Question,
    Report,
    Text,
)
from drill.world.inputs import InjectOrder
from drill.world.outputs import (
    DeadlineMoved,
    FactsChanged,
    GoalReached,
    HerringFired,
    InjectChanged,
    InjectOverdue,
    InjectState,
    MistakeMade,
    QuestionOpened,
    ReportClockStarted,
    ReportOverdue,
)
from tests.world.build import (
    EIGHT,
    HOUR,
    MINUTE,
    Bench,
    begun,
    changes,
    give,
    herring,
    inject,
    is_true,
    template,
    told,
)

QUIET = Text("", "")


def states(bench: Bench, until: int = 4 * HOUR) -> list[tuple[int, str, InjectState]]:
    """Return (t, inject, state) of a world in which nobody does anything."""
    world = begun(bench)
    world.advance(until)
    return [(t, what.inject, what.state) for t, what in told(world, InjectChanged)]


def test_an_inject_comes_at_its_time_and_its_effect_follows() -> None:
    """7.9: ``at``, then ``then``."""
    bench = Bench()
    bench.injects = [inject("call", at=50 * MINUTE, then=Effect(bench.bits("team.warned")))]
    world = begun(bench)
    world.advance(HOUR)

    assert changes(world, "team.warned") == [(50 * MINUTE, True)]
    assert told(world, FactsChanged)[-1][1].cause == "inject:call"


def test_a_trigger_fires_once_and_after_its_delay() -> None:
    """R1(e): once-only: scheduled when the condition first holds, whatever becomes of it."""
    bench = Bench()
    bench.injects = [inject("call", when=bench.when("pc.off"), after=12 * MINUTE)]
    bench.order("off", "pc.off", takes=MINUTE)
    bench.order("on", "-pc.off", takes=MINUTE)
    world = begun(bench)
    for order in ("off", "on", "off"):
        give(world, order)
    world.advance(HOUR)

    assert told(world, InjectChanged) == [(13 * MINUTE, InjectChanged("call", InjectState.SENT))]


def test_triggers_are_evaluated_at_the_start() -> None:
    """Edges: what holds at t = 0 counts from t = 0."""
    bench = Bench()
    bench.at_start("web.down")
    bench.injects = [inject("call", when=bench.when("web.down"), after=5 * MINUTE)]
    assert states(bench) == [(5 * MINUTE, "call", InjectState.SENT)]


def test_unless_is_read_when_it_is_due() -> None:
    """7.9: not sent if it holds then."""
    bench = Bench()
    bench.at_start("phone.dead")
    bench.injects = [inject("call", at=MINUTE, unless=bench.when("phone.dead"), reply_within=MINUTE)]
    assert states(bench) == [(MINUTE, "call", InjectState.DROPPED)]


def test_a_goal_is_noted_once_and_any_goal_follows() -> None:
    """R1(f): the goal's bit is set in the same instant, and what waits for it is scheduled."""
    bench = Bench()
    bench.rule("goal.any.reached", "goal.loss.reached")
    bench.step("take", "fs.lost")
    bench.goal("loss", "fs.lost")
    bench.injects = [inject("note", when=bench.when("goal.any.reached"), after=20 * MINUTE)]
    world = begun(bench)
    world.advance(HOUR)

    assert told(world, GoalReached) == [(5 * MINUTE, GoalReached("loss"))]
    assert told(world, InjectChanged)[0][0] == 25 * MINUTE


def test_a_goal_that_holds_at_the_start_is_reached_at_once() -> None:
    """Edges: goals are evaluated at t = 0."""
    bench = Bench()
    bench.at_start("fs.lost")
    bench.goal("loss", "fs.lost")
    assert begun(bench).goal_times == {"loss": 0}


def test_a_reply_deadline_leaves_its_millisecond_to_the_team() -> None:
    """Ties go to the team: overdue only after every input of that millisecond."""
    bench = Bench()
    bench.injects = [inject("ask", at=10 * MINUTE, reply_within=10 * MINUTE)]
    world = begun(bench)
    world.advance(HOUR)

    assert told(world, InjectChanged) == [(10 * MINUTE, InjectChanged("ask", InjectState.SENT, 20 * MINUTE))]
    assert told(world, InjectOverdue) == [(20 * MINUTE, InjectOverdue("ask"))]


def test_held_injects_wait_and_come_when_armed() -> None:
    """Controls: held past its time it comes as soon as it is armed; skipped it never comes."""
    bench = Bench()
    bench.injects = [inject("a", at=10 * MINUTE), inject("b", at=10 * MINUTE), inject("c", at=10 * MINUTE)]
    world = begun(bench)
    steer = world.calendar.steer
    for name, order in (("a", InjectOrder.HOLD), ("b", InjectOrder.SKIP), ("c", InjectOrder.RELEASE)):
        steer(world.calendar.injects[name], order, "now" if name == "c" else "")
    world.advance(30 * MINUTE)
    steer(world.calendar.injects["a"], InjectOrder.ARM, "")
    world.advance(30 * MINUTE)

    assert told(world, InjectChanged) == [
        (0, InjectChanged("a", InjectState.HELD)),
        (0, InjectChanged("b", InjectState.SKIPPED)),
        (0, InjectChanged("c", InjectState.SENT, None, "now")),
        (30 * MINUTE, InjectChanged("a", InjectState.ARMED)),
        (30 * MINUTE, InjectChanged("a", InjectState.SENT)),
    ]


def test_day_and_night_come_by_the_clock() -> None:
    """5: working hours are 07:30 to 17:30 of the story."""
    bench = Bench(12 * HOUR, starts_at=7 * HOUR)
    world = begun(bench)
    assert is_true(world, "clock.night")
    world.advance(12 * HOUR)

    assert changes(world, "clock.working-hours") == [(30 * MINUTE, True), (10 * HOUR + 30 * MINUTE, False)]
    assert changes(world, "clock.night") == [(30 * MINUTE, False), (10 * HOUR + 30 * MINUTE, True)]
    assert {what.cause for _, what in told(world, FactsChanged)} == {"start", "clock"}


def test_the_calendar_turns_before_the_injects_of_its_millisecond() -> None:
    """2.4: phase 4: clock, injects, calendar: an inject at 17:30 reads the night."""
    bench = Bench(starts_at=17 * HOUR)
    bench.injects = [inject("call", at=30 * MINUTE, unless=bench.when("clock.night"))]
    assert states(bench) == [(30 * MINUTE, "call", InjectState.DROPPED)]


def test_a_red_herring_comes_and_a_costly_reaction_is_one_mistake() -> None:
    """7.10: once, when its condition becomes true after it fired."""
    bench = Bench()
    bench.herrings = [herring("scan", at=5 * MINUTE, costly=bench.when("portal.isolated"), hosts=["portal"])]
    bench.order("isolate", "portal.isolated", takes=3 * MINUTE)
    bench.order("reconnect", "-portal.isolated", takes=MINUTE)
    world = begun(bench)
    for order in ("isolate", "reconnect", "isolate", "reconnect", "isolate"):
        give(world, order)
    world.advance(HOUR)

    assert told(world, HerringFired) == [(5 * MINUTE, HerringFired("scan"))]
    assert told(world, MistakeMade) == [(7 * MINUTE, MistakeMade("scan"))]


def test_acting_before_the_red_herring_is_no_mistake() -> None:
    """7.10: the condition must become true after it fired."""
    bench = Bench()
    bench.herrings = [herring("scan", at=5 * MINUTE, costly=bench.when("portal.isolated"), hosts=["portal"])]
    bench.order("isolate", "portal.isolated", takes=3 * MINUTE)
    world = begun(bench)
    give(world, "isolate")
    world.advance(HOUR)

    assert told(world, MistakeMade) == []


def test_a_touched_host_may_be_cut_off() -> None:
    """7.10: no mistake where a started or doomed step came from or went to a host that it names."""
    bench = Bench()
    bench.at_start("portal.patched")
    bench.step("shell", "portal.taken", hidden="-portal.patched", target="portal", takes=MINUTE)
    bench.goal("in", "portal.taken")
    bench.herrings = [herring("scan", at=5 * MINUTE, costly=bench.when("portal.isolated"), hosts=["portal"])]
    bench.order("isolate", "portal.isolated", takes=8 * MINUTE)
    world = begun(bench)
    give(world, "isolate")
    world.advance(HOUR)

    assert world.operations.attempts[0] == 1
    assert told(world, MistakeMade) == []


def question(name: str, *, at: int | None = None, when: Guard = NEVER) -> Question:
    """Return a question that opens at a time or on a condition."""
    return Question(name, template("?"), (), AnswerGoals(), ((),), at, when, 3, 10, "", None, 0)


def test_questions_open_by_the_clock_or_by_a_condition() -> None:
    """7.9: once."""
    bench = Bench()
    bench.order("off", "pc.off", takes=MINUTE)
    bench.questions = [
        question("a", at=0),
        question("b", at=20 * MINUTE),
        question("c", when=bench.when("pc.off")),
    ]
    world = begun(bench)
    give(world, "off")
    world.advance(HOUR)

    opened = [(t, what.question) for t, what in told(world, QuestionOpened)]
    assert opened == [(0, "a"), (MINUTE, "c"), (20 * MINUTE, "b")]


def test_a_report_clock_starts_at_the_first_of_its_reasons() -> None:
    """7.9: first of conditions and clocks; the later ones do nothing."""
    bench = Bench()
    bench.order("declare", "team.declared", takes=2 * MINUTE, role="leader")
    bench.reports = [Report("first", QUIET, (2 * HOUR, HOUR), bench.when("team.declared"), 30 * MINUTE, ())]
    silent = begun(bench)
    silent.advance(4 * HOUR)
    assert told(silent, ReportClockStarted) == [(HOUR, ReportClockStarted("first", 90 * MINUTE))]
    assert told(silent, ReportOverdue) == [(90 * MINUTE, ReportOverdue("first"))]

    quick = begun(bench)
    give(quick, "declare", "leader")
    quick.advance(4 * HOUR)
    assert told(quick, ReportClockStarted) == [(2 * MINUTE, ReportClockStarted("first", 32 * MINUTE))]


def test_credit_moves_open_deadlines_alone() -> None:
    """R8: the open reply and report move; what is past, or has not begun, stays."""
    bench = Bench()
    bench.injects = [
        inject("old", at=0, reply_within=MINUTE),
        inject("open", at=0, reply_within=10 * MINUTE),
        inject("later", at=20 * MINUTE, reply_within=10 * MINUTE),
    ]
    bench.reports = [Report("first", QUIET, (0,), NEVER, 12 * MINUTE, ())]
    world = begun(bench)
    world.advance(5 * MINUTE)
    world.credit(7 * MINUTE)
    world.advance(HOUR)

    assert [what for _, what in told(world, DeadlineMoved)] == [
        DeadlineMoved("inject:open", 17 * MINUTE),
        DeadlineMoved("report:first", 19 * MINUTE),
    ]
    assert [(t, what.inject) for t, what in told(world, InjectOverdue)] == [
        (MINUTE, "old"),
        (17 * MINUTE, "open"),
        (30 * MINUTE, "later"),
    ]
    assert [t for t, _ in told(world, ReportOverdue)] == [19 * MINUTE]


def test_a_deadline_at_the_very_end_still_counts() -> None:
    """Edges: at the end every event of that instant is processed, then the drill ends."""
    bench = Bench()
    bench.injects = [inject("last", at=4 * HOUR - MINUTE, reply_within=MINUTE), inject("end", at=4 * HOUR)]
    world = begun(bench)
    world.advance(5 * HOUR)

    assert told(world, InjectOverdue) == [(4 * HOUR, InjectOverdue("last"))]
    assert told(world, InjectChanged)[-1][0] == 4 * HOUR
    assert world.ended
    assert world.t == 4 * HOUR


def test_eight_in_the_morning_is_working_time() -> None:
    """The bench starts at 08:00, by day."""
    assert EIGHT == 8 * HOUR
    assert is_true(begun(Bench()), "clock.working-hours")
