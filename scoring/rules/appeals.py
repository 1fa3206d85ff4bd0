"""What rulings on appeals give: points in the section of what was contested."""

from collections.abc import Iterator
from typing import ClassVar

from drill.i18n import words
from drill.world.happened import Happened
from drill.world.inputs import AnyInput, AppealFiled, AppealRuled, AppealWithdrawn, Outcome
from drill.world.outputs import AnyOutput
from scoring.appeals import Appeals
from scoring.course import Course
from scoring.model import PENALTIES, About, Layer, LedgerLine, LineRule, columns


class AppealRule:
    """One line for each appeal that was upheld, resting on the filing and the ruling.

    It stands in the section of the first line that was contested, and among the penalties where none was named. An
    appeal that a mark or a voided item sets right has its line too, with 0 points: the ledger tells that it was heard.
    """

    hears: ClassVar[tuple[type[AnyInput | AnyOutput], ...]] = (AppealFiled, AppealWithdrawn, AppealRuled)
    pending = 0

    def __init__(self, course: Course) -> None:
        self._course = course
        self._appeals = Appeals()

    def note(self, seq: int, happened: Happened) -> bool:
        """Take a filing, a withdrawal or a ruling in."""
        changed = self._appeals.note(seq, happened)
        return changed is not None and bool(changed.ruled)

    def lines(self) -> list[LedgerLine]:
        """Return what was upheld, in the order of filing."""
        return list(self._lines())

    def _lines(self) -> Iterator[LedgerLine]:
        for appeal in self._appeals.all:
            ruling = appeal.ruling
            if ruling is None or ruling.given.outcome is not Outcome.UPHELD:
                continue
            about = About(LineRule.APPEAL, self._section(appeal.filed.lines), str(appeal.seq), Layer.JUDGED)
            why = words("Appeal upheld: {reason}", reason=ruling.given.reason)
            because = (appeal.seq, ruling.seq)
            yield self._course.line(about, appeal.points, appeal.t, because, why, by=ruling.judge)

    def _section(self, lines: tuple[str, ...]) -> str:
        judged = tuple(section.id for section in self._course.model.scoring.judged)
        section = lines[0].partition("|")[0] if lines else PENALTIES
        return section if section in columns(judged) else PENALTIES
