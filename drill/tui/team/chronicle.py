"""The team's own timeline: notes, and who did what, woven from the cards. No screens here."""

from dataclasses import dataclass

from textual.content import Content

from drill.i18n import N_, Language, _, current_language
from drill.text import one_line
from drill.tui.ordered import order_words
from drill.tui.team.deadlines import deadlines
from drill.tui.team.orders import going
from drill.tui.terms import alert_cell, note_cell, order_cell, seat_label
from drill.tui.widgets.page import Page
from drill.tui.widgets.spans import left, since_start
from drill.tui.widgets.tones import Cell, Tone
from drill.world.cards import (
    AlertCard,
    AlertState,
    InjectCard,
    NoteCard,
    OrderCard,
    ReportCard,
    ServiceCard,
    View,
)

_CLOSED = {AlertState.REAL, AlertState.FALSE}
SAVED_QUERY = "query:"
_ACTED = N_("ORDER")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline."""

    key: str
    t: int
    kind: Cell
    """A chip."""
    text: str
    about: str
    seat: str


def chronicle(view: View) -> list[Entry]:
    """Return the timeline, oldest first."""
    entries = [
        Entry(
            f"note:{card.key}",
            card.t,
            note_cell(card.kind),
            card.text,
            card.about,
            seat_label(view, card.seat),
        )
        for card in view.all(NoteCard)
        if not card.about.startswith(SAVED_QUERY)
    ]
    entries += [_order(view, card) for card in view.all(OrderCard)]
    entries += [_report(view, card) for card in view.all(ReportCard) if card.submitted is not None]
    entries += [_reply(view, card) for card in view.all(InjectCard) if card.replied is not None]
    return sorted(entries, key=lambda entry: (entry.t, entry.key))


def _order(view: View, card: OrderCard) -> Entry:
    state = order_cell(card.state).text
    return Entry(
        f"order:{card.key}",
        card.given,
        Cell(_(_ACTED), Tone.NONE, chip=True),
        f"{order_words(view, card)} — {state}",
        "",
        seat_label(view, card.seat),
    )


def _report(view: View, card: ReportCard) -> Entry:
    text = _("Report to {who} submitted").format(who=card.to.say(current_language()))
    return Entry(
        f"report:{card.key}",
        card.submitted or 0,
        Cell(_("REPORT"), Tone.GOOD, chip=True),
        text,
        "",
        seat_label(view, card.by),
    )


def _reply(view: View, card: InjectCard) -> Entry:
    text = _("Replied to {who}: {words}").format(
        who=card.sender.say(current_language()), words=one_line(card.reply, 200)
    )
    return Entry(
        f"inject:{card.key}",
        card.replied or 0,
        Cell(_("REPLY"), Tone.GOOD, chip=True),
        text,
        "",
        seat_label(view, card.by),
    )


def handover(view: View, now: int, language: Language) -> Content:
    """Return what the next shift must know: what is open, what runs, what is due, what was decided."""
    page = Page().quiet(since_start(now))
    page.gap().head(_("Services down"))
    _lines(
        page,
        [
            f"{card.label.say(language)} ({since_start(card.since)})"
            for card in view.all(ServiceCard)
            if not card.up
        ],
        Tone.BAD,
    )
    page.gap().head(_("Open alerts"))
    _lines(page, [_alert(view, card, language) for card in view.all(AlertCard) if card.state not in _CLOSED])
    page.gap().head(_("Orders under way"))
    _lines(
        page,
        [f"{card.key} {order_words(view, card)} · {order_cell(card.state).text}" for card in going(view)],
    )
    page.gap().head(_("Deadlines"))
    _lines(page, [f"{one.label} · {left(one.due, now)[0]}" for one in deadlines(view, language)])
    page.gap().head(_("Last decisions"))
    decisions = [card for card in view.all(NoteCard) if card.kind == "decision"][-5:]
    _lines(
        page,
        [
            f"{since_start(card.t)} {one_line(card.text, 200)} ({seat_label(view, card.seat)})"
            for card in decisions
        ],
    )
    return page.done()


def _alert(view: View, card: AlertCard, language: Language) -> str:
    who = f" · {seat_label(view, card.who)}" if card.who else ""
    return f"{card.key} {one_line(card.title.say(language), 120)} · {alert_cell(card.state).text}{who}"


def _lines(page: Page, lines: list[str], tone: Tone = Tone.NONE) -> None:
    if not lines:
        page.quiet(_("None."))
    for line in lines:
        page.words(f"• {line}", tone)
