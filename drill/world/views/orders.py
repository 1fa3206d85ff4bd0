"""What a team ordered and what became of it: order cards, free hands, and the states its own orders made."""

from collections import deque
from collections.abc import Iterator

import msgspec

from drill.i18n import Language, Words, words
from drill.scenario.model import Effect, Model, Operation, Owner, Text
from drill.world.cards import AnyCard, OrderCard, OrderState, PeopleCard
from drill.world.happened import Happened
from drill.world.inputs import OrderGiven
from drill.world.outputs import (
    Ending,
    OperationEnded,
    OperationStarted,
    OrderDropped,
    OrderQueued,
    OrderRefused,
    PeopleJoined,
)

NOTHING = Text("", "")

_ENDS = {
    Ending.SUCCESS: OrderState.DONE,
    Ending.FAILED: OrderState.FAILED,
    Ending.CUT: OrderState.CUT,
    Ending.CANCELLED: OrderState.CANCELLED,
}


class Finished(msgspec.Struct, frozen=True):
    """An order of the team that came to its end, for the folds that follow it."""

    op: Operation
    number: int
    ending: Ending


class OrdersFold:
    """Folds a team's orders into order and people cards."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._ops = {op.id: op for op in model.operations if op.owner is Owner.TEAM}
        self._actions = {order: action.name for action in model.actions for order in action.orders}
        self._labels = {role.id: role.label for role in model.roles}
        self._total = {role.id: role.people for role in model.roles}
        self._busy: dict[str, int] = dict.fromkeys(self._total, 0)
        self._given: deque[tuple[str, OrderGiven, int]] = deque()
        self._cards: dict[int, OrderCard] = {}
        self._runs: dict[int, int] = {}

    def first(self) -> Iterator[AnyCard]:
        """Return the cards at the start."""
        for role in self._total:
            yield self._people(role)

    def apply(self, happened: Happened) -> Iterator[AnyCard]:
        """Fold one event of the team in."""
        match happened.what:
            case OrderGiven() as given:
                self._given.append((happened.seat, given, happened.t))
            case OrderQueued(order=number, op=op, role=role):
                yield self._queued(number, op, role, happened.t)
            case OrderRefused(order=number, reason=reason):
                yield from self._change(number, state=OrderState.REFUSED, reason=reason)
            case OrderDropped(order=number):
                yield from self._change(number, state=OrderState.CANCELLED)
            case OperationStarted(order=int(), op=op) as started:
                yield from self._started(started, self._ops[op], happened.t)
            case OperationEnded() as ended if ended.run in self._runs:
                yield from self._ended(ended, happened.t)
            case PeopleJoined(role=role, people=people):
                self._total[role] = self._total.get(role, 0) + people
                yield self._people(role)
            case _:
                return

    def finished(self, happened: Happened) -> Finished | None:
        """Return the order that this event ended, before the event is folded in; None for any other event."""
        if not isinstance(happened.what, OperationEnded) or happened.what.run not in self._runs:
            return None
        return Finished(self._ops[happened.what.op], self._runs[happened.what.run], happened.what.ending)

    def tell(self, number: int, said: Text) -> Iterator[AnyCard]:
        """Add to what the team is told about an order."""
        card = self._cards.get(number)
        if card is not None:
            says = Text(
                *(" ".join(filter(None, pair)) for pair in ((card.says.en, said.en), (card.says.vi, said.vi)))
            )
            yield from self._change(number, says=says)

    def _queued(self, number: int, op: str, role: str, t: int) -> OrderCard:
        seat, given, at = self._take(op, t)
        card = OrderCard(
            key=str(number),
            op=op,
            action=self._actions.get(op, op),
            text=_said(given),
            role=role,
            seat=seat,
            given=at,
            state=OrderState.QUEUED,
            started=None,
            ends=None,
            says=NOTHING,
            reason=None,
        )
        self._cards[number] = card
        return card

    def _take(self, op: str, t: int) -> tuple[str, OrderGiven, int]:
        for place, (seat, given, at) in enumerate(self._given):
            if given.order == op:
                del self._given[place]
                return seat, given, at
        return "", OrderGiven(op, ""), t

    def _started(self, started: OperationStarted, op: Operation, t: int) -> Iterator[AnyCard]:
        if started.order is None:
            return
        self._runs[started.run] = started.order
        self._busy[op.role] = self._busy.get(op.role, 0) + op.people
        yield from self._change(started.order, state=OrderState.RUNNING, started=t, ends=started.ends)
        yield self._people(op.role)

    def _ended(self, ended: OperationEnded, t: int) -> Iterator[AnyCard]:
        number = self._runs.pop(ended.run)
        op = self._ops[ended.op]
        self._busy[op.role] -= op.people
        says = op.says if ended.ending is Ending.SUCCESS else NOTHING
        yield from self._change(
            number, state=_ENDS[ended.ending], ends=t, says=says, reason=_why(ended.ending)
        )
        yield self._people(op.role)

    def _change(self, number: int, **changes: object) -> Iterator[AnyCard]:
        if number in self._cards:
            self._cards[number] = msgspec.structs.replace(self._cards[number], **changes)
            yield self._cards[number]

    def _people(self, role: str) -> PeopleCard:
        total = self._total[role]
        label = self._labels.get(role, Text(role, role))
        return PeopleCard(role, label, max(total - self._busy.get(role, 0), 0), total)


def _said(given: OrderGiven) -> str:
    """Return an order's free words; of a search, source and words."""
    return " ".join(part for part in (given.source, given.text) if part)


def _why(ending: Ending) -> Words | None:
    """Return why an order ended early, without naming a fact that the team may not know."""
    match ending:
        case Ending.CUT:
            return words("Something that it needs is no longer so.")
        case Ending.FAILED:
            return words("It did not succeed.")
        case _:
            return None


def both(said: Words) -> Text:
    """Return words in both languages, as cards carry them."""
    return Text(said.say(Language.ENGLISH), said.say(Language.VIETNAMESE))


HIDDEN_STATES = frozenset({"emptied", "wiped"})
"""Bookkeeping of the action library that no person speaks of."""


class ChipsFold:
    """The states that a team's own orders made: never what an attack did."""

    def __init__(self, model: Model) -> None:
        self._facts = {fact.bit: (fact.subject, fact.state) for fact in model.facts}
        self._chips: dict[str, dict[str, None]] = {}

    def of(self, subject: str) -> tuple[str, ...]:
        """Return the states of one thing, in the order in which they were made."""
        return tuple(self._chips.get(subject, ()))

    def apply(self, finished: Finished) -> set[str]:
        """Fold a finished order in; return the subjects whose chips may have changed."""
        if finished.ending is not Ending.SUCCESS or not finished.op.outcomes:
            return set()
        return self.change(finished.op.outcomes[-1].effect)

    def change(self, effect: Effect) -> set[str]:
        """Note what an order set and cleared."""
        touched = set()
        for bit, (subject, state) in self._facts.items():
            if effect.add >> bit & 1 and state not in HIDDEN_STATES:
                self._chips.setdefault(subject, {})[state] = None
                touched.add(subject)
            elif effect.rem >> bit & 1 and self._chips.get(subject, {}).pop(state, "") is None:
                touched.add(subject)
        return touched
