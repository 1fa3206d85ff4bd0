"""A case as a judge reads it: the team's words, then each contested line with all that is behind it."""

from collections.abc import Mapping

from textual.content import Content

from drill.i18n import _
from drill.tui.events import exact
from drill.tui.judge.told import section_name, signed, tone_of
from drill.tui.judge.why import rule_name, tell_entries
from drill.tui.results import APPEALS, appeal_kind
from drill.tui.widgets.page import Page
from drill.tui.widgets.tones import Tone
from drill.world.cards import AppealCard, AppealState, LedgerCard
from drill.world.judging import LONGEST_WINDOW, MOST_POINTS


def case_page(card: AppealCard, label: str, lines: Mapping[str, LedgerCard]) -> Content:
    """Return an appeal in full.

    Args:
        card: the appeal.
        label: its team's name.
        lines: the ledger lines that it names and that are there, by name.
    """
    page = Page().head(f"{label} · {appeal_kind(card)} #{card.key}").pair(_("filed at"), exact(card.t))
    page.gap().words(card.text).gap()
    for name in card.lines:
        _tell_line(page, name, lines.get(name))
    if not card.lines:
        page.quiet(_("No line is named."))
    if card.state is not AppealState.OPEN:
        word, tone = APPEALS[card.state]
        points = f"  {signed(card.points)}" if card.points else ""
        page.gap().head(_(word) + points, tone)
        if card.by:
            page.pair(_("judge"), card.by).words(card.reason)
    return page.done()


def _tell_line(page: Page, name: str, line: LedgerCard | None) -> None:
    if line is None:
        page.words(name, Tone.WARN).quiet(_("This line is not in the ledger any more."))
        return
    page.head(
        f"{signed(line.points)}  {section_name(line.section)} · {rule_name(line.rule)}", tone_of(line.points)
    )
    page.words(line.why.say())
    tell_entries(page, line)


def wrong_signed(text: str) -> str:
    """Say what is wrong with signed points, of which 0 is fine."""
    number = text.strip()
    bare = number[1:] if number[:1] in {"+", "-", "−"} else number
    if bare.isdecimal() and int(bare) <= MOST_POINTS:
        return ""
    return _("Write signed whole points, like +12, -5 or 0.")


def wrong_minutes(text: str) -> str:
    """Say what is wrong with the minutes of a window."""
    number = text.strip()
    if number.isascii() and number.isdigit() and 1 <= int(number) <= LONGEST_WINDOW:
        return ""
    return _("Write whole minutes, from 1 to {most} (two weeks).").format(most=LONGEST_WINDOW)
