"""A place of a desk: one screen with the frame around it, repainted from the view, never rebuilt on live data."""

from collections.abc import Iterable
from typing import ClassVar, Protocol, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import ScreenResume
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from drill.i18n import N_, Language, _, current_language
from drill.tui.commands import DeskCommand
from drill.tui.dialogs.help import Help
from drill.tui.dialogs.jump import Jump
from drill.tui.link import Command, Link, LinkState
from drill.tui.widgets.frame import (
    STATE_SENTENCES,
    Banner,
    DeskHeader,
    HeaderState,
    KeyBar,
    KeyHint,
    NextLine,
    PlaceStrip,
    Tab,
    hints_of,
    state_words,
)
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.panel import Helpable, Jumpable, Panel
from drill.tui.widgets.tones import Tone
from drill.world.cards import ClockCard, View

_WIDTHS = [(0, "-narrow"), (100, "-normal"), (160, "-wide")]
"""Cells from which a place has a class; style sheets lay it out by these."""


class Desk(Protocol):
    """What a place may ask of the app around it."""

    @property
    def link(self) -> Link:
        """The seat's connection."""
        ...

    @property
    def can_act(self) -> bool:
        """Whether a command would be taken now: the clock runs and the connection is live."""
        ...

    @property
    def can_draft(self) -> bool:
        """Whether notes, reads and drafts would be taken now: as `can_act`, or a planning pause."""
        ...

    def give(self, command: Command, said: str = "") -> None:
        """Send a command in the background; flash ``said`` once it is taken, or the refusal."""
        ...

    async def ask(self, command: Command, said: str = "") -> bool:
        """Send a command and wait; return whether it was taken."""
        ...

    def flash(self, text: str, tone: Tone = Tone.NONE) -> None:
        """Say a trifle for a few seconds on the line above the keys."""
        ...

    def go(self, place: str, key: str | None = None) -> None:
        """Go to a place, and there to the thing with this key."""
        ...

    def explain(self) -> None:
        """Show why the last command was refused, if one was."""
        ...


