"""``use`` and ``names``: several files become one tree, every part of it still knowing its own file and line."""

import re
from collections.abc import Callable
from typing import TypeAlias

import msgspec

from drill.i18n import N_, Words, words
from drill.scenario.nodes import Entry, Listing, Node, Scalar, Section, folded_key
from drill.scenario.problems import Found, Place, did_you_mean
from drill.scenario.source import decoded, tree
from drill.scenario.values import Value, many, scalar, section

Fetch: TypeAlias = Callable[[str], bytes | None]
"""Gives a source's bytes by its name, None when there is none."""

MOST_FILES = 30
_LIBRARY = re.compile(r"library/[a-z0-9][a-z0-9-]*")
_BESIDE = re.compile(r"(?:\./)?(?:[\w-][\w .-]*/)*[\w-][\w .-]*\.ya?ml")

BY_ID = {
    "zones": N_('"{file}" also defines zone {id}'),
    "hosts": N_('"{file}" also defines host {id}'),
    "accounts": N_('"{file}" also defines account {id}'),
    "indicators": N_('"{file}" also defines indicator {id}'),
    "things": N_('"{file}" also defines thing {id}'),
    "services": N_('"{file}" also defines service {id}'),
    "sources": N_('"{file}" also defines log source {id}'),
    "meters": N_('"{file}" also defines meter {id}'),
    "redherrings": N_('"{file}" also defines red herring {id}'),
    "injects": N_('"{file}" also defines inject {id}'),
    "questions": N_('"{file}" also defines question {id}'),
    "judging": N_('"{file}" also says how {id} is judged'),
    "reports": N_('"{file}" also defines report {id}'),
    "team/people": N_('"{file}" also defines role {id}'),
    "team/change": N_('"{file}" also changes the action {id}'),
    "team/extra": N_('"{file}" also defines action {id}'),
    "attack/moods": N_('"{file}" also defines mood {id}'),
    "attack/goals": N_('"{file}" also defines goal {id}'),
    "attack/steps": N_('"{file}" also defines step {id}'),
    "scenario": "",
    "team": "",
    "attack": "",
    "scoring": "",
    "scoring/fines": "",
    "rehearsal": "",
}
"""Sections that merge key by key, and what is said when both files have a key."""
LISTS = ("links", "consequences", "noise", "scenario/teaches", "team/without")
"""Lists that are put one after the other."""
LABELS = {
    "zones": "label",
    "hosts": "label",
    "accounts": "owner",
    "things": "label",
    "services": "label",
    "sources": "label",
    "meters": "label",
}
"""Where ``names`` finds what it renames, and under which key its label is."""
OWN = ("drill", "use", "names")
"""Keys that say something about one file and do not merge."""


class Gathered(msgspec.Struct):
    """All that a scenario is written in."""

    root: Section | None
    """One tree; None when the main file cannot be read."""
    texts: dict[str, str]
    """Every source's text by its name, the main one first."""


def gather(main: str, fetch: Fetch, found: Found) -> Gathered:
    """Read a file and all that it uses, and merge them.

    Args:
        main: the main file's name.
        fetch: gives the bytes of a name.
        found: takes the problems.
    """
    gatherer = _Gatherer(fetch, found)
    root = gatherer.read(main)
    return Gathered(root, gatherer.texts)


