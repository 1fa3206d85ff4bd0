"""Stacked bars for pages, as SVG inside the HTML: one bar a team, one piece a drill."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import msgspec
from markupsafe import Markup

from drill.report.svg import INKS
from drill.text import clean

WIDTH = 640
_NAMES = 150
"""Units at the left for names."""
_TOTALS = 60
"""Units at the right for totals."""
_ROW = 18
_LETTERS = 24
"""Characters of a name that its room holds."""


class Stack(msgspec.Struct, frozen=True):
    """One bar."""

    name: str
    pieces: tuple[Fraction, ...]
    total: str
    """Said at the bar's end."""


def stacks(rows: Sequence[Stack], names: Sequence[str]) -> Markup:
    """Return the bars with what each piece stands for above them.

    Args:
        rows: top to bottom; with none the plot is empty.
        names: of the pieces, left to right.
    """
    most = max((sum(row.pieces, Fraction(0)) for row in rows), default=Fraction(0))
    height = _ROW * (len(rows) + 1) + 6
    parts = [
        *_legend(names),
        *(part for number, row in enumerate(rows, 1) for part in _bar(row, number, most)),
    ]
    return Markup('<svg viewBox="0 0 {} {}" width="{}" height="{}" role="img">{}</svg>').format(
        WIDTH, height, WIDTH, height, Markup("").join(parts)
    )


def _legend(names: Sequence[str]) -> Iterator[Markup]:
    room = (WIDTH - _NAMES) // max(1, len(names))
    box = Markup('<rect x="{}" y="3" width="9" height="9" fill="{}"/><text x="{}" y="11">{}</text>')
    for number, name in enumerate(names):
        x = _NAMES + number * room
        yield box.format(x, _ink(number), x + 13, _cut(name, room // 6))


def _bar(row: Stack, number: int, most: Fraction) -> Iterator[Markup]:
    y = number * _ROW
    text = Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>')
    piece = Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>')
    yield text.format(_NAMES - 6, y + 11, "end", _cut(row.name, _LETTERS))
    done = Fraction(0)
    for place, points in enumerate(row.pieces):
        start, done = done, done + max(Fraction(0), points)
        x, end = _x(start, most), _x(done, most)
        if end > x:
            yield piece.format(x, y + 2, max(1, end - x - 1), _ROW - 6, _ink(place))
    yield text.format(_x(done, most) + 5, y + 11, "start", row.total)


def _x(points: Fraction, most: Fraction) -> int:
    room = WIDTH - _NAMES - _TOTALS
    return _NAMES + (int(room * points / most) if most > 0 else 0)


def _ink(number: int) -> str:
    return INKS[number % len(INKS)]


def _cut(text: str, most: int) -> str:
    said = clean(text)
    return said if len(said) <= most else said[: most - 1] + "…"
