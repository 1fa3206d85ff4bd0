"""How staff read events: times, levels, and the feed that controllers and judges share."""

from collections.abc import Callable, Mapping

from drill.i18n import N_, _
from drill.tui.widgets.page import Page
from drill.tui.widgets.spans import since_start
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import FeedCard

LEVELS = {
    "info": (N_("info"), Tone.QUIET),
    "team": (N_("team"), Tone.NONE),
    "attack": (N_("attack"), Tone.WARN),
    "bad": (N_("loss"), Tone.BAD),
    "control": (N_("control"), Tone.ACCENT),
}
"""Levels of the feed: word and tone."""

FEED_COLUMNS = (
    Column("t", N_("Time"), 11),
    Column("level", N_("Kind"), 12, from_width=54),
    Column("team", N_("Team"), 14, from_width=40),
    Column("words", N_("Event")),
    Column("seat", N_("Seat"), 14, from_width=120),
)


def moment(t: int | None) -> str:
    """Return exercise time as hours and minutes, ``01:12``; a dash for never."""
    return "–" if t is None else since_start(t)[2:7]


def exact(t: int | None) -> str:
    """Return exercise time to the second; a dash for never."""
    return "–" if t is None else since_start(t)


def level_word(level: str) -> str:
    """Return a level's word; an unknown level as it is."""
    return _(LEVELS[level][0]) if level in LEVELS else level


def next_level(level: str) -> str:
    """Return the level after this one, round and round through all of them; empty is every level."""
    order = ["", *LEVELS]
    return order[(order.index(level) + 1) % len(order)] if level in order else ""


def feed_cells(card: FeedCard, labels: Mapping[str, str], who: Callable[[str], str]) -> tuple[Cell, ...]:
    """Return a line of the feed under `FEED_COLUMNS`.

    Args:
        card: the event.
        labels: each team's name by its id.
        who: names whoever sits in a seat.
    """
    tone = LEVELS[card.level][1] if card.level in LEVELS else Tone.NONE
    return (
        Cell(since_start(card.t), Tone.QUIET, value=card.t),
        Cell(level_word(card.level), tone, chip=True),
        Cell(labels.get(card.team, card.team)),
        Cell(card.words.say(), tone),
        Cell(who(card.seat), Tone.QUIET),
    )


def event_page(card: FeedCard, labels: Mapping[str, str], who: Callable[[str], str]) -> Page:
    """Tell one event in full, under the names of `feed_cells`."""
    page = (
        Page().words(card.words.say()).gap().pair(_("entry"), f"#{card.key}").pair(_("time"), exact(card.t))
    )
    page.pair(_("kind"), level_word(card.level)).pair(_("team"), labels.get(card.team, card.team))
    return page.pair(_("seat"), who(card.seat))
