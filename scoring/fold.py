"""The ledger: journal entries in, lines out, one entry at a time.

Feeding touches only the rules that hear an entry; their lines are worked out when somebody looks. `fold` gives the
same from the whole journal at once. The journal's order is the only order: worlds share nothing, so the score of a
team depends on its own entries and on those for all.
"""

from collections.abc import Iterable, Iterator

from drill.scenario.model import Model
from drill.world.happened import Happened
from drill.world.inputs import (
    AppealRuled,
    ConflictDeclared,
    DrillOpened,
    ItemVoided,
    Marked,
    PenaltyGiven,
    PenaltyWithdrawn,
    Recused,
    RulesAmended,
    TeamSetup,
    TimeAdded,
    TimeCredited,
)
from scoring.course import Course
from scoring.model import REPORTS, Layer, LedgerLine, LineRule, Standing, columns
from scoring.rulebook import amended
from scoring.rules.appeals import AppealRule
from scoring.rules.attack import AttackRule
from scoring.rules.fines import CostRule, MistakeRule, OutageRule
from scoring.rules.injects import InjectRule
from scoring.rules.judged import JudgedRule, PenaltyRule
from scoring.rules.questions import QuestionRule
from scoring.rules.reports import ReportRule
from scoring.rules.rule import Rule
from scoring.rules.services import ServiceRule

Entries = Iterable[tuple[int, Happened]]

TREND_STEPS = 24
"""Steps of the trend over the planned length."""

GAINS = frozenset({LineRule.RIGHT_ANSWER, LineRule.TIMELY_REPLY, LineRule.FIELD, LineRule.MARK})
"""Rules whose positive lines move the clock of the last gain: what the team itself did at that time."""


