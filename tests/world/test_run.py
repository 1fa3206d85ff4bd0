"""All teams of a drill: order of the record, stamps, holds, and the replay (2.4, 2.6, R8)."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.errors import VerificationError
from drill.scenario.model import Direction, Mark, Meter, MeterKind, Model, Span, Term, Text
from drill.world.cards import ClockState
from drill.world.happened import Happened, decode, encode
from drill.world.inputs import (
    ClockPaused,
    ClockStarted,
    DrillEnded,
    DrillOpened,
    EmergencyStopped,
    NoteKind,
    NoteTaken,
    OrderCancelled,
    OrderGiven,
    PauseKind,
    Refusal,
    TeamHeld,
    TeamReleased,
    TeamSetup,
    TimeAdded,
    TimeCredited,
    UmpireAsked,
)
from drill.world.outputs import OperationStarted, OrderQueued, TeamEnded
from drill.world.program import Program
from drill.world.run import Run, feed, replay
from tests.world.build import HOUR, MINUTE, SECOND, Bench, inject, trace

RED, BLUE = TeamSetup("red", "Red"), TeamSetup("blue", "Blue")
QUIET = Text("", "")


def opened(seed: int = 7, teams: Sequence[TeamSetup] = (RED, BLUE)) -> DrillOpened:
    """Return the opening of a drill."""
    return DrillOpened("bench", "h", "l", 1, seed, tuple(teams), {}, ())


def busy_bench() -> Bench:
    """Return a small drill in which much happens by luck."""
    bench = Bench(HOUR)
    bench.pace = Span(MINUTE, 3 * MINUTE)
    bench.first_move = 2 * MINUTE
    bench.retries_after = 4 * MINUTE
    bench.host("fs")
    bench.service("files", "fs.working", noticed_after=30 * SECOND)
    bench.mood("alarmed", "fs.isolated", Span(SECOND, MINUTE), 2)
    bench.step(
        "phish",
        "pc.taken",
        hidden="-sender.blocked",
        chance=60,
        takes=Span(MINUTE, 4 * MINUTE),
        traces=(trace("p", alert="Mail", after=Span(0, 2 * MINUTE), chance=70),),
        failed_traces=(trace("pf"),),
    )
    bench.step("move", "fs.taken", seen="pc.taken", hidden="-fs.isolated", takes=Span(MINUTE, 6 * MINUTE))
    bench.step(
        "send", seen="fs.taken", during="exfil.on", takes=12 * MINUTE, start_traces=(trace("s", lines=3),)
    )
    bench.step("crypt", "fs.encrypted", seen="fs.taken", takes=Span(3 * MINUTE, 9 * MINUTE))
    marks = (Mark(3_000, Direction.UP, bench.effect("data.out")),)
    term = Term(bench.when("exfil.on"), 24_000)
    bench.meters.append(
        Meter("m", QUIET, QUIET, MeterKind.COUNTER, 0, (term,), (), marks, bench.bits("exfil.on"))
    )
    bench.goal("leak", "data.out", 3)
    bench.goal("lock", "fs.encrypted")
    bench.order("isolate fs", "fs.isolated", needs="-fs.isolated", takes=Span(2 * MINUTE, 4 * MINUTE))
    bench.order("reconnect fs", "-fs.isolated", needs="fs.isolated", takes=90 * SECOND)
    bench.order("block sender", "sender.blocked", takes=MINUTE, role="analyst")
    bench.injects = [inject("call", when=bench.when("fs.encrypted"), after=MINUTE, reply_within=5 * MINUTE)]
    return bench


BUSY = busy_bench().model()
PLANS = Program(BUSY)


def running(model: Model = BUSY, seed: int = 7) -> tuple[Run, list[Happened]]:
    """Return a run whose clock was started, and its record so far."""
    run = Run(model, opened(seed))
    log = run.start()
    log += taken(run.accept("c1", "", ClockStarted(), 0))
    return run, log


def taken(outcome: Refusal | list[Happened]) -> list[Happened]:
    """Return what an accepted input gave."""
    assert not isinstance(outcome, Refusal), outcome
    return outcome


def refused(outcome: Refusal | list[Happened]) -> str:
    """Return why an input was refused."""
    assert isinstance(outcome, Refusal)
    return outcome.reason.say()


def order(name: str, role: str = "administrator") -> OrderGiven:
    """Return an order."""
    return OrderGiven(name, role)


def test_start_gives_the_opening_and_the_facts_of_each_team() -> None:
    """2.6: the first entry is the opening; then each team's facts at T+0."""
    log = Run(BUSY, opened()).start()

    assert [happened.team for happened in log[:2]] == ["", "red"]
    assert isinstance(log[0].what, DrillOpened)
    assert {happened.t for happened in log} == {0}


