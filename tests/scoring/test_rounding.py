from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from scoring.rounding import half_up, running

fractions = st.fractions(min_value=-500, max_value=500, max_denominator=997)


def test_a_half_goes_up() -> None:
    """Two and a half is three, and minus two and a half is minus two."""
    assert [half_up(Fraction(n, 2)) for n in (5, 4, -5, 1, -1)] == [3, 2, -2, 1, 0]


@given(fractions)
def test_rounding_moves_by_half_a_point_at_most(value: Fraction) -> None:
    """No number moves further than half a point, and only a half itself moves that far, upwards."""
    assert -Fraction(1, 2) < half_up(value) - value <= Fraction(1, 2)


@given(st.lists(fractions, max_size=12))
def test_shares_add_up_to_the_rounded_sum(values: list[Fraction]) -> None:
    """Splitting a sum over lines neither loses nor makes a point."""
    assert sum(running(values)) == half_up(sum(values, Fraction(0)))
