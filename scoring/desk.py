"""What a team wrote for judges to read: each reply, judged field, late report and statement, and the judged sections."""

from collections import deque
from collections.abc import Iterator, Mapping

import msgspec

from drill.i18n import Words, words
from drill.scenario.model import AnswerGoals, AnswerHosts, AnswerTime, Model, PastFirstCompromise, Report
from drill.world.answers import key
from drill.world.cards import MarkCard
from drill.world.happened import Happened
from drill.world.history import History
from drill.world.inputs import NoteTaken, OrderGiven, Replied, ReportSubmitted
from drill.world.outputs import DeadlineMoved, Ending, OperationEnded
from scoring.blind import Redactor
from scoring.fold import TeamLedger
from scoring.judging.rubric import Rubric, general
from scoring.marks import Mark
from scoring.model import Record
from scoring.rules.reports import Submitted
from scoring.sayings import moment

STATEMENT = "public statement"
"""The action whose words judges read."""

_LINES = 80
"""Lines of a team's casebook that lie beside a judged section, the latest."""
_MEASURES = 12
"""Finished orders that are told beside a text, the latest."""


class Written(Record, frozen=True):
    """One item of a team as it lies before the judges."""

    item: str
    rubric: Rubric
    text: str
    """The team's words; names that tell who wrote them are blocked out."""
    submitted: int
    """Team's time (ms); 0 where nothing is handed in."""
    late: bool
    truth: tuple[Words, ...]
    marks: tuple[Mark, ...]
    """Those that count."""


class TeamDesk:
    """What one team wrote, with the truth as it was when the team wrote."""

    def __init__(
        self, model: Model, team: TeamLedger, rubrics: Mapping[str, Rubric], redactor: Redactor
    ) -> None:
        self._model = model
        self._rubrics = rubrics
        self._team = team
        self._redactor = redactor
        self._measures: list[str] = []
        self._truths: dict[str, tuple[Words, ...]] = {}
        self._statements: list[tuple[int, str]] = []
        self._casebook: deque[str] = deque(maxlen=_LINES)

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
            case NoteTaken(text=text, role=role):
                # Hidden line by line as it comes: a whole casebook would be searched again at every new line.
                who = f"{role}: " if role else ""
                self._casebook.append(f"{moment(happened.t)} {who}{self._redactor.hide(text)}")
            case OrderGiven(order=order, text=text) if order == STATEMENT:
                self._statements.append((happened.t, text))
                self._truths[f"statement:{len(self._statements)}"] = self._truth()
            case _:
                pass

    @staticmethod
    def concerned(happened: Happened) -> bool:
        """Return whether an entry of the team may change what is here."""
        what = happened.what
        if isinstance(what, OrderGiven):
            return what.order == STATEMENT
        return isinstance(what, Replied | ReportSubmitted | DeadlineMoved | NoteTaken)

    def items(self) -> Iterator[Written]:
        """Return what there is to mark so far, injects, reports and statements in their order, then the sections."""
        for inject in self._model.injects:
            if inject.points and inject.id in self._team.injects.replies:
                reply, late = self._team.injects.replies[inject.id], self._team.injects.late(inject.id)
                yield self._written(f"inject:{inject.id}", reply.text, reply.t, late=late)
        for report in self._model.reports:
            sent = self._team.reports.submitted.get(report.id)
            if sent is not None:
                yield from self._report(report, sent)
        for number, (t, text) in enumerate(self._statements, 1):
            yield self._written(f"statement:{number}", text, t)
        for section in self._model.scoring.judged:
            yield self._written(f"judged:{section.id}", self._worked(), 0)

    def _worked(self) -> str:
        """Return what the team wrote into its casebook, which shows how it worked to who does not know its name."""
        return "\n".join(self._casebook)

    def _report(self, report: Report, sent: Submitted) -> Iterator[Written]:
        late, whole = self._team.reports.late(report.id), f"report:{report.id}"
        if late:
            yield self._written(whole, "", sent.t, late=late)
        for field in report.fields:
            if field.check is None:
                text = sent.texts.get(field.id, (0, ""))[1]
                written = self._written(f"field:{report.id}.{field.id}", text, sent.t, late=late)
                yield msgspec.structs.replace(written, truth=self._truths.get(whole, ()))

    def _written(self, item: str, text: str, submitted: int, *, late: bool = False) -> Written:
        return Written(
            item=item,
            rubric=self._rubrics[general(item)],
            text=text if item.startswith("judged:") else self._redactor.hide(text),
            submitted=submitted,
            late=late,
            truth=self._truths.get(item, ()),
            marks=self._team.course.marks.of(item),
        )

    def _truth(self) -> tuple[Words, ...]:
        measures = self._measures[-_MEASURES:]
        done = words("Orders that ended with success: {orders}", orders=", ".join(measures))
        return (
            *_known(self._model, self._team.course.history),
            done if measures else words("No order had ended with success yet"),
        )


def own(card: MarkCard, judge: str) -> MarkCard | None:
    """Return the card as one judge sees it, None where it is no business of this judge.

    Nobody marks under the eyes of another: the own marks alone, and nobody's name.
    """
    mine = tuple(mark for mark in card.marks if mark[0] == judge)
    if judge in card.away or (card.assigned and judge not in card.assigned and not mine):
        return None
    assigned = (judge,) if judge in card.assigned else ()
    return msgspec.structs.replace(card, marks=mine, assigned=assigned, spread=0, away=())


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
