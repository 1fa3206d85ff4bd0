"""What each team of a drill has by each measure: figures from its ledger and its deeds, with what is behind them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from drill.i18n import N_, Words, words
from drill.scenario.model import Model
from drill.world.inputs import Rating
from scoring.awards.deeds import Deeds, Moment
from scoring.awards.measures import tenths, time_text
from scoring.awards.model import AwardRule, Claim, Figure, Measure, MeasureKind, Over
from scoring.fold import TeamLedger
from scoring.marks import Mark
from scoring.model import (
    ATTACK_STOPPED,
    INJECTS,
    QUESTIONS,
    REPORTS,
    SERVICES,
    LedgerLine,
    Row,
    TieRule,
    judged_section,
)
from scoring.sayings import moment

RATED = {Rating.PERFORMED: 3, Rating.SOME: 2, Rating.MAJOR: 1, Rating.UNABLE: 0}
"""What a judge's rating counts."""
_MOST = 3


class Course:
    """One team as awards look at it: its standing, its lines, its deeds."""

    def __init__(self, ledger: TeamLedger, deeds: Deeds, row: Row, waiting: int = 0) -> None:
        """Take what is known of a team.

        Args:
            ledger: of the layer that counts.
            deeds: folded from the same journal.
            row: on the board of that layer.
            waiting: penalties of the team that wait for their release.
        """
        self.ledger = ledger
        self.deeds = deeds
        self.waiting = waiting
        self.row = row
        self.standing = row.standing


def rules_for(rules: Iterable[AwardRule], over: Over) -> tuple[AwardRule, ...]:
    """Return the rules of awards that are given over a drill, or over a season."""
    return tuple(rule for rule in rules if rule.over in {over, Over.BOTH})


def measures_of(rules: Iterable[AwardRule]) -> tuple[Measure, ...]:
    """Return every measure that rules name, once."""
    return tuple(dict.fromkeys(measure for rule in rules for measure in (rule.by, *rule.ties)))


def claim_of(course: Course, measures: Iterable[Measure]) -> Claim:
    """Return what a team brings to the awards of its drill."""
    setup, standing = course.ledger.course.setup, course.standing
    figures = ((measure, figure_of(course, measure)) for measure in measures)
    return Claim(
        team=setup.id,
        label=setup.label,
        division=setup.division,
        total=Fraction(standing.total),
        possible=Fraction(sum(offered(course.ledger.course.model).values())),
        figures={measure: figure for measure, figure in figures if figure is not None},
        finished=course.ledger.course.ended is not None,
        penalties=sum(
            one.withdrawn is None and one.given.points < 0 for one in course.ledger.penalties.penalties
        ),
        waiting=course.waiting,
        unit=setup.unit,
    )


def offered(model: Model) -> dict[str, int]:
    """Return the points that a scenario offers in each section, fines and judges' bonuses apart."""
    scoring = model.scoring
    scaled = (
        (QUESTIONS, scoring.questions, (question.points for question in model.questions)),
        (INJECTS, scoring.injects, (inject.points for inject in model.injects)),
        (REPORTS, scoring.reports, (field.points for report in model.reports for field in report.fields)),
    )
    return {
        SERVICES: scoring.services,
        ATTACK_STOPPED: scoring.attack_stopped,
        **{section: sum(items) if whole is None else whole for section, whole, items in scaled},
        **{judged_section(section.id): section.points for section in scoring.judged},
    }


def figure_of(course: Course, measure: Measure) -> Figure | None:
    """Return what a team has by a measure; None where it has nothing, or one drill cannot tell."""
    if measure.kind is MeasureKind.POINTS:
        return _points(course, measure.section)
    give = _GIVERS.get(measure.kind)
    return give(course) if give else None


_RANKED = {
    TieRule.NONE: N_("rank {rank}, {points} points"),
    TieRule.REPORTS: N_("rank {rank}, {points} points; level on points, told apart by points for reports"),
    TieRule.CONTAINMENT: N_(
        "rank {rank}, {points} points; level on points, told apart by the last containment"
    ),
    TieRule.GAIN: N_("rank {rank}, {points} points; level on points, told apart by the last gain"),
    TieRule.SHARED: N_("rank {rank}, {points} points; shared: nothing tells them apart"),
}


