"""One trend, one number: a sparkline never stands without its last and its highest value."""

from collections.abc import Sequence

from drill.i18n import _

_BARS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[int], width: int) -> str:
    """Return the last values as bars, one cell each; the lowest bar is the least of them."""
    shown = list(values[-width:]) if width > 0 else []
    if not shown:
        return ""
    low, span = min(shown), max(shown) - min(shown)
    return "".join(_BARS[(value - low) * (len(_BARS) - 1) // span if span else 0] for value in shown)


def trend(values: Sequence[int], width: int) -> str:
    """Return the sparkline with the last value and the highest one beside it."""
    if not values:
        return _("no values yet")
    return _("{bars} {last} (max {most})").format(
        bars=sparkline(values, width), last=values[-1], most=max(values)
    )


def progress(part: int, whole: int, width: int) -> str:
    """Return a bar of ``width`` cells and the whole percent beside it."""
    share = max(0, min(100, part * 100 // whole if whole > 0 else 100))
    full = share * width // 100
    return f"{'━' * full}{'─' * (width - full)} {share:>3}%"
