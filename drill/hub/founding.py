"""How a new drill begins to be judged: the panel and the interests that a teams file says, as the first things said."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeAlias

from drill.i18n import words
from drill.wire.judges import PanelPlan
from drill.wire.messages import SeatKind
from drill.wire.roster import SeatPlan
from drill.world.inputs import USUAL_MARKS, ConflictDeclared, JudgeInput, PanelNamed, Refusal
from drill.world.judging import HEAD_JUDGE

Seated: TypeAlias = tuple[str, SeatPlan]
"""A seat's id with what the teams file says of it."""


def founding(seated: Iterable[Seated], plan: PanelPlan, ceremony: int) -> list[JudgeInput]:
    """Return what is to be journaled right after the opening.

    A head judge marks only where nobody else does: who sees all marks is no second reader. A panel is named where
    there is something to deal: two who mark, a head judge, or a file that says how many marks it wants.

    Args:
        seated: every seat of the drill.
        plan: how is marked.
        ceremony: wall time (ms since 1970); 0 when it is not set.
    """
    judges = [one for one in seated if one[1].kind is SeatKind.JUDGE]
    heads = tuple(seat for seat, one in judges if one.role == HEAD_JUDGE)
    marking = tuple(seat for seat, one in judges if one.role != HEAD_JUDGE) or heads
    said: list[JudgeInput] = []
    if len(marking) > 1 or (marking and (heads or plan.per_item)):
        per_item = min(plan.per_item or USUAL_MARKS, len(marking))
        said.append(PanelNamed(marking, per_item, plan.alarm, ceremony, heads))
    return [*said, *_interests(judges)]


def stranger(given: object, judges: Collection[str]) -> Refusal | None:
    """Return why a panel or an interest names a seat in which no judge sits; None where all are judges'."""
    match given:
        case PanelNamed(judges=named, heads=heads):
            seats = (*named, *heads)
        case ConflictDeclared(judge=judge) if judge:
            seats = (judge,)
        case _:
            return None
    for seat in seats:
        if seat not in judges:
            return Refusal(words("No judge sits in “{seat}”.", seat=seat))
    return None


def _interests(judges: Sequence[Seated]) -> Iterator[ConflictDeclared]:
    for seat, plan in judges:
        for team, reason in plan.interests:
            yield ConflictDeclared(team, reason or "teams file", seat)
