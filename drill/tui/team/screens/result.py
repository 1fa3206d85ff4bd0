"""Result: after the end, the team's own score, each point with its why."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content

from drill.i18n import N_, _
from drill.tui.dialogs.message import Message
from drill.tui.place import PlaceScreen
from drill.tui.terms import section
from drill.tui.widgets.keyed_list import KeyedList, Line
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.spans import since_start
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import ClockCard, ClockState, ResultCard, ResultLine, View


class ResultScreen(PlaceScreen):
    """Read why."""

    PLACE = "result"
    TITLE = N_("Result")
    KINDS = frozenset({"result", "clock"})
    AUTO_FOCUS = "#ledger"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "question_mark",
            "why",
            N_("Why"),
            key_display="?",
            id="result.why",
            tooltip=N_("Why these points"),
        ),
    ]

    def compose_body(self) -> ComposeResult:
        """Totals, lines, why."""
        with Container(id="result-body"):
            yield Panel(self._sections(), title=N_("Score"), help=N_(
                "The sum of all ledger lines by section. A score is never stored: it is always this sum."
            ), id="sections-panel")  # fmt: skip
            yield Panel(self._ledger(), title=N_("Ledger"), help=N_(
                "Every point with its rule, its time and its why. ? or enter opens the line with the journal entries behind it."
            ), id="ledger-panel")  # fmt: skip
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
        )
        return KeyedList(
            columns,
            lambda pair: str(pair[0]),
            _cells,
            empty=N_("The result is published after the drill ends."),
            id="ledger",
        )

    @property
    def ledger(self) -> KeyedList[tuple[int, ResultLine]]:
        """The lines."""
        found: KeyedList[tuple[int, ResultLine]] = self.query_one("#ledger", KeyedList)
        return found

    def paint(self, kinds: frozenset[str]) -> None:
        """Fill what changed."""
        card = self.view.get(ResultCard, "result")
        if "result" in kinds and card is not None:
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
            self.query_one("#ledger-panel", Panel).tell(_("{n} lines").format(n=len(card.lines)))
        self._show_why()

    def _show_why(self) -> None:
        pair = self.ledger.current
        self.query_one("#why", Detail).show(_page(pair[1]) if pair else Content(""))

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
    def _chosen(self) -> None:
        self.action_why()

    def action_why(self) -> None:
        """Open the line under the cursor."""
        pair = self.ledger.current
        if pair is None:
            super().action_why()
            return
        self.app.push_screen(Message(_("Why these points"), _page(pair[1])))


def _cells(pair: tuple[int, ResultLine]) -> tuple[Cell, ...]:
    line = pair[1]
    tone = Tone.GOOD if line.points > 0 else Tone.BAD if line.points < 0 else Tone.QUIET
    return (
        Cell(since_start(line.t)[2:], Tone.QUIET, value=line.t),
        Cell(f"{line.points:+d}", tone, value=line.points),
        Cell(section(line.section), Tone.QUIET),
        Cell(line.why.say()),
    )


def _page(line: ResultLine) -> Content:
    tone = Tone.GOOD if line.points > 0 else Tone.BAD if line.points < 0 else Tone.NONE
    page = Page().head(_("{n} points").format(n=f"{line.points:+d}"), tone).words(line.why.say()).gap()
    page.pair(_("Rule"), _(line.rule)).pair(_("Section"), section(line.section)).pair(
        _("Time"), since_start(line.t)
    )
    entries = ", ".join(f"#{position}" for position in line.because)
    page.pair(_("Journal entries"), entries)
    return page.done()
