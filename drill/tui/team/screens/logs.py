"""Logs: the records that the team's searches brought, filtered here as often as one likes."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from drill.i18n import N_, _, current_language
from drill.text import plain
from drill.tui.commands import DeskCommand
from drill.tui.dialogs.ask import AskLine
from drill.tui.dialogs.choose import Choose
from drill.tui.dialogs.message import Message
from drill.tui.ordered import order_words
from drill.tui.place import PlaceScreen
from drill.tui.team.giving import Giver
from drill.tui.team.orders import asks_query, going
from drill.tui.team.query import LineQuery, indicators_in, parse_query, per_minute
from drill.tui.widgets.inputs import CommandLine
from drill.tui.widgets.keyed_list import KeyedList, Line
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.spans import clock, lasts, of_day, since_start
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.tui.widgets.trend import trend
from drill.world.cards import (
    ActionCard,
    ClockCard,
    LineCard,
    NoteCard,
    OrderCard,
    OrderState,
    SourceCard,
    View,
)
from drill.world.inputs import NoteKind, NoteTaken

_HOUR = 3_600_000
_DAY = 24 * _HOUR
SAVED = "query:"
"""A saved query is a note of the casebook that hangs on this, so that the whole team has it."""


class LogsScreen(PlaceScreen):
    """Search, read, keep."""

    PLACE = "logs"
    TITLE = N_("Logs")
    KINDS = frozenset({"line", "source", "order", "note", "action", "people"})
    AUTO_FOCUS = "#lines"
    ACTING = frozenset({"search_logs"})
    DRAFTING = frozenset({"keep", "save"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "n",
            "search_logs",
            N_("New search"),
            id="logs.search",
            tooltip=N_("Order an analyst to search a log"),
        ),
        Binding(
            "slash",
            "search",
            N_("Filter"),
            key_display="/",
            id="logs.filter",
            tooltip=N_("field:value and not word | stats count by host"),
        ),
        Binding("e", "keep", N_("Keep"), id="logs.keep", tooltip=N_("Keep the line as evidence")),
        Binding(
            "y", "copy", N_("Copy"), id="logs.copy", tooltip=N_("Copy an indicator of the line, or the line")
        ),
        Binding("v", "pivot", N_("Pivot"), id="logs.pivot", tooltip=N_("Filter by a value of the line")),
        Binding("Q", "queries", N_("Saved queries"), show=False, id="logs.queries"),
        Binding("S", "save", N_("Save the query"), show=False, id="logs.save"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._query = LineQuery((), "")
        self._kept: set[str] = set()

    def compose_body(self) -> ComposeResult:
        """Query line, results, detail; sources at the side where there is room."""
        with Horizontal(id="query-row"):
            yield Static(plain("/"), id="query-sign")
            yield CommandLine(
                placeholder=_('filter: host:pc-* and not source:proxy "failed" | stats count by user'),
                id="query",
            )
        with Container(id="logs-body"):
            yield Panel(self._sources(), title=N_("Logs to search"), help=N_(
                "Every log the organisation keeps, what it does not see, and how long it keeps records. A search costs an "
                "analyst's minutes: n asks for words and a window, and says the cost before it is ordered."
            ), id="sources-panel")  # fmt: skip
            with Container(id="found"):
                yield Panel(self._lines(), title=N_("Lines"), help=N_(
                    "Records that your searches brought, oldest first; noise and attack look alike. / filters, v filters by a "
                    "value of the line, e keeps the line as evidence, y copies an indicator, space freezes, G follows."
                ), id="lines-panel")  # fmt: skip
                yield Panel(Detail(id="line"), title=N_("Record"), id="line-panel")
            yield Panel(self._counts(), title=N_("Count"), id="counts-panel")

    def _sources(self) -> KeyedList[SourceCard]:
        columns = (
            Column("id", N_("Log"), 9),
            Column("label", N_("What it holds"), 14, from_width=40),
            Column("misses", N_("Does not see")),
            Column("kept", N_("Kept"), 6, right=True),
        )
        return KeyedList(
            columns, lambda card: card.key, _source_cells, empty=N_("There are no logs."), id="sources"
        )

    def _lines(self) -> KeyedList[LineCard]:
        columns = (
            Column("t", "T+", 8, right=True),
            Column("source", N_("Log"), 8),
            Column("host", N_("Host"), 11, from_width=50),
            Column("text", N_("Record")),
            Column("kept", "★", 1),
        )
        return KeyedList(
            columns,
            lambda card: card.key,
            self._line_cells,
            empty=N_("No lines yet. Press n: an analyst searches a log for you."),
            id="lines",
            follows=True,
        )

    def _counts(self) -> KeyedList[Line]:
        columns = (Column("n", N_("Lines"), 7, right=True), Column("value", N_("Value")))
        return KeyedList(
            columns,
            lambda line: line.key,
            lambda line: line.cells,
            empty=N_("Nothing to count."),
            id="counts",
        )

    # --- painting

    def paint(self, kinds: frozenset[str]) -> None:
        """Fill what changed."""
        if "source" in kinds:
            self.query_one("#sources", KeyedList).show(self.view.all(SourceCard))
        if "note" in kinds:
            self._kept = {
                note.about.removeprefix("line:")
                for note in self.view.all(NoteCard)
                if note.kind == NoteKind.EVIDENCE
            }
            self.lines.refresh_cells()
        if kinds & {"line", "order"}:
            self._show_lines()

    @property
    def lines(self) -> KeyedList[LineCard]:
        """The list of records."""
        found: KeyedList[LineCard] = self.query_one("#lines", KeyedList)
        return found

    def _show_lines(self) -> None:
        cards = sorted(self.view.all(LineCard), key=lambda card: (card.at, card.key))
        found = [card for card in cards if self._query.holds(card)]
        self.lines.show(found)
        counting = self._query.count_by
        self.query_one("#counts-panel").set_class(bool(counting), "-shown")
        if counting:
            counted = [
                Line(value, (Cell(str(n), value=n), Cell(value))) for value, n in self._query.counts(found)
            ]
            self.query_one("#counts", KeyedList).show(counted)
            self.query_one("#counts-panel", Panel).tell(_("by {field}").format(field=counting))
        self._tell(len(found), len(cards), found)
        self._show_line()

    def _tell(self, shown: int, total: int, found: list[LineCard]) -> None:
        parts = [_("{n} of {all} lines").format(n=shown, all=total)] if total else []
        if len(found) > 1 and found[-1].at > found[0].at:
            bars = per_minute(found, found[0].at, found[-1].at, 12)
            parts.append(trend(bars, 12))
        running = self._searching()
        if running:
            parts.insert(0, running)
        self.query_one("#lines-panel", Panel).tell(" · ".join(parts))

    def _searching(self) -> str:
        """Return what is being searched and how long it still takes; loading is honest."""
        searches = {card.key for card in self.view.all(ActionCard) if asks_query(card)}
        for card in going(self.view):
            if card.action.partition(" ")[0] in {name.partition(" ")[0] for name in searches}:
                if card.state is OrderState.RUNNING and card.ends is not None:
                    return _("searching, {time} left").format(
                        time=clock(max(0, card.ends - self.desk.link.t_now()))
                    )
                return _("a search waits")
        return ""

    def tick(self) -> None:
        """Count the running search down."""
        if self._searching():
            found = list(self.lines.items)
            self._tell(len(found), len(self.view.all(LineCard)), found)

    def _show_line(self) -> None:
        card = self.lines.current
        if card is None:
            self.query_one("#line", Detail).show(Content(""))
            return
        page = Page().words(card.text).gap()
        page.pair(_("Time"), f"{since_start(card.at)} · {of_day(self._starts_at, card.at, seconds=True)}")
        page.pair(_("Log"), " · ".join(part for part in (card.source, card.host) if part))
        orders = [self.view.get(OrderCard, str(number)) for number in card.orders]
        page.pair(
            _("Shown by"), ", ".join(f"{one.key} {order_words(self.view, one)}" for one in orders if one)
        )
        page.pair(_("Indicators"), "  ".join(indicators_in(card.text)))
        self.query_one("#line", Detail).show(page.done())

    @property
    def _starts_at(self) -> int:
        card = self.view.get(ClockCard, "clock")
        return card.starts_at if card else 0

    def _line_cells(self, card: LineCard) -> tuple[Cell, ...]:
        return (
            Cell(since_start(card.at)[2:], Tone.QUIET, value=card.at),
            Cell(card.source, Tone.ACCENT),
            Cell(card.host),
            Cell(card.text),
            Cell("★" if card.key in self._kept else "", Tone.GOOD),
        )

    @classmethod
    def badge(cls, view: View) -> str:
        """Return how many searches run."""
        running = sum(
            1
            for card in view.all(OrderCard)
            if card.state is OrderState.RUNNING and card.op.startswith("search")
        )
        return "•" if running else ""

    # --- acting

    def key_label(self, action: str) -> str:
        """Enter searches a log, opens a line, or filters by a counted value."""
        names = {"sources": _("Search it"), "lines": _("Open"), "counts": _("Filter by it")}
        return names.get(self.focused_list(), "") if action == "choose" else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Line keys need a line under the cursor."""
        allowed = super().check_action(action, parameters)
        if allowed and action in {"keep", "copy", "pivot"} and self.query("#lines"):
            return None if self.lines.current is None else True
        return allowed

    def why_dim(self, action: str) -> str:
        """Say that a line is missing."""
        return super().why_dim(action) or _("No line is chosen.")

    @on(KeyedList.Highlighted, "#lines")
    def _line_highlighted(self) -> None:
        self._show_line()

    @on(KeyedList.Chosen, "#lines")
    def _line_chosen(self) -> None:
        card = self.lines.current
        if card is not None:
            self.app.push_screen(Message(_("Record"), Page().words(card.text).done()))

    @on(KeyedList.Chosen, "#counts")
    def _count_chosen(self, event: KeyedList.Chosen) -> None:
        self._filter_by(f'{self._query.count_by}:"{event.key}"')

    @on(Input.Changed, "#query")
    def _query_typed(self, event: Input.Changed) -> None:
        self._query = parse_query(event.value)
        self._show_lines()

    @on(Input.Submitted, "#query")
    def _query_done(self) -> None:
        self.lines.focus()

    @on(CommandLine.Left)
    def _query_left(self) -> None:
        self.query_one("#query", CommandLine).value = ""
        self.lines.focus()

    @work(group="search", exclusive=True)
    async def action_search_logs(self) -> None:
        """Order a search of the log under the cursor of the list of logs."""
        sources: KeyedList[SourceCard] = self.query_one("#sources", KeyedList)
        source = sources.cursor_key if sources.has_focus and sources.cursor_key else ""
        await Giver(self.app, self.desk).search(source)

    @on(KeyedList.Chosen, "#sources")
    @work(group="search", exclusive=True)
    async def _source_chosen(self, event: KeyedList.Chosen) -> None:
        if self.desk.can_act:
            await Giver(self.app, self.desk).search(event.key or "")

    def action_keep(self) -> None:
        """Keep the line as evidence."""
        card = self.lines.current
        if card is not None:
            self.desk.give(
                NoteTaken(NoteKind.EVIDENCE, card.text, f"line:{card.key}", self.desk.link.role),
                _("Kept in the casebook."),
            )

    @work(group="pick", exclusive=True)
    async def action_copy(self) -> None:
        """Copy one of the line's indicators, or the whole line."""
        card = self.lines.current
        if card is not None:
            picked = await self._pick(card, _("Copy"), [card.text])
            if picked is not None:
                self.app.copy_to_clipboard(picked)
                self.desk.flash(_("✓ Copied: {text}").format(text=picked), Tone.GOOD)

    @work(group="pick", exclusive=True)
    async def action_pivot(self) -> None:
        """Filter by one of the line's values."""
        card = self.lines.current
        if card is not None:
            picked = await self._pick(card, _("Filter by"), [f"host:{card.host}", f"source:{card.source}"])
            if picked is not None:
                self._filter_by(picked)

    async def _pick(self, card: LineCard, title: str, more: list[str]) -> str | None:
        values = [*indicators_in(card.text), *more]
        lines = [Line(value, (Cell(value),)) for value in dict.fromkeys(values)]
        return await self.app.push_screen_wait(Choose(title, (Column("value", N_("Value")),), lines))

    def _filter_by(self, text: str) -> None:
        self.query_one("#query", CommandLine).value = text if ":" in text or " " not in text else f'"{text}"'
        self.lines.focus()

    @work(group="pick", exclusive=True)
    async def action_save(self) -> None:
        """Save the query under a name for the whole team."""
        query = self.query_one("#query", CommandLine).value.strip()
        if not query:
            self.desk.flash(_("Write a query first; S saves it for the team."))
            return
        name = await self.app.push_screen_wait(AskLine(_("Save the query as"), placeholder=_("a short name")))
        if name is not None:
            await self.desk.ask(
                NoteTaken(NoteKind.NOTE, query, f"{SAVED}{name}", self.desk.link.role),
                _("Saved for the team."),
            )

    @work(group="pick", exclusive=True)
    async def action_queries(self) -> None:
        """Use one of the team's saved queries."""
        saved = [note for note in self.view.all(NoteCard) if note.about.startswith(SAVED)]
        lines = [Line(note.text, (Cell(note.about.removeprefix(SAVED)), Cell(note.text))) for note in saved]
        columns = (Column("name", N_("Name"), 20), Column("query", N_("Query")))
        picked = await self.app.push_screen_wait(
            Choose(
                _("Saved queries"),
                columns,
                lines,
                empty=N_("No query is saved yet. Write one with / and press S."),
            )
        )
        if picked is not None:
            self.query_one("#query", CommandLine).value = picked

    def reveal(self, key: str) -> None:
        """Show the line with this key, else filter by the words."""
        if not self.lines.move_to(key):
            self._filter_by(key)
        self.lines.focus()

    def desk_commands(self) -> Iterable[DeskCommand]:
        """Searching and keeping."""
        yield DeskCommand(
            _("logs: Search"),
            _("Order an analyst to search a log; the cost is said first."),
            self.action_search_logs,
        )
        yield DeskCommand(_("query: Save"), _("Keep the filter for the whole team."), self.action_save)
        yield DeskCommand(
            _("query: Use a saved one"), _("Take a filter that the team saved."), self.action_queries
        )
        if self.lines.current is not None:
            yield DeskCommand(_("line: Keep as evidence"), _("Put it into the casebook."), self.action_keep)
            yield DeskCommand(_("line: Pivot"), _("Filter by a value of the line."), self.action_pivot)
            yield DeskCommand(
                _("line: Copy"), _("Copy an indicator of the line, or the line."), self.action_copy
            )
        yield from super().desk_commands()


def _source_cells(card: SourceCard) -> tuple[Cell, ...]:
    misses = ", ".join(card.misses)
    return (
        Cell(card.key, Tone.ACCENT),
        Cell(card.label.say(current_language()), Tone.QUIET),
        Cell(misses or "–", Tone.WARN if misses else Tone.QUIET),
        Cell(_kept(card.kept), Tone.QUIET, value=card.kept),
    )


def _kept(milliseconds: int) -> str:
    """Return how long a log keeps its records, in days or hours where these are whole."""
    if not milliseconds:
        return "∞"
    for unit, said in ((_DAY, _("{n} d")), (_HOUR, _("{n} h"))):
        if milliseconds % unit == 0:
            return said.format(n=milliseconds // unit)
    return lasts(milliseconds, milliseconds)
