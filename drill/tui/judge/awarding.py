"""How the awards and the state of the results read on the judges' desk."""

from collections.abc import Iterable, Iterator

from textual.content import Content

from drill.i18n import _, ngettext
from drill.tui.judge.marking.papers import WAITING
from drill.tui.results import state_now
from drill.tui.widgets.page import Page
from drill.tui.widgets.tones import Tone
from drill.world.cards import AwardCard, CandidateView, MarkCard, ResultsCard, ResultsState


def blocking(results: ResultsCard | None, *, frozen: bool = False) -> Iterator[str]:
    """Yield what keeps the results from being sealed, a sentence each; nothing where they may be.

    Args:
        results: how far they are; None before the first card.
        frozen: whether the published board stands still; then a release alone moves nothing on it.
    """
    state = ResultsState.RUNNING if results is None else state_now(results)
    if results is None or state is ResultsState.RUNNING:
        yield _("The drill still runs: every team's drill has to end first.")
        return
    if state is ResultsState.APPEALS:
        yield _("The window for appeals is open: close it in Appeals, or wait for its end.")
    if results.appeals_open:
        yield ngettext(
            "{n} appeal waits for a ruling, in Appeals.",
            "{n} appeals wait for a ruling, in Appeals.",
            results.appeals_open,
        ).format(n=results.appeals_open)
    if results.moves and frozen:
        yield _("The published board is frozen: press f on the Scoreboard, so that it follows again.")
    elif results.moves:
        yield ngettext(
            "{n} team has points that are not released: press r on the Scoreboard.",
            "{n} teams have points that are not released: press r on the Scoreboard.",
            len(results.moves),
        ).format(n=len(results.moves))


def blocks_page(blocks: Iterable[str]) -> Content:
    """Return what is in the way of the seal."""
    page = Page().words(_("Before the results can be sealed:")).gap()
    for block in blocks:
        page.words(f"• {block}", Tone.WARN)
    return page.done()


def unmarked_words(cards: Iterable[MarkCard]) -> str:
    """Say how many texts the seal would leave without a mark they wait for; empty without any."""
    left = sum(card.state in WAITING for card in cards)
    if not left:
        return ""
    return ngettext(
        "{n} text still waits for a mark, or for a third one: see Marking. Once sealed it counts as it stands.",
        "{n} texts still wait for a mark, or for a third one: see Marking. Once sealed they count as they stand.",
        left,
    ).format(n=left)


def seal_page(results: ResultsCard) -> Content:
    """Return the seal of final results, to be read aloud and written down."""
    page = Page().pair(_("entry"), str(results.sealed_at)).gap()
    if results.seal:
        page.words(
            _("Read these words aloud and write them into the minutes; the same file gives the same words:")
        )
        page.gap().head(" ".join(results.seal), Tone.GOOD)
    else:
        page.words(_("The hub has not signed yet."), Tone.WARN)
    return page.done()


def in_order(cards: Iterable[AwardCard]) -> list[AwardCard]:
    """Return the awards in the order of their places, the crown first."""
    return sorted(cards, key=lambda card: (card.place, card.key))


def next_revealed(cards: Iterable[AwardCard]) -> AwardCard | None:
    """Return the award that the ceremony shows next: the highest place that is not revealed; None after the crown."""
    waiting = [card for card in cards if not card.revealed]
    return max(waiting, key=lambda card: card.place, default=None)


def winners(card: AwardCard) -> str:
    """Return who wins an award, by name."""
    return ", ".join(one.label for one in card.candidates if one.wins)


def given_to(card: AwardCard, team: str) -> tuple[tuple[str, int, str], ...]:
    """Return (judge, points of 100, reason) of the jury on one team."""
    return tuple((seat, points, reason) for other, seat, points, reason in card.given if other == team)


def candidate_page(card: AwardCard, one: CandidateView | None) -> Content:
    """Return one candidate in full."""
    page = Page()
    if one is None:
        return page.quiet(_("No candidate chosen.")).done()
    place = _("place {n}").format(n=one.place) if one.place else _("may not win")
    page.head(f"{one.label} · {place}", Tone.GOOD if one.wins else Tone.NONE)
    page.words(one.figure.say())
    if one.why.template:
        page.words(one.why.say(), Tone.WARN if not one.place else Tone.QUIET)
    for seat, points, reason in given_to(card, one.team):
        page.pair(_("jury, {judge}").format(judge=seat), f"{points} {reason}")
    return page.done()


def commands_page(card: AwardCard | None) -> Content:
    """Return which commands write the results, packets and certificates from the drill's file."""
    award = card.key if card else "AWARD"
    page = Page().words(_("The drill's file holds everything; on the machine that has it:")).gap()
    for said, command in (
        (_("certificates' data"), "livefire drill awards NAME.drill --certificates certificates.csv"),
        (_("nomination packet"), f"livefire drill awards NAME.drill --packet {award} --out {award}.html"),
        (_("all awards"), "livefire drill awards NAME.drill --json"),
        (_("minutes with signatures"), "livefire drill minutes NAME.drill"),
        (_("other rules"), "livefire drill awards NAME.drill --rules awards.yaml"),
        (_("the year's season"), "livefire awards SEASON.yaml --html season.html"),
    ):
        page.head(said).words(f"  {command}")
    return page.done()


def wrong_share(text: str) -> str:
    """Say what is wrong with a jury's points."""
    number = text.strip()
    return "" if number.isdecimal() and int(number) <= 100 else _("Write a whole number from 0 to 100.")
