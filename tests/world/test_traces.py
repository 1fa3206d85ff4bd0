"""Traces and alerts: chance, delay, spread, blind sources (R9)."""

from typing import Any

import msgspec

from drill.scenario.model import Meter, MeterKind, Reach, Slot, SlotKind, Source, Span, Template, Term, Text
from drill.world.draws import draw, passes, within
from drill.world.outputs import AlertRaised, LinesShown, TraceWritten
from tests.world.build import (
    HOUR,
    MINUTE,
    SECOND,
    Bench,
    begun,
    give,
    is_true,
    told,
    trace,
)

QUIET = Text("", "")


def test_a_line_stands_at_the_moment_of_writing() -> None:
    """R9: at the end of the step, visible ``after`` later plus the source's own delay; the alert comes with it."""
    bench = Bench()
    bench.sources = [Source("log", QUIET, (), 30 * 24 * HOUR, Span(2 * SECOND, 2 * SECOND))]
    bench.step("take", "fs.lost", traces=(trace("t", alert="Files lost", after=MINUTE),))
    bench.goal("loss", "fs.lost")
    world = begun(bench)
    world.advance(HOUR)

    seen = 6 * MINUTE + 2 * SECOND
    assert told(world, TraceWritten) == [(5 * MINUTE, TraceWritten("t", 0, 0, 0, 5 * MINUTE, seen))]
    assert told(world, AlertRaised) == [(seen, AlertRaised(1, "t", 0, "high", 5 * MINUTE))]


def test_delays_share_one_draw() -> None:
    """Rulings: ``after`` and the source's delay are drawn by (delay, trace, n)."""
    bench = Bench()
    after, own = Span(0, 10 * MINUTE), Span(0, 60 * SECOND)
    bench.sources = [Source("log", QUIET, (), 30 * 24 * HOUR, own)]
    bench.step("take", "fs.lost", traces=(trace("t", after=after),))
    bench.goal("loss", "fs.lost")
    world = begun(bench, seed=21)
    world.advance(HOUR)

    number = draw(21, "delay", "t", 0)
    [(t, written)] = told(world, TraceWritten)
    assert written.visible == t + within(number, after) + within(number, own)


def test_lines_are_spread_from_start_to_end() -> None:
    """Rulings: four lines over six minutes, the first at the start, the last at the end; all arrive once written."""
    bench = Bench()
    bench.step("copy", "fs.lost", takes=6 * MINUTE, traces=(trace("t", alert="Copying", lines=4),))
    bench.goal("loss", "fs.lost")
    bench.first_move = MINUTE
    world = begun(bench)
    world.advance(HOUR)

    written = [what for _, what in told(world, TraceWritten)]
    assert [line.at for line in written] == [MINUTE, 3 * MINUTE, 5 * MINUTE, 7 * MINUTE]
    assert {line.visible for line in written} == {7 * MINUTE}
    assert [line.index for line in written] == [0, 1, 2, 3]
    assert told(world, AlertRaised) == [(7 * MINUTE, AlertRaised(1, "t", 0, "high", MINUTE))]


def test_lines_written_at_the_start_arrive_as_they_come() -> None:
    """Rulings: visible from the later of event and writing: spread to the planned end."""
    bench = Bench()
    bench.step("flood", "fs.lost", takes=4 * MINUTE, start_traces=(trace("t", lines=3, after=SECOND),))
    bench.goal("loss", "fs.lost")
    world = begun(bench)
    world.advance(HOUR)

    written = [what for _, what in told(world, TraceWritten)]
    assert [t for t, _ in told(world, TraceWritten)] == [0, 0, 0]
    assert [line.at for line in written] == [0, 2 * MINUTE, 4 * MINUTE]
    assert [line.visible for line in written] == [SECOND, 2 * MINUTE + SECOND, 4 * MINUTE + SECOND]


def test_recording_is_drawn_per_trace_and_attempt() -> None:
    """R9: recorded when its condition holds and draw(trace, id, n) passes."""
    recorded = {}
    for seed in range(20):
        bench = Bench()
        bench.step("take", "fs.lost", traces=(trace("t", chance=50),))
        bench.goal("loss", "fs.lost")
        world = begun(bench, seed=seed)
        world.advance(HOUR)
        recorded[seed] = bool(told(world, TraceWritten))

    assert recorded == {seed: passes(draw(seed, "trace", "t", 0), 50) for seed in range(20)}


