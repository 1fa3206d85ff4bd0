"""How much is left and when it will be done, in words."""

from collections.abc import Sequence
from datetime import datetime

from textual.content import Content

from drill.clock import unix_time
from drill.i18n import _, ngettext
from drill.tui.judge.marking.papers import unmarked
from drill.tui.widgets.tones import STYLE, Tone
from drill.world.cards import View, WorkCard
from scoring.judging.workload import Forecast, finish, together

DAY = 86_400_000
"""Milliseconds from which a moment is told with its day."""


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


def short(works: Sequence[WorkCard], now: int) -> str:
    """Say when these judges will be done together; empty while that cannot be told."""
    expected = forecast(works, now)
    if expected.done is None or not any(work.left for work in works):
        return "⚠" if expected.late else ""
    said = _("done about {when}").format(when=at(expected.done, now))
    return f"⚠ {said}" if expected.late else said


def told(works: Sequence[WorkCard], now: int) -> tuple[str, Tone]:
    """Say how much is left, when it will be done, and whether that is after the ceremony; empty for nothing left."""
    left = sum(work.left for work in works)
    if not left:
        return "", Tone.NONE
    expected = forecast(works, now)
    parts = [ngettext("{n} left", "{n} left", left).format(n=left)]
    if expected.done is not None:
        parts.append(_("done about {when}").format(when=at(expected.done, now)))
    if not expected.late:
        return " · ".join(parts), Tone.NONE
    ceremony = max(work.ceremony for work in works)
    parts.append(_("after the ceremony ({when})").format(when=at(ceremony, now)))
    return f"⚠ {' · '.join(parts)}", Tone.BAD


def coming(view: View, seat: str) -> list[Content]:
    """Return what the line above the keys says of marking: what waits, or that it will be done too late."""
    works = view.all(WorkCard)
    said, tone = told([work for work in works if work.key == seat] or works, unix_time())
    if tone is Tone.BAD:
        return [Content.styled(said, STYLE[tone])]
    waiting = unmarked(view)
    if not waiting:
        return []
    said = ngettext("{n} item waits for a mark", "{n} items wait for a mark", waiting).format(n=waiting)
    return [Content.styled(said, STYLE[Tone.WARN])]
