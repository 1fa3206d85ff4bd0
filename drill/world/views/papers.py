"""What people write to each other: messages of the story, questions, reports, notes and requests to the umpire."""

from collections.abc import Iterator

import msgspec

from drill.scenario.model import Inject, Model, Question, Report, Text
from drill.world.cards import (
    AnyCard,
    FieldView,
    InjectCard,
    MessageCard,
    NoteCard,
    QuestionCard,
    QuestionState,
    ReportCard,
    RequestCard,
)
from drill.world.happened import Happened
from drill.world.inputs import (
    Answered,
    Broadcast,
    HintTaken,
    InjectWritten,
    ItemVoided,
    NoteTaken,
    Read,
    Replied,
    ReportFilled,
    ReportSubmitted,
    UmpireAsked,
    UmpireRuled,
)
from drill.world.outputs import (
    AnswerJudged,
    DeadlineMoved,
    InjectChanged,
    InjectState,
    QuestionOpened,
    ReportClockStarted,
    Verdict,
)
from drill.world.render import Moment, Renderer

NOTHING = Text("", "")


def same(text: str) -> Text:
    """Return words of a person as a text for either language."""
    return Text(text, text)


class InjectsFold:
    """Folds what was sent to the team and what it replied."""

    def __init__(self, model: Model, renderer: Renderer, team: str) -> None:
        self._planned = {inject.id: inject for inject in model.injects}
        self._written: dict[str, InjectWritten] = {}
        self._renderer = renderer
        self._team = team
        self._cards: dict[str, InjectCard] = {}

    def apply(self, happened: Happened) -> Iterator[AnyCard]:
        """Fold one event in."""
        match happened.what:
            case InjectWritten() as written if not written.teams or self._team in written.teams:
                self._written[written.inject] = written
            case InjectChanged(state=InjectState.SENT) as changed:
                yield from self._sent(changed, happened.t)
            case Replied(inject=inject, text=text):
                yield from self._change(
                    inject, reply=text, replied=happened.t, by=happened.seat, unread=False
                )
            case Read(item=item) if item.startswith("inject:"):
                yield from self._change(item.removeprefix("inject:"), unread=False)
            case DeadlineMoved(item=item, due=due) if item.startswith("inject:"):
                yield from self._change(item.removeprefix("inject:"), due=due)
            case _:
                return

    def _sent(self, changed: InjectChanged, t: int) -> Iterator[AnyCard]:
        planned, written = self._planned.get(changed.inject), self._written.get(changed.inject)
        if planned is not None:
            card = self._from_plan(planned, changed, t)
        elif written is not None:
            card = InjectCard(
                key=written.inject,
                t=t,
                sender=same(written.sender),
                to=written.to,
                channel=written.channel,
                text=same(changed.text or written.text),
                due=changed.due,
                reply="",
                replied=None,
                by="",
                points=0,
                unread=True,
            )
        else:
            return
        self._cards[changed.inject] = card
        yield card

    def _from_plan(self, inject: Inject, changed: InjectChanged, t: int) -> InjectCard:
        text = same(changed.text) if changed.text else self._renderer.text(inject.text, Moment(t))
        return InjectCard(
            key=inject.id,
            t=t,
            sender=inject.sender,
            to=inject.to,
            channel=inject.channel,
            text=text,
            due=changed.due,
            reply="",
            replied=None,
            by="",
            points=inject.points,
            unread=True,
        )

    def _change(self, inject: str, **changes: object) -> Iterator[AnyCard]:
        if inject in self._cards:
            self._cards[inject] = msgspec.structs.replace(self._cards[inject], **changes)
            yield self._cards[inject]


