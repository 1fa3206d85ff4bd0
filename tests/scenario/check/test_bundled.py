"""The bundled scenarios have no errors, and are checked quickly enough to be checked while they are written."""

from pathlib import Path

import pytest

import scenarios
from drill.scenario.check import check
from drill.scenario.compile.bits import holds
from drill.scenario.compile.rules import closed
from drill.scenario.load import load
from drill.scenario.model import Model, Owner
from drill.scenario.problems import has_errors

BUNDLED = sorted(Path(next(iter(scenarios.__path__))).glob("*/scenario.yaml"))


def model_of(path: Path) -> Model:
    """Return the model of a scenario that must have no errors."""
    loaded = load(path)
    assert not has_errors(loaded.problems), [problem.say() for problem in loaded.problems]
    assert loaded.document is not None
    made, problems = check(loaded.document, loaded.sources)
    assert made is not None, [problem.say() for problem in problems]
    return made


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.parent.name)
def test_a_bundled_scenario_has_no_errors(path: Path) -> None:
    """Each compiles, with every order belonging to an action and every effect free of contradiction."""
    made = model_of(path)
    orders = [operation.id for operation in made.operations if operation.owner is Owner.TEAM]
    assert orders == [name for action in made.actions for name in action.orders]
    for operation in made.operations:
        effects = [operation.during, operation.fails, *(outcome.effect for outcome in operation.outcomes)]
        assert not any(effect.add & effect.rem for effect in effects), operation.id
        assert not any((effect.add | effect.rem) & made.derived for effect in effects), operation.id


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.parent.name)
def test_the_start_is_a_closed_state_in_which_the_attack_can_begin(path: Path) -> None:
    """Closing the start changes nothing, and at least one step is possible at once."""
    made = model_of(path)
    assert closed(made.start, made.rules) == made.start
    steps = [operation for operation in made.operations if operation.owner is Owner.ATTACKER]
    assert any(holds(made.start, step.guard) for step in steps)


def test_the_worked_example() -> None:
    """The ransomware scenario has its twenty-five steps, sixteen hosts and seven goals."""
    made = model_of(next(path for path in BUNDLED if "ransomware" in path.parent.name))
    steps = [operation for operation in made.operations if operation.owner is Owner.ATTACKER]
    assert (len(steps), len(made.hosts), len(made.attack.goals)) == (25, 16, 7)
    names = {fact.name for fact in made.facts if made.start >> fact.bit & 1}
    assert {"nhathau.stolen", "portal01.weak.PORTAL-UPLOAD", "c2.reachable", "portal.up"} <= names
    assert "attacker.alarmed" not in names
