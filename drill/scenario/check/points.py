"""Points and deadlines (L23, L31)."""

from collections.abc import Iterator

from drill.i18n import Words, words
from drill.scenario.check.subject import Subject
from drill.scenario.model import Model
from drill.scenario.problems import Found

SECTION_SHARE, QUESTION_SHARE = 50, 10
"""Percent of the total above which one section, or one question, weighs too much."""
MINUTE = 60_000


def too_late(subject: Subject, found: Found) -> None:
    """L23: a report or a reply that is due only when the drill is over."""
    length = subject.model.length
    for written, report in zip(subject.document.reports, subject.model.reports, strict=True):
        due = min(report.starts_at, default=length) + report.due
        if due >= length:
            message = words(
                "{item} is due {due}, the drill ends {end}", item=report.id, due=clock(due), end=clock(length)
            )
            found.warning(written.place_of("due"), "L23", message)
    for inject in subject.document.injects:
        due = (inject.at or 0) + (inject.reply_within or 0)
        if inject.at is not None and inject.reply_within and due > length:
            message = words(
                "{item} is due {due}, the drill ends {end}", item=inject.id, due=clock(due), end=clock(length)
            )
            found.warning(inject.place_of("reply within"), "L23", message)


def clock(milliseconds: int) -> str:
    """Return a moment of the drill as ``hh:mm``."""
    hours, minutes = divmod(milliseconds // MINUTE, 60)
    return f"{hours:02d}:{minutes:02d}"


def lopsided(subject: Subject, found: Found) -> None:
    """L31: a section over half of all points, or a question over a tenth."""
    sections = dict(_sections(subject.model))
    total = sum(sections.values())
    scoring = subject.document.scoring
    for name, points in sections.items():
        if points * 100 > total * SECTION_SHARE:
            found.warning(scoring.place_of(name), "L31", _share(name, points, total))
    for question in subject.document.questions:
        if question.points * 100 > total * QUESTION_SHARE:
            found.warning(question.place_of("points"), "L31", _share(question.id, question.points, total))


def _share(name: str, points: int, total: int) -> Words:
    percent = points * 100 // total
    return words(
        '"{name}" is worth {points} of {total} points ({percent} %)',
        name=name,
        points=points,
        total=total,
        percent=percent,
    )


def _sections(model: Model) -> Iterator[tuple[str, int]]:
    scoring = model.scoring
    asked = sum(question.points for question in model.questions)
    sent = sum(inject.points for inject in model.injects)
    filed = sum(field.points for report in model.reports for field in report.fields)
    yield "services", scoring.services
    yield "attack stopped", scoring.attack_stopped
    yield "questions", asked if scoring.questions is None else scoring.questions
    yield "injects", sent if scoring.injects is None else scoring.injects
    yield "reports", filed if scoring.reports is None else scoring.reports
    for part in scoring.judged:
        yield f"judged {part.id}", part.points
