"""Casebook: the team's own timeline, its evidence and decisions, and a line to write in."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from drill.i18n import N_, _, current_language
from drill.text import nfc
from drill.tui.commands import DeskCommand
from drill.tui.dialogs.ask import AskWords
from drill.tui.dialogs.confirm import Confirm
from drill.tui.place import PlaceScreen
from drill.tui.team.chronicle import Entry, chronicle, handover
from drill.tui.terms import note_cell
from drill.tui.widgets.inputs import CommandLine
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.spans import since_start
from drill.tui.widgets.tones import STYLE, Cell, Column, Tone
from drill.world.inputs import NoteKind, NoteTaken

_KINDS = (NoteKind.CHAT, NoteKind.NOTE, NoteKind.DECISION, NoteKind.INDICATOR)


class CasebookScreen(PlaceScreen):
    """Note, decide, talk, hand over."""

    PLACE = "casebook"
    TITLE = N_("Casebook")
    SHORT = N_("Case")
    KINDS = frozenset({"note", "order", "report", "inject"})
    AUTO_FOCUS = "#entries"
    DRAFTING = frozenset({"write", "decide"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "write", N_("Write"), id="casebook.write", tooltip=N_("A line for the whole team")),
        Binding("d", "decide", N_("Decide"), id="casebook.decide", tooltip=N_("A decision with its reason")),
        Binding("slash", "search", N_("Filter"), key_display="/", id="casebook.filter"),
        Binding(
            "s",
            "handover",
            N_("Hand over"),
            id="casebook.handover",
            tooltip=N_("What the next shift must know"),
        ),
        Binding(
            "ctrl+t",
            "kind",
            N_("Kind of line"),
            show=False,
            id="casebook.kind",
            tooltip=N_("Chat, note, decision or indicator"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._kind = NoteKind.CHAT

    def compose_body(self) -> ComposeResult:
        """The timeline, what is open, the line."""
        with Container(id="casebook-body"):
            yield Panel(self._entries(), title=N_("Timeline"), help=N_(
                "What your team noted, kept and decided, and what it ordered, replied and reported. It is yours: other teams never "
                "see it, judges may read it afterwards. n writes a line; ctrl+t changes what kind of line it is."
            ), id="entries-panel")  # fmt: skip
            yield Panel(Detail(id="entry"), title=N_("Entry"), id="entry-panel")
        with Horizontal(id="write-row"):
            yield Static(Content(""), id="write-kind")
            yield CommandLine(placeholder=_("a line for your team; ctrl+t changes its kind"), id="write")

    def _entries(self) -> KeyedList[Entry]:
        columns = (
            Column("t", "T+", 8, right=True),
            Column("kind", N_("Kind"), 12),
            Column("text", N_("What")),
            Column("about", N_("About"), 16, from_width=84),
            Column("seat", N_("Who"), 12, from_width=60),
        )
        return KeyedList(
            columns,
            lambda entry: entry.key,
            _cells,
            empty=N_("The casebook is empty. In Logs, press e on a line to keep it; here, n writes."),
            id="entries",
            follows=True,
        )

    # --- painting

    @property
    def entries(self) -> KeyedList[Entry]:
        """The timeline."""
        found: KeyedList[Entry] = self.query_one("#entries", KeyedList)
        return found

    def paint(self, kinds: frozenset[str]) -> None:
        """Fill what changed."""
        if kinds:
            found = chronicle(self.view)
            self.entries.show(found)
            kept = sum(1 for entry in found if entry.kind.text == note_cell(NoteKind.EVIDENCE).text)
            said = _("{n} entries · {kept} kept as evidence").format(n=len(found), kept=kept)
            self.query_one("#entries-panel", Panel).tell(said if found else "")
        self._show_entry()
        self._show_kind()

    def _show_entry(self) -> None:
        entry = self.entries.current
        if entry is None:
            self.query_one("#entry", Detail).show(Content(""))
            return
        page = (
            Page()
            .head(entry.kind.text, entry.kind.tone)
            .quiet(f"{since_start(entry.t)} · {entry.seat}")
            .gap()
            .words(entry.text)
        )
        if entry.about:
            page.gap().pair(_("About"), entry.about)
        self.query_one("#entry", Detail).show(page.done())

    def _show_kind(self) -> None:
        cell = note_cell(self._kind)
        self.query_one("#write-kind", Static).update(
            Content.styled(cell.text, f"bold {STYLE[cell.tone]}".strip())
        )

    # --- acting

    def key_label(self, action: str) -> str:
        """Enter goes to what the entry is about."""
        return _("Go to it") if action == "choose" and self.focused_list() else ""

    @on(KeyedList.Highlighted, "#entries")
    def _highlighted(self) -> None:
        self._show_entry()

    @on(KeyedList.Chosen, "#entries")
    def _chosen(self) -> None:
        entry = self.entries.current
        if entry is not None:
            kind, _colon, key = (entry.about or entry.key).partition(":")
            places = {
                "alert": "situation",
                "line": "logs",
                "order": "orders",
                "report": "reports",
                "inject": "inbox",
                "host": "network",
                "account": "network",
                "indicator": "network",
                "link": "network",
            }
            if kind in places:
                self.desk.go(places[kind], entry.about if places[kind] == "network" else key)

    def action_write(self) -> None:
        """Go to the line."""
        self.query_one("#write", CommandLine).focus()

    def action_search(self) -> None:
        """Filter the timeline by what stands in the line after a slash."""
        line = self.query_one("#write", CommandLine)
        line.value = "/"
        line.cursor_position = 1
        line.focus()

    def action_kind(self) -> None:
        """Turn the line into the next kind."""
        self._kind = _KINDS[(_KINDS.index(self._kind) + 1) % len(_KINDS)]
        self._show_kind()

    @on(Input.Changed, "#write")
    def _typing(self, event: Input.Changed) -> None:
        if event.value.startswith("/"):
            self.entries.filter(event.value[1:])

    @on(Input.Submitted, "#write")
    @work(group="write", exclusive=True)
    async def _written(self, event: Input.Submitted) -> None:
        text = nfc(event.value).strip()
        if text.startswith("/"):
            self.entries.focus()
        elif not self.desk.can_draft:
            self.desk.flash(_("Nothing can be written now; your line stays here."), Tone.WARN)
        elif text and await self.desk.ask(NoteTaken(self._kind, text, role=self.desk.link.role)):
            self.query_one("#write", CommandLine).value = ""

    @on(CommandLine.Left)
    def _line_left(self) -> None:
        line = self.query_one("#write", CommandLine)
        if line.value.startswith("/"):
            line.value = ""
            self.entries.filter("")
        self.entries.focus()

    @work(group="write", exclusive=True)
    async def action_decide(self) -> None:
        """Write a decision with its reason."""
        about = Page().quiet(_("What was decided, by whom, and why. Judges look for the reason.")).done()
        words = await self.app.push_screen_wait(AskWords(_("Decision"), about=about))
        if words is not None:
            await self.desk.ask(
                NoteTaken(NoteKind.DECISION, words, role=self.desk.link.role),
                _("The decision is in the casebook."),
            )

    @work(group="write", exclusive=True)
    async def action_handover(self) -> None:
        """Show what the next shift must know, and keep it if wanted."""
        content = handover(self.view, self.desk.link.t_now(), current_language())
        if await self.app.push_screen_wait(
            Confirm(_("Hand over the shift: keep this in the casebook?"), content, _("Keep"))
        ):
            await self.desk.ask(
                NoteTaken(NoteKind.NOTE, content.plain, role=self.desk.link.role),
                _("Kept for the next shift."),
            )

    def desk_commands(self) -> Iterable[DeskCommand]:
        """Writing and handing over."""
        yield DeskCommand(_("casebook: Write"), _("A line for the whole team."), self.action_write)
        yield DeskCommand(_("casebook: Decide"), _("A decision with its reason."), self.action_decide)
        yield DeskCommand(_("shift: Hand over"), _("What the next shift must know."), self.action_handover)
        yield from super().desk_commands()


def _cells(entry: Entry) -> tuple[Cell, ...]:
    return (
        Cell(since_start(entry.t)[2:], Tone.QUIET, value=entry.t),
        entry.kind,
        Cell(entry.text),
        Cell(entry.about, Tone.QUIET),
        Cell(entry.seat, Tone.QUIET),
    )
