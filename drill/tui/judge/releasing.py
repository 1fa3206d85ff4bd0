"""Publishing what judges gave: who would move, team by team, and a question before it happens."""

from collections.abc import Sequence
from typing import TypeAlias

from textual.app import ComposeResult

from drill.i18n import N_, _, ngettext
from drill.tui.dialogs.confirm import Confirm
from drill.tui.judge.place import JudgePlace
from drill.tui.judge.told import signed, tone_of
from drill.tui.results import results_of
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.page import Page
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import ResultsCard
from drill.world.inputs import ScoresReleased

Moving: TypeAlias = tuple[str, str, int, int, int, int]
"""(team id, its name, published rank, rank when released, published total, total when released)."""

COLUMNS = (
    Column("rank", N_("Rank"), 9),
    Column("team", N_("Team")),
    Column("total", N_("Total"), 13, right=True),
    Column("change", N_("Change"), 7, right=True, from_width=44),
)


class Release(Confirm):
    """Asks whether to publish, with the list of those who would move."""

    DEFAULT_CSS = """
    Release KeyedList { height: auto; max-height: 12; min-height: 2; margin-top: 1; }
    """

    def __init__(self, moving: Sequence[Moving], pending: int) -> None:
        page = Page().words(_("Everything that judges gave up to now becomes part of the published score."))
        if pending:
            page.words(_("{n} points still wait for a judge.").format(n=pending), Tone.WARN)
        page.words(moves_said(moving))
        super().__init__(_("Release the judged points?"), page.done(), _("Release scores"))
        self._moving = tuple(moving)

    def compose_more(self) -> ComposeResult:
        """Who moves."""
        if self._moving:
            yield moves_list("moves")

    def on_mount(self) -> None:
        """Fill the list; no is the safe answer."""
        for listed in self.query(KeyedList):
            listed.show(self._moving)
        super().on_mount()


def moves_list(name: str) -> KeyedList[Moving]:
    """Return a list of those who would move."""
    return KeyedList(
        COLUMNS,
        lambda one: one[0],
        _cells,
        empty=N_("Published and live board are the same."),
        id=name,
    )


def moving_of(card: ResultsCard | None, labels: dict[str, str]) -> list[Moving]:
    """Return those who would move, by the rank that a release gives them, with the teams' names."""
    moves = card.moves if card is not None else ()
    return [(team, labels.get(team, team), *numbers) for team, *numbers in moves]  # type: ignore[misc]


def moves_said(moving: Sequence[Moving]) -> str:
    """Return how many ranks a release would change."""
    ranks = sum(before != after for _team, _label, before, after, _was, _now in moving)
    if not moving:
        return _("No published total changes.")
    changed = ngettext("{n} total changes", "{n} totals change", len(moving)).format(n=len(moving))
    return changed + ", " + ngettext("{n} rank", "{n} ranks", ranks).format(n=ranks)


async def release(place: JudgePlace) -> None:
    """Ask, with what would change, and publish."""
    card = results_of(place.view)
    moving = moving_of(card, place.named.labels)
    pending = card.pending if card is not None else sum(row.pending for row in place.rows)
    if await place.app.push_screen_wait(Release(moving, pending)):
        await place.desk.ask(ScoresReleased(), _("The judged points are published."))


def _cells(one: Moving) -> tuple[Cell, ...]:
    _team, label, before, after, was, now = one
    tone = Tone.GOOD if after < before else Tone.BAD if after > before else Tone.QUIET
    sign = "▲" if after < before else "▼" if after > before else " "
    return (
        Cell(f"{sign} {before} → {after}", tone, value=after),
        Cell(label),
        Cell(f"{was} → {now}", value=now),
        Cell(signed(now - was), tone_of(now - was), value=now - was),
    )
