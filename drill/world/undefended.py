"""The organisation that nobody defends: the scenario's own world on the seed of the drill, beside the teams.

It is worked out, never journaled: whoever holds the seed and the scenario gets the same. Its luck is that of every
team, for draws depend on the seed and on what they decide, not on whose world it is. Controls for all teams reach it
(time, injects, the end); rulings for one team do not.
"""

import msgspec

from drill.scenario.model import MeterKind, Model, Text
from drill.world.cards import ShadowCard
from drill.world.happened import Happened
from drill.world.inputs import DrillEnded, DrillOpened, InjectSteered, InjectWritten, TeamSetup, TimeAdded
from drill.world.outputs import GoalReached, MeterChanged
from drill.world.run import Run

KEY = "undefended"
STEP = 10_000
"""Exercise milliseconds between two looks at amounts that grow."""
HOUR = 3_600_000
"""A counter is kept in thousandths times this."""


class Undefended:
    """An idle world, brought on by the shared clock.

    Args:
        model: the scenario.
        opened: the first entry of the drill.
    """

    def __init__(self, model: Model, opened: DrillOpened) -> None:
        alone = msgspec.structs.replace(opened, teams=(TeamSetup(KEY, KEY),))
        self._model = model
        self._run = Run(model, alone, hashes=False)
        self._goals: dict[str, int] = {}
        self._meters: dict[str, tuple[MeterChanged, int]] = {}
        self._fold(self._run.start())

    @property
    def lost(self) -> dict[str, int]:
        """Goals that the attacker has reached here, with the time (ms)."""
        return self._goals

    def take(self, happened: Happened) -> None:
        """Let a control for all teams happen here too; everything else is passed over."""
        what = happened.what
        match what:
            case TimeAdded() | DrillEnded():
                self._give(happened)
            case InjectSteered(teams=()) | InjectWritten(teams=()):
                self._give(happened)
            case _:
                return

    def advance(self, t: int) -> None:
        """Bring the world to shared time ``t`` (ms)."""
        self._fold(self._run.advance(t))

    def card(self) -> ShadowCard:
        """Return what is left of it, amounts as of the last whole step."""
        world = self._run.world(KEY)
        services = [service for service in self._model.services if not service.hidden]
        losses = [*self._lost_goals(), *self._amounts(world.t // STEP * STEP)]
        return ShadowCard(
            KEY,
            t=world.t // STEP * STEP,
            services_up=sum(bool(world.facts >> service.up & 1) for service in services),
            services=len(services),
            goals_lost=len(self._goals),
            goals=len(self._model.attack.goals),
            losses=tuple(sorted(losses, key=lambda loss: loss[0])),
        )

    def _give(self, happened: Happened) -> None:
        taken = self._run.accept(happened.seat, "", happened.what, happened.t)  # type: ignore[arg-type]
        if isinstance(taken, list):
            self._fold(taken)

    def _fold(self, events: list[Happened]) -> None:
        for happened in events:
            match happened.what:
                case GoalReached(goal=goal):
                    self._goals.setdefault(goal, happened.t)
                case MeterChanged(meter=meter) as changed:
                    self._meters[meter] = (changed, happened.t)
                case _:
                    pass

    def _lost_goals(self) -> list[tuple[int, Text, str]]:
        return [
            (self._goals[goal.id], goal.label, "")
            for goal in self._model.attack.goals
            if goal.id in self._goals
        ]

    def _amounts(self, t: int) -> list[tuple[int, Text, str]]:
        """Return (since when it stands so, what, how much) of every counter that has moved."""
        found = []
        for meter in self._model.meters:
            changed, since = self._meters.get(meter.id, (None, 0))
            if meter.kind is not MeterKind.COUNTER or changed is None:
                continue
            grown = (changed.value + changed.rate * max(t - since, 0)) // HOUR
            if grown // 1000 > meter.base // 1000:
                at = max(t, since) if changed.rate else since
                found.append((at, _with_unit(meter.label, meter.unit), str(grown // 1000)))
        return found


def _with_unit(label: Text, unit: Text) -> Text:
    """Return the meter's name with its unit: ``Data sent out (GB)``."""
    return Text(f"{label.en} ({unit.en})", f"{label.vi} ({unit.vi})") if unit.en else label
