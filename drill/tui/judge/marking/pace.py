"""How much is left and when it will be done, in words; and the wall's time, which only the edge may read."""

import time
from collections.abc import Sequence
from datetime import datetime

from drill.i18n import _, ngettext
from drill.tui.widgets.tones import Tone
from drill.world.cards import WorkCard
from scoring.judging.workload import Forecast, finish, together

DAY = 86_400_000
"""Milliseconds from which a moment is told with its day."""


def wall_time() -> int:
    """Return the wall time in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def at(moment: int, now: int) -> str:
    """Return a wall time as people here read it: ``16:05``, with the day where it is not today's."""
    said = datetime.fromtimestamp(moment // 1000).astimezone()
    today = datetime.fromtimestamp(now // 1000).astimezone()
    return f"{said:%H:%M}" if said.date() == today.date() else f"{said:%d/%m %H:%M}"


def forecast(works: Sequence[WorkCard], now: int) -> Forecast:
    """Return when these judges will be done together if each keeps the pace."""
    ceremony = max((work.ceremony for work in works), default=0)
    left = [finish(work.left, work.times, now, work.ceremony) for work in works if work.left]
    return together(left, ceremony) if left else Forecast(now, late=False)


def told(works: Sequence[WorkCard], now: int) -> tuple[str, Tone]:
    """Say how much is left, when it will be done, and whether that is after the ceremony."""
    left = sum(work.left for work in works)
    if not works or not left:
        return "", Tone.NONE
    said = ngettext("{n} left", "{n} left", left).format(n=left)
    expected = forecast(works, now)
    ceremony = max(work.ceremony for work in works)
    if expected.done is not None:
        said += " · " + _("done about {when}").format(when=at(expected.done, now))
    if expected.late:
        late = _("after the ceremony ({when})").format(when=at(ceremony, now))
        return f"⚠ {said} · {late}", Tone.BAD
    return said, Tone.NONE
