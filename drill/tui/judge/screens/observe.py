"""Observe: the live feed of one team or of all, and observations pinned to what happened."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from drill.i18n import N_, _, current_language, ngettext
from drill.tui.commands import DeskCommand
from drill.tui.dialogs.form import FormField, something
from drill.tui.dialogs.message import Message
from drill.tui.events import FEED_COLUMNS, event_page, feed_cells, level_word, next_level
from drill.tui.judge.pinned import Pinned
from drill.tui.judge.place import JudgePlace
from drill.tui.judge.told import RATINGS
from drill.tui.widgets.filter_line import FilterLine
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Panel
from drill.tui.widgets.tones import Cell
from drill.world.cards import DrillCard, FeedCard, ObservationCard
from drill.world.inputs import Observed, Rating

OBJECTIVE = 60
"""Letters of an aim that fit a choice line."""


class Observe(JudgePlace):
    """What a judge saw hangs on the entry it was seen in."""

    PLACE = "observe"
    TITLE = N_("Observe")
    KINDS = frozenset({"feed", "row", "observation"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "pin", N_("Pin an observation"), id="observe.pin", tooltip=N_("Words, a rating and an aim on the event under the cursor")),
        Binding("t", "team", N_("Next team"), id="observe.team", tooltip=N_("All teams, then one after the other")),
        Binding("l", "level", N_("Level"), id="observe.level", tooltip=N_("All events, then one kind after the other")),
        Binding("p", "pinned", N_("Observations"), id="observe.pinned", tooltip=N_("What judges have pinned so far")),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._team = ""
        self._level = ""

    def compose_body(self) -> ComposeResult:
        """One feed."""
        feed = KeyedList[FeedCard](
            FEED_COLUMNS, lambda card: card.key, self._cells,
            empty=N_("Nothing has happened yet."), id="feed", follows=True,
        )  # fmt: skip
        with (
            Panel(
                title=N_("Feed"),
                help=N_(
                    "Everything that happens, newest last. i pins an observation to the event under the cursor; t and l "
                    "narrow to a team or a kind of event, p shows what was pinned, / searches, space freezes the picture "
                    "while the clock goes on."
                ),
                id="feed-panel",
            ),
            Vertical(),
        ):
            yield FilterLine("feed", id="filter")
            yield feed

    @property
    def _feed(self) -> KeyedList[FeedCard]:
        found: KeyedList[FeedCard] = self.query_one("#feed", KeyedList)
        return found

    def _cells(self, card: FeedCard) -> tuple[Cell, ...]:
        return feed_cells(card, self.named.labels, self.who)

    def paint(self, kinds: frozenset[str]) -> None:  # noqa: ARG002 (one list shows all)
        """Show what passes the two filters."""
        shown = [
            card
            for card in self.view.all(FeedCard)
            if (not self._team or card.team == self._team) and (not self._level or card.level == self._level)
        ]
        self._feed.show(shown)
        said = [ngettext("{n} event", "{n} events", len(shown)).format(n=len(shown))]
        if self._team:
            said.append(self.named.said([self._team]))
        if self._level:
            said.append(level_word(self._level))
        pinned = len(self._observations)
        if pinned:
            said.append(ngettext("{n} observation", "{n} observations", pinned).format(n=pinned))
        self.query_one("#feed-panel", Panel).tell(" · ".join(said))

    # --- actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without an event there is nothing to pin to."""
        if action == "pin" and not self.view.all(FeedCard):
            return None
        return super().check_action(action, parameters)

    @on(KeyedList.Chosen, "#feed")
    def _opened(self) -> None:
        card = self._feed.current
        if card is not None:
            self.app.push_screen(Message(_("Event"), event_page(card, self.named.labels, self.who).done()))

    def action_team(self) -> None:
        """Show all teams, then one after the other."""
        order = ["", *self.named.labels]
        place = order.index(self._team) if self._team in order else 0
        self._team = order[(place + 1) % len(order)]
        self.paint(self.KINDS)

    def action_level(self) -> None:
        """Show all events, then one kind after the other."""
        self._level = next_level(self._level)
        self.paint(self.KINDS)

    def action_pinned(self) -> None:
        """Show what was pinned, of the chosen team or of all."""
        events = {card.key: card for card in self.view.all(FeedCard)}
        drill = self.view.get(DrillCard, "drill")
        self.app.push_screen(Pinned(self._observations, events, self.named, drill))

    @property
    def _observations(self) -> list[ObservationCard]:
        found = self.view.all(ObservationCard)
        return [card for card in found if self._team in {"", card.team}]

    def action_pin(self) -> None:
        """Pin an observation to the event under the cursor."""
        if self._feed.current is not None:
            self.converse(self._pin(self._feed.current))

    async def _pin(self, card: FeedCard) -> None:
        drill = self.view.get(DrillCard, "drill")
        aims = [aim.say(current_language())[:OBJECTIVE] for aim in drill.teaches] if drill else []
        teams = self.named
        fields = [
            FormField("text", _("What was seen"), check=something, lines=4),
            FormField("rating", _("Rating"), choices=(("", "–"), *((key, key) for key, _label in RATINGS))),
        ]
        if aims:
            choices = (("", "–"), *((str(number), aim) for number, aim in enumerate(aims)))
            fields.append(FormField("aim", _("Aim"), choices=choices))
        if not card.team:
            fields.insert(0, FormField("team", _("Team"), complete=teams.complete_one, check=teams.wrong_one))
        about = Page().quiet(card.words.say()).quiet("  ".join(_(label) for _key, label in RATINGS))
        given = await self.form(_("Observation on entry {n}").format(n=card.key), *fields, about=about.done())
        if given is None:
            return
        team = card.team or (teams.ids(given["team"]) or ("",))[0]
        rating = Rating(given["rating"]) if given["rating"] else None
        aim = int(given["aim"]) if given.get("aim") else None
        await self.desk.ask(Observed(team, int(card.key), given["text"], rating, aim), _("Pinned."))

    def action_search(self) -> None:
        """Type into the filter."""
        self.query_one(FilterLine).open()

    def desk_commands(self) -> Iterable[DeskCommand]:
        """What can be done with the feed."""
        if self._feed.current is not None:
            yield DeskCommand(_("observation: Pin"), self._feed.current.words.say(), self.action_pin)
        yield DeskCommand(
            _("observation: Show all"), _("What judges have pinned so far."), self.action_pinned
        )
        yield DeskCommand(_("feed: Next team"), _("All teams, then one after the other."), self.action_team)
        yield DeskCommand(
            _("feed: Next level"), _("All, then one kind of event after the other."), self.action_level
        )
        yield from super().desk_commands()


__all__ = ["Observe"]
