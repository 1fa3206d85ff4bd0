"""``for each``: one written step becomes many, each with its own names in place of ``<word>``."""

from itertools import product
from math import prod
from typing import NamedTuple

from drill.i18n import words
from drill.scenario.nodes import Entry, Listing, Node, Scalar, Section, folded_key, rewritten
from drill.scenario.problems import Found
from drill.scenario.values import Value, many, section, word

MOST_STEPS = 300
RESERVED_WORDS = ("target", "from", "team", "time")


class Member(NamedTuple):
    """One copy of a step."""

    entry: Entry
    """Its key is the copy's id: ``step/name``."""
    suffix: str
    """What the copy's id has after the step's: ``/name``, or nothing for a step that stands alone."""


def members(entry: Entry, found: Found) -> tuple[Member, ...]:
    """Return the copies that ``for each`` makes of a step; the step itself when it has none."""
    if not isinstance(entry.value, Section):
        return (Member(entry, ""),)
    each = entry.value.find("for each")
    if each is None:
        return (Member(entry, ""),)
    body = Section(tuple(one for one in entry.value.entries if one is not each), entry.value.place)
    places = _places(Value(each.value, "for each", found))
    if not places or prod(len(names) for _, names in places) > MOST_STEPS:
        if places:
            found.error(each.key.place, "steps", words("more than 300 steps"))
        return (Member(Entry(entry.key, body), ""),)
    spelt = [name for name, _ in places]
    return tuple(_copy(entry.key, body, spelt, names) for names in product(*(names for _, names in places)))


def _places(value: Value) -> list[tuple[str, tuple[str, ...]]]:
    node = section(value)
    read = []
    for entry in node.entries if node else ():
        name = entry.key.text.strip()
        if folded_key(name) in RESERVED_WORDS:
            message = words("<{word}> has a meaning of its own; choose another word", word=name)
            value.found.error(entry.key.place, "reserved", message)
        names = many(word)(Value(entry.value, name, value.found))
        if names:
            _once(names, entry, value.found)
            read.append((name, names))
        elif isinstance(entry.value, Listing):
            value.found.error(entry.value.place, "empty", words('"for each" needs at least one name'))
    return read


def _once(names: tuple[str, ...], entry: Entry, found: Found) -> None:
    """Report a name that stands in the list twice: both copies would have one id."""
    again = next((name for place, name in enumerate(names) if name in names[:place]), None)
    if again is not None:
        found.error(entry.value.place, "twice", words("'{key}' is written twice here; keep one", key=again))


def _copy(key: Scalar, body: Node, spelt: list[str], names: tuple[str, ...]) -> Member:
    def replaced(text: str) -> str:
        for place, name in zip(spelt, names, strict=True):
            text = text.replace(f"<{place}>", name).replace(f"<{place}.", f"<{name}.")
        return text

    suffix = "".join(f"/{name}" for name in names)
    return Member(Entry(Scalar(key.text + suffix, key.place), rewritten(body, replaced)), suffix)
