"""The hash of a world: BLAKE2b-256 over its state, written as Python writes nested tuples of numbers and words.

``repr`` of whole numbers, texts, tuples and lists is the same on every machine and version, and quick.
"""

from hashlib import blake2b


def hash_of(state: tuple[object, ...]) -> str:
    """Return the hash of a state as 64 hexadecimal digits.

    Args:
        state: nested tuples and lists of whole numbers, texts and None; no sets, dictionaries or floats.
    """
    return blake2b(repr(state).encode(), digest_size=32).hexdigest()
