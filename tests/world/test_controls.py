"""What controllers do to worlds: injects, umpire, credit, voids, and what is refused (R8)."""

from drill.scenario.model import Effect
from drill.world.inputs import (
    Broadcast,
    InjectOrder,
    InjectSteered,
    InjectWritten,
    ItemVoided,
    Marked,
    Observed,
    PenaltyGiven,
    PenaltyWithdrawn,
    Replied,
    TeamHeld,
    TimeCredited,
    UmpireAsked,
    UmpireRuled,
)
from drill.world.outputs import FactsChanged, InjectChanged, InjectOverdue, InjectState
from drill.world.run import Run
from tests.world.build import HOUR, MINUTE, Bench, inject
from tests.world.test_run import refused, running, taken


def steered() -> Run:
    """Return a running drill with one inject at 00:20 and a host."""
    bench = Bench(HOUR)
    bench.host("fs")
    bench.step("take", "fs.compromised", takes=50 * MINUTE)
    bench.step("crypt", "fs.encrypted fs.controlled", takes=50 * MINUTE)
    bench.goal("loss", "fs.encrypted")
    bench.injects = [
        inject("call", at=20 * MINUTE, reply_within=5 * MINUTE, then=Effect(bench.bits("team.warned")))
    ]
    run, _ = running(bench.model())
    return run


def told(run: Run, team: str, kind: type) -> list[tuple[int, object]]:
    """Return a team's outputs of a kind."""
    return [
        (happened.t, happened.what) for happened in run.world(team).log if isinstance(happened.what, kind)
    ]


def test_an_inject_is_released_to_one_team_with_other_words() -> None:
    """A controller sends it now, to some; the others get it as planned."""
    run = steered()
    given = InjectSteered("call", InjectOrder.RELEASE, ("red",), "Are you there?")
    log = taken(run.accept("c1", "", given, 5 * MINUTE))
    run.advance(30 * MINUTE)

    assert log[-2].what == InjectChanged("call", InjectState.SENT, 10 * MINUTE, "Are you there?")
    assert isinstance(log[-1].what, FactsChanged)
    assert told(run, "red", InjectChanged) == [(5 * MINUTE, log[-2].what)]
    assert told(run, "blue", InjectChanged)[0][0] == 20 * MINUTE


def test_an_inject_that_is_gone_cannot_be_steered() -> None:
    """Nor one that no team has."""
    run = steered()
    run.advance(30 * MINUTE)
    given = InjectSteered("call", InjectOrder.HOLD)
    assert refused(run.accept("c1", "", given, 0)) == "This inject has been sent, skipped or dropped."
    assert "nope" in refused(run.accept("c1", "", InjectSteered("nope", InjectOrder.HOLD), 0))
    assert "green" in refused(run.accept("c1", "", InjectSteered("call", InjectOrder.HOLD, ("green",)), 0))


def test_a_written_inject_is_sent_at_once_and_can_be_answered() -> None:
    """A controller's own words, with a deadline."""
    run = steered()
    given = InjectWritten("extra", "Press", "leader", "phone", "Comment?", ("blue",), 2 * MINUTE)
    taken(run.accept("c1", "", given, 3 * MINUTE))
    assert told(run, "red", InjectChanged) == []
    assert told(run, "blue", InjectChanged) == [
        (3 * MINUTE, InjectChanged("extra", InjectState.SENT, 5 * MINUTE))
    ]
    taken(run.accept("s", "blue", Replied("extra", "No"), 4 * MINUTE))
    run.advance(10 * MINUTE)

    assert told(run, "blue", InjectOverdue) == []
    assert "already" in refused(run.accept("c1", "", given, 0))
    assert "pigeon" in refused(run.accept("c1", "", InjectWritten("x", "a", "b", "pigeon", "c"), 0))


def test_the_umpire_sets_facts_with_sentences() -> None:
    """R8: with all that follows from them, in one team alone; computed facts cannot be set."""
    run = steered()
    given = UmpireRuled("red", ("fs is controlled",), "unblock them")
    log = taken(run.accept("c1", "", given, 5 * MINUTE))
    names = {name: 1 << bit for bit, name in enumerate(run.world("red").program.names)}

    assert isinstance(log[-1].what, FactsChanged)
    assert log[-1].what.cause == "umpire"
    assert run.world("red").facts & names["fs.compromised"]
    assert run.world("red").facts & names["fs.controlled"]
    assert not run.world("blue").facts & names["fs.controlled"]
    assert refused(run.accept("c1", "", UmpireRuled("red", ("fs is working",), "x"), 0))
    assert refused(run.accept("c1", "", UmpireRuled("red", ("fs sings",), "x"), 0))


def test_a_request_to_the_umpire_is_answered_by_its_number() -> None:
    """Only a request that was made can be answered."""
    run = steered()
    assert refused(run.accept("c1", "", UmpireRuled("red", (), "x", request=1, text="No."), 0))
    taken(run.accept("s", "red", UmpireAsked("May we pull the plug?"), MINUTE))
    taken(run.accept("c1", "", UmpireRuled("red", (), "x", request=1, text="No."), 2 * MINUTE))
    assert run.desk("red").answered == {1}


def test_voided_items_must_exist() -> None:
    """A typing mistake voids nothing."""
    run = steered()
    assert refused(run.accept("c1", "", ItemVoided("question:nope", "x"), 0))
    taken(run.accept("c1", "", ItemVoided("inject:call", "unfair", "red"), 0))
    assert run.desk("red").void == {"inject:call"}
    assert run.desk("blue").void == set()


def test_holds_and_credits_are_checked() -> None:
    """Unknown teams, empty times and double holds are refused."""
    run = steered()
    assert refused(run.accept("c1", "", TimeCredited("red", 0, "x"), 0))
    assert refused(run.accept("c1", "", TimeCredited("green", MINUTE, "x"), 0))
    taken(run.accept("c1", "", TeamHeld("red", "x"), MINUTE))
    assert refused(run.accept("c1", "", TeamHeld("red", "x"), MINUTE)) == "This team is held already."
    assert refused(run.accept("c1", "", Broadcast(" "), MINUTE)) == "There is nothing written."
    taken(run.accept("c1", "", TimeCredited("red", MINUTE, "x"), 2 * MINUTE))
    assert run.world("red").end_at == HOUR + MINUTE


def test_judges_marks_are_checked() -> None:
    """A mark is a whole percentage of a criterion that exists."""
    run = steered()
    assert refused(run.accept("j1", "", Marked("green", "inject:call", 0, 50), 0))
    assert refused(run.accept("j1", "", Marked("red", "inject:call", 0, 101), 0))
    assert refused(run.accept("j1", "", Marked("red", "field:a.b", 0, 50), 0))
    assert refused(run.accept("j1", "", Marked("red", "inject:call", 3, 50), 0))
    assert refused(run.accept("j1", "", Observed("red", 3, ""), 0))
    assert refused(run.accept("j1", "", PenaltyGiven("red", -5, ""), 0))
    assert refused(run.accept("j1", "", PenaltyGiven("red", -50_000, "x"), 0))
    assert refused(run.accept("j1", "", PenaltyWithdrawn(3, ""), 0))
    assert len(taken(run.accept("j1", "", Marked("red", "inject:call", 0, 50), 0))) == 1