class PlaceScreen(Screen[None]):
    """One place.

    Subclasses say `PLACE`, `TITLE` and `KINDS`, fill `compose_body` with panels, and redraw in `paint`.
    """

    PLACE: ClassVar[str]
    """Stable id, the mode's name."""
    TITLE: ClassVar[str]
    """English; on the strip of places."""
    SHORT: ClassVar[str] = ""
    """English; there where room is short, empty where `TITLE` is short enough."""
    KINDS: ClassVar[frozenset[str]] = frozenset()
    """Card tags that this place shows."""
    ACTING: ClassVar[frozenset[str]] = frozenset()
    """Actions that are dim while `Desk.can_act` is false."""
    DRAFTING: ClassVar[frozenset[str]] = frozenset()
    """Actions that are dim while `Desk.can_draft` is false."""
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    AUTO_FOCUS = ".panel KeyedList, .panel Detail"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "z",
            "zoom",
            N_("Zoom"),
            show=False,
            id="place.zoom",
            tooltip=N_("The focused panel alone, or all"),
        ),
        Binding("slash", "search", N_("Search"), show=False, key_display="/", id="place.search"),
        Binding(
            "ctrl+j", "jump", N_("Jump"), show=False, id="place.jump", tooltip=N_("A letter on every panel")
        ),
        Binding("question_mark", "why", N_("Why"), show=False, key_display="?", id="place.why"),
        Binding("escape", "back", N_("Back"), show=False, id="place.back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._spoken: Language | None = None
        self._zoomed: Panel | None = None
        self._wanted: str | None = None
        self._seen = False
        self._keys_wait = False
        self.ready = False
        """Whether everything is built; nothing is painted before."""

    @property
    def desk(self) -> Desk:
        """The app, as far as a place may know it."""
        return cast("Desk", self.app)

    @property
    def view(self) -> View:
        """The seat's cards."""
        return self.desk.link.view

    def compose(self) -> ComposeResult:
        """The frame with the body inside."""
        self._spoken = current_language()
        self._take_width()
        yield DeskHeader()
        yield PlaceStrip()
        yield Banner()
        with Vertical(id="body"):
            yield from self.compose_body()
        yield NextLine()
        yield KeyBar()

    def _take_width(self) -> None:
        """Say how wide it is before anything is inside: said later, all of it would be styled once more."""
        width = self.app.size.width
        self.add_class(next(name for least, name in reversed(_WIDTHS) if width >= least))

    @on(ScreenResume)
    def _look_again(self, event: ScreenResume) -> None:
        """Have it styled again when one comes back to it; what was just built is styled."""
        event.refresh_styles, self._seen = self._seen, True

    def compose_body(self) -> ComposeResult:
        """The panels of this place; subclasses fill it."""
        yield from ()

    def on_unmount(self) -> None:
        """Paint nothing any more."""
        self.ready = False

    def on_mount(self) -> None:
        """Fill the panels once; later only what changed is painted."""
        self.bindings_updated_signal.subscribe(self, self._keys_changed)
        self.ready = True
        self.paint(self.KINDS)
        if self._wanted is not None:
            self.call_after_refresh(self.reveal, self._wanted)

    def want(self, key: str) -> None:
        """Bring the thing with this key into sight, now or as soon as the place is built."""
        if self.ready:
            self.reveal(key)
        else:
            self._wanted = key

    # --- painting

    def paint(self, kinds: frozenset[str]) -> None:
        """Show what these kinds of cards say now; called while this place is in sight only."""

    def tick(self) -> None:
        """A second of exercise time went by: count down what counts down."""

    @classmethod
    def badge(cls, view: View) -> str:  # noqa: ARG003 (subclasses read it)
        """Return what waits in this place, for the strip; empty for nothing."""
        return ""

    @classmethod
    def offered(cls, view: View) -> bool:  # noqa: ARG003 (subclasses read it)
        """Return whether this place makes sense now."""
        return True

    def show_frame(self, state: HeaderState, tabs: tuple[Tab, ...], coming: Content) -> None:
        """Pass down what the frame says; equal values draw nothing."""
        self.query_one(DeskHeader).state = state
        banner = self.query_one(Banner)
        banner.staff, banner.card = not state.team, state.clock
        self.query_one(PlaceStrip).tabs = tabs
        line = self.query_one(NextLine)
        if not line.coming.is_same(coming):
            line.coming = coming
        running = state.clock is None or state.clock.state.name == "RUNNING"
        self.set_class(not running, "-still")

    def show_flash(self, flash: Content | None) -> None:
        """Show or clear what just happened."""
        self.query_one(NextLine).flash = flash

    async def relabel(self) -> None:
        """Build the place again in the language of the moment; what people were typing stays."""
        if not self.ready or self._spoken is current_language():
            return
        self._zoomed = None
        drafts = self._drafts()
        focused = self.focused.id if self.focused is not None else None
        self.ready = False
        await self.recompose()
        self.ready = True
        self.paint(self.KINDS)
        for key, words in drafts.items():
            for widget in self.query(f"#{key}"):
                if isinstance(widget, Input):
                    widget.value = words
                elif isinstance(widget, TextArea):
                    widget.load_text(words)
        if focused is not None and self.query(f"#{focused}"):
            self.query_one(f"#{focused}").focus()
        self.refresh_bindings()

    def _drafts(self) -> dict[str, str]:
        found = {widget.id: widget.value for widget in self.query(Input) if widget.id}
        return found | {widget.id: widget.text for widget in self.query(TextArea) if widget.id}

    def reveal(self, key: str) -> None:
        """Bring the thing with this key into sight; places with lists know how."""
        for keyed in self.query(KeyedList):
            if keyed.move_to(key):
                keyed.focus()
                return

    # --- keys

    def _keys_changed(self, _screen: Screen[object]) -> None:
        if self.is_attached and self.is_current and not self._keys_wait:
            self._keys_wait = self.call_after_refresh(self.show_keys)

    def show_keys(self) -> None:
        """Write the footer from the bindings that are active now."""
        self._keys_wait = False
        if not self.ready:
            return
        bars = self.query(KeyBar)
        own: list[KeyHint] = []
        around: list[KeyHint] = []
        for active in self.active_bindings.values():
            if active.binding.description and (active.binding.show or self.key_label(active.binding.action)):
                (around if active.node is self.app else own).append(self._hint(active))
        bars.first().around = hints_of(around)
        bars.first().hints = hints_of(own)[: KeyBar.MOST - len(around)]

    def _hint(self, active: ActiveBinding) -> KeyHint:
        shown = active.binding.key_display or self.app.get_key_display(active.binding)
        label = self.key_label(active.binding.action) or _(active.binding.description)
        return KeyHint(active.binding.key, shown, label, active.enabled)

    def key_label(self, action: str) -> str:  # noqa: ARG002 (subclasses read it)
        """Return the label that fits the state, already translated; empty for the binding's own.

        A label also brings a hidden key into the footer: ``choose`` is enter on the focused list.
        """
        return ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what the clock or the connection forbids now; subclasses add what the cursor decides."""
        if action in self.ACTING and not self.desk.can_act:
            return None
        if action in self.DRAFTING and not self.desk.can_draft:
            return None
        if action == "back":
            return self._zoomed is not None
        return super().check_action(action, parameters)

    def why_dim(self, action: str) -> str:
        """Return why a key that stands dim does nothing now, already translated; empty where there is nothing to say.

        Args:
            action: the action's name without parameters.
        """
        clock = self.view.get(ClockCard, "clock")
        if action not in self.ACTING | self.DRAFTING or self.desk.can_act or clock is None:
            return ""
        if self.desk.link.status.state is not LinkState.LIVE:
            return _("Not while the line is down; the desk connects again by itself.")
        return f"{state_words(clock)} · {_(STATE_SENTENCES.get(clock.state, ''))}"

    def on_key(self, event: events.Key) -> None:
        """Say why a dim key does nothing; keys that work go on to what they do."""
        bound = self.active_bindings.get(event.key)
        if bound is not None and not bound.enabled:
            reason = self.why_dim(bound.binding.action.partition("(")[0])
            if reason:
                self.desk.flash(reason, Tone.WARN)

    @on(PlaceStrip.Picked)
    def _place_picked(self, event: PlaceStrip.Picked) -> None:
        self.desk.go(event.place)

    @on(KeyedList.Highlighted)
    def _cursor_moved(self) -> None:
        self.refresh_bindings()

    # --- actions of every place

    def focused_list(self) -> str:
        """Return the id of the list that has the focus; empty for none."""
        return (self.focused.id or "") if isinstance(self.focused, KeyedList) else ""

    def focused_panel(self) -> Panel | None:
        """Return the panel around the focus."""
        node = self.focused
        return (
            next((one for one in node.ancestors_with_self if isinstance(one, Panel)), None) if node else None
        )

    def action_zoom(self) -> None:
        """Show the focused panel alone, or all again."""
        panel = None if self._zoomed is not None else self.focused_panel()
        for widget in self.query(".-aside, .-spread"):
            widget.remove_class("-aside", "-spread")
        self._zoomed = panel
        node: Widget | None = panel
        while node is not None and node.id != "body":
            parent = node.parent
            for other in node.siblings:
                other.add_class("-aside")
            node.add_class("-spread")
            node = parent if isinstance(parent, Widget) else None
        self.refresh_bindings()

    def action_back(self) -> None:
        """Leave the zoom."""
        if self._zoomed is not None:
            self.action_zoom()

    def action_search(self) -> None:
        """Type into the place's filter or query line, if it has one."""
        lines = self.query("#body Input")
        if lines:
            lines.first().focus()

    def action_jump(self) -> None:
        """Put a letter on every panel in sight."""
        targets = []
        for panel in self.query("#body *"):
            target = panel.jump_target() if isinstance(panel, Jumpable) and panel.region else None
            if target is not None:
                targets.append((panel.region.offset, target))
        self.app.push_screen(Jump(targets), lambda widget: widget.focus() if widget else None)

    def action_why(self) -> None:
        """Explain what is under the cursor; without that, the last refusal."""
        self.desk.explain()

    def help_for_focus(self) -> Help:
        """Make the help of the focused panel with every key that works now."""
        node = self.focused or self
        helped = next((one for one in node.ancestors_with_self if isinstance(one, Helpable)), None)
        title = _(helped.help_title) if helped else _(self.TITLE)
        prose = _(helped.help_text) if helped and helped.help_text else ""
        keys: dict[str, tuple[str, str, str]] = {}
        for active in self.active_bindings.values():
            if active.binding.description and active.binding.id:
                hint = self._hint(active)
                known = keys.get(hint.label)
                shown = f"{known[0]} {hint.shown}" if known else hint.shown
                keys[hint.label] = (
                    shown,
                    hint.label,
                    _(active.binding.tooltip) if active.binding.tooltip else "",
                )
        return Help(title, prose, list(keys.values()))

    def desk_commands(self) -> Iterable[DeskCommand]:
        """The panel commands that every place has; subclasses put their own before."""
        yield DeskCommand(
            _("panel: Zoom"), _("Show the focused panel alone, or all again."), self.action_zoom
        )
        yield DeskCommand(
            _("panel: Jump"), _("Put a letter on every panel; the letter goes there."), self.action_jump
        )
