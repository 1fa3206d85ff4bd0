"""How the columns of a list share its width."""

from collections.abc import Sequence
from typing import TypeAlias

from drill.tui.widgets.tones import Column

Layout: TypeAlias = tuple[tuple[int, int], ...]
"""(index of the column, its cells), one blank between two."""

_LEAST = 6
"""Cells that a sharing column keeps even when the fixed ones take everything."""


def layout_of(columns: Sequence[Column], width: int) -> Layout:
    """Return which columns show at this width and how wide each is; together they fill the width."""
    shown = [place for place, column in enumerate(columns) if column.from_width <= width]
    fixed = sum(columns[place].width for place in shown) + max(0, len(shown) - 1)
    shares = [place for place in shown if not columns[place].width]
    room = max(_LEAST * len(shares), width - fixed)
    total = sum(columns[place].share for place in shares)
    widths = {place: columns[place].width or room * columns[place].share // total for place in shown}
    if shares:
        widths[shares[-1]] += room - sum(widths[place] for place in shares)
    return tuple((place, widths[place]) for place in shown)
