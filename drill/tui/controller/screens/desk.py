"""Desk: questions to the umpire with their answers, and seats where nobody has come."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from drill.i18n import N_, _, ngettext
from drill.tui.commands import DeskCommand
from drill.tui.controller.place import StaffPlace
from drill.tui.events import exact, moment
from drill.tui.terms import role_label
from drill.tui.widgets.filter_line import FilterLine
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.spans import ago
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import ClockCard, ClockState, RequestCard, SeatCard, View

COLUMNS = (
    Column("t", N_("Asked"), 6),
    Column("state", N_("State"), 12, from_width=40),
    Column("team", N_("Team"), 14),
    Column("text", N_("Question"), share=2),
    Column("answer", N_("Answer"), share=2, from_width=90),
)
SEAT_COLUMNS = (
    Column("team", N_("Team"), share=1),
    Column("seat", N_("Seat"), share=1),
    Column("role", N_("Role"), 14, from_width=40),
)


class Desk(StaffPlace):
    """The ledger of clarifications keeps it fair."""

    PLACE = "desk"
    TITLE = N_("Desk")
    KINDS = frozenset({"request", "seat", "team", "clock"})
    STEERS = frozenset({"answer", "answer_all", "umpire"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "answer", N_("Answer"), id="desk.answer", tooltip=N_("Answer the team that asked")),
        Binding("A", "answer_all", N_("Answer to all"), key_display="A", id="desk.answer-all", tooltip=N_("Every team reads the answer; nobody reads who asked")),
        Binding("u", "umpire", N_("Umpire"), id="desk.umpire", tooltip=N_("Set facts by sentence and answer at once")),
    ]  # fmt: skip

    def compose_body(self) -> ComposeResult:
        """The questions, the chosen one in full, the empty seats."""
        requests = KeyedList[RequestCard](
            COLUMNS, lambda card: card.key, self._cells,
            empty=N_("No team has asked the umpire anything."), id="requests",
        )  # fmt: skip
        seats = KeyedList[SeatCard](
            SEAT_COLUMNS, lambda card: card.key, self._seat_cells,
            empty=N_("Every seat has been here."), id="absent",
        )  # fmt: skip
        with (
            Panel(
                title=N_("Questions to the umpire"),
                help=N_(
                    "What teams ask in their own words, waiting ones first. a answers the one who asked, A everyone, "
                    "u sets facts in that team's world as well. Earlier answers stay here, so that equal questions get equal answers."
                ),
                id="requests-panel",
            ),
            Vertical(),
        ):
            yield FilterLine("requests", id="filter")
            yield requests
        with Horizontal(id="lower"):
            yield Panel(Detail(id="request"), title=N_("In full"), id="request-panel")
            yield Panel(
                seats,
                title=N_("No-show seats"),
                help=N_("Seats that nobody has opened yet."),
                id="absent-panel",
            )

    @property
    def _requests(self) -> KeyedList[RequestCard]:
        found: KeyedList[RequestCard] = self.query_one("#requests", KeyedList)
        return found

    @classmethod
    def badge(cls, view: View) -> str:
        """Say how many questions wait; none is answered any more once the drill is over."""
        clock = view.get(ClockCard, "clock")
        if clock is not None and clock.state is ClockState.ENDED:
            return ""
        waiting = sum(card.answered is None for card in view.all(RequestCard))
        return str(waiting) if waiting else ""

    def paint(self, kinds: frozenset[str]) -> None:
        """Show questions and seats where they changed."""
        if kinds & {"request", "team"}:
            cards = sorted(
                self.view.all(RequestCard),
                key=lambda card: (card.answered is not None, card.t if card.answered is None else -card.t),
            )
            self._requests.refresh_cells()
            self._requests.show(cards)
            waiting = sum(card.answered is None for card in cards)
            self.query_one("#requests-panel", Panel).tell(
                _("{n} wait of {all}").format(n=waiting, all=len(cards))
            )
        if kinds & {"seat", "team"}:
            absent = [card for card in self.view.all(SeatCard) if card.last_seen is None and not card.online]
            self.query_one("#absent", KeyedList).show(absent)
            self.query_one("#absent-panel", Panel).tell(
                ngettext("{n} seat", "{n} seats", len(absent)).format(n=len(absent))
            )
        self._show_request()

    def tick(self) -> None:
        """How long a question waits counts up."""
        if self.desk.link.t_now() // 1000 % 10 == 0:
            self._show_request()

    @on(KeyedList.Highlighted, "#requests")
    def _show_request(self) -> None:
        if not self.query("#request"):
            return
        card = self._requests.current
        page = Page()
        if card is None:
            page.quiet(_("Teams ask with “ask the umpire” on their Orders place."))
        else:
            page.head(self._label(card.team)).pair(_("asked"), exact(card.t)).pair(
                _("seat"), self.who(card.seat)
            )
            page.gap().words(card.text).gap()
            if card.answered is None:
                page.head(_("Waits {time}").format(time=ago(card.t, self.desk.link.t_now())), Tone.WARN)
            else:
                page.head(_("Answered {at}").format(at=exact(card.answered)), Tone.GOOD).words(card.answer)
        self.query_one("#request", Detail).show(page.done())

    def _label(self, team: str) -> str:
        return self.named.labels.get(team, team)

    def _cells(self, card: RequestCard) -> tuple[Cell, ...]:
        waits = card.answered is None
        return (
            Cell(moment(card.t), Tone.QUIET, value=card.t),
            Cell(_("waits") if waits else _("answered"), Tone.WARN if waits else Tone.GOOD, chip=True),
            Cell(self._label(card.team)),
            Cell(card.text),
            Cell(card.answer, Tone.QUIET),
        )

    def _seat_cells(self, card: SeatCard) -> tuple[Cell, ...]:
        role = role_label(self.view, card.role)
        return (Cell(self._label(card.team)), Cell(card.name or card.key), Cell(role, Tone.QUIET))

    # --- actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a question there is nothing to answer."""
        allowed = super().check_action(action, parameters)
        return None if allowed and action in self.STEERS and not self.view.all(RequestCard) else allowed

    def why_dim(self, action: str) -> str:
        """Say why there is nothing to answer."""
        return (
            _("No team has asked the umpire anything.") if action in self.STEERS else super().why_dim(action)
        )

    @on(KeyedList.Chosen, "#requests")
    def action_answer(self) -> None:
        """Answer the team that asked."""
        if self._requests.current is not None and not self.over:
            self.steer.answer(self._requests.current, everyone=False)

    def action_answer_all(self) -> None:
        """Answer every team."""
        if self._requests.current is not None:
            self.steer.answer(self._requests.current, everyone=True)

    def action_umpire(self) -> None:
        """Set facts and answer."""
        card = self._requests.current
        if card is not None:
            team = next((one for one in self.teams if one.key == card.team), None)
            self.steer.umpire(team, card)

    def action_search(self) -> None:
        """Type into the filter."""
        self.query_one(FilterLine).open()

    def desk_commands(self) -> Iterable[DeskCommand]:
        """Answers to the question under the cursor."""
        card = self._requests.current
        if card is not None and not self.over:
            yield DeskCommand(_("question: Answer"), card.text, self.action_answer)
            yield DeskCommand(_("question: Answer to all"), card.text, self.action_answer_all)
            yield DeskCommand(_("question: Umpire"), card.text, self.action_umpire)
        yield from super().desk_commands()


__all__ = ["Desk"]
