import msgspec
from hypothesis import given
from hypothesis import strategies as st

from drill.scenario.model import Host, Noise, Text, When
from drill.world.noise import MINUTE, WORK_BEGINS, WORK_ENDS, Naming, is_time, noise_maker, written
from tests.rehearse.ground import model

MODEL = model()
HOST = Host("pcs", Text("", ""), "lan", "10.20.2.0/24", "windows", (), False, False, 40, 0)  # noqa: FBT003


def test_noise_is_the_same_whoever_asks_and_in_whatever_order() -> None:
    """A minute's lines depend on seed, source and minute alone."""
    one, other = noise_maker(MODEL, 7), noise_maker(MODEL, 7)

    later = [one.minute("log", minute) for minute in (3, 2, 1)]

    assert [other.minute("log", minute) for minute in (1, 2, 3)] == later[::-1]
    assert noise_maker(MODEL, 8).minute("log", 1) != one.minute("log", 1)


@given(st.integers(0, 2**64 - 1), st.integers(0, 720))
def test_a_minute_holds_its_rate_inside_itself(seed: int, minute: int) -> None:
    """Exactly ``rate`` lines, sorted, none outside the minute."""
    lines = noise_maker(MODEL, seed).minute("log", minute)

    assert len(lines) == 6
    assert [line.at for line in lines] == sorted(line.at for line in lines)
    assert all(minute * MINUTE <= line.at < (minute + 1) * MINUTE for line in lines)
    assert all("<" not in line.text for line in lines)


def test_a_host_that_does_not_work_writes_nothing() -> None:
    """Lines that name a host by its address cannot be written while it is down; those of others can."""
    down = {"pc1": ((2 * MINUTE, 4 * MINUTE),), "srv1": ((5 * MINUTE, None),)}

    lines = [line for line in noise_maker(MODEL, 7).between("log", 0, 8 * MINUTE) if written(line, down)]

    assert {line.at // MINUTE for line in lines if "pc1" in line.hosts} == {0, 1, 4, 5, 6, 7}
    assert {line.at // MINUTE for line in lines if "srv1" in line.hosts} == {0, 1, 2, 3, 4}


def test_between_cuts_inside_minutes() -> None:
    """The window is half open and need not begin or end with a minute."""
    noise = noise_maker(MODEL, 7)
    whole = [line for minute in range(4) for line in noise.minute("log", minute)]

    lines = list(noise.between("log", MINUTE // 2, 3 * MINUTE + 1))

    assert lines == [line for line in whole if MINUTE // 2 <= line.at <= 3 * MINUTE]


def test_noise_keeps_its_hours() -> None:
    """Working hours are 07:30 to 17:30 of the story's day, night is the rest."""
    assert is_time(When.WORKING, WORK_BEGINS, 0)
    assert not is_time(When.WORKING, WORK_ENDS, 0)
    assert is_time(When.NIGHT, 0, 0)
    assert is_time(When.ALWAYS, 0, 0)
    night = msgspec.structs.replace(MODEL, noise=(Noise("log", 5, ("x",), (), When.NIGHT),))
    assert noise_maker(night, 7).minute("log", 0) == ()


def test_hosts_are_found_by_id_address_and_network() -> None:
    """A longer name or address that only begins alike is another thing."""
    naming = Naming((*MODEL.hosts, HOST))

    assert naming.hosts("pc1 -> 10.0.0.2:443 from 10.20.2.55") == ("pc1", "srv1", "pcs")
    assert naming.hosts("pc12 10.0.0.11 my-pc1 999.0.0.1") == ()
