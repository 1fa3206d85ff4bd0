"""Orders as a team writes them: an indicator by its value.

An indicator's id tells what it is (``c2-domain``), so no team may read it. Cards show the value that stands in the
team's logs, and an order that names the value is turned into the engine's order before it is accepted.
"""

from collections.abc import Mapping

import msgspec

from drill.scenario.model import Model, TargetKind, Text
from drill.text import folded
from drill.world.inputs import OrderGiven, TeamInput


class Aliases:
    """One team's names for orders.

    Args:
        model: the scenario.
        values: indicator id to this team's own value.
    """

    def __init__(self, model: Model, values: Mapping[str, str]) -> None:
        self._shown: dict[str, str] = {}
        self._names: dict[str, str] = {}
        aimed = [action for action in model.actions if action.asks is TargetKind.INDICATOR]
        orders = {order: action.name for action in aimed for order in action.orders}
        for operation in model.operations:
            if operation.id in orders and operation.target in values:
                value = values[operation.target]
                self._names[operation.id] = operation.target
                self._shown[operation.id] = f"{orders[operation.id]} {value}"
        self._meant = {folded(alias): order for order, alias in self._shown.items()}

    def shown(self, order: str) -> str:
        """Return an order as the team writes it."""
        return self._shown.get(order, order)

    def say(self, said: Text, order: str) -> Text:
        """Return what a team is told about an order, with the indicator's value for its id."""
        name = self._names.get(order)
        if name is None:
            return said
        value = self._shown[order].rpartition(" ")[2]
        return Text(said.en.replace(name, value), said.vi.replace(name, value))

    def meant(self, given: TeamInput) -> TeamInput:
        """Return an input with the order id that the engine knows."""
        if not isinstance(given, OrderGiven):
            return given
        order = self._meant.get(folded(given.order))
        return given if order is None else msgspec.structs.replace(given, order=order)
