"""Reports: forms with their clocks, drafts that the whole team shares, and the receipt."""

from collections.abc import Iterable
from typing import ClassVar

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from drill.i18n import N_, _, current_language
from drill.text import one_line, plain
from drill.tui.commands import DeskCommand
from drill.tui.dialogs.confirm import Confirm
from drill.tui.dialogs.message import Message
from drill.tui.place import PlaceScreen
from drill.tui.team.forms import clock_lines, completeness, missing, worth
from drill.tui.terms import seat_label
from drill.tui.widgets.inputs import WordsArea
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.panel import Panel
from drill.tui.widgets.spans import left, since_start
from drill.tui.widgets.tones import STYLE, Cell, Column, Tone
from drill.world.cards import ClockCard, FieldView, ReportCard, View
from drill.world.inputs import ReportFilled, ReportSubmitted


class FieldBox(Vertical):
    """One field of the open report: what is asked, and where it is answered."""

    DEFAULT_CSS = """
    FieldBox { height: auto; width: 1fr; }
    FieldBox Static { height: auto; width: 1fr; padding: 0 1; }
    FieldBox WordsArea { height: 4; }
    """

    def __init__(self, report: str, field: FieldView, *, closed: bool) -> None:
        super().__init__()
        self.report, self.field, self.closed = report, field, closed

    def compose(self) -> ComposeResult:
        """The question with its points, then the text."""
        yield Static(self._asked())
        area = WordsArea(self.field.text, id=f"field-{self.report}-{self.field.id}".replace(".", "_"))
        area.read_only = self.closed
        yield area

    def _asked(self) -> Content:
        sign = (
            Content.styled("✓ ", STYLE[Tone.GOOD])
            if self.field.text.strip()
            else Content.styled("○ ", STYLE[Tone.WARN])
        )
        points = _("{n} points").format(n=self.field.points)
        by = f" · {one_line(self.field.by, 40)}" if self.field.by else ""
        return (
            sign
            + plain(self.field.ask.say(current_language()))
            + Content.styled(f"  {points}{by}", STYLE[Tone.QUIET])
        )

    def take(self, field: FieldView, *, closed: bool) -> None:
        """Show what the team wrote meanwhile, unless this seat is writing here."""
        area = self.query_one(WordsArea)
        area.take(field.text)
        area.read_only = closed
        if field != self.field:
            self.field = field
            self.query_one(Static).update(self._asked())


