"""The one that decides and writes: commands and ticks go in, entries become durable, then everyone is told.

Decide, append, fold, publish, in this order and in one task each way: an answer leaves only after its entries are
durable, and no seat sees what the journal does not hold.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import Protocol, get_args

import msgspec

from drill.errors import JournalError, SealError
from drill.hub.channels import Channels
from drill.hub.founding import stranger
from drill.hub.stamp import stamped
from drill.hub.timebase import Timebase
from drill.journal.base import Draft, Head
from drill.journal.group import Durable
from drill.journal.recorder import draft_of
from drill.wire.authority import Given, authorise
from drill.wire.messages import Answer
from drill.wire.session import Seat
from drill.world.happened import Happened
from drill.world.inputs import (
    ClockPaused,
    ClockStarted,
    DrillEnded,
    EmergencyStopped,
    FilingInput,
    ItemVoided,
    JudgeInput,
    Refusal,
    ResultsSealed,
    TeamInput,
)
from drill.world.run import Run

TEAM_INPUTS = get_args(TeamInput)
JUDGE_INPUTS = get_args(JudgeInput)
JUDGED = (*JUDGE_INPUTS, *get_args(FilingInput), ItemVoided)
"""What the state of the score may forbid: decided one by one, since that and a seal depend on all said before."""
REFUSALS = 1_000
"""Refused commands of one seat whose answers are kept for a repeat; accepted ones are kept for ever."""


class Writer(Protocol):
    """What makes entries durable, many at a time (`drill.journal.group.GroupWriter`)."""

    def append(self, drafts: Sequence[Draft], note: "Batch") -> None:
        """Queue entries; the note comes back when they are durable."""
        ...

    async def commit(self) -> Durable["Batch"]:
        """Make the next of them durable; fails with a `JournalError`."""
        ...


class Sealer(Protocol):
    """Who signs the results (`drill.hub.sealing.Notary`)."""

    def refuse(self, given: object) -> Refusal | None:
        """Return why this cannot be sealed; None for anything else, or when it can."""
        ...

    def sign(self, seq: int) -> tuple[str, ...]:
        """Sign the durable seal at this position; return its words."""
        ...


class _Turn(msgspec.Struct, frozen=True):
    """A command about the score that waits until the views hold what was said before it."""

    seat: Seat
    command: str
    given: Given
    reply: "asyncio.Future[Answer]"


class Batch(msgspec.Struct, frozen=True):
    """What was decided at once, on its way to the disk."""

    happened: list[Happened]
    answer: Answer | None
    reply: "asyncio.Future[Answer] | None"


class HubEngine:
    """The only writer of a drill.

    Args:
        run: the drill, at the last durable moment.
        writer: makes entries durable.
        channels: the views, which hold every entry up to now.
        timebase: the live clock, standing still.
        head: tells the durable end of the chain.
        wall: tells the wall time (milliseconds since 1970) that inputs are journaled with.
        sealer: signs the results; without one they cannot be sealed.
    """

    def __init__(
        self,
        run: Run,
        writer: Writer,
        channels: Channels,
        timebase: Timebase,
        head: Callable[[], Head],
        wall: Callable[[], int],
        sealer: Sealer | None = None,
    ) -> None:
        self.run = run
        self.channels = channels
        self.timebase = timebase
        self.judges: Callable[[], Collection[str]] | None = None
        """Tells the seats of judges, where a panel may name only these."""
        self.woken = asyncio.Event()
        """Set when the clock turned or a command came: the ticker must look again."""
        self._writer = writer
        self._head = head
        self._seq = head().seq
        self._wall = wall
        self._sealer = sealer
        self._scored = 0
        """Position of the last entry about the score that was decided."""
        self._known = self._seq
        """Position up to which the views hold everything."""
        self._turns: deque[_Turn] = deque()
        self._told = asyncio.Event()
        """Set whenever the views hold more."""
        self._answers: dict[tuple[str, str], asyncio.Future[Answer]] = {}
        self._refused: dict[str, deque[str]] = {}

    def remember(self, answers: Iterable[tuple[str, Answer]]) -> None:
        """Know what was answered before a restart: (seat, answer) pairs from the journal."""
        for seat, answer in answers:
            self._answers[seat, answer.id] = _done(answer)

    def begin(self, happened: list[Happened]) -> None:
        """Journal the opening of a new drill."""
        self._commit(happened)

    @property
    def position(self) -> int:
        """Journal position of the last entry decided, durable or on its way."""
        return self._seq

    def command(self, seat: Seat, command: str, given: Given) -> "asyncio.Future[Answer]":
        """Decide a command. The same seat and command id always get the same answer."""
        known = self._answers.get((seat.id, command))
        if known is not None:
            return known
        reply = self._in_turn(seat, command, given)
        self._answers[seat.id, command] = reply
        if reply.done():
            self._forget_old(seat.id, command)
        self.woken.set()
        return reply

    def _in_turn(self, seat: Seat, command: str, given: Given) -> "asyncio.Future[Answer]":
        if not isinstance(given, JUDGED) or (self._known >= self._scored and not self._turns):
            return self._decide(seat, command, given)
        turn = _Turn(seat, command, given, asyncio.get_running_loop().create_future())
        self._turns.append(turn)
        return turn.reply

    def _take_turns(self) -> None:
        while self._turns and self._known >= self._scored:
            turn = self._turns.popleft()
            decided = self._decide(turn.seat, turn.command, turn.given)
            decided.add_done_callback(partial(_pass_on, turn.reply))

    def tick(self) -> None:
        """Let everything happen that is due by now."""
        if self.timebase.running:
            self._commit(self.run.advance(self.timebase.now()))
            if self.run.ended:
                self.timebase.turn(self.timebase.now(), 0, 1)

    async def publish(self) -> None:
        """Tell everyone what has become durable, for ever.

        Raises:
            JournalError: the journal cannot be written; the drill must stop.
        """
        while True:
            durable = await self._committed()
            first = durable.first
            for batch in durable.notes:
                self._make_known(first, batch)
                first += len(batch.happened)
            self._told.set()

    async def drain(self) -> None:
        """Wait until everything decided so far is durable and known, however much is decided meanwhile."""
        last = self._seq
        while self._known < last:
            self._told.clear()
            await self._told.wait()

    def _decide(self, seat: Seat, command: str, given: Given) -> "asyncio.Future[Answer]":
        allowed = authorise(seat, given)
        if isinstance(allowed, Refusal):
            return _done(Answer(command, 0, allowed.reason))
        allowed = self._meant(seat, stamped(allowed, self._wall()))
        if isinstance(allowed, Refusal):
            return _done(Answer(command, 0, allowed.reason))
        outcome = self.run.accept(seat.id, seat.team, allowed, self.timebase.now(), command)
        if isinstance(outcome, Refusal):
            return _done(Answer(command, 0, outcome.reason))
        self._turn_clock(outcome)
        if isinstance(allowed, JUDGED):
            self._scored = self._seq + len(outcome)
        reply: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        place = next(n for n, event in enumerate(outcome) if not event.is_output)
        self._commit(outcome, Answer(command, self._seq + 1 + place), reply)
        if isinstance(allowed, DrillEnded):
            # The clock stands now, so that no tick would bring the end that was just ordered.
            self._commit(self.run.advance(outcome[-1].t))
        return reply

    def _meant(self, seat: Seat, given: Given) -> Given | Refusal:
        """Return the input in the engine's own names, or why it cannot be taken as the score stands."""
        desks = self.channels.desks
        if isinstance(given, JUDGED):
            meant = desks.meant_by_judge(given) if isinstance(given, JUDGE_INPUTS) else given
            sealer = self._sealer.refuse(meant) if self._sealer else None
            strange = stranger(meant, self.judges()) if self.judges else None
            return strange or desks.refuse(seat.id, seat.team, meant) or sealer or meant
        return desks.meant(seat.team, given) if isinstance(given, TEAM_INPUTS) else given

    def _forget_old(self, seat: str, refused: str) -> None:
        kept = self._refused.setdefault(seat, deque())
        kept.append(refused)
        if len(kept) > REFUSALS:
            del self._answers[seat, kept.popleft()]

    def _turn_clock(self, happened: list[Happened]) -> None:
        for event in happened:
            match event.what:
                case ClockStarted(p, q):
                    self.timebase.turn(event.t, p, q)
                case ClockPaused() | EmergencyStopped() | DrillEnded():
                    self.timebase.turn(event.t, 0, 1)

    def _commit(
        self,
        happened: list[Happened],
        answer: Answer | None = None,
        reply: "asyncio.Future[Answer] | None" = None,
    ) -> None:
        if not happened:
            return
        wall = self._wall()
        drafts = [draft_of(event, None if event.is_output else wall) for event in happened]
        self._writer.append(drafts, Batch(happened, answer, reply))
        self._seq += len(happened)

    async def _committed(self) -> Durable[Batch]:
        """Return what has become durable; a failure answers everyone who waits."""
        try:
            return await self._writer.commit()
        except JournalError as error:
            for reply in self._answers.values():
                if not reply.done():
                    reply.set_exception(error)
                    reply.exception()  # seen: nobody waits for what the hub itself did
            raise

    def _make_known(self, first: int, batch: Batch) -> None:
        self.channels.fold(first, batch.happened, self._head())
        self._known = first + len(batch.happened) - 1
        self._seal(first, batch.happened)
        if batch.reply and batch.answer and not batch.reply.done():
            batch.reply.set_result(batch.answer)
        self._take_turns()

    def _seal(self, first: int, happened: list[Happened]) -> None:
        for seq, event in enumerate(happened, first):
            if isinstance(event.what, ResultsSealed) and self._sealer is not None:
                # Without a signature the results are final all the same; who opens the file next signs them.
                with contextlib.suppress(SealError):
                    self.channels.sealed(self._sealer.sign(seq))


def _pass_on(reply: "asyncio.Future[Answer]", decided: "asyncio.Future[Answer]") -> None:
    if reply.done():
        return
    error = decided.exception()
    if error is None:
        reply.set_result(decided.result())
    else:
        reply.set_exception(error)


def _done(answer: Answer) -> "asyncio.Future[Answer]":
    future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
    future.set_result(answer)
    return future
