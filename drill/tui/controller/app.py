"""The controllers' desk."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from drill.i18n import N_, Language, _, current_language, ngettext
from drill.tui.base import KIT_CSS, DeskApp
from drill.tui.commands import DeskCommand
from drill.tui.controller.screens.attack import Attack
from drill.tui.controller.screens.control import Control
from drill.tui.controller.screens.desk import Desk
from drill.tui.controller.screens.scenarios import Scenarios
from drill.tui.controller.screens.seats import Seats
from drill.tui.controller.screens.shoulder import Shoulder
from drill.tui.controller.screens.timeline import Timeline
from drill.tui.controller.steering import Steering
from drill.tui.link import WatchingLink
from drill.tui.widgets.spans import clock, since_start
from drill.tui.widgets.tones import STYLE, Tone
from drill.world.cards import ClockCard, ClockState, RequestCard, TeamCard, TimelineCard


class ControllerApp(DeskApp):
    """EXCON: sees every truth, steers the clock, the injects and the umpire."""

    PLACES = (Control, Timeline, Shoulder, Desk, Seats, Scenarios, Attack)
    CSS_PATH = [KIT_CSS, "app.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+e",
            "emergency",
            N_("Emergency stop"),
            show=False,
            id="staff.emergency",
            tooltip=N_("A real emergency: everything stands still"),
        ),
    ]

    def __init__(
        self,
        link: WatchingLink,
        *,
        language: Language | None = None,
        theme: str | None = None,
        bells: bool = True,
    ) -> None:
        super().__init__(link, language=language, theme=theme, bells=bells)
        self.link: WatchingLink = link
        self.steering = Steering(self)
        self.team = ""
        self._heard: set[str] | None = None

    def covered_states(self) -> frozenset[ClockState]:
        """Controllers see on, whatever the teams see."""
        return frozenset()

    def mark(self, kinds: frozenset[str]) -> None:
        """Ring for a new question to the umpire."""
        super().mark(kinds)
        if "request" in kinds or self._heard is None:
            self._hear()

    def _hear(self) -> None:
        waiting = [card for card in self.link.view.all(RequestCard) if card.answered is None]
        keys = {card.key for card in waiting}
        if self._heard is not None:
            for card in waiting:
                if card.key not in self._heard:
                    self.toast(_("A team asks the umpire"), card.text)
        self._heard = keys

    def coming(self) -> Content:
        """The next planned item, and how many questions wait."""
        now, drill = self.link.t_now(), self.link.view.get(ClockCard, "clock")
        over = drill is not None and drill.state is ClockState.ENDED
        teams = [card.key for card in self.link.view.all(TeamCard)]
        planned = sorted(
            (card.at, card.label.say(current_language()))
            for card in self.link.view.all(TimelineCard)
            if card.at is not None and card.at > now and not over and _waits(card, teams)
        )
        parts = []
        waiting = sum(card.answered is None for card in self.link.view.all(RequestCard))
        if waiting and not over:
            said = ngettext(
                "{n} question to the umpire waits (F5)", "{n} questions to the umpire wait (F5)", waiting
            ).format(n=waiting)
            parts.append(Content.styled(said, STYLE[Tone.WARN]))
        if planned:
            at, label = planned[0]
            said = _("next {at} {what}, in {time}")
            parts.append(Content(said.format(at=since_start(at), what=label, time=clock(at - now))))
        return Content("   ").join(parts)

    def action_emergency(self) -> None:
        """Stop everything."""
        self.steering.emergency()

    def desk_commands(self) -> Iterable[DeskCommand]:
        """Steering first, then going about."""
        yield from self.steering.commands()
        yield from super().desk_commands()


def _waits(card: TimelineCard, teams: Iterable[str]) -> bool:
    """Return whether an item is still to come in some team: one that was sent early does not come again."""
    states = {team: state for team, state, _when in card.teams}
    return any(states.get(team, "planned") in {"planned", "armed"} for team in teams)
