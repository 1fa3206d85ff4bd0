"""Appeals: the team's words beside the lines in question with everything behind them, and the ruling."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from drill.i18n import N_, _
from drill.tui.commands import DeskCommand
from drill.tui.dialogs.form import FormField, something
from drill.tui.judge.cases import case_page, wrong_minutes, wrong_signed
from drill.tui.judge.place import JudgePlace
from drill.tui.judge.releasing import moves_list, moves_said, moving_of, release
from drill.tui.judge.told import points_of, signed
from drill.tui.results import appeal_cell, appeal_kind, results_of, state_line, state_now
from drill.tui.widgets.filter_line import FilterLine
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import AppealCard, AppealState, LedgerCard, ResultsState, View
from drill.world.inputs import AppealRuled, AppealsOpened, Outcome

COLUMNS = (
    Column("state", N_("State"), 16),
    Column("team", N_("Team")),
    Column("kind", N_("Kind"), 10, from_width=60),
    Column("lines", N_("Lines"), 8, right=True, from_width=52),
)

_WHY_DIM = {
    "rule": N_("Only an appeal that waits is ruled on."),
    "window": N_("The window opens once every team's drill is over."),
    "release": N_("There is nothing to publish yet."),
}


class Appeals(JudgePlace):
    """Open ones first, the oldest at the top."""

    PLACE = "appeals"
    TITLE = N_("Appeals")
    KINDS = frozenset({"appeal", "results", "ledger", "row"})
    AUTO_FOCUS = "#appeals"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "rule('upheld')", N_("Uphold"), id="appeals.uphold", tooltip=N_("The team is right: points or none, with a reason")),
        Binding("d", "rule('dismissed')", N_("Dismiss"), id="appeals.dismiss", tooltip=N_("The lines stay as they are, with a reason")),
        Binding("w", "window", N_("Open window"), id="appeals.window", tooltip=N_("Open the window for appeals, or close it")),
        Binding("r", "release", N_("Release scores"), id="appeals.release", tooltip=N_("Publish what judges gave, after showing who moves")),
    ]  # fmt: skip

    def compose_body(self) -> ComposeResult:
        """How far results are; the list; the case; who would move."""
        filed = KeyedList[AppealCard](
            COLUMNS, lambda card: card.key, self._cells,
            empty=N_("No team has appealed. w opens the window after the drill."), id="appeals",
        )  # fmt: skip
        yield Panel(
            Detail(id="state"),
            title=N_("Results"),
            help=N_(
                "Provisional once every team's drill is over; then the window for appeals; then final, which is the seal. "
                "w opens the window for a number of minutes, or closes it. Nothing is sealed while an appeal waits."
            ),
            id="state-panel",
        )
        with Horizontal(id="hearing"):
            with Vertical(id="docket"):
                with (
                    Panel(
                        title=N_("Filed"),
                        help=N_(
                            "Protests come while a team plays, appeals in the window after it. u upholds the one under the "
                            "cursor, d dismisses it, both with a reason that the team reads. A ruling is final."
                        ),
                        id="appeals-panel",
                    ),
                    Vertical(),
                ):
                    yield FilterLine("appeals", id="filter")
                    yield filed
                yield Panel(
                    moves_list("moves"),
                    title=N_("A release would change"),
                    help=N_(
                        "Rulings and marks are published when scores are released. Until then this is the difference between "
                        "the published board and the live one, rank by rank. r releases."
                    ),
                    id="moves-panel",
                )
            yield Panel(
                Detail(id="case"),
                title=N_("The case"),
                help=N_(
                    "The team's words, and each line that it contests with its reason and the entries of the record behind it."
                ),
                id="case-panel",
            )

    def on_mount(self) -> None:
        """The window's end comes by wall time, which no card tells."""
        super().on_mount()
        self.set_interval(1, self._count_down)

    def _count_down(self) -> None:
        card = results_of(self.view)
        if self.ready and self.is_current and card is not None and card.closes:
            self._show_state()

    @property
    def _list(self) -> KeyedList[AppealCard]:
        found: KeyedList[AppealCard] = self.query_one("#appeals", KeyedList)
        return found

    # --- painting

    def paint(self, kinds: frozenset[str]) -> None:
        """Show what changed; another ledger line may be one of those in question."""
        if kinds & {"appeal", "row"}:
            self._list.refresh_cells()
            self._list.show(sorted(self.view.all(AppealCard), key=_order))
            waiting = sum(card.state is AppealState.OPEN for card in self.view.all(AppealCard))
            said = _("{n} wait").format(n=waiting)
            self.query_one("#appeals-panel", Panel).tell(said if waiting else "")
        if kinds & {"results", "row", "appeal"}:
            self._show_state()
        self._show_case()

    def _show_state(self) -> None:
        card = results_of(self.view)
        moving = moving_of(card, self.named.labels)
        self.query_one("#moves", KeyedList).show(moving)
        self.query_one("#moves-panel", Panel).tell(moves_said(moving) if moving else "")
        content = Content(_("Nothing is known yet.")) if card is None else state_line(card)
        self.query_one("#state", Detail).show(content)
        self.refresh_bindings()

    @on(KeyedList.Highlighted, "#appeals")
    def _show_case(self) -> None:
        if not self.query("#case"):
            return
        card = self._list.current
        content = Page().quiet(_("Nothing chosen.")).done()
        if card is not None:
            label = self.named.labels.get(card.team, card.team)
            content = case_page(card, label, self._lines_of(card))
        self.query_one("#case", Detail).show(content)

    def _lines_of(self, card: AppealCard) -> dict[str, LedgerCard]:
        wanted = frozenset(card.lines)
        return {
            line.name: line
            for line in self.view.all(LedgerCard)
            if line.team == card.team and line.name in wanted
        }

    def _cells(self, card: AppealCard) -> tuple[Cell, ...]:
        return (
            appeal_cell(card),
            Cell(self.named.labels.get(card.team, card.team)),
            Cell(appeal_kind(card), Tone.QUIET),
            Cell(str(len(card.lines) or "–"), Tone.QUIET, value=len(card.lines)),
        )

    @classmethod
    def badge(cls, view: View) -> str:
        """Say how many wait for a ruling."""
        waiting = sum(card.state is AppealState.OPEN for card in view.all(AppealCard))
        return str(waiting) if waiting else ""

    # --- actions

    @property
    def _open(self) -> bool:
        card = results_of(self.view)
        return card is not None and state_now(card) is ResultsState.APPEALS

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what waits is ruled on; only after the drill is there a window; nothing moves after the seal."""
        if action == "rule":
            current = self._list.current if self.query("#appeals") else None
            if current is None or current.state is not AppealState.OPEN:
                return None
        card = results_of(self.view)
        over = card is not None and card.state is not ResultsState.RUNNING
        final = card is not None and card.state is ResultsState.FINAL
        if (action == "window" and (not over or final)) or (action == "release" and (final or not self.rows)):
            return None
        return super().check_action(action, parameters)

    def why_dim(self, action: str) -> str:
        """Say why nothing is ruled, opened or published now."""
        card = results_of(self.view)
        if card is not None and card.state is ResultsState.FINAL:
            return _("The results are sealed; nothing changes them any more.")
        return _(_WHY_DIM[action]) if action in _WHY_DIM else super().why_dim(action)

    def key_label(self, action: str) -> str:
        """Name the window by what the key does to it now."""
        if action == "window" and self._open:
            return _("Close window")
        return super().key_label(action)

    def action_rule(self, outcome: str) -> None:
        """Rule on the appeal under the cursor."""
        card = self._list.current
        if card is not None and card.state is AppealState.OPEN:
            self.converse(self._rule(card, Outcome(outcome)))

    async def _rule(self, card: AppealCard, outcome: Outcome) -> None:
        upheld = outcome is Outcome.UPHELD
        label = self.named.labels.get(card.team, card.team)
        title = _("Uphold {team}'s appeal") if upheld else _("Dismiss {team}'s appeal")
        points = FormField(
            "points", _("Points"), initial="0", check=wrong_signed,
            placeholder=_("0 where a mark or a voided item sets it right"),
        )  # fmt: skip
        reason = FormField("reason", _("Reason"), check=something, placeholder=_("the team reads it"))
        about = (
            Page()
            .words(card.text)
            .quiet(_("A ruling is final. It is published with the next release."))
            .done()
        )
        given = await self.form(title.format(team=label), *([points] if upheld else []), reason, about=about)
        if given is None:
            return
        worth = points_of(given["points"]) if upheld else 0
        if worth and not await self._agreed(card, label, worth):
            return
        said = _("Upheld: {points}.").format(points=signed(worth)) if upheld else _("Dismissed.")
        await self.desk.ask(AppealRuled(int(card.key), outcome, given["reason"], worth), said)

    async def _agreed(self, card: AppealCard, label: str, points: int) -> bool:
        """Show what the points would do to the live board before they are given."""
        row = next((row for row in self.rows if row.key == card.team), None)
        if row is None:
            return True
        above = {
            other.rank for other in self.rows if other.key != row.key and other.total > row.total + points
        }
        said = _("{team}: {before} → {after} points, rank {rank} → {place} on the live board.").format(
            team=label, before=row.total, after=row.total + points, rank=row.rank, place=len(above) + 1
        )
        return await self.sure(_("Give {points} points?").format(points=signed(points)), said, _("Uphold"))

    def action_window(self) -> None:
        """Open the window, or close it."""
        self.converse(self._window())

    async def _window(self) -> None:
        if self._open:
            said = _("From now on no appeal is taken. Those that were filed are still ruled on.")
            if await self.sure(_("Close the window for appeals?"), said, _("Close")):
                await self.desk.ask(AppealsOpened(0), _("The window for appeals is closed."))
            return
        minutes = FormField("minutes", _("Minutes"), initial="30", check=wrong_minutes)
        about = Page().quiet(_("Leaders may contest lines of their own result until then.")).done()
        given = await self.form(_("Open the window for appeals"), minutes, about=about)
        if given is not None:
            n = int(given["minutes"])
            await self.desk.ask(AppealsOpened(n), _("The window is open for {n} minutes.").format(n=n))

    def action_release(self) -> None:
        """Publish the judged points after showing who moves."""
        self.converse(release(self))

    def action_search(self) -> None:
        """Type into the filter."""
        self.query_one(FilterLine).open()

    def desk_commands(self) -> Iterable[DeskCommand]:
        """What can be ruled, opened and published."""
        card = self._list.current
        if card is not None and card.state is AppealState.OPEN:
            yield DeskCommand(_("appeal: Uphold"), card.text, lambda: self.action_rule("upheld"))
            yield DeskCommand(_("appeal: Dismiss"), card.text, lambda: self.action_rule("dismissed"))
        if self.check_action("window", ()):
            name = _("appeals: Close the window") if self._open else _("appeals: Open the window")
            yield DeskCommand(name, _("For all teams, from now on."), self.action_window)
        if self.check_action("release", ()):
            yield DeskCommand(
                _("appeals: Release"),
                _("Publish what judges gave, after showing who moves."),
                self.action_release,
            )
        yield from super().desk_commands()


def _order(card: AppealCard) -> tuple[bool, int]:
    """Those that wait come first, the oldest at the top."""
    return (card.state is not AppealState.OPEN, int(card.key))


__all__ = ["Appeals"]
