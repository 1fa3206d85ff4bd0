"""Scenarios: the bundled library with the page for controllers, and this drill's own scenario."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from drill.i18n import N_, _, current_language
from drill.tui.controller.place import StaffPlace
from drill.tui.controller.prose import prose
from drill.tui.controller.shelf import Shelved, shelf
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import DrillCard

COLUMNS = (Column("title", N_("Scenario"), share=1), Column("here", N_("Here"), 14, from_width=30))
LEVELS = {"beginner": N_("beginner"), "intermediate": N_("intermediate"), "expert": N_("expert")}


class Scenarios(StaffPlace):
    """What can be played, and what is played."""

    PLACE = "scenarios"
    TITLE = N_("Scenarios")
    KINDS = frozenset({"drill"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "switch", N_("Page / full text"), id="scenarios.switch", tooltip=N_("The page for controllers, or the file itself")),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._full = False

    def compose_body(self) -> ComposeResult:
        """The shelf, and the chosen page."""
        books = KeyedList[Shelved](
            COLUMNS, lambda book: book.id, self._cells, empty=N_("No scenario is bundled."), id="books"
        )
        with Horizontal():
            yield Panel(
                books,
                title=N_("Library"),
                help=N_(
                    "Every bundled scenario, and this drill's own, marked. The pages give the answers away."
                ),
                id="books-panel",
            )
            yield Panel(
                Detail(id="page"),
                title=N_("For controllers"),
                help=N_(
                    "The story, how it runs, what decides it, wrong turns, and how to judge. w shows the file itself."
                ),
                id="page-panel",
            )

    @property
    def _books(self) -> KeyedList[Shelved]:
        found: KeyedList[Shelved] = self.query_one("#books", KeyedList)
        return found

    def paint(self, kinds: frozenset[str]) -> None:  # noqa: ARG002 (the shelf does not change)
        """Show the shelf."""
        self._books.refresh_cells()
        self._books.show(shelf())
        self.query_one("#books-panel", Panel).tell(_("{n} scenarios").format(n=len(shelf())))
        self._show_page()

    def _is_here(self, book: Shelved) -> bool:
        drill = self.view.get(DrillCard, "drill")
        return drill is not None and f"id: {book.id}" in book.source and drill.title.en in book.source

    def _cells(self, book: Shelved) -> tuple[Cell, ...]:
        here = self._is_here(book)
        return (
            Cell(book.title(current_language())),
            Cell(_("this drill") if here else "", Tone.ACCENT, chip=here),
        )

    @on(KeyedList.Highlighted, "#books")
    def _show_page(self) -> None:
        if not self.query("#page"):
            return
        book, language = self._books.current, current_language()
        if book is None:
            self.query_one("#page", Detail).show(self._own().done())
            return
        page = Page()
        if self._is_here(book):
            page = self._own().gap()
        if self._full:
            page.words(book.source)
        else:
            prose(page, book.read(language))
        title = _("Full text") if self._full else ""
        self.query_one("#page-panel", Panel).tell(book.id, title)
        self.query_one("#page", Detail).show(page.done())

    def _own(self) -> Page:
        drill, language = self.view.get(DrillCard, "drill"), current_language()
        page = Page()
        if drill is None:
            return page.quiet(_("No drill yet."))
        page.head(_("This drill: {title}").format(title=drill.title.say(language)))
        page.words(drill.summary.say(language)).pair(_("level"), _(LEVELS.get(drill.level, drill.level)))
        for aim in drill.teaches:
            page.pair(_("teaches"), aim.say(language))
        return page

    def action_switch(self) -> None:
        """Show the page for controllers, or the file."""
        self._full = not self._full
        self._show_page()


__all__ = ["Scenarios"]
