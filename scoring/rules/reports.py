"""Reports: computed fields by the team's own history, judged fields by marks; a late report earns nothing by itself."""

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from drill.i18n import words
from drill.scenario.model import Field, Report
from drill.world.answers import judge, key
from drill.world.happened import Happened
from drill.world.inputs import (
    AnyInput,
    ConflictDeclared,
    ItemVoided,
    Marked,
    Recused,
    ReportFilled,
    ReportSubmitted,
)
from drill.world.outputs import AnyOutput, DeadlineMoved, ReportClockStarted, ReportOverdue, TeamEnded
from scoring.course import Course
from scoring.model import REPORTS, About, Layer, LedgerLine, LineRule, Record
from scoring.rounding import half_up
from scoring.rules.rule import Item, prevented, settle, voided
from scoring.sayings import moment


class Submitted(Record, frozen=True):
    """A report as it was sent: only the first sending counts."""

    seq: int
    t: int
    texts: dict[str, tuple[int, str]]
    """Field id to the entry that filled it and its text; fields left empty are missing."""
    shares: dict[str, Fraction]
    """What computed fields earn by what had happened when it was sent; missing where there was nothing to tell."""


class ReportRule:
    """One line per field of a report that was sent, or that its time ran out for.

    A computed field is held against what had happened when the report was sent. Where nothing had happened yet that
    it could tell, it is held against the whole history: an empty report sent at once gains nothing.

    A late report earns 0; a judge rules otherwise by marking ``report:ID``, percent of its points that count.
    """

    hears: ClassVar[tuple[type[AnyInput | AnyOutput], ...]] = (
        ReportFilled,
        ReportSubmitted,
        ReportClockStarted,
        ReportOverdue,
        DeadlineMoved,
        Marked,
        Recused,
        ConflictDeclared,
        ItemVoided,
        TeamEnded,
    )

    def __init__(self, course: Course) -> None:
        self._course = course
        self._drafts: dict[str, dict[str, tuple[int, str]]] = {}
        self._due: dict[str, int] = {}
        self._overdue: dict[str, tuple[int, int]] = {}
        self.submitted: dict[str, Submitted] = {}

    @property
    def _reports(self) -> dict[str, Report]:
        """With the points in force."""
        return {report.id: report for report in self._course.model.reports}

    @property
    def pending(self) -> int:
        """Points of judged fields that were sent in time and wait for a mark."""
        waiting = Fraction(0)
        for report in self._reports.values():
            if report.id in self.submitted and not self.late(report.id):
                for field in report.fields:
                    if field.check is None:
                        item = f"field:{report.id}.{field.id}"
                        waiting += field.points * self._course.marks.open(item, len(field.criteria))
        return half_up(waiting)

    def note(self, seq: int, happened: Happened) -> bool:
        """Take a draft, a sending, a deadline or a mark in."""
        match happened.what:
            case ReportFilled() as what:
                self._drafts.setdefault(what.report, {})[what.field] = (seq, what.text)
                return False
            case ReportSubmitted(report=report) if report in self._reports and report not in self.submitted:
                self.submitted[report] = self._send(seq, happened.t, self._reports[report])
            case ReportClockStarted(report=report, due=due):
                self._due[report] = due
            case ReportOverdue(report=report):
                self._overdue.setdefault(report, (seq, happened.t))
            case DeadlineMoved(item=item, due=due) if item.startswith("report:"):
                self._due[item.removeprefix("report:")] = due
            case Marked(item=item):
                return item.startswith(("report:", "field:"))
            case _:
                pass
        return True

    def lines(self) -> list[LedgerLine]:
        """Return the section's lines in the order of the scenario."""
        items = [self._item(report, field) for report in self._reports.values() for field in report.fields]
        return settle(self._course, REPORTS, self._course.model.scoring.reports, items)

    def late(self, report: str) -> bool:
        """Return whether the report was sent after its time."""
        sent, due = self.submitted.get(report), self._due.get(report)
        return sent is not None and due is not None and sent.t > due

    def _send(self, seq: int, t: int, report: Report) -> Submitted:
        texts = dict(self._drafts.get(report.id, {}))
        return Submitted(seq, t, texts, dict(self._shares(report, texts, t)))

    def _shares(
        self, report: Report, texts: dict[str, tuple[int, str]], t: int
    ) -> Iterator[tuple[str, Fraction]]:
        history = self._course.history
        for field in report.fields:
            if field.check is None or not key(field.check, history).texts:
                continue
            result = judge(field.check, texts.get(field.id, (0, ""))[1], history, at=t)
            if result is not None:
                yield field.id, Fraction(result.num, result.den)

    def _item(self, report: Report, field: Field) -> Item:
        void = self._void(report, field)
        return Item(field.points, void, () if void else self._earned(report, field))

    def _void(self, report: Report, field: Field) -> LedgerLine | None:
        course, item = self._course, f"field:{report.id}.{field.id}"
        whole = course.void(f"report:{report.id}")
        if whole is not None:
            why = words("{item} does not count: {reason}", item=item, reason=whole[1])
            return course.line(About(LineRule.VOID, REPORTS, item), 0, 0, (whole[0],), why)
        void = voided(course, REPORTS, item)
        if void is not None or course.ended is None:
            return void
        never = report.id not in self._due and report.id not in self.submitted
        if never or (field.check is not None and key(field.check, course.history).void):
            return prevented(course, REPORTS, item)
        return None

    def _earned(self, report: Report, field: Field) -> tuple[LedgerLine, ...]:
        sent = self.submitted.get(report.id)
        if sent is None:
            return self._missed(report, field)
        ruling, filled = Fraction(1), sent.texts.get(field.id)
        because = (filled[0], sent.seq) if filled else (sent.seq,)
        if self.late(report.id):
            late = f"report:{report.id}"
            if not self._course.marks.marked(late, 1):
                return (self._late(report, field, sent, because),)
            ruling = self._course.marks.share(late, 1)
            because = (*because, *self._course.marks.seqs(late))
        item, criteria = f"field:{report.id}.{field.id}", len(field.criteria)
        if self._course.marks.marked(item, criteria):
            return (self._marked(field, item, sent, because, ruling),)
        if field.check is None:
            return ()
        return self._computed(report, field, sent, because, ruling)

    def _computed(
        self, report: Report, field: Field, sent: Submitted, because: tuple[int, ...], ruling: Fraction
    ) -> tuple[LedgerLine, ...]:
        item = f"field:{report.id}.{field.id}"
        share = sent.shares.get(field.id)
        if share is None:
            if self._course.ended is None or field.check is None:
                return ()
            text = sent.texts.get(field.id, (0, ""))[1]
            result = judge(field.check, text, self._course.history, at=sent.t)
            share = Fraction(result.num, result.den) if result else Fraction(0)
            because = (*because, self._course.ended[0])
        earned = field.points * share * ruling
        why = words(
            "{item}: {share} of it is right, {points} of {possible} points",
            item=item,
            share=f"{share.numerator}/{share.denominator}",
            points=half_up(earned),
            possible=field.points,
        )
        by = self._course.marks.judges(f"report:{report.id}") if self.late(report.id) else ""
        layer = Layer.JUDGED if by else Layer.AUTOMATIC
        return (
            self._course.line(
                About(LineRule.FIELD, REPORTS, item, layer), earned, sent.t, because, why, by=by
            ),
        )

    def _marked(
        self, field: Field, item: str, sent: Submitted, because: tuple[int, ...], ruling: Fraction
    ) -> LedgerLine:
        marks = self._course.marks
        earned = field.points * marks.share(item, len(field.criteria)) * ruling
        why = words(
            "{item}: marked {points} of {possible} points",
            item=item,
            points=half_up(earned),
            possible=field.points,
        )
        return self._course.line(
            About(LineRule.MARK, REPORTS, item, Layer.JUDGED),
            earned,
            sent.t,
            (*because, *marks.seqs(item)),
            why,
            by=marks.judges(item),
        )

    def _late(self, report: Report, field: Field, sent: Submitted, because: tuple[int, ...]) -> LedgerLine:
        why = words(
            "Report {report} was sent at {when}, due {due}: it earns nothing unless a judge rules otherwise",
            report=report.id,
            when=moment(sent.t),
            due=moment(self._due[report.id]),
        )
        item = f"field:{report.id}.{field.id}"
        return self._course.line(About(LineRule.LATE, REPORTS, item), 0, sent.t, because, why)

    def _missed(self, report: Report, field: Field) -> tuple[LedgerLine, ...]:
        if report.id not in self._overdue:
            return ()
        seq, t = self._overdue[report.id]
        why = words("Report {report} was not sent in time", report=report.id)
        item = f"field:{report.id}.{field.id}"
        return (self._course.line(About(LineRule.LATE, REPORTS, item), 0, t, (seq,), why),)
