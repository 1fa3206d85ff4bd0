"""Tables that a judge opens over the desk: how far judges agree, and how much each has left."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.widgets import Static

from drill.i18n import N_, _, current_language
from drill.text import plain
from drill.tui.dialogs.dialog import Dialog
from drill.tui.judge.marking.pace import at, told
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import AgreementCard, Card, WorkCard

CardT = TypeVar("CardT", bound=Card)
FIRM, TENTATIVE = 800, 667
"""Thousandths of alpha from which conclusions are firm, and from which they are tentative (Krippendorff)."""
AGREEMENT = (
    Column("criterion", N_("Criterion")),
    Column("items", N_("Texts"), 5, right=True),
    Column("same", N_("Alike"), 5, right=True),
    Column("apart", N_("Apart"), 6, right=True),
    Column("alpha", N_("Alpha"), 6, right=True),
)
WORK = (
    Column("judge", N_("Judge"), 14),
    Column("left", N_("Left"), 5, right=True),
    Column("done", N_("Marked"), 7, right=True),
    Column("latest", N_("Latest"), 12, from_width=80),
    Column("when", N_("Expected")),
)


class Table(Dialog[None], Generic[CardT]):
    """Rows with a sentence below that says how to read them."""

    KEYS = N_("arrows move · escape closes")
    DEFAULT_CSS = """
    Table > .box { width: 96%; max-width: 110; }
    Table KeyedList { height: 10; }
    Table .note { color: $quiet; margin-top: 1; }
    """

    def __init__(
        self,
        title: str,
        columns: tuple[Column, ...],
        cells: Callable[[CardT], tuple[Cell, ...]],
        rows: Sequence[CardT],
        note: str,
    ) -> None:
        super().__init__(title)
        self._columns, self._cells, self._rows, self._note = columns, cells, tuple(rows), note

    def compose_body(self) -> ComposeResult:
        """The rows and the sentence."""
        yield KeyedList[CardT](
            self._columns, lambda row: row.key, self._cells, empty=N_("Nothing yet."), id="rows"
        )
        yield Static(plain(self._note), classes="note")

    def on_mount(self) -> None:
        """Arrows move at once."""
        rows: KeyedList[CardT] = self.query_one("#rows", KeyedList)
        rows.show(self._rows)
        rows.focus()


def agreement(cards: Sequence[AgreementCard], alarm: int) -> Table[AgreementCard]:
    """Return the table of agreement, criterion by criterion, with the number of texts behind each figure."""
    note = _(
        "Texts: marked by two judges or more. Alike: nobody {alarm} percent or more apart. Apart: mean distance in percent."
        " Alpha (Krippendorff): 1 is full agreement, 0 is chance; from 0.800 firm, below 0.667 not to be built on."
    ).format(alarm=alarm)
    return Table(_("How far judges agree"), AGREEMENT, _agreement_cells, cards, note)


def work(cards: Sequence[WorkCard], now: int) -> Table[WorkCard]:
    """Return the table of what each judge has left, and when that will be done."""
    note = _("Expected by the median time between two finished texts of that judge.")
    return Table(_("What is left"), WORK, lambda card: _work_cells(card, now), cards, note)


def thousandths(value: int) -> str:
    """Return thousandths as a decimal number: ``0.812``, ``-0.040``."""
    whole, rest = divmod(abs(value), 1000)
    return f"{'-' if value < 0 else ''}{whole}.{rest:03}"


def _agreement_cells(card: AgreementCard) -> tuple[Cell, ...]:
    tone = Tone.NONE
    if card.alpha is not None:
        tone = Tone.GOOD if card.alpha >= FIRM else Tone.WARN if card.alpha >= TENTATIVE else Tone.BAD
    alpha = "–" if card.alpha is None else thousandths(card.alpha)
    return (
        Cell(card.ask.say(current_language())),
        Cell(str(card.items), value=card.items),
        Cell(str(card.same), value=card.same),
        Cell(f"{card.apart}%", value=card.apart),
        Cell(alpha, tone, value=card.alpha or 0),
    )


def _work_cells(card: WorkCard, now: int) -> tuple[Cell, ...]:
    said, tone = told([card], now)
    return (
        Cell(card.key),
        Cell(str(card.left), value=card.left),
        Cell(str(card.done), value=card.done),
        Cell(at(card.times[-1], now) if card.times else "–", Tone.QUIET),
        Cell(said or _("nothing left"), tone if said else Tone.GOOD),
    )
