"""The joint relaxation: never a false "impossible"."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from drill.scenario.compile.bits import holds
from drill.scenario.compile.rules import closed
from drill.scenario.model import Bits, Effect, Meter, Model, Operation
from drill.scenario.relax import Reached, reachable
from tests.scenario.tiny import bit, model

RICH = {
    "consequences": """
        - attacker is alarmed:
            any: [pc is isolated, c2 is blocked]
        """,
    "meters": """
        stolen: {unit: GB, counts: 1 per minute while data is moved, marks: at 5 -> data is leaked}
        load:
          level: 10
          adds: 100 while attacker is alarmed
          marks: [at 50 -> files is overloaded, down to 20 -> files is not overloaded]
        """,
    "steps": """
        get-in: {does: Gets in, target: pc, unless: sender is blocked, then: pc is compromised}
        flood: {does: Floods, needs: attacker is alarmed, chance: 50%, then: mail is compromised, if it fails: svc is stolen}
        lock: {does: Locks, from: pc, target: fs, via: rdp, needs: files is overloaded, then: fs is encrypted}
        carry: {does: Carries, from: mail, during: data is moved, takes: 10m}
        """,
    "goals": "lock: {when: fs is encrypted}\nleak: {when: data is leaked}",
}


def applied(made: Model, facts: Bits, effect: Effect) -> Bits:
    """Return the facts after an effect, closed."""
    return closed((facts & ~effect.rem) | effect.add, made.rules)


def marked(made: Model, facts: Bits, meter: Meter, chance: Random) -> Bits:
    """Let one mark of a meter happen if anything can have moved the meter there."""
    mark = chance.choice(meter.marks)
    moving = [term for term in meter.terms if holds(facts, term.guard)]
    if (mark.direction == "up") == bool(moving):
        return applied(made, facts, mark.effect)
    return facts


def played(made: Model, chance: Random, turns: int) -> set[Bits]:
    """Return every state of a random play in which anybody does whatever its guard allows."""
    facts = made.start
    states = {facts}
    for _ in range(turns):
        able = [operation for operation in made.operations if holds(facts, operation.guard)]
        operation = chance.choice(able)
        facts = applied(made, facts, operation.during)
        states.add(facts)
        facts = marked(made, facts, chance.choice(made.meters), chance)
        states.add(facts)
        facts = applied(made, facts, Effect(0, operation.during.add))
        facts = ended(made, facts, operation, chance)
        for goal in made.attack.goals:
            if holds(facts, goal.guard):
                facts |= 1 << goal.bit
        facts = closed(facts, made.rules)
        states.add(facts)
    return states


def ended(made: Model, facts: Bits, operation: Operation, chance: Random) -> Bits:
    """Let an operation succeed or fail."""
    if chance.random() < 0.3:
        return applied(made, facts, operation.fails)
    outcome = next((one for one in operation.outcomes if holds(facts, one.guard)), None)
    return applied(made, facts, outcome.effect) if outcome else facts


def found(reached: Reached, made: Model, facts: Bits) -> bool:
    """Tell whether every literal of a state is among those reached."""
    everything = (1 << len(made.facts)) - 1
    return not facts & ~reached.true and not (everything & ~facts) & ~reached.false


RICH_MODEL = model(**RICH)
RICH_REACHED = reachable(RICH_MODEL)


@given(st.integers(0, 2**32))
@settings(max_examples=100, deadline=None)
def test_whatever_a_random_play_reaches_is_reachable(seed: int) -> None:
    """No play comes upon a fact, true or false, that the relaxation calls impossible."""
    for facts in played(RICH_MODEL, Random(seed), 60):  # noqa: S311 (a play, not a secret)
        assert found(RICH_REACHED, RICH_MODEL, facts)


def test_the_team_makes_things_possible() -> None:
    """What needs a team action is out of the attacker's reach alone and within the reach of both."""
    alone = reachable(RICH_MODEL, team=False)
    assert "flood" not in alone.operations
    assert "flood" in RICH_REACHED.operations
    assert not alone.true >> bit(RICH_MODEL, "attacker.alarmed") & 1


def test_the_first_supporter_explains() -> None:
    """Each fact names what first brings it about."""
    supporters = RICH_REACHED.supporters
    assert supporters[bit(RICH_MODEL, "pc.compromised"), True] == "get-in"
    assert supporters[bit(RICH_MODEL, "data.leaked"), True] == "meter stolen"
    assert supporters[bit(RICH_MODEL, "fs.working"), True] == ""
    assert supporters[bit(RICH_MODEL, "fs.working"), False] == "fs.working"


def test_without_a_step_its_effects_are_gone() -> None:
    """Leaving a step out takes away what only it brings."""
    without = reachable(RICH_MODEL, without={"get-in"})
    assert not without.true >> bit(RICH_MODEL, "pc.compromised") & 1
    assert not without.can(RICH_MODEL.attack.goals[0].guard)
    assert without.missing(RICH_MODEL.attack.goals[0].guard) == ((bit(RICH_MODEL, "fs.encrypted"), True),)


def test_night_falls_only_if_the_drill_lasts_so_long() -> None:
    """The calendar changes within the drill or not at all."""
    short, long = model(), model(scenario="{id: tiny, title: Tiny, length: 10h, starts at: 08:00}")
    assert not reachable(short).true >> short.night & 1
    assert reachable(long).true >> long.night & 1