class _Gatherer:
    def __init__(self, fetch: Fetch, found: Found) -> None:
        self.fetch = fetch
        self.found = found
        self.texts: dict[str, str] = {}

    def read(self, name: str, place: Place | None = None) -> Section | None:
        """Return the merged tree of a file and of what it uses.

        Args:
            name: of the source.
            place: where it is used; None for the main file.
        """
        data = self.fetch(name)
        if data is None:
            message = words('there is no file called "{name}" here', name=name)
            self.found.error(place or Place(name, 1), "use", message)
            return None
        text = decoded(name, data, self.found)
        if text is None:
            return None
        self.texts[name] = text
        root = tree(name, text, self.found)
        if root is None:
            return None
        if not isinstance(root, Section):
            message = words("a scenario is made of sections: scenario:, zones:, hosts: and so on")
            self.found.error(root.place, "shape", message)
            return None
        return self._with_used(root)

    def _with_used(self, root: Section) -> Section:
        brought = Section((), root.place)
        for name, place in self._used(root):
            if name not in self.texts and len(self.texts) < MOST_FILES:
                part = self.read(name, place)
                if part:
                    brought = merged(brought, _without_own(part), self.found)
        names = root.find("names")
        if names:
            brought = renamed(brought, Value(names.value, "names", self.found))
        return merged(brought, root, self.found) if brought.entries else root

    def _used(self, root: Section) -> list[tuple[str, Place]]:
        entry = root.find("use")
        if entry is None:
            return []
        used = []
        value = Value(entry.value, "use", self.found)
        if isinstance(entry.value, Section):
            many(scalar)(value)
            return []
        for node in entry.value.items if isinstance(entry.value, Listing) else (entry.value,):
            name = scalar(value.at(node))
            if name and (_LIBRARY.fullmatch(name) or _BESIDE.fullmatch(name)):
                used.append((name.removeprefix("./"), node.place))
            elif name:
                message = words(
                    '"{name}" cannot be used; name a .yaml file in this folder, or library/NAME', name=name
                )
                self.found.error(node.place, "use", message)
        return used


def _without_own(root: Section) -> Section:
    own = [entry for entry in root.entries if folded_key(entry.key.text) not in OWN]
    return Section(tuple(own), root.place)


# ---------------------------------------------------------------- merging


def merged(first: Section, second: Section, found: Found, path: str = "") -> Section:
    """Return both sections as one; what both define is reported at the second.

    Args:
        first: what was brought.
        second: what is added.
        found: takes the problems.
        path: keys above, folded, joined by ``/``.
    """
    entries = {folded_key(entry.key.text): entry for entry in first.entries}
    for entry in second.entries:
        key = folded_key(entry.key.text)
        there = entries.get(key)
        entries[key] = entry if there is None else _both(there, entry, found, path)
    return Section(tuple(entries.values()), second.place)


def _both(there: Entry, entry: Entry, found: Found, path: str) -> Entry:
    key = folded_key(entry.key.text)
    inside = f"{path}/{key}" if path else key
    one, other = there.value, entry.value
    if inside in BY_ID and isinstance(one, Section) and isinstance(other, Section):
        return Entry(entry.key, merged(one, other, found, inside))
    if inside in LISTS:
        return Entry(entry.key, Listing((*_items(one), *_items(other)), other.place))
    template = BY_ID.get(path, "")
    if template:
        message = Words(template, {"file": there.key.place.file, "id": entry.key.text})
    else:
        message = words('"{file}" also says "{key}"', file=there.key.place.file, key=entry.key.text)
    found.error(entry.key.place, "use", message)
    return entry


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Listing) else (node,)


# ---------------------------------------------------------------- names


def renamed(brought: Section, names: Value) -> Section:
    """Return what was brought with new labels; names of nothing are reported.

    Args:
        brought: merged used files.
        names: section ``names`` of the file that uses them.
    """
    node = section(names)
    wanted = {entry.key.text: entry for entry in node.entries} if node else {}
    done: set[str] = set()
    known: set[str] = set()
    entries = []
    for entry in brought.entries:
        label = LABELS.get(folded_key(entry.key.text))
        if label and isinstance(entry.value, Section):
            ids = {one.key.text for one in entry.value.entries}
            known |= ids
            done |= ids & wanted.keys()
            relabelled = tuple(_relabelled(one, label, wanted) for one in entry.value.entries)
            entries.append(Entry(entry.key, Section(relabelled, entry.value.place)))
        else:
            entries.append(entry)
    for name in wanted.keys() - done:
        message = words("nothing that was used is called '{name}'", name=name)
        names.found.error(wanted[name].key.place, "names", message, did_you_mean(name, known))
    return Section(tuple(entries), brought.place)


def _relabelled(item: Entry, label: str, wanted: dict[str, Entry]) -> Entry:
    new = wanted.get(item.key.text)
    if new is None:
        return item
    if not isinstance(item.value, Section):
        return Entry(item.key, new.value)
    kept = tuple(one for one in item.value.entries if folded_key(one.key.text) != label)
    key = Scalar(label, new.key.place)
    return Entry(item.key, Section((*kept, Entry(key, new.value)), item.value.place))
