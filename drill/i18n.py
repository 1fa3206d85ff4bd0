"""English and Vietnamese. Message ids are the English sentences; each room has a catalogue of its own.

Two ways to speak: `_` translates now, in the language of this process; `Words` travels (in a journal entry,
over the wire, in a list of problems) and is said at the edge, in the reader's language.
"""

import gettext
import locale as system_locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Protocol, runtime_checkable

import msgspec

LOCALE_DIR = Path(__file__).parent / "locale"


class Language(StrEnum):
    """The languages of the product."""

    ENGLISH = "en"
    VIETNAMESE = "vi"


class _Process:
    """What this process speaks: one holder for all tasks, since each widget runs in a task of its own."""

    language = Language.ENGLISH


_override: ContextVar[Language | None] = ContextVar("language", default=None)


@runtime_checkable
class Bilingual(Protocol):
    """What authors wrote in both languages."""

    @property
    def en(self) -> str:
        """English."""
        ...

    @property
    def vi(self) -> str:
        """Vietnamese."""
        ...


class Words(msgspec.Struct, frozen=True, omit_defaults=True):
    """A sentence that is translated where it is read: an English template and what fills it."""

    template: str
    """The message id, with ``{name}`` fields."""
    args: dict[str, str] = {}
    """What fills the fields; never translated."""
    vietnamese: dict[str, str] = {}
    """What fills those fields for which an author wrote another text in Vietnamese."""

    def say(self, language: Language | None = None) -> str:
        """Return the sentence in a language; without one, in that of this process."""
        spoken = language or current_language()
        args = self.args | self.vietnamese if spoken is Language.VIETNAMESE else self.args
        return translate(self.template, spoken).format(**args)


def words(template: str, **args: object) -> Words:
    """Make `Words`; the template must be a literal so that the catalogue test finds it.

    A field may hold an author's text in both languages; the reader gets the one of theirs.
    """
    said: dict[str, str] = {}
    other: dict[str, str] = {}
    for name, value in args.items():
        # Asking a protocol costs microseconds, and nearly all values are texts or numbers.
        if isinstance(value, str | int) or not isinstance(value, Bilingual):
            said[name] = str(value)
            continue
        said[name] = value.en
        if value.vi != value.en:
            other[name] = value.vi
    return Words(template, said, other)


def _(message: str) -> str:
    """Return the message in the language of this process."""
    return translate(message, current_language())


def N_(message: str) -> str:  # noqa: N802 (gettext's own name for "mark, translate later")
    """Mark a message for the catalogues and return it unchanged."""
    return message


def ngettext(one: str, many: str, count: int) -> str:
    """Return the singular or plural form in the language of this process."""
    if current_language() is Language.ENGLISH:
        return one if count == 1 else many
    for catalogue in _catalogues(current_language()):
        said = catalogue.ngettext(one, many, count)
        if said not in (one, many):
            return said
    return one if count == 1 else many


def translate(message: str, language: Language) -> str:
    """Return the message in a language; unknown messages stay English."""
    if language is Language.ENGLISH or not message:
        return message
    for catalogue in _catalogues(language):
        said = catalogue.gettext(message)
        if said != message:
            return said
    return message


def current_language() -> Language:
    """Return the language of this process, or of the ``speaking`` block around."""
    return _override.get() or _Process.language


def use_language(language: Language) -> None:
    """Speak this language from now on, in every task of this process."""
    _Process.language = language


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language inside a ``with`` block."""
    token = _override.set(language)
    try:
        yield
    finally:
        _override.reset(token)


def language_of_environment() -> Language:
    """Return what ``LIVEFIRE_LANG`` or the locale variables ask for."""
    for variable in ("LIVEFIRE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            code = (system_locale.normalize(value) or value).lower()
            return Language.VIETNAMESE if code.startswith("vi") else Language.ENGLISH
    return Language.ENGLISH


@cache
def _catalogues(language: Language) -> tuple[gettext.GNUTranslations, ...]:
    found = []
    for path in sorted((LOCALE_DIR / language / "LC_MESSAGES").glob("*.mo")):
        with path.open("rb") as stream:
            found.append(gettext.GNUTranslations(stream))
    return tuple(found)
