"""A scenario from its file, or from the texts that a drill file carries."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import msgspec

import scenarios
from drill.scenario.document import Document
from drill.scenario.merge import gather
from drill.scenario.problems import Found, Problem, in_file_order
from drill.scenario.read import document_of, read_document
from drill.scenario.source import first_bytes

LIBRARY = Path(str(scenarios.__file__)).resolve().parent / "library"
"""Files that come with the program, for ``use: library/NAME``."""

Read: TypeAlias = Callable[[str], bytes | None]
"""Gives the bytes of a source beside the main file, or of ``library/NAME``; None when there is none."""


class Loaded(msgspec.Struct, frozen=True):
    """What came of reading a scenario."""

    document: Document | None
    """None when nothing can be made of the file; a document with errors among its problems must not run."""
    problems: tuple[Problem, ...]
    """In file order; files are named as in `sources`."""
    sources: dict[str, str]
    """Every file's text by name, the main file first: ``scenario.yaml``, ``packs/noise.yaml``, ``library/x``."""


def load(path: Path, read: Read | None = None) -> Loaded:
    """Read a scenario file and all that it uses.

    Args:
        path: the main file.
        read: gives the bytes of each source by name; by default, from the folder of the file and the bundled library.
    """
    found = Found()
    gathered = gather(path.name, read or beside(path.parent), found)
    document = document_of(gathered, found)
    problems = in_file_order(found.problems, tuple(gathered.texts) or (path.name,))
    return Loaded(document, tuple(problems), gathered.texts)


def load_sources(sources: Mapping[str, str]) -> Loaded:
    """Read a scenario from texts by name, the main file first."""
    document, problems = read_document(sources)
    return Loaded(document, tuple(problems), dict(sources))


def beside(folder: Path) -> Read:
    """Return the reader of files in a folder and of the bundled library; nothing outside of them is read."""
    home = folder.resolve()

    def read(name: str) -> bytes | None:
        if name.startswith("library/"):
            path, root = LIBRARY.parent / f"{name}.yaml", LIBRARY
        else:
            path, root = home / name, home
        path = path.resolve()
        return first_bytes(path) if path.is_relative_to(root) and path.is_file() else None

    return read
