"""Why: the ledger lines behind a score, and the journal entries behind each line."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult

from drill.i18n import N_, _
from drill.tui.dialogs.dialog import Dialog
from drill.tui.events import exact, moment
from drill.tui.judge.told import section_name, signed, tone_of
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import LedgerCard

COLUMNS = (
    Column("points", N_("Points"), 7, right=True),
    Column("t", "T+", 6),
    Column("section", N_("Section"), 16, from_width=90),
    Column("rule", N_("Rule"), 16, from_width=60),
    Column("why", N_("Why")),
)
RULES = {
    "service kept": N_("service kept"),
    "service lost": N_("service lost"),
    "goal denied": N_("goal denied"),
    "goal lost": N_("goal lost"),
    "right answer": N_("right answer"),
    "hint": N_("hint"),
    "timely reply": N_("timely reply"),
    "report field": N_("report field"),
    "judge's mark": N_("judge's mark"),
    "late": N_("late"),
    "void": N_("void"),
    "scale": N_("scale"),
    "costly mistake": N_("costly mistake"),
    "needless outage": N_("needless outage"),
    "wrong answer": N_("wrong answer"),
    "order cost": N_("order cost"),
    "penalty": N_("penalty"),
    "bonus": N_("bonus"),
    "withdrawal": N_("withdrawal"),
    "appeal": N_("appeal"),
}


class Why(Dialog[None]):
    """The lines of a cell; the one under the cursor is told in full below."""

    KEYS = N_("arrows move · escape closes")
    DEFAULT_CSS = """
    Why > .box { width: 96%; max-width: 140; }
    Why KeyedList { height: 9; }
    Why Detail { height: 8; border-top: solid $line; }
    """

    def __init__(self, title: str, lines: Sequence[LedgerCard]) -> None:
        """Take the lines of a cell; what happened last comes first, for that is mostly what is asked about."""
        super().__init__(title)
        self._lines = tuple(sorted(lines, key=lambda line: -line.t))

    @property
    def team(self) -> str:
        """Id of the team whose lines these are; empty without lines."""
        return next((line.team for line in self._lines), "")

    def compose_body(self) -> ComposeResult:
        """The lines, and the entries behind one."""
        yield KeyedList[LedgerCard](
            COLUMNS,
            lambda card: card.key,
            _cells,
            empty=N_("No line yet: nothing has earned or cost points here."),
            id="lines",
        )
        yield Detail(id="entries")

    def on_mount(self) -> None:
        """Arrows move at once."""
        self._list.show(self._lines)
        self._list.focus()
        self._tell()

    @property
    def _list(self) -> KeyedList[LedgerCard]:
        found: KeyedList[LedgerCard] = self.query_one("#lines", KeyedList)
        return found

    @on(KeyedList.Highlighted, "#lines")
    def _tell(self) -> None:
        card = self._list.current
        page = Page()
        if card is not None:
            page.head(f"{signed(card.points)}  {card.why.say()}", tone_of(card.points))
            page.pair(_("section"), section_name(card.section)).pair(_("rule"), rule_name(card.rule))
            page.pair(_("earned or lost at"), exact(card.t))
            page.head(_("Because of these entries of the journal"))
            tell_entries(page, card)
        self.query_one("#entries", Detail).show(page.done())


def tell_entries(page: Page, line: LedgerCard) -> None:
    """Tell the journal's entries behind a line, and how many there are beyond those that the card holds."""
    for number, entry in zip(line.because, line.entries, strict=False):
        page.pair(f"#{number}", entry.say())
    more = len(line.because) - len(line.entries)
    if more > 0:
        page.quiet(_("and {n} more").format(n=more))


def rule_name(rule: str) -> str:
    """Return a rule's name in words; an unknown one as it is."""
    return _(RULES[rule]) if rule in RULES else rule


def _cells(card: LedgerCard) -> tuple[Cell, ...]:
    return (
        Cell(signed(card.points), tone_of(card.points), value=card.points),
        Cell(moment(card.t), Tone.QUIET, value=card.t),
        Cell(section_name(card.section), Tone.QUIET),
        Cell(rule_name(card.rule)),
        Cell(card.why.say()),
    )
