"""What people around the team say and ask: injects, questions and reports."""

from drill.i18n import words
from drill.scenario import document as authored
from drill.scenario.compile.answers import Answers
from drill.scenario.compile.bits import either
from drill.scenario.compile.facts import traces
from drill.scenario.compile.meaning import Meaning
from drill.scenario.compile.names import Names
from drill.scenario.compile.texts import Texts
from drill.scenario.document import Document
from drill.scenario.library.duties import duties
from drill.scenario.model import ALWAYS, NEVER, Field, Inject, Question, Report
from drill.scenario.problems import Found, did_you_mean

HOUR = 3_600_000


def injects(document: Document, meaning: Meaning, names: Names, texts: Texts) -> tuple[Inject, ...]:
    """Return the injects in file order."""
    return tuple(
        Inject(
            id=inject.id,
            at=inject.at,
            when=NEVER if inject.when is None else meaning.guard(inject.when),
            after=inject.after,
            unless=NEVER if inject.unless is None else meaning.guard(inject.unless),
            sender=inject.sender,
            to=names.role(inject.to),
            channel=inject.channel,
            text=texts.template(inject.text, inject.place_of("text")),
            reply_within=inject.reply_within,
            points=inject.points,
            then=meaning.effect(inject.then),
        )
        for inject in document.injects
    )


class Questions:
    """Compiles the questions and the reports of one scenario."""

    def __init__(
        self, document: Document, meaning: Meaning, texts: Texts, answers: Answers, found: Found
    ) -> None:
        self._document = document
        self._meaning = meaning
        self._texts = texts
        self._answers = answers
        self._found = found
        self._lines = {trace.id for trace in traces(document)} | {source.id for source in document.sources}

    def questions(self) -> tuple[Question, ...]:
        """Return the questions in file order."""
        return tuple(self._question(question) for question in self._document.questions)

    def _question(self, question: authored.Question) -> Question:
        found_in = question.found_in
        if found_in and found_in.name and found_in.name not in self._lines:
            message = words("no log source and no trace is called '{name}'", name=found_in.name)
            self._found.error(found_in.place, "L01", message, did_you_mean(found_in.name, self._lines))
        opens = question.opens_when
        return Question(
            id=question.id,
            ask=self._texts.template(question.ask, question.place_of("ask")),
            choices=question.choices,
            answer=self._answers.rule(question.answer, question.place_of("answer")),
            counts_if=self._meaning.past_condition(question.counts_if),
            opens_at=question.opens_at,
            opens_when=ALWAYS if opens is None else self._meaning.guard(opens),
            tries=question.tries,
            points=question.points,
            found_in=found_in.name if found_in else "",
            hint=question.hint,
            hint_cost=question.hint_cost,
        )

    def reports(self) -> tuple[Report, ...]:
        """Return the reports in file order."""
        return tuple(
            Report(
                id=report.id,
                to=report.to,
                starts_at=report.starts_at,
                starts_when=either(*(self._meaning.guard(when) for when in report.starts_when)),
                due=self._due(report),
                fields=tuple(self._field(field) for field in report.fields),
            )
            for report in self._document.reports
        )

    def _due(self, report: authored.Report) -> int:
        if report.due is not None or report.duty is None or not report.duty.name:
            return report.due or 0
        duty = duties().get(report.duty.name)
        if duty is None:
            message = words("no legal duty is called '{name}'", name=report.duty.name)
            self._found.error(report.duty.place, "L01", message, did_you_mean(report.duty.name, duties()))
            return 0
        return duty.hours * HOUR // self._document.scenario.hours_per_hour

    def _field(self, field: authored.Field) -> Field:
        check = field.check
        return Field(
            id=field.id,
            ask=field.ask,
            check=None if check is None else self._answers.rule(check, field.place_of("check")),
            criteria=field.criteria,
            points=field.points,
        )
