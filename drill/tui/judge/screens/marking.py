"""Marking: what lies before this judge, blind, with the rubric, the guidance and the truth beside the text."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from drill.clock import unix_time
from drill.i18n import N_, _, current_language
from drill.tui.commands import DeskCommand
from drill.tui.judge.marking import asking, pace, pages, tables
from drill.tui.judge.marking.papers import Paper, named, paper_of, queue, sample_of, unmarked
from drill.tui.judge.marking.rows import (
    CRITERION_COLUMNS,
    ITEM_COLUMNS,
    Criterion,
    criterion_cells,
    item_cells,
)
from drill.tui.judge.place import JudgePlace
from drill.tui.judge.told import ANCHORS, RATINGS
from drill.tui.widgets.filter_line import FilterLine
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.tones import Tone
from drill.world.cards import AgreementCard, MarkCard, PanelCard, SampleCard, View, WorkCard
from drill.world.inputs import USUAL_ALARM, Marked, SampleMarked
from drill.world.judging import HEAD_JUDGE, MARKER


class Marking(JudgePlace):
    """What waits for this judge, oldest first; teams are code names. Samples lie under `t`."""

    PLACE = "marking"
    TITLE = N_("Marking")
    KINDS = frozenset({"mark", "sample", "work", "panel", "agreement"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "mark", N_("Mark"), id="marking.mark", tooltip=N_("Mark the criterion under the cursor")),
        Binding("n", "next", N_("Next unmarked"), id="marking.next", tooltip=N_("Put this text off; go to the next that waits")),
        Binding("b", "step_back", N_("Step back"), id="marking.back", tooltip=N_("Leave this text, or every text of its team, to others")),
        Binding("c", "interest", N_("Interest"), id="marking.interest", tooltip=N_("Declare an interest in a team: its texts go to others")),
        Binding("t", "samples", N_("Samples"), id="marking.samples", tooltip=N_("Mark sample answers and compare, or go back to the texts")),
        Binding("a", "agreement", N_("Agreement"), show=False, id="marking.agreement", tooltip=N_("How far judges agree on each criterion")),
        Binding("w", "work", N_("What is left"), show=False, id="marking.work", tooltip=N_("What each judge has left, and when it will be done")),
        Binding("p", "panel", N_("Panel"), show=False, id="marking.panel", tooltip=N_("Name who marks, how many mark each text, and until when")),
        Binding("0", "quick(0)", "0 %", show=False, id="marking.none", tooltip=N_("Mark the criterion 0 percent")),
        Binding("5", "quick(50)", "50 %", show=False, id="marking.half", tooltip=N_("Mark the criterion 50 percent")),
        Binding("1", "quick(100)", "100 %", show=False, id="marking.all", tooltip=N_("Mark the criterion 100 percent")),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._skipped: dict[str, int] = {}
        self._sampling = False
        self._shown = ""

    def compose_body(self) -> ComposeResult:
        """The queue; the text with what judges alone read beside it; the rubric below."""
        items = KeyedList[Paper](
            ITEM_COLUMNS, lambda paper: paper.key, item_cells,
            empty=N_("Nothing to mark yet. Replies and reports come here as soon as they are handed in."), id="items",
        )  # fmt: skip
        rubric = KeyedList[Criterion](
            CRITERION_COLUMNS, lambda one: one.key, criterion_cells, empty=N_("Choose an item above."), id="rubric",
        )  # fmt: skip
        with Horizontal(id="marking"):
            with (
                Panel(
                    title=N_("Waiting"),
                    help=N_(
                        "What teams wrote and what is dealt to you, unmarked first, oldest first. Teams stand under code "
                        "names, and names in the texts are blocked out: mark the words, not the people. n puts a text off. "
                        "Where two judges are far apart, one more is asked for a third mark, and the middle one counts."
                    ),
                    id="items-panel",
                ),
                Vertical(),
            ):
                yield FilterLine("items", id="filter")
                yield items
            with Vertical(id="paper"):
                with Horizontal(id="beside"):
                    yield Panel(Detail(id="text"), title=N_("Their words"), id="text-panel")
                    yield Panel(
                        Detail(id="truth"),
                        title=N_("For judges"),
                        help=N_(
                            "What the authors say to judges, what deserves how much, and what was so in that team's world "
                            "at the moment of handing in. Claims are checked against it."
                        ),
                        id="truth-panel",
                    )
                yield Panel(
                    rubric,
                    title=N_("Rubric"),
                    help=N_(
                        "Each criterion counts the same. m or enter marks one with a comment and a rating; "
                        "0, 5 and 1 mark none, half and all at once. A later mark replaces your earlier one; the keys ask first."
                    ),
                    id="rubric-panel",
                )

    @property
    def _items(self) -> KeyedList[Paper]:
        found: KeyedList[Paper] = self.query_one("#items", KeyedList)
        return found

    @property
    def _rubric(self) -> KeyedList[Criterion]:
        found: KeyedList[Criterion] = self.query_one("#rubric", KeyedList)
        return found

    @property
    def _seat(self) -> str:
        return self.desk.link.seat

    @property
    def _head(self) -> bool:
        return self.desk.link.role == HEAD_JUDGE

    @property
    def _panel(self) -> PanelCard | None:
        return self.view.get(PanelCard, "panel")

    @property
    def _alarm(self) -> int:
        return self._panel.alarm if self._panel else USUAL_ALARM

    # --- painting

    def paint(self, kinds: frozenset[str]) -> None:  # noqa: ARG002 (one kind shows all)
        """Show the queue and the item."""
        if self._sampling:
            papers = [sample_of(card, self._seat) for card in self.view.all(SampleCard)]
        else:
            papers = queue((paper_of(card, self._seat) for card in self.view.all(MarkCard)), self._skipped)
        self._items.show(papers)
        waiting = sum(paper.pending for paper in papers)
        note = _("{n} wait of {all}").format(n=waiting, all=len(papers))
        when = "" if self._sampling else pace.short(self._works(), unix_time())
        title = _("Samples to calibrate on") if self._sampling else ""
        self.query_one("#items-panel", Panel).tell(" · ".join(filter(None, (note, when))), title)
        self._show_item()

    def _works(self) -> list[WorkCard]:
        """Return the work to be told: everyone's for a head judge, the own otherwise."""
        works = self.view.all(WorkCard)
        return works if self._head else [work for work in works if work.key == self._seat]

    @on(KeyedList.Highlighted, "#items")
    def _show_item(self) -> None:
        if not self.query("#text"):
            return
        paper = self._items.current
        text, beside = Page(), Page()
        if paper is None:
            text.quiet(_("Nothing chosen."))
            self._rubric.show([])
        else:
            text, beside = pages.words_page(paper), pages.judges_page(paper, head=self._head)
            self._show_rubric(paper)
        self.query_one("#text", Detail).show(text.done())
        self.query_one("#truth", Detail).show(beside.done())
        note = pages.stands(paper, self._alarm) if paper else ""
        self.query_one("#rubric-panel", Panel).tell(note)

    def _show_rubric(self, paper: Paper) -> None:
        """Show the criteria; where another text comes under the cursor, begin at the first that is not marked."""
        self._rubric.show([Criterion(paper, number, self._alarm) for number in range(len(paper.criteria))])
        if paper.key != self._shown:
            self._shown = paper.key
            self._rubric.move_to(f"{paper.key}#{paper.next_open() or 0}")

    @classmethod
    def badge(cls, view: View) -> str:
        """Say how many texts wait that are not marked in full on this view."""
        return str(unmarked(view) or "")

    # --- actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what there is nothing for; leave out what is not this judge's."""
        needed = {
            "samples": self.view.all(SampleCard),
            "agreement": self.view.all(AgreementCard),
            "work": self.view.all(WorkCard),
            "step_back": self.view.all(MarkCard) and not self._sampling,
        }
        if action in {"mark", "next", "quick"} and not self._items.items:
            return None
        if action in needed and not needed[action]:
            return None
        if action == "panel":
            heads = self._panel.heads if self._panel else ()
            return self.desk.link.role != MARKER and (not heads or self._seat in heads)
        return super().check_action(action, parameters)

    @on(KeyedList.Chosen, "#items")
    def _item_opened(self) -> None:
        self._rubric.focus()

    @on(KeyedList.Chosen, "#rubric")
    def action_mark(self) -> None:
        """Mark the criterion under the cursor."""
        if self._rubric.current is not None:
            self.converse(self._mark(self._rubric.current))

    async def _mark(self, one: Criterion) -> None:
        paper = one.paper
        about = pages.about_criterion(
            paper, one.number, _(ANCHORS), "  ".join(_(label) for _key, label in RATINGS)
        )
        title = _("Mark {code}").format(code=named(paper))
        given = await self.form(title, *asking.mark_fields(paper, one.number), about=about.done())
        if given is not None:
            await self._give(one, asking.mark_of(paper, one.number, given))

    async def _give(self, one: Criterion, command: Marked | SampleMarked) -> None:
        taken = await self.desk.ask(command, _("Marked {percent} %.").format(percent=command.percent))
        following = one.paper.next_open(one.number)
        if following is None:
            following = one.number + 1
        if taken:
            self._rubric.move_to(f"{one.paper.key}#{following}")

    def action_quick(self, percent: int) -> None:
        """Mark the criterion under the cursor at once; its comment and rating stay. A settled mark asks first."""
        one = self._rubric.current
        if one is not None:
            self.converse(self._quick(one, percent))

    async def _quick(self, one: Criterion, percent: int) -> None:
        own = one.paper.own(one.number)
        question = _("Change it to {percent} %?").format(percent=percent)
        given = _("You gave this criterion {percent} %.").format(percent=own[0]) if own else ""
        if own is None or await self.sure(question, given, _("Change")):
            await self._give(one, asking.quick(one.paper, one.number, percent))

    def action_next(self) -> None:
        """Put the text under the cursor off, and go to the next that waits for this judge."""
        current = self._items.current
        if current is not None and current.waits:
            self._skipped[current.key] = max(self._skipped.values(), default=0) + 1
            self.paint(self.KINDS)
        waiting = [paper.key for paper in self._items.items if paper.waits]
        if waiting:
            self._items.move_to(waiting[0])
        else:
            self.desk.flash(_("Everything is marked."), Tone.GOOD)

    def action_samples(self) -> None:
        """Lay the samples out, or the texts again."""
        self._sampling = not self._sampling
        self.paint(self.KINDS)
        self.refresh_bindings()

    def action_step_back(self) -> None:
        """Leave the text under the cursor to others."""
        if self._items.current is not None:
            self.converse(self._step_back(self._items.current))

    async def _step_back(self, paper: Paper) -> None:
        about = Page().words(
            _("Others mark it instead; what you gave it counts no more. This is in the record.")
        )
        given = await self.form(_("Step back"), *asking.recusal_fields(paper), about=about.done())
        if given is not None:
            await self.desk.ask(
                asking.recusal_of(paper, given), _("You stepped back; another judge is asked.")
            )

    def action_interest(self) -> None:
        """Declare an interest in a team."""
        self.converse(self._interest())

    async def _interest(self) -> None:
        about = Page().words(_("The team's texts go to other judges, and none of them comes to you again."))
        judges = self._panel.judges if self._panel and self._head else ()
        fields = asking.interest_fields([row.label for row in self.rows], judges)
        given = await self.form(_("Declare an interest"), *fields, about=about.done())
        if given is not None:
            await self.desk.ask(asking.interest_of(given), _("The interest is in the record."))

    def action_agreement(self) -> None:
        """Show how far judges agree."""
        self.app.push_screen(tables.agreement(self.view.all(AgreementCard), self._alarm))

    def action_work(self) -> None:
        """Show what each judge has left."""
        self.app.push_screen(tables.work(self.view.all(WorkCard), unix_time()))

    def action_panel(self) -> None:
        """Name a panel."""
        self.converse(self._name_panel())

    async def _name_panel(self) -> None:
        about = Page().words(
            _(
                "Every text is dealt to judges of the panel by a rule that anyone can repeat. Marks that were given stay."
            )
        )
        known = [work.key for work in self.view.all(WorkCard)] or [self._seat]
        given = await self.form(
            _("Name the panel"), *asking.panel_fields(self._panel, known), about=about.done()
        )
        if given is not None:
            heads = self._panel.heads if self._panel else ()
            await self.desk.ask(asking.panel_of(given, heads), _("The panel is named."))

    def action_search(self) -> None:
        """Type into the filter."""
        self.query_one(FilterLine).open()

    def desk_commands(self) -> Iterable[DeskCommand]:
        """What can be done to the item under the cursor, and about marking as a whole."""
        if self._items.current is not None:
            label = self._items.current.ask.say(current_language())
            yield DeskCommand(_("mark: Criterion"), label, self.action_mark)
            yield DeskCommand(_("mark: Next unmarked"), _("Put this text off."), self.action_next)
            yield DeskCommand(_("mark: Step back"), _("Leave this text to others."), self.action_step_back)
        if self.view.all(AgreementCard):
            yield DeskCommand(_("mark: Agreement"), _("How far judges agree."), self.action_agreement)
        yield DeskCommand(_("mark: Interest"), _("Declare an interest in a team."), self.action_interest)
        yield from super().desk_commands()


__all__ = ["Marking"]
