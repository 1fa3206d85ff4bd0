"""What every journal store promises; a new store is one more line in `STORES`."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier, Thread
from typing import Protocol

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drill.errors import JournalError
from drill.journal import chain
from drill.journal.base import EMPTY, Draft, Entry, Head, Journal, Side
from drill.journal.memory import MemoryJournal
from drill.journal.seats import Facts, Register, Seal, Seat
from drill.journal.sqlite import store


class Keeper(Journal, Protocol):
    """A journal with the register beside it."""

    @property
    def register(self) -> Register:
        """Seats and facts."""
        ...


def _memory(folder: Path) -> Keeper:
    assert folder.is_dir()
    return MemoryJournal()


def _sqlite(folder: Path) -> Keeper:
    return store.create(folder / "a.drill")


STORES: dict[str, Callable[[Path], Keeper]] = {"memory": _memory, "sqlite": _sqlite}


@pytest.fixture(params=sorted(STORES))
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Keeper]:
    """An empty journal of each store."""
    made = STORES[request.param](tmp_path)
    yield made
    made.close()


def draft(n: int = 0, **changes: str) -> Draft:
    """Return a plausible draft."""
    return Draft(
        t=n * 1000,
        team=changes.get("team", "red"),
        seat="red-1",
        side=Side.INPUT,
        type="note-taken",
        body=b'{"type":"note-taken","text":"%d"}' % n,
        wall=None,
        command=f"red:{n}",
    )


drafts = st.builds(
    Draft,
    t=st.integers(-(2**63), 2**63 - 1),
    team=st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    seat=st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    side=st.sampled_from(Side),
    type=st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    body=st.binary(max_size=20),
    wall=st.none() | st.integers(-(2**63), 2**63 - 1),
    command=st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
)


def test_an_empty_journal_has_the_empty_head(journal: Keeper) -> None:
    """Nothing appended: head 0 with a zero hash, nothing to read."""
    assert journal.head == EMPTY
    assert journal.read() == []


def test_entries_come_back_in_order_and_chained(journal: Keeper) -> None:
    """Positions run from 1 without gaps and each hash covers the one before."""
    journal.append([draft(0), draft(1)])
    head = journal.append([draft(2)])

    entries = journal.read()

    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert entries == chain.extend(EMPTY, [draft(0), draft(1), draft(2)])
    assert head == journal.head == Head(3, entries[-1].hash)


def test_bytes_packed_beforehand_give_the_same_chain(journal: Keeper) -> None:
    """A caller who has packed the entries already spares the store that work and changes nothing else."""
    given = [draft(0), draft(1), draft(2)]

    journal.append(given[:2], [chain.pack(one) for one in given[:2]])
    journal.append(given[2:])

    assert journal.read() == chain.extend(EMPTY, given)


def test_appending_nothing_changes_nothing(journal: Keeper) -> None:
    """An empty append returns the head as it is, and nobody is told."""
    told: list[Head] = []
    journal.watch(told.append)

    assert journal.append([]) == EMPTY
    assert told == []


def test_an_append_is_all_or_nothing(journal: Keeper) -> None:
    """One draft that cannot be kept keeps the whole append out."""
    journal.append([draft(0)])
    before = journal.head

    with pytest.raises(JournalError):
        journal.append([draft(1), draft(2, team="\ud800")])

    assert journal.head == before
    assert len(journal.read()) == 1
    assert journal.append([draft(1)]).seq == 2


@pytest.mark.parametrize("t", [2**63, -(2**63) - 1])
def test_a_time_over_64_bits_is_refused(journal: Keeper, t: int) -> None:
    """Numbers that a store could round are refused by all stores alike."""
    with pytest.raises(JournalError):
        journal.append([Draft(t, "", "", Side.OUTPUT, "x", b"")])

    assert journal.head == EMPTY


def test_reading_starts_after_and_ends_at_the_limit(journal: Keeper) -> None:
    """``after`` is exclusive, ``limit`` counts, and past the end there is nothing."""
    journal.append([draft(n) for n in range(10)])

    assert [entry.seq for entry in journal.read(after=3, limit=4)] == [4, 5, 6, 7]
    assert [entry.seq for entry in journal.read(after=8)] == [9, 10]
    assert journal.read(after=10) == []
    assert journal.read(limit=0) == []
    assert [entry.seq for entry in journal.read(after=-5, limit=1)] == [1]


def test_watchers_are_told_after_the_append_until_they_end(journal: Keeper) -> None:
    """A watcher hears each new head once, sees its entries, and nothing after it ended, even twice."""
    told: list[tuple[Head, int]] = []
    end = journal.watch(lambda head: told.append((head, len(journal.read()))))
    first = journal.append([draft(0), draft(1)])
    end()
    end()

    journal.append([draft(2)])

    assert told == [(first, 2)]


def test_a_closed_journal_refuses_and_closes_again(journal: Keeper) -> None:
    """Closing twice is harmless; reading or appending afterwards is refused with our own error."""
    journal.append([draft(0)])
    journal.close()
    journal.close()

    with pytest.raises(JournalError):
        journal.append([draft(1)])
    with pytest.raises(JournalError):
        journal.read()


def test_many_threads_append_without_gaps(journal: Keeper) -> None:
    """Appends of several threads are each kept whole, next to each other, and the chain holds."""
    barrier = Barrier(4)

    def work(who: int) -> None:
        barrier.wait()
        for _ in range(10):
            journal.append([draft(who), draft(who)])

    threads = [Thread(target=work, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    entries = journal.read()
    assert entries == chain.extend(EMPTY, entries)
    assert len(entries) == 80
    assert all(one.t == two.t for one, two in zip(entries[::2], entries[1::2], strict=True))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(batch=st.lists(drafts, max_size=5))
def test_every_field_comes_back_as_it_went_in(journal: Keeper, batch: list[Draft]) -> None:
    """Any draft is read back exactly, odd texts and bytes too."""
    before = journal.head
    journal.append(batch)

    assert journal.read(after=before.seq) == chain.extend(before, batch)


def test_reading_gives_entries_not_drafts(journal: Keeper) -> None:
    """What is read has its place and its hash."""
    journal.append([draft(0)])

    (entry,) = journal.read()

    assert isinstance(entry, Entry)
    assert len(entry.hash) == chain.HASH_SIZE


SEAT = Seat("red-1", "red", "analyst", b"\x01" * 32, name="Nguyễn Thị Hoa")


def test_seats_are_kept_in_order_and_replaced_by_id(journal: Keeper) -> None:
    """Putting a seat again replaces it in its place."""
    other = Seat("ctl", "", "controller", b"\x02" * 32)
    journal.register.put(SEAT)
    journal.register.put(other)
    seen = Seat("red-1", "red", "analyst", b"\x01" * 32, name="Hoa", revoked=5, last_seen=4)

    journal.register.put(seen)

    assert journal.register.seats() == [seen, other]


def test_two_seats_never_share_an_invitation(journal: Keeper) -> None:
    """A second seat with the same invitation is refused and the first stays."""
    journal.register.put(SEAT)

    with pytest.raises(JournalError):
        journal.register.put(Seat("red-2", "red", "leader", SEAT.invitation))

    assert journal.register.seats() == [SEAT]


def test_when_seats_were_seen_is_noted_and_nothing_else(journal: Keeper) -> None:
    """Several at once; a seat revoked meanwhile stays revoked, one that nobody knows is passed over."""
    revoked = msgspec.structs.replace(SEAT, revoked=3)
    other = Seat("red-2", "red", "leader", b"\x02" * 32, name="Lan", last_seen=1)
    third = Seat("ctl", "", "controller", b"\x03" * 32)
    for seat in (revoked, other, third):
        journal.register.put(seat)

    journal.register.saw({SEAT.id: 7, other.id: 8, "no-such-seat": 9})
    journal.register.saw({})

    assert journal.register.seats() == [
        msgspec.structs.replace(revoked, last_seen=7),
        msgspec.structs.replace(other, last_seen=8),
        third,
    ]


def test_names_are_erased_without_touching_the_chain(journal: Keeper) -> None:
    """Erasing forgets the names alone: seats, entries and head stay."""
    journal.append([draft(0)])
    journal.register.put(SEAT)
    before = (journal.head, journal.read())

    assert journal.register.erase_names() == 1

    assert [seat.name for seat in journal.register.seats()] == [""]
    assert (journal.head, journal.read()) == before
    assert journal.register.erase_names() == 0


def test_a_person_is_erased_with_the_invitation(journal: Keeper) -> None:
    """Name, invitation and the last word go; the seat, other seats and the chain stay."""
    other = Seat("red-2", "red", "leader", b"\x02" * 32, name="Lan")
    journal.append([draft(0)])
    journal.register.put(msgspec.structs.replace(SEAT, last_seen=4))
    journal.register.put(other)
    before = (journal.head, journal.read())

    assert journal.register.erase([SEAT.id, "no-such-seat"]) == 1

    erased, kept = journal.register.seats()
    assert (erased.id, erased.role, erased.name, erased.last_seen) == ("red-1", "analyst", "", None)
    assert erased.invitation != SEAT.invitation
    assert kept == other
    assert (journal.head, journal.read()) == before
    assert journal.register.erase([SEAT.id]) == 0


def test_a_signature_is_kept_beside_the_chain(journal: Keeper) -> None:
    """Nothing is signed at first; a later signature replaces an earlier one; the chain does not change."""
    journal.append([draft(0)])
    before = journal.head
    assert journal.register.seal() is None

    journal.register.keep_seal(Seal(1, b"\x03" * 32, b"\x04" * 64))
    second = Seal(1, b"\x05" * 32, b"\x06" * 64, at=7)
    journal.register.keep_seal(second)

    assert journal.register.seal() == second
    assert journal.head == before


def test_facts_are_remembered(journal: Keeper) -> None:
    """The port and the day of making come back; a new file knows neither."""
    assert journal.register.facts() == Facts()

    journal.register.remember(Facts(created=1, port=4100))

    assert journal.register.facts() == Facts(created=1, port=4100)
