"""The awards of one drill as its journal tells them: named rules, jury, reveals, and what every team brings."""

from collections.abc import Iterable

from drill.scenario.model import Model
from drill.scenario.problems import Found, Level
from drill.world.happened import Happened
from drill.world.inputs import (
    AppealRuled,
    AwardsNamed,
    ConflictDeclared,
    ItemVoided,
    JuryScored,
    PenaltyGiven,
    PenaltyWithdrawn,
    ResultsSealed,
    RevealStepped,
    RulesAmended,
    ScoresReleased,
)
from drill.world.outputs import TeamEnded
from scoring.awards.decide import Jury, decide
from scoring.awards.deeds import deeds_of
from scoring.awards.figures import Course, claim_of, measures_of, rules_for
from scoring.awards.model import Awarded, AwardRule, Claim, Measure, Over
from scoring.awards.read import read_awards, standard
from scoring.board import LiveBoard, Released
from scoring.fold import Entries

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
        if isinstance(what, TeamEnded):
            self._playing.discard(happened.team)
        else:
            self._hear(happened)
        return self.over or isinstance(what, AwardsNamed | RevealStepped)

    def _hear(self, happened: Happened) -> None:
        """Take in what judges say about awards."""
        match happened.what:
            case JuryScored() as what:
                self.jury.setdefault(what.award, {}).setdefault(what.team, {})[happened.seat] = what
            case ConflictDeclared(team=team, judge=judge):
                self._conflicts.add((judge or happened.seat, team))
            case AwardsNamed(rules=text):
                self.rules = rules_for(rules_of(text)[0] or standard(), Over.DRILL)
            case RevealStepped(shown=int(shown)):
                self.shown = shown
            case _:
                pass

    def conflicted(self, seat: str, team: str) -> bool:
        """Return whether a judge has declared an interest in a team."""
        return (seat, team) in self._conflicts

    def courses(self) -> list[Course]:
        """Return every team as awards look at it, of the released layer, best first."""
        board = self._released.live
        return [
            Course(board.ledger.teams[team], self.deeds[team], row, self._waiting(team))
            for row in board.rows()
            if (team := row.standing.team)
        ]

    def claims(self, measures: Iterable[Measure] | None = None) -> list[Claim]:
        """Return what every team brings by these measures; without them, by those that the rules name."""
        asked = tuple(measures_of(self.rules) if measures is None else measures)
        return [claim_of(course, asked) for course in self.courses()]

    def decided(self) -> tuple[Awarded, ...]:
        """Return every award with its working, of the released layer as it stands."""
        return decide(self.rules, self.claims(), self._counted())

    def _counted(self) -> Jury:
        """Return the jury's points without those of judges who have declared an interest."""
        return {
            award: {
                team: {seat: given.points for seat, given in seats.items() if not self.conflicted(seat, team)}
                for team, seats in teams.items()
            }
            for award, teams in self.jury.items()
        }

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


def rules_of(text: str) -> tuple[tuple[AwardRule, ...], Found]:
    """Return the rules of a text with the problems in it; no rules where it cannot be used."""
    found = Found()
    rules = read_awards("awards", text, found)
    wrong = any(problem.level is Level.ERROR for problem in found.problems)
    return (() if wrong else rules), found


def fold(model: Model, entries: Entries) -> tuple[Awards, Released]:
    """Return the awards of a journal with the released layer that they are decided by.

    Args:
        model: the compiled scenario of the drill.
        entries: journal positions with what happened there, ascending; the first opens the drill.
    """
    live, released = LiveBoard(model), Released(model)
    awards: Awards | None = None
    for seq, happened in entries:
        live.feed(seq, happened)
        released.feed(seq, happened)
        if awards is None:
            awards = Awards(model, live, released)
        awards.note(seq, happened)
    return awards or Awards(model, live, released), released