def test_outputs_are_merged_by_time_and_team_order() -> None:
    """The record of one advance is sorted by (shared time, place of the team)."""
    run, _ = running()
    log = run.advance(HOUR)
    places = [(happened.t, ["red", "blue"].index(happened.team)) for happened in log]

    assert len(log) > 50
    assert places == sorted(places)


Act = tuple[int, str, Any]


@st.composite
def acts(draw: st.DrawFn) -> list[Act]:
    """Return inputs of a drill by shared time: orders, cancels, notes and controls, many at equal times."""
    at = st.integers(0, 40).map(lambda n: n * 90_000)
    team = st.sampled_from(["red", "blue"])
    given_by_team = st.one_of(
        st.sampled_from(["isolate fs", "reconnect fs"]).map(order),
        st.just(order("block sender", "analyst")),
        st.integers(1, 4).map(OrderCancelled),
        st.just(NoteTaken(NoteKind.NOTE, "x")),
        st.just(order("fly")),
    )
    given_by_staff = st.one_of(
        team.map(lambda name: TeamHeld(name, "x")),
        team.map(TeamReleased),
        team.map(lambda name: TimeCredited(name, 120_000, "x")),
        st.just(TimeAdded(60_000)),
        st.just(ClockPaused()),
        st.just(ClockStarted(2, 1)),
    )
    one = st.one_of(st.tuples(at, team, given_by_team), st.tuples(at, st.just(""), given_by_staff))
    return sorted(draw(st.lists(one, max_size=14)), key=lambda act: act[0])


def played(script: Sequence[Act], ticks: Sequence[int], seed: int) -> list[Happened]:
    """Run a script in a live manner: the clock's ticks come between the inputs, refused inputs among them."""
    run = Run(BUSY, opened(seed), plans=PLANS)
    log = run.start()
    log += taken(run.accept("c1", "", ClockStarted(), 0))
    moments = sorted(
        [(at, 1, team, what) for at, team, what in script] + [(at, 0, "", None) for at in ticks],
        key=lambda moment: moment[:2],
    )
    for at, is_input, team, what in moments:
        outcome = run.accept("s", team, what, at) if is_input else run.advance(at)
        log += [] if isinstance(outcome, Refusal) else outcome
    while (due := run.next_event()) is not None:
        log += run.advance(due)
    return log


@settings(max_examples=40, deadline=None)
@given(acts(), st.lists(st.integers(0, HOUR), max_size=12), st.integers(0, 2**64 - 1))
def test_replaying_the_inputs_gives_every_entry_again(script: list[Act], ticks: list[int], seed: int) -> None:
    """2.6: inputs are enough: the replay gives the same entries in the same order, whatever ticks there were."""
    log = played(script, ticks, seed)
    written = [Happened(h.t, h.team, h.seat, decode(encode(h.what)), h.command) for h in log]
    inputs = [happened for happened in written if not happened.is_output]

    assert list(replay(BUSY, inputs)) == log


@settings(max_examples=40, deadline=None)
@given(acts(), st.lists(st.integers(0, 40), max_size=12), st.integers(0, 2**32))
def test_ticks_change_nothing_but_late_stamps(script: list[Act], ticks: list[int], seed: int) -> None:
    """2.4: a slow or quick clock changes no event of a drill whose inputs come ahead of it."""
    between = [90_000 * tick + 45_000 for tick in ticks]

    assert played(script, between, seed) == played(script, [], seed)


@settings(max_examples=30, deadline=None)
@given(acts(), st.integers(0, HOUR), st.integers(0, HOUR))
def test_a_killed_hub_goes_on_where_its_journal_ends(script: list[Act], tick: int, kept: int) -> None:
    """Promise 1: fed with what was durable, a new run gives exactly the rest, also from the middle of a tick."""
    run = Run(BUSY, opened(5), plans=PLANS)
    log = run.start() + taken(run.accept("c1", "", ClockStarted(), 0))
    for at, team, what in script:
        outcome = run.accept("s", team, what, at)
        log += [] if isinstance(outcome, Refusal) else outcome
    more = run.advance(run.processed + tick)
    durable = log + more[: kept % (len(more) + 1)]
    found = Run(BUSY, opened(5), plans=PLANS)
    feed(found, durable)

    assert durable + found.advance(4 * HOUR) == log + more + run.advance(4 * HOUR)


