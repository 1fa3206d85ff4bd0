"""Whether a drill file is what was written, and whether its inputs give its outputs again.

First the chain: every entry is in its place and has the hash that the entries before it give, and the head is the
last of them. Then the replay: the inputs go through the engine once more, and everything it makes must be what the
record says, byte for byte and in order, world hashes among them. The first entry that does not fit is named.

What the chain alone cannot show is a forger who writes all hashes after the change anew, or cuts the end off and
moves the head back: against the first stand the replay and the heads that seats were told, against the second those
heads alone (`witnesses`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import takewhile, tee
from typing import TypeAlias

import msgspec

from drill.errors import BrokenEntryError, ScenarioError, VerificationError
from drill.i18n import Words, words
from drill.journal import chain
from drill.journal.base import EMPTY, Draft, Entry, Head, Readable, Side
from drill.journal.recorder import draft_of, happened_of, opened_of
from drill.world.happened import Happened
from drill.world.inputs import DrillOpened

BATCH = 2_000
"""Entries read at once."""

Progress: TypeAlias = Callable[[int, int], None]
"""Called now and then with steps done and steps in all."""
Replay: TypeAlias = Callable[[DrillOpened, Iterable[Happened]], Iterator[Happened]]
"""Compiles the scenario that the file carries, takes the inputs and gives inputs and outputs in order.

