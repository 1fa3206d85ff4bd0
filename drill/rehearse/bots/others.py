"""The bots at the edges: one that does nothing, one that cuts everything off."""

from drill.rehearse.bots.character import LEVELS, MINUTE
from drill.scenario.model import Span
from drill.world.cards import ActionCard, AlertCard, OrderCard, OrderState, View
from drill.world.draws import draw, within
from drill.world.inputs import OrderGiven, TeamInput

NEVER = 1 << 50
"""A moment after every drill (ms)."""


class Idle:
    """A team that never comes."""

    def first(self) -> int:
        """Return when it first looks at the desk (ms): never."""
        return NEVER

    def wake(self, view: View, t: int) -> tuple[list[TeamInput], int]:  # noqa: ARG002 (it looks at nothing)
        """Do nothing."""
        return [], NEVER


class Panic:
    """A team that, at the first grave alert, cuts off everything it can."""

    def __init__(self, seed: int, team: str) -> None:
        self._seed = seed
        self._name = f"panic/{team}"
        self._looks = 0

    def first(self) -> int:
        """Return when it first looks at the desk (ms)."""
        return self._pause()

    def wake(self, view: View, t: int) -> tuple[list[TeamInput], int]:
        """Order the isolation of every host that is not cut off yet, once something looks grave."""
        grave = any(LEVELS[card.level] >= LEVELS["medium"] for card in view.all(AlertCard))
        card = view.get(ActionCard, "isolate host")
        if not grave or card is None:
            return [], t + self._pause()
        given = {order.op for order in view.all(OrderCard) if order.state is not OrderState.REFUSED}
        orders = [order for order in card.orders if order not in given]
        return [OrderGiven(order, card.role) for order in orders], t + self._pause()

    def _pause(self) -> int:
        self._looks += 1
        return within(draw(self._seed, "bot-pause", self._name, self._looks), Span(MINUTE, 3 * MINUTE))
