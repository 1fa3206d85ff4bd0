"""Control: the team matrix, the feed of everything that happens, the clock."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from drill.i18n import N_, _, ngettext
from drill.tui.commands import DeskCommand
from drill.tui.controller.place import StaffPlace
from drill.tui.dialogs.message import Message
from drill.tui.events import FEED_COLUMNS, event_page, feed_cells, level_word, moment, next_level
from drill.tui.widgets.filter_line import FilterLine
from drill.tui.widgets.frame import speed, state_words
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.spans import clock, of_day, since_start
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import ClockCard, ClockState, FeedCard, SeatCard, TeamCard

TEAM_COLUMNS = (
    Column("team", N_("Team"), share=2),
    Column("state", N_("Clock"), 10, from_width=66),
    Column("services", N_("Services"), 8, right=True),
    Column("goals", N_("Lost"), 5, right=True),
    Column("alerts", N_("Alerts"), 8, right=True),
    Column("orders", N_("Orders"), 9, right=True),
    Column("score", N_("Score"), 7, right=True),
    Column("seats", N_("Online"), 6, right=True),
    Column("at", N_("Last"), 6, right=True, from_width=84),
    Column("last", N_("Last order"), share=2, from_width=100),
)


class Control(StaffPlace):
    """Where controllers live."""

    PLACE = "control"
    TITLE = N_("Control")
    KINDS = frozenset({"team", "feed", "clock", "seat"})
    STEERS = frozenset({"hold", "credit", "message", "speed", "add_time", "end"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "hold", N_("Hold"), id="control.hold", tooltip=N_("Hold the team under the cursor, or let it go on")),
        Binding("c", "credit", N_("Credit time"), id="control.credit", tooltip=N_("Give the team time back, with a reason")),
        Binding("m", "message", N_("Message"), id="control.message", tooltip=N_("Tell one, some or all teams something")),
        Binding("t", "only_team", N_("This team only"), id="control.only", tooltip=N_("Feed: all teams or the one under the cursor")),
        Binding("l", "level", N_("Level"), show=False, id="control.level", tooltip=N_("Feed: the next level of events")),
        Binding("s", "speed", N_("Speed"), show=False, id="control.speed"),
        Binding("a", "add_time", N_("Add time"), show=False, id="control.add-time"),
        Binding("e", "end", N_("End the drill"), show=False, id="control.end"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._level = ""
        self._only = ""

    def compose_body(self) -> ComposeResult:
        """Teams above, the clock beside them, the feed below; side by side where there is room."""
        teams = KeyedList[TeamCard](
            TEAM_COLUMNS, lambda card: card.key, _team_cells,
            empty=N_("No team has been set up for this drill."), id="teams",
        )  # fmt: skip
        feed = KeyedList[FeedCard](
            FEED_COLUMNS, lambda card: card.key, self._feed_cells,
            empty=N_("Nothing has happened yet. p starts the drill."), id="feed", follows=True,
        )  # fmt: skip
        with Horizontal(id="upper"):
            yield Panel(
                teams,
                title=N_("Teams"),
                help=N_(
                    "One row for each team. Enter looks over its shoulder; h holds it, c gives it time, m talks to it. "
                    "Lost counts the attacker's goals; orders are running + waiting."
                ),
                id="teams-panel",
            )
            yield Panel(
                Detail(id="clock"),
                title=N_("Clock"),
                help=N_(
                    "p starts, pauses and resumes; s sets the speed, a adds time, e ends, ctrl+e is for emergencies."
                ),
                id="clock-panel",
            )
        with (
            Panel(
                title=N_("Feed"),
                help=N_(
                    "Everything that happens, newest last. t shows one team, l one kind of event, / searches, space freezes. "
                    "Enter opens an event."
                ),
                id="feed-panel",
            ),
            Vertical(),
        ):
            yield FilterLine("feed", id="filter")
            yield feed

    # --- painting

    @property
    def _teams(self) -> KeyedList[TeamCard]:
        found: KeyedList[TeamCard] = self.query_one("#teams", KeyedList)
        return found

    @property
    def _feed(self) -> KeyedList[FeedCard]:
        found: KeyedList[FeedCard] = self.query_one("#feed", KeyedList)
        return found

    def paint(self, kinds: frozenset[str]) -> None:
        """Show teams, feed and clock where they changed."""
        if "team" in kinds:
            self._teams.show(self.teams)
            self.query_one("#teams-panel", Panel).tell(
                ngettext("{n} team", "{n} teams", len(self.teams)).format(n=len(self.teams))
            )
            self.query_one("#upper").styles.height = len(self.teams) + 3
        if "feed" in kinds:
            self._show_feed()
        self._show_clock()

    def tick(self) -> None:
        """The clock's panel counts."""
        self._show_clock()

    def _show_feed(self) -> None:
        cards = self.view.all(FeedCard)
        shown = [
            card
            for card in cards
            if (not self._level or card.level == self._level) and (not self._only or card.team == self._only)
        ]
        self._feed.show(shown)
        said = [ngettext("{n} event", "{n} events", len(shown)).format(n=len(shown))]
        if self._level:
            said.append(level_word(self._level))
        if self._only:
            said.append(self.named.said([self._only]))
        self.query_one("#feed-panel", Panel).tell(" · ".join(said))

    def _feed_cells(self, card: FeedCard) -> tuple[Cell, ...]:
        return feed_cells(card, self.named.labels, self.who)

    def _show_clock(self) -> None:
        card = self.view.get(ClockCard, "clock")
        if card is None:
            return
        t = self.desk.link.t_now()
        seats = self.view.all(SeatCard)
        page = Page().head(state_words(card), Tone.GOOD if card.state is ClockState.RUNNING else Tone.WARN)
        page.pair(_("exercise"), since_start(t)).pair(_("story"), of_day(card.starts_at, t, seconds=True))
        page.pair(_("left"), clock(max(0, card.length - t))).pair(_("speed"), speed(card) if card.p else "–")
        page.pair(_("seats online"), f"{sum(seat.online for seat in seats)}/{len(seats)}")
        if card.reason:
            page.pair(_("reason"), card.reason)
        self.query_one("#clock", Detail).show(page.done())

    # --- actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A team's keys are dim without a team."""
        allowed = super().check_action(action, parameters)
        return None if allowed and action in {"hold", "credit", "only_team"} and not self.teams else allowed

    def why_dim(self, action: str) -> str:
        """Say why a team's keys do nothing."""
        return _("No team has been set up for this drill.") if not self.teams else super().why_dim(action)

    def key_label(self, action: str) -> str:
        """Name the keys by what they do now."""
        team = self._teams.current if self.query("#teams") else None
        if action == "hold" and team is not None and team.state is ClockState.HELD:
            return _("Let go on")
        if action == "only_team" and self._only:
            return _("All teams")
        return super().key_label(action)

    @on(KeyedList.Highlighted, "#teams")
    def _team_chosen(self) -> None:
        if self._teams.current is not None:
            self.staff.team = self._teams.current.key

    @on(KeyedList.Chosen, "#teams")
    def _team_opened(self) -> None:
        self.desk.go("shoulder")

    @on(KeyedList.Chosen, "#feed")
    def _event_opened(self) -> None:
        card = self._feed.current
        if card is not None:
            page = event_page(card, self.named.labels, self.who)
            self.app.push_screen(Message(_("Event"), page.done()))

    def action_search(self) -> None:
        """Type into the feed's filter."""
        self.query_one(FilterLine).open()

    def action_hold(self) -> None:
        """Hold the team under the cursor, or let it go on."""
        self.steer.hold(self._teams.current)

    def action_credit(self) -> None:
        """Give the team under the cursor time back."""
        self.steer.credit(self._teams.current)

    def action_message(self) -> None:
        """Talk to the teams."""
        self.steer.broadcast()

    def action_speed(self) -> None:
        """Change the speed."""
        self.steer.speed()

    def action_add_time(self) -> None:
        """Make the drill longer."""
        self.steer.add_time()

    def action_end(self) -> None:
        """End the drill."""
        self.steer.end()

    def action_only_team(self) -> None:
        """Show the events of one team, or of all."""
        team = self._teams.current
        self._only = "" if self._only or team is None else team.key
        self._show_feed()
        self.refresh_bindings()
        self.show_keys()

    def action_level(self) -> None:
        """Show the next level of events, then all again."""
        self._level = next_level(self._level)
        self._show_feed()

    def desk_commands(self) -> Iterable[DeskCommand]:
        """What can be done to the team under the cursor, and to the feed."""
        team = self._teams.current
        if team is not None:
            name = team.label
            if not self.over:
                yield DeskCommand(_("team: Hold or let go on"), name, self.action_hold)
                yield DeskCommand(_("team: Credit time"), name, self.action_credit)
                yield DeskCommand(_("team: Message"), name, lambda: self.steer.broadcast(team))
            yield DeskCommand(_("feed: This team only"), name, self.action_only_team)
        yield DeskCommand(
            _("feed: Next level"), _("All, then one kind of event after the other."), self.action_level
        )
        yield from super().desk_commands()


