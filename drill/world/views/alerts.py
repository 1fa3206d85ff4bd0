"""The team's alert queue and its status board."""

from collections.abc import Iterator

import msgspec

from drill.scenario.model import Alert, AlertLevel, Model, Trace
from drill.world.cards import AlertCard, AlertState, AnyCard, ServiceCard
from drill.world.happened import Happened
from drill.world.inputs import AlertAction, AlertHandled
from drill.world.outputs import AlertRaised, BoardChanged
from drill.world.render import Moment, Renderer, traces_of

_STATES = {
    AlertAction.ACKNOWLEDGE: AlertState.ACKNOWLEDGED,
    AlertAction.CLAIM: AlertState.CLAIMED,
    AlertAction.REAL: AlertState.REAL,
    AlertAction.FALSE: AlertState.FALSE,
}
OPEN_STATES = frozenset({AlertState.NEW, AlertState.ACKNOWLEDGED, AlertState.CLAIMED})
"""States of an alert that nobody has closed."""


class AlertsFold:
    """Folds alerts as they were delivered and what was done with them."""

    def __init__(self, model: Model, renderer: Renderer) -> None:
        self._traces = traces_of(model)
        self._renderer = renderer
        self._cards: dict[int, AlertCard] = {}

    def apply(self, happened: Happened) -> Iterator[AnyCard]:
        """Fold one event of the team in."""
        match happened.what:
            case AlertRaised(alert=number) as raised:
                self._cards[number] = self._raised(raised, happened.t)
                yield self._cards[number]
            case AlertHandled(alert=number) as handled if number in self._cards:
                self._cards[number] = msgspec.structs.replace(
                    self._cards[number],
                    state=_STATES[handled.action],
                    who=happened.seat,
                    reason=handled.reason,
                )
                yield self._cards[number]
            case _:
                return

    def _raised(self, raised: AlertRaised, t: int) -> AlertCard:
        trace = self._traces[raised.trace]
        moment = Moment(raised.at, raised.values)
        return AlertCard(
            key=str(raised.alert),
            t=t,
            level=raised.level,
            title=self._renderer.text(_alert_of(trace).title, moment),
            host=trace.on,
            source=trace.source,
            state=AlertState.NEW,
            who="",
            reason="",
            line=self._renderer.text(trace.text, moment),
            at=raised.at,
        )


def _alert_of(trace: Trace) -> Alert:
    return trace.alert or Alert(AlertLevel.LOW, trace.text)


class BoardFold:
    """Folds the status board: services as it shows them, after its delay, never as they are."""

    def __init__(self, model: Model) -> None:
        self._cards = {
            service.id: ServiceCard(
                service.id, service.label, service.weight, bool(model.start >> service.up & 1), 0
            )
            for service in model.services
            if not service.hidden
        }

    def first(self) -> Iterator[AnyCard]:
        """Return the cards at the start."""
        yield from self._cards.values()

    def apply(self, happened: Happened) -> Iterator[AnyCard]:
        """Fold one event of the team in."""
        if isinstance(happened.what, BoardChanged) and happened.what.service in self._cards:
            service, up = happened.what.service, happened.what.up
            self._cards[service] = msgspec.structs.replace(self._cards[service], up=up, since=happened.t)
            yield self._cards[service]
