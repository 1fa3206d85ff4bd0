"""Seats: who sits where, who is connected, who was seen last."""

from datetime import UTC, datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from drill.i18n import N_, _
from drill.tui.base import DeskApp
from drill.tui.controller.place import StaffPlace
from drill.tui.terms import role_label
from drill.tui.widgets.filter_line import FilterLine
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.panel import Panel
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import SeatCard, View

COLUMNS = (
    Column("state", N_("Connection"), 12),
    Column("team", N_("Team"), share=2),
    Column("role", N_("Role"), 14),
    Column("name", N_("Name"), share=2, from_width=60),
    Column("seat", N_("Seat"), share=2),
    Column("seen", N_("Last seen (UTC)"), 19, from_width=80),
)


class Seats(StaffPlace):
    """Every seat of the drill."""

    PLACE = "seats"
    TITLE = N_("Seats")
    KINDS = frozenset({"seat", "team"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy_seat", N_("Copy the seat's id"), id="seats.copy", tooltip=N_("For the plain commands that invite and revoke")),
    ]  # fmt: skip

    def compose_body(self) -> ComposeResult:
        """One list."""
        seats = KeyedList[SeatCard](
            COLUMNS, lambda card: card.key, self._cells, empty=N_("This drill has no seats."), id="seats"
        )
        with (
            Panel(
                title=N_("Seats"),
                help=N_(
                    "A seat is opened by an invitation, and a second connection takes it over. Invitations are written "
                    "where the hub was started; this list says who is there."
                ),
                id="seats-panel",
            ),
            Vertical(),
        ):
            yield FilterLine("seats", id="filter")
            yield seats

    @property
    def _seats(self) -> KeyedList[SeatCard]:
        found: KeyedList[SeatCard] = self.query_one("#seats", KeyedList)
        return found

    @classmethod
    def badge(cls, view: View) -> str:
        """Say how many team seats are away that were here before."""
        gone = sum(card.last_seen is not None and not card.online for card in view.all(SeatCard) if card.team)
        return f"-{gone}" if gone else ""

    def paint(self, kinds: frozenset[str]) -> None:  # noqa: ARG002 (one list shows all)
        """Show the seats, staff last."""
        cards = sorted(
            self.view.all(SeatCard), key=lambda card: (not card.team, card.team, card.role, card.key)
        )
        self._seats.refresh_cells()
        self._seats.show(cards)
        online = sum(card.online for card in cards)
        self.query_one("#seats-panel", Panel).tell(_("{n} online of {all}").format(n=online, all=len(cards)))

    def _cells(self, card: SeatCard) -> tuple[Cell, ...]:
        if card.online:
            state = Cell(_("● here"), Tone.GOOD)
        elif card.last_seen is None:
            state = Cell(_("○ never"), Tone.QUIET)
        else:
            state = Cell(_("◐ away"), Tone.WARN)
        team = self.named.labels.get(card.team, card.team) if card.team else _("staff")
        return (
            state,
            Cell(team),
            Cell(role_label(self.view, card.role)),
            Cell(card.name),
            Cell(card.key, Tone.QUIET),
            Cell(_wall(card.last_seen), Tone.QUIET),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a seat there is nothing to copy."""
        if action == "copy_seat" and not self.view.all(SeatCard):
            return None
        return super().check_action(action, parameters)

    def action_copy_seat(self) -> None:
        """Put the seat's id on the clipboard."""
        if self._seats.current is not None and isinstance(self.app, DeskApp):
            self.app.copy(self._seats.current.key)

    def action_search(self) -> None:
        """Type into the filter."""
        self.query_one(FilterLine).open()


def _wall(milliseconds: int | None) -> str:
    if milliseconds is None:
        return "–"
    return datetime.fromtimestamp(milliseconds // 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")


__all__ = ["Seats"]
