"""Timeline: planned injects, report clocks and the attacker's goals on one axis, with every team's state."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from drill.i18n import N_, _, current_language
from drill.tui.commands import DeskCommand
from drill.tui.controller.axis import Axis, AxisState, Sign
from drill.tui.controller.place import StaffPlace
from drill.tui.controller.told import (
    KINDS,
    kind_of_item,
    standing,
    standing_word,
    state_sign,
    state_tone,
    summary,
)
from drill.tui.dialogs.confirm import Confirm
from drill.tui.dialogs.form import Form, FormField, something
from drill.tui.events import exact, moment
from drill.tui.terms import role_label
from drill.tui.widgets.filter_line import FilterLine
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import ClockCard, TimelineCard
from drill.world.inputs import InjectOrder, InjectSteered

COLUMNS = (
    Column("at", N_("Planned"), 7),
    Column("kind", N_("Kind"), 12, from_width=50),
    Column("label", N_("What"), share=4),
    Column("to", N_("To"), 10, from_width=76),
    Column("state", N_("Teams"), share=3),
)
STEERED = {
    InjectOrder.ARM: N_("{item} is armed again."),
    InjectOrder.RELEASE: N_("{item} is sent."),
    InjectOrder.HOLD: N_("{item} is held."),
    InjectOrder.SKIP: N_("{item} will not be sent."),
}
FALLEN = frozenset({"held", "skipped", "dropped"})
GONE = frozenset({"sent", "read", "answered", "late", "skipped", "dropped"})
"""States from which an inject does not come any more."""


class Timeline(StaffPlace):
    """What was planned, what came, what is late."""

    PLACE = "timeline"
    TITLE = N_("Timeline")
    KINDS = frozenset({"timeline", "team", "clock"})
    STEERING: ClassVar[frozenset[str]] = frozenset({"release", "hold", "skip", "arm", "edit"})
    """Actions on an inject that has not come everywhere yet."""
    STEERS = STEERING | {"write"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "release", N_("Release"), id="timeline.release", tooltip=N_("Send this inject now")),
        Binding("h", "hold", N_("Hold"), id="timeline.hold", tooltip=N_("Do not send it until it is armed or released")),
        Binding("n", "write", N_("Write new"), id="timeline.write", tooltip=N_("A new inject to one, some or all teams, sent at once")),
        Binding("t", "scope", N_("Teams"), id="timeline.scope", tooltip=N_("Act on all teams, or on one after the other")),
        Binding("e", "edit", N_("Edit"), show=False, id="timeline.edit", tooltip=N_("Change the text, then release it")),
        Binding("s", "skip", N_("Skip"), show=False, id="timeline.skip", tooltip=N_("Never send it")),
        Binding("a", "arm", N_("Arm"), show=False, id="timeline.arm", tooltip=N_("Back to its plan")),
        Binding("x", "void", N_("Void"), show=False, id="timeline.void", tooltip=N_("Take it out of the score, with a reason")),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._scope = ""
        self._known = -1

    def compose_body(self) -> ComposeResult:
        """The axis, the list, and the item in full."""
        listing = KeyedList[TimelineCard](
            COLUMNS, lambda card: card.key, self._cells,
            empty=N_("This scenario plans no injects, reports or goals. n writes an inject."), id="items",
        )  # fmt: skip
        listing.holds = True
        yield Axis()
        with Horizontal():
            with (
                Panel(
                    title=N_("Plan"),
                    help=N_(
                        "Injects, report clocks and the attacker's goals. r sends an inject now, h holds it, a arms it again, "
                        "s skips it, e edits it first, n writes a new one. t says for which teams."
                    ),
                    id="items-panel",
                ),
                Vertical(),
            ):
                yield FilterLine("items", id="filter")
                yield listing
            yield Panel(
                Detail(id="item"),
                title=N_("In full"),
                help=N_("The text as teams read it, and where each team stands with it."),
                id="item-panel",
            )

    @property
    def _items(self) -> KeyedList[TimelineCard]:
        found: KeyedList[TimelineCard] = self.query_one("#items", KeyedList)
        return found

    # --- painting

    def paint(self, kinds: frozenset[str]) -> None:
        """Show the plan where it changed."""
        if "timeline" in kinds or self._known != len(self.teams):
            self._known = len(self.teams)
            self._items.refresh_cells()
            self._items.show(sorted(self.view.all(TimelineCard), key=_order))
        self._show_item()
        self._show_axis()
        self._tell()

    def tick(self) -> None:
        """The axis moves."""
        self._show_axis()

    def _tell(self) -> None:
        scope = self.named.said([self._scope] if self._scope else [])
        said = _("acts on {teams}").format(teams=scope)
        self.query_one("#items-panel", Panel).tell(said)

    def _show_axis(self) -> None:
        card = self.view.get(ClockCard, "clock")
        if card is not None:
            signs = tuple(sign for one in self.view.all(TimelineCard) for sign in _signs(one))
            now = self.desk.link.t_now() // 10_000 * 10_000
            self.query_one(Axis).state = AxisState(card.length, now, signs)

    @on(KeyedList.Highlighted, "#items")
    def _show_item(self) -> None:
        if not self.query("#item"):
            return
        card, language = self._items.current, current_language()
        if card is None:
            self.query_one("#item", Detail).show(Page().quiet(_("Nothing chosen.")).done())
            return
        page = Page().head(card.label.say(language))
        planned = exact(card.at) if card.at is not None else _("when its condition holds")
        page.pair(_("id"), card.key).pair(_("planned"), planned).pair(_("to"), self._to(card))
        page.gap().words(card.text.say(language)).gap().head(_("Teams"))
        for team, state, when in standing(card, [one.key for one in self.teams]):
            label = self.named.labels.get(team, team)
            said = f"{state_sign(state)} {standing_word(card, state)}"
            if when is not None:
                said += f" {_('until {at}').format(at=moment(when)) if state == 'running' else moment(when)}"
            page.pair(label, said, state_tone(state))
        self.query_one("#item", Detail).show(page.done())

    def _to(self, card: TimelineCard) -> str:
        """Return whom an inject is for, as the scenario calls the role."""
        return card.role.say(current_language()) if card.role else role_label(self.view, card.to)

    def _cells(self, card: TimelineCard) -> tuple[Cell, ...]:
        kind = kind_of_item(card)
        said, tone = summary(card, [one.key for one in self.teams])
        tones = {"inject": Tone.ACCENT, "goal": Tone.WARN}
        at = moment(card.at) if card.at is not None else "◇"
        return (
            Cell(at, Tone.QUIET, value=card.at if card.at is not None else 1 << 40),
            Cell(_(KINDS.get(kind, kind)), tones.get(kind, Tone.NONE), chip=True),
            Cell(card.label.say(current_language())),
            Cell(self._to(card), Tone.QUIET),
            Cell(said, tone),
        )

    # --- actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only injects are steered, and only while they can still be sent to one of the teams."""
        allowed = super().check_action(action, parameters)
        card = self._items.current if self.query("#items") else None
        if allowed and action in self.STEERING and not (card and self._can_come(card)):
            return None
        return None if allowed and action == "void" and card is None else allowed

    def why_dim(self, action: str) -> str:
        """Say why the item under the cursor is not steered."""
        card = self._items.current
        if card is None:
            return _("Nothing chosen.") if action in self.STEERING | {"void"} else super().why_dim(action)
        if kind_of_item(card) != "inject":
            return _("Only injects are steered; reports and goals come by themselves.")
        said = _("“{item}” has come or fallen away already: {teams}.")
        return said.format(item=card.label.say(current_language()), teams=self.named.said(self._chosen_teams))

    def _can_come(self, card: TimelineCard) -> bool:
        teams = self._chosen_teams or [one.key for one in self.teams]
        states = [state for _team, state, _when in standing(card, teams)]
        return kind_of_item(card) == "inject" and not all(state in GONE for state in states)

    def action_search(self) -> None:
        """Type into the filter."""
        self.query_one(FilterLine).open()

    def action_scope(self) -> None:
        """Act on all teams, then on one after the other."""
        keys = ["", *(card.key for card in self.teams)]
        self._scope = keys[(keys.index(self._scope) + 1) % len(keys)] if self._scope in keys else ""
        self._tell()
        self.refresh_bindings()

    @property
    def _chosen_teams(self) -> tuple[str, ...]:
        return (self._scope,) if self._scope else ()

    def action_release(self) -> None:
        """Send the inject now."""
        self._steer(InjectOrder.RELEASE)

    def action_hold(self) -> None:
        """Hold the inject."""
        self._steer(InjectOrder.HOLD)

    def action_arm(self) -> None:
        """Put it back to its plan."""
        self._steer(InjectOrder.ARM)

    def action_skip(self) -> None:
        """Never send it, once confirmed."""
        self._steer(InjectOrder.SKIP)

    def action_edit(self) -> None:
        """Change its text, then send it."""
        card = self._items.current
        if card is not None:
            self.run_worker(self._edit(card), group="steer", exclusive=True)

    def action_write(self) -> None:
        """Write a new inject."""
        taken = [card.key.partition(":")[2] for card in self.view.all(TimelineCard)]
        team = next((card for card in self.teams if card.key == self._scope), None)
        self.steer.write_inject(taken, team)

    def action_void(self) -> None:
        """Take the item out of the score."""
        card = self._items.current
        if card is not None:
            team = next((one for one in self.teams if one.key == self._scope), None)
            self.steer.void(card.key, card.label.say(current_language()), team)

    def _steer(self, order: InjectOrder) -> None:
        card = self._items.current
        if card is not None:
            self.run_worker(self._steered(card, order), group="steer", exclusive=True)

    async def _steered(self, card: TimelineCard, order: InjectOrder) -> None:
        label = card.label.say(current_language())
        if order is InjectOrder.SKIP and not await self._sure(label):
            return
        said = _(STEERED[order]).format(item=f"“{label}”")
        await self.desk.ask(InjectSteered(_inject_id(card), order, self._chosen_teams), said)

    async def _sure(self, label: str) -> bool:
        teams = self.named.said(self._chosen_teams)
        said = Page().words(_("It is never sent to {teams} and counts no points there.").format(teams=teams))
        title = _("Skip “{item}”?").format(item=label)
        answer = await self.app.push_screen_wait(Confirm(title, said.done(), _("Skip")))
        return answer is True

    async def _edit(self, card: TimelineCard) -> None:
        language = current_language()
        field = FormField("text", _("Text"), initial=card.text.say(language), lines=7, check=something)
        about = Page().quiet(
            _("Sent at once to {teams}, in these words.").format(teams=self.named.said(self._chosen_teams))
        )
        title = _("Edit and release “{item}”").format(item=card.label.say(language))
        given = await self.app.push_screen_wait(Form(title, [field], about=about.done()))
        if given is not None:
            said = _(STEERED[InjectOrder.RELEASE]).format(item=f"“{card.label.say(language)}”")
            command = InjectSteered(_inject_id(card), InjectOrder.RELEASE, self._chosen_teams, given["text"])
            await self.desk.ask(command, said)

    def desk_commands(self) -> Iterable[DeskCommand]:
        """What can be done to the item under the cursor."""
        card = self._items.current
        label = card.label.say(current_language()) if card else ""
        if card is not None and self.check_action("release", ()):
            yield DeskCommand(_("inject: Release now"), label, self.action_release)
            yield DeskCommand(_("inject: Hold"), label, self.action_hold)
            yield DeskCommand(_("inject: Arm"), label, self.action_arm)
            yield DeskCommand(_("inject: Skip"), label, self.action_skip)
            yield DeskCommand(_("inject: Edit and release"), label, self.action_edit)
        if card is not None:
            yield DeskCommand(_("item: Void"), label, self.action_void)
        if not self.over:
            yield DeskCommand(
                _("inject: Write new"), _("Sent at once to one, some or all teams."), self.action_write
            )
        yield DeskCommand(
            _("timeline: Change teams"), _("Act on all teams, or on one after the other."), self.action_scope
        )
        yield from super().desk_commands()


def _order(card: TimelineCard) -> tuple[bool, int, str]:
    first = min((when for _team, _state, when in card.teams if when is not None), default=None)
    at = card.at if card.at is not None else first
    return (at is None, at or 0, card.key)


def _signs(card: TimelineCard) -> Iterable[Sign]:
    kind = kind_of_item(card)
    if card.at is not None and all(state not in FALLEN for _team, state, _when in card.teams):
        yield Sign(card.at, {"report": "□", "goal": "×"}.get(kind, "◇"), Tone.QUIET)
    for _team, state, when in card.teams:
        if when is not None and state not in FALLEN:
            yield Sign(when, {"report": "■", "goal": "✗"}.get(kind, "◆"), state_tone(state))


def _inject_id(card: TimelineCard) -> str:
    return card.key.partition(":")[2]


__all__ = ["Timeline"]