def _rank(course: Course) -> Figure:
    row = course.row
    told = Words(_RANKED[row.tie], {"rank": str(row.rank), "points": str(row.standing.total)})
    return Figure(Fraction(row.rank), told)


def _total(course: Course) -> Figure:
    total = course.standing.total
    return Figure(Fraction(total), words("{points} points", points=total))


def _points(course: Course, section: str) -> Figure | None:
    sections = dict(course.standing.sections)
    if section not in sections:
        return None
    points = sections[section]
    return Figure(Fraction(points), words("{points} points", points=points))


def lines_behind(measure: Measure, lines: Iterable[LedgerLine]) -> tuple[LedgerLine, ...]:
    """Return the lines of a team's ledger that a figure is the sum of; none where it is no sum of points."""
    if measure.kind in {MeasureKind.TOTAL, MeasureKind.RANK}:
        return tuple(lines)
    if measure.kind is MeasureKind.POINTS:
        return tuple(line for line in lines if line.section == measure.section)
    return ()


def _last_containment(course: Course) -> Figure | None:
    return _at(course.standing.last_containment)


def _last_gain(course: Course) -> Figure | None:
    return _at(course.standing.last_gain)


def _at(t: int | None) -> Figure | None:
    return None if t is None else Figure(Fraction(t), words("{when}", when=moment(t)))


def _contained(course: Course) -> Figure | None:
    return _since(course.deeds.breached, course.deeds.contained)


def _declared(course: Course) -> Figure | None:
    return _since(course.deeds.breached, course.deeds.declared)


def _since(start: Moment | None, end: Moment | None) -> Figure | None:
    if start is None or end is None:
        return None
    took = end.t - start.t
    said = words(
        "{time} after the attacker got in ({start} to {end})",
        time=time_text(took),
        start=moment(start.t),
        end=moment(end.t),
    )
    return Figure(Fraction(took), said, because=(start.seq, end.seq))


def _evidence(course: Course) -> Figure | None:
    pieces = course.deeds.evidence
    if course.deeds.breached is None:
        return None
    kept = sum(piece.kept for piece in pieces)
    lost = len(pieces) - kept
    said = words("{kept} kept, {lost} destroyed without a copy", kept=kept, lost=lost)
    return Figure(Fraction(kept - lost), said, because=tuple(piece.at.seq for piece in pieces))


def _ratings(course: Course) -> Figure | None:
    marks = [mark for _item, mark in marks_of(course) if mark.rating]
    if not marks:
        return None
    value = Fraction(sum(RATED[Rating(mark.rating)] for mark in marks), _MOST * len(marks))
    counted = {rating: sum(mark.rating == rating for mark in marks) for rating in RATED}
    said = words(
        "{percent} %: {letters}",
        percent=tenths(value * 100),
        letters=" ".join(f"{rating.value} {count}" for rating, count in counted.items()),
    )
    return Figure(value, said, because=tuple(sorted(mark.seq for mark in marks)))


def marks_of(course: Course) -> Iterator[tuple[str, Mark]]:
    """Yield the standing marks on a team's replies, fields and judged sections, each with its item."""
    model, marks = course.ledger.course.model, course.ledger.course.marks
    items = [f"inject:{inject.id}" for inject in model.injects]
    items += [f"field:{report.id}.{field.id}" for report in model.reports for field in report.fields]
    items += [f"judged:{section.id}" for section in model.scoring.judged]
    for item in items:
        yield from ((item, mark) for mark in marks.of(item))


_GIVERS: Mapping[MeasureKind, Callable[[Course], Figure | None]] = {
    MeasureKind.RANK: _rank,
    MeasureKind.TOTAL: _total,
    MeasureKind.CONTAINMENT: _last_containment,
    MeasureKind.GAIN: _last_gain,
    MeasureKind.CONTAINED: _contained,
    MeasureKind.DECLARED: _declared,
    MeasureKind.EVIDENCE: _evidence,
    MeasureKind.RATINGS: _ratings,
}
