"""Shoulder: one team, exactly what it sees beside the truth."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from drill.i18n import N_, _, current_language, ngettext
from drill.tui.commands import DeskCommand
from drill.tui.controller.place import StaffPlace
from drill.tui.controller.told import seen_page, truth_page
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.world.cards import ClockState, RequestCard, StepCard, TimelineCard, View


class Shoulder(StaffPlace):
    """Look over a team's shoulder, and put right what the machine cannot know."""

    PLACE = "shoulder"
    TITLE = N_("Shoulder")
    KINDS = frozenset({"watched", "truth", "team", "request", "clock"})
    STEERS = frozenset({"umpire", "write", "hold", "credit", "message"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t,right_square_bracket", "team(1)", N_("Next team"), key_display="t", id="shoulder.next"),
        Binding("T,left_square_bracket", "team(-1)", N_("Team before"), show=False, key_display="T", id="shoulder.before"),
        Binding("u", "umpire", N_("Umpire"), id="shoulder.umpire", tooltip=N_("Set facts with sentences and a reason")),
        Binding("n", "write", N_("Write to it"), id="shoulder.write", tooltip=N_("An inject in character, to this team")),
        Binding("h", "hold", N_("Hold"), id="shoulder.hold"),
        Binding("c", "credit", N_("Credit time"), show=False, id="shoulder.credit"),
        Binding("m", "message", N_("Message"), show=False, id="shoulder.message"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._watched: tuple[str, View] | None = None

    def compose_body(self) -> ComposeResult:
        """What the team sees, and the truth."""
        with Horizontal():
            yield Panel(
                Detail(id="seen"),
                title=N_("What the team sees"),
                help=N_(
                    "The team's own desk, summed up from the very cards that its seats hold: nothing more."
                ),
                id="seen-panel",
            )
            yield Panel(
                Detail(id="truth"),
                title=N_("The truth"),
                help=N_(
                    "What is so: goals, where the attacker stands and what it would do next, meters, facts. "
                    "u sets facts by sentence, with a reason that stays in the record."
                ),
                id="truth-panel",
            )

    def on_screen_resume(self) -> None:
        """Watch the team that was chosen elsewhere."""
        if self.query("#seen"):
            self.paint(self.KINDS)

    # --- painting

    def _view_of(self, team: str) -> View:
        if self._watched is None or self._watched[0] != team:
            self._watched = (team, self.staff.link.watch_team(team))
        return self._watched[1]

    def paint(self, kinds: frozenset[str]) -> None:  # noqa: ARG002 (both halves count time, so both are cheap to redo)
        """Show both halves."""
        self._show()

    def tick(self) -> None:
        """Deadlines and running steps count down."""
        self._show()

    def _show(self) -> None:
        team = self.team
        seen, right = self.query_one("#seen", Detail), self.query_one("#truth", Detail)
        if team is None:
            nobody = Page().quiet(_("No team has been set up for this drill.")).done()
            seen.show(nobody)
            right.show(nobody)
            return
        view, now = self._view_of(team.key), team.t
        now = self.desk.link.t_now() if team.state is ClockState.RUNNING else now
        title = _("What {team} sees").format(team=team.label)
        self.query_one("#seen-panel", Panel).tell(_("{n} cards").format(n=sum(1 for _card in view)), title)
        if next(iter(view), None) is None:
            seen.show(Page().quiet(_("Waiting for the team's cards…")).done())
        else:
            seen.show(seen_page(view, now, self.who).done())
        truth = self.truth
        language = current_language()
        names = {card.key: card.does.say(language) for card in self.view.all(StepCard)}
        for plan in self.view.all(TimelineCard):
            kind, _colon, name = plan.key.partition(":")
            if kind == "goal":
                names[name] = plan.label.say(language)
        waiting = [
            card for card in self.view.all(RequestCard) if card.team == team.key and card.answered is None
        ]
        note = (
            ngettext("{n} question waits", "{n} questions wait", len(waiting)).format(n=len(waiting))
            if waiting
            else ""
        )
        self.query_one("#truth-panel", Panel).tell(note)
        if truth is None:
            right.show(Page().quiet(_("The world has not begun.")).done())
        else:
            right.show(truth_page(truth, now, names).done())

    # --- actions

    def key_label(self, action: str) -> str:
        """Name the hold by what it does now."""
        if action == "hold" and self.team is not None and self.team.state is ClockState.HELD:
            return _("Let go on")
        return super().key_label(action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a team there is nobody to look at."""
        allowed = super().check_action(action, parameters)
        return None if allowed and action in self.STEERS | {"team"} and self.team is None else allowed

    def why_dim(self, action: str) -> str:
        """Say why a team's keys do nothing."""
        return _("No team has been set up for this drill.") if self.team is None else super().why_dim(action)

    def action_team(self, step: int) -> None:
        """Look at the next team, or the one before."""
        self.choose_team(step)
        self._show()

    def action_umpire(self) -> None:
        """Set facts with sentences."""
        self.steer.umpire(self.team)

    def action_write(self) -> None:
        """Send this team an inject in character."""
        taken = [card.key.partition(":")[2] for card in self.view.all(TimelineCard)]
        self.steer.write_inject(taken, self.team)

    def action_hold(self) -> None:
        """Hold this team, or let it go on."""
        self.steer.hold(self.team)

    def action_credit(self) -> None:
        """Give this team time back."""
        self.steer.credit(self.team)

    def action_message(self) -> None:
        """Talk to this team."""
        self.steer.broadcast(self.team)

    def desk_commands(self) -> Iterable[DeskCommand]:
        """Everything for this team."""
        for team in self.teams:
            name = _("look at: {team}").format(team=team.label)
            yield DeskCommand(name, _("What it sees beside the truth."), partial(self._look_at, team.key))
        if self.team is not None and not self.over:
            label = self.team.label
            yield DeskCommand(_("umpire: Set facts"), label, self.action_umpire)
            yield DeskCommand(_("inject: Write to this team"), label, self.action_write)
            yield DeskCommand(_("team: Hold or let go on"), label, self.action_hold)
            yield DeskCommand(_("team: Credit time"), label, self.action_credit)
            yield DeskCommand(_("team: Message"), label, self.action_message)
        yield from super().desk_commands()

    def _look_at(self, team: str) -> None:
        self.staff.team = team
        self._show()


__all__ = ["Shoulder"]
