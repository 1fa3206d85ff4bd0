"""The lines of the queue and of the rubric."""

from dataclasses import dataclass

from drill.i18n import N_, _, current_language
from drill.tui.judge.marking.pages import state_cell
from drill.tui.judge.marking.papers import Paper, named
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import MarkState

ITEM_COLUMNS = (
    Column("mark", N_("Mark"), 6),
    Column("state", N_("State"), 12, from_width=56),
    Column("code", N_("Team"), 10),
    Column("ask", N_("Item")),
    Column("points", N_("Points"), 6, right=True, from_width=44),
)
CRITERION_COLUMNS = (
    Column("percent", N_("Mark"), 6, right=True),
    Column("rating", N_("PSMU"), 5),
    Column("criterion", N_("Criterion"), share=2),
    Column("comment", N_("Comment"), share=1, from_width=70),
    Column("spread", N_("Judges"), 14, from_width=60),
)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the rubric with the marks on it."""

    paper: Paper
    number: int
    alarm: int
    """Percent from which two judges are far apart."""

    @property
    def key(self) -> str:
        """Its name in the list."""
        return f"{self.paper.key}#{self.number}"


def item_cells(paper: Paper) -> tuple[Cell, ...]:
    """Return a line of the queue under `ITEM_COLUMNS`."""
    late = _("LATE ") if paper.late else ""
    return (
        _mark(paper),
        state_cell(paper),
        Cell(named(paper)),
        Cell(f"{late}{paper.ask.say(current_language())}"),
        Cell(str(paper.points), Tone.QUIET, value=paper.points),
    )


def _mark(paper: Paper) -> Cell:
    """Return how far this judge is with a text; where it is another's, how many have marked it."""
    apart = paper.pending and paper.state is MarkState.ALARM and paper.sample is None
    sign, tone = ("⚠", Tone.BAD) if apart else ("", Tone.WARN)
    if not paper.mine:
        return Cell(
            f"{sign or ('' if paper.pending else '✓')}{paper.given}/{paper.need}",
            tone if paper.pending else Tone.GOOD,
        )
    if paper.done:
        return Cell(f"✓{paper.share}%", Tone.GOOD)
    return Cell(f"{sign}{paper.marked}/{len(paper.criteria)}", tone)


def criterion_cells(one: Criterion) -> tuple[Cell, ...]:
    """Return a line of the rubric under `CRITERION_COLUMNS`."""
    paper, own, apart = one.paper, one.paper.own(one.number), one.paper.apart(one.number)
    percent, rating, comment = own if own is not None else (None, "", "")
    judges = len({mark[0] for mark in paper.marks if mark[1] == one.number})
    said = _("⚠ {n} % apart").format(n=apart) if apart >= one.alarm else str(judges) if judges > 1 else ""
    if paper.wanted:
        said = _("authors {n} %").format(n=paper.wanted[one.number])
    return (
        Cell(
            "–" if percent is None else f"{percent}%",
            Tone.WARN if percent is None else Tone.GOOD,
            value=percent or 0,
        ),
        Cell(rating),
        Cell(paper.criteria[one.number].say(current_language())),
        Cell(comment, Tone.QUIET),
        Cell(said, Tone.BAD if apart >= one.alarm else Tone.QUIET),
    )