def test_a_match_line_is_an_input_at_exactly_its_millisecond() -> None:
    """Rulings: at (t, 5), in file order; of another team's line at the same time as well."""
    run, _ = running()
    first = taken(run.accept("red", "red", order("isolate fs"), 10 * MINUTE))
    second = taken(run.accept("red", "red", order("block sender", "analyst"), 10 * MINUTE))
    third = taken(run.accept("blue", "blue", order("isolate fs"), 10 * MINUTE))

    for log in (first, second, third):
        placed = next(happened for happened in log if not happened.is_output)
        assert placed.t == 10 * MINUTE
        assert isinstance(log[-1].what, OperationStarted)


def test_an_input_behind_the_clock_is_stamped_after_what_was_processed() -> None:
    """2.4: no input is ever inserted before a processed event."""
    run, _ = running()
    run.advance(10 * MINUTE)
    log = taken(run.accept("red", "red", order("isolate fs"), 4 * MINUTE))

    assert [happened.t for happened in log] == [10 * MINUTE + 1] * 3


def test_a_control_after_an_order_of_its_millisecond_waits_for_the_next() -> None:
    """2.4: phase 0 of that millisecond is past."""
    run, _ = running()
    run.accept("red", "red", order("isolate fs"), 10 * MINUTE)
    log = taken(run.accept("c1", "", TimeCredited("red", MINUTE, "x"), 10 * MINUTE))

    assert next(happened.t for happened in log if not happened.is_output) == 10 * MINUTE + 1


def test_a_control_acts_before_the_events_of_its_millisecond() -> None:
    """2.4: phase 0: a drill that is ended at 00:05 has the events of 00:05, and nothing after."""
    bench = Bench(HOUR)
    bench.step("take", "fs.lost", takes=5 * MINUTE)
    bench.goal("loss", "fs.lost")
    run, _ = running(bench.model())
    taken(run.accept("c1", "", DrillEnded("enough"), 5 * MINUTE))
    log = run.advance(HOUR)

    assert run.world("red").goal_times == {"loss": 5 * MINUTE}
    assert [happened.t for happened in log if isinstance(happened.what, TeamEnded)] == [5 * MINUTE] * 2
    assert run.ended
    assert run.clock_state is ClockState.ENDED


def test_a_held_world_stands_still_and_ends_later() -> None:
    """R8: team time is shared time less its holds; the others go on."""
    run, _ = running()
    taken(run.accept("c1", "", TeamHeld("blue", "power cut"), 10 * MINUTE))
    run.advance(25 * MINUTE)
    assert run.team_time("blue", 25 * MINUTE) == 10 * MINUTE
    assert run.world("blue").t == 10 * MINUTE
    assert run.world("red").t == 25 * MINUTE
    assert refused(run.accept("s", "blue", order("isolate fs"), 25 * MINUTE)).startswith("Your team is held")
    taken(run.accept("c1", "", TeamReleased("blue"), 30 * MINUTE))
    log = taken(run.accept("s", "blue", order("isolate fs"), 31 * MINUTE))
    placed = next(happened for happened in log if isinstance(happened.what, OrderGiven))
    assert placed.t == 11 * MINUTE
    run.advance(60 * MINUTE)

    assert run.world("red").ended
    assert not run.world("blue").ended
    run.advance(80 * MINUTE)
    assert run.world("blue").ended
    assert run.world("blue").t == HOUR


def test_a_held_world_is_the_world_that_it_would_have_been() -> None:
    """R8: a hold moves everything by the same time and changes nothing else."""
    run, _ = running()
    taken(run.accept("c1", "", TeamHeld("blue", "x"), 10 * MINUTE))
    taken(run.accept("c1", "", TeamReleased("blue"), 21 * MINUTE))
    run.advance(3 * HOUR)

    red = [(happened.t, happened.what) for happened in run.world("red").log]
    assert [(happened.t, happened.what) for happened in run.world("blue").log] == red


def test_added_time_lengthens_the_drill_of_all() -> None:
    """R8: for every team."""
    run, _ = running()
    taken(run.accept("c1", "", TimeAdded(15 * MINUTE), 59 * MINUTE))
    log = run.advance(2 * HOUR)

    assert [happened.t for happened in log if isinstance(happened.what, TeamEnded)] == [75 * MINUTE] * 2


