"""The wall as one full screen, painted again when something changed and once a second for the clock."""

import os
from collections.abc import Callable
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from drill.client.status import LinkState
from drill.i18n import N_, Language, _, current_language, use_language
from drill.text import plain
from drill.tui.board.beside import below_lines, beside_lines, chips, curtain_lines, local, span
from drill.tui.board.ranks import in_order, pages, rank_lines
from drill.tui.dialogs.witness import Witness
from drill.tui.link import Link
from drill.tui.theme import DARK, LIGHT, THEMES, theme_for
from drill.tui.widgets.tones import STYLE, Tone
from drill.world.cards import BoardCard, ClockCard, DrillCard, RowCard

BEAT = 1 / 4
"""Seconds between two looks at what changed."""
TURN = 10
"""Seconds that one page of teams stays."""
WIDE = 110
"""Cells from which there is room beside the ranks; narrower terminals have it below."""
SIDE = 42
"""Cells beside the ranks."""
EDGE = 3
"""Of them, the line and the gap."""
BELOW = 6
"""Lines below the ranks of a narrow terminal."""


class BoardApp(App[None]):
    """The wall. It takes nothing in: whoever walks by can only leave it, or ask whether the record still fits."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,ctrl+q", "quit", N_("Leave"), id="wall.quit"),
        Binding("ctrl+l", "language", N_("English / Tiếng Việt"), id="wall.language"),
        Binding("t", "colours", N_("Dark or light"), id="wall.theme"),
        Binding("right,space", "turn(1)", N_("Next teams"), id="wall.next-page"),
        Binding("left", "turn(-1)", N_("Teams before"), id="wall.page-before"),
        Binding("v,V", "witness", N_("Witness"), id="wall.witness"),
    ]

    def __init__(self, link: Link, *, language: Language | None = None, theme: str | None = None) -> None:
        super().__init__()
        self.link = link
        if language is not None:
            use_language(language)
        for one in THEMES:
            self.register_theme(one)
        self.theme = theme or theme_for(os.environ)
        self._dirty = True
        self._second = -1
        self._page = 0
        self._stays: float = TURN
        self._beside: list[Content] = []
        self._stop: Callable[[], object] = lambda: None

    def compose(self) -> ComposeResult:
        """The head with the clock, the ranks and what stands beside, the foot."""
        with Horizontal(id="head"):
            with Vertical():
                yield Static(id="title")
                yield Static(id="chips")
                yield Static(id="left")
            yield Digits(id="clock")
        with Horizontal(id="body"):
            yield Static(id="ranks")
            yield Static(id="beside")
        yield Static(id="below")
        yield Static(id="foot")

    def on_mount(self) -> None:
        """Listen, and look again and again."""
        self._stop = self.link.on_change(self.mark)
        self.set_interval(BEAT, self.beat)
        self.call_after_refresh(self.beat)

    def on_unmount(self) -> None:
        """Hear nothing more."""
        self._stop()

    def on_resize(self) -> None:
        """Another size has other columns."""
        self._dirty = True

    def mark(self, _kinds: frozenset[str]) -> None:
        """Note that something changed."""
        self._dirty = True

    def beat(self) -> None:
        """Paint what changed; count the seconds."""
        second = self.link.t_now() // 1000
        if second != self._second:
            self._second = second
            self._dirty = True
        self._stays -= BEAT
        if self._stays <= 0:
            self.action_turn(1)
        if self._dirty and self.query("#foot"):
            self._dirty = False
            self._paint()

    # --- painting

    def _paint(self) -> None:
        view, t = self.link.view, self.link.t_now()
        clock, drill = view.get(ClockCard, "clock"), view.get(DrillCard, "drill")
        title = drill.title.say(current_language()) if drill else ""
        self._say("#title", Content.styled(plain(title).plain, "bold"))
        self._say("#chips", chips(view))
        times = [local(clock, t), span(clock.length - t) + " " + _("left")] if clock else []
        self._say("#left", Content.styled("   ".join(times), STYLE[Tone.QUIET]))
        self.query_one("#clock", Digits).update(_digits(t))
        board = view.get(BoardCard, "board")
        if board is not None and board.revealed is not None:
            self._paint_curtain(board.revealed)
        else:
            self._paint_board(t)
        self._say("#foot", self._foot())

    def _paint_board(self, t: int) -> None:
        wide = self.size.width >= WIDE
        view = self.link.view
        beside = beside_lines(view, t, SIDE - EDGE) if wide else below_lines(view, t, self.size.width - 2)
        self._beside = beside
        self.query_one("#beside").display = wide and bool(beside)
        self.query_one("#below").display = not wide and bool(beside)
        self._say("#beside", Content("\n").join(beside))
        self._say("#below", Content("\n").join(beside[:BELOW]))
        rows = in_order(self.link.view.all(RowCard))
        width = self.size.width - 2 - (SIDE if wide and beside else 0)
        self._say("#ranks", Content("\n").join(rank_lines(rows, width, self._room(beside), self._page)))

    def _paint_curtain(self, revealed: int) -> None:
        self.query_one("#beside").display = self.query_one("#below").display = False
        lines = curtain_lines(self.link.view, revealed, self.size.width - 2)
        above = max(0, (self.size.height - 5 - len(lines)) // 2)
        self._say("#ranks", Content("\n").join([*[Content("")] * above, *lines]))

    def _room(self, beside: list[Content]) -> int:
        """Return the lines that the ranks have."""
        below = 0 if self.size.width >= WIDE or not beside else min(BELOW, len(beside)) + 1
        return max(2, self.size.height - 5 - below)

    def _foot(self) -> Content:
        status = self.link.status
        live = status.state is LinkState.LIVE
        said = (
            _("Live")
            if live
            else _("NO CONNECTION, shown as of {time}").format(time="T+" + _digits(self.link.t_now()))
        )
        parts = [
            Content.styled(("● " if live else "✕ ") + said, STYLE[Tone.GOOD] if live else "bold reverse")
        ]
        rows = len(self.link.view.all(RowCard))
        room = self._room(self._beside)
        many = pages(rows, room)
        if many > 1:
            first = self._page % many * (room - 1)
            words = _("Teams {first} to {last} of {all}")
            last = min(rows, first + room - 1)
            parts.append(Content(words.format(first=first + 1, last=last, all=rows)))
        return Content("   ").join(parts)

    def _say(self, where: str, content: Content) -> None:
        self.query_one(where, Static).update(content)

    # --- keys

    def action_turn(self, step: int) -> None:
        """Go to the next page of teams, or to the one before."""
        self._page = max(0, self._page + step)
        self._stays = TURN
        self._dirty = True

    def action_witness(self) -> None:
        """Hold what this wall was told against the record."""
        if not isinstance(self.screen, Witness):
            self.push_screen(Witness(self.link))

    def action_language(self) -> None:
        """Switch between English and Vietnamese."""
        spoken = current_language()
        use_language(Language.ENGLISH if spoken is Language.VIETNAMESE else Language.VIETNAMESE)
        self._dirty = True

    def action_colours(self) -> None:
        """Switch between dark and light."""
        self.theme = DARK if self.theme == LIGHT else LIGHT


def _digits(t: int) -> str:
    return f"{t // 3_600_000:02}:{t // 60_000 % 60:02}:{t // 1000 % 60:02}"
