"""One team's history: a fold of its journal that keeps what answer keys ask for, first times above all."""

from drill.scenario.model import MeterKind, Model, Owner, Past, PastFact, PastFirstCompromise, PastStep
from drill.world.facts import each_bit
from drill.world.happened import Happened
from drill.world.inputs import TeamSetup
from drill.world.meters import HOUR
from drill.world.outputs import Ending, FactsChanged, GoalReached, MeterChanged, OperationEnded
from drill.world.render import renderer_for


class History:
    """A fold of one team's `Happened`, outputs being all that matters."""

    def __init__(self, model: Model, seed: int, team: TeamSetup) -> None:
        self.model = model
        self.team = team
        self.renderer = renderer_for(model, seed, team)
        self.t = 0
        """Team time of the last entry."""
        self.facts = 0
        self.first: dict[int, int] = {}
        """Bit to the time at which it was first true; 0 for what was so at the start."""
        self.ends: dict[str, int] = {}
        """Step to the time at which it first succeeded, in that order."""
        self.goals: dict[str, int] = {}
        """Goal to the time at which it was reached."""
        self._steps = {op.id for op in model.operations if op.owner is Owner.ATTACKER}
        self._meters = {meter.id: meter for meter in model.meters}
        self._values: dict[str, list[tuple[int, int, int]]] = {}

    def add(self, happened: Happened) -> None:
        """Fold one entry of this team in, in the journal's order; entries of others must not be given."""
        self.t = max(self.t, happened.t)
        match happened.what:
            case FactsChanged(set=hexed, cleared=cleared):
                new = int(hexed, 16)
                self.facts = self.facts & ~int(cleared, 16) | new
                for bit in each_bit(new):
                    self.first.setdefault(bit, happened.t)
            case OperationEnded(op=op, ending=Ending.SUCCESS) if op in self._steps:
                self.ends.setdefault(op, happened.t)
            case GoalReached(goal=goal):
                self.goals.setdefault(goal, happened.t)
            case MeterChanged(meter=meter, value=value, rate=rate):
                self._values.setdefault(meter, []).append((happened.t, value, rate))
            case _:
                pass

    def time_of(self, past: Past) -> int | None:
        """Return when something first was, or was done; None if it never was."""
        match past:
            case PastFact():
                return self.first.get(past.bit)
            case PastStep():
                return self.ends.get(past.step)
            case PastFirstCompromise():
                return min((self.first[bit] for bit in past.bits if bit in self.first), default=None)

    def meter_at(self, meter: str, t: int) -> int:
        """Return a meter's exact value at a time, in its own unit: thousandths times `unit`."""
        model = self._meters[meter]
        value, since, rate = model.base * self.unit(meter), 0, 0
        for at, new, per_hour in self._values.get(meter, ()):
            if at > t:
                break
            since, value, rate = at, new, per_hour
        return value + rate * (t - since)

    def unit(self, meter: str) -> int:
        """Return how many units of `meter_at` are one thousandth."""
        return HOUR if self._meters[meter].kind is MeterKind.COUNTER else 1
