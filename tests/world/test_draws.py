"""Every random number is a pure function of the seed, what it decides and how-manieth time."""

from hashlib import blake2b

from hypothesis import given
from hypothesis import strategies as st

from drill.scenario.model import Span
from drill.world.draws import draw, own_value, passes, within


def test_a_draw_is_the_first_eight_bytes_of_keyed_blake2b() -> None:
    """2.5: key is the seed, data are purpose, id and n, set apart by zero bytes."""
    data = b"duration\0send-data-out\0" + (2).to_bytes(8, "big")
    digest = blake2b(data, key=(42).to_bytes(8, "big")).digest()

    assert draw(42, "duration", "send-data-out", 2) == int.from_bytes(digest[:8], "big")


def test_no_two_draws_share_their_data() -> None:
    """2.5: a purpose that ends where an id begins is another draw."""
    assert draw(1, "ab", "c", 0) != draw(1, "a", "bc", 0)


@given(st.integers(0, 2**64 - 1), st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_draw_scales_into_its_span(number: int, lo: int, more: int) -> None:
    """R2: ``lo + draw * (hi - lo + 1) >> 64`` never leaves the span."""
    assert lo <= within(number, Span(lo, lo + more)) <= lo + more


def test_the_ends_of_a_span_are_reached() -> None:
    """R2: the smallest draw gives the low end, the largest the high end."""
    assert within(0, Span(3, 9)) == 3
    assert within(2**64 - 1, Span(3, 9)) == 9


def test_chance_is_exact() -> None:
    """R3: success needs ``draw * 100 < pct * 2**64``."""
    half = 2**63
    assert not passes(half, 50)
    assert passes(half - 1, 50)
    assert passes(2**64 - 1, 100)


def test_each_team_picks_its_own_value() -> None:
    """Rulings: a pool gives each team one of its values, the same each time; a single value is everyone's."""
    pool = tuple(f"{n}.example" for n in range(50))
    values = {team: own_value(9, "c2", team, pool) for team in ("red", "blue", "green")}

    assert len(set(values.values())) > 1
    assert own_value(9, "c2", "red", pool) == values["red"]
    assert own_value(9, "c2", "red", ("only.example",)) == "only.example"
