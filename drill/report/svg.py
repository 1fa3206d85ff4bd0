"""Small pictures for pages, as SVG inside the HTML: whole-number coordinates, words escaped, no file and no script."""

from collections.abc import Sequence

import msgspec
from markupsafe import Markup, escape

from drill.text import clean

INKS = ("#14508c", "#a3262a", "#1c6b3c", "#8a5a00", "#5b3a8c", "#0f6b6b", "#7a7f8a", "#b0437c")
"""Colours of series, in order; beyond them they begin again. Each series has its name beside its end, too."""
_ROOM = 90
"""Units at the right of a plot for the names of the series."""
_PAD = 14
_NAME = 16
"""Characters of a series' name that its room holds."""


class Series(msgspec.Struct, frozen=True):
    """One line of a plot."""

    name: str
    values: tuple[int | None, ...]
    """One for each step; None where there is nothing."""


def bar(value: int, most: int, width: int = 160, height: int = 10) -> Markup:
    """Return a bar of ``value`` out of ``most``; what is below 0 or above is drawn as the nearest end."""
    filled = width * max(0, min(value, most)) // most if most > 0 else 0
    return _svg(
        width,
        height,
        Markup(
            '<rect width="{}" height="{}" fill="#eef1f6"/><rect width="{}" height="{}" fill="{}"/>'
        ).format(width, height, filled, height, INKS[0]),
    )


def lines(
    series: Sequence[Series],
    steps: Sequence[str] = (),
    *,
    width: int = 640,
    height: int = 200,
    falling: bool = False,
) -> Markup:
    """Return lines over equal steps, each with its name at its end.

    Args:
        series: what is drawn; with no value in any of them the plot is empty.
        steps: a word below each step; may be fewer than there are steps, or none.
        width: units of the picture, as pixels on a screen.
        height: the same.
        falling: whether the smallest value stands at the top, as ranks do.
    """
    values = [value for one in series for value in one.values if value is not None]
    plot = _Plot(
        lowest=min(values, default=0),
        highest=max(values, default=0),
        last=max((len(one.values) for one in series), default=1) - 1,
        width=width,
        height=height,
        falling=falling,
    )
    parts = [plot.frame(), plot.words(steps)]
    parts += [plot.line(one, INKS[number % len(INKS)]) for number, one in enumerate(series)]
    return _svg(width, height, Markup("").join(parts))


class _Plot(msgspec.Struct, frozen=True):
    lowest: int
    highest: int
    last: int
    """Index of the last step."""
    width: int
    height: int
    falling: bool

    def x(self, step: int) -> int:
        return _PAD + 20 + (self.width - _ROOM - 2 * _PAD - 20) * step // max(1, self.last)

    def y(self, value: int) -> int:
        share = (self.height - 3 * _PAD) * (value - self.lowest) // max(1, self.highest - self.lowest)
        return _PAD + share if self.falling else self.height - 2 * _PAD - share

    def frame(self) -> Markup:
        rule = Markup('<line x1="{}" x2="{}" y1="{}" y2="{}" stroke="#c4c9d2"/><text x="2" y="{}">{}</text>')
        return Markup("").join(
            rule.format(self.x(0), self.x(self.last), self.y(v), self.y(v), self.y(v) + 3, v)
            for v in sorted({self.lowest, self.highest})
        )

    def words(self, steps: Sequence[str]) -> Markup:
        word = Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>')
        return Markup("").join(
            word.format(self.x(place), self.height - 4, _short(said)) for place, said in enumerate(steps)
        )

    def line(self, one: Series, ink: str) -> Markup:
        points = [(self.x(step), self.y(v)) for step, v in enumerate(one.values) if v is not None]
        if not points:
            return Markup("")
        x, y = points[-1]
        return Markup(
            '<polyline points="{}" fill="none" stroke="{}" stroke-width="1.6"/>'
            '<circle cx="{}" cy="{}" r="2.4" fill="{}"/><text x="{}" y="{}" fill="{}">{}</text>'
        ).format(" ".join(f"{a},{b}" for a, b in points), ink, x, y, ink, x + 6, y + 3, ink, _short(one.name))


def _short(text: str) -> str:
    said = clean(text)
    return said if len(said) <= _NAME else said[: _NAME - 1] + "…"


def _svg(width: int, height: int, inside: Markup) -> Markup:
    return Markup('<svg viewBox="0 0 {} {}" width="{}" height="{}" role="img">{}</svg>').format(
        width, height, width, height, escape(inside)
    )
