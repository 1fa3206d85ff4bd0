"""The frame of every desk: the header, the strip of places, the line of what is next, and the keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rich.cells import set_cell_size
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from drill.i18n import N_, _
from drill.text import cells, fit, one_line
from drill.tui.link import LinkState, LinkStatus
from drill.tui.widgets.spans import clock, of_day, since_start
from drill.tui.widgets.tones import STYLE, Tone
from drill.world.cards import ClockCard, ClockState

_STATE_WORDS = {
    ClockState.WAITING: N_("WAITING"),
    ClockState.RUNNING: N_("RUNNING {speed}"),
    ClockState.PAUSED: N_("PAUSED"),
    ClockState.COVERED: N_("COVERED"),
    ClockState.HELD: N_("HELD"),
    ClockState.STOPPED: N_("EMERGENCY STOP"),
    ClockState.ENDED: N_("ENDED"),
}
_STATE_SIGNS = {
    ClockState.WAITING: "·",
    ClockState.RUNNING: "▶",
    ClockState.PAUSED: "‖",
    ClockState.COVERED: "‖",
    ClockState.HELD: "‖",
    ClockState.STOPPED: "■",
    ClockState.ENDED: "■",
}
STATE_SENTENCES = {
    ClockState.WAITING: N_(
        "The drill has not started. Read the orders and the network; your orders wait until the start."
    ),
    ClockState.PAUSED: N_(
        "Everything stands still: clocks, attacker, deadlines. Read and draft; orders wait."
    ),
    ClockState.COVERED: N_("Everything stands still and nothing can be read until the controller goes on."),
    ClockState.HELD: N_("Your team alone is held: your clock, your attacker and your deadlines stand still."),
    ClockState.STOPPED: N_("A real emergency. The drill stands still; follow the people in charge."),
    ClockState.ENDED: N_("The drill is over. Nothing more counts; the result is on F10."),
}

STAFF_SENTENCES = {
    ClockState.WAITING: N_("The drill has not started."),
    ClockState.PAUSED: N_("Everything stands still: clocks, attacker, deadlines. Teams read and draft."),
    ClockState.COVERED: N_("Everything stands still and teams see nothing until the clock goes on."),
    ClockState.STOPPED: N_("A real emergency. The drill stands still; follow the people in charge."),
    ClockState.ENDED: N_("The drill is over. Nothing more counts but what judges mark."),
}
"""What those read who belong to no team."""

LEAST_TITLE = 12
"""Cells that the drill's title keeps before the seat's role gives way."""


@dataclass(frozen=True, slots=True)
class HeaderState:
    """All that the header says; equal states are not drawn twice."""

    title: str
    clock: ClockCard | None
    t: int
    """Exercise time (ms), cut to whole seconds."""
    link: LinkStatus
    seat: str
    role: str
    team: str


def speed(card: ClockCard) -> str:
    """Return the clock's rate as ``x1``, ``x4`` or ``x1/2``."""
    return f"x{card.p // card.q}" if card.q and card.p % card.q == 0 else f"x{card.p}/{card.q}"


def state_words(card: ClockCard) -> str:
    """Return the clock's state with its sign: ``▶ RUNNING x1``."""
    return f"{_STATE_SIGNS[card.state]} {_(_STATE_WORDS[card.state]).format(speed=speed(card))}"


