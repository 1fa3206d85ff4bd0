"""The Vietnamese catalogues hold exactly what the code says, no more and no less."""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import drill
from drill import errors

ROOT = Path(drill.__file__).parent.parent
CATALOGUES = sorted((ROOT / "drill" / "locale" / "vi" / "LC_MESSAGES").glob("*.po"))
KEYWORDS = {"_": 1, "N_": 1, "words": 1, "Words": 1, "ngettext": 2}
"""What marks a message, and how many of its arguments are messages."""


def said_by_the_code() -> set[str]:
    """Return every message id in the sources, and the titles of the error tree.

    Read from the syntax tree: Babel sees no message inside an f-string before Python 3.12.
    """
    sources = [path for package in ("drill", "scoring") for path in (ROOT / package).rglob("*.py")]
    found = {message for path in sources for message in messages(path.read_text(encoding="utf-8"))}
    return {message for message in found | error_titles() if message}


def messages(source: str) -> Iterator[str]:
    """Return the literals that a source hands to the keywords."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            for given in node.args[: KEYWORDS[node.func.id]]:
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    yield given.value


def test_a_message_inside_an_f_string_is_seen() -> None:
    """Whoever writes one there cannot forget its translation."""
    assert list(messages("f\"{count} {_('left')}\" + ngettext('{n} team', '{n} teams', n)")) == [
        "{n} team",
        "{n} teams",
        "left",
    ]


def error_titles() -> set[str]:
    """Return the headings of all errors."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    return {kind.title for kind in kinds if issubclass(kind, errors.LivefireError)}


def catalogue(path: Path) -> Catalog:
    """Read one catalogue."""
    return read_po(BytesIO(path.read_bytes()))


def ids(path: Path) -> set[str]:
    """Return the ids of one catalogue, singulars and plurals."""
    found: set[str] = set()
    for message in catalogue(path):
        found.update([message.id] if isinstance(message.id, str) else message.id)
    return {message for message in found if message}


def test_every_message_is_in_a_catalogue() -> None:
    """Whatever the code can say, it can say in Vietnamese."""
    translated = set().union(*(ids(path) for path in CATALOGUES))

    assert sorted(said_by_the_code() - translated) == []


def test_no_catalogue_holds_what_nobody_says() -> None:
    """A sentence that left the code leaves the catalogues."""
    said = said_by_the_code()

    assert {path.stem: sorted(ids(path) - said) for path in CATALOGUES if ids(path) - said} == {}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_translation_is_there_and_fills_the_same_fields(path: Path) -> None:
    """No empty or fuzzy translation, and the same ``{fields}`` on both sides."""
    wrong = [
        message.id
        for message in catalogue(path)
        if message.id
        and (not all(_strings(message.string)) or message.fuzzy or _fields_differ(message.id, message.string))
    ]

    assert wrong == []


def _strings(string: object) -> list[str]:
    return [string] if isinstance(string, str) else list(string)  # type: ignore[call-overload]


def _fields_differ(message: object, string: object) -> bool:
    wanted = set().union(*(_fields(text) for text in _strings(message)))
    return any(not _fields(text) <= wanted or (wanted - _fields(text)) for text in _strings(string))


def _fields(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name}
