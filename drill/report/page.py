"""Pages of HTML: one template each, every word given by the caller, everything escaped.

A page is one file: its style and its pictures are inside, it fetches nothing and runs nothing, and its own policy
forbids both. Templates hold no prose; words reach them as text, as `Words` or as `Text` of a scenario and are said
in the language of the page.
"""

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from drill.errors import ReportError
from drill.i18n import Language, Words, _, current_language, speaking
from drill.scenario.model import Text
from drill.text import clean

SOURCES = frozenset({".drill", ".yaml", ".yml"})
"""Endings of files that people or a hub wrote: a result never takes their place."""
_DRILL = b"SQLite format 3\x00"
TEMPLATES = Path(__file__).parent / "templates"


class Page(msgspec.Struct, frozen=True):
    """One page, ready to be put into HTML.

    A template ``NAME.html.j2`` begins with ``{% extends "base.html.j2" %}`` and fills its block ``body``.
    """

    template: str
    """Name of the file in the folder of templates."""
    title: str
    """Of the browser's window and of the saved file; already said in the language."""
    language: Language
    facts: Mapping[str, object]
    """What the template names: text, numbers, `Words`, `Text`, records and sequences of them, `Markup` from
    `drill.report.svg`. A name that is missing is an error, never a blank."""
    landscape: bool = False

    def html(self) -> str:
        """Return the whole page; the same page always gives the same text."""
        with speaking(self.language):
            return (
                environment()
                .get_template(self.template)
                .render(
                    {
                        **self.facts,
                        "title": self.title,
                        "lang": self.language.value,
                        "landscape": self.landscape,
                    }
                )
            )


@cache
def environment() -> Environment:
    """Return the one environment of all templates."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=said,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def said(value: object) -> object:
    """Return what a template shows of a value: words in the language of the page, outsiders' text without controls."""
    match value:
        case Markup():
            return value
        case Words() | Text():
            return clean(value.say(current_language()))
        case str():
            return clean(value)
        case _:
            return value


def write(path: Path, text: str) -> None:
    """Write a page or another text for people.

    Raises:
        ReportError: the disk refuses.
    """
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file for people or programs; an earlier result may be replaced, a drill or what it was made from never.

    Raises:
        ReportError: the disk refuses, or a drill or a source stands there.
    """
    try:
        _demand_room(path)
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a pipe or a terminal
        else:
            _replace(path.resolve(), data)
    except OSError as error:
        raise ReportError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=error.strerror or error),
            _("Choose another file, or free some space."),
        ) from error


def _replace(path: Path, data: bytes) -> None:
    """Write all or nothing: a full disk leaves an earlier file as it was, and no half of a new one."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _demand_room(path: Path) -> None:
    if not path.is_file():
        return
    with path.open("rb") as there:
        begins = there.read(len(_DRILL))
    if begins == _DRILL or (begins and path.suffix.casefold() in SOURCES):
        raise ReportError(
            _("{path} is a drill or a source, and stays as it is.").format(path=path),
            _("Choose another file to write to."),
        )
