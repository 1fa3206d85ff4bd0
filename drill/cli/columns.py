"""Plain tables for the terminal: cut at nothing, padded by cells, safe to print."""

from collections.abc import Sequence

from drill.text import cells, one_line


def columns(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows under a heading, each column as wide as its widest word, with two blanks between.

    Args:
        heading: one word a column.
        rows: as many texts each; outsiders' words lose their controls here.
    """
    clean = [[one_line(text, 500) for text in row] for row in (heading, *rows)]
    widths = [max(cells(row[place]) for row in clean) for place in range(len(heading))]
    return "\n".join("  ".join(_padded(row, widths)).rstrip() for row in clean)


def _padded(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [text + " " * (width - cells(text)) for text, width in zip(row, widths, strict=True)]
