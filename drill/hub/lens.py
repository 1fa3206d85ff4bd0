"""What one judge sees of the judges' room. This is the place where marking is blind.

A head judge sees everything. A judge sees the board with its names, but of the texts to mark only the own ones, under
code names, with nobody else's marks. A marker sees these texts and nothing in which a team could have a name.
"""

from collections.abc import Callable, Iterable
from functools import partial

import msgspec

from drill.hub.outbox import Lens
from drill.wire.messages import SeatKind
from drill.wire.session import Seat
from drill.world.cards import (
    AgreementCard,
    Change,
    ClockCard,
    Drop,
    MarkCard,
    PanelCard,
    Put,
    ResultsCard,
    SampleCard,
    WorkCard,
    kind_of,
)
from drill.world.judging import HEAD_JUDGE, MARKER
from scoring.blind import Redactor, names_of_person
from scoring.desk import own
from scoring.judging.samples import own_sample
from scoring.results import for_all

MARKERS = frozenset({"clock", "drill", "mark", "sample", "work", "panel", "results"})
"""Kinds of cards that a marker gets."""


class People:
    """Blocks the names of everyone who has a seat out of texts.

    Args:
        names: returns them as they are known now.
    """

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        self._names = names
        self._known: frozenset[str] = frozenset()
        self._redactor = Redactor(())

    def hide(self, text: str) -> str:
        """Return the text without persons' names."""
        known = frozenset(filter(None, self._names()))
        if known != self._known:
            self._known = known
            self._redactor = Redactor(one for name in known for one in names_of_person(name))
        return self._redactor.hide(text)


def lens_of(seat: Seat, people: People) -> Lens | None:
    """Return what a seat looks through; None where all of its room see the same."""
    if seat.kind is not SeatKind.JUDGE:
        return None
    return partial(_seen, seat, people)


def _seen(seat: Seat, people: People, change: Change) -> Change | None:
    kind = change.kind if isinstance(change, Drop) else kind_of(change.card)
    if seat.role == MARKER and kind not in MARKERS:
        return None
    if isinstance(change, Drop):
        return change
    if isinstance(change.card, MarkCard):
        return _mark(seat, people, change.card)
    if seat.role == HEAD_JUDGE:
        return change
    return _own(seat, change)


def _mark(seat: Seat, people: People, card: MarkCard) -> Change:
    seen = card if seat.role == HEAD_JUDGE else own(card, seat.id)
    if seen is None:
        return Drop(kind_of(card), card.key)
    # A casebook grows line by line: hidden so, only the new line costs anything.
    parts = seen.text.split("\n") if seen.item.startswith("judged:") else [seen.text]
    return Put(msgspec.structs.replace(seen, text="\n".join(map(people.hide, parts))))


def _own(seat: Seat, change: Put) -> Change | None:
    match change.card:
        case SampleCard() as sample:
            return Put(own_sample(sample, seat.id))
        case PanelCard() as panel:
            return Put(_panel(seat, panel))
        case AgreementCard() if seat.role == MARKER:
            return None
        case _ if seat.role == MARKER:
            return _for_marker(seat, change)
        case _:
            return change


def _panel(seat: Seat, card: PanelCard) -> PanelCard:
    """Return the panel with the judge's own interests; for a marker only how many there are."""
    mine = tuple(one for one in card.conflicts if one[0] == seat.id)
    if seat.role == MARKER:
        mine = tuple((judge, "", "") for judge, _team, _reason in mine)
    return msgspec.structs.replace(card, conflicts=mine)


def _for_marker(seat: Seat, change: Put) -> Change | None:
    match change.card:
        case WorkCard(key=key) if key != seat.id:
            return None
        case ClockCard() as clock:
            return Put(msgspec.structs.replace(clock, reason=""))
        case ResultsCard() as results:
            return Put(for_all(results))
        case _:
            return change
