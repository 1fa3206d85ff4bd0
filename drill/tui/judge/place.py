"""What every place of the judges' desk has: the teams by name, and dialogs that end in a command."""

from collections.abc import Coroutine

from textual.content import Content

from drill.tui.dialogs.confirm import Confirm
from drill.tui.dialogs.form import Form, FormField
from drill.tui.place import PlaceScreen
from drill.tui.teams import Teams
from drill.tui.terms import seat_label
from drill.tui.widgets.page import Page
from drill.world.cards import RowCard


class JudgePlace(PlaceScreen):
    """A place of the judges' desk."""

    @property
    def rows(self) -> list[RowCard]:
        """The board, best first."""
        return sorted(self.view.all(RowCard), key=lambda row: (row.rank, row.label))

    @property
    def named(self) -> Teams:
        """The teams by name."""
        return Teams({row.key: row.label for row in self.rows})

    def who(self, seat: str) -> str:
        """Return what a seat is; judges are told no names."""
        return seat_label(self.view, seat)

    def converse(self, work: Coroutine[object, object, None]) -> None:
        """Ask and send in the background, one conversation at a time."""
        self.run_worker(work, group="judge", exclusive=True)

    async def form(
        self, title: str, *fields: FormField, about: Content | None = None, tone: str = ""
    ) -> dict[str, str] | None:
        """Ask for several things; None when the judge gave up."""
        return await self.app.push_screen_wait(Form(title, fields, about=about, tone=tone))

    async def sure(self, title: str, said: str, yes: str) -> bool:
        """Ask a question whose safe answer is no."""
        answer = await self.app.push_screen_wait(Confirm(title, Page().words(said).done(), yes))
        return answer is True
