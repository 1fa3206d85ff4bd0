"""The ranks as lines of text: as many columns as the width carries, page by page where teams do not fit."""

from collections.abc import Sequence

from textual.content import Content

from drill.i18n import _, current_language
from drill.text import cells, fit
from drill.tui.widgets.tones import STYLE, Tone
from drill.tui.widgets.trend import sparkline
from drill.world.cards import RowCard
from scoring.wall.naming import folded, head

RANK, TOTAL, TREND, LEAST_NAME = 4, 7, 10, 16
"""Cells of the columns that are always there, and of the least name."""
SECTION = 10
"""Cells of a section's column."""


def in_order(rows: Sequence[RowCard]) -> list[RowCard]:
    """Return the rows, best first; equals stay in the order in which the hub told them."""
    return sorted(rows, key=lambda row: row.rank)


def pages(teams: int, height: int) -> int:
    """Return how many screens the teams take where a screen has so many lines."""
    return max(1, -(-teams // max(1, height - 1)))


def rank_lines(rows: Sequence[RowCard], width: int, height: int, page: int) -> list[Content]:
    """Return the heading and the rows of one page.

    Args:
        rows: best first.
        width: cells.
        height: lines, the heading among them.
        page: from 0; it starts again where there are no more teams.
    """
    if not rows:
        return [Content.styled(fit(_("The board fills when the drill begins."), width), STYLE[Tone.QUIET])]
    room = max(1, height - 1)
    first = page % pages(len(rows), height) * room
    shown = rows[first : first + room]
    columns = _columns(rows, width)
    spaced = 2 * len(rows) <= room
    lines = [_heading(rows, columns, width)]
    for row in shown:
        lines += [_line(row, columns, width), Content("")] if spaced else [_line(row, columns, width)]
    return lines


def _columns(rows: Sequence[RowCard], width: int) -> list[int]:
    """Return which sections are shown: those that gave or took a point, as many as fit."""
    room = (width - RANK - TOTAL - TREND - LEAST_NAME - 3) // SECTION
    sections = [folded(row.sections) for row in rows]
    used = [n for n in range(len(sections[0])) if any(row[n][1] for row in sections if n < len(row))]
    return used[: max(0, room)]


def _name_width(columns: Sequence[int], width: int) -> int:
    return max(4, width - RANK - TOTAL - TREND - 3 - SECTION * len(columns))


def _heading(rows: Sequence[RowCard], columns: Sequence[int], width: int) -> Content:
    sections = folded(rows[0].sections)
    heads = [_right(head(sections[n][0]).say(current_language()), SECTION - 1) for n in columns]
    middle = "".join(f" {one}" for one in heads)
    name = fit(_("Team"), _name_width(columns, width))
    said = f"{_right('#', RANK - 1)} {name}{middle} {fit(_('Trend'), TREND)} {_right(_('Total'), TOTAL)}"
    return Content.styled(said, STYLE[Tone.QUIET])


def _line(row: RowCard, columns: Sequence[int], width: int) -> Content:
    sections = folded(row.sections)
    parts = [
        Content.styled(_right(str(row.rank), RANK - 1) + " ", f"bold {STYLE[Tone.ACCENT]}"),
        Content.styled(fit(row.label, _name_width(columns, width)), "bold"),
    ]
    for n in columns:
        points = sections[n][1] if n < len(sections) else 0
        tone = Tone.BAD if points < 0 else Tone.NONE if points else Tone.QUIET
        parts.append(Content.styled(" " + _right(str(points) if points else "–", SECTION - 1), STYLE[tone]))
    bars = fit(sparkline(row.trend, TREND), TREND)
    parts.append(Content.styled(f" {bars} ", STYLE[Tone.QUIET]))
    parts.append(Content.styled(_right(str(row.total), TOTAL), "bold"))
    return Content("").join(parts)


def _right(text: str, width: int) -> str:
    said = fit(text, width).rstrip()
    return " " * (width - cells(said)) + said