Raises `VerificationError` or `ScenarioError` where that is impossible.
"""


class Check(StrEnum):
    """What a fault was found by."""

    CHAIN = "chain"
    REPLAY = "replay"
    SEAL = "seal"
    """Found by `drill.report.proof`, which knows the score."""


class Fault(msgspec.Struct, frozen=True):
    """The first thing that does not fit."""

    seq: int
    """Position of the entry; where one is missing, the position that it had."""
    check: Check
    reason: Words


class Verification(msgspec.Struct, frozen=True):
    """What came of verifying one file."""

    entries: int
    """Entries that stand in the chain, from the first to the last before a fault."""
    inputs: int
    """Those among them that are inputs."""
    replayed: int
    """Entries that the replay gave again; 0 when the chain is broken already."""
    head: Head
    """The end of the chain up to which all fits."""
    fault: Fault | None = None
    """None when everything fits."""

    @property
    def ok(self) -> bool:
        """Whether everything fits."""
        return self.fault is None


class _Walk:
    """Goes through one record twice, counting, and stops at the first fault."""

    def __init__(self, journal: Readable, progress: Progress) -> None:
        self.head = EMPTY
        self.inputs = 0
        self.replayed = 0
        self._journal = journal
        self._progress = progress
        self._last_input = 1
        self._broken = 0

    def chain(self, witnesses: Sequence[Head]) -> Words | None:
        """Follow the chain from the start; `head` is then the last entry that fits."""
        try:
            end = self._journal.head
            told = {head.seq: head.hash for head in witnesses}
            for entry in entries_of(self._journal):
                if entry.seq > end.seq:
                    # A hub that writes meanwhile moves the head together with each new entry.
                    end = self._journal.head
                misfit = self._misfit(entry, end, told)
                if misfit is not None:
                    return misfit
                self.head = Head(entry.seq, entry.hash)
                self.inputs += entry.side is Side.INPUT
                self._tell(entry.seq, end.seq)
        except VerificationError:
            return words("Entry {seq} or what stands around it cannot be read.", seq=self.head.seq + 1)
        return self._end(max([end.seq, *told]))

    def _misfit(self, entry: Entry, end: Head, told: Mapping[int, bytes]) -> Words | None:
        expected = self.head.seq + 1
        if entry.seq != expected:
            return words("Entry {seq} is missing.", seq=expected)
        if chain.link(self.head.hash, entry.seq, entry) != entry.hash:
            return words("Entry {seq} was changed, put in or moved.", seq=expected)
        if expected > end.seq:
            return words("Entry {seq} stands behind the head.", seq=expected)
        if expected == end.seq and entry.hash != end.hash:
            return words("The head has another hash than entry {seq}.", seq=expected)
        if told.get(expected, entry.hash) != entry.hash:
            return words("A seat was told another hash for entry {seq}.", seq=expected)
        return None

    def _end(self, last: int) -> Words | None:
        if last == 0:
            return words("The record is empty.")
        if self.head.seq < last:
            return words("The record is cut off: entry {seq} is missing.", seq=self.head.seq + 1)
        return None

    def replay(self, replay: Replay) -> Fault | None:
        """Run the inputs again and compare; `replayed` is then the number of entries that came again."""
        try:
            chained = takewhile(lambda entry: entry.seq <= self.head.seq, entries_of(self._journal))
            told, recorded = tee(chained)
            given = replay(opened_of(self._journal), self._told(told))
            for entry in recorded:
                again = next(given, None)
                if entry.seq == self._broken:
                    return self._fault(
                        entry.seq, words("Entry {seq} holds no record of a drill.", seq=entry.seq)
                    )
                if again is None:
                    return self._fault(entry.seq, words("The replay ends before entry {seq}.", seq=entry.seq))
                if not _same(draft_of(again), entry):
                    return self._fault(entry.seq, _difference(again, entry))
                self.replayed += 1
                self._tell(self.head.seq + entry.seq, self.head.seq)
        except BrokenEntryError as broken:
            return self._fault(broken.seq, words("Entry {seq} holds no record of a drill.", seq=broken.seq))
        except (VerificationError, ScenarioError) as refused:
            return self._fault(
                self._last_input,
                words(
                    "The replay stops at entry {seq}: {reason}", seq=self._last_input, reason=refused.message
                ),
            )
        return None

    def _told(self, entries: Iterable[Entry]) -> Iterator[Happened]:
        """Yield the inputs of the record, up to an entry that says nothing."""
        for entry in entries:
            if entry.side is Side.INPUT:
                try:
                    happened = happened_of(entry)
                except BrokenEntryError:
                    self._broken = entry.seq
                    return
                self._last_input = entry.seq
                yield happened

    def _fault(self, seq: int, reason: Words) -> Fault:
        return Fault(seq, Check.REPLAY, reason)

    def _tell(self, done: int, entries: int) -> None:
        if done % BATCH == 0:
            self._progress(done, 2 * entries)


def verify(
    journal: Readable, replay: Replay, *, witnesses: Sequence[Head] = (), progress: Progress | None = None
) -> Verification:
    """Check a whole record: damage inside it is a fault, not an error.

    Args:
        journal: any store; it is only read.
        replay: runs the inputs through the engine (`drill.journal.replaying.replayed`).
        witnesses: heads that seats were told while the drill ran.
        progress: told now and then how far it is.

    Raises:
        JournalError: the store cannot be read at all.
    """
    walk = _Walk(journal, progress or _silent)
    reason = walk.chain(witnesses)
    if reason is not None:
        fault: Fault | None = Fault(walk.head.seq + 1, Check.CHAIN, reason)
    else:
        fault = walk.replay(replay)
    return Verification(walk.head.seq, walk.inputs, walk.replayed, walk.head, fault)


def entries_of(journal: Readable, after: int = 0) -> Iterator[Entry]:
    """Yield all entries with ``seq > after`` in order; around damage one by one, so that all before it are seen.

    Raises:
        VerificationError: the next entry cannot be read.
    """
    size = BATCH
    while True:
        try:
            batch = journal.read(after, size)
        except VerificationError:
            if size == 1:
                raise
            size = 1
            continue
        if not batch:
            return
        yield from batch
        after = batch[-1].seq


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def _same(again: Draft, entry: Entry) -> bool:
    """Tell whether the replay gave this entry; the wall time is a witness of the room, not of the drill."""
    return (
        again.body == entry.body
        and again.t == entry.t
        and again.team == entry.team
        and again.type == entry.type
        and again.seat == entry.seat
        and again.side is entry.side
        and again.command == entry.command
    )


def _difference(again: Happened, entry: Entry) -> Words:
    if draft_of(again).type == entry.type and again.t == entry.t and again.team == entry.team:
        return words(
            "Entry {seq} ({type}) says something else than the replay.", seq=entry.seq, type=entry.type
        )
    return words(
        "Entry {seq} is {type} of team “{team}” at {t} ms; the replay gives {other} of team “{other_team}” at {other_t} ms.",
        seq=entry.seq,
        type=entry.type,
        team=entry.team,
        t=entry.t,
        other=draft_of(again).type,
        other_team=again.team,
        other_t=again.t,
    )
