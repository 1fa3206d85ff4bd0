"""Who is in, and what of it is written down."""

import pytest

from drill.errors import JournalError, VerificationError
from drill.hub.seats import KEEP_SEEN_EVERY, SeatBook, demand_seats
from drill.journal.memory import MemoryRegister
from drill.journal.seats import Seat


def test_a_seat_that_flaps_is_written_down_once_a_minute() -> None:
    """Controllers see each coming and going at once; the disk hears of them once a minute, each time once."""
    wall = [1_000]
    book = SeatBook(MemoryRegister(), lambda: wall[0])
    seat, _token = book.invite("alpha", "leader")
    for _time in range(100):
        wall[0] += 10
        assert book.came(seat.id).online
        assert book.left(seat.id).last_seen == wall[0]
    assert book.unwritten() == {seat.id: 1_010}
    assert book.unwritten() == {}

    wall[0] += KEEP_SEEN_EVERY
    book.came(seat.id)
    assert book.unwritten() == {seat.id: wall[0]}


class Full(MemoryRegister):
    """Takes nothing more once it is full."""

    full = False

    def put(self, seat: Seat) -> None:
        """Keep or refuse."""
        if self.full:
            raise JournalError("The disk is full.")
        super().put(seat)


def test_on_a_full_disk_seats_still_come_and_go() -> None:
    """When a seat was last seen is worth no refusal; a new seat that cannot be kept is one."""
    register = Full()
    book = SeatBook(register, lambda: 1_000)
    seat, _token = book.invite("alpha", "leader")
    register.full = True

    assert book.came(seat.id).online
    assert not book.left(seat.id).online
    with pytest.raises(JournalError):
        book.invite("alpha", "leader")


@pytest.mark.parametrize(("team", "role"), [("nobody", "leader"), ("", "admiral"), ("", "team")])
def test_a_seat_that_no_desk_is_for_is_named(team: str, role: str) -> None:
    """A file that was changed from outside is refused before its hub opens."""
    good = [Seat("alpha/leader", "alpha", "leader", b"1"), Seat("marker", "", "marker", b"2")]
    demand_seats(good, {"alpha"})

    with pytest.raises(VerificationError, match="strange"):
        demand_seats([*good, Seat("strange", team, role, b"3")], {"alpha"})
