"""The awards as a matter of the judges' desk: cards with their working, worked out only when something decides them.

Figures are of the released layer: an award never tells what judges have not published. While anybody's drill runs
there are rules and no candidates; after that only what can move an award makes it be worked out again.
"""

from collections.abc import Iterable, Iterator

from drill.i18n import words
from drill.world.cards import AwardCard, CandidateView, Change, Drop, Put, kind_of
from drill.world.happened import Happened
from drill.world.inputs import (
    AwardsNamed,
    JuryScored,
    Refusal,
    RevealStepped,
)
from scoring.awards.drill import Awards, rules_of
from scoring.awards.measures import rule_words
from scoring.awards.model import Awarded, Candidate
from scoring.corrections import unusable
from scoring.section import Judged

LISTED = 30
"""Candidates on a card, and every winner beyond them."""


class AwardsSection:
    """The awards' cards for judges."""

    def __init__(self, awards: Awards) -> None:
        self._awards = awards
        self._ids: set[str] = set()

    def begin(self) -> Iterable[Change]:
        """Return the rules as cards."""
        return list(self._cards())

    def apply(self, seq: int, happened: Happened) -> Iterable[Change]:
        """Take an entry in; return cards that may differ."""
        return list(self._cards()) if self._awards.note(seq, happened) else ()

    def refuse(self, seat: str, team: str, given: Judged) -> Refusal | None:  # noqa: ARG002 (judges have no team)
        """Refuse rules with mistakes, unknown awards, a jury that is none, and more reveals than awards."""
        match given:
            case AwardsNamed(rules=text) if text:
                return _mistaken(text)
            case JuryScored():
                return self._refuse_jury(seat, given)
            case RevealStepped(shown=int(shown)) if shown > len(self._awards.rules):
                return Refusal(words("There are {n} awards to reveal.", n=len(self._awards.rules)))
            case _:
                return None

    def _refuse_jury(self, seat: str, given: JuryScored) -> Refusal | None:
        rule = next((rule for rule in self._awards.rules if rule.id == given.award), None)
        if rule is None:
            return Refusal(words("There is no award “{award}”.", award=given.award))
        if not rule.jury:
            return Refusal(words("The award “{award}” has no jury.", award=rule.title))
        if self._awards.conflicted(seat, given.team):
            return Refusal(words("You have declared an interest in this team."))
        return None

    def _cards(self) -> Iterator[Change]:
        awards, revealed = self._awards, self._awards.revealed()
        decided = awards.decided() if awards.over else tuple(Awarded(rule, ()) for rule in awards.rules)
        ids = {one.rule.id for one in decided}
        yield from (Drop(kind_of(AwardCard), gone) for gone in sorted(self._ids - ids))
        self._ids = ids
        for one in decided:
            given = awards.jury.get(one.rule.id, {})
            yield Put(award_card(one, revealed=one.rule.id in revealed, given=_given(given)))


def _mistaken(text: str) -> Refusal | None:
    _rules, found = rules_of(text)
    return unusable(found)


def _given(jury: dict[str, dict[str, JuryScored]]) -> tuple[tuple[str, str, int, str], ...]:
    rows = (
        (team, seat, one.points, one.reason) for team, seats in jury.items() for seat, one in seats.items()
    )
    return tuple(sorted(rows))


def award_card(
    awarded: Awarded, *, revealed: bool, given: tuple[tuple[str, str, int, str], ...] = ()
) -> AwardCard:
    """Return an award as a card: its first candidates and every winner."""
    rule = awarded.rule
    listed = [one for number, one in enumerate(awarded.candidates) if number < LISTED or one.wins]
    return AwardCard(
        key=rule.id,
        place=rule.place,
        title=rule.title,
        rule=rule_words(rule),
        prizes=rule.prizes,
        candidates=tuple(map(candidate_view, listed)),
        revealed=revealed,
        others=len(awarded.candidates) - len(listed),
        jury=rule.jury,
        given=given,
    )


def candidate_view(one: Candidate) -> CandidateView:
    """Return a candidate as a card shows it."""
    return CandidateView(one.claim.team, one.claim.label, one.place, one.figure, one.why, one.wins)
