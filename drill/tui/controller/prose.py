"""A page written for the web, made readable in a terminal: paragraphs joined, tables as lines, marks taken off."""

from collections.abc import Iterator

from drill.tui.widgets.page import Page

_MARKS = ("**", "`", "*")


def prose(page: Page, text: str) -> Page:
    """Add a page of headings, paragraphs, lists and tables."""
    for block in _blocks(text):
        if block.startswith("#"):
            page.head(_bare(block.lstrip("# ")))
        else:
            page.words(_bare(block))
    return page


def _blocks(text: str) -> Iterator[str]:
    """Yield headings, list items, table rows and whole paragraphs, an empty text for each gap."""
    paragraph: list[str] = []
    for raw in [*text.strip().splitlines(), ""]:
        line = raw.strip()
        starts = not line or line[0] in "#|-" or line[:2].rstrip(".").isdecimal()
        if starts and paragraph:
            yield " ".join(paragraph)
            paragraph = []
        if not line or line.startswith("#"):
            yield line
        elif line.startswith("|"):
            yield from _row(line)
        elif line.strip("-"):
            paragraph.append(f"· {line[2:]}" if line.startswith("- ") else line)


def _row(line: str) -> Iterator[str]:
    parts = [part.strip() for part in line.strip("|").split("|")]
    if not all(set(part) <= set("-: ") for part in parts):
        yield "  " + "  –  ".join(part for part in parts if part)


def _bare(text: str) -> str:
    for mark in _MARKS:
        text = text.replace(mark, "")
    return text
