"""Scoreboard: live rows, a column for each section, the layers, and why on every cell."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from drill.i18n import N_, _, ngettext
from drill.text import cells
from drill.tui.commands import DeskCommand
from drill.tui.judge.ceremony import CeremonyPlace
from drill.tui.judge.releasing import release
from drill.tui.judge.told import TIES, lines_of, section_head, section_name, sections_of
from drill.tui.judge.why import Why
from drill.tui.widgets.filter_line import FilterLine
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.tui.widgets.trend import sparkline, trend
from drill.world.cards import LedgerCard, RowCard
from drill.world.inputs import BoardFrozen, BoardThawed

LEAD = (
    Column("rank", N_("#"), 4, right=True),
    Column("team", N_("Team"), share=1),
    Column("total", N_("Total"), 6, right=True),
)
LAYERS = (
    Column("automatic", N_("Auto"), 8, right=True),
    Column("judged", N_("Judged"), 8, right=True),
    Column("pending", N_("Waits"), 8, right=True),
    Column("released", N_("Published"), 10, right=True),
    Column("released-rank", N_("Rank there"), 11, right=True),
)
TAIL = (
    Column("gap", N_("Gap"), 6, right=True, from_width=80),
    Column("trend", N_("Trend"), 16, from_width=104),
    Column("division", N_("Division"), 12, from_width=130),
)
WALL = Column("wall", N_("Wall"), 6, right=True)
"""Where the published board has the team, while that is another place."""
SECTION_WIDTH = 5
WIDE_SECTION = 6
MOST_SECTION = 10
"""Cells of a section's column: narrow, wide, and where its name is an author's."""


class Scoreboard(CeremonyPlace):
    """Every point can be asked why."""

    PLACE = "scoreboard"
    TITLE = N_("Scoreboard")
    KINDS = frozenset({"row", "ledger"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "why", N_("Why"), key_display="?", id="board.why", tooltip=N_("The ledger lines behind the chosen column")),
        Binding("right", "column(1)", N_("Column"), key_display="→", id="board.right", tooltip=N_("Choose the next column")),
        Binding("left", "column(-1)", N_("Column"), show=False, id="board.left", tooltip=N_("Choose the column before")),
        Binding("l", "layers", N_("Layers"), id="board.layers", tooltip=N_("Sections, or automatic, judged and published")),
        Binding("d", "division", N_("Division"), id="board.division", tooltip=N_("All teams, then one division after the other, each ranked by itself")),
        Binding("f", "hold_board", N_("Freeze the board"), id="board.freeze", tooltip=N_("The published board stays as it is, or follows again")),
        Binding("r", "release", N_("Release marks"), id="board.release", tooltip=N_("Judged points up to now are published")),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._section = ""
        self._layers = False
        self._division = ""
        self._ranks: dict[str, int] = {}

    def compose_body(self) -> ComposeResult:
        """The board, and the row in words."""
        board = KeyedList[RowCard](
            LEAD,
            lambda row: row.key,
            self._cells,
            empty=N_("No points yet: the board fills when the drill starts."),
            id="board",
        )
        with (
            Panel(
                title=N_("Board"),
                help=N_(
                    "Best first. Arrows choose a row and a column; ? shows the ledger lines of that cell and the journal "
                    "entries behind them. l shows the layers: automatic, judged, waiting for a judge, published; d ranks one "
                    "division by itself. Equal totals go by more points for reports, then the earlier last containment, then "
                    "the earlier last gain: * marks a rank so decided, = one that is shared."
                ),
                id="board-panel",
            ),
            Vertical(),
        ):
            yield FilterLine("board", id="filter")
            yield board
        yield Panel(Detail(id="row"), title=N_("The row"), id="row-panel")

    @property
    def _board(self) -> KeyedList[RowCard]:
        found: KeyedList[RowCard] = self.query_one("#board", KeyedList)
        return found

    @property
    def _sections(self) -> tuple[str, ...]:
        return sections_of([row.sections for row in self.rows])

    @property
    def _frozen(self) -> bool:
        return any(row.frozen_at for row in self.rows)

    @property
    def _places(self) -> dict[str, int]:
        """The rank of every team shown: over all teams, or dense within the chosen division."""
        shown = [row for row in self.rows if self._division in {"", row.division}]
        if not self._division:
            return {row.key: row.rank for row in shown}
        places = {rank: place for place, rank in enumerate(sorted({row.rank for row in shown}), 1)}
        return {row.key: places[row.rank] for row in shown}

    @property
    def _moved(self) -> bool:
        """Whether the published board has another order than the judges'."""
        return any(row.released_rank not in {0, row.rank} for row in self.rows)

    # --- painting

    def on_resize(self) -> None:
        """Another width has other columns."""
        if self.query("#board"):
            self.call_after_refresh(self._show)

    def paint(self, kinds: frozenset[str]) -> None:
        """Show the board where it changed."""
        if "row" in kinds:
            self._show()

    def _show(self) -> None:
        self._ranks = self._places
        rows = [row for row in self.rows if row.key in self._ranks]
        self._board.columns = self._columns()
        self._board.refresh_cells()
        self._board.show(rows)
        self._tell()
        self._show_row()

    def _columns(self) -> tuple[Column, ...]:
        lead = (*LEAD, WALL) if self._moved else LEAD
        if self._layers:
            return (*lead, *LAYERS, *TAIL)
        width = WIDE_SECTION if self.app.size.width >= 110 else SECTION_WIDTH
        return (*lead, *(self._section_column(section, width) for section in self._sections), *TAIL)

    def _section_column(self, section: str, width: int) -> Column:
        """A section that people named has no short heading: its column grows with the name, within reason."""
        head = ("›" if section == self._section else "") + section_head(section)
        return Column(
            section, head, max(width, min(MOST_SECTION, cells(section_head(section)) + 1)), right=True
        )

    def _tell(self) -> None:
        parts = [ngettext("{n} team", "{n} teams", len(self._ranks)).format(n=len(self._ranks))]
        if self._division:
            parts.append(_("division {name}").format(name=self._division))
        if self._frozen:
            parts.append(_("FROZEN: the published board stands still"))
        chosen = section_name(self._section) if self._section else _("Total")
        parts.append(_("› {section}: ? why").format(section=chosen))
        self.query_one("#board-panel", Panel).tell(" · ".join(parts))

    def _cells(self, row: RowCard) -> tuple[Cell, ...]:
        points = dict(row.sections)
        if self._layers:
            middle = [
                Cell(str(row.automatic), value=row.automatic),
                Cell(str(row.judged), value=row.judged),
                Cell(str(row.pending), Tone.WARN if row.pending else Tone.QUIET, value=row.pending),
                Cell(str(row.released), value=row.released),
                Cell(str(row.released_rank or "–"), Tone.QUIET, value=row.released_rank),
            ]
        else:
            middle = [self._section_cell(section, points.get(section, 0)) for section in self._sections]
        return (
            Cell(f"{self._ranks[row.key]}{_tie_sign(row)}", value=row.rank),
            Cell(row.label),
            Cell(str(row.total), Tone.ACCENT, value=row.total),
            *([Cell(_on_the_wall(row), Tone.QUIET, value=row.released_rank)] if self._moved else []),
            *middle,
            Cell(f"-{row.gap}" if row.gap else "–", Tone.QUIET, value=row.gap),
            Cell(f"{sparkline(row.trend, 10)} {row.trend[-1] if row.trend else '–'}", Tone.QUIET),
            Cell(row.division, Tone.QUIET),
        )

    def _section_cell(self, section: str, points: int) -> Cell:
        tone = Tone.BAD if points < 0 else Tone.ACCENT if section == self._section else Tone.NONE
        return Cell(str(points), tone, value=points)

    @on(KeyedList.Highlighted, "#board")
    def _show_row(self) -> None:
        if not self.query("#row"):
            return
        row = self._board.current
        page = Page()
        if row is None:
            self.query_one("#row", Detail).show(page.quiet(_("Nothing chosen.")).done())
            return
        page.head(f"{row.rank}  {row.label}  {row.total}").pair(_("trend"), trend(row.trend, 40))
        page.pair(_("layers"), _layers(row))
        if row.released_rank:
            said = _("rank {rank} with {points} points")
            page.pair(_("on the wall"), said.format(rank=row.released_rank, points=row.released))
        if row.tie:
            page.pair(_("among equals"), _(TIES[row.tie]) if row.tie in TIES else row.tie)
        points = [f"{section_name(section)} {given}" for section, given in row.sections]
        page.pair(_("sections"), " · ".join(points))
        self.query_one("#row", Detail).show(page.done())

    # --- actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without rows there is nothing to ask or publish."""
        if action in {"why", "column", "hold_board", "release", "layers", "division"} and not self.rows:
            return None
        return super().check_action(action, parameters)

    def key_label(self, action: str) -> str:
        """Name the freeze by what it does now."""
        if action == "hold_board" and self._frozen:
            return _("Thaw the board")
        return super().key_label(action)

    def action_column(self, step: int) -> None:
        """Choose the next section, or the total."""
        order = ["", *self._sections]
        place = order.index(self._section) if self._section in order else 0
        self._section = order[(place + step) % len(order)]
        self._show()

    @on(KeyedList.Chosen, "#board")
    def action_why(self) -> None:
        """Show the ledger lines of the chosen cell."""
        row = self._board.current
        if row is None:
            self.desk.explain()
            return
        lines = lines_of(self.view.all(LedgerCard), row.key, self._section)
        section = section_name(self._section) if self._section else _("Total")
        points = dict(row.sections).get(self._section, row.total)
        title = _("Why {points}: {team}, {section}").format(points=points, team=row.label, section=section)
        self.app.push_screen(Why(title, lines))

    def action_layers(self) -> None:
        """Show sections or layers."""
        self._layers = not self._layers
        self._show()

    def action_division(self) -> None:
        """Show all teams, then one division after the other."""
        order = ["", *sorted({row.division for row in self.rows if row.division})]
        place = order.index(self._division) if self._division in order else 0
        self._division = order[(place + 1) % len(order)]
        self._show()

    def action_hold_board(self) -> None:
        """Freeze the published board, or let it follow."""
        self.converse(self._freeze())

    async def _freeze(self) -> None:
        if self._frozen:
            said = _("The published board shows the score of this moment and follows from now on.")
            if await self.sure(_("Thaw the published board?"), said, _("Thaw")):
                await self.desk.ask(BoardThawed(), _("The published board follows again."))
            return
        said = _("Walls and observers see the score of this moment until it is thawed. Judges see on.")
        if await self.sure(_("Freeze the published board?"), said, _("Freeze")):
            await self.desk.ask(BoardFrozen(), _("The published board stands still."))

    def action_release(self) -> None:
        """Publish the judged points after showing who moves."""
        self.converse(release(self))

    def action_search(self) -> None:
        """Type into the filter."""
        self.query_one(FilterLine).open()

    def desk_commands(self) -> Iterable[DeskCommand]:
        """What can be asked and published."""
        if self.rows:
            yield DeskCommand(_("score: Why"), _("The ledger lines of the chosen cell."), self.action_why)
            yield DeskCommand(
                _("score: Layers"), _("Sections, or automatic, judged and published."), self.action_layers
            )
            yield DeskCommand(
                _("score: Next division"), _("Each ranked by itself, then all teams."), self.action_division
            )
            yield DeskCommand(
                _("board: Freeze or thaw"), _("What walls and observers see."), self.action_hold_board
            )
            yield DeskCommand(
                _("board: Release marks"), _("Judged points up to now are published."), self.action_release
            )
        yield from super().desk_commands()


def _tie_sign(row: RowCard) -> str:
    return {"": "", "shared": "="}.get(row.tie, "*")


def _on_the_wall(row: RowCard) -> str:
    """Return the published rank, and how far the team has risen or fallen since."""
    if not row.released_rank:
        return "–"
    risen = row.released_rank - row.rank
    sign = f"▲{risen}" if risen > 0 else f"▼{-risen}" if risen < 0 else "="
    return f"{row.released_rank} {sign}"


def _layers(row: RowCard) -> str:
    said = _("automatic {automatic} · judged {judged} · waits for a judge {pending} · published {released}")
    return said.format(automatic=row.automatic, judged=row.judged, pending=row.pending, released=row.released)


__all__ = ["Scoreboard"]
