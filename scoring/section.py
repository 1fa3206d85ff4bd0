"""What a judges' view is made of besides rows, lines and texts: folds of their own, each with its cards and its refusals."""

from collections.abc import Iterable
from typing import Protocol, TypeAlias

from drill.world.cards import Change
from drill.world.happened import Happened
from drill.world.inputs import FilingInput, ItemVoided, JudgeInput, Refusal

Judged: TypeAlias = JudgeInput | FilingInput | ItemVoided
"""What is said about the score: by judges, by a leader who appeals, or by a controller who voids an item."""


class Section(Protocol):
    """One matter of the judges' desk, folded entry by entry after the ledger has taken the entry in."""

    def begin(self) -> Iterable[Change]:
        """Return its cards before the first entry."""
        ...

    def apply(self, seq: int, happened: Happened) -> Iterable[Change]:
        """Take an entry in; return cards that may differ (unchanged ones do no harm)."""
        ...

    def refuse(self, seat: str, team: str, given: Judged) -> Refusal | None:
        """Return why this cannot be taken as things stand; None where it is not this section's matter.

        Args:
            seat: who gives it.
            team: the seat's team; empty for a judge.
            given: in the engine's own names.
        """
        ...
