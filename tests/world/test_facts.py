"""Guards, what breaks them, and the derived facts."""

from hypothesis import given
from hypothesis import strategies as st

from drill.scenario.model import ALWAYS, NEVER, Rule
from drill.world.facts import Closure, broken, each_bit, holds, reads


def test_a_guard_is_an_or_of_pairs() -> None:
    """2.1: it holds when one pair agrees; without a pair it never does."""
    guard = ((0b11, 0b01), (0b100, 0b100))
    assert holds(0b001, guard)
    assert holds(0b111, guard)
    assert not holds(0b011, guard)
    assert holds(0, ALWAYS)
    assert not holds(0, NEVER)


@given(st.integers(0, 255), st.lists(st.tuples(st.integers(0, 255), st.integers(0, 255)), max_size=3))
def test_a_guard_is_broken_exactly_where_it_does_not_hold(facts: int, pairs: list[tuple[int, int]]) -> None:
    """R4: no bit is to blame while a guard holds, and only bits that it reads otherwise."""
    guard = tuple((mask, want & mask) for mask, want in pairs)
    assert (broken(facts, guard) == 0) == (holds(facts, guard) or not guard)
    assert broken(facts, guard) & ~reads(guard) == 0


def test_rules_close_in_their_order() -> None:
    """X1: a later rule reads what an earlier one gave, and a derived bit falls when its reason does."""
    close = Closure((Rule(1, ((0b1, 0b1),)), Rule(2, ((0b10, 0),))), 0b110)
    assert close(0b001) == 0b011
    assert close(0b000) == 0b100
    assert close(0b111) == 0b011


def test_each_bit_counts_from_the_lowest() -> None:
    """The places of the set bits, ascending."""
    assert list(each_bit(0b10110)) == [1, 2, 4]
