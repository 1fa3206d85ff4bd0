"""From a file's text to its tree, with the line of everything; a file that could do harm never gets that far.

YAML is read as events, one at a time, and every scalar stays the text that was written. Size and depth are bounded
while the events come in, before anything is built. Whatever YAML offers beyond texts, lists and sections is refused:
anchors, aliases, tags, merge keys, several documents.
"""

import re
import unicodedata
from pathlib import Path

import yaml
from yaml import CLoader
from yaml._yaml import Mark as CMark
from yaml.error import Mark as PureMark

from drill.i18n import words
from drill.scenario.nodes import Entry, Listing, Node, Scalar, Section, folded_key
from drill.scenario.problems import Found, Place
from drill.scenario.syntax import (
    SHORTCUT,
    Remedy,
    Repaired,
    reindented,
    remedy_of,
    repaired,
    without_alias,
)

MOST_BYTES = 1_000_000
MOST_LEVELS = 10
MOST_REPAIRS = 12
"""Syntax errors of one file that are looked for before the first ones are shown."""

Mark = PureMark | CMark
Loader = type[yaml.Loader] | type[CLoader]

_UNWANTED = re.compile(
    "[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # controls, tabs, lone surrogates
    "|[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"  # marks that hide or turn text
)
_HASH_IN_TEXT = re.compile(r" +#[^ #]")
_COMMENT = re.compile(" +#")
_BRACE = re.compile("{")


def first_bytes(path: Path) -> bytes:
    """Return a file's bytes, one more than `decoded` takes at most: no file, however long, fills the memory.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def decoded(file: str, data: bytes, found: Found) -> str | None:
    """Return a file's text, or None (and a problem) when it is too large or not UTF-8.

    Args:
        file: name for the problem.
        data: the file's bytes; a byte order mark at the start is dropped.
        found: takes the problem.
    """
    if len(data) > MOST_BYTES:
        found.error(Place(file, 1), "size", words("the file is larger than 1 MB"), words("split it with use"))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found.error(
            Place(file, line), "encoding", words("this is not UTF-8 text"), words("save the file as UTF-8")
        )
        return None


def tree(file: str, text: str, found: Found, loader: Loader = CLoader) -> Node | None:
    """Return the tree of a file's text, or None when it cannot be read.

    A tree is returned although there are errors whenever the rest of the file can still be read for more of them.

    Args:
        file: name for the places.
        text: the whole file.
        found: takes the problems, in file order.
        loader: the C loader; tests compare it with the pure one.
    """
    if len(text) > MOST_BYTES or len(text.encode("utf-8", "replace")) > MOST_BYTES:
        found.error(Place(file, 1), "size", words("the file is larger than 1 MB"), words("split it with use"))
        return None
    text = _harmless(file, text, found)
    whole = True
    tried: set[int] = set()
    for _ in range(MOST_REPAIRS):
        attempt = Found()
        try:
            root = _Composer(file, text, attempt).compose(loader)
        except yaml.MarkedYAMLError as error:
            lines = text.split("\n")
            remedy = remedy_of(error, lines)
            found.error(Place(file, remedy.line), "yaml", remedy.message, remedy.hint)
            fixed = _mended(lines, remedy, again=remedy.line in tried)
            whole = whole and fixed.kept_all
            tried.add(remedy.line)
            text = "\n".join(fixed.lines)
            continue
        found.problems += [problem for problem in attempt.problems if whole or problem.code != "empty"]
        return root if whole else None
    return None


def _harmless(file: str, text: str, found: Found) -> str:
    """Report characters that have no business in a scenario and return the text with blanks in their places."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if not _UNWANTED.search(text):
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        match = _UNWANTED.search(line)
        if match:
            _unwanted(Place(file, number), match.group(), found)
            lines[number - 1] = _UNWANTED.sub("  ", line)
            if "\t" in line[: len(line) - len(line.lstrip())]:
                lines[number - 1] = reindented(lines, number - 1) or lines[number - 1]
    return "\n".join(lines)


def _mended(lines: list[str], remedy: Remedy, *, again: bool) -> Repaired:
    """Return the lines with the bad one moved to where it belongs, or put in quotes, or (at last) emptied."""
    at = remedy.line - 1
    if remedy.shortcut and not again:
        return Repaired([*lines[:at], without_alias(lines[at]), *lines[at + 1 :]], kept_all=True)
    moved = reindented(lines, at) if remedy.misplaced and not again else None
    if moved is not None:
        return Repaired([*lines[:at], moved, *lines[at + 1 :]], kept_all=True)
    return repaired(lines, remedy.line, quote=not again)


def _unwanted(place: Place, character: str, found: Found) -> None:
    if character == "\t":
        found.error(place, "tab", words("a tab; indent with two spaces"))
    else:
        code = f"U+{ord(character):04X}"
        found.error(place, "character", words("an invisible character ({code}); delete it", code=code))


class _TooDeepError(Exception):
    """The file nests deeper than any scenario needs."""


