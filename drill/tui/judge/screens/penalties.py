"""Penalties: signed points with a reason, and their withdrawals; both are entries that stay."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from drill.i18n import N_, _
from drill.tui.commands import DeskCommand
from drill.tui.dialogs.form import FormField, something
from drill.tui.judge.place import JudgePlace
from drill.tui.judge.told import points_of, signed, tone_of, wrong_points
from drill.tui.results import results_of
from drill.tui.widgets.filter_line import FilterLine
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import PenaltyCard
from drill.world.inputs import PenaltyGiven, PenaltyWithdrawn

COLUMNS = (
    Column("points", N_("Points"), 7, right=True),
    Column("state", N_("State"), 12),
    Column("team", N_("Team"), 16),
    Column("reason", N_("Reason")),
    Column("seat", N_("Judge"), 14, from_width=80),
)


class Penalties(JudgePlace):
    """What people add and take."""

    PLACE = "penalties"
    TITLE = N_("Penalties")
    KINDS = frozenset({"penalty", "row", "results"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "give", N_("New"), id="penalties.give", tooltip=N_("Signed points to a team, with a reason")),
        Binding("w", "withdraw", N_("Withdraw"), id="penalties.withdraw", tooltip=N_("Take it back, with a reason; both entries stay")),
    ]  # fmt: skip

    def compose_body(self) -> ComposeResult:
        """The list, and the chosen one in full."""
        given = KeyedList[PenaltyCard](
            COLUMNS, lambda card: card.key, self._cells,
            empty=N_("No penalty and no bonus. n gives one."), id="penalties",
        )  # fmt: skip
        with (
            Panel(
                title=N_("Penalties and bonuses"),
                help=N_(
                    "Signed points with a reason: negative takes, positive gives. A withdrawal is a new entry; nothing is "
                    "ever deleted. Unreleased ones count for judges alone until marks are released."
                ),
                id="penalties-panel",
            ),
            Vertical(),
        ):
            yield FilterLine("penalties", id="filter")
            yield given
        yield Panel(Detail(id="penalty"), title=N_("In full"), id="penalty-panel")

    @property
    def _list(self) -> KeyedList[PenaltyCard]:
        found: KeyedList[PenaltyCard] = self.query_one("#penalties", KeyedList)
        return found

    def paint(self, kinds: frozenset[str]) -> None:  # noqa: ARG002 (one list shows all)
        """Show them, newest first."""
        cards = self.view.all(PenaltyCard)[::-1]
        self._list.refresh_cells()
        self._list.show(cards)
        standing = sum(card.points for card in cards if not card.withdrawn)
        said = _("{n} given, {points} points stand").format(n=len(cards), points=signed(standing))
        self.query_one("#penalties-panel", Panel).tell(said if cards else "")
        self._show_one()

    def _cells(self, card: PenaltyCard) -> tuple[Cell, ...]:
        gone = bool(card.withdrawn)
        return (
            Cell(signed(card.points), Tone.QUIET if gone else tone_of(card.points), value=card.points),
            self._state_cell(card),
            Cell(self.named.labels.get(card.team, card.team)),
            Cell(card.reason),
            Cell(card.seat, Tone.QUIET),
        )

    def _state_cell(self, card: PenaltyCard) -> Cell:
        if card.withdrawn:
            return Cell(_("withdrawn"), Tone.QUIET, chip=True)
        return Cell(_("held back") if self._waits(card) else _("stands"), Tone.WARN, chip=True)

    def _waits(self, card: PenaltyCard) -> bool:
        """Return whether it waits for the next release."""
        results = results_of(self.view)
        return not card.released and int(card.key) > (results.released_at if results else 0)

    @on(KeyedList.Highlighted, "#penalties")
    def _show_one(self) -> None:
        if not self.query("#penalty"):
            return
        card, page = self._list.current, Page()
        if card is None:
            page.quiet(_("Nothing chosen."))
        else:
            label = self.named.labels.get(card.team, card.team)
            page.head(f"{signed(card.points)}  {label}", tone_of(card.points))
            page.pair(_("judge"), card.seat).pair(_("entry"), card.key).gap().words(card.reason)
            if self._waits(card) and not card.withdrawn:
                page.quiet(_("Counts for judges alone until scores are released."))
            if card.withdrawn:
                page.gap().head(_("Withdrawn")).words(card.withdrawn)
        self.query_one("#penalty", Detail).show(page.done())

    # --- actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what stands can be withdrawn; only teams can be penalised."""
        if action == "give" and not self.rows:
            return None
        if action == "withdraw":
            card = self._list.current if self.query("#penalties") else None
            if card is None or card.withdrawn:
                return None
        return super().check_action(action, parameters)

    def why_dim(self, action: str) -> str:
        """Say why nothing is given or taken back."""
        if action == "give":
            return _("There is no team yet.")
        return _("This one has been withdrawn.") if self._list.current else _("Nothing chosen.")

    def action_give(self) -> None:
        """Give signed points."""
        self.converse(self._give())

    async def _give(self) -> None:
        teams = self.named
        fields = (
            FormField("team", _("Team"), complete=teams.complete_one, check=teams.wrong_one),
            FormField("points", _("Points"), placeholder=_("such as -20"), check=wrong_points),
            FormField("reason", _("Reason"), check=something, placeholder=_("the rule and what was seen")),
            FormField(
                "released",
                _("Published"),
                choices=(("yes", _("at once")), ("no", _("when marks are released"))),
            ),
        )
        given = await self.form(_("Penalty or bonus"), *fields)
        if given is None:
            return
        (team,) = teams.ids(given["team"]) or ("",)
        points = points_of(given["points"])
        said = _("{points} for {team}.").format(points=signed(points), team=teams.said([team]))
        await self.desk.ask(PenaltyGiven(team, points, given["reason"], given["released"] == "yes"), said)

    def action_withdraw(self) -> None:
        """Take the one under the cursor back."""
        card = self._list.current
        if card is not None and not card.withdrawn:
            self.converse(self._withdraw(card))

    async def _withdraw(self, card: PenaltyCard) -> None:
        label = self.named.labels.get(card.team, card.team)
        title = _("Withdraw {points} of {team}").format(points=signed(card.points), team=label)
        about = Page().quiet(card.reason)
        given = await self.form(title, FormField("reason", _("Reason"), check=something), about=about.done())
        if given is not None:
            await self.desk.ask(PenaltyWithdrawn(int(card.key), given["reason"]), _("Withdrawn."))

    def action_search(self) -> None:
        """Type into the filter."""
        self.query_one(FilterLine).open()

    def desk_commands(self) -> Iterable[DeskCommand]:
        """Give and withdraw."""
        if self.rows:
            yield DeskCommand(
                _("penalty: New"), _("Signed points to a team, with a reason."), self.action_give
            )
        card = self._list.current
        if card is not None and not card.withdrawn:
            yield DeskCommand(_("penalty: Withdraw"), card.reason, self.action_withdraw)
        yield from super().desk_commands()


__all__ = ["Penalties"]
