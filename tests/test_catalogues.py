"""The Vietnamese catalogues hold exactly what the code says, no more and no less."""

from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import drill
from drill import errors

ROOT = Path(drill.__file__).parent.parent
CATALOGUES = sorted((ROOT / "drill" / "locale" / "vi" / "LC_MESSAGES").glob("*.po"))
KEYWORDS = {"_": None, "N_": None, "words": None, "Words": None, "ngettext": (1, 2)}


def said_by_the_code() -> set[str]:
    """Return every message id in the sources, and the titles of the error tree."""
    found: set[str] = set()
    for package in ("drill", "scoring"):
        for extracted in extract_from_dir(ROOT / package, [("**.py", "python")], keywords=KEYWORDS):
            message = extracted[2]
            found.update([message] if isinstance(message, str) else message)
    return {message for message in found | error_titles() if message}


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
