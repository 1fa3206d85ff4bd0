"""Many runs of one scenario with simulated teams: the figures that tell whether a scenario holds together.

A run's outcome is what the attack and the services came to, the two things that need no judge. Figures are whole
percent and milliseconds; medians of many seeds are what a planner reads.
"""

from collections.abc import Iterator, Sequence
from statistics import median_low

import msgspec

from drill.rehearse.match import bot_match
from drill.rehearse.play import play
from drill.scenario.model import Model
from drill.world.happened import Happened
from drill.world.outputs import (
    AlertRaised,
    BoardChanged,
    FactsChanged,
    GoalReached,
    InjectChanged,
    InjectState,
    OperationStarted,
    OrderQueued,
    QuestionOpened,
    TeamEnded,
)
from drill.world.program import Program
from drill.world.world import World

IDLE = "idle"
LIMITED = 90
"""Percent that a rate-limited service counts (the action library says so to the team)."""


class Outcome(msgspec.Struct, frozen=True):
    """What one run came to."""

    bot: str
    seed: int
    services: int
    """Thousandths of the service time kept, the final state counted on as the scoring says."""
    denied: int
    """Thousandths of the goals' worth that the attacker did not reach."""
    goals: dict[str, int]
    """Goal id to when it was reached (ms)."""
    felt: tuple[int, ...] = ()
    """When something reached the team: alerts, messages, questions, its board (ms). Empty for idle runs."""
    alerts: tuple[int, ...] = ()
    """When alerts came (ms). Empty for idle runs."""
    waits: dict[str, tuple[int, int]] = {}
    """Role to (longest wait of an order for its people, when it was given), ms."""

    def share(self, model: Model) -> int:
        """Return services and attack stopped together, whole percent of their points."""
        services, attack = model.scoring.services, model.scoring.attack_stopped
        whole = services + attack
        return (self.services * services + self.denied * attack) // (10 * whole) if whole else 0


def rehearse(model: Model, bots: Sequence[str], runs: int, first_seed: int = 1) -> Iterator[Outcome]:
    """Play a scenario with each bot over the same seeds and yield the outcomes, bot by bot.

    Args:
        model: the scenario.
        bots: names of `drill.rehearse.bots.BOTS`.
        runs: how many seeds.
        first_seed: the seeds are this and those after it.
    """
    plans = Program(model)
    for bot in bots:
        for seed in range(first_seed, first_seed + runs):
            yield idle_run(model, seed, plans) if bot == IDLE else run(model, bot, seed, plans)


def idle_run(model: Model, seed: int, plans: Program | None = None) -> Outcome:
    """Return what becomes of a team that does nothing: the world alone, without journal, view or desk."""
    world = World(model, seed, IDLE, plans=plans, hashes=False, journal=False)
    world.start()
    world.advance(model.length)
    after = model.scoring.services_afterwards
    total = sum(service.weight for service in model.services) * (model.length + after)
    kept = sum(
        service.weight * (world.up_time(service.id) + after * (world.facts >> service.up & 1))
        for service in model.services
    )
    services = 1000 * kept // total if total else 1000
    return Outcome(IDLE, seed, services, _denied(model, world.goal_times), dict(world.goal_times))


def run(model: Model, bot: str, seed: int, plans: Program | None = None) -> Outcome:
    """Return what becomes of a team that a bot plays."""
    tally = _Tally(model)
    for happened in play(model, {}, bot_match([bot]), seed, hashes=False, plans=plans):
        if happened.team:
            tally.note(happened)
    return tally.outcome(bot, seed)


def _denied(model: Model, reached: dict[str, int]) -> int:
    worth = sum(goal.worth for goal in model.attack.goals)
    kept = sum(goal.worth for goal in model.attack.goals if goal.id not in reached)
    return 1000 * kept // worth if worth else 1000


