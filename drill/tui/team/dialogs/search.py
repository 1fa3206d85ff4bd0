"""Asking for a search of the logs: where, what, from when to when, and what it costs."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Label, Static

from drill.i18n import N_, _, current_language
from drill.text import nfc, one_line, plain
from drill.tui.dialogs.dialog import Dialog
from drill.tui.team.orders import hands, waits
from drill.tui.widgets.keyed_list import KeyedList, Line, lines_list
from drill.tui.widgets.page import Page
from drill.tui.widgets.spans import HOUR, MINUTE, lasts, since_start
from drill.tui.widgets.tones import STYLE, Cell, Column, Tone
from drill.world.cards import ActionCard, SourceCard, View
from drill.world.grammar import read_clock
from drill.world.inputs import OrderGiven

ALL = "*"
"""Key of the line that stands for every source."""


class SearchDialog(Dialog[OrderGiven]):
    """Answers a ready order."""

    KEYS = N_("tab next field · enter orders the search · escape closes")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "order", N_("Order the search"), priority=True, show=False, id="search.order"),
    ]
    DEFAULT_CSS = """
    SearchDialog KeyedList { height: 7; }
    SearchDialog Horizontal { height: 1; }
    SearchDialog Label { width: 16; }
    SearchDialog Input { width: 1fr; }
    """

    def __init__(
        self, view: View, action: ActionCard, role: str, now: int, source: str = "", words: str = ""
    ) -> None:
        super().__init__(_("Search the logs"))
        self._view, self._action, self._role, self._now = view, action, role, now
        self._source, self._words = source, words

    def compose_body(self) -> ComposeResult:
        """Sources, words, window, cost."""
        columns = (
            Column("id", N_("Log"), 10),
            Column("label", N_("What it holds")),
            Column("misses", N_("Does not see")),
        )
        yield lines_list(columns, empty=N_("There are no logs."), id="sources")
        for field, label, hint in self._fields():
            with Horizontal():
                yield Label(plain(label))
                yield Input(placeholder=hint, id=field, compact=True)
        yield Static(self._cost(), id="cost")
        yield Static(Content(""), id="wrong")

    def _fields(self) -> tuple[tuple[str, str, str], ...]:
        now = since_start(self._now)[2:7]
        return (
            ("words", _("Words"), _("every word must be in the line; empty for all")),
            ("since", _("From T+hh:mm"), _("empty: from the beginning")),
            ("until", _("To T+hh:mm"), _("empty: until now ({now})").format(now=now)),
        )

    def _cost(self) -> Content:
        said, tone = hands(self._view, self._action)
        page = Page().pair(
            _("It takes"), f"{lasts(self._action.takes_lo, self._action.takes_hi)} · {said}", tone
        )
        waiting = waits(self._view, self._action)
        return page.words(waiting, Tone.WARN).done() if waiting else page.done()

    def on_mount(self) -> None:
        """The words are what one types first."""
        language = current_language()
        lines = [Line(ALL, (Cell(_("all")), Cell(_("every log")), Cell("")))]
        lines += [
            Line(
                card.key,
                (
                    Cell(card.key),
                    Cell(card.label.say(language)),
                    Cell(", ".join(card.misses) or "–", Tone.QUIET),
                ),
            )
            for card in self._view.all(SourceCard)
        ]
        sources: KeyedList[Line] = self.query_one("#sources", KeyedList)
        sources.show(lines)
        sources.move_to(self._source or ALL)
        words = self.query_one("#words", Input)
        words.value = one_line(self._words)
        words.focus()

    @on(Input.Submitted)
    @on(KeyedList.Chosen)
    def action_order(self) -> None:
        """Answer the order, or say what is wrong with the window."""
        since, until = self._moment("since"), self._moment("until")
        if since == -1 or until == -1:
            self._say_wrong(_("Write times as hours and minutes since the start, like 00:25."))
        elif since is not None and until is not None and since > until:
            self._say_wrong(_("The window ends before it begins."))
        else:
            sources: KeyedList[Line] = self.query_one("#sources", KeyedList)
            source = "" if sources.cursor_key in {ALL, None} else str(sources.cursor_key)
            words = nfc(self.query_one("#words", Input).value).strip()
            name = self._action.orders[0] if self._action.orders else self._action.key
            self.dismiss(OrderGiven(name, self._role, source, words, since, until))

    def _moment(self, field: str) -> int | None:
        typed = self.query_one(f"#{field}", Input).value.strip()
        if not typed:
            return None
        moment = read_clock(typed)
        return -1 if moment is None or moment > 100 * HOUR + MINUTE else moment

    def _say_wrong(self, said: str) -> None:
        self.query_one("#wrong", Static).update(Content.styled(f"✗ {said}", STYLE[Tone.BAD]))