def _link_words(link: LinkStatus) -> tuple[str, Tone]:
    if link.state is LinkState.LIVE:
        return _("● live"), Tone.GOOD
    if link.state is LinkState.RECONNECTING:
        return _("◐ reconnecting {time} s").format(time=-(-link.milliseconds // 1000)), Tone.WARN
    return _("○ offline {time}").format(time=clock(link.milliseconds)), Tone.BAD


class DeskHeader(Widget):
    """One line: title, times, state, connection, seat."""

    DEFAULT_CSS = "DeskHeader { height: 1; width: 1fr; }"
    ALLOW_SELECT = False

    state: reactive[HeaderState | None] = reactive(None)
    """What to show; None before the first card came."""

    def render(self) -> Content:
        """Fit the parts; the title gives way first, then the seat's team."""
        state, width = self.state, self.size.width
        if state is None:
            return Content(fit(_(" Joining the drill…"), width))
        right = self._right(state, wide=width >= 110)
        if width - right.cell_length < LEAST_TITLE:
            right = self._right(state, wide=False, brief=True)
        if width - right.cell_length < LEAST_TITLE:
            right = self._right(replace(state, role="", seat=""), wide=False, brief=True)
        room = max(0, width - right.cell_length - 2)
        return Content.styled(f" {fit(state.title, room)} ", "bold") + right

    def _right(self, state: HeaderState, *, wide: bool, brief: bool = False) -> Content:
        """Make the parts beside the title; ``brief`` leaves of a live connection only its sign, for that is no news."""
        parts: list[tuple[str, str]] = []
        card = state.clock
        if card is not None:
            left = clock(max(0, card.length - state.t))
            parts.append((since_start(state.t), "bold"))
            parts.append((of_day(card.starts_at, state.t, seconds=wide), ""))
            parts.append((_("left {time}").format(time=left), ""))
            parts.append((state_words(card), "bold"))
        said, tone = _link_words(state.link)
        if brief and state.link.state is LinkState.LIVE:
            said = "●"
        parts.append((said, STYLE[tone]))
        role = state.role or state.seat
        who = " · ".join(part for part in (state.team, role) if part) if wide else fit(role, 12).rstrip()
        parts.append((one_line(who, 40), ""))
        return Content("  ").join(Content.styled(text, style) for text, style in parts if text) + Content(" ")

    def watch_state(self, state: HeaderState | None) -> None:
        """The clock's state is a class; the style sheet decides how it looks."""
        card = state.clock if state else None
        for one in ClockState:
            self.set_class(card is not None and card.state is one, f"-{one.name.lower()}")
        self.set_class(state is not None and state.link.state is not LinkState.LIVE, "-no-link")


class Banner(Widget):
    """A line or two below the header while the drill does not run; gone while it does."""

    DEFAULT_CSS = (
        "Banner { height: auto; max-height: 2; width: 1fr; padding: 0 1; display: none; } "
        "Banner.-shown { display: block; }"
    )
    ALLOW_SELECT = False

    card: reactive[ClockCard | None] = reactive(None, layout=True)
    """The clock."""
    staff: reactive[bool] = reactive(default=False)
    """Whether the reader belongs to no team."""

    def render(self) -> Content:
        """Say the state, the controller's reason, and what may be done."""
        if self.card is None:
            return Content("")
        said = state_words(self.card)
        if self.card.reason:
            said += f" · {one_line(self.card.reason, 200)}"
        sentences = STAFF_SENTENCES if self.staff else STATE_SENTENCES
        if self.card.state in sentences:
            said += f" · {_(sentences[self.card.state])}"
        return Content(said)

    def watch_card(self, card: ClockCard | None) -> None:
        """Show only what is not ordinary."""
        self.set_class(card is not None and card.state is not ClockState.RUNNING, "-shown")


@dataclass(frozen=True, slots=True)
class Tab:
    """A place as the strip shows it."""

    id: str
    key: str
    title: str
    badge: str
    """A number or word that calls; empty when nothing waits."""
    current: bool
    short: str = ""
    """A shorter title for where room is short; empty where there is none."""


class PlaceStrip(Widget):
    """The desk's places in one line, with what waits in each."""

    class Picked(Message):
        """A place was clicked.

        Attributes:
            place: its id.
        """

        def __init__(self, place: str) -> None:
            super().__init__()
            self.place = place

    DEFAULT_CSS = "PlaceStrip { height: 1; width: 1fr; }"
    ALLOW_SELECT = False

    tabs: reactive[tuple[Tab, ...]] = reactive(())
    """The places in the order of their keys."""

    def render(self) -> Content:
        """Call other places by their short names until all fit, those first that gain most; then cut."""
        return Content("").join(content for content, _tab in self._pieces())

    def _pieces(self) -> list[tuple[Content, Tab]]:
        names = short_names(self.tabs, self.size.width)
        return [(_piece(tab, names[tab.id]), tab) for tab in self.tabs]

    def on_click(self, event: events.Click) -> None:
        """Go to the place under the pointer."""
        x = 0
        for piece, tab in self._pieces():
            x += piece.cell_length
            if event.x < x:
                self.post_message(self.Picked(tab.id))
                return


def short_names(tabs: Sequence[Tab], width: int) -> dict[str, str]:
    """Return what to call each place so that the strip fits: other places lose their long names, then their ends."""
    names = {tab.id: tab.title for tab in tabs}
    others = [tab for tab in tabs if not tab.current]
    for tab in sorted((tab for tab in others if tab.short), key=_gain, reverse=True):
        if _width(tabs, names) > width:
            names[tab.id] = tab.short
    limit = max((cells(name) for name in names.values()), default=0)
    while limit > 2 and _width(tabs, names) > width:
        limit -= 1
        names |= {tab.id: _cut(names[tab.id], limit) for tab in others}
    return names


def _cut(name: str, limit: int) -> str:
    return set_cell_size(name, min(limit, cells(name))).rstrip()


def _width(tabs: Sequence[Tab], names: Mapping[str, str]) -> int:
    return sum(_piece(tab, names[tab.id]).cell_length for tab in tabs)


def _gain(tab: Tab) -> int:
    return cells(tab.title) - cells(tab.short)


def _piece(tab: Tab, title: str) -> Content:
    key = Content.styled(f" {tab.key}", "$footer-key-foreground" if not tab.current else "")
    style = "bold $text-warning" if not tab.current else "bold"
    badge = Content.styled(_in_brackets(tab.badge), style) if tab.badge else Content("")
    whole = key + Content(f" {title}") + badge
    if tab.current:
        return (whole + Content(" ")).stylize("bold $block-cursor-foreground on $block-cursor-background")
    return whole


def _in_brackets(badge: str) -> str:
    """Return a badge as it stands behind a title: a bare number would read as the next place's key."""
    return f"({badge})" if badge.strip("-").isdecimal() else f" {badge}"


class NextLine(Widget):
    """One line above the keys: what comes next, or for a few seconds what just happened."""

    DEFAULT_CSS = (
        "NextLine { height: 1; width: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }"
    )
    ALLOW_SELECT = False

    coming: reactive[Content] = reactive(Content(""))
    """The nearest deadlines."""
    flash: reactive[Content | None] = reactive(None)
    """What just happened; it hides `coming`."""

    def render(self) -> Content:
        """Show the flash if there is one."""
        return self.flash if self.flash is not None else self.coming


@dataclass(frozen=True, slots=True)
class KeyHint:
    """One key of the footer."""

    key: str
    """Textual's name, to press it when clicked."""
    shown: str
    label: str
    works: bool


class KeyBar(Widget):
    """The keys that matter here, at most seven; one that cannot act now is dim."""

    DEFAULT_CSS = "KeyBar { height: 1; width: 1fr; }"
    ALLOW_SELECT = False
    MOST = 7

    hints: reactive[tuple[KeyHint, ...]] = reactive(())
    """In the order of importance; what does not fit falls off the end."""
    around: reactive[tuple[KeyHint, ...]] = reactive(())
    """Keys of the whole desk; they stand last and always fit."""

    def render(self) -> Content:
        """Draw what fits, whole keys only."""
        return Content("").join(content for content, _hint in self._pieces())

    def _pieces(self) -> list[tuple[Content, KeyHint]]:
        last = [(_hint_piece(hint), hint) for hint in self.around]
        pieces, room = [], self.size.width - sum(piece.cell_length for piece, _hint in last)
        for hint in self.hints[: self.MOST]:
            piece = _hint_piece(hint)
            if piece.cell_length > room:
                break
            room -= piece.cell_length
            pieces.append((piece, hint))
        return pieces + last

    def on_click(self, event: events.Click) -> None:
        """Press the key under the pointer."""
        x = 0
        for piece, hint in self._pieces():
            x += piece.cell_length
            if event.x < x:
                if hint.works:
                    self.app.simulate_key(hint.key)
                return


def _hint_piece(hint: KeyHint) -> Content:
    if not hint.works:
        return Content.styled(f" {hint.shown} {hint.label} ", "$quiet dim")
    return Content.styled(f" {hint.shown}", "bold $footer-key-foreground") + Content(f" {hint.label} ")


def hints_of(found: Sequence[KeyHint]) -> tuple[KeyHint, ...]:
    """Return the hints without repeats of a label, first come first."""
    seen: dict[str, KeyHint] = {}
    for hint in found:
        seen.setdefault(hint.label, hint)
    return tuple(seen.values())
