"""Injects: a timely, non-empty reply earns its points until a judge's mark replaces them; never sent is void."""

from typing import ClassVar

from drill.i18n import words
from drill.scenario.model import Inject
from drill.world.happened import Happened
from drill.world.inputs import AnyInput, ConflictDeclared, ItemVoided, Marked, Recused, Replied
from drill.world.outputs import AnyOutput, DeadlineMoved, InjectChanged, InjectOverdue, InjectState, TeamEnded
from scoring.course import Course
from scoring.model import INJECTS, About, Layer, LedgerLine, LineRule, Record
from scoring.rounding import half_up
from scoring.rules.rule import Item, prevented, settle, voided
from scoring.sayings import moment


class Reply(Record, frozen=True):
    """A team's first non-empty reply to an inject."""

    seq: int
    t: int
    text: str


class InjectRule:
    """One line per inject that was answered, in time or late, or marked."""

    hears: ClassVar[tuple[type[AnyInput | AnyOutput], ...]] = (
        InjectChanged,
        InjectOverdue,
        Replied,
        DeadlineMoved,
        Marked,
        Recused,
        ConflictDeclared,
        ItemVoided,
        TeamEnded,
    )

    def __init__(self, course: Course) -> None:
        self._course = course
        self._sent: dict[str, int] = {}
        self._never: dict[str, tuple[int, int]] = {}
        self._due: dict[str, int] = {}
        self._overdue: dict[str, tuple[int, int]] = {}
        self.replies: dict[str, Reply] = {}

    @property
    def pending(self) -> int:
        """Nothing waits here: a timely reply has its points until a judge replaces them."""
        return 0

    def note(self, seq: int, happened: Happened) -> bool:
        """Take a sending, a reply, a moved deadline or a mark in."""
        match happened.what:
            case InjectChanged() as what:
                self._changed(seq, happened.t, what)
            case Replied() as what if what.text.strip():
                self.replies.setdefault(what.inject, Reply(seq, happened.t, what.text))
            case DeadlineMoved(item=item, due=due) if item.startswith("inject:"):
                self._due[item.removeprefix("inject:")] = due
            case InjectOverdue(inject=inject):
                self._overdue[inject] = (seq, happened.t)
            case Marked(item=item):
                return item.startswith("inject:")
            case _:
                pass
        return True

    def lines(self) -> list[LedgerLine]:
        """Return the section's lines in the order of the scenario."""
        items = [self._item(inject) for inject in self._course.model.injects if inject.points]
        return settle(self._course, INJECTS, self._course.model.scoring.injects, items)

    def late(self, inject: str) -> bool:
        """Return whether the reply came after its time."""
        reply, due = self.replies.get(inject), self._due.get(inject)
        return reply is not None and due is not None and reply.t > due

    def _changed(self, seq: int, t: int, what: InjectChanged) -> None:
        if what.state is InjectState.SENT:
            self._sent.setdefault(what.inject, seq)
            if what.due is not None:
                self._due[what.inject] = what.due
        if what.state in {InjectState.SKIPPED, InjectState.DROPPED}:
            self._never[what.inject] = (seq, t)
        else:
            self._never.pop(what.inject, None)

    def _item(self, inject: Inject) -> Item:
        void = self._void(inject)
        return Item(inject.points, void, () if void else self._earned(inject))

    def _void(self, inject: Inject) -> LedgerLine | None:
        item = f"inject:{inject.id}"
        void = voided(self._course, INJECTS, item)
        if void is not None or inject.id in self._sent:
            return void
        if inject.id not in self._never:
            return prevented(self._course, INJECTS, item)
        seq, t = self._never[inject.id]
        why = words("{item} does not count: it was never sent", item=item)
        return self._course.line(About(LineRule.VOID, INJECTS, item), 0, t, (seq,), why)

    def _earned(self, inject: Inject) -> tuple[LedgerLine, ...]:
        item = f"inject:{inject.id}"
        if self._course.marks.marked(item, 1):
            return (self._marked(inject, item),)
        reply = self.replies.get(inject.id)
        if reply is None or inject.id not in self._sent:
            return self._missed(inject)
        because = (self._sent[inject.id], reply.seq)
        if self.late(inject.id):
            why = words(
                "Reply to {inject} came at {when}, due {due}",
                inject=inject.id,
                when=moment(reply.t),
                due=moment(self._due[inject.id]),
            )
            return (self._course.line(About(LineRule.LATE, INJECTS, inject.id), 0, reply.t, because, why),)
        why = words("Reply to {inject} in time", inject=inject.id)
        return (
            self._course.line(
                About(LineRule.TIMELY_REPLY, INJECTS, inject.id), inject.points, reply.t, because, why
            ),
        )

    def _missed(self, inject: Inject) -> tuple[LedgerLine, ...]:
        if inject.id not in self._overdue:
            return ()
        seq, t = self._overdue[inject.id]
        why = words("No reply to {inject} in time", inject=inject.id)
        return (self._course.line(About(LineRule.LATE, INJECTS, inject.id), 0, t, (seq,), why),)

    def _marked(self, inject: Inject, item: str) -> LedgerLine:
        marks, reply = self._course.marks, self.replies.get(inject.id)
        earned = inject.points * marks.share(item, 1)
        because = (*marks.seqs(item), reply.seq) if reply else marks.seqs(item)
        t = reply.t if reply else max(mark.t for mark in marks.of(item))
        why = words(
            "Reply to {inject}: marked {points} of {possible} points",
            inject=inject.id,
            points=half_up(earned),
            possible=inject.points,
        )
        return self._course.line(
            About(LineRule.MARK, INJECTS, inject.id, Layer.JUDGED),
            earned,
            t,
            because,
            why,
            by=marks.judges(item),
        )