class ReportsScreen(PlaceScreen):
    """Fill, check, submit."""

    PLACE = "reports"
    TITLE = N_("Reports")
    SHORT = N_("Rep.")
    KINDS = frozenset({"report", "clock"})
    AUTO_FOCUS = "#reports"
    ACTING = frozenset({"submit"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s",
            "submit",
            N_("Submit"),
            id="reports.submit",
            tooltip=N_("Check the report and hand it in"),
        ),
        Binding(
            "ctrl+k",
            "check",
            N_("Check"),
            priority=True,
            id="reports.check",
            tooltip=N_("What is still empty"),
        ),
        Binding("escape", "list", N_("To the list"), show=False, id="reports.list"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._open: str | None = None

    def compose_body(self) -> ComposeResult:
        """The list of reports and the open form."""
        with Container(id="reports-body"):
            yield Panel(self._reports(), title=N_("Reports"), help=N_(
                "Every report that may be asked of you, with its clock. Enter goes into the form. A draft is shared with your team "
                "when you leave a field; nothing is handed in before you submit."
            ), id="reports-panel")  # fmt: skip
            yield Panel(
                Static(Content(""), id="report-clock"), VerticalScroll(id="form", can_focus=False),
                title=N_("Form"), help=N_(
                "Tab goes to the next field and shares what you wrote with your team. ctrl+k checks, ctrl+s submits after a question."
            ), id="form-panel")  # fmt: skip

    def _reports(self) -> KeyedList[ReportCard]:
        columns = (
            Column("to", N_("To")),
            Column("filled", N_("Filled"), 7, right=True),
            Column("due", N_("Due"), 15, right=True),
        )
        return KeyedList(
            columns,
            lambda card: card.key,
            self._report_cells,
            empty=N_("This drill asks for no report."),
            id="reports",
        )

    # --- painting

    @property
    def reports(self) -> KeyedList[ReportCard]:
        """The list."""
        found: KeyedList[ReportCard] = self.query_one("#reports", KeyedList)
        return found

    @property
    def report(self) -> ReportCard | None:
        """The open report."""
        return self.view.get(ReportCard, self._open) if self._open is not None else None

    def paint(self, kinds: frozenset[str]) -> None:
        """Fill what changed; a field that this seat is writing in stays as it is."""
        if "report" in kinds:
            cards = sorted(
                self.view.all(ReportCard),
                key=lambda card: (card.submitted is not None, card.due is None, card.due or 0),
            )
            self.reports.show(cards)
            self._take_drafts()
        self._show_clock()

    def _take_drafts(self) -> None:
        card = self.report
        if card is None:
            return
        fields = {field.id: field for field in self._signed(card)}
        for box in self.query(FieldBox):
            # A box that is being put up has no area yet; whoever builds the form looks again once it stands.
            if box.children and box.report == card.key and box.field.id in fields:
                box.take(fields[box.field.id], closed=card.submitted is not None)

    def _signed(self, card: ReportCard) -> list[FieldView]:
        """Return the fields with their last writers called as people are."""
        return [replace(field, by=seat_label(self.view, field.by)) for field in card.fields]

    def _show_clock(self) -> None:
        card = self.report
        drill = self.view.get(ClockCard, "clock")
        now = self.desk.link.t_now()
        said = clock_lines(card, drill, now, seat_label(self.view, card.by)) if card else Content("")
        shown = self.query_one("#report-clock", Static)
        shown.update(said)
        if card is not None:
            filled = len(card.fields) - len(missing(card))
            note = _("{n} of {all} fields · {points} points").format(
                n=filled, all=len(card.fields), points=worth(card)
            )
            self.query_one("#form-panel", Panel).tell(note)

    def tick(self) -> None:
        """Count down."""
        self.reports.refresh_cells()
        self._show_clock()

    def _report_cells(self, card: ReportCard) -> tuple[Cell, ...]:
        filled = len(card.fields) - len(missing(card))
        if card.submitted is not None:
            late = card.due is not None and card.submitted > card.due
            due = Cell(
                _("SENT LATE") if late else _("SENT"), Tone.WARN if late else Tone.GOOD, chip=True, value=0
            )
        elif card.due is None:
            due = Cell(_("not started"), Tone.QUIET)
        else:
            said, tone = left(card.due, self.desk.link.t_now())
            due = Cell(said, tone, value=card.due)
        return (
            Cell(card.to.say(current_language())),
            Cell(f"{filled}/{len(card.fields)}", value=filled),
            due,
        )

    @classmethod
    def badge(cls, view: View) -> str:
        """Return how many clocks run."""
        running = sum(1 for card in view.all(ReportCard) if card.due is not None and card.submitted is None)
        return str(running) if running else ""

    # --- the form

    @on(KeyedList.Highlighted, "#reports")
    async def _highlighted(self) -> None:
        card = self.reports.current
        if card is not None and card.key != self._open:
            self._open = card.key
            await self._build(card)
            self._show_clock()

    async def _build(self, card: ReportCard) -> None:
        form = self.query_one("#form", VerticalScroll)
        await form.remove_children()
        closed = card.submitted is not None
        await form.mount_all([FieldBox(card.key, field, closed=closed) for field in self._signed(card)])
        self._take_drafts()

    async def relabel(self) -> None:
        """Build the form again too."""
        self._open = None
        await super().relabel()

    @on(KeyedList.Chosen, "#reports")
    def _chosen(self) -> None:
        areas = self.query(FieldBox)
        if areas:
            areas.first().query_one(WordsArea).focus()

    @on(WordsArea.Left)
    def _left(self, event: WordsArea.Left) -> None:
        box = event.area.parent
        if isinstance(box, FieldBox) and not box.closed:
            if self.desk.can_draft:
                self.desk.give(
                    ReportFilled(box.report, box.field.id, event.text, self.desk.link.role),
                    _("Draft shared."),
                )
            else:
                self.desk.flash(
                    _("The draft stays here; it is shared when the line and the clock allow it."), Tone.WARN
                )

    def key_label(self, action: str) -> str:
        """Enter goes into the form."""
        return _("Fill in") if action == "choose" and self.focused_list() else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A submitted report is closed."""
        allowed = super().check_action(action, parameters)
        if action == "list":
            return isinstance(self.focused, WordsArea)
        if allowed and action in {"submit", "check"}:
            card = self.report
            return None if card is None or card.submitted is not None else True
        return allowed

    def why_dim(self, action: str) -> str:
        """Say why a report is not handed in."""
        chosen = _("No report is chosen.") if self.report is None else _("This report has been submitted.")
        return super().why_dim(action) or chosen

    def action_list(self) -> None:
        """Leave the form; the draft is shared."""
        self.reports.focus()

    def action_check(self) -> None:
        """Show what is still empty."""
        card = self._drafted()
        if card is not None:
            self.app.push_screen(Message(_("What is still empty"), completeness(card)))

    def _drafted(self) -> ReportCard | None:
        """Return the open report with the field under the cursor as it reads now; that field is shared meanwhile."""
        card, area = self.report, self.focused
        if card is None or not isinstance(area, WordsArea) or not isinstance(area.parent, FieldBox):
            return card
        area.on_blur()
        here = area.parent.field.id
        written = [replace(one, text=area.text) if one.id == here else one for one in card.fields]
        return replace(card, fields=tuple(written))

    @work(group="submit", exclusive=True)
    async def action_submit(self) -> None:
        """Check, ask, hand in, and show the receipt."""
        focused = self.focused
        if isinstance(focused, WordsArea) and isinstance(focused.parent, FieldBox):
            box = focused.parent
            if focused.text != box.field.text and not await self.desk.ask(
                ReportFilled(box.report, box.field.id, focused.text, self.desk.link.role)
            ):
                return
            focused.settle()
        card = self.report
        if card is None or card.submitted is not None:
            return
        who = card.to.say(current_language())
        title = _("Submit the report to {who}?").format(who=who)
        if await self.app.push_screen_wait(Confirm(title, completeness(card), _("Submit"))):
            taken = await self.desk.ask(ReportSubmitted(card.key, self.desk.link.role), _("Submitted."))
            if taken:
                self._receipt(who)

    def _receipt(self, who: str) -> None:
        now = self.desk.link.t_now()
        card = self.report
        late = card is not None and card.due is not None and now > card.due
        said = _("The report to {who} was handed in at {time}.").format(who=who, time=since_start(now))
        verdict = _("It is late.") if late else _("It is on time.")
        self.app.push_screen(Message(_("Receipt"), plain(f"{said}\n{verdict}")))

    def desk_commands(self) -> Iterable[DeskCommand]:
        """What can be done with the open report."""
        if self.check_action("submit", ()):
            yield DeskCommand(_("report: Submit"), _("Check the report and hand it in."), self.action_submit)
            yield DeskCommand(_("report: Check"), _("What is still empty."), self.action_check)
        yield from super().desk_commands()
