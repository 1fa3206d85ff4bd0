"""What every rule family is, and what sections of items have in common: voids and scale."""

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar, Protocol

import msgspec

from drill.i18n import words
from drill.world.happened import Happened
from drill.world.inputs import AnyInput
from drill.world.outputs import AnyOutput
from scoring.course import Course
from scoring.model import About, LedgerLine, LineRule, Record
from scoring.rounding import running


class Rule(Protocol):
    """A family of rules for one team."""

    hears: ClassVar[tuple[type[AnyInput | AnyOutput], ...]]
    """The records after which its lines may differ."""

    def note(self, seq: int, happened: Happened) -> bool:
        """Take one entry in that it hears; return whether its lines may differ now."""
        ...

    def lines(self) -> list[LedgerLine]:
        """Return the lines that the entries make so far."""
        ...

    @property
    def pending(self) -> int:
        """Points that wait for a judge."""
        ...


class Item(Record, frozen=True):
    """One item of a section: a question, an inject, a field of a report."""

    points: int
    void: LedgerLine | None
    """The line that says why it does not count; None while it counts."""
    lines: tuple[LedgerLine, ...]
    """What it earned, in the item's own points."""


def voided(course: Course, section: str, item: str) -> LedgerLine | None:
    """Return the line of an item that a controller voided, None while it counts."""
    void = course.void(item)
    if void is None:
        return None
    seq, reason = void
    why = words("{item} does not count: {reason}", item=item, reason=reason)
    return course.line(About(LineRule.VOID, section, item), 0, 0, (seq,), why)


def prevented(course: Course, section: str, item: str) -> LedgerLine | None:
    """Return the line of an item that never came up for this team, once its drill has ended."""
    if course.ended is None:
        return None
    seq, t = course.ended
    why = words("{item} does not count: it never came up for this team", item=item)
    return course.line(About(LineRule.VOID, section, item), 0, t, (seq,), why)


def settle(course: Course, section: str, points: int | None, items: Sequence[Item]) -> list[LedgerLine]:
    """Return a section's lines: S times earned by points not void, and S when all items are void.

    Args:
        course: the team's course.
        section: the section's name.
        points: S; None for the sum of all items.
        items: in the order of the scenario; their lines in the items' own points.

    An item's earnings are rounded half up, line by line. Where the section is scaled, its running sum of exact earnings
    rounds half up and a line is what it adds, so that the section is the formula rounded once.
    """
    whole = sum(item.points for item in items) if points is None else points
    voids = [item.void for item in items if item.void is not None]
    counted = [item for item in items if item.void is None]
    if not counted:
        return [*voids, *_given(course, section, whole, voids)]
    earned = [line for item in counted for line in item.lines]
    possible = sum(item.points for item in counted)
    if possible in {0, whole}:
        return [*earned, *voids]
    shares = running([_exact(line) * whole / possible for line in earned])
    scaled = [
        msgspec.structs.replace(line, points=share, exact=None)
        for line, share in zip(earned, shares, strict=True)
    ]
    return [*scaled, *voids, _scale(course, section, whole, possible, voids)]


def _exact(line: LedgerLine) -> Fraction:
    return Fraction(line.points) if line.exact is None else Fraction(*line.exact)


def _given(course: Course, section: str, whole: int, voids: Sequence[LedgerLine]) -> list[LedgerLine]:
    if whole == 0:
        return []
    why = words("Nothing in this section counts for this team: its {points} points are given", points=whole)
    because = (course.opened, *(seq for line in voids for seq in line.because))
    return [course.line(About(LineRule.SCALE, section, section), whole, 0, because, why)]


def _scale(
    course: Course, section: str, whole: int, possible: int, voids: Sequence[LedgerLine]
) -> LedgerLine:
    why = words(
        "Points of this section count {whole} for {possible}; items that do not count: {voids}",
        whole=whole,
        possible=possible,
        voids=len(voids),
    )
    because = (course.opened, *(seq for line in voids for seq in line.because))
    return course.line(About(LineRule.SCALE, section, section), 0, 0, because, why)
