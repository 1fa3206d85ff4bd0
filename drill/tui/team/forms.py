"""What a report still lacks, and how its clock stands in the three times. No screens here."""

from textual.content import Content

from drill.i18n import _, current_language
from drill.tui.widgets.page import Page
from drill.tui.widgets.spans import clock, left, of_day, since_start
from drill.tui.widgets.tones import Tone
from drill.world.cards import ClockCard, FieldView, ReportCard


def missing(card: ReportCard) -> list[FieldView]:
    """Return the fields that are empty."""
    return [field for field in card.fields if not field.text.strip()]


def worth(card: ReportCard) -> int:
    """Return the points of all fields."""
    return sum(field.points for field in card.fields)


def clock_lines(card: ReportCard, drill: ClockCard | None, now: int, who: str) -> Content:
    """Return the report's clock, and ``who`` sent it: exercise time, the story's local time, and legal time where that runs faster."""
    page = Page().head(_("Report to {who}").format(who=card.to.say(current_language())))
    if card.started is None:
        page.quiet(_("Its clock has not started. You may fill it in beforehand."))
    if card.due is not None:
        _due_line(page, card, card.due, drill, now)
    if card.submitted is not None:
        late = card.due is not None and card.submitted > card.due
        said = f"{since_start(card.submitted)} · {who}"
        page.pair(_("Submitted late") if late else _("Submitted"), said, Tone.WARN if late else Tone.GOOD)
    return page.done()


def _due_line(page: Page, card: ReportCard, due: int, drill: ClockCard | None, now: int) -> None:
    parts = [since_start(due)]
    if drill is not None:
        parts.append(of_day(drill.starts_at, due))
        if drill.hours_per_hour > 1 and card.started is not None:
            legal = (due - card.started) * drill.hours_per_hour
            parts.append(_("{time} of legal time").format(time=clock(legal)))
    if card.submitted is None:
        said, tone = left(due, now)
        page.pair(_("Due"), " · ".join([said, *parts]), tone)
    else:
        page.pair(_("Due"), " · ".join(parts))


def completeness(card: ReportCard) -> Content:
    """Return what is filled and what is not, for the check before submitting."""
    empty = missing(card)
    page = Page().head(card.to.say(current_language()))
    filled = len(card.fields) - len(empty)
    page.pair(
        _("Filled"),
        _("{n} of {all} fields").format(n=filled, all=len(card.fields)),
        Tone.WARN if empty else Tone.GOOD,
    )
    if empty:
        page.gap().head(_("Still empty"))
        for field in empty:
            points = _("{n} points").format(n=field.points)
            page.words(f"✗ {field.ask.say(current_language())} ({points})", Tone.WARN)
    page.gap().quiet(_("After submitting nothing can be changed."))
    return page.done()
