"""What judges saw: observations hung on events, with a rating and the aim of the drill that they speak to."""

from collections.abc import Iterable, Iterator

from drill.i18n import words
from drill.world.cards import Change, ObservationCard, Put
from drill.world.happened import Happened
from drill.world.inputs import Observed, Refusal
from scoring.section import Judged


class Observations:
    """A card for each observation; none is ever changed, a later one may correct it.

    Args:
        aims: how many aims the drill has.
    """

    def __init__(self, aims: int) -> None:
        self._aims = aims
        self._last = 1

    def begin(self) -> Iterable[Change]:
        """Return nothing: nobody has seen anything yet."""
        return ()

    def apply(self, seq: int, happened: Happened) -> Iterator[Change]:
        """Take an entry in; return the card of an observation."""
        self._last = seq
        what = happened.what
        if isinstance(what, Observed):
            rating = what.rating.value if what.rating else ""
            yield Put(
                ObservationCard(
                    key=str(seq),
                    team=what.team,
                    t=happened.t,
                    about=what.about,
                    text=what.text,
                    rating=rating,
                    objective=what.objective,
                    seat=happened.seat,
                )
            )

    def refuse(self, seat: str, team: str, given: Judged) -> Refusal | None:  # noqa: ARG002 (any judge may observe)
        """Refuse an observation on what has not happened, or for an aim that the drill does not have."""
        if not isinstance(given, Observed):
            return None
        if not 1 <= given.about <= self._last:
            return Refusal(words("There is no entry {seq} to observe.", seq=given.about))
        if given.objective is not None and not 0 <= given.objective < self._aims:
            return Refusal(words("The drill has no such aim."))
        return None
