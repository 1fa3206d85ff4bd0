"""Protests and appeals from a team's desk: who may, when, and the words that are asked for."""

from collections.abc import Sequence
from typing import Protocol

from textual.app import App

from drill.i18n import N_, _
from drill.tui.dialogs.ask import AskWords
from drill.tui.dialogs.confirm import Confirm
from drill.tui.link import Command, Link
from drill.tui.results import results_of, state_now, window_left
from drill.tui.widgets.page import Page
from drill.world.cards import AppealCard, AppealState, PeopleCard, ResultLine, ResultsState, View
from drill.world.inputs import AppealFiled, AppealWithdrawn
from drill.world.judging import EVERY_ROLE, LEADER, MOST_LINES

SHOWN = 5
"""Lines that the dialog repeats; more would leave no room for words at 80x24."""

_BEFORE = N_("appeals wait until the judges open the window")
_SHUT = {
    ResultsState.CLOSED: N_("the window for appeals is closed"),
    ResultsState.FINAL: N_("the results are final"),
}


class Desk(Protocol):
    """What filing needs of the desk."""

    @property
    def link(self) -> Link:
        """The seat's connection."""
        ...

    async def ask(self, command: Command, said: str = "") -> bool:
        """Send a command and wait; return whether it was taken."""
        ...


def speaks(view: View, role: str) -> bool:
    """Return whether this seat speaks for the team: the leader, where the scenario has one."""
    leads = any(card.key == LEADER for card in view.all(PeopleCard))
    return not leads or role in {LEADER, EVERY_ROLE}


def window_open(view: View) -> bool:
    """Return whether appeals are taken now, by this machine's clock."""
    card = results_of(view)
    return card is not None and state_now(card) is ResultsState.APPEALS


def why_silent(view: View, role: str) -> str:
    """Return why this seat may not appeal now, already translated; empty where it may."""
    card = results_of(view)
    state = ResultsState.RUNNING if card is None else state_now(card)
    if state is not ResultsState.APPEALS:
        return _(_SHUT.get(state, _BEFORE))
    return "" if speaks(view, role) else _("only the leader appeals")


def appeals_of(view: View) -> list[AppealCard]:
    """Return the team's appeals, the latest first."""
    return sorted(view.all(AppealCard), key=lambda card: -int(card.key))


def appealed(view: View) -> dict[str, AppealCard]:
    """Return the appeal behind each contested line by the line's name; one that was withdrawn contests nothing."""
    standing = [card for card in view.all(AppealCard) if card.state is not AppealState.WITHDRAWN]
    return {name: card for card in standing for name in card.lines}


class Speaker:
    """Leads a person from the wish to complain to a filed appeal."""

    def __init__(self, app: App[None], desk: Desk) -> None:
        self._app, self._desk = app, desk

    @property
    def _role(self) -> str:
        return self._desk.link.role

    async def protest(self) -> bool:
        """Ask for the words of a protest; return whether it was taken."""
        about = Page().quiet(
            _("The judges read it with the record of this moment, and rule on it with a reason.")
        )
        words = await self._app.push_screen_wait(AskWords(_("Protest to the judges"), about=about.done()))
        if words is None:
            return False
        return await self._desk.ask(AppealFiled((), words, self._role), _("The protest is filed."))

    async def appeal(self, lines: Sequence[ResultLine]) -> bool:
        """Ask why these lines are wrong; return whether the appeal was taken."""
        page = Page()
        card = results_of(self._desk.link.view)
        if card is not None and (left := window_left(card)):
            page.quiet(_("The window for appeals: {left}.").format(left=left))
        for line in lines[:SHOWN]:
            page.pair(f"{line.points:+d}", line.why.say())
        if len(lines) > SHOWN:
            page.quiet(_("and {n} more").format(n=len(lines) - SHOWN))
        title = _("Why are these lines wrong?")
        words = await self._app.push_screen_wait(AskWords(title, about=page.done()))
        if words is None:
            return False
        names = tuple(line.name for line in lines[:MOST_LINES])
        return await self._desk.ask(AppealFiled(names, words, self._role), _("The appeal is filed."))

    async def withdraw(self, card: AppealCard) -> bool:
        """Take an appeal back after a question; return whether that was taken."""
        page = (
            Page()
            .words(card.text)
            .gap()
            .words(_("Its lines may be appealed again while the window is open."))
        )
        question = Confirm(_("Withdraw appeal #{n}?").format(n=card.key), page.done(), _("Withdraw"))
        if not await self._app.push_screen_wait(question):
            return False
        return await self._desk.ask(AppealWithdrawn(int(card.key), self._role), _("The appeal is withdrawn."))