class _Frame:
    """A list or section that is still open."""

    def __init__(self, place: Place, *, section: bool, flow: bool) -> None:
        self.place = place
        self.section = section
        self.flow = flow
        self.items: list[Node] = []
        self.entries: list[Entry] = []
        self.key: Scalar | None = None
        self.keys: dict[str, Scalar] = {}

    def awaits_key(self) -> bool:
        """Tell whether the next node is a key."""
        return self.section and self.key is None

    def closed(self) -> Node:
        """Return the finished node."""
        if self.section:
            return Section(tuple(self.entries), self.place)
        return Listing(tuple(self.items), self.place)


class _Composer:
    """Builds the tree from the event stream, without recursion."""

    def __init__(self, file: str, text: str, found: Found) -> None:
        self.file = file
        self.text = text
        self.lines = text.split("\n")
        self.found = found
        self.open: list[_Frame] = []
        self.root: Node | None = None
        self.documents = 0
        self.hashes = " #" in text

    def compose(self, loader: Loader) -> Node | None:
        """Return the tree, or None when nothing can be made of the file."""
        try:
            for event in yaml.parse(self.text, Loader=loader):
                self._take(event)
                if self.documents > 1:
                    return None
        except _TooDeepError:
            return None
        if self.root is None:
            self.found.error(Place(self.file, 1), "empty", words("the file is empty"))
        return self.root

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._opens(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._add(self.open.pop().closed())
            case yaml.AliasEvent():
                self._shortcut(self._place(event))
                self._add(Scalar("", self._place(event)))
            case yaml.DocumentStartEvent():
                self._document(event)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            said = words('"---" starts a second document; a file holds one scenario')
            self.found.error(self._place(event), "documents", said)
        if event.version or event.tags:
            said = words('a line starting with "%" is not allowed; delete it')
            self.found.error(self._place(event), "directive", said)

    def _opens(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        place = self._place(event)
        self._refuse_extras(event, place)
        if len(self.open) >= MOST_LEVELS:
            self.found.error(place, "depth", words("more than 10 levels deep; nothing needs that many"))
            raise _TooDeepError
        section = isinstance(event, yaml.MappingStartEvent)
        extras = event.anchor is not None or event.tag is not None  # which then stand before the bracket
        if section and event.flow_style and not extras and not self._follows(event.start_mark, _BRACE):
            self._cut(place)
        self.open.append(_Frame(place, section=section, flow=bool(event.flow_style)))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        place = self._place(event)
        self._refuse_extras(event, place)
        plain = event.style is None or event.style == ""
        frame = self.open[-1] if self.open else None
        if plain and frame and frame.flow:
            self._plain_in_brackets(event, frame, place)
        elif plain and not (frame and frame.awaits_key()):
            self._plain(event, place)
        if event.style == '"' and (unwanted := _UNWANTED.search(event.value)):
            _unwanted(place, unwanted.group(), self.found)
            event.value = _UNWANTED.sub(" ", event.value)
        self._add(Scalar(event.value.rstrip("\n") if event.style in ("|", ">") else event.value, place))

    def _refuse_extras(
        self, event: yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent, place: Place
    ) -> None:
        if event.anchor is not None:
            self._shortcut(place)
        if event.tag is not None:
            said = words("\"!\" at the start of a value is not allowed; put the text in 'single quotes'")
            self.found.error(place, "tag", said)

    def _shortcut(self, place: Place) -> None:
        self.found.error(place, "shortcut", SHORTCUT)

    def _cut(self, place: Place) -> None:
        said = words('put this text on its own line; inside {{ }} or [ ] a comma or "?" would cut it')
        self.found.error(place, "brackets", said)

    def _plain_in_brackets(self, event: yaml.ScalarEvent, frame: _Frame, place: Place) -> None:
        comment = self.hashes and self._follows(event.end_mark, _COMMENT)
        without_value = not event.value and not frame.awaits_key()
        if "?" in event.value or comment or without_value:
            self._cut(place)

    def _plain(self, event: yaml.ScalarEvent, place: Place) -> None:
        if event.value.startswith("<"):
            said = words("this line starts with \"<\", put it in 'single quotes'")
            self.found.warning(place, "quotes", said)
        if self.hashes and event.value and self._follows(event.end_mark, _HASH_IN_TEXT):
            said = words("this line contains \" #\", put it in 'single quotes'")
            self.found.warning(place, "quotes", said)

    def _add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        frame = self.open[-1]
        if not frame.section:
            frame.items.append(node)
        elif frame.key is None:
            frame.key = self._as_key(node)
        else:
            self._entry(frame, frame.key, node)
            frame.key = None

    def _as_key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        self.found.error(node.place, "key", words("a key is a word, not a list or a section"))
        return Scalar("", node.place)

    def _entry(self, frame: _Frame, key: Scalar, value: Node) -> None:
        folded = folded_key(key.text)
        if key.text == "<<":
            self.found.error(key.place, "merge", words('"<<" is not allowed; write it out or use "for each"'))
        elif folded in frame.keys:
            said = words("'{key}' is written twice here; keep one", key=key.text)
            self.found.error(key.place, "twice", said)
        elif key.text or not isinstance(value, Scalar):
            frame.keys[folded] = key
            frame.entries.append(Entry(key, value))

    def _follows(self, mark: Mark | None, pattern: re.Pattern[str]) -> bool:
        if mark is None or mark.line >= len(self.lines):  # the end of a value may be the end of the file
            return False
        return pattern.match(self.lines[mark.line], mark.column) is not None

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1 if mark else 1)
