"""Rendering: a record, alert or inject becomes text when it is read, the same text every time.

The journal keeps references (trace, n, meter values); the words come from the scenario, the team's own indicator values
and the moment of the event.
"""

from collections.abc import Mapping

import msgspec

from drill.scenario.model import Model, Slot, SlotKind, Template, Text, Trace
from drill.world.draws import own_value
from drill.world.inputs import TeamSetup

DAY = 24 * 60 * 60 * 1000
"""Milliseconds of a day."""


class Moment(msgspec.Struct, frozen=True):
    """When something is rendered for: what its time and meter slots show."""

    at: int
    """Simulated milliseconds since the start."""
    values: Mapping[str, str] = {}
    """Meter id to its value as the engine noted it."""


class Renderer(msgspec.Struct, frozen=True):
    """What fills the slots for one team."""

    team: str
    """The team's label."""
    starts_at: int
    """Milliseconds of the day at T+0."""
    indicators: Mapping[str, str]
    """Indicator id to this team's own value."""

    def text(self, template: Template, moment: Moment) -> Text:
        """Return a template's words in both languages."""
        return Text(self._join(template.en, moment), self._join(template.vi, moment))

    def _join(self, parts: tuple[str | Slot, ...], moment: Moment) -> str:
        return "".join(part if isinstance(part, str) else self._slot(part, moment) for part in parts)

    def _slot(self, slot: Slot, moment: Moment) -> str:
        match slot.kind:
            case SlotKind.TEAM:
                return self.team
            case SlotKind.TIME:
                return time_of_day(self.starts_at, moment.at)
            case SlotKind.INDICATOR:
                return self.indicators[slot.id]
            case SlotKind.METER:
                return moment.values.get(slot.id, "0")


def renderer_for(model: Model, seed: int, team: TeamSetup) -> Renderer:
    """Return the renderer of one team of a drill."""
    values = {
        indicator.id: own_value(seed, indicator.id, team.id, indicator.values)
        for indicator in model.indicators
    }
    return Renderer(team.label, model.starts_at, values)


def time_of_day(starts_at: int, at: int) -> str:
    """Return the local time of the story, ``hh:mm:ss``."""
    seconds = (starts_at + at) % DAY // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def traces_of(model: Model) -> dict[str, Trace]:
    """Return every trace of the scenario by its id: those of steps, orders and red herrings."""
    found: dict[str, Trace] = {}
    for operation in model.operations:
        for trace in (*operation.traces, *operation.start_traces, *operation.failed_traces):
            found.setdefault(trace.id, trace)
    for herring in model.herrings:
        for trace in herring.traces:
            found.setdefault(trace.id, trace)
    return found
