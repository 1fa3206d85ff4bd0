"""A section read as a table: each key asked for with its reader and its default; whatever is left over is unknown."""

from collections.abc import Iterator
from typing import TypeVar

from drill.i18n import Words
from drill.scenario.conditions import Condition, always
from drill.scenario.nodes import Entry, Listing, Node, Scalar, Section, folded_key
from drill.scenario.problems import Found, Place
from drill.scenario.read.kinds import Kind
from drill.scenario.sentences import condition
from drill.scenario.values import Read, Value, check_id, section, suggestion

T = TypeVar("T")
D = TypeVar("D")


class Keys:
    """The keys of one section.

    Args:
        node: the section.
        kind: what it is, for messages.
        name: its id, for messages.
        found: takes the problems.
        place: where a missing key is reported; the section's own place by default.
    """

    def __init__(
        self, node: Section, kind: Kind, name: str, found: Found, place: Place | None = None
    ) -> None:
        self.kind = kind
        self.id = name
        self.found = found
        self.place = place or node.place
        self.left = {folded_key(entry.key.text): entry for entry in node.entries}
        self.asked: list[str] = []
        self.where: dict[str, Place] = {}

    def take(self, key: str) -> Value | None:
        """Return the value of a key, or None when the author left it out."""
        self.asked.append(key)
        entry = self.left.pop(folded_key(key), None)
        if entry is None:
            return None
        self.where[key] = entry.value.place
        return Value(entry.value, key, self.found)

    def may(self, key: str, read: Read[T], default: D) -> T | D:
        """Return the value of an optional key; the default also when the value is broken."""
        value = self.take(key)
        if value is None:
            return default
        given = read(value)
        return default if given is None else given

    def must(self, key: str, read: Read[T], default: D, remedy: str = "") -> T | D:
        """Return the value of a required key; the default only fills in after a problem was reported.

        Args:
            key: as the reference spells it.
            read: its reader.
            default: stands in for a missing or broken value.
            remedy: marked template that says what to write.
        """
        value = self.take(key)
        if value is None:
            self.missing(key, remedy)
            return default
        given = read(value)
        return default if given is None else given

    def condition(self, key: str) -> Condition | None:
        """Return the condition under an optional key; None when it is left out or nothing is left of it."""
        value = self.take(key)
        return None if value is None else condition(value)

    def must_hold(self, key: str, remedy: str) -> Condition:
        """Return the condition under a required key."""
        value = self.take(key)
        if value is None:
            self.missing(key, remedy)
            return always(self.place)
        return condition(value) or always(value.place)

    def missing(self, key: str, remedy: str = "") -> None:
        """Report a key that is not there."""
        message = Words(self.kind.missing, {"id": self.id, "key": key})
        self.found.error(self.place, "missing-key", message, Words(remedy) if remedy else None)

    def others(self) -> tuple[Entry, ...]:
        """Return the entries nobody asked for yet, and count them as asked for."""
        entries = tuple(self.left.values())
        self.left.clear()
        for entry in entries:
            self.where[entry.key.text] = entry.value.place
        return entries

    def unknown(self, entry: Entry) -> None:
        """Report a key that is no word here."""
        message = Words(self.kind.unknown, {"word": entry.key.text})
        self.found.error(entry.key.place, "unknown-key", message, suggestion(entry.key.text, self.asked))

    def close(self) -> dict[str, Place]:
        """Report the keys that nobody asked for; return where the others' values are."""
        for entry in self.left.values():
            self.unknown(entry)
        self.left.clear()
        return self.where


def keys_of(entry: Entry, kind: Kind, found: Found) -> Keys:
    """Return the keys of an item ``id: {...}``; one that is no section has none (and a problem)."""
    value = Value(entry.value, entry.key.text, found)
    empty = isinstance(entry.value, Scalar) and not entry.value.text
    node = None if empty else section(value)
    return Keys(node or Section((), entry.value.place), kind, entry.key.text, found, entry.key.place)


def named(value: Value | None) -> Iterator[Entry]:
    """Yield the items of a section by id; ids that cannot be are reported and kept."""
    for entry in entries_of(value):
        check_id(entry.key.text, entry.key.place, value.found if value else Found())
        yield entry


def entries_of(value: Value | None) -> tuple[Entry, ...]:
    """Return the entries of a section whose keys are the author's own words; none when it is missing or broken."""
    if value is None or (isinstance(value.node, Scalar) and not value.node.text):
        return ()
    node = section(value)
    return node.entries if node else ()


def items_of(value: Value | None) -> tuple[Node, ...]:
    """Return the items of a list; a single section or text is a list of one."""
    match value.node if value else None:
        case None | Scalar(""):
            return ()
        case Listing(items):
            return items
        case Section() | Scalar() as one:
            return (one,)
