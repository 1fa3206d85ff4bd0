"""What the logs show: steps without a trace, questions without a line, answers given away, alerts that prove too much."""

from collections.abc import Iterator

from drill.i18n import words
from drill.scenario.check.subject import Subject, flat
from drill.scenario.compile.bits import read_by
from drill.scenario.document import AnswerAmount as AuthoredAmount
from drill.scenario.document import Question as AuthoredQuestion
from drill.scenario.model import AnswerText, Bits, Operation, Question, Template, Text, Trace
from drill.scenario.problems import Found, Place
from drill.text import folded

SHORTEST_ANSWER = 4
"""Characters below which an answer turns up in other texts by chance."""
FEWEST_REAL = 10
"""Percent of the alerts that should at least be real."""


def silent_steps(subject: Subject, found: Found) -> None:
    """L14: a step without any trace that can arrive, or one whose first sign is the damage itself."""
    harmful = _harmful(subject)
    for step, operation in subject.steps:
        lines = [trace for trace in (*operation.start_traces, *operation.traces) if _arrives(subject, trace)]
        if not lines:
            found.warning(step.place, "L14", words('step "{step}" leaves no trace', step=step.id))
        elif (
            not any(trace.alert for trace in lines)
            and not operation.start_traces
            and any(outcome.effect.add & harmful for outcome in operation.outcomes)
        ):
            message = words('"{step}": the first sign is the damage itself', step=step.id)
            found.warning(step.place, "L14", message, words("add an alert, or traces at start"))


def _harmful(subject: Subject) -> Bits:
    bits = 0
    for goal in subject.model.attack.goals:
        bits |= read_by(goal.guard)
    return bits


def _arrives(subject: Subject, trace: Trace) -> bool:
    """Tell whether the source sees the host."""
    misses = {source.id: source.misses for source in subject.model.sources}
    return not trace.on or trace.on not in misses.get(trace.source, ())


def unanswerable(subject: Subject, found: Found) -> None:
    """L16: a question whose free-text answer stands in no line and no alert that can ever be seen."""
    for written, question in _free_text(subject):
        shown = [line for _, line in _lines_showing(subject, question)]
        if not shown and isinstance(question.answer, AnswerText) and question.answer.texts:
            said = ", ".join(flat(text) for text in question.answer.texts)
            message = words('"{question}": no line shows {answer}', question=question.id, answer=said)
            found.error(written.place_of("answer"), "L16", message)


def preventable(subject: Subject, found: Found) -> None:
    """L17: a question about something that a team can prevent, without ``counts if``."""
    opening = subject.model.attack.opening[:1]
    for written, question in _free_text(subject):
        steps = {operation.id for operation, _ in _lines_showing(subject, question) if operation}
        others = any(operation is None for operation, _ in _lines_showing(subject, question))
        if written.counts_if == ((),) and steps and not others and not steps & set(opening):
            said = f"{min(steps)} was done"
            found.warning(
                written.place,
                "L17",
                words('"{question}" needs "counts if: {past}"', question=question.id, past=said),
            )
    for written in subject.document.questions:
        if isinstance(written.answer, AuthoredAmount) and written.counts_if == ((),):
            message = words(
                '"{question}" needs "counts if:", with what makes {meter} grow',
                question=written.id,
                meter=written.answer.meter.name,
            )
            found.warning(written.place, "L17", message)


def given_away(subject: Subject, found: Found) -> None:
    """L18: an answer that stands in an inject, a label or another question."""
    for _, question in _free_text(subject):
        if not isinstance(question.answer, AnswerText):
            continue
        answers = [folded(flat(text)) for text in question.answer.texts]
        answers = [answer for answer in answers if len(answer) >= SHORTEST_ANSWER]
        for where, text, place in _in_the_open(subject, question.id):
            if any(answer in text for answer in answers):
                found.warning(
                    place,
                    "L18",
                    words(
                        '"{question}": the answer is in the text of {where}',
                        question=question.id,
                        where=where,
                    ),
                )
                break


def _in_the_open(subject: Subject, question: str) -> Iterator[tuple[str, str, Place]]:
    document = subject.document
    for inject, compiled in zip(document.injects, subject.model.injects, strict=True):
        yield f'inject "{inject.id}"', folded(flat(compiled.text)), inject.place_of("text")
    for host in document.hosts:
        yield f'host "{host.id}"', _both(host.label), host.place
    for account in document.accounts:
        yield f'account "{account.id}"', _both(account.owner), account.place
    for other, made in zip(document.questions, subject.model.questions, strict=True):
        if other.id != question:
            hint = _both(other.hint) if other.hint else ""
            yield f'question "{other.id}"', f"{folded(flat(made.ask))} {hint}", other.place_of("ask")


def _both(text: Text) -> str:
    return folded(f"{text.en} {text.vi}")


def proof_by_alert(subject: Subject, found: Found) -> None:
    """L24: every alert is real, so that an alert is proof; or hardly any is, so that nobody will look."""
    real = sum(
        1
        for _, operation in subject.steps
        for trace in (*operation.start_traces, *operation.traces, *operation.failed_traces)
        if trace.alert
    )
    false = sum(1 for herring in subject.model.herrings for trace in herring.traces if trace.alert)
    if real and not false:
        place = subject.document.attack.place
        found.warning(place, "L24", words("no red herrings: an alert is proof"))
    elif real * 100 < (real + false) * FEWEST_REAL:
        place = subject.document.herrings[0].place
        message = words("only {real} of {all} alerts are real", real=real, all=real + false)
        found.warning(place, "L24", message)


def _free_text(subject: Subject) -> Iterator[tuple[AuthoredQuestion, Question]]:
    for written, question in zip(subject.document.questions, subject.model.questions, strict=True):
        if isinstance(question.answer, AnswerText) and not question.choices:
            yield written, question


def _lines_showing(subject: Subject, question: Question) -> Iterator[tuple[Operation | None, str]]:
    """Yield every line and alert title, with the step it belongs to, that holds an answer to the question."""
    if not isinstance(question.answer, AnswerText):
        return
    answers = [folded(flat(text)) for text in question.answer.texts]
    sources = {source.id for source in subject.model.sources}
    for operation, trace in _seen(subject):
        elsewhere = question.found_in in sources and trace.source != question.found_in
        if elsewhere or (question.found_in not in sources and question.found_in not in ("", trace.id)):
            continue
        for line in _lines(trace):
            if any(answer in line for answer in answers):
                yield operation, line


def _lines(trace: Trace) -> Iterator[str]:
    templates: tuple[Template, ...] = (trace.text, trace.alert.title) if trace.alert else (trace.text,)
    for template in templates:
        yield folded(flat(template))


def _seen(subject: Subject) -> Iterator[tuple[Operation | None, Trace]]:
    """Yield every trace that can be written and can arrive."""
    for operation in subject.model.operations:
        if operation.id in subject.together.operations:
            for trace in (*operation.traces, *operation.start_traces, *operation.failed_traces):
                if _arrives(subject, trace) and subject.together.can(trace.needs):
                    yield operation, trace
    for herring in subject.model.herrings:
        yield from ((None, trace) for trace in herring.traces if _arrives(subject, trace))
