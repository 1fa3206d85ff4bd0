"""What judges have pinned: the observations, each told in full with its event and its aim."""

from collections.abc import Mapping, Sequence

from textual import on
from textual.app import ComposeResult

from drill.i18n import N_, _, current_language
from drill.tui.dialogs.dialog import Dialog
from drill.tui.events import exact, moment
from drill.tui.judge.told import RATINGS
from drill.tui.teams import Teams
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import DrillCard, FeedCard, ObservationCard

COLUMNS = (
    Column("t", N_("Time"), 6),
    Column("team", N_("Team"), 18),
    Column("rating", N_("Rating"), 6),
    Column("text", N_("What was seen")),
)


class Pinned(Dialog[None]):
    """All observations, the latest first; the one under the cursor is told in full below."""

    KEYS = N_("arrows move · escape closes")
    DEFAULT_CSS = """
    Pinned > .box { width: 96%; max-width: 140; }
    Pinned KeyedList { height: 9; }
    Pinned Detail { height: 8; border-top: solid $line; }
    """

    def __init__(
        self,
        observations: Sequence[ObservationCard],
        events: Mapping[str, FeedCard],
        teams: Teams,
        drill: DrillCard | None,
    ) -> None:
        """Take what was pinned.

        Args:
            observations: of one team or of all.
            events: the feed by journal position.
            teams: their names.
            drill: its aims; None before they are known.
        """
        super().__init__(_("Observations"))
        self._observations = tuple(reversed(observations))
        self._events = events
        self._teams = teams
        self._aims = drill.teaches if drill else ()

    def compose_body(self) -> ComposeResult:
        """The observations, and one of them in full."""
        yield KeyedList[ObservationCard](
            COLUMNS,
            lambda card: card.key,
            self._cells,
            empty=N_("Nothing pinned yet. Choose an event in the feed and press i."),
            id="observations",
        )
        yield Detail(id="observation")

    def on_mount(self) -> None:
        """Arrows move at once."""
        self._list.show(self._observations)
        self._list.focus()
        self._tell()

    @property
    def _list(self) -> KeyedList[ObservationCard]:
        found: KeyedList[ObservationCard] = self.query_one("#observations", KeyedList)
        return found

    def _cells(self, card: ObservationCard) -> tuple[Cell, ...]:
        return (
            Cell(moment(card.t), Tone.QUIET, value=card.t),
            Cell(self._teams.said([card.team])),
            Cell(card.rating or "–", Tone.ACCENT),
            Cell(card.text),
        )

    @on(KeyedList.Highlighted, "#observations")
    def _tell(self) -> None:
        card = self._list.current
        page = Page()
        if card is not None:
            page.head(f"{self._teams.said([card.team])}  {exact(card.t)}").words(card.text)
            page.pair(_("rating"), _(dict(RATINGS)[card.rating]) if card.rating else "–")
            page.pair(_("aim"), self._aim(card.objective))
            page.pair(_("event #{n}").format(n=card.about), self._event(card.about))
            page.pair(_("seen by"), card.seat)
        self.query_one("#observation", Detail).show(page.done())

    def _aim(self, objective: int | None) -> str:
        known = objective is not None and objective < len(self._aims)
        return self._aims[objective].say(current_language()) if known and objective is not None else "–"

    def _event(self, about: int) -> str:
        event = self._events.get(str(about))
        return event.words.say() if event else _("not in the feed")