def test_a_trace_may_need_a_fact() -> None:
    """R9: ``needs`` is read when it is written."""
    bench = Bench()
    bench.step("take", "fs.lost", traces=(trace("t", needs=bench.when("pc.watched")),))
    bench.goal("loss", "fs.lost")
    bench.order("watch", "pc.watched", takes=5 * MINUTE)
    world = begun(bench)
    give(world, "watch")
    world.advance(HOUR)
    assert len(told(world, TraceWritten)) == 1

    unwatched = begun(bench)
    unwatched.advance(HOUR)
    assert told(unwatched, TraceWritten) == []


def test_a_blind_source_raises_no_alert_and_finds_nothing_but_on_the_disk() -> None:
    """Rulings: ``misses`` looks at the trace's host; a disk image brings those records all the same."""
    bench = Bench()
    bench.host("blind01")
    seen = bench.bit("team.seen-t")
    bench.step("take", "fs.lost", traces=(trace("t", "lsass read", alert="x", on="blind01", seen=seen),))
    bench.goal("loss", "fs.lost")
    bench.order("search logs", reach=Reach.SEARCH, role="analyst")
    bench.order("take disk image blind01", target="blind01", reach=Reach.DISK, role="analyst")
    world = begun(bench)
    world.advance(10 * MINUTE)
    give(world, "search logs", "analyst", text="lsass")
    world.advance(20 * MINUTE)
    assert told(world, AlertRaised) == []
    assert told(world, LinesShown)[0][1].seen == ()
    assert not is_true(world, "team.seen-t")
    give(world, "take disk image blind01", "analyst")
    world.advance(30 * MINUTE)

    assert told(world, LinesShown)[1][1].seen == ("t",)
    assert is_true(world, "team.seen-t")


def test_a_search_shows_what_is_visible_in_its_window() -> None:
    """Library: lines of the source, by words, between the times; seeing a trace sets ``team has seen`` it."""
    bench = Bench()
    seen = bench.bit("team.seen-t")
    bench.step("take", "fs.lost", traces=(trace("t", "rar.exe a -hp", after=8 * MINUTE, seen=seen),))
    bench.goal("loss", "fs.lost")
    bench.order("search logs", reach=Reach.SEARCH, role="analyst", takes=2 * MINUTE)
    world = begun(bench)

    def search(at: int, **given: Any) -> tuple[str, ...]:
        world.advance(at)
        give(world, "search logs", "analyst", **given)
        world.advance(at + 2 * MINUTE)
        return told(world, LinesShown)[-1][1].seen

    assert search(6 * MINUTE, text="rar") == ()
    assert search(20 * MINUTE, text="zip") == ()
    assert search(23 * MINUTE, text="RAR.exe", source="other") == ()
    assert search(26 * MINUTE, text="rar", until=4 * MINUTE) == ()
    assert not is_true(world, "team.seen-t")
    assert search(29 * MINUTE, text="RAR.exe", source="log", since=5 * MINUTE, until=5 * MINUTE) == ("t",)
    assert is_true(world, "team.seen-t")


def test_meter_slots_keep_the_moment() -> None:
    """2.6: the values of the meters that a text shows are journaled with it."""
    bench = Bench()
    slot = Template(("sent ", Slot(SlotKind.METER, "m"), " GB"), ("",))
    bench.meters.append(_counter(bench))
    bench.step(
        "send", "data.gone", takes=45 * MINUTE, traces=(msgspec.structs.replace(trace("t"), text=slot),)
    )
    bench.goal("leak", "data.gone")
    world = begun(bench)
    world.advance(HOUR)

    assert told(world, TraceWritten)[0][1].values == {"m": "18"}


def test_alerts_of_one_millisecond_come_in_file_order() -> None:
    """2.4: phase 7, then file order."""
    bench = Bench()
    bench.step(
        "take", "fs.lost", traces=(trace("b", alert="1", after=MINUTE), trace("a", alert="2", after=MINUTE))
    )
    bench.goal("loss", "fs.lost")
    world = begun(bench)
    world.advance(HOUR)

    assert [(what.alert, what.trace) for _, what in told(world, AlertRaised)] == [(1, "b"), (2, "a")]


def _counter(bench: Bench) -> Meter:
    return Meter("m", QUIET, QUIET, MeterKind.COUNTER, 0, (Term(bench.when(""), 24_000),), (), (), 0)
