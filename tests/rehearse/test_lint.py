from collections.abc import Mapping, Sequence

import pytest

from drill.cli.scenario import bundled
from drill.rehearse.lint import lint
from drill.rehearse.rehearsal import Outcome
from drill.scenario.check import check
from drill.scenario.load import load
from drill.scenario.problems import Problem
from tests.world.build import MINUTE

LOADED = load(bundled()["song-may-ransomware"])
assert LOADED.document is not None
DOCUMENT = LOADED.document
_MODEL, _problems = check(DOCUMENT, LOADED.sources)
assert _MODEL is not None
MODEL = _MODEL
GOALS = [goal.id for goal in MODEL.attack.goals]
STEADY = tuple(range(0, MODEL.length, 10 * MINUTE))


def runs(shares: Mapping[str, int], **more: list[Outcome]) -> dict[str, list[Outcome]]:
    """Return ten runs of each bot with this share of services and attack stopped."""
    goals = dict.fromkeys(GOALS, 120 * MINUTE)
    return {
        bot: [
            Outcome(bot, seed, share * 10, share * 10, goals if bot == "idle" else {}, STEADY, (), {})
            for seed in range(10)
        ]
        for bot, share in shares.items()
    } | more


HEALTHY = {"idle": 30, "novice": 50, "average": 70, "skilled": 90, "panic": 40}


def codes(played: Mapping[str, Sequence[Outcome]]) -> list[str]:
    """Return the codes of what the runs show."""
    return [problem.code for problem in lint(DOCUMENT, MODEL, played)]


def told(problems: Sequence[Problem]) -> str:
    """Return everything that is said."""
    return "\n".join(problem.say() for problem in problems)


def test_a_healthy_scenario_is_left_in_peace() -> None:
    """Bots in order, inside the planner's bounds, goals that fall in good time: no warning."""
    assert codes(runs(HEALTHY)) == []


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ({"idle": 60, "novice": 65, "average": 70, "skilled": 90, "panic": 40}, "L08"),
        ({**HEALTHY, "panic": 70}, "L12"),
        ({**HEALTHY, "average": 45}, "L13"),
        ({**HEALTHY, "novice": 91, "average": 93, "skilled": 90}, "L13"),
    ],
)
def test_bots_out_of_place_are_told(shares: Mapping[str, int], code: str) -> None:
    """Bounds, order and panic are compared with the planner's expectations."""
    assert code in codes(runs(shares))


def test_a_goal_that_never_falls_is_told_where_it_stands() -> None:
    """A goal that the idle team never loses is warned about on its own line."""
    idle = [Outcome("idle", seed, 300, 300, {GOALS[0]: 120 * MINUTE}) for seed in range(10)]

    problems = [
        problem for problem in lint(DOCUMENT, MODEL, runs(HEALTHY, idle=idle)) if problem.code == "L07"
    ]

    assert len(problems) == len(GOALS) - 1
    assert [problem.line for problem in problems] == [goal.place.line for goal in DOCUMENT.attack.goals[1:]]


def test_a_goal_that_only_those_who_act_lose_is_told() -> None:
    """Acting must not be punished."""
    idle = [Outcome("idle", seed, 300, 300, dict.fromkeys(GOALS[1:], 120 * MINUTE)) for seed in range(10)]
    acting = {
        bot: [Outcome(bot, seed, share * 10, share * 10, {GOALS[0]: 1}, STEADY) for seed in range(10)]
        for bot, share in HEALTHY.items()
        if bot in {"novice", "average", "skilled"}
    }

    assert "L09" in codes(runs(HEALTHY, idle=idle, **acting))


def test_silence_and_noise_are_told() -> None:
    """More than 20 minutes without anything, and more than six alerts in five minutes."""
    average = [Outcome("average", seed, 700, 700, {}, (0, MINUTE), tuple(range(7))) for seed in range(10)]

    problems = [
        problem for problem in lint(DOCUMENT, MODEL, runs(HEALTHY, average=average)) if problem.code == "L20"
    ]

    assert "from 00:01 to 04:00" in told(problems)
    assert "7 alerts in 5 minutes" in told(problems)


def test_an_attack_that_is_over_too_soon_is_told() -> None:
    """Goals should fall between 40 and 95 percent of the length."""
    idle = [Outcome("idle", seed, 300, 300, dict.fromkeys(GOALS, 30 * MINUTE)) for seed in range(10)]

    assert "L21" in codes(runs(HEALTHY, idle=idle))


def test_a_role_that_everybody_waits_for_is_told() -> None:
    """A skilled team should not wait over ten minutes for people."""
    waits = {"administrator": (14 * MINUTE, 100 * MINUTE)}
    skilled = [Outcome("skilled", seed, 900, 900, {}, STEADY, (), waits) for seed in range(10)]

    problems = lint(DOCUMENT, MODEL, runs(HEALTHY, skilled=skilled))

    assert "role administrator is the bottleneck: queue 14m at 01:40" in told(problems)


def test_missing_bots_are_passed_over() -> None:
    """Checks about a bot that did not play say nothing."""
    assert codes(runs({"idle": 30})) == []
