"""What stands beside a text while it is marked: the words, and what judges alone may read."""

from drill.i18n import N_, _, current_language
from drill.tui.events import exact
from drill.tui.judge.marking.papers import Paper, named
from drill.tui.widgets.page import Page
from drill.tui.widgets.tones import Cell, Tone
from drill.world.cards import MarkState

STATES = {
    MarkState.OPEN: (N_("to mark"), Tone.QUIET),
    MarkState.MARKED: (N_("marked"), Tone.GOOD),
    MarkState.ALARM: (N_("⚠ apart"), Tone.BAD),
    MarkState.SETTLED: (N_("settled"), Tone.GOOD),
}
"""Where a text stands: word and tone."""


def words_page(paper: Paper) -> Page:
    """Return what was asked and what was written."""
    page = Page().head(paper.ask.say(current_language()))
    page.pair(named(paper), exact(paper.submitted) if paper.submitted else "")
    if paper.late:
        page.words(_("Handed in after its deadline."), Tone.BAD)
    return page.gap().words(paper.text or _("(no text: marked by what the judge saw)"))


def judges_page(paper: Paper, *, head: bool) -> Page:
    """Return what judges alone read: guidance, anchors, the truth then, and for a head judge everyone's marks."""
    page = Page()
    _said_by_authors(page, paper)
    if head and paper.sample is None:
        _everyones_marks(page, paper)
    if paper.guidance.en:
        page.head(_("Guidance")).words(paper.guidance.say(current_language()))
    if paper.anchors:
        page.head(_("What deserves how much"))
        for percent, text in paper.anchors:
            page.pair(f"{percent:3} %", text.say(current_language()))
    if paper.truth:
        page.head(_("The truth then"))
        for one in paper.truth:
            page.words(one.say())
    elif paper.sample is None:
        page.quiet(_("Nothing is computed for this item."))
    return page


def _said_by_authors(page: Page, paper: Paper) -> None:
    if not paper.wanted:
        return
    page.head(_("What the authors gave it"))
    for number, percent in enumerate(paper.wanted):
        mine = paper.own(number)
        apart = abs(mine[0] - percent) if mine else 0
        tone = Tone.WARN if apart else Tone.GOOD
        said = _("{percent} %, you are {apart} % apart").format(percent=percent, apart=apart)
        page.pair(paper.criteria[number].say(current_language()), said, tone)
    if paper.because is not None:
        page.words(paper.because.say(current_language()))


def _everyones_marks(page: Page, paper: Paper) -> None:
    page.head(_("Judges"))
    for judge in dict.fromkeys((*paper.assigned, *(mark[0] for mark in paper.marks))):
        given = [
            f"{percent} % {rating}".strip() for one, _n, percent, rating, _c in paper.marks if one == judge
        ]
        page.pair(judge, " · ".join(given))


def about_criterion(paper: Paper, criterion: int, scale: str, ratings: str) -> Page:
    """Return what the form says above its fields: the criterion, and what deserves how much."""
    page = Page().head(paper.criteria[criterion].say(current_language()))
    if not paper.anchors:
        page.quiet(scale)
    for percent, text in paper.anchors:
        page.pair(f"{percent:3} %", text.say(current_language()))
    return page if paper.sample is not None else page.quiet(ratings)


def state_cell(paper: Paper) -> Cell:
    """Return where a paper stands among its judges."""
    if paper.sample is not None:
        return Cell(_("marked"), Tone.GOOD) if paper.done else Cell(_("to mark"), Tone.QUIET)
    if paper.waits and paper.state is MarkState.ALARM:
        return Cell(_("⚠ third mark"), Tone.BAD)
    word, tone = STATES[paper.state]
    return Cell(_(word), tone)


def stands(paper: Paper, alarm: int) -> str:
    """Say on the rubric's border where a paper stands.

    Args:
        paper: before the judge.
        alarm: percent between two judges from which they are far apart.
    """
    apart = max([paper.spread, *map(paper.apart, range(len(paper.criteria)))])
    if apart >= alarm:
        return _("⚠ judges are {n} % apart").format(n=apart)
    if paper.state is MarkState.ALARM:
        return _("⚠ judges are far apart: one more marks")
    if paper.assigned and paper.done and paper.need > paper.given:
        return _("waits for another judge")
    return _("{points} points").format(points=paper.points) if paper.points else ""
