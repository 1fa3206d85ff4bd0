"""The first screen: six ways in, each one key away. It only chooses; the command line does what was chosen."""

import os
from collections.abc import Sequence
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from drill import __version__
from drill.i18n import N_, Language, _, current_language, use_language
from drill.tui.base import KIT_CSS
from drill.tui.dialogs.ask import AskLine
from drill.tui.dialogs.choose import Choose
from drill.tui.theme import THEMES, theme_for
from drill.tui.widgets.keyed_list import KeyedList, Line, lines_list
from drill.tui.widgets.panel import Panel
from drill.tui.widgets.tones import Cell, Column, Tone

Choice = tuple[str, ...]
"""Arguments of the command line that does what was chosen."""

WAYS = (
    ("d", "demo", N_("Try the demo"), N_("A whole drill in this terminal: steer it, play it, judge it.")),
    (
        "h",
        "host",
        N_("Host a drill"),
        N_("Choose a scenario and open it for two teams; with --teams for yours."),
    ),
    ("j", "join", N_("Join with an invitation"), N_("Sit down in the seat that a controller gave you.")),
    ("s", "scenarios", N_("Scenarios"), N_("What can be drilled here, and how hard it is.")),
    ("p", "drills", N_("Past drills"), N_("The drill files in this folder.")),
    ("a", "awards", N_("Awards"), N_("A year's sealed drills as a season: ranks, movement, prizes.")),
)


class HomeApp(App[Choice]):
    """Shows the ways in; its result is the chosen command line, None when the person leaves."""

    CSS_PATH = KIT_CSS
    CSS = "HomeApp Panel { height: auto; margin: 1 2; } #ways { height: 8; } #name { margin: 1 3 0 3; }"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"way('{way}')", title, show=False, id=f"home.{way}")
            for key, way, title, _about in WAYS
        ),
        Binding("ctrl+l", "language", N_("English / Tiếng Việt"), show=False, id="home.language"),
        Binding("q,escape", "quit", N_("Leave"), show=False, id="home.quit"),
    ]

    def __init__(self, scenarios: Sequence[tuple[str, str]]) -> None:
        """Take what can be hosted.

        Args:
            scenarios: (id, title) of each bundled scenario.
        """
        super().__init__()
        self._scenarios = scenarios
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = theme_for(os.environ)

    def compose(self) -> ComposeResult:
        """The name, the ways in, and the keys."""
        yield Static(id="name")
        columns = (Column("key", "", 3), Column("title", "", 28), Column("about", "", 0, from_width=95))
        yield Panel(
            lines_list(columns, empty=N_("Nothing to choose."), id="ways"),
            title=N_("What would you like to do?"),
        )
        yield Vertical()
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Fill in the words."""
        self._words()
        self.query_one("#ways").focus()

    def _words(self) -> None:
        lines = [
            Line(way, (Cell(key, Tone.ACCENT), Cell(_(title)), Cell(_(about), Tone.QUIET)))
            for key, way, title, about in WAYS
        ]
        ways: KeyedList[Line] = self.query_one("#ways", KeyedList)
        ways.show(lines)
        name = _("Livefire {version}: live-fire incident-response drills").format(version=__version__)
        self.query_one("#name", Static).update(Content.styled(name, "bold $accent"))
        keys = _("↑↓ or the letter, enter takes it · ctrl+l Tiếng Việt · q leaves")
        self.query_one("#keys", Static).update(Content.styled(keys, "$quiet"))

    def on_keyed_list_chosen(self, event: KeyedList.Chosen) -> None:
        """A way in was chosen in the list."""
        if event.key is not None and event.list.id == "ways":
            self.action_way(event.key)

    def action_way(self, way: str) -> None:
        """Go a way in, after asking what it needs to know."""
        self.run_worker(self._go(way), group="way", exclusive=True)

    async def _go(self, way: str) -> None:
        match way:
            case "demo":
                self.exit(("demo",))
            case "scenarios":
                self.exit(("scenario", "list"))
            case "drills":
                self.exit(("drill", "list"))
            case "awards":
                file = await self.push_screen_wait(AskLine(_("The season's file"), placeholder="2026.yaml"))
                if file:
                    self.exit(("awards", file))
            case "host":
                columns = (Column("title", N_("Scenario"), 0),)
                lines = [Line(scenario, (Cell(title),)) for scenario, title in self._scenarios]
                chosen = await self.push_screen_wait(Choose(_("Which scenario?"), columns, lines))
                if chosen:
                    self.exit(("host", chosen))
            case "join":
                pasted = await self.push_screen_wait(
                    AskLine(_("Paste the invitation"), placeholder="livefire://…")
                )
                if pasted:
                    self.exit(("join", pasted))

    def action_language(self) -> None:
        """Switch between English and Vietnamese."""
        english = current_language() is Language.ENGLISH
        use_language(Language.VIETNAMESE if english else Language.ENGLISH)
        self._words()
