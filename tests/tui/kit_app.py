"""A small desk made of the kit alone, for the kit's own tests."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal

from drill.i18n import N_, words
from drill.scenario.model import Text
from drill.tui.base import DeskApp
from drill.tui.place import PlaceScreen
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import AnyCard, ClockCard, ClockState, DrillCard, FeedCard, MessageCard
from tests.tui.fakes import FakeLink


def both(text: str, vi: str = "") -> Text:
    """Make a text of both languages."""
    return Text(text, vi or text)


CLOCK = ClockCard(
    "clock",
    t=0,
    length=4 * 3_600_000,
    starts_at=27_900_000,
    hours_per_hour=1,
    state=ClockState.RUNNING,
    p=1,
    q=1,
)
DRILL = DrillCard(
    "drill",
    both("The kit's drill", "Diễn tập thử bộ công cụ"),
    both("A test."),
    "beginner",
    (),
    "Team One",
    umpire=True,
)


def feed(number: int, words_: str = "") -> FeedCard:
    """Make one line of a feed."""
    return FeedCard(
        str(number),
        number * 1000,
        "one",
        "seat-1",
        "order-given",
        words("{w}", w=words_ or f"line {number}"),
        "info",
    )


class FeedPlace(PlaceScreen):
    """A list that follows, and a detail beside it."""

    PLACE = "feed"
    TITLE = N_("Logs")
    KINDS = frozenset({"feed"})
    ACTING = frozenset({"mark"})
    BINDINGS = [Binding("m", "mark", N_("Copy"), id="feed.mark")]

    def compose_body(self) -> ComposeResult:
        """Compose list and detail."""
        columns = [
            Column("t", N_("Number"), 8, right=True),
            Column("w", N_("Words")),
            Column("l", N_("Level"), 8, from_width=40),
        ]
        with Horizontal():
            yield Panel(
                KeyedList[FeedCard](
                    columns,
                    lambda card: card.key,
                    cells_of,
                    empty=N_("Nothing yet."),
                    id="feed",
                    follows=True,
                ),
                title=N_("Feed"),
                help=N_("Everything that happens."),
                id="left",
            )
            yield Panel(Detail(id="detail"), title=N_("Detail"), id="right")

    def paint(self, kinds: frozenset[str]) -> None:
        """Show the feed."""
        if "feed" in kinds:
            self.query_one("#feed", KeyedList).show(self.view.all(FeedCard))
        self.query_one("#detail", Detail).show(Page().head("Head").pair("Name", "value").done())

    def action_mark(self) -> None:
        """Copy the row's key."""
        self.app.copy_to_clipboard("x")


def cells_of(card: FeedCard) -> tuple[Cell, ...]:
    """Make a row."""
    return (
        Cell(card.key, value=int(card.key)),
        Cell(card.words.say()),
        Cell(card.level, Tone.WARN, chip=True),
    )


class NotesPlace(PlaceScreen):
    """A place with nothing in it."""

    PLACE = "notes"
    TITLE = N_("Casebook")
    KINDS = frozenset({"message"})

    def compose_body(self) -> ComposeResult:
        """Compose one empty list."""
        columns = [Column("w", N_("Words"))]
        yield Panel(
            KeyedList[MessageCard](
                columns, lambda c: c.key, lambda c: (Cell(c.text),), empty=N_("Nothing yet."), id="notes"
            ),
            title=N_("Notes"),
        )

    def paint(self, kinds: frozenset[str]) -> None:
        """Show the messages."""
        if "message" in kinds:
            self.query_one("#notes", KeyedList).show(self.view.all(MessageCard))


class KitApp(DeskApp):
    """Two places."""

    PLACES = (FeedPlace, NotesPlace)


def kit(*cards: AnyCard) -> KitApp:
    """Make the desk with a running clock and thirty lines."""
    return KitApp(FakeLink(CLOCK, DRILL, *(cards or [feed(n) for n in range(30)]), t=4_360_000))
