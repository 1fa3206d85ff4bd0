"""Who is in, and what of it is written down."""

from drill.hub.seats import KEEP_SEEN_EVERY, SeatBook
from drill.journal.memory import MemoryRegister
from drill.journal.seats import Seat


class Counting(MemoryRegister):
    """Counts what is written."""

    puts = 0

    def put(self, seat: Seat) -> None:
        """Count and keep."""
        self.puts += 1
        super().put(seat)


def test_a_seat_that_flaps_costs_one_write_a_minute() -> None:
    """Controllers see each coming and going at once; the disk hears of them once a minute."""
    register, wall = Counting(), [1_000]
    book = SeatBook(register, lambda: wall[0])
    seat, _token = book.invite("alpha", "leader")
    before = register.puts
    for _time in range(100):
        wall[0] += 10
        assert book.came(seat.id).online
        assert book.left(seat.id).last_seen == wall[0]
    assert register.puts == before + 1

    wall[0] += KEEP_SEEN_EVERY
    book.came(seat.id)
    assert register.puts == before + 2
    assert register.seats()[0].last_seen == wall[0]
