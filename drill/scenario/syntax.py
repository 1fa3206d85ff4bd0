"""What YAML could not read, in the author's words, and a repair that lets reading go on to the next mistake."""

import re
from typing import NamedTuple

import yaml

from drill.i18n import Words, words

_KEY_AND_VALUE = re.compile(r"(?P<head>\s*(?:- +)*(?:[^\s'\"\[\]{}#&*!|>%@`][^:#]*:\s+|-\s+))(?P<value>\S.*)")
_AFTER_QUOTE = re.compile(r"(?:.*[:-] +|\s*)(?:'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\")\s*[^\s#:]")
_ALIAS = re.compile(r"(?:.*?(?:: +|- +)|\s*)\*\S")

_ONLY_ALIAS = re.compile(r"(?P<head>[^#'\"]*?:) +\*\S+\s*(?:#.*)?")
_GROUP = re.compile(r"(?P<head>\s*(?:- +)*[^\s#'\"][^:#'\"]*: +)(?P<value>(?P<word>any|all): .*\S)\s*")
_COMMENT = re.compile(r"(?:^|\s)#.*")
_OPENS_QUOTE = re.compile(r"(?:.*?[:-] +|\s*)(?:'(?:[^']|'')*|\"(?:[^\"\\]|\\.)*)")

FAR = 12
"""Lines around an error that are looked at for what was meant."""

LONGEST_LINE = 2_000
"""Characters of a line that are looked at for a remedy: patterns that go back and forth stay cheap."""


MISPLACED = words("this line does not fit the lines above it")
SHORTCUT = words('"&" and "*" shortcuts are not allowed; write it out or use "for each"')


class Remedy(NamedTuple):
    """A syntax error as a problem."""

    line: int
    message: Words
    hint: Words | None = None

    @property
    def misplaced(self) -> bool:
        """Whether the line may only be indented wrongly."""
        return self.message == MISPLACED

    @property
    def shortcut(self) -> bool:
        """Whether a shortcut stands where a section follows."""
        return self.message == SHORTCUT


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
    problem = error.problem or ""
    context = error.context or ""
    if "quoted scalar" in context:
        return _in_quotes(problem, opened)
    if "flow" in context:
        return _in_brackets(opened, at)
    if "expected ':'" in problem:
        return Remedy(opened + 1, words('this line has no ":" after its key'))
    return _above_it(at, lines) or _group(at, lines) or _on_line(error, at, lines)


def _above_it(at: int, lines: list[str]) -> Remedy | None:
    above = _above(lines, at)
    alias = above is not None and _ONLY_ALIAS.fullmatch(lines[above][:LONGEST_LINE])
    return Remedy(above + 1, SHORTCUT) if above is not None and alias else None


def _group(at: int, lines: list[str]) -> Remedy | None:
    match = _GROUP.fullmatch(lines[at][:LONGEST_LINE]) if at < len(lines) else None
    said = (
        words('"{word}:" begins a group; put it on a line of its own', word=match["word"]) if match else None
    )
    return Remedy(at + 1, said) if said else None


def _on_line(error: yaml.MarkedYAMLError, at: int, lines: list[str]) -> Remedy:
    problem = error.problem or ""
    line = lines[at] if at < len(lines) else ""
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
    opened = _left_open(lines, at)
    if opened is not None:
        return _in_quotes(problem, opened)
    return Remedy(at + 1, MISPLACED, words('check its indentation and the ":" above it'))


def _above(lines: list[str], at: int) -> int | None:
    """Return the line that this one hangs on: the nearest above that says something and is indented less."""
    column = _column(lines[at]) if at < len(lines) else 0
    near = range(min(at, len(lines)) - 1, max(-1, at - FAR), -1)
    return next((n for n in near if _said(lines[n]) and _column(lines[n]) < column), None)


def without_alias(line: str) -> str:
    """Return a line without the shortcut that stands as its value."""
    match = _ONLY_ALIAS.fullmatch(line)
    return match["head"] if match else line


def _left_open(lines: list[str], at: int) -> int | None:
    """Return the first of the lines just above whose value opens a quote and does not close it."""
    near = range(max(0, at - FAR), min(at, len(lines)))
    return next((n for n in near if _OPENS_QUOTE.fullmatch(lines[n][:LONGEST_LINE])), None)


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


def meant_indentation(lines: list[str], at: int) -> int | None:
    """Return how far a line was meant to be indented, as far as the lines around it agree on that.

    Args:
        lines: the file.
        at: index of the line; lines that say nothing are passed over.
    """
    above = next((line for line in reversed(lines[max(0, at - FAR) : at]) if _said(line)), "")
    below = next((line for line in lines[at + 1 : at + 1 + FAR] if _said(line)), "")
    item = lines[at].lstrip().startswith("- ")
    if not above:
        return None
    column = _column(above) if item else _inner(above)
    if _said(above).endswith(":"):
        return _inner(above) + 2
    if _said(lines[at]).endswith(":") and _column(below) > 1:
        return _column(below) - 2
    if column == _column(below) or (not item and _said(below).startswith("- ") and column > _column(below)):
        return column
    return None


def _said(line: str) -> str:
    return _COMMENT.sub("", line).strip()


def _column(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _inner(line: str) -> int:
    """Return the column of what an item of a list holds; of any other line, its own."""
    inside = line.lstrip(" ")
    while inside.startswith("- "):
        inside = inside[2:].lstrip(" ")
    return len(line) - len(inside)


def reindented(lines: list[str], at: int) -> str | None:
    """Return a misplaced line in the place that its neighbours give it, or None if they give it no other."""
    meant = meant_indentation(lines, at) if at < len(lines) else None
    return None if meant in {None, _column(lines[at])} else " " * (meant or 0) + lines[at].lstrip()


def repaired(lines: list[str], number: int, *, quote: bool) -> Repaired:
    """Return the lines with one of them made readable.

    Args:
        lines: the file.
        number: the line to mend, from 1.
        quote: put its value in quotes; otherwise (or when it has no value) the line is emptied.
    """
    line = lines[number - 1] if number <= len(lines) else ""
    group = _GROUP.fullmatch(line) if quote and len(line) <= LONGEST_LINE else None
    if group:
        mended = f"{group['head']}{{{group['value']}}}"
        return Repaired([*lines[: number - 1], mended, *lines[number:]], kept_all=True)
    match = _KEY_AND_VALUE.fullmatch(line) if quote and len(line) <= LONGEST_LINE else None
    if match:
        mended = match["head"] + "'" + match["value"].strip("'\"").replace("'", "''") + "'"
        kept = match["value"][0] not in "[{"
    else:
        mended = ""
        kept = False
    return Repaired([*lines[: number - 1], mended, *lines[number:]], kept)