def test_nothing_is_taken_before_the_start_or_in_a_covered_pause() -> None:
    """2.4: orders are refused while the clock stands, unless planning is allowed; drafts can be written."""
    run = Run(BUSY, opened())
    run.start()
    assert refused(run.accept("s", "red", order("isolate fs"), 0)) == "The drill has not started yet."
    taken(run.accept("c1", "", ClockStarted(), 0))
    taken(run.accept("c1", "", ClockPaused(PauseKind.COVERED), 5 * MINUTE))
    assert refused(run.accept("s", "red", order("isolate fs"), 5 * MINUTE)).startswith("The drill is paused")
    taken(run.accept("s", "red", NoteTaken(NoteKind.NOTE, "think"), 5 * MINUTE))
    taken(run.accept("c1", "", ClockPaused(PauseKind.PLANNING), 5 * MINUTE))
    log = taken(run.accept("s", "red", order("isolate fs"), 5 * MINUTE))
    assert isinstance(log[1].what, OrderQueued)
    taken(run.accept("c1", "", EmergencyStopped("fire"), 6 * MINUTE))
    assert "real emergency" in refused(run.accept("s", "red", UmpireAsked("?"), 6 * MINUTE))
    taken(run.accept("c1", "", ClockStarted(3, 2), 6 * MINUTE))
    assert (run.clock_state, run.p, run.q) == (ClockState.RUNNING, 3, 2)


def test_after_the_end_teams_give_nothing() -> None:
    """Answers after the end are refused."""
    run, _ = running()
    run.advance(HOUR)
    assert refused(run.accept("s", "red", order("isolate fs"), HOUR)) == "Your drill is over."
    assert refused(run.accept("c1", "", TimeAdded(MINUTE), HOUR)) == "The drill is over."
    assert run.next_event() is None


def test_a_refused_input_leaves_the_record_as_it_was() -> None:
    """What was due before it comes with the next call, in its place."""
    run, quiet = running()
    other, busy = running()
    quiet += run.advance(40 * MINUTE)
    refused(other.accept("s", "blue", order("fly"), 20 * MINUTE))
    refused(other.accept("s", "red", OrderCancelled(9), 30 * MINUTE))
    busy += other.advance(40 * MINUTE)

    assert quiet == busy


def test_the_command_id_is_kept_with_its_input() -> None:
    """A repeat must be known again after a restart."""
    run, _ = running()
    log = taken(run.accept("s", "red", order("isolate fs"), MINUTE, "red:3"))

    assert [(happened.seat, happened.command) for happened in log if not happened.is_output] == [
        ("s", "red:3")
    ]


def test_a_record_must_begin_with_the_opening_and_hold_no_refused_input() -> None:
    """Replay refuses what the engine would never have taken."""
    with pytest.raises(VerificationError):
        list(replay(BUSY, [Happened(0, "", "c1", ClockStarted())]))
    forged = [Happened(0, "", "", opened()), Happened(0, "red", "s", order("isolate fs"))]
    with pytest.raises(VerificationError):
        list(replay(BUSY, forged))


def test_teams_have_the_same_luck() -> None:
    """Fair: same seed, same model: two idle teams live the same drill, another seed lives another."""
    run, _ = running()
    run.advance(HOUR)
    red, blue = ([(h.t, h.what) for h in run.world(team).log] for team in ("red", "blue"))
    assert red == blue

    other, _ = running(seed=8)
    other.advance(HOUR)
    assert [(h.t, h.what) for h in other.world("red").log] != red


@pytest.mark.parametrize(
    ("p", "q"), [(0, 1), (1, 0), (-1, 1), (1, -1), (10**9, 1), (1, 10**9), (1 << 80, 1 << 80)]
)
def test_a_speed_beyond_reason_is_refused(p: int, q: int) -> None:
    """No slip of a controller's finger ends the drill in a blink or stands it still unsaid."""
    run, _log = running()

    assert isinstance(run.accept("c1", "", ClockStarted(p, q), 1_000), Refusal)
    assert (run.p, run.q) == (1, 1)


@pytest.mark.parametrize(("p", "q"), [(1, 4), (60, 1), (1_000, 1), (1, 1_000), (3, 2)])
def test_speeds_that_people_use_are_taken(p: int, q: int) -> None:
    """Slow motion, the demo's minute a second and everything between them."""
    run, _log = running()

    taken(run.accept("c1", "", ClockStarted(p, q), 1_000))
    assert (run.p, run.q) == (p, q)
