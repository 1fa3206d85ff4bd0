"""What a judge marks: a card for each reply, judged field, late report, statement and judged section of a team."""

from collections.abc import Iterator

import msgspec

from drill.i18n import Words, words
from drill.scenario.model import (
    AnswerGoals,
    AnswerHosts,
    AnswerTime,
    Field,
    Inject,
    Model,
    PastFirstCompromise,
    Report,
    Template,
    Text,
)
from drill.world.answers import key
from drill.world.cards import MarkCard
from drill.world.happened import Happened
from drill.world.history import History
from drill.world.inputs import OrderGiven, Replied, ReportSubmitted
from drill.world.outputs import DeadlineMoved, Ending, OperationEnded
from scoring.fold import TeamLedger
from scoring.rules.reports import Submitted

STATEMENT = "public statement"
"""The action whose words judges read."""

_MEASURES = 12
"""Finished orders that are told beside a text, the latest."""

_LATE = Text(
    en="Late report: how much of its points counts?", vi="Báo cáo muộn: được tính bao nhiêu phần điểm?"
)
_WHOLE = Text(en="The whole of it", vi="Toàn bộ")
_JUDGED = {"teamwork": Text(en="Teamwork", vi="Phối hợp")}
"""Names of judged sections that most scenarios have; any other is called as its author wrote it."""


class TeamDesk:
    """The mark cards of one team under its code name, with the truth as it was when the team wrote."""

    def __init__(self, model: Model, team: TeamLedger, code: str) -> None:
        self._model = model
        self._team = team
        self._code = code
        self._measures: list[str] = []
        self._truths: dict[str, tuple[Words, ...]] = {}
        self._statements: list[tuple[int, str]] = []

    def note(self, happened: Happened) -> None:
        """Take one of the team's entries in, after its ledger did."""
        match happened.what:
            case OperationEnded(op=op, ending=Ending.SUCCESS):
                operation = self._team.course.operation(op)
                if operation is not None and operation.role:
                    self._measures.append(op)
            case Replied(inject=inject, text=text) if text.strip():
                self._truths.setdefault(f"inject:{inject}", self._truth())
            case ReportSubmitted(report=report):
                self._truths.setdefault(f"report:{report}", self._truth())
            case OrderGiven(order=order, text=text) if order == STATEMENT:
                self._statements.append((happened.t, text))
                self._truths[f"statement:{len(self._statements)}"] = self._truth()
            case _:
                pass

    @staticmethod
    def concerned(happened: Happened) -> bool:
        """Return whether an entry of the team may change its cards."""
        what = happened.what
        if isinstance(what, OrderGiven):
            return what.order == STATEMENT
        return isinstance(what, Replied | ReportSubmitted | DeadlineMoved)

    def cards(self) -> Iterator[MarkCard]:
        """Return what there is to mark so far, injects, reports and statements in their order, then the sections."""
        for inject in self._model.injects:
            if inject.points and inject.id in self._team.injects.replies:
                yield self._inject(inject)
        for report in self._model.reports:
            sent = self._team.reports.submitted.get(report.id)
            if sent is not None:
                yield from self._report(report, sent)
        for number, (t, text) in enumerate(self._statements, 1):
            ask = Text(en="Public statement", vi="Thông cáo báo chí")
            yield self._card(f"statement:{number}", ask, text, (_WHOLE,), 0, t)
        for section in self._model.scoring.judged:
            name = _JUDGED.get(section.id, Text(en=section.id, vi=section.id))
            yield self._card(
                f"judged:{section.id}", name, "", section.criteria or (_WHOLE,), section.points, 0
            )

    def _inject(self, inject: Inject) -> MarkCard:
        reply = self._team.injects.replies[inject.id]
        late = self._team.injects.late(inject.id)
        ask = _plain(inject.text)
        return self._card(
            f"inject:{inject.id}", ask, reply.text, (_WHOLE,), inject.points, reply.t, late=late
        )

    def _report(self, report: Report, sent: Submitted) -> Iterator[MarkCard]:
        late = self._team.reports.late(report.id)
        if late:
            points = sum(field.points for field in report.fields)
            yield self._card(f"report:{report.id}", _LATE, "", (_WHOLE,), points, sent.t, late=late)
        for field in report.fields:
            if field.check is None:
                yield self._field(report, field, sent, late=late)

    def _field(self, report: Report, field: Field, sent: Submitted, *, late: bool) -> MarkCard:
        text = sent.texts.get(field.id, (0, ""))[1]
        item = f"field:{report.id}.{field.id}"
        card = self._card(item, field.ask, text, field.criteria or (_WHOLE,), field.points, sent.t, late=late)
        return msgspec.structs.replace(card, truth=self._truths.get(f"report:{report.id}", ()))

    def _card(
        self,
        item: str,
        ask: Text,
        text: str,
        criteria: tuple[Text, ...],
        points: int,
        submitted: int,
        *,
        late: bool = False,
    ) -> MarkCard:
        marks = self._team.course.marks.of(item)
        return MarkCard(
            key=f"{self._code}:{item}",
            code=self._code,
            item=item,
            ask=ask,
            text=text,
            criteria=criteria,
            points=points,
            submitted=submitted,
            late=late,
            truth=self._truths.get(item, ()),
            marks=tuple(
                (mark.judge, mark.criterion, mark.percent, mark.rating, mark.comment) for mark in marks
            ),
        )

    def _truth(self) -> tuple[Words, ...]:
        measures = self._measures[-_MEASURES:]
        done = words("Orders that ended with success: {orders}", orders=", ".join(measures))
        return (
            *_known(self._model, self._team.course.history),
            done if measures else words("No order had ended with success yet"),
        )


def own(card: MarkCard, judge: str) -> MarkCard:
    """Return the card with the marks of one judge alone: nobody marks under the eyes of another."""
    return msgspec.structs.replace(card, marks=tuple(mark for mark in card.marks if mark[0] == judge))


def _known(model: Model, history: History) -> Iterator[Words]:
    hosts = {host.id for host in model.hosts}
    bits = tuple(
        (fact.bit, fact.subject)
        for fact in model.facts
        if fact.state == "compromised" and fact.subject in hosts
    )
    first = key(AnswerTime(of=PastFirstCompromise(tuple(bit for bit, _host in bits)), give=0), history)
    touched = key(AnswerHosts(hosts=bits), history)
    if first.void or not touched.texts:
        yield words("Nothing was compromised yet")
    else:
        yield words("The first compromise was at {when}", when=", ".join(first.texts))
        yield words("Compromised so far: {hosts}", hosts=", ".join(touched.texts))
    goals = key(AnswerGoals(), history)
    if goals.texts:
        yield words("Goals that the attacker had reached: {goals}", goals=", ".join(goals.texts))
    else:
        yield words("The attacker had reached no goal yet")


def _plain(template: Template) -> Text:
    return Text(en=_joined(template.en), vi=_joined(template.vi))


def _joined(parts: tuple[object, ...]) -> str:
    return "".join(part if isinstance(part, str) else "…" for part in parts)
