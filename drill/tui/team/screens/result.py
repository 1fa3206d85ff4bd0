"""Result: after the end, the team's own score, each point with its why, and what the leader contests of it."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content

from drill.i18n import N_, _
from drill.tui.commands import DeskCommand
from drill.tui.dialogs.message import Message
from drill.tui.place import PlaceScreen
from drill.tui.results import APPEALS, appeal_cell, appeal_kind, results_of, state_word
from drill.tui.team.appealing import Speaker, appealed, appeals_of, speaks, why_silent, window_open
from drill.tui.terms import section
from drill.tui.widgets.keyed_list import KeyedList, Line
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.spans import since_start
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import (
    AppealCard,
    AppealState,
    ClockCard,
    ClockState,
    ResultCard,
    ResultLine,
    ResultsState,
    View,
)

CHOSEN = "✓"


class ResultScreen(PlaceScreen):
    """Read why, and say what is wrong."""

    PLACE = "result"
    TITLE = N_("Result")
    KINDS = frozenset({"result", "clock", "appeal", "results"})
    AUTO_FOCUS = "#ledger"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "why", N_("Why"), key_display="?", id="result.why", tooltip=N_("Why these points")),
        Binding("x", "choose", N_("Choose"), id="result.choose", tooltip=N_("Choose the line for an appeal, or not")),
        Binding("a", "appeal", N_("Appeal"), id="result.appeal", tooltip=N_("Contest the chosen lines, or the one under the cursor")),
        Binding("w", "withdraw", N_("Withdraw"), id="result.withdraw", tooltip=N_("Take the appeal under the cursor back")),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._chosen: set[str] = set()

    def compose_body(self) -> ComposeResult:
        """Totals, lines, why, appeals."""
        with Container(id="result-body"):
            yield Panel(self._sections(), title=N_("Score"), help=N_(
                "The sum of all ledger lines by section. A score is never stored: it is always this sum."
            ), id="sections-panel")  # fmt: skip
            with Container(id="lines-body"):
                yield Panel(self._ledger(), title=N_("Ledger"), help=N_(
                    "Every point with its rule, its time and its why. ? or enter opens the line with the journal entries "
                    "behind it. While the window for appeals is open, the leader chooses lines with x and contests them with a."
                ), id="ledger-panel")  # fmt: skip
                yield Panel(self._appeals(), title=N_("Appeals"), help=N_(
                    "What your team has contested, and what the judges ruled. A ruling is final; points that it gives are "
                    "published with the judges' next release. w takes an appeal back while it waits."
                ), id="own-appeals-panel")  # fmt: skip
            yield Panel(Detail(id="why"), title=N_("Why"), id="why-panel")

    def _sections(self) -> KeyedList[Line]:
        columns = (Column("section", N_("Section")), Column("points", N_("Points"), 8, right=True))
        return KeyedList(
            columns, lambda line: line.key, lambda line: line.cells, empty=N_("No score yet."), id="sections"
        )

    def _ledger(self) -> KeyedList[tuple[int, ResultLine]]:
        columns = (
            Column("t", "T+", 8, right=True),
            Column("points", N_("Points"), 7, right=True),
            Column("section", N_("Section"), 14, from_width=70),
            Column("why", N_("Why")),
            Column("appeal", N_("Appeal"), 15, from_width=70),
        )
        return KeyedList(
            columns,
            lambda pair: str(pair[0]),
            self._cells,
            empty=N_("The result is published after the drill ends."),
            id="ledger",
        )

    def _appeals(self) -> KeyedList[AppealCard]:
        columns = (
            Column("state", N_("State"), 16),
            Column("number", "#", 7),
            Column("points", N_("Points"), 7, right=True, from_width=50),
            Column("words", N_("Your words")),
        )
        return KeyedList(
            columns, lambda card: card.key, _appeal_cells, empty=N_("Nothing is contested."), id="own-appeals"
        )

    def on_mount(self) -> None:
        """The window's end comes by wall time, which no card tells."""
        super().on_mount()
        self.set_interval(1, self._count_down)

    def _count_down(self) -> None:
        card = results_of(self.view)
        if self.ready and self.is_current and card is not None and card.closes:
            self._tell_state()

    @property
    def ledger(self) -> KeyedList[tuple[int, ResultLine]]:
        """The lines."""
        found: KeyedList[tuple[int, ResultLine]] = self.query_one("#ledger", KeyedList)
        return found

    @property
    def appeals(self) -> KeyedList[AppealCard]:
        """The team's appeals."""
        found: KeyedList[AppealCard] = self.query_one("#own-appeals", KeyedList)
        return found

    # --- painting

    def paint(self, kinds: frozenset[str]) -> None:
        """Fill what changed."""
        card = self.view.get(ResultCard, "result")
        if "result" in kinds and card is not None:
            self._show_score(card)
        if kinds & {"appeal", "results"}:
            self.ledger.refresh_cells()
            self.appeals.show(appeals_of(self.view))
            self._tell_state()
        self._show_why()

    def _show_score(self, card: ResultCard) -> None:
        self._chosen &= {line.name for line in card.lines}
        self.ledger.show(list(enumerate(card.lines)))
        total = Line(
            "total", (Cell(_("Total"), Tone.ACCENT), Cell(str(card.total), Tone.ACCENT, value=card.total))
        )
        sections = [
            Line(name, (Cell(section(name)), Cell(str(points), value=points)))
            for name, points in card.sections
        ]
        self.query_one("#sections", KeyedList).show([*sections, total])
        said = _("{n} points").format(n=card.total)
        if card.rank:
            said += " · " + _("rank {rank}").format(rank=card.rank)
        self.query_one("#sections-panel", Panel).tell(said)
        self._tell_state()

    def _tell_state(self) -> None:
        """Say how far results are and whether one may appeal; the appeals show once there can be any."""
        score, card = self.view.get(ResultCard, "result"), results_of(self.view)
        lines = _("{n} lines").format(n=len(score.lines) if score else 0)
        may = why_silent(self.view, self.desk.link.role) or _("x chooses lines, a appeals")
        self.query_one("#ledger-panel", Panel).tell(f"{lines} · {may}")
        later = card is not None and card.state not in {ResultsState.RUNNING, ResultsState.PROVISIONAL}
        panel = self.query_one("#own-appeals-panel", Panel)
        panel.display = later or bool(self.view.all(AppealCard))
        panel.tell("" if card is None else state_word(card))
        self.refresh_bindings()

    def _show_why(self) -> None:
        pair = self.ledger.current
        self.query_one("#why", Detail).show(self._page(pair[1]) if pair else Content(""))

    @classmethod
    def offered(cls, view: View) -> bool:
        """There is a result only after the end."""
        clock = view.get(ClockCard, "clock")
        return view.get(ResultCard, "result") is not None or (
            clock is not None and clock.state is ClockState.ENDED
        )

    @on(KeyedList.Highlighted, "#ledger")
    def _highlighted(self) -> None:
        self._show_why()

    @on(KeyedList.Chosen, "#ledger")
    def _opened(self) -> None:
        self.action_why()

    @on(KeyedList.Chosen, "#own-appeals")
    def _appeal_opened(self) -> None:
        card = self.appeals.current
        if card is not None:
            self.app.push_screen(Message(f"{appeal_kind(card)} #{card.key}", _appeal_page(card)))

    # --- actions

    @property
    def _may(self) -> bool:
        return window_open(self.view) and speaks(self.view, self.desk.link.role)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the leader appeals, inside the window; only what waits is taken back."""
        if action in {"choose", "appeal"} and not (self._may and self.query("#ledger")):
            return None
        if action == "withdraw" and self._waiting() is None:
            return None
        return super().check_action(action, parameters)

    def why_dim(self, action: str) -> str:
        """Say why nothing is contested or taken back now."""
        silent = why_silent(self.view, self.desk.link.role)
        if action in {"choose", "appeal"}:
            return silent
        if action == "withdraw":
            return _("Only an appeal that waits is taken back; choose it in the list of appeals.")
        return super().why_dim(action)

    def _waiting(self) -> AppealCard | None:
        """Return the appeal that this seat may take back now."""
        card = self.appeals.current if self.query("#own-appeals") else None
        waits = card is not None and card.state is AppealState.OPEN
        return card if waits and speaks(self.view, self.desk.link.role) else None

    def action_choose(self) -> None:
        """Choose the line under the cursor for an appeal, or not."""
        pair = self.ledger.current
        if pair is None:
            return
        name = pair[1].name
        if name in appealed(self.view):
            self.desk.flash(_("This line has been appealed; a ruling is final."), Tone.WARN)
            return
        self._chosen ^= {name}
        self.ledger.refresh_cells()
        self.ledger.action_cursor(1)

    @work(group="appeal", exclusive=True)
    async def action_appeal(self) -> None:
        """Contest the chosen lines, or the one under the cursor."""
        card, pair = self.view.get(ResultCard, "result"), self.ledger.current
        lines = [line for line in card.lines if line.name in self._chosen] if card else []
        if not lines and pair is not None:
            lines = [pair[1]]
        if lines and await Speaker(self.app, self.desk).appeal(lines):
            self._chosen.clear()
            self.ledger.refresh_cells()

    @work(group="appeal", exclusive=True)
    async def action_withdraw(self) -> None:
        """Take the appeal under the cursor back."""
        card = self._waiting()
        if card is not None:
            await Speaker(self.app, self.desk).withdraw(card)

    def action_why(self) -> None:
        """Open the line under the cursor."""
        pair = self.ledger.current
        if pair is None:
            super().action_why()
            return
        self.app.push_screen(Message(_("Why these points"), self._page(pair[1])))

    def desk_commands(self) -> Iterable[DeskCommand]:
        """Contest and take back."""
        if self._may:
            yield DeskCommand(
                _("appeal: File"),
                _("Contest the chosen lines, or the one under the cursor."),
                self.action_appeal,
            )
        card = self._waiting()
        if card is not None:
            yield DeskCommand(_("appeal: Withdraw"), card.text, self.action_withdraw)
        yield from super().desk_commands()

    # --- what rows and pages say

    def _cells(self, pair: tuple[int, ResultLine]) -> tuple[Cell, ...]:
        line, card = pair[1], appealed(self.view).get(pair[1].name)
        tone = Tone.GOOD if line.points > 0 else Tone.BAD if line.points < 0 else Tone.QUIET
        chosen = f"{CHOSEN} " if line.name in self._chosen else ""
        return (
            Cell(since_start(line.t)[2:], Tone.QUIET, value=line.t),
            Cell(f"{line.points:+d}", tone, value=line.points),
            Cell(section(line.section), Tone.QUIET),
            Cell(chosen + line.why.say(), Tone.ACCENT if chosen else Tone.NONE),
            Cell(_(APPEALS[card.state][0]), APPEALS[card.state][1]) if card else Cell(""),
        )

    def _page(self, line: ResultLine) -> Content:
        tone = Tone.GOOD if line.points > 0 else Tone.BAD if line.points < 0 else Tone.NONE
        page = Page().head(_("{n} points").format(n=f"{line.points:+d}"), tone).words(line.why.say()).gap()
        page.pair(_("Rule"), _(line.rule)).pair(_("Section"), section(line.section)).pair(
            _("Time"), since_start(line.t)
        )
        entries = ", ".join(f"#{position}" for position in line.because)
        page.pair(_("Journal entries"), entries)
        card = appealed(self.view).get(line.name)
        if card is not None:
            page.gap().head(f"{appeal_kind(card)} #{card.key}").words(_(APPEALS[card.state][0]))
            page.quiet(card.reason)
        return page.done()


def _appeal_cells(card: AppealCard) -> tuple[Cell, ...]:
    return (
        appeal_cell(card),
        Cell(f"#{card.key}", Tone.QUIET, value=int(card.key)),
        Cell(f"{card.points:+d}" if card.points else "", value=card.points),
        Cell(card.text),
    )


def _appeal_page(card: AppealCard) -> Content:
    word, tone = APPEALS[card.state]
    points = f" {card.points:+d}" if card.points else ""
    page = Page().head(_(word) + points, tone).words(card.text).gap()
    for name in card.lines:
        page.quiet(name)
    if card.reason:
        page.gap().pair(_("judge"), card.by).words(card.reason)
    return page.done()
