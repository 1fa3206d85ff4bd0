"""The hash of a world: BLAKE2b-256 over its state, written as JSON arrays of numbers and words.

Whole numbers, texts and arrays have one way to be written here, the same on every machine, and quick to write.
"""

from hashlib import blake2b

import msgspec

_ENCODER = msgspec.json.Encoder()


def hash_of(state: tuple[object, ...]) -> str:
    """Return the hash of a state as 64 hexadecimal digits.

    Args:
        state: nested tuples and lists of whole numbers, texts and None; no sets, dictionaries or floats.
    """
    return blake2b(_ENCODER.encode(state), digest_size=32).hexdigest()
