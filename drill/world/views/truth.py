"""The truth of one team's world, for staff alone."""

from collections.abc import Callable, Mapping

from drill.scenario.model import MeterKind, Model, Owner, Text
from drill.world.cards import RunningView, TruthCard
from drill.world.happened import Happened
from drill.world.naming import subjects
from drill.world.outputs import (
    AttackerLearned,
    Ending,
    FactsChanged,
    GoalReached,
    MeterChanged,
    OperationEnded,
    OperationStarted,
    Start,
)

HOUR = 3_600_000
"""Milliseconds; a counter is kept in thousandths times this."""


class TruthFold:
    """Folds a world's outputs into its truth card.

    Args:
        model: the scenario.
        team: team id.
        next_idea: tells what the attacker would do now; the one thing that no journal entry says.
    """

    def __init__(self, model: Model, team: str, next_idea: Callable[[], str]) -> None:
        self._model = model
        self._team = team
        self._next_idea = next_idea
        self._names = {fact.bit: fact.name for fact in model.facts}
        self._steps = {op.id: op for op in model.operations if op.owner is Owner.ATTACKER}
        self._subjects = subjects(model)
        self._facts = model.start
        self._running: dict[int, RunningView] = {}
        self._known = 0
        self._meters: dict[str, tuple[MeterChanged, int]] = {}
        self._goals: dict[str, int | None] = {goal.id: None for goal in model.attack.goals}
        self._done: dict[str, int] = {}

    @property
    def goals(self) -> Mapping[str, int | None]:
        """Goal id to when the attacker reached it."""
        return self._goals

    @property
    def goals_lost(self) -> int:
        """How many goals the attacker has reached."""
        return sum(when is not None for when in self._goals.values())

    def apply(self, happened: Happened) -> bool:
        """Fold one event of this team in; return whether the card may differ."""
        match happened.what:
            case FactsChanged(set=added, cleared=cleared):
                self._facts = self._facts & ~int(cleared or "0", 16) | int(added or "0", 16)
            case OperationStarted(op=op) as started if op in self._steps:
                self._running[started.run] = self._view(started, happened.t)
            case OperationEnded(run=run, op=op, ending=ending) if op in self._steps:
                self._running.pop(run, None)
                if ending is Ending.SUCCESS:
                    self._done.setdefault(op, happened.t)
            case AttackerLearned(known=known):
                self._known |= int(known or "0", 16)
            case MeterChanged(meter=meter) as changed:
                self._meters[meter] = (changed, happened.t)
            case GoalReached(goal=goal):
                self._goals[goal] = happened.t
            case _:
                return False
        return True

    def card(self, t: int) -> TruthCard:
        """Return the card as of a moment of the team's own time (ms)."""
        start, now = self._model.start, self._facts
        facts, known = self._named((start ^ now) & now), self._named(self._known)
        told = {fact.rpartition(".")[0].removesuffix(".weak") for fact in (*facts, *known)}
        return TruthCard(
            key=self._team,
            facts=facts,
            running=tuple(self._running.values()),
            known=known,
            next_idea=self._next_idea(),
            mood=self._mood(),
            meters=tuple(self._meter(meter.id, t) for meter in self._model.meters),
            goals=tuple(self._goals.items()),
            steps_done=tuple(self._done.items()),
            things=tuple((thing, self._subjects[thing]) for thing in sorted(told & self._subjects.keys())),
        )

    def _named(self, bits: int) -> tuple[str, ...]:
        return tuple(name for bit, name in self._names.items() if bits >> bit & 1)

    def _view(self, started: OperationStarted, t: int) -> RunningView:
        does = self._steps[started.op].does
        return RunningView(started.op, does, t, started.ends, started.start is Start.DOOMED)

    def _mood(self) -> str:
        on = [mood.id for mood in self._model.attack.moods if self._facts >> mood.bit & 1]
        return on[-1] if on else ""

    def _meter(self, name: str, t: int) -> tuple[Text, str, Text]:
        meter = next(meter for meter in self._model.meters if meter.id == name)
        thousandths = meter.base
        if name in self._meters:
            changed, since = self._meters[name]
            thousandths = changed.value
            if meter.kind is MeterKind.COUNTER:
                thousandths = (changed.value + changed.rate * max(t - since, 0)) // HOUR
        return meter.label, f"{thousandths // 1000}.{thousandths // 100 % 10}", meter.unit
