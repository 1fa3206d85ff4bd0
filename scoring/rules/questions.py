"""Questions: right answers earn, hints cost, wrong answers are fined; what a team prevented does not count."""

from fractions import Fraction
from typing import ClassVar

from drill.i18n import words
from drill.scenario.model import Question
from drill.world.answers import counts, judge, key
from drill.world.happened import Happened
from drill.world.inputs import Answered, AnyInput, HintTaken, ItemVoided
from drill.world.outputs import AnswerJudged, AnyOutput, TeamEnded, Verdict
from scoring.course import Course
from scoring.model import FINES, QUESTIONS, About, LedgerLine, LineRule, Record
from scoring.rounding import half_up
from scoring.rules.rule import Item, prevented, settle, voided


class _Try(Record, frozen=True):
    """One answer with the engine's verdict on it."""

    because: tuple[int, ...]
    t: int
    text: str
    verdict: Verdict


class QuestionRule:
    """Per question: one line for the answer that earned, one for the hint, one fine for each wrong try.

    An answer that is judged from the whole history earns at the end: the last one counts, and one that earns nothing
    then is a wrong try. A question that is void costs nothing: its hint and its wrong tries are void with it.
    """

    hears: ClassVar[tuple[type[AnyInput | AnyOutput], ...]] = (
        Answered,
        AnswerJudged,
        HintTaken,
        ItemVoided,
        TeamEnded,
    )
    pending = 0

    def __init__(self, course: Course) -> None:
        self._course = course
        self._waiting: dict[str, list[tuple[int, int, str]]] = {}
        self._tries: dict[str, list[_Try]] = {}
        self._hints: dict[str, tuple[int, int]] = {}

    def note(self, seq: int, happened: Happened) -> bool:
        """Take an answer, its verdict or a hint in; a verdict without its answer is nothing."""
        match happened.what:
            case Answered() as what:
                self._waiting.setdefault(what.question, []).append((seq, happened.t, what.text))
                return False
            case AnswerJudged() as what:
                return self._judged(seq, what)
            case HintTaken() as what:
                self._hints.setdefault(what.question, (seq, happened.t))
            case _:
                pass
        return True

    def lines(self) -> list[LedgerLine]:
        """Return the section's lines, then the fines for wrong answers."""
        scoring, questions = self._course.model.scoring, self._course.model.questions
        items = [self._item(question) for question in questions]
        lines = settle(self._course, QUESTIONS, scoring.questions, items)
        if scoring.wrong_answer:
            for question, item in zip(questions, items, strict=True):
                if item.void is None:
                    lines += self._fines(question, scoring.wrong_answer)
        return lines

    def _judged(self, seq: int, what: AnswerJudged) -> bool:
        waiting = self._waiting.get(what.question)
        if not waiting:
            return False
        answered, t, text = waiting.pop(0)
        self._tries.setdefault(what.question, []).append(_Try((answered, seq), t, text, what.verdict))
        return True

    def _item(self, question: Question) -> Item:
        void = voided(self._course, QUESTIONS, f"question:{question.id}")
        if void is None and self._never_came_up(question):
            void = prevented(self._course, QUESTIONS, f"question:{question.id}")
        return Item(question.points, void, () if void else (*self._answer(question), *self._hint(question)))

    def _never_came_up(self, question: Question) -> bool:
        if self._course.ended is None:
            return False
        history = self._course.history
        return not counts(question.counts_if, history) or key(question.answer, history).void

    def _answer(self, question: Question) -> tuple[LedgerLine, ...]:
        for attempt in self._tries.get(question.id, ()):
            if attempt.verdict is Verdict.RIGHT:
                return (self._earned(question, attempt, question.points),)
        later = self._later(question)
        if later is None:
            return ()
        attempt, share = later
        return (self._earned(question, attempt, question.points * share),) if share else ()

    def _earned(self, question: Question, attempt: _Try, points: int | Fraction) -> LedgerLine:
        why = words(
            "Answer to {question}: {points} of {possible} points",
            question=question.id,
            points=half_up(Fraction(points)),
            possible=question.points,
        )
        ended = self._course.ended
        because = attempt.because
        if attempt.verdict is Verdict.LATER and ended:
            because = (*because, ended[0])
        return self._course.line(
            About(LineRule.RIGHT_ANSWER, QUESTIONS, question.id), points, attempt.t, because, why
        )

    def _hint(self, question: Question) -> tuple[LedgerLine, ...]:
        taken = self._hints.get(question.id)
        if taken is None or question.hint_cost == 0:
            return ()
        seq, t = taken
        why = words("Hint for {question}", question=question.id)
        return (
            self._course.line(
                About(LineRule.HINT, QUESTIONS, question.id), -question.hint_cost, t, (seq,), why
            ),
        )

    def _later(self, question: Question) -> tuple[_Try, Fraction] | None:
        """Return the last answer that is judged from the whole history, with what it earns; None before the end."""
        recorded = [
            attempt for attempt in self._tries.get(question.id, ()) if attempt.verdict is Verdict.LATER
        ]
        if not recorded or self._course.ended is None:
            return None
        attempt = recorded[-1]
        result = judge(
            question.answer, attempt.text, self._course.history, at=attempt.t, choices=question.choices
        )
        return attempt, Fraction(result.num, result.den) if result else Fraction(0)

    def _fines(self, question: Question, fine: int) -> list[LedgerLine]:
        wrong = [attempt for attempt in self._tries.get(question.id, ()) if attempt.verdict is Verdict.WRONG]
        later = self._later(question)
        if later is not None and later[1] == 0:
            wrong.append(later[0])
        why = words("Wrong answer to {question}", question=question.id)
        return [
            self._course.line(
                About(LineRule.WRONG_ANSWER, FINES, f"{question.id}@{attempt.because[0]}"),
                -fine,
                attempt.t,
                attempt.because,
                why,
            )
            for attempt in wrong
        ]
