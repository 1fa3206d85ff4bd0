"""A nomination packet: one award's rule, its candidates, and all that stands behind the figures of those who win."""

from collections.abc import Iterator, Mapping

from drill.i18n import Words
from drill.scenario.model import Text
from drill.world.happened import Happened
from scoring.awards.drill import Awards
from scoring.awards.figures import Course, lines_behind, marks_of
from scoring.awards.model import Awarded, Candidate, Measure, MeasureKind
from scoring.explain import because, tell
from scoring.marks import Mark
from scoring.model import LedgerLine, Record


class Comment(Record, frozen=True):
    """What a judge wrote beside a mark."""

    item: Text
    """What was asked."""
    judge: str
    percent: int
    rating: str
    comment: str


class Nominee(Record, frozen=True):
    """One winner with everything behind its figure."""

    candidate: Candidate
    lines: tuple[tuple[LedgerLine, tuple[Words, ...]], ...]
    """Ledger lines that the figure is the sum of, each with its entries in words."""
    entries: tuple[tuple[int, Words], ...]
    """Journal entries behind a figure that is no sum of lines."""
    comments: tuple[Comment, ...]
    jury: tuple[tuple[str, int, str], ...]
    """(judge, points of 100, reason)."""


class Packet(Record, frozen=True):
    """Everything about one award."""

    awarded: Awarded
    nominees: tuple[Nominee, ...]


def packet(awards: Awards, awarded: Awarded, entries: Mapping[int, Happened]) -> Packet:
    """Return an award's packet.

    Args:
        awards: of the drill.
        awarded: one of them.
        entries: what happened, by journal position.
    """
    courses = {course.standing.team: course for course in awards.courses()}
    nominees = (
        _nominee(awards, awarded, winner, courses[winner.claim.team], entries) for winner in awarded.winners
    )
    return Packet(awarded, tuple(nominees))


def _nominee(
    awards: Awards, awarded: Awarded, winner: Candidate, course: Course, entries: Mapping[int, Happened]
) -> Nominee:
    measure, model = awarded.rule.by, course.ledger.course.model
    figure = winner.claim.figures[measure]
    lines = lines_behind(measure, course.ledger.lines)
    given = awards.jury.get(awarded.rule.id, {}).get(winner.claim.team, {})
    return Nominee(
        winner,
        tuple((line, because(model, line, entries)) for line in lines),
        tuple((seq, tell(model, entries[seq])) for seq in figure.because if seq in entries),
        tuple(_comments(course, measure)),
        tuple((seat, one.points, one.reason) for seat, one in sorted(given.items())),
    )


def _comments(course: Course, measure: Measure) -> Iterator[Comment]:
    asked = _asked(course)
    for item, mark in marks_of(course):
        if mark.comment and _concerns(measure, item):
            yield _comment(asked.get(item, Text(item, item)), mark)


def _comment(item: Text, mark: Mark) -> Comment:
    return Comment(item, mark.judge, mark.percent, mark.rating, mark.comment)


def _concerns(measure: Measure, item: str) -> bool:
    """Return whether a marked item belongs to what an award compares; most measures concern all that is marked."""
    if measure.kind is not MeasureKind.POINTS:
        return True
    kind, _colon, name = item.partition(":")
    section = {"inject": "injects", "field": "reports", "judged": f"judged {name}"}.get(kind, "")
    return section == measure.section


def _asked(course: Course) -> dict[str, Text]:
    model = course.ledger.course.model
    fields = {
        f"field:{report.id}.{field.id}": field.ask for report in model.reports for field in report.fields
    }
    return fields | {f"judged:{section.id}": Text(section.id, section.id) for section in model.scoring.judged}
