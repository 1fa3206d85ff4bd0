"""Who may ask what: the first look at a command, before any rule of the drill.

Words are cleaned here, before the journal; the role of a command is the seat's, whatever the command claims.
"""

from typing import TypeAlias, TypeVar

import msgspec

from drill.i18n import words
from drill.text import MAX_TEXT, clean
from drill.wire.messages import SeatKind
from drill.wire.session import Seat
from drill.world.inputs import (
    ConflictDeclared,
    ControlInput,
    JudgeInput,
    Marked,
    Recused,
    Refusal,
    SampleMarked,
    TeamInput,
)
from drill.world.judging import EVERY_ROLE, MARKER

Given: TypeAlias = TeamInput | ControlInput | JudgeInput
GivenT = TypeVar("GivenT", bound=Given)

PROSE = frozenset({"text", "reason", "comment", "sentences", "statement", "rules"})
"""Fields that people write at length; every other text is a name."""
LONGEST_NAME = 200
"""Characters kept of a name; no name of a scenario is that long."""

_MAY: dict[SeatKind, tuple[type, ...]] = {
    SeatKind.TEAM: TeamInput.__args__,
    SeatKind.CONTROLLER: ControlInput.__args__,
    SeatKind.JUDGE: JudgeInput.__args__,
    SeatKind.OBSERVER: (),
}

_MARKERS = (Marked, Recused, ConflictDeclared, SampleMarked)
"""What a judge may who only marks."""


def authorise(seat: Seat, given: Given) -> Given | Refusal:
    """Return the command as the hub takes it: cleaned, with the seat's role; or why this seat may not."""
    marker = seat.kind is SeatKind.JUDGE and seat.role == MARKER
    if not isinstance(given, _MARKERS if marker else _MAY[seat.kind]):
        return Refusal(words("This seat may not do that."))
    if isinstance(given, _MAY[SeatKind.TEAM]) and seat.role != EVERY_ROLE:
        given = msgspec.structs.replace(given, role=seat.role)
    return cleaned(given)


def cleaned(given: GivenT) -> GivenT:
    """Return the command with every text in it cleaned (`drill.text.clean`) and every name cut to its longest."""
    changes: dict[str, str | tuple[str, ...]] = {}
    for field in given.__struct_fields__:
        value = getattr(given, field)
        limit = MAX_TEXT if field in PROSE else LONGEST_NAME
        if isinstance(value, str) and not _is_enum(value):
            changes[field] = clean(value, limit)
        elif isinstance(value, tuple):
            changes[field] = tuple(clean(part, limit) for part in value)
    return msgspec.structs.replace(given, **changes)


def _is_enum(value: str) -> bool:
    return type(value) is not str
