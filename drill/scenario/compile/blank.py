"""The operation that does nothing: steps and orders say only what is different about them."""

from drill.scenario.model import ALWAYS, Effect, Guard, Operation, Owner, Reach, Span, Text

SILENT = Text("", "")
NOTHING = Effect()
_AT_ONCE = Span(0, 0)


def blank(name: str, owner: Owner, guard: Guard, order: int = 0) -> Operation:
    """Return an operation that may start and must hold under one guard, and does nothing.

    Args:
        name: its id.
        owner: who does it.
        guard: what must hold from start to end; all of it is seen.
        order: its place among its owner's operations.
    """
    return Operation(
        id=name,
        owner=owner,
        order=order,
        does=SILENT,
        technique="",
        source="",
        target="",
        guard=guard,
        seen=guard,
        hidden=ALWAYS,
        hidden_bits=0,
        hold=guard,
        takes=_AT_ONCE,
        chance=100,
        during=NOTHING,
        stages=(),
        outcomes=(),
        fails=NOTHING,
        cuts=(),
        traces=(),
        start_traces=(),
        failed_traces=(),
        habit=False,
        repeat=False,
        retry=0,
        role="",
        people=0,
        reach=Reach.NOTHING,
        says=SILENT,
        cost=0,
        extra_people=None,
        destroys=SILENT,
    )
