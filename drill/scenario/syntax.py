"""What YAML could not read, in the author's words, and a repair that lets reading go on to the next mistake."""

import re
from typing import NamedTuple

import yaml

from drill.i18n import Words, words

_KEY_AND_VALUE = re.compile(r"(?P<head>\s*(?:- +)*(?:[^\s'\"\[\]{}#&*!|>%@`][^:#]*:\s+|-\s+))(?P<value>\S.*)")
_AFTER_QUOTE = re.compile(r"(?:.*[:-] +|\s*)(?:'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\")\s*[^\s#:]")
_ALIAS = re.compile(r"(?:.*?(?:: +|- +)|\s*)\*\S")

LONGEST_LINE = 2_000
"""Characters of a line that are looked at for a remedy: patterns that go back and forth stay cheap."""


class Remedy(NamedTuple):
    """A syntax error as a problem."""

    line: int
    message: Words
    hint: Words | None = None


class Repaired(NamedTuple):
    """Lines that may be read once more."""

    lines: list[str]
    kept_all: bool
    """False once words had to be dropped: then what the file says can no longer be judged."""


def remedy_of(error: yaml.MarkedYAMLError, lines: list[str]) -> Remedy:
    """Return where a YAML error really is, what it is, and what to do.

    Args:
        error: from either loader.
        lines: the file.
    """
    at = error.problem_mark.line if error.problem_mark else 0
    opened = error.context_mark.line if error.context_mark else at
    line = lines[at] if at < len(lines) else ""
    problem = error.problem or ""
    context = error.context or ""
    if "quoted scalar" in context:
        return _in_quotes(problem, opened)
    if "flow" in context:
        return _in_brackets(opened, at)
    if "expected ':'" in problem:
        return Remedy(opened + 1, words('this line has no ":" after its key'))
    return _on_line(error, at, line)


def _on_line(error: yaml.MarkedYAMLError, at: int, line: str) -> Remedy:
    problem = error.problem or ""
    if "cannot start any token" in problem and error.problem_mark:
        return _starts_with(line[error.problem_mark.column : error.problem_mark.column + 1], at)
    if _ALIAS.match(line[:LONGEST_LINE]):
        return _starts_with("*", at)
    if _AFTER_QUOTE.match(line[:LONGEST_LINE]):
        return Remedy(
            at + 1,
            words("there is text outside the quotes"),
            words("put the whole line in 'single quotes' and write every ' inside twice"),
        )
    if "alues are not allowed" in problem and line.count(": ") + line.rstrip().endswith(":") > 1:
        return Remedy(at + 1, words("this line contains \": \", put it in 'single quotes'"))
    return Remedy(
        at + 1,
        words("this line does not fit the lines above it"),
        words('check its indentation and the ":" above it'),
    )


def _in_quotes(problem: str, opened: int) -> Remedy:
    if "escape" in problem:
        return Remedy(
            opened + 1, words('"\\" has a meaning inside "double quotes"; put this line in \'single quotes\'')
        )
    return Remedy(opened + 1, words("the quote that opens on this line is never closed"))


def _in_brackets(opened: int, at: int) -> Remedy:
    if opened == at:
        return Remedy(
            at + 1, words('put this text on its own line; inside {{ }} or [ ] a comma or "?" would cut it')
        )
    return Remedy(opened + 1, words("the bracket that opens on this line is never closed"))


def _starts_with(character: str, at: int) -> Remedy:
    return Remedy(
        at + 1, words("this line starts with \"{character}\", put it in 'single quotes'", character=character)
    )


def repaired(lines: list[str], number: int, *, quote: bool) -> Repaired:
    """Return the lines with one of them made readable.

    Args:
        lines: the file.
        number: the line to mend, from 1.
        quote: put its value in quotes; otherwise (or when it has no value) the line is emptied.
    """
    line = lines[number - 1] if number <= len(lines) else ""
    match = _KEY_AND_VALUE.fullmatch(line) if quote and len(line) <= LONGEST_LINE else None
    if match:
        mended = match["head"] + "'" + match["value"].strip("'\"").replace("'", "''") + "'"
        kept = match["value"][0] not in "[{"
    else:
        mended = ""
        kept = False
    return Repaired([*lines[: number - 1], mended, *lines[number:]], kept)