class TeamLedger:
    """One team's lines, kept current entry by entry."""

    def __init__(self, model: Model, seq: int, opened: DrillOpened, setup: TeamSetup) -> None:
        self.course = Course(model, seq, opened, setup)
        self.injects = InjectRule(self.course)
        self.reports = ReportRule(self.course)
        self.penalties = PenaltyRule(self.course)
        self._outages = OutageRule(self.course)
        self._rules: tuple[Rule, ...] = (
            ServiceRule(self.course),
            AttackRule(self.course),
            QuestionRule(self.course),
            self.injects,
            self.reports,
            JudgedRule(self.course),
            MistakeRule(self.course),
            self._outages,
            CostRule(self.course),
            self.penalties,
            AppealRule(self.course),
        )
        self._hearers: dict[type, list[Rule]] = {}
        for rule in self._rules:
            for heard in rule.hears:
                self._hearers.setdefault(heard, []).append(rule)
        self._lines: dict[Rule, list[LedgerLine]] = {}
        self._columns = columns(tuple(section.id for section in model.scoring.judged))
        self._step = max(1, model.length // TREND_STEPS)
        self._trend: list[int] = []

    def feed(self, seq: int, happened: Happened) -> bool:
        """Take one entry of this team, or for all, in; return whether its standing may differ now."""
        sampled = self._sample(happened)
        contained = self.course.last_containment
        self.course.note(seq, happened)
        stale = [rule for rule in self._hearers.get(type(happened.what), ()) if rule.note(seq, happened)]
        if self._outages.open:
            stale.append(self._outages)
        for rule in stale:
            self._lines.pop(rule, None)
        return bool(stale) or sampled or contained != self.course.last_containment

    @property
    def lines(self) -> tuple[LedgerLine, ...]:
        """Every line, by section in the order of the board, then as the rules give them."""
        lines = [line for rule in self._rules for line in self._of(rule)]
        place = {section: number for number, section in enumerate(self._columns)}
        return tuple(sorted(lines, key=lambda line: place[line.section]))

    @property
    def total(self) -> int:
        """The team's points: the sum of its lines, below 0 if need be."""
        return sum(line.points for rule in self._rules for line in self._of(rule))

    def standing(self) -> Standing:
        """Return what the team has now."""
        lines, course = self.lines, self.course
        sections = dict.fromkeys(self._columns, 0)
        layers = dict.fromkeys(Layer, 0)
        for line in lines:
            sections[line.section] += line.points
            layers[line.layer] += line.points
        total = sum(layers.values())
        return Standing(
            team=course.setup.id,
            label=course.setup.label,
            division=course.setup.division,
            total=total,
            sections=tuple(sections.items()),
            automatic=layers[Layer.AUTOMATIC],
            judged=layers[Layer.JUDGED],
            pending=sum(rule.pending for rule in self._rules),
            last_containment=course.last_containment,
            last_gain=max((line.t for line in lines if _gained(line)), default=None),
            trend=(*self._trend, total),
        )

    def amend(self, model: Model) -> None:
        """Count by other points from now on, as though they had held all the time; the trend stays as it was told."""
        self.course.model = model
        self._lines.clear()

    def recount(self) -> tuple[LedgerLine, ...]:
        """Forget every line and work all of them out again: what `lines` must equal at any moment."""
        self._lines.clear()
        return self.lines

    def _of(self, rule: Rule) -> list[LedgerLine]:
        if rule not in self._lines:
            self._lines[rule] = rule.lines()
        return self._lines[rule]

    def _sample(self, happened: Happened) -> bool:
        if happened.team != self.course.setup.id or self.course.ended:
            return False
        samples = len(self._trend)
        while happened.t >= (len(self._trend) + 1) * self._step and happened.t <= self.course.end:
            self._trend.append(self.total)
        return len(self._trend) > samples


def _gained(line: LedgerLine) -> bool:
    return line.points > 0 and line.rule in GAINS and not line.section.startswith("judged ")


class Ledger:
    """The lines of all teams."""

    def __init__(self, model: Model) -> None:
        self._written = model
        self.model = model
        """With the points in force."""
        self.position = 0
        self.teams: dict[str, TeamLedger] = {}
        """In the order of the teams file; empty before the drill was opened."""

    def feed(self, seq: int, happened: Happened) -> list[str]:
        """Take the next entry in; return the teams whose standing may differ now."""
        self.position = seq
        what = happened.what
        if isinstance(what, DrillOpened):
            self.teams = {setup.id: TeamLedger(self.model, seq, what, setup) for setup in what.teams}
            return list(self.teams)
        if isinstance(what, RulesAmended):
            return self._amend(what.rules)
        return [team for team in self._concerned(happened) if self.teams[team].feed(seq, happened)]

    def _amend(self, rules: str) -> list[str]:
        self.model = amended(self._written, rules)
        for team in self.teams.values():
            team.amend(self.model)
        return list(self.teams)

    def _concerned(self, happened: Happened) -> Iterator[str]:
        match happened.what:
            case Marked(team=team) | PenaltyGiven(team=team) | TimeCredited(team=team):
                named = team
            case Recused(team=team) | ConflictDeclared(team=team):
                named = team
            case ItemVoided(team=team):
                named = team or "*"
            case TimeAdded() | PenaltyWithdrawn() | AppealRuled():
                named = "*"
            case _:
                named = happened.team
        if named == "*":
            yield from self.teams
        elif named in self.teams:
            yield named


def fold(model: Model, entries: Entries, *, upto: int | None = None) -> Ledger:
    """Return the ledger of a journal.

    Args:
        model: the compiled scenario of the drill.
        entries: journal positions with what happened there, ascending; the first opens the drill.
        upto: the last position that counts; None for all.
    """
    ledger = Ledger(model)
    for seq, happened in entries:
        if upto is not None and seq > upto:
            break
        ledger.feed(seq, happened)
    return ledger


def report_points(standing: Standing) -> int:
    """Return a team's points for reports, the first of the tie-breaks."""
    return dict(standing.sections).get(REPORTS, 0)
