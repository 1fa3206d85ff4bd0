"""One line of time: planned and sent injects, report clocks, reached goals, and where the drill is."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from drill.text import cells
from drill.tui.widgets.spans import HOUR, MINUTE
from drill.tui.widgets.tones import STYLE, Tone

_STEPS = (5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR)


@dataclass(frozen=True, slots=True)
class Sign:
    """Something at a moment of the axis."""

    at: int
    sign: str
    """One cell."""
    tone: Tone


@dataclass(frozen=True, slots=True)
class AxisState:
    """All that the axis shows; equal states are not drawn twice."""

    length: int
    """When the drill ends (ms)."""
    now: int
    signs: tuple[Sign, ...]


class Axis(Widget):
    """Two lines: the hours, and what stands at them. What comes later stands in front."""

    DEFAULT_CSS = "Axis { height: 2; width: 1fr; padding: 0 1; }"
    ALLOW_SELECT = False

    state: reactive[AxisState | None] = reactive(None)
    """What to show; None before the first clock card."""

    def render(self) -> Content:
        """Draw both lines at the width there is."""
        state, width = self.state, self.content_size.width
        if state is None or width < 20 or state.length <= 0:
            return Content("")
        return Content("\n").join((_hours(state.length, width), _line(state, width)))


def place_of(t: int, length: int, width: int) -> int:
    """Return the cell of a moment."""
    return max(0, min(width - 1, t * (width - 1) // length))


def _hours(length: int, width: int) -> Content:
    step = next((one for one in _STEPS if length // one * 8 <= width), _STEPS[-1])
    line = ""
    for t in range(0, length + 1, step):
        label = f"{t // HOUR:02}:{t // MINUTE % 60:02}"
        place = min(place_of(t, length, width), width - cells(label))
        if place >= cells(line) + bool(line):
            line += " " * (place - cells(line)) + label
    return Content.styled(line.ljust(width), STYLE[Tone.QUIET])


def _line(state: AxisState, width: int) -> Content:
    now = place_of(state.now, state.length, width)
    drawn: list[tuple[str, str]] = [
        ("━" if place <= now else "─", STYLE[Tone.ACCENT] if place <= now else STYLE[Tone.QUIET])
        for place in range(width)
    ]
    for sign in _in_order(state.signs):
        drawn[place_of(sign.at, state.length, width)] = (sign.sign, f"bold {STYLE[sign.tone]}".strip())
    drawn[now] = ("┃", "bold $foreground")
    return Content("").join(Content.styled(text, style) for text, style in drawn)


def _in_order(signs: Sequence[Sign]) -> list[Sign]:
    return sorted(signs, key=lambda sign: sign.at)
