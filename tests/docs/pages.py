"""What the tests of the pages share: where they are, their code blocks, their tables."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"# ([a-z]+)(?:: (.+))?\n")


class Block(NamedTuple):
    """One code block of a page."""

    line: int
    language: str
    kind: str
    """First word of a comment in its first line (``# in: attack.steps``); empty without one."""
    where: str
    """What stands after the colon of that comment."""
    text: str


def page(name: str) -> str:
    """Return the text of a page of the docs folder."""
    return (DOCS / name).read_text(encoding="utf-8")


def blocks(text: str, language: str) -> tuple[Block, ...]:
    """Return the code blocks of a page in one language, in order."""
    return tuple(block for block in _blocks(text) if block.language == language)


def _blocks(text: str) -> Iterator[Block]:
    for found in _BLOCK.finditer(text):
        mark = _MARK.match(found[2])
        line = text.count("\n", 0, found.start()) + 1
        yield Block(line, found[1], mark[1] if mark else "", (mark[2] or "") if mark else "", found[2])


def code_words(cell: str) -> list[str]:
    """Return the words in backticks."""
    return re.findall(r"`([^`]+)`", cell)


def rows(text: str) -> list[list[str]]:
    """Return every table row of a page as its cells, headings and rules left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    split = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    return [cells for cells in split if not set("".join(cells)) <= set("-: ")]


def links(text: str) -> list[str]:
    """Return the targets of all links of a page."""
    return re.findall(r"\]\(([^)\s]+)\)", text)


def anchors(text: str) -> set[str]:
    """Return what ``#...`` may name on a page: its headings, as web sites spell them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
