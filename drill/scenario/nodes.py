"""A file as a tree of texts, each with its place: what is left of YAML once its surprises are refused."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

import msgspec

from drill.scenario.problems import Place


class Scalar(msgspec.Struct, frozen=True, tag="scalar"):
    """A text; numbers, dates, yes and no are texts too."""

    text: str
    place: Place


class Listing(msgspec.Struct, frozen=True, tag="list"):
    """A list, in brackets or with dashes."""

    items: tuple["Node", ...]
    place: Place


class Entry(msgspec.Struct, frozen=True):
    """A key and its value."""

    key: Scalar
    value: "Node"


class Section(msgspec.Struct, frozen=True, tag="section"):
    """Keys with values; no two keys are alike when folded."""

    entries: tuple[Entry, ...]
    place: Place

    def find(self, key: str) -> Entry | None:
        """Return the entry of a key, however the author spelt it, or None."""
        wanted = folded_key(key)
        return next((entry for entry in self.entries if folded_key(entry.key.text) == wanted), None)


Node: TypeAlias = Scalar | Listing | Section


@lru_cache(maxsize=4096)
def folded_key(key: str) -> str:
    """Return the form in which keys compare: case, blanks, ``-`` and ``_`` do not matter."""
    return key.casefold().replace(" ", "").replace("-", "").replace("_", "")


def rewritten(node: Node, change: Callable[[str], str]) -> Node:
    """Return a copy of the tree with every text, keys too, changed by a function."""
    match node:
        case Scalar(text, place):
            return Scalar(change(text), place)
        case Listing(items, place):
            return Listing(tuple(rewritten(item, change) for item in items), place)
        case Section(entries, place):
            return Section(
                tuple(
                    Entry(Scalar(change(entry.key.text), entry.key.place), rewritten(entry.value, change))
                    for entry in entries
                ),
                place,
            )
