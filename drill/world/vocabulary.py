"""The names that a typed order may use: everything in a scenario for a match, or only what a seat's cards show.

A seat has no scenario file, and a name it cannot see must not be suggested to it; so the grammar reads a vocabulary,
never a model.
"""

from collections.abc import Iterable
from typing import NewType

import msgspec

from drill.scenario.model import Action, Model, TargetKind
from drill.text import folded
from drill.world.cards import (
    ActionCard,
    AlertCard,
    AppealCard,
    AppealState,
    InjectCard,
    OrderCard,
    OrderState,
    PeopleCard,
    QuestionCard,
    ReportCard,
    ResultCard,
    SourceCard,
    View,
)

Folded = NewType("Folded", str)
"""A name as it is compared: case and blanks do not matter."""


def fold(text: str) -> Folded:
    """Return the form in which names are compared."""
    return Folded(folded(text))


class Verb(msgspec.Struct, frozen=True):
    """One action of the team's library as people type it."""

    name: str
    asks: TargetKind
    role: str
    """Whose hands it takes."""
    orders: dict[Folded, str]
    """Folded order id to order id, in library order."""

    @property
    def free(self) -> bool:
        """Whether it takes words rather than one of its orders."""
        return self.asks in {TargetKind.WHO, TargetKind.TEXT, TargetKind.QUERY}

    @property
    def usage(self) -> str:
        """How it is typed."""
        return f"{self.name}{_USAGE[self.asks]}"

    def targets(self) -> list[str]:
        """Return what may follow the name, in library order."""
        if self.free or self.asks is TargetKind.NONE:
            return []
        return [order[len(self.name) + 1 :] for order in self.orders.values()]


_USAGE = {
    TargetKind.NONE: "",
    TargetKind.HOST: " HOST",
    TargetKind.BACKUP_HOST: " HOST",
    TargetKind.HOST_WITH_BACKUP: " HOST",
    TargetKind.LINK: " ZONE to ZONE",
    TargetKind.INDICATOR: " INDICATOR",
    TargetKind.ACCOUNT: " ACCOUNT",
    TargetKind.ACCOUNT_OR_HOST: " ACCOUNT",
    TargetKind.WEAKNESS: " HOST WEAKNESS",
    TargetKind.SERVICE: " SERVICE",
    TargetKind.ROLE: " ROLE",
    TargetKind.WHO: " NAME",
    TargetKind.TEXT: ": TEXT",
    TargetKind.QUERY: " SOURCE for TEXT from hh:mm to hh:mm",
}


class Vocabulary(msgspec.Struct, frozen=True):
    """All names that one typist may use."""

    verbs: dict[Folded, Verb]
    roles: tuple[str, ...]
    sources: tuple[str, ...]
    questions: tuple[str, ...]
    injects: tuple[str, ...]
    reports: dict[str, tuple[str, ...]]
    """Report id to its field ids."""
    alerts: tuple[str, ...] = ()
    """Alert numbers that can be handled; in a match, where they are not known yet, any number may be written."""
    pending: tuple[str, ...] = ()
    """Numbers of the orders that can be cancelled; as `alerts`."""
    lines: tuple[str, ...] = ()
    """Names of the team's ledger lines; as `alerts`."""
    appeals: tuple[str, ...] = ()
    """Numbers of the team's appeals that can be withdrawn; as `alerts`."""


def _verb(name: str, asks: TargetKind, role: str, orders: Iterable[str]) -> Verb:
    return Verb(name, asks, role, {fold(order): order for order in orders})


def vocabulary_of_model(model: Model) -> Vocabulary:
    """Return every name of a scenario: for match files and checks, never for a seat."""

    def verb(action: Action) -> Verb:
        return _verb(action.name, action.asks, action.role, action.orders)

    return Vocabulary(
        verbs={fold(action.name): verb(action) for action in model.actions},
        roles=tuple(role.id for role in model.roles),
        sources=tuple(source.id for source in model.sources),
        questions=tuple(question.id for question in model.questions),
        injects=tuple(inject.id for inject in model.injects),
        reports={report.id: tuple(field.id for field in report.fields) for report in model.reports},
    )


def vocabulary_of_view(view: View) -> Vocabulary:
    """Return the names that a seat's cards show at this moment."""
    pending = {OrderState.QUEUED, OrderState.RUNNING}
    return Vocabulary(
        verbs={
            fold(card.key): _verb(card.key, TargetKind(card.asks), card.role, card.orders)
            for card in view.all(ActionCard)
        },
        roles=tuple(card.key for card in view.all(PeopleCard)),
        sources=tuple(card.key for card in view.all(SourceCard)),
        questions=tuple(card.key for card in view.all(QuestionCard)),
        injects=tuple(card.key for card in view.all(InjectCard)),
        reports={card.key: tuple(field.id for field in card.fields) for card in view.all(ReportCard)},
        alerts=tuple(card.key for card in view.all(AlertCard)),
        pending=tuple(card.key for card in view.all(OrderCard) if card.state in pending),
        lines=tuple(line.name for card in view.all(ResultCard) for line in card.lines),
        appeals=tuple(card.key for card in view.all(AppealCard) if card.state is AppealState.OPEN),
    )
