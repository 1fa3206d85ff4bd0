"""The app that every desk is: places on F2 and on, one timer that paints what is dirty and visible, one way to send."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.content import Content
from textual.types import CSSPathType

from drill.errors import LivefireError
from drill.i18n import N_, Language, _, current_language, use_language
from drill.text import clean, one_line
from drill.tui.commands import DeskCommand, DeskCommands
from drill.tui.dialogs.cover import Cover
from drill.tui.dialogs.message import Message, Problem
from drill.tui.dialogs.witness import Witness
from drill.tui.link import Command, Link, LinkState
from drill.tui.place import PlaceScreen
from drill.tui.terms import role_label
from drill.tui.theme import ANSI_DARK, DARK, LIGHT, THEMES, Sheet, theme_for
from drill.tui.widgets.frame import HeaderState, Tab
from drill.tui.widgets.page import Page
from drill.tui.widgets.tones import STYLE, Tone
from drill.world.cards import ClockCard, ClockState, DrillCard
from drill.world.inputs import Refusal

KIT_CSS = Path(__file__).parent / "kit.tcss"
"""The sheet of all desks; a desk with a sheet of its own says ``CSS_PATH = [KIT_CSS, "app.tcss"]``."""
BEAT = 1 / 8
"""Seconds between two looks at what is dirty: a person sees it as at once, a terminal over SSH keeps up."""
FLASH_BEATS = 48
"""Six seconds."""
_FIRST_KEY = 2
"""F1 is help."""


class DeskApp(App[None]):
    """Base of the desks. Subclasses list their `PLACES`; the first one is where a person starts."""

    PLACES: ClassVar[tuple[type[PlaceScreen], ...]] = ()
    CSS_PATH: ClassVar[CSSPathType | None] = KIT_CSS
    COMMANDS = {DeskCommands}
    ENABLE_COMMAND_PALETTE = True
    NOTIFICATION_TIMEOUT = 6
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f1",
            "help",
            N_("Help"),
            id="desk.help",
            tooltip=N_("What the focused panel is for, and all keys"),
        ),
        Binding(
            "ctrl+p", "command_palette", N_("Commands"), id="desk.commands", tooltip=N_("Everything, by name")
        ),
        Binding("ctrl+l", "language", N_("English / Tiếng Việt"), show=False, id="desk.language"),
        Binding("ctrl+q", "quit", N_("Leave"), show=False, id="desk.quit"),
        Binding(
            "v,V",
            "witness",
            N_("Witness"),
            show=False,
            id="desk.witness",
            tooltip=N_("Whether the record is what you were told"),
        ),
        *(
            Binding(
                f"f{place + _FIRST_KEY}",
                f"place({place})",
                "",
                show=False,
                # A field of running text would take f6 and f7 for itself and mark the words to be written over.
                priority=True,
                id=f"desk.place-{place + 1}",
            )
            for place in range(10)
        ),
    ]

    def __init_subclass__(cls, *args: object, **kwargs: object) -> None:
        if cls.PLACES:
            cls.MODES = {place.PLACE: place for place in cls.PLACES}
            cls.DEFAULT_MODE = cls.PLACES[0].PLACE
        super().__init_subclass__(*args, **kwargs)

    def __init__(
        self, link: Link, *, language: Language | None = None, theme: str | None = None, bells: bool = True
    ) -> None:
        super().__init__()
        self.link = link
        self.bells = bells
        self.refused: Refusal | None = None
        """The last refusal, until the next command is taken."""
        if language is not None:
            use_language(language)
        for one in THEMES:
            self.register_theme(one)
        self.theme = theme or theme_for(os.environ)
        self.stylesheet = Sheet(variables=self.get_css_variables())
        self._dirty: dict[str, set[str]] = {place.PLACE: set(place.KINDS) for place in self.PLACES}
        self._second = -1
        self._flash: tuple[Content, int] | None = None
        self._draft = ""
        self._acknowledged = False
        self._stop_listening: Callable[[], None] = _nothing
        self._acting: tuple[bool, bool] = (False, False)

    # --- life

    def on_mount(self) -> None:
        """Listen to the link and start the one timer."""
        self._stop_listening = self.link.on_change(self.mark)
        self.mark(frozenset({"link"}))
        self.set_interval(BEAT, self.beat)

    def on_unmount(self) -> None:
        """Hear nothing more."""
        self._stop_listening()

    def mark(self, kinds: frozenset[str]) -> None:
        """Note what changed; it is painted at the next beat if it is in sight, else when it comes into sight."""
        for place in self.PLACES:
            self._dirty[place.PLACE] |= kinds & place.KINDS

    @property
    def place(self) -> PlaceScreen | None:
        """The place in sight, below any dialog."""
        bottom = self.screen_stack[0] if self.screen_stack else None
        return bottom if isinstance(bottom, PlaceScreen) and bottom.ready and bottom.is_running else None

    def beat(self) -> None:
        """Paint what is dirty and visible; count down once a second."""
        place = self.place
        if place is None or not self.is_running:
            return
        dirty = frozenset(self._dirty[place.PLACE])
        if dirty:
            self._dirty[place.PLACE].clear()
            place.paint(dirty)
            place.refresh_bindings()
        second = self.link.t_now() // 1000
        if second != self._second:
            self._second = second
            place.tick()
        self._show_frame(place)
        self._cover()

    def _show_frame(self, place: PlaceScreen) -> None:
        drill, link = self.link.view.get(DrillCard, "drill"), self.link
        title = drill.title.say(current_language()) if drill else ""
        state = HeaderState(
            title, self.clock_card, self.link.t_now() // 1000 * 1000, link.status, link.seat, self.role_words(),
            drill.team if drill else "",
        )  # fmt: skip
        place.show_frame(state, self._tabs(place), self._coming_or_gone())
        if self._flash is not None:
            content, beats = self._flash
            self._flash = (content, beats - 1) if beats > 0 else None
            place.show_flash(content if self._flash else None)
        acting = (self.can_act, self.can_draft)
        if acting != self._acting:
            self._acting = acting
            place.refresh_bindings()

    def role_words(self) -> str:
        """Return this seat's role as the team calls it, or as it stands."""
        return role_label(self.link.view, self.link.role)

    def _tabs(self, here: PlaceScreen) -> tuple[Tab, ...]:
        view = self.link.view
        return tuple(
            Tab(
                place.PLACE,
                str(number + _FIRST_KEY),
                _(place.TITLE),
                self.badge_of(place),
                here.PLACE == place.PLACE,
                _(place.SHORT),
            )
            for number, place in enumerate(self.PLACES)
            if place.offered(view)
        )

    def badge_of(self, place: type[PlaceScreen]) -> str:
        """Return what waits in a place, for the strip."""
        return place.badge(self.link.view)

    def coming(self) -> Content:
        """What comes next, for the line above the keys; desks with deadlines fill it."""
        return Content("")

    def _coming_or_gone(self) -> Content:
        """What comes next; where nothing comes any more, why the line is gone and what to press."""
        reason = self.link.status.reason
        if not reason:
            return self.coming()
        said = _("{reason} ctrl+q leaves.").format(reason=reason)
        return Content.styled(said, f"bold {STYLE[Tone.BAD]}")

    # --- the clock's state

    @property
    def clock_card(self) -> ClockCard | None:
        """The seat's clock, None before the first snapshot."""
        return self.link.view.get(ClockCard, "clock")

    @property
    def can_act(self) -> bool:
        """Whether a command would be taken now."""
        card = self.clock_card
        return (
            card is not None and card.state is ClockState.RUNNING and self.link.status.state is LinkState.LIVE
        )

    @property
    def can_draft(self) -> bool:
        """Whether drafts, notes and reads would be taken now."""
        card = self.clock_card
        allowed = {ClockState.RUNNING, ClockState.PAUSED, ClockState.HELD, ClockState.WAITING}
        return card is not None and card.state in allowed and self.link.status.state is LinkState.LIVE

    def covered_states(self) -> frozenset[ClockState]:
        """States in which the cover hides everything; staff see on."""
        return frozenset({ClockState.COVERED, ClockState.STOPPED})

    def _cover(self) -> None:
        card, top = self.clock_card, self.screen
        state = card.state if card else None
        if state is not ClockState.STOPPED:
            self._acknowledged = False
        wanted = state in self.covered_states() and not (state is ClockState.STOPPED and self._acknowledged)
        if isinstance(top, Cover):
            if not wanted or (card and card.state is not top.card.state):
                self._draft = top.draft
                top.dismiss(None)
        elif wanted and card is not None:
            self.push_screen(Cover(card, self._draft), self._cover_closed)

    def _cover_closed(self, draft: str | None) -> None:
        self._acknowledged = draft is not None

    # --- sending and saying

    def give(self, command: Command, said: str = "") -> None:
        """Send in the background."""
        self.run_worker(self.ask(command, said), group="send", description=type(command).__name__)

    async def ask(self, command: Command, said: str = "") -> bool:
        """Send and wait; flash what was said, or the refusal; a broken link becomes a dialog."""
        try:
            refusal = await self.link.send(command)
        except LivefireError as error:
            self.push_screen(Problem.of(error))
            return False
        self.refused = refusal
        if refusal is not None:
            self.flash(_("✗ Refused: {reason}   ? explains").format(reason=refusal.reason.say()), Tone.BAD)
        elif said:
            self.flash(f"✓ {said}", Tone.GOOD)
        return refusal is None

    def flash(self, text: str, tone: Tone = Tone.NONE) -> None:
        """Say a trifle for six seconds on the line above the keys."""
        content = Content.styled(one_line(text, 300), f"bold {STYLE[tone]}".strip())
        self._flash = (content, FLASH_BEATS)
        if self.place is not None:
            self.place.show_flash(content)

    def toast(self, title: str, text: str, *, critical: bool = False) -> None:
        """Call a person: a note in the corner and, unless turned off, the bell."""
        severity = "error" if critical else "warning"
        self.notify(one_line(text, 300), title=one_line(title, 80), severity=severity, markup=False)  # type: ignore[arg-type]
        if self.bells:
            self.bell()

    def copy(self, text: str) -> None:
        """Put words on the clipboard, over SSH too."""
        self.copy_to_clipboard(clean(text))
        self.flash(_("✓ Copied: {text}").format(text=one_line(text, 60)), Tone.GOOD)

    def explain(self) -> None:
        """Show the last refusal with its remedy."""
        if self.refused is None:
            self.flash(_("Nothing was refused. On a score, a deadline or an order, ? says why."))
            return
        remedy = self.refused.remedy.say() if self.refused.remedy else ""
        self.push_screen(Problem.saying(_("Refused"), self.refused.reason.say(), remedy))

    # --- going about

    def go(self, place: str, key: str | None = None) -> None:
        """Go to a place, and there to the thing with this key."""
        self.run_worker(self._go(place, key), group="go", exclusive=True)

    async def _go(self, place: str, key: str | None) -> None:
        await self.switch_mode(place)
        here = self.screen_stack[0]
        if isinstance(here, PlaceScreen):
            await here.relabel()
            self.beat()
            here.show_keys()
            if key is not None:
                here.want(key)

    async def action_place(self, number: int) -> None:
        """Go to the place on this key, if it makes sense now; keys typed right after it wait until one is there."""
        if not isinstance(self.screen, PlaceScreen):
            return
        if number < len(self.PLACES) and self.PLACES[number].offered(self.link.view):
            await self._go(self.PLACES[number].PLACE, None)

    def action_help(self) -> None:
        """Explain the focused panel."""
        if isinstance(self.screen, PlaceScreen):
            self.push_screen(self.screen.help_for_focus())

    def action_command_palette(self) -> None:
        """Offer every command by name."""
        if not isinstance(self.screen, CommandPalette):
            self.clear_notifications()
            self.push_screen(
                CommandPalette(placeholder=_("Type what you want to do"), id="--command-palette")
            )

    def action_witness(self) -> None:
        """Hold what this seat was told against the record."""
        if isinstance(self.screen, PlaceScreen):
            self.push_screen(Witness(self.link))

    async def action_language(self) -> None:
        """Switch between English and Vietnamese, at once and for this seat alone."""
        spoken = current_language()
        use_language(Language.ENGLISH if spoken is Language.VIETNAMESE else Language.VIETNAMESE)
        if self.place is not None:
            await self.place.relabel()
            self.beat()
            self.place.show_keys()

    def wear(self, theme: str) -> None:
        """Change the theme."""
        self.theme = theme

    def ring(self) -> None:
        """Turn the bell on or off."""
        self.bells = not self.bells
        self.flash(_("The bell is on.") if self.bells else _("The bell is off."))

    def read_draft(self) -> None:
        """Show what was typed while the screen was covered."""
        self.push_screen(
            Message(_("Your draft"), Page().words(self._draft or _("Nothing was typed.")).done())
        )

    def desk_commands(self) -> Iterable[DeskCommand]:
        """Going about, and the settings of this seat."""
        for place in self.PLACES:
            if place.offered(self.link.view):
                name = _("go: {place}").format(place=_(place.TITLE))
                yield DeskCommand(name, _("Go to this place."), lambda place=place: self.go(place.PLACE))  # type: ignore[misc]
        yield DeskCommand(_("language: Switch"), _("English or Vietnamese, at once."), self.action_language)
        yield DeskCommand(_("theme: Dark"), _("Light letters on a dark ground."), lambda: self.wear(DARK))
        yield DeskCommand(_("theme: Light"), _("Dark letters on a light ground."), lambda: self.wear(LIGHT))
        yield DeskCommand(
            _("theme: Ansi"), _("The terminal's own sixteen colours."), lambda: self.wear(ANSI_DARK)
        )
        yield DeskCommand(_("bell: On or off"), _("Ring for critical alerts and new injects."), self.ring)
        yield DeskCommand(
            _("draft: Read"), _("What you typed while the screen was covered."), self.read_draft
        )
        yield DeskCommand(
            _("help: Open"), _("What the focused panel is for, and all keys."), self.action_help
        )
        about = _("Whether the hub's record is what this seat was told, and the words of the seal.")
        yield DeskCommand(_("witness: Compare"), about, self.action_witness)
        yield DeskCommand(_("desk: Leave"), _("Close this desk; your seat stays yours."), self.exit)


def _nothing() -> None:
    """Stand in until the desk listens."""
