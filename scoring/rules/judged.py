"""Judged sections and the points that judges add or take: people's layer of the score."""

from fractions import Fraction
from typing import ClassVar

import msgspec

from drill.i18n import Words, words
from drill.world.happened import Happened
from drill.world.inputs import (
    AnyInput,
    ConflictDeclared,
    Marked,
    PenaltyGiven,
    PenaltyWithdrawn,
    Recused,
)
from drill.world.outputs import AnyOutput
from scoring.course import Course
from scoring.model import PENALTIES, About, Layer, LedgerLine, LineRule, Record, judged_section
from scoring.rounding import half_up


class JudgedRule:
    """One line for each judged section that somebody has marked."""

    hears: ClassVar[tuple[type[AnyInput | AnyOutput], ...]] = (Marked, Recused, ConflictDeclared)

    def __init__(self, course: Course) -> None:
        self._course = course

    @property
    def pending(self) -> int:
        """Points of criteria that nobody has marked."""
        marks, sections = self._course.marks, self._course.model.scoring.judged
        waiting = (s.points * marks.open(f"judged:{s.id}", len(s.criteria)) for s in sections)
        return half_up(sum(waiting, Fraction(0)))

    def note(self, seq: int, happened: Happened) -> bool:  # noqa: ARG002 (the course keeps the marks)
        """Say whether a mark, or who steps back from marking, concerns a judged section."""
        item = happened.what.item if isinstance(happened.what, Marked | Recused) else ""
        return not item or item.startswith("judged:")

    def lines(self) -> list[LedgerLine]:
        """Return the marked sections in the order of the scenario."""
        marks, lines = self._course.marks, []
        for section in self._course.model.scoring.judged:
            item = f"judged:{section.id}"
            if not marks.marked(item, len(section.criteria)):
                continue
            points = half_up(section.points * marks.share(item, len(section.criteria)))
            why = words("Marked {points} of {possible} points", points=points, possible=section.points)
            lines.append(
                self._course.line(
                    About(LineRule.MARK, judged_section(section.id), item, Layer.JUDGED),
                    points,
                    max(mark.t for mark in marks.of(item)),
                    marks.seqs(item),
                    why,
                    by=marks.judges(item),
                )
            )
        return lines


class Penalty(Record, frozen=True):
    """Points that a judge took or added, with the withdrawal if there was one."""

    seq: int
    t: int
    judge: str
    given: PenaltyGiven
    withdrawn: tuple[int, int, str, str] | None = None
    """(position, shared ms, seat, reason)."""


class PenaltyRule:
    """One line for each penalty or bonus; a withdrawal is a second line, never an edit of the first."""

    hears: ClassVar[tuple[type[AnyInput | AnyOutput], ...]] = (PenaltyGiven, PenaltyWithdrawn)
    pending = 0

    def __init__(self, course: Course) -> None:
        self._course = course
        self._given: dict[int, Penalty] = {}
        self._withdrawn: dict[int, tuple[int, int, str, str]] = {}

    def note(self, seq: int, happened: Happened) -> bool:
        """Take a penalty or a withdrawal in; of several withdrawals the first in the journal counts."""
        match happened.what:
            case PenaltyGiven() as given:
                self._given[seq] = Penalty(seq, happened.t, happened.seat, given)
                return True
            case PenaltyWithdrawn(penalty=number, reason=reason):
                withdrawal = (seq, happened.t, happened.seat, reason)
                self._withdrawn[number] = min(withdrawal, self._withdrawn.get(number, withdrawal))
                return number in self._given
            case _:
                return False

    @property
    def penalties(self) -> list[Penalty]:
        """All penalties and bonuses in the order of the journal, with their withdrawals."""
        found = (self._given[seq] for seq in sorted(self._given))
        return [msgspec.structs.replace(one, withdrawn=self._withdrawn.get(one.seq)) for one in found]

    def lines(self) -> list[LedgerLine]:
        """Return penalties, bonuses and withdrawals in the order of the journal."""
        return [line for penalty in self.penalties for line in self._lines(penalty)]

    def _lines(self, penalty: Penalty) -> list[LedgerLine]:
        given, item = penalty.given, str(penalty.seq)
        rule = LineRule.PENALTY if given.points < 0 else LineRule.BONUS
        first = words("Penalty: {reason}", reason=given.reason)
        if rule is LineRule.BONUS:
            first = words("Bonus: {reason}", reason=given.reason)
        lines = [self._line(rule, item, given.points, penalty.t, (penalty.seq,), first, penalty.judge)]
        if penalty.withdrawn is not None:
            seq, t, judge, reason = penalty.withdrawn
            why = words("Withdrawn: {reason}", reason=reason)
            lines.append(
                self._line(LineRule.WITHDRAWAL, item, -given.points, t, (penalty.seq, seq), why, judge)
            )
        return lines

    def _line(
        self, rule: LineRule, item: str, points: int, t: int, because: tuple[int, ...], why: Words, judge: str
    ) -> LedgerLine:
        return self._course.line(
            About(rule, PENALTIES, item, Layer.JUDGED), points, t, because, why, by=judge
        )