class _Tally:
    """Counts one team's run as it goes."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._facts = model.start
        limited = {fact.subject: 1 << fact.bit for fact in model.facts if fact.state == "rate-limited"}
        self._limited = [limited.get(service.id, 0) for service in model.services]
        self._since = 0
        self._kept = 0
        self._end = model.length
        self._goals: dict[str, int] = {}
        self._felt: list[int] = []
        self._alerts: list[int] = []
        self._queued: dict[int, tuple[str, int]] = {}
        self._waits: dict[str, tuple[int, int]] = {}

    def note(self, happened: Happened) -> None:
        """Take an event of the team in."""
        match happened.what:
            case FactsChanged(set=added, cleared=cleared):
                self._count(happened.t)
                self._facts = self._facts & ~int(cleared, 16) | int(added, 16)
            case GoalReached(goal=goal):
                self._goals.setdefault(goal, happened.t)
            case TeamEnded():
                self._count(happened.t)
                self._end = happened.t
            case AlertRaised():
                self._felt.append(happened.t)
                self._alerts.append(happened.t)
            case BoardChanged() | QuestionOpened() | InjectChanged(state=InjectState.SENT):
                self._felt.append(happened.t)
            case _:
                self._wait(happened)

    def _wait(self, happened: Happened) -> None:
        match happened.what:
            case OrderQueued(order=number, role=role):
                self._queued[number] = (role, happened.t)
            case OperationStarted(order=int(number)) if number in self._queued:
                role, given = self._queued.pop(number)
                waited = (happened.t - given, given)
                self._waits[role] = max(self._waits.get(role, (0, 0)), waited)
            case _:
                return

    def outcome(self, bot: str, seed: int) -> Outcome:
        """Return what it came to."""
        after = self._model.scoring.services_afterwards
        total = 100 * sum(service.weight for service in self._model.services) * (self._end + after)
        kept = self._kept + self._level() * after
        services = 1000 * kept // total if total else 1000
        denied = _denied(self._model, self._goals)
        return Outcome(
            bot, seed, services, denied, self._goals, tuple(self._felt), tuple(self._alerts), self._waits
        )

    def _count(self, t: int) -> None:
        self._kept += self._level() * (t - self._since)
        self._since = t

    def _level(self) -> int:
        """Return the percent of weight that is up now, summed over services."""
        level = 0
        for service, limited in zip(self._model.services, self._limited, strict=True):
            if self._facts >> service.up & 1:
                level += service.weight * (LIMITED if self._facts & limited else 100)
        return level


class Figures(msgspec.Struct, frozen=True):
    """One bot's runs in figures."""

    bot: str
    runs: int
    median: int
    """Median share, whole percent."""
    low: int
    high: int
    reached: dict[str, int]
    """Goal id to the percent of runs in which it was reached."""
    first_goal: int | None
    """Median time of the first goal over the runs that lost one (ms); None when none did."""
    last_goal: int | None
    """As `first_goal`, of the last."""


def figures(model: Model, outcomes: Sequence[Outcome]) -> Figures:
    """Return the figures of one bot's runs.

    Args:
        model: the scenario.
        outcomes: at least one, all of the same bot.
    """
    shares = sorted(outcome.share(model) for outcome in outcomes)
    runs = len(outcomes)
    reached = {
        goal.id: 100 * sum(goal.id in outcome.goals for outcome in outcomes) // runs
        for goal in model.attack.goals
    }
    first = [min(outcome.goals.values()) for outcome in outcomes if outcome.goals]
    last = [max(outcome.goals.values()) for outcome in outcomes if outcome.goals]
    return Figures(
        bot=outcomes[0].bot,
        runs=runs,
        median=median_low(shares),
        low=shares[0],
        high=shares[-1],
        reached=reached,
        first_goal=median_low(first) if first else None,
        last_goal=median_low(last) if last else None,
    )


def beats(model: Model, better: Sequence[Outcome], worse: Sequence[Outcome]) -> int:
    """Return in how many percent of the same seeds one bot has a higher share than another."""
    other = {outcome.seed: outcome.share(model) for outcome in worse}
    pairs = [(outcome.share(model), other[outcome.seed]) for outcome in better if outcome.seed in other]
    return 100 * sum(one > two for one, two in pairs) // len(pairs) if pairs else 0
