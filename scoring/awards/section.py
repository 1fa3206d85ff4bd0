"""The awards as a matter of the judges' desk: cards with their working, worked out only when something decides them.

Figures are of the released layer: an award never tells what judges have not published. While anybody's drill runs
there are rules and no candidates; after that only what can move an award makes it be worked out again.
"""

from collections.abc import Iterable, Iterator

from drill.i18n import Language, words
from drill.scenario.model import Model, Text
from drill.scenario.problems import Found, Level
from drill.world.cards import AwardCard, CandidateView, Change, Drop, Put, kind_of
from drill.world.happened import Happened
from drill.world.inputs import (
    AppealRuled,
    AwardsNamed,
    ConflictDeclared,
    ItemVoided,
    JuryScored,
    PenaltyGiven,
    PenaltyWithdrawn,
    Refusal,
    ResultsSealed,
    RevealStepped,
    RulesAmended,
    ScoresReleased,
)
from drill.world.outputs import TeamEnded
from scoring.awards.decide import decide
from scoring.awards.deeds import deeds_of
from scoring.awards.figures import Course, claim_of, measures_of, rules_for
from scoring.awards.measures import rule_words
from scoring.awards.model import Awarded, AwardRule, Candidate, Claim, Over
from scoring.awards.read import read_awards, standard
from scoring.board import LiveBoard, Released
from scoring.section import Judged

LISTED = 30
"""Candidates on a card, and every winner beyond them."""

_MOVING = (
    TeamEnded,
    ScoresReleased,
    PenaltyGiven,
    PenaltyWithdrawn,
    AppealRuled,
    ItemVoided,
    RulesAmended,
    ResultsSealed,
    ConflictDeclared,
    JuryScored,
    AwardsNamed,
    RevealStepped,
)
"""What may move an award once every team's drill is over."""


class Awards:
    """The awards of a drill as the journal tells them, for any who fold it.

    Args:
        model: the scenario.
        live: every layer, fed before this.
        released: the released layer, fed before this.
    """

    def __init__(self, model: Model, live: LiveBoard, released: Released) -> None:
        self._live = live
        self._released = released
        self.rules = rules_for(standard(), Over.DRILL)
        """In the order in which they are decided."""
        self.shown = 0
        """Awards that the ceremony has revealed so far."""
        self.jury: dict[str, dict[str, dict[str, JuryScored]]] = {}
        """Award id, team id, judge's seat."""
        self._conflicts: set[tuple[str, str]] = set()
        self.deeds = deeds_of(model, live.ledger.teams)
        self._playing = set(live.ledger.teams)

    @property
    def over(self) -> bool:
        """Whether every team's drill is over."""
        return not self._playing

    def note(self, seq: int, happened: Happened) -> bool:
        """Take an entry in; return whether an award may differ now."""
        if happened.team in self.deeds:
            self.deeds[happened.team].note(seq, happened)
        what = happened.what
        if not isinstance(what, _MOVING):
            return False
        match what:
            case TeamEnded():
                self._playing.discard(happened.team)
            case JuryScored():
                self.jury.setdefault(what.award, {}).setdefault(what.team, {})[happened.seat] = what
            case ConflictDeclared():
                self._conflicts.add((what.judge or happened.seat, what.team))
            case AwardsNamed(rules=text):
                self.rules = rules_for(rules_of(text)[0] or standard(), Over.DRILL)
            case RevealStepped(shown=int(shown)):
                self.shown = shown
            case _:
                pass
        return self.over or isinstance(what, AwardsNamed | RevealStepped)

    def conflicted(self, seat: str, team: str) -> bool:
        """Return whether a judge has declared an interest in a team."""
        return (seat, team) in self._conflicts

    def claims(self) -> list[Claim]:
        """Return what every team brings, of the released layer."""
        board, measures = self._released.live, measures_of(self.rules)
        courses = (
            Course(ledger, self.deeds[team], self._waiting(team), board.standing(team))
            for team, ledger in board.ledger.teams.items()
        )
        return [claim_of(course, measures) for course in courses]

    def decided(self) -> tuple[Awarded, ...]:
        """Return every award with its working, of the released layer as it stands."""
        jury = {
            award: {
                team: {seat: given.points for seat, given in seats.items() if not self.conflicted(seat, team)}
                for team, seats in teams.items()
            }
            for award, teams in self.jury.items()
        }
        return decide(self.rules, self.claims(), jury)

    def revealed(self) -> frozenset[str]:
        """Return the ids of the awards that the ceremony has shown: from the highest place to the first."""
        ranked = sorted(self.rules, key=lambda rule: -rule.place)
        return frozenset(rule.id for rule in ranked[: self.shown])

    def _waiting(self, team: str) -> int:
        published = {one.seq for one in self._released.live.ledger.teams[team].penalties.penalties}
        given = self._live.ledger.teams[team].penalties.penalties
        return sum(
            one.given.points < 0 and one.withdrawn is None and one.seq not in published for one in given
        )


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


def rules_of(text: str) -> tuple[tuple[AwardRule, ...], Found]:
    """Return the rules of a text with the problems in it; no rules where it cannot be used."""
    found = Found()
    rules = read_awards("awards", text, found)
    wrong = any(problem.level is Level.ERROR for problem in found.problems)
    return (() if wrong else rules), found


def _mistaken(text: str) -> Refusal | None:
    rules, found = rules_of(text)
    if rules:
        return None
    first = found.problems[0]
    return Refusal(
        words(
            "These rules cannot be used, line {line}: {problem}",
            line=first.line,
            problem=Text(first.say(Language.ENGLISH), first.say(Language.VIETNAMESE)),
        )
    )


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