class QuestionsFold:
    """Folds questions: only those that opened, and never what would be right."""

    def __init__(self, model: Model, renderer: Renderer, team: str) -> None:
        self._model = {question.id: question for question in model.questions}
        self._renderer = renderer
        self._team = team
        self._cards: dict[str, QuestionCard] = {}

    def apply(self, happened: Happened) -> Iterator[AnyCard]:
        """Fold one event in."""
        match happened.what:
            case QuestionOpened(question=question):
                self._cards[question] = self._opened(self._model[question], happened.t)
                yield self._cards[question]
            case Answered(question=question, text=text):
                yield from self._change(question, answer=text)
            case AnswerJudged(question=question, verdict=verdict, tries_left=left):
                yield from self._change(question, state=_judged(verdict, left), tries_left=left)
            case HintTaken(question=question):
                yield from self._change(question, hint=self._model[question].hint or NOTHING)
            case ItemVoided(item=item, team=team) if item.startswith("question:") and team in {
                "",
                self._team,
            }:
                yield from self._change(item.removeprefix("question:"), state=QuestionState.VOID)
            case _:
                return

    def _opened(self, question: Question, t: int) -> QuestionCard:
        return QuestionCard(
            key=question.id,
            ask=self._renderer.text(question.ask, Moment(t)),
            choices=question.choices,
            points=question.points,
            tries_left=question.tries,
            state=QuestionState.OPEN,
            answer="",
            has_hint=question.hint is not None,
            hint=NOTHING,
            hint_cost=question.hint_cost,
        )

    def _change(self, question: str, **changes: object) -> Iterator[AnyCard]:
        if question in self._cards:
            self._cards[question] = msgspec.structs.replace(self._cards[question], **changes)
            yield self._cards[question]


def _judged(verdict: Verdict, left: int) -> QuestionState:
    match verdict:
        case Verdict.RIGHT:
            return QuestionState.RIGHT
        case Verdict.WRONG:
            return QuestionState.OPEN if left else QuestionState.WRONG
        case Verdict.LATER:
            return QuestionState.RECORDED


class ReportsFold:
    """Folds the reports: forms, clocks, shared drafts and what was handed in."""

    def __init__(self, model: Model) -> None:
        self._cards = {report.id: _empty(report) for report in model.reports}

    def first(self) -> Iterator[AnyCard]:
        """Return the cards at the start: the forms are known beforehand."""
        yield from self._cards.values()

    def apply(self, happened: Happened) -> Iterator[AnyCard]:
        """Fold one event in."""
        match happened.what:
            case ReportClockStarted(report=report, due=due):
                yield self._change(report, started=happened.t, due=due)
            case ReportFilled(report=report, field=field, text=text):
                yield self._fill(report, field, text, happened.seat)
            case ReportSubmitted(report=report):
                yield self._change(report, submitted=happened.t, by=happened.seat)
            case DeadlineMoved(item=item, due=due) if item.startswith("report:"):
                yield self._change(item.removeprefix("report:"), due=due)
            case _:
                return

    def _fill(self, report: str, field: str, text: str, seat: str) -> ReportCard:
        fields = tuple(
            msgspec.structs.replace(old, text=text, by=seat) if old.id == field else old
            for old in self._cards[report].fields
        )
        return self._change(report, fields=fields)

    def _change(self, report: str, **changes: object) -> ReportCard:
        self._cards[report] = msgspec.structs.replace(self._cards[report], **changes)
        return self._cards[report]


def _empty(report: Report) -> ReportCard:
    fields = tuple(FieldView(field.id, field.ask, field.points, "", "") for field in report.fields)
    return ReportCard(report.id, report.to, None, None, None, "", fields)


class TalkFold:
    """Folds the casebook, requests to the umpire and what staff tells the team."""

    def __init__(self, team: str, prefix: str = "") -> None:
        self._team = team
        self._prefix = prefix
        self._notes = 0
        self._messages = 0
        self._requests: dict[int, RequestCard] = {}

    def apply(self, happened: Happened) -> Iterator[AnyCard]:
        """Fold one event in."""
        match happened.what:
            case NoteTaken(kind=kind, text=text, about=about):
                self._notes += 1
                yield NoteCard(str(self._notes), happened.t, kind, text, about, happened.seat)
            case UmpireAsked(text=text):
                number = len(self._requests) + 1
                key = f"{self._prefix}{number}"
                self._requests[number] = RequestCard(
                    key, self._team, happened.t, text, happened.seat, "", None
                )
                yield self._requests[number]
            case UmpireRuled(team=team, request=request, text=text) if team == self._team:
                yield from self._ruled(request, text, happened.t)
            case Broadcast(text=text, teams=teams) if not teams or self._team in teams:
                yield self._message(text, happened.t)
            case _:
                return

    def _ruled(self, number: int | None, text: str, t: int) -> Iterator[AnyCard]:
        if number in self._requests:
            old = self._requests[number]
            self._requests[number] = msgspec.structs.replace(old, answer=text, answered=t)
            yield self._requests[number]
        elif text:
            yield self._message(text, t)

    def _message(self, text: str, t: int) -> MessageCard:
        self._messages += 1
        return MessageCard(str(self._messages), t, text)
