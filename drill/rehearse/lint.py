"""The checks of a scenario that need many rehearsed runs: what happens when nobody, somebody or a panicking team acts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median_low
from typing import TypeAlias

from drill.i18n import Words, words
from drill.rehearse.rehearsal import IDLE, Figures, Outcome, beats, figures
from drill.scenario.document import Document
from drill.scenario.model import Model
from drill.scenario.problems import Found, Place, Problem, in_file_order

LINT_BOTS = ("idle", "novice", "average", "skilled", "panic")
"""The bots that the checks compare, from the least to the most able, then panic."""
MINUTE = 60_000
QUIET_MINUTES = 20
LOUD_ALERTS = 6
LOUD_MINUTES = 5
LONG_WAIT = 10 * MINUTE

Runs: TypeAlias = Mapping[str, Sequence[Outcome]]
"""Outcomes by bot, each at least one."""
Warned: TypeAlias = tuple[Place, Words, Words | None]


class Rehearsed:
    """A scenario with its runs, as the checks look at it."""

    def __init__(self, document: Document, model: Model, runs: Runs) -> None:
        self.document = document
        self.model = model
        self.runs = runs
        self.figures: dict[str, Figures] = {bot: figures(model, outcomes) for bot, outcomes in runs.items()}

    @property
    def place(self) -> Place:
        """Where the planner says what to expect."""
        return self.document.rehearsal.place

    def bound(self, bot: str) -> Place:
        """Where the planner says what to expect of a bot."""
        written = {bound.bot: bound.place for bound in self.document.rehearsal.bounds}
        return written.get(bot, self.place)


def lint(document: Document, model: Model, runs: Runs) -> list[Problem]:
    """Return what rehearsed runs show: warnings in file order.

    Args:
        document: as authored, for the places.
        model: compiled from it.
        runs: outcomes of `LINT_BOTS`; checks about a bot that is missing are left out.
    """
    found = Found()
    seen = Rehearsed(document, model, runs)
    for code, check in CHECKS:
        for place, said, hint in check(seen):
            found.warning(place, code, said, hint)
    return in_file_order(found.problems)


def unreached(seen: Rehearsed) -> Iterator[Warned]:
    """L07: a goal that the attacker never reaches although nobody defends."""
    idle = seen.figures.get(IDLE)
    for goal in seen.document.attack.goals:
        if idle and idle.reached.get(goal.id) == 0:
            said = words('idle team, {runs} runs: goal "{goal}" never reached', runs=idle.runs, goal=goal.id)
            yield goal.place, said, None


def out_of_bounds(seen: Rehearsed) -> Iterator[Warned]:
    """L08: a bot keeps more or fewer points than the planner expects."""
    for bound in seen.model.rehearsal.bounds:
        bot = seen.figures.get(bound.bot)
        if bot and not bound.lo <= bot.median <= bound.hi:
            said = words(
                "{bot} team {median}%, you wanted {lo}% to {hi}%",
                bot=bound.bot,
                median=bot.median,
                lo=bound.lo,
                hi=bound.hi,
            )
            yield seen.bound(bound.bot), said, None


def punished(seen: Rehearsed) -> Iterator[Warned]:
    """L09: a goal that falls almost always to those who act, and never to those who do not."""
    acting = [seen.figures[bot] for bot in ("novice", "average", "skilled") if bot in seen.figures]
    idle = seen.figures.get(IDLE)
    for goal in seen.document.attack.goals:
        shares = [bot.reached[goal.id] for bot in acting]
        if idle and shares and min(shares) >= 90 and idle.reached[goal.id] <= 10:
            said = words(
                'goal "{goal}" was reached in {low} to {high} percent of runs by every bot that acts, {idle} percent by the idle one',
                goal=goal.id,
                low=min(shares),
                high=max(shares),
                idle=idle.reached[goal.id],
            )
            yield goal.place, said, words("acting is punished")


def panic_pays(seen: Rehearsed) -> Iterator[Warned]:
    """L12: cutting everything off pays."""
    panic, average = seen.figures.get("panic"), seen.figures.get("average")
    if panic and average and panic.median >= average.median:
        said = words(
            "the panic bot scores {panic}%, the average one {average}%",
            panic=panic.median,
            average=average.median,
        )
        yield seen.place, said, words("let isolation cost more services")


def out_of_order(seen: Rehearsed) -> Iterator[Warned]:
    """L13: the bots are not in order, or one beats another too rarely."""
    order = [seen.figures[bot] for bot in LINT_BOTS[:4] if bot in seen.figures]
    for worse, better in pairwise(order):
        if better.median <= worse.median:
            said = words(
                "the {better} team ({high}%) is not above the {worse} team ({low}%)",
                better=better.bot,
                high=better.median,
                worse=worse.bot,
                low=worse.median,
            )
            yield seen.bound(better.bot), said, None
    places = {(beat.better, beat.worse): beat.place for beat in seen.document.rehearsal.beats}
    for beat in seen.model.rehearsal.beats:
        if beat.better in seen.runs and beat.worse in seen.runs:
            percent = beats(seen.model, seen.runs[beat.better], seen.runs[beat.worse])
            if percent < beat.percent:
                said = words(
                    "{better} beats {worse} in {percent} percent of runs, you wanted {wanted}",
                    better=beat.better,
                    worse=beat.worse,
                    percent=percent,
                    wanted=beat.percent,
                )
                yield places.get((beat.better, beat.worse), seen.place), said, None


def quiet_or_loud(seen: Rehearsed) -> Iterator[Warned]:
    """L20: nothing reaches the team for too long, or too many alerts come at once, in the median run of a team that acts."""
    outcomes = seen.runs.get("average", ())
    if not outcomes:
        return
    gaps = sorted((_longest_gap(outcome.felt, seen.model.length), outcome.seed) for outcome in outcomes)
    (gap, since), _seed = gaps[(len(gaps) - 1) // 2]
    if gap > QUIET_MINUTES * MINUTE:
        said = words(
            "median run: nothing happens from {since} to {until}",
            since=_clock(since),
            until=_clock(since + gap),
        )
        yield seen.document.scenario.place, said, None
    loudest = median_low(_most_alerts(outcome.alerts) for outcome in outcomes)
    if loudest > LOUD_ALERTS:
        said = words("median run: {count} alerts in {minutes} minutes", count=loudest, minutes=LOUD_MINUTES)
        yield seen.document.scenario.place, said, None


def too_early_or_late(seen: Rehearsed) -> Iterator[Warned]:
    """L21: the attack on an idle team is over too early or too late."""
    idle = seen.figures.get(IDLE)
    length = seen.model.length
    if idle is None or idle.first_goal is None or idle.last_goal is None:
        return
    if idle.last_goal < length * 40 // 100 or idle.last_goal > length * 95 // 100:
        said = words(
            "goals fall at {first}-{last} of {length}",
            first=_clock(idle.first_goal),
            last=_clock(idle.last_goal),
            length=_clock(length),
        )
        yield seen.document.attack.place, said, None


def overloaded(seen: Rehearsed) -> Iterator[Warned]:
    """L22: a skilled team waits long for the hands of a role."""
    outcomes = seen.runs.get("skilled", ())
    for role in seen.model.roles:
        waits = sorted(outcome.waits.get(role.id, (0, 0)) for outcome in outcomes)
        if waits and waits[(len(waits) - 1) // 2][0] > LONG_WAIT:
            waited, at = waits[(len(waits) - 1) // 2]
            said = words(
                "role {role} is the bottleneck: queue {minutes}m at {at}",
                role=role.id,
                minutes=waited // MINUTE,
                at=_clock(at),
            )
            yield seen.document.team.place, said, None


CHECKS: tuple[tuple[str, Callable[[Rehearsed], Iterator[Warned]]], ...] = (
    ("L07", unreached),
    ("L08", out_of_bounds),
    ("L09", punished),
    ("L12", panic_pays),
    ("L13", out_of_order),
    ("L20", quiet_or_loud),
    ("L21", too_early_or_late),
    ("L22", overloaded),
)
"""Code and check, in the order in which they are shown for one line."""


def _longest_gap(felt: Sequence[int], length: int) -> tuple[int, int]:
    """Return (length of the longest silence, when it began), ms."""
    times = [0, *sorted(felt), length]
    return max((later - earlier, earlier) for earlier, later in pairwise(times))


def _most_alerts(alerts: Sequence[int]) -> int:
    times = sorted(alerts)
    return max((sum(t <= other < t + LOUD_MINUTES * MINUTE for other in times) for t in times), default=0)


def _clock(t: int) -> str:
    return f"{t // 3_600_000:02}:{t // MINUTE % 60:02}"
