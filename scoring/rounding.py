"""Rounding, in integers. A half goes up, for negative numbers too: the rule of every ledger line."""

from collections.abc import Sequence
from fractions import Fraction


def half_up(value: Fraction) -> int:
    """Return the nearest whole number; a half goes up (2.5 is 3, -2.5 is -2)."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def running(values: Sequence[Fraction]) -> list[int]:
    """Split a sum over lines so that they add up to the rounded sum.

    Each running sum rounds half up and each line is what it adds: no point is lost or made by rounding, and the
    first line is rounded just like a number of its own.
    """
    shares, total = [], Fraction(0)
    for value in values:
        before = half_up(total)
        total += value
        shares.append(half_up(total) - before)
    return shares
