"""What a team's people put in besides orders: answers, hints, replies, reports, alerts, notes.

`Desk.check` says whether an input can be taken now, `Desk.take` lets it happen. Both act at the world's own time.
"""

from collections.abc import Sequence

from drill.i18n import Words, words
from drill.scenario.model import AnswerText, Owner, Question, SlotKind
from drill.world.answers import chosen, counts, is_final, judge
from drill.world.history import History
from drill.world.inputs import (
    AlertHandled,
    Answered,
    HintTaken,
    NoteTaken,
    OrderCancelled,
    OrderGiven,
    PlayInput,
    Read,
    Refusal,
    Replied,
    ReportFilled,
    ReportSubmitted,
    TeamSetup,
    UmpireAsked,
)
from drill.world.items import InjectItem, QuestionItem
from drill.world.naming import named
from drill.world.outputs import AnswerJudged, InjectState, Verdict
from drill.world.world import World

EVERY_ROLE = ("", "everyone", "leader")
"""Roles that may order anything: a seat that acts for all, and the leader."""


class Desk:
    """One team's desk."""

    def __init__(self, world: World, teams: Sequence[TeamSetup]) -> None:
        model, seed = world.program.model, world.core.seed
        self._world = world
        self._model = model
        self._teams = {team.id: History(model, seed, team) for team in teams}
        self._own = self._teams[world.core.team]
        self._folded = 0
        self._tries: dict[str, int] = {}
        self._right: set[str] = set()
        self._hints: set[str] = set()
        self._replied: set[str] = set()
        self._asked = 0
        self.answered: set[int] = set()
        """Requests to the umpire that were answered."""
        self.void: set[str] = set()
        """Items that no longer count: ``question:ID``, ``inject:ID``, ``report:ID``, ``field:REPORT.FIELD``."""

    @property
    def requests(self) -> int:
        """How many times the umpire was asked."""
        return self._asked

    def check(self, given: PlayInput) -> Refusal | None:
        """Return why an input cannot be taken, in words about what the team itself can see; None if it can."""
        match given:
            case OrderGiven():
                return self._check_order(given)
            case UmpireAsked():
                return self._check_umpire(given)
            case Answered() | HintTaken():
                return self._check_question(given)
            case Replied():
                return self._check_reply(given)
            case ReportFilled() | ReportSubmitted():
                return self._check_report(given)
            case _:
                return self._check_small(given)

    def _check_small(self, given: OrderCancelled | AlertHandled | NoteTaken | Read) -> Refusal | None:
        match given:
            case OrderCancelled() if not self._world.crew.has(given.number):
                return Refusal(words("No order {number} is queued or running.", number=given.number))
            case AlertHandled() if not 1 <= given.alert <= self._world.traces.alerts:
                return Refusal(words("There is no alert {number}.", number=given.alert))
            case NoteTaken() if not given.text.strip():
                return Refusal(words("There is nothing written."))
            case _:
                return None

    def take(self, given: PlayInput) -> None:
        """Let a checked input happen."""
        match given:
            case OrderGiven():
                self._world.crew.give(given)
            case OrderCancelled():
                self._world.crew.cancel(given.number)
            case UmpireAsked():
                self._asked += 1
            case Answered():
                self._judge(given)
            case HintTaken():
                self._hints.add(given.question)
            case Replied():
                self._reply(self._world.calendar.injects[given.inject])
            case ReportSubmitted():
                self._submit(given)
            case _:
                pass

    def _check_order(self, given: OrderGiven) -> Refusal | None:
        program = self._world.program
        place = program.index.get(given.order)
        if place is None or program.ops[place].owner is not Owner.TEAM:
            return Refusal(words("There is no order “{order}”.", order=given.order))
        op = program.ops[place]
        if given.role not in (*EVERY_ROLE, op.role):
            return Refusal(
                self._said(words("“{order}” is for the {role}.", order=given.order, role=op.role)),
                self._said(words("Ask the {role}, or your leader, to give the order.", role=op.role)),
            )
        if self._world.crew.total.get(op.role, 0) < op.people:
            said = words("“{order}” needs more people than your team has.", order=given.order)
            return Refusal(self._said(said))
        if given.source and given.source not in {source.id for source in self._model.sources}:
            return Refusal(words("There is no log “{source}”.", source=given.source))
        return None

    def _said(self, said: Words) -> Words:
        return named(self._model, said, {})

    def _check_umpire(self, given: UmpireAsked) -> Refusal | None:
        if not self._model.umpire:
            return Refusal(words("In this drill the umpire cannot be asked."))
        return None if given.text.strip() else Refusal(words("There is nothing written."))

    def _check_question(self, given: Answered | HintTaken) -> Refusal | None:
        item = self._world.calendar.questions.get(given.question)
        if item is None or not item.opened:
            return Refusal(words("There is no open question “{question}”.", question=given.question))
        if f"question:{given.question}" in self.void:
            return Refusal(words("This question no longer counts."))
        if given.question in self._right:
            return Refusal(words("This question has been answered."))
        if isinstance(given, HintTaken):
            return self._check_hint(item)
        return self._check_answer(given, item.question)

    def _check_hint(self, item: QuestionItem) -> Refusal | None:
        if item.question.hint is None:
            return Refusal(words("This question has no hint."))
        if item.question.id in self._hints:
            return Refusal(words("You have this hint already."))
        return None

    def _check_answer(self, given: Answered, question: Question) -> Refusal | None:
        if self._tries.get(question.id, 0) >= question.tries:
            return Refusal(words("There are no tries left."))
        if not given.text.strip():
            return Refusal(words("There is nothing written."))
        if question.choices and chosen(question.choices, given.text) is None:
            return Refusal(words("That is not one of the choices."))
        return None

    def _check_reply(self, given: Replied) -> Refusal | None:
        item = self._world.calendar.injects.get(given.inject)
        if item is None or item.state_now is not InjectState.SENT:
            return Refusal(words("There is no message “{inject}”.", inject=given.inject))
        if given.inject in self._replied:
            return Refusal(words("This message has been answered."))
        return None if given.text.strip() else Refusal(words("There is nothing written."))

    def _check_report(self, given: ReportFilled | ReportSubmitted) -> Refusal | None:
        item = self._world.calendar.reports.get(given.report)
        if item is None:
            return Refusal(words("There is no report “{report}”.", report=given.report))
        if item.submitted:
            return Refusal(words("This report has been submitted."))
        if isinstance(given, ReportFilled) and given.field not in {field.id for field in item.report.fields}:
            return Refusal(words("This report has no field “{field}”.", field=given.field))
        return None

    def _reply(self, item: InjectItem) -> None:
        self._replied.add(item.inject.id)
        if item.open:
            item.settled = self._world.t

    def _submit(self, given: ReportSubmitted) -> None:
        item = self._world.calendar.reports[given.report]
        item.submitted = True
        if item.settled is None:
            item.settled = self._world.t

    def _judge(self, given: Answered) -> None:
        question = self._world.calendar.questions[given.question].question
        tries = self._tries[question.id] = self._tries.get(question.id, 0) + 1
        verdict = self._verdict(question, given.text)
        if verdict is Verdict.RIGHT:
            self._right.add(question.id)
        copied = self._copied(question, given.text) if verdict is Verdict.WRONG else ""
        self._world.core.tell(AnswerJudged(question.id, verdict, question.tries - tries, copied))

    def _verdict(self, question: Question, text: str) -> Verdict:
        history = self._history()
        if not (is_final(question.answer, history) and counts(question.counts_if, history)):
            return Verdict.LATER
        result = judge(question.answer, text, history, at=self._world.t, choices=question.choices)
        return Verdict.RIGHT if result is not None and result.whole else Verdict.WRONG

    def _history(self) -> History:
        log = self._world.log
        for happened in log[self._folded :]:
            self._own.add(happened)
        self._folded = len(log)
        self._own.t = self._world.t
        return self._own

    def _copied(self, question: Question, text: str) -> str:
        """Return the other team whose own indicator value the answer is; empty where there is none."""
        rule = question.answer
        if not (isinstance(rule, AnswerText) and _differs(rule)):
            return ""
        for team, other in self._teams.items():
            result = judge(rule, text, other)
            if other is not self._own and result is not None and result.whole:
                return team
        return ""


def _differs(rule: AnswerText) -> bool:
    parts = (part for template in rule.texts for part in (*template.en, *template.vi))
    return any(not isinstance(part, str) and part.kind is SlotKind.INDICATOR for part in parts)
