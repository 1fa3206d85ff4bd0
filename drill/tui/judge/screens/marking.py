"""Marking: replies and judged fields, blind, with the rubric and the truth beside the text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from drill.i18n import N_, _, current_language
from drill.tui.commands import DeskCommand
from drill.tui.dialogs.form import FormField
from drill.tui.events import exact
from drill.tui.judge.place import JudgePlace
from drill.tui.judge.told import (
    ANCHORS,
    RATINGS,
    SPREAD_ALARM,
    marked,
    marks_on,
    own_mark,
    percent_of,
    share,
    spread,
    wrong_percent,
)
from drill.tui.widgets.filter_line import FilterLine
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import MarkCard, View
from drill.world.inputs import Marked, Rating

ITEM_COLUMNS = (
    Column("state", N_("Mark"), 6),
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

    card: MarkCard
    number: int
    seat: str
    """The judge who looks."""


class Marking(JudgePlace):
    """Oldest first, unmarked first; teams are code names."""

    PLACE = "marking"
    TITLE = N_("Marking")
    KINDS = frozenset({"mark"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "mark", N_("Mark"), id="marking.mark", tooltip=N_("Mark the criterion under the cursor")),
        Binding("n", "next", N_("Next unmarked"), id="marking.next", tooltip=N_("Skip to the next item that waits")),
        Binding("0", "quick(0)", "0 %", show=False, id="marking.none", tooltip=N_("Mark the criterion 0 percent")),
        Binding("5", "quick(50)", "50 %", show=False, id="marking.half", tooltip=N_("Mark the criterion 50 percent")),
        Binding("1", "quick(100)", "100 %", show=False, id="marking.all", tooltip=N_("Mark the criterion 100 percent")),
    ]  # fmt: skip

    def compose_body(self) -> ComposeResult:
        """The queue; the text with the truth beside it; the rubric below."""
        items = KeyedList[MarkCard](
            ITEM_COLUMNS, lambda card: card.key, self._item_cells,
            empty=N_("Nothing to mark yet. Replies and reports come here as soon as they are handed in."), id="items",
        )  # fmt: skip
        rubric = KeyedList[Criterion](
            CRITERION_COLUMNS, lambda one: f"{one.card.key}#{one.number}", _criterion_cells,
            empty=N_("Choose an item above."), id="rubric",
        )  # fmt: skip
        with Horizontal(id="marking"):
            with (
                Panel(
                    title=N_("Waiting"),
                    help=N_(
                        "What teams wrote, unmarked first, oldest first. Teams stand under code names: mark the words, "
                        "not the people. n goes to the next one that waits."
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
                        title=N_("The truth then"),
                        help=N_(
                            "What was so in that team's world at the moment of handing in. Claims are checked against it."
                        ),
                        id="truth-panel",
                    )
                yield Panel(
                    rubric,
                    title=N_("Rubric"),
                    help=N_(
                        "Each criterion counts the same. m or enter marks one with a comment and a rating; "
                        "0, 5 and 1 mark none, half and all at once. A later mark replaces your earlier one."
                    ),
                    id="rubric-panel",
                )

    @property
    def _items(self) -> KeyedList[MarkCard]:
        found: KeyedList[MarkCard] = self.query_one("#items", KeyedList)
        return found

    @property
    def _rubric(self) -> KeyedList[Criterion]:
        found: KeyedList[Criterion] = self.query_one("#rubric", KeyedList)
        return found

    @property
    def _seat(self) -> str:
        return self.desk.link.seat

    # --- painting

    def paint(self, kinds: frozenset[str]) -> None:  # noqa: ARG002 (one kind shows all)
        """Show the queue and the item."""
        cards = sorted(self.view.all(MarkCard), key=self._order)
        self._items.show(cards)
        waiting = sum(not self._complete(card) for card in cards)
        self.query_one("#items-panel", Panel).tell(_("{n} wait of {all}").format(n=waiting, all=len(cards)))
        self._show_item()

    def _order(self, card: MarkCard) -> tuple[bool, bool, int, str]:
        """Unmarked first, what was handed in before what a judge saw, oldest first."""
        return (self._complete(card), card.item.startswith("judged:"), card.submitted, card.key)

    def _complete(self, card: MarkCard) -> bool:
        return marked(card, self._seat) == len(card.criteria)

    def _item_cells(self, card: MarkCard) -> tuple[Cell, ...]:
        done, percent = marked(card, self._seat), share(card, self._seat)
        if percent is not None and done == len(card.criteria):
            state = Cell(f"✓{percent}%", Tone.GOOD)
        else:
            state = Cell(f"{done}/{len(card.criteria)}", Tone.WARN)
        late = _("LATE ") if card.late else ""
        return (
            state,
            Cell(card.code),
            Cell(f"{late}{card.ask.say(current_language())}"),
            Cell(str(card.points), Tone.QUIET, value=card.points),
        )

    @on(KeyedList.Highlighted, "#items")
    def _show_item(self) -> None:
        if not self.query("#text"):
            return
        card, language = self._items.current, current_language()
        text, truth = Page(), Page()
        if card is None:
            text.quiet(_("Nothing chosen."))
            self._rubric.show([])
        else:
            text.head(card.ask.say(language)).pair(card.code, exact(card.submitted) if card.submitted else "")
            if card.late:
                text.words(_("Handed in after its deadline."), Tone.BAD)
            text.gap().words(card.text or _("(no text: marked by what the judge saw)"))
            for one in card.truth:
                truth.words(one.say())
            if not card.truth:
                truth.quiet(_("Nothing is computed for this item."))
            self._rubric.show([Criterion(card, number, self._seat) for number in range(len(card.criteria))])
        self.query_one("#text", Detail).show(text.done())
        self.query_one("#truth", Detail).show(truth.done())
        self._tell()

    def _tell(self) -> None:
        card = self._items.current
        panel = self.query_one("#rubric-panel", Panel)
        if card is None:
            panel.tell("")
            return
        apart = [spread(card, number) for number in range(len(card.criteria))]
        if max(apart, default=0) >= SPREAD_ALARM:
            panel.tell(_("⚠ judges are {n} % apart").format(n=max(apart)))
        else:
            panel.tell(_("{points} points").format(points=card.points))

    @classmethod
    def badge(cls, view: View) -> str:
        """Say how many items nobody on this view has marked at all."""
        waiting = sum(not card.marks for card in view.all(MarkCard))
        return str(waiting) if waiting else ""

    # --- actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without an item there is nothing to mark."""
        if action in {"mark", "next", "quick"} and not self.view.all(MarkCard):
            return None
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
        before = own_mark(one.card, one.number, one.seat)
        percent, rating, comment = before or (None, "", "")
        fields = (
            FormField("percent", _("Percent"), initial="" if percent is None else str(percent), check=wrong_percent),
            FormField("rating", _("Rating"), initial=rating, choices=(("", "–"), *((key, key) for key, _label in RATINGS))),
            FormField("comment", _("Comment"), initial=comment, placeholder=_("the team may read it in the review")),
        )  # fmt: skip
        about = Page().head(one.card.criteria[one.number].say(current_language())).quiet(_(ANCHORS))
        about.quiet("  ".join(_(label) for _key, label in RATINGS))
        title = _("Mark {code}").format(code=one.card.code)
        given = await self.form(title, *fields, about=about.done())
        if given is not None:
            rated = Rating(given["rating"]) if given["rating"] else None
            await self._give(one, percent_of(given["percent"]), given["comment"], rated)

    async def _give(self, one: Criterion, percent: int, comment: str, rating: Rating | None) -> None:
        command = Marked(one.card.code, one.card.item, one.number, percent, comment, rating)
        taken = await self.desk.ask(command, _("Marked {percent} %.").format(percent=percent))
        if taken and one.number + 1 < len(one.card.criteria):
            self._rubric.move_to(f"{one.card.key}#{one.number + 1}")

    def action_quick(self, percent: int) -> None:
        """Mark the criterion under the cursor at once; its comment and rating stay."""
        one = self._rubric.current
        if one is not None:
            before = own_mark(one.card, one.number, one.seat)
            _percent, rating, comment = before or (0, "", "")
            self.converse(self._give(one, percent, comment, Rating(rating) if rating else None))

    def action_next(self) -> None:
        """Go to the next item that waits for this judge."""
        waiting = [card.key for card in self._items.items if not self._complete(card)]
        if not waiting:
            self.desk.flash(_("Everything is marked."), Tone.GOOD)
            return
        current = self._items.cursor_key
        place = waiting.index(current) + 1 if current in waiting else 0
        self._items.move_to(waiting[place % len(waiting)])

    def action_search(self) -> None:
        """Type into the filter."""
        self.query_one(FilterLine).open()

    def desk_commands(self) -> Iterable[DeskCommand]:
        """What can be done to the item under the cursor."""
        if self._items.current is not None:
            label = self._items.current.ask.say(current_language())
            yield DeskCommand(_("mark: Criterion"), label, self.action_mark)
            yield DeskCommand(
                _("mark: Next unmarked"), _("Skip to the next item that waits."), self.action_next
            )
        yield from super().desk_commands()


def _criterion_cells(one: Criterion) -> tuple[Cell, ...]:
    own, apart = own_mark(one.card, one.number, one.seat), spread(one.card, one.number)
    judges = len({mark[0] for mark in marks_on(one.card, one.number)})
    alarm = apart >= SPREAD_ALARM
    said = _("⚠ {n} % apart").format(n=apart) if alarm else str(judges)
    percent, rating, comment = own if own is not None else (None, "", "")
    return (
        Cell(
            "–" if percent is None else f"{percent}%",
            Tone.WARN if percent is None else Tone.GOOD,
            value=percent or 0,
        ),
        Cell(rating),
        Cell(one.card.criteria[one.number].say(current_language())),
        Cell(comment, Tone.QUIET),
        Cell(said, Tone.BAD if alarm else Tone.QUIET),
    )


__all__ = ["Marking"]
