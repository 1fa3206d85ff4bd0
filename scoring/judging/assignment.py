"""Who marks an item: a rule that anyone can repeat from the drill's seed and the names alone.

Rendezvous hashing: each judge draws a number for each item, and the lowest come first. Taking a judge away or adding
one moves only the items of that judge; nobody can choose what to mark, nor foresee it without the seed.
"""

from collections.abc import Iterable
from hashlib import blake2b

_SEPARATOR = b"\x00"


def dealt(seed: int, team: str, item: str, judges: Iterable[str]) -> tuple[str, ...]:
    """Return the judges in the order in which they are asked to mark an item.

    Args:
        seed: of the drill.
        team: team id.
        item: as in `Marked`.
        judges: seats that may mark it, in any order.
    """
    return tuple(sorted(set(judges), key=lambda judge: (_drawn(seed, team, item, judge), judge)))


def _drawn(seed: int, team: str, item: str, judge: str) -> bytes:
    names = _SEPARATOR.join(name.encode() for name in (team, item, judge))
    return blake2b(names, key=seed.to_bytes(8, "big"), digest_size=16, person=b"judges").digest()