def _team_cells(card: TeamCard) -> tuple[Cell, ...]:
    running = card.state is ClockState.RUNNING
    return (
        Cell(card.label),
        Cell("" if running else state_word(card.state), Tone.WARN, chip=not running),
        Cell(
            f"{card.services_up}/{card.services}",
            _bad(card.services_up < card.services),
            value=card.services_up,
        ),
        Cell(f"{card.goals_lost}/{card.goals}", _bad(card.goals_lost > 0), value=card.goals_lost),
        Cell(str(card.alerts_open), value=card.alerts_open),
        Cell(f"{card.orders_running}+{card.orders_queued}", value=card.orders_running + card.orders_queued),
        Cell(str(card.score), value=card.score),
        Cell(f"{card.connected}/{card.seats}", _warn(not card.connected), value=card.connected),
        Cell(moment(card.last_at), Tone.QUIET, value=card.last_at or 0),
        Cell(card.last_order, Tone.QUIET),
    )


def state_word(state: ClockState) -> str:
    """Return one word for a team's clock."""
    return _(_STATE_WORDS[state])


_STATE_WORDS = {
    ClockState.WAITING: N_("waiting"),
    ClockState.RUNNING: N_("running"),
    ClockState.PAUSED: N_("paused"),
    ClockState.COVERED: N_("covered"),
    ClockState.HELD: N_("held"),
    ClockState.STOPPED: N_("stopped"),
    ClockState.ENDED: N_("ended"),
}


def _bad(bad: bool) -> Tone:  # noqa: FBT001 (a tone for a truth)
    return Tone.BAD if bad else Tone.NONE


def _warn(warn: bool) -> Tone:  # noqa: FBT001 (a tone for a truth)
    return Tone.WARN if warn else Tone.NONE


__all__ = ["Control"]
