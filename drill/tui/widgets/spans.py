"""Times as people read them. Everything is whole milliseconds of exercise time."""

from drill.i18n import _
from drill.tui.widgets.tones import Tone

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
SOON = 10 * MINUTE
"""A deadline this near is marked."""


def clock(t: int) -> str:
    """Return ``h:mm:ss`` or ``mm:ss`` of a length, without a sign."""
    seconds = abs(t) // SECOND
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def since_start(t: int) -> str:
    """Return exercise time as ``T+01:12:40``."""
    seconds = abs(t) // SECOND
    sign = "-" if t < 0 else "+"
    return f"T{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def of_day(starts_at: int, t: int, *, seconds: bool = False) -> str:
    """Return the story's local time of day, ``08:57`` or ``08:57:40``."""
    moment = (starts_at + t) % DAY
    shown = f"{moment // HOUR:02}:{moment // MINUTE % 60:02}"
    return f"{shown}:{moment // SECOND % 60:02}" if seconds else shown


def left(due: int, now: int) -> tuple[str, Tone]:
    """Return a deadline as a countdown with its tone: ``12:05 left``, or ``LATE 03:10``."""
    if now > due:
        return _("LATE {time}").format(time=clock(now - due)), Tone.BAD
    tone = Tone.WARN if due - now <= SOON else Tone.NONE
    return _("{time} left").format(time=clock(due - now)), tone


def ago(t: int, now: int) -> str:
    """Return how long ago something was, in its largest unit: ``40 s``, ``12 min``, ``3 h``."""
    gone = max(0, now - t)
    if gone < MINUTE:
        return _("{n} s").format(n=gone // SECOND)
    if gone < HOUR:
        return _("{n} min").format(n=gone // MINUTE)
    return _("{n} h").format(n=gone // HOUR)


def lasts(lo: int, hi: int) -> str:
    """Return a range of lengths in minutes, or in seconds below one minute: ``3-6 min``, ``45 s``."""
    if hi < MINUTE:
        return _("{n} s").format(n=hi // SECOND)
    low, high = lo // MINUTE, -(-hi // MINUTE)
    return _("{n} min").format(n=high if low == high else f"{low}-{high}")
