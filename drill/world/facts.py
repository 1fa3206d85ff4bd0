"""Facts as bits: whether a guard holds, what breaks it, and which derived facts follow."""

from collections.abc import Iterator, Sequence

from drill.scenario.model import Bits, Guard, Rule

REMEMBERED = 200_000
"""Closed states kept before the memo is emptied, so that a long rehearsal does not fill the memory."""


def holds(facts: Bits, guard: Guard) -> bool:
    """Whether one of the guard's pairs agrees with the facts."""
    for mask, want in guard:  # noqa: SIM110 (half the time of any() on the hottest line of the engine)
        if facts & mask == want:
            return True
    return False


def reads(guard: Guard) -> Bits:
    """Return the bits that a guard looks at."""
    bits = 0
    for mask, _want in guard:
        bits |= mask
    return bits


def broken(facts: Bits, guard: Guard) -> Bits:
    """Return the bits that keep a guard from holding: wrong in any of its pairs; none while it holds."""
    bits = 0
    for mask, want in guard:
        wrong = (facts ^ want) & mask
        if not wrong:
            return 0
        bits |= wrong
    return bits


def each_bit(bits: Bits) -> Iterator[int]:
    """Yield the places of the bits that are set, lowest first."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def as_hex(bits: Bits) -> str:
    """Return bits as the journal writes them: lower-case hexadecimal without a prefix."""
    return f"{bits:x}"


class Closure:
    """Works out the derived facts. States come back again and again, so each closed state is remembered."""

    __slots__ = ("_base", "_known", "_rules")

    def __init__(self, rules: Sequence[Rule], derived: Bits) -> None:
        self._rules = tuple((1 << rule.bit, rule.guard) for rule in rules)
        self._base = ~derived
        self._known: dict[Bits, Bits] = {}

    def __call__(self, facts: Bits) -> Bits:
        """Return the facts with every derived bit as its rule says, evaluated in the rules' order."""
        base = facts & self._base
        closed = self._known.get(base)
        if closed is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            closed = self._known[base] = self._close(base)
        return closed

    def _close(self, facts: Bits) -> Bits:
        for bit, guard in self._rules:
            if holds(facts, guard):
                facts |= bit
        return facts
