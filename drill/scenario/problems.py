"""What is wrong with a scenario file, said so that its author can mend it.

Problems are values: readers and checks collect them all, nothing stops at the first. Each has the place of the
offending words, one sentence, and at most one suggestion.
"""

import difflib
from collections.abc import Iterable, Sequence
from enum import StrEnum

import msgspec

from drill.i18n import Language, Words, words


class Place(msgspec.Struct, frozen=True):
    """Where something is written."""

    file: str
    """Name of the source as the author knows it: the path given, or the name in ``use``."""
    line: int
    """From 1."""


class Level(StrEnum):
    """How bad a problem is."""

    ERROR = "error"
    """Nothing runs while there is one."""
    WARNING = "warning"
    """Needs a look."""
    NOTE = "note"
    """Informs."""


class Problem(msgspec.Struct, frozen=True):
    """One thing that an author should know about a file."""

    file: str
    line: int
    """Line of the offending value; of a missing key, the line of its section."""
    level: Level
    code: str
    """Short stable name of the check: ``L01`` to ``L34`` for lint, else a word such as ``unknown-key``."""
    message: Words
    hint: Words | None = None
    """The suggestion, said after the message and a semicolon."""

    def say(self, language: Language | None = None) -> str:
        """Return message and suggestion as one sentence, in a language; a full stop between them is dropped."""
        said = self.message.say(language)
        return f"{said.removesuffix('.')}; {self.hint.say(language)}" if self.hint else said


class Found:
    """The list that readers and checks write into; it keeps the order in which problems were found."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def error(self, place: Place, code: str, message: Words, hint: Words | None = None) -> None:
        """Note something that stops the scenario."""
        self.problems.append(Problem(place.file, place.line, Level.ERROR, code, message, hint))

    def warning(self, place: Place, code: str, message: Words, hint: Words | None = None) -> None:
        """Note something that needs a look."""
        self.problems.append(Problem(place.file, place.line, Level.WARNING, code, message, hint))

    def note(self, place: Place, code: str, message: Words, hint: Words | None = None) -> None:
        """Note something worth knowing."""
        self.problems.append(Problem(place.file, place.line, Level.NOTE, code, message, hint))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether anything in the list stops the scenario."""
    return any(problem.level is Level.ERROR for problem in problems)


def in_file_order(problems: Iterable[Problem], files: Sequence[str] = ()) -> list[Problem]:
    """Return the problems by file and line; those of one line keep the order in which they were found.

    Args:
        problems: any order; exact repeats are dropped.
        files: names of the sources in reading order; files that are not named come last.
    """
    rank = {name: place for place, name in enumerate(files)}
    seen: set[tuple[str, int, str]] = set()
    unique = []
    for problem in problems:
        key = (problem.file, problem.line, problem.say(Language.ENGLISH))
        if key not in seen:
            seen.add(key)
            unique.append(problem)
    return sorted(unique, key=lambda problem: (rank.get(problem.file, len(rank)), problem.file, problem.line))


def rendered(problem: Problem, language: Language | None = None) -> str:
    """Return the one unwrapped line ``FILE: line N: message`` that ``scenario check`` prints."""
    line = words(
        "{file}: line {line}: {message}", file=problem.file, line=problem.line, message=problem.say(language)
    )
    said = " ".join(line.say(language).split())
    match problem.level:
        case Level.ERROR:
            return said
        case Level.WARNING:
            return words("{sentence} (warning)", sentence=said).say(language)
        case Level.NOTE:
            return words("{sentence} (note)", sentence=said).say(language)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word spelt most like this one, or an empty text when none is near."""
    folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else ""


def did_you_mean(word: str, known: Iterable[str]) -> Words | None:
    """Return the suggestion of the nearest spelling in single quotes, or None when no known word is near."""
    near = nearest(word, known)
    return words("did you mean '{name}'?", name=near) if near else None
