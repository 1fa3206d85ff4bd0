"""Keyed draws: every random number is a pure function of the seed, what it decides and how-manieth time it does.

The bytes, for anyone who wants to check a drill by hand:

- key: the seed as 8 bytes, big-endian;
- data: the purpose in UTF-8, one zero byte, the id in UTF-8, one zero byte, ``n`` as 8 bytes, big-endian;
- the draw: the first 8 bytes of the 64-byte BLAKE2b digest as a big-endian number, from 0 to 2**64 - 1.

No purpose and no id holds a zero byte, so no two draws share their data.
"""

from hashlib import blake2b

from drill.scenario.model import Span

SEEDS = 1 << 64
"""Seeds are whole numbers from 0 up to, not including, this."""


def draw(seed: int, purpose: str, name: str, n: int) -> int:
    """Return the draw, a whole number from 0 to 2**64 - 1.

    Args:
        seed: the drill's seed, 0 <= seed < 2**64.
        purpose: what is decided: ``duration``, ``success``, ``pace``, ``trace``, ``delay``, ``lines``, ``indicator``.
        name: id of the operation, trace or indicator.
        n: how many times this was drawn before.
    """
    data = b"%b\0%b\0%b" % (purpose.encode(), name.encode(), n.to_bytes(8, "big"))
    return int.from_bytes(blake2b(data, key=seed.to_bytes(8, "big")).digest()[:8], "big")


def within(number: int, span: Span) -> int:
    """Scale a draw to a closed span: ``lo + number * (hi - lo + 1) >> 64``."""
    return span.lo + (number * (span.hi - span.lo + 1) >> 64)


def passes(number: int, percent: int) -> bool:
    """Whether a draw passes a chance of whole percent: ``number * 100 < percent * 2**64``."""
    return number * 100 < percent << 64


def own_value(seed: int, indicator: str, team: str, values: tuple[str, ...]) -> str:
    """Return the value of an indicator for one team: its own pick from the pool, or the only one."""
    if len(values) == 1:
        return values[0]
    return values[draw(seed, "indicator", f"{indicator}/{team}", 0) * len(values) >> 64]
