"""Guards and effects as numbers: OR of (mask, want) pairs, kept small and in the order written.

A pair holds when ``facts & mask == want``. `ALWAYS` is the one pair of nothing, `NEVER` has no pair.
"""

from collections.abc import Iterable, Iterator
from itertools import product

from drill.scenario.model import ALWAYS, Bits, Guard


def is_true(bit: int) -> Guard:
    """Return the guard that holds while one fact is true."""
    return ((1 << bit, 1 << bit),)


def is_false(bit: int) -> Guard:
    """Return the guard that holds while one fact is false."""
    return ((1 << bit, 0),)


def is_as(literal: tuple[int, bool]) -> Guard:
    """Return the guard that holds while one fact has a value."""
    bit, wanted = literal
    return is_true(bit) if wanted else is_false(bit)


def both(*guards: Guard) -> Guard:
    """Return the guard that holds while all of these do; contradictions fall away."""
    parts = [guard for guard in guards if guard != ALWAYS]
    if len(parts) < 2:
        return parts[0] if parts else ALWAYS
    joined = []
    for choice in product(*parts):
        pair = _meet(choice)
        if pair is not None:
            joined.append(pair)
    return tidy(joined)


def either(*guards: Guard) -> Guard:
    """Return the guard that holds while at least one of these does."""
    return tidy(pair for guard in guards for pair in guard)


def tidy(pairs: Iterable[tuple[int, int]]) -> Guard:
    """Return the pairs without repeats and without those that a weaker pair already covers."""
    unique = list(dict.fromkeys(pairs))
    if len(unique) < 2:
        return tuple(unique)
    return tuple(
        (mask, want)
        for mask, want in unique
        if not any(
            other != mask and other & mask == other and want & other == wanted for other, wanted in unique
        )
    )


def holds(facts: Bits, guard: Guard) -> bool:
    """Tell whether a guard holds of these facts."""
    return any(facts & mask == want for mask, want in guard)


def read_by(guard: Guard) -> Bits:
    """Return every bit that the guard looks at."""
    bits = 0
    for mask, _ in guard:
        bits |= mask
    return bits


def each_bit(bits: Bits) -> Iterator[int]:
    """Yield the places of the bits that are set, lowest first."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def _meet(pairs: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    mask = want = 0
    for other_mask, other_want in pairs:
        if (want ^ other_want) & mask & other_mask:
            return None
        mask |= other_mask
        want |= other_want
    return mask, want
