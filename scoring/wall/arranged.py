"""How the wall is arranged: what judges set, folded into the one card that judges and walls share."""

from collections.abc import Iterable

import msgspec

from drill.i18n import words
from drill.world.cards import BoardCard, Change, Put
from drill.world.happened import Happened
from drill.world.inputs import (
    BoardArranged,
    BoardFrozen,
    BoardThawed,
    Refusal,
    ResultsSealed,
    RevealStepped,
)
from scoring.section import Judged

AS_OPENED = BoardCard(
    "board", delay=0, frozen=False, revealed=None, undefended=False, story=True, replies=True
)
"""How a wall stands before anyone has touched it."""


class Arranged:
    """Delay, freeze, curtain and what stands beside the ranks: a section of the judges' desk."""

    def __init__(self) -> None:
        self.card = AS_OPENED
        self._sealed = False

    def begin(self) -> Iterable[Change]:
        """Return the card as the drill opens."""
        return [Put(self.card)]

    def apply(self, seq: int, happened: Happened) -> Iterable[Change]:  # noqa: ARG002 (a section is told the position)
        """Fold one entry in."""
        self.card = arranged(self.card, happened)
        self._sealed |= isinstance(happened.what, ResultsSealed)
        return [Put(self.card)]

    def refuse(self, seat: str, team: str, given: Judged) -> Refusal | None:  # noqa: ARG002 (the same for every seat)
        """Refuse a prize that could still go to somebody else."""
        if isinstance(given, RevealStepped) and given.shown and not self._sealed:
            return Refusal(
                words("Prizes are shown after the results are sealed."),
                words("The curtain can be drawn before; seal the results, then show the first prize."),
            )
        return None


def arranged(card: BoardCard, happened: Happened) -> BoardCard:
    """Return the card after an entry."""
    replace = msgspec.structs.replace
    match happened.what:
        case BoardArranged(delay=delay, undefended=undefended, story=story, replies=replies):
            return replace(card, delay=delay, undefended=undefended, story=story, replies=replies)
        case RevealStepped(shown=shown):
            return replace(card, revealed=shown)
        case BoardFrozen():
            return replace(card, frozen=True)
        case BoardThawed():
            return replace(card, frozen=False)
        case _:
            return card
