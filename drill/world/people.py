"""A team's people: counted hands per role, first come, first served (R6).

The oldest queued order of a role starts as soon as enough of its people are free, and holds up the younger ones until
then. Its guard is tested when it starts, not when it was given.
"""

from drill.i18n import Words
from drill.world.core import Core, Kind, Phase
from drill.world.facts import holds
from drill.world.inputs import OrderGiven
from drill.world.operations import Operations, Running
from drill.world.outputs import Ending, OrderDropped, OrderQueued, OrderRefused, PeopleJoined
from drill.world.reasons import why_not


class Order:
    """An order of the team."""

    __slots__ = ("given", "number", "place", "run")

    def __init__(self, number: int, place: int, given: OrderGiven) -> None:
        self.number = number
        self.place = place
        self.given = given
        self.run = 0
        """Number of its running; 0 before it starts."""

    def state(self) -> tuple[object, ...]:
        """Return what makes up its state, for the hash of the world."""
        given = self.given
        return (
            self.number,
            self.place,
            self.run,
            given.role,
            given.source,
            given.text,
            given.since,
            given.until,
        )


class Crew:
    """The queue and the free hands of one team."""

    __slots__ = ("_core", "_ops", "free", "last", "queue", "total", "working")

    def __init__(self, core: Core, ops: Operations) -> None:
        self._core = core
        self._ops = ops
        self.total = {role.id: role.people for role in core.program.model.roles}
        self.free = dict(self.total)
        self.queue: list[Order] = []
        """Oldest first."""
        self.working: dict[int, Order] = {}
        """Running number to the order."""
        self.last = 0

    def give(self, given: OrderGiven) -> Order:
        """Queue an order and start what can start."""
        self.last += 1
        core = self._core
        order = Order(self.last, core.program.index[given.order], given)
        self.queue.append(order)
        core.tell(OrderQueued(order.number, given.order, core.program.ops[order.place].role))
        self.serve()
        return order

    def serve(self) -> None:
        """Start, or refuse, the oldest order of each role while its people are free."""
        waiting: set[str] = set()
        for order in tuple(self.queue):
            op = self._core.program.ops[order.place]
            if op.role in waiting:
                continue
            if self.free[op.role] < op.people:
                waiting.add(op.role)
                continue
            self.queue.remove(order)
            self._begin(order)

    def _begin(self, order: Order) -> None:
        core = self._core
        op = core.program.ops[order.place]
        if not holds(core.facts, op.guard):
            core.tell(OrderRefused(order.number, op.id, self._reason(order)))
            return
        self.free[op.role] -= op.people
        order.run = self._ops.last + 1
        self.working[order.run] = order
        self._ops.start(order.place, order.number)

    def _reason(self, order: Order) -> Words:
        program = self._core.program
        return why_not(program.model, program.ops[order.place].guard, self._core.facts, program.observable)

    def release(self, run: Running) -> None:
        """The people of an order are free again; the queue is served in this millisecond."""
        self.free[run.op.role] += run.op.people
        self.working.pop(run.id, None)
        self._core.push(self._core.t, Phase.ORDERS, 0, Kind.SERVE)

    def cancel(self, number: int) -> None:
        """Take a queued order back, or stop a running one."""
        for order in self.queue:
            if order.number == number:
                self.queue.remove(order)
                self._core.tell(OrderDropped(number))
                self.serve()
                return
        run = next(run for run, order in self.working.items() if order.number == number)
        self._ops.cut(self._ops.running[run], 0, Ending.CANCELLED)

    def expects(self, role: str, people: int, after: int) -> None:
        """More people are on their way."""
        place = next(p for p, known in enumerate(self._core.program.model.roles) if known.id == role)
        self._core.push(self._core.t + after, Phase.TEAM_ENDS, -1, Kind.JOIN, (place, people))

    def join(self, place: int, people: int) -> None:
        """People arrive."""
        role = self._core.program.model.roles[place].id
        self.total[role] += people
        self.free[role] += people
        self._core.tell(PeopleJoined(role, people))
        self._core.push(self._core.t, Phase.ORDERS, 0, Kind.SERVE)

    def has(self, number: int) -> bool:
        """Whether an order with this number is queued or running."""
        return any(order.number == number for order in (*self.queue, *self.working.values()))
