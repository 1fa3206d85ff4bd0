"""A journal in memory: for tests, rehearsals and matches that nobody will read again."""

from collections.abc import Callable, Collection, Mapping, Sequence
from threading import Lock

import msgspec

from drill.errors import JournalError
from drill.i18n import _
from drill.journal import chain
from drill.journal.base import EMPTY, Draft, Entry, Head, Watcher
from drill.journal.seats import Facts, Seal, Seat, nobody
from drill.journal.watching import Watchers


class MemoryRegister:
    """Seats and facts in memory."""

    def __init__(self) -> None:
        self._seats: dict[str, Seat] = {}
        self._facts = Facts()
        self._seal: Seal | None = None

    def seats(self) -> list[Seat]:
        """Return all seats in the order in which they were first put."""
        return list(self._seats.values())

    def put(self, seat: Seat) -> None:
        """Add or replace a seat.

        Raises:
            JournalError: another seat has the same invitation.
        """
        if any(s.invitation == seat.invitation and s.id != seat.id for s in self._seats.values()):
            raise JournalError(_("Two seats cannot have the same invitation."))
        self._seats[seat.id] = seat

    def saw(self, seen: Mapping[str, int]) -> None:
        """Note when seats were seen last."""
        for name in self._seats.keys() & seen.keys():
            self._seats[name] = msgspec.structs.replace(self._seats[name], last_seen=seen[name])

    def erase_names(self) -> int:
        """Forget all names and return how many there were."""
        named = [seat for seat in self._seats.values() if seat.name]
        for seat in named:
            self._seats[seat.id] = msgspec.structs.replace(seat, name="")
        return len(named)

    def erase(self, seats: Collection[str]) -> int:
        """Forget who held these seats and return how many had anything to forget."""
        erased = 0
        for name in self._seats.keys() & set(seats):
            seat = self._seats[name]
            blank = msgspec.structs.replace(seat, name="", invitation=nobody(name), last_seen=None)
            erased += blank != seat
            self._seats[name] = blank
        return erased

    def seal(self) -> Seal | None:
        """Return the signature under the results."""
        return self._seal

    def keep_seal(self, seal: Seal) -> None:
        """Keep a signature."""
        self._seal = seal

    def facts(self) -> Facts:
        """Return what was remembered last."""
        return self._facts

    def remember(self, facts: Facts) -> None:
        """Replace what is known."""
        self._facts = facts


class MemoryJournal:
    """Keeps the `drill.journal.base.Journal` contract without a file; nothing outlives the process."""

    def __init__(self) -> None:
        self.register = MemoryRegister()
        self._entries: list[Entry] = []
        self._head = EMPTY
        self._watchers = Watchers()
        self._lock = Lock()
        self._open = True

    @property
    def head(self) -> Head:
        """The end of the chain."""
        return self._head

    def append(self, drafts: Sequence[Draft], packed: Sequence[bytes] | None = None) -> Head:
        """Append all or nothing.

        Raises:
            JournalError: a draft cannot be kept, or the journal is closed.
        """
        self._demand_open()
        if not drafts:
            return self._head
        with self._lock:
            entries = chain.extend(self._head, drafts, packed)
            self._entries.extend(entries)
            self._head = chain.head_of(entries, self._head)
            head = self._head
        self._watchers.tell(head)
        return head

    def read(self, after: int = 0, limit: int = 10_000) -> list[Entry]:
        """Return up to ``limit`` entries with ``seq > after``.

        Raises:
            JournalError: the journal is closed.
        """
        self._demand_open()
        start = max(after, 0)
        return self._entries[start : start + max(limit, 0)]

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Call ``watcher`` after each append until the returned function is called."""
        return self._watchers.add(watcher)

    def close(self) -> None:
        """Forget nothing, but refuse further use."""
        self._open = False

    def _demand_open(self) -> None:
        if not self._open:
            raise JournalError(_("The journal is closed."))
