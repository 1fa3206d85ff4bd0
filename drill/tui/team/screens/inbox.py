"""Inbox: what people tell the team and ask of it, broadcasts, and the umpire's answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content

from drill.i18n import N_, _, current_language
from drill.text import one_line
from drill.tui.commands import DeskCommand
from drill.tui.dialogs.ask import AskWords
from drill.tui.dialogs.choose import Choose
from drill.tui.dialogs.confirm import Confirm
from drill.tui.place import PlaceScreen
from drill.tui.terms import channel, role_label, seat_label
from drill.tui.widgets.keyed_list import KeyedList, Line
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.spans import left, of_day, since_start
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import ClockCard, InjectCard, MessageCard, PeopleCard, RequestCard, View
from drill.world.inputs import NoteKind, NoteTaken, Read, Replied


@dataclass(frozen=True, slots=True)
class Letter:
    """One line of the inbox: an inject, a broadcast, or a question to the umpire."""

    key: str
    t: int
    card: InjectCard | MessageCard | RequestCard


def letters(view: View) -> list[Letter]:
    """Return everything in the inbox, the newest first."""
    found = [Letter(card.key, card.t, card) for card in view.all(InjectCard)]
    found += [Letter(f"message/{card.key}", card.t, card) for card in view.all(MessageCard)]
    found += [Letter(f"request/{card.key}", card.answered or card.t, card) for card in view.all(RequestCard)]
    return sorted(found, key=lambda letter: (-letter.t, letter.key))


class InboxScreen(PlaceScreen):
    """Read, reply, hand over."""

    PLACE = "inbox"
    TITLE = N_("Inbox")
    SHORT = N_("Mail")
    KINDS = frozenset({"inject", "message", "request", "clock"})
    AUTO_FOCUS = "#letters"
    ACTING = frozenset({"reply"})
    DRAFTING = frozenset({"hand"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "r", "reply", N_("Reply"), id="inbox.reply", tooltip=N_("Answer in writing; the judges read it")
        ),
        Binding(
            "h", "hand", N_("Hand over"), id="inbox.hand", tooltip=N_("Give it to another role of the team")
        ),
        Binding("y", "copy", N_("Copy"), id="inbox.copy", tooltip=N_("Copy the text")),
    ]

    def compose_body(self) -> ComposeResult:
        """The list and what is open."""
        with Container(id="inbox-body"):
            yield Panel(self._letters(), title=N_("Inbox"), help=N_(
                "Calls, mails, chats, tickets and the press, with the time left to reply. Enter opens one: from then on your team "
                "has read it. r replies; the reply counts when it is sent, and judges read it."
            ), id="letters-panel")  # fmt: skip
            yield Panel(Detail(id="letter"), title=N_("Message"), help=N_(
                "What was written, and your team's reply below it."
            ), id="letter-panel")  # fmt: skip

    def _letters(self) -> KeyedList[Letter]:
        columns = (
            Column("t", "T+", 8, right=True),
            Column("channel", N_("By"), 10),
            Column("sender", N_("From"), 22),
            Column("text", N_("Says"), share=2, from_width=60),
            Column("due", N_("Reply"), 17, right=True),
        )
        return KeyedList(
            columns,
            lambda letter: letter.key,
            self._letter_cells,
            empty=N_("Nobody has written or called yet."),
            id="letters",
        )

    # --- painting

    @property
    def letters(self) -> KeyedList[Letter]:
        """The list."""
        found: KeyedList[Letter] = self.query_one("#letters", KeyedList)
        return found

    @property
    def inject(self) -> InjectCard | None:
        """The inject under the cursor."""
        letter = self.letters.current
        return letter.card if letter is not None and isinstance(letter.card, InjectCard) else None

    def paint(self, kinds: frozenset[str]) -> None:
        """Fill what changed."""
        if kinds & {"inject", "message", "request"}:
            found = letters(self.view)
            self.letters.show(found)
            unread = sum(1 for card in self.view.all(InjectCard) if card.unread)
            said = _("{unread} unread · {n} in all").format(unread=unread, n=len(found))
            self.query_one("#letters-panel", Panel).tell(said if found else "")
        self._show_letter()

    def tick(self) -> None:
        """Count down, in the list and in the message."""
        self.letters.refresh_cells()
        self._show_letter()

    def _letter_cells(self, letter: Letter) -> tuple[Cell, ...]:
        card, language = letter.card, current_language()
        time = Cell(since_start(letter.t)[2:], Tone.QUIET, value=letter.t)
        if isinstance(card, InjectCard):
            tone = Tone.ACCENT if card.unread else Tone.NONE
            sign = "● " if card.unread else ""
            return (
                time,
                Cell(channel(card.channel), Tone.QUIET),
                Cell(sign + card.sender.say(language), tone),
                Cell(_("unread (enter)") if card.unread else card.text.say(language), tone),
                self._due(card),
            )
        if isinstance(card, MessageCard):
            return (
                time,
                Cell(_("all"), Tone.QUIET),
                Cell(_("Exercise control"), Tone.WARN),
                Cell(card.text),
                Cell(""),
            )
        answered = (
            Cell(_("ANSWERED"), Tone.GOOD, chip=True)
            if card.answered is not None
            else Cell(_("WAITS"), Tone.NONE, chip=True)
        )
        return (
            time,
            Cell(_("umpire"), Tone.QUIET),
            Cell(_("Your question")),
            Cell(card.answer or card.text),
            answered,
        )

    def _due(self, card: InjectCard) -> Cell:
        if card.replied is not None:
            late = card.due is not None and card.replied > card.due
            return Cell(
                _("REPLIED LATE") if late else _("REPLIED"),
                Tone.WARN if late else Tone.GOOD,
                chip=True,
                value=0,
            )
        if card.due is None:
            return Cell(_("no reply asked"), Tone.QUIET)
        said, tone = left(card.due, self.desk.link.t_now())
        return Cell(said, tone, value=card.due)

    def _show_letter(self) -> None:
        letter = self.letters.current
        content = self._page(letter) if letter is not None else Content("")
        self.query_one("#letter", Detail).show(content)

    def _page(self, letter: Letter) -> Content:
        card = letter.card
        if isinstance(card, InjectCard):
            return self._inject_page(card)
        page = Page()
        if isinstance(card, MessageCard):
            page.head(_("Exercise control")).quiet(since_start(card.t)).gap().words(card.text)
            return page.done()
        page.head(_("Your question to the umpire")).quiet(
            f"{since_start(card.t)} · {seat_label(self.view, card.seat)}"
        ).gap().words(card.text).gap()
        if card.answered is None:
            return page.quiet(_("Not answered yet.")).done()
        return page.head(_("Answer")).quiet(since_start(card.answered)).words(card.answer).done()

    def _inject_page(self, card: InjectCard) -> Content:
        language, clock = current_language(), self.view.get(ClockCard, "clock")
        local = of_day(clock.starts_at, card.t) if clock else ""
        page = (
            Page()
            .head(card.sender.say(language))
            .quiet(
                " · ".join(
                    [
                        channel(card.channel),
                        since_start(card.t),
                        local,
                        _("to {role}").format(role=role_label(self.view, card.to)),
                    ]
                )
            )
        )
        if card.due is not None and card.replied is None:
            said, tone = left(card.due, self.desk.link.t_now())
            page.pair(_("Reply due"), f"{since_start(card.due)} · {said}", tone)
        if card.points:
            page.pair(_("Worth"), _("{n} points").format(n=card.points))
        page.gap()
        if card.unread:
            return page.quiet(_("Not read yet. Enter opens it; from then on your team has read it.")).done()
        page.words(card.text.say(language))
        if card.replied is not None:
            page.gap().head(_("Your reply")).quiet(
                f"{since_start(card.replied)} · {seat_label(self.view, card.by)}"
            ).words(card.reply)
        elif card.due is not None:
            page.gap().quiet(_("Press r to reply."))
        return page.done()

    @classmethod
    def badge(cls, view: View) -> str:
        """Return how many are unread."""
        unread = sum(1 for card in view.all(InjectCard) if card.unread)
        return str(unread) if unread else ""

    # --- acting

    def key_label(self, action: str) -> str:
        """Enter opens."""
        return _("Open") if action == "choose" and self.focused_list() else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Replying needs an inject that nobody of the team has answered."""
        allowed = super().check_action(action, parameters)
        if allowed and action in {"reply", "hand"} and self.query("#letters"):
            return None if self.inject is None or (action == "reply" and self._answered) else True
        return allowed

    @property
    def _answered(self) -> bool:
        return self.inject is not None and self.inject.replied is not None

    def why_dim(self, action: str) -> str:
        """Say why there is nothing to answer."""
        if action == "reply" and self._answered:
            return super().why_dim(action) or _("This message has been answered.")
        return super().why_dim(action) or _("Only a message that asks the team is answered or handed over.")

    @on(KeyedList.Highlighted, "#letters")
    def _highlighted(self) -> None:
        self._show_letter()

    @on(KeyedList.Chosen, "#letters")
    def _chosen(self) -> None:
        if self.inject is not None:
            self._read(self.inject)
        self.query_one("#letter", Detail).focus()

    def _read(self, card: InjectCard) -> None:
        """Note that the team has seen the words of a message."""
        if card.unread and self.desk.can_draft:
            self.desk.give(Read(f"inject:{card.key}", self.desk.link.role))

    @work(group="reply", exclusive=True)
    async def action_reply(self) -> None:
        """Write the reply and send it after a yes that names the receiver."""
        card = self.inject
        if card is None:
            return
        self._read(card)
        language = current_language()
        about = Page().head(card.sender.say(language)).words(one_line(card.text.say(language), 400)).done()
        words = await self.app.push_screen_wait(AskWords(_("Reply"), about=about))
        if words is None:
            return
        page = Page().words(words)
        title = _("Send this to {who}?").format(who=one_line(card.sender.say(language), 60))
        if await self.app.push_screen_wait(Confirm(title, page.done(), _("Send"))):
            await self.desk.ask(Replied(card.key, words, self.desk.link.role), _("Reply sent."))

    @work(group="reply", exclusive=True)
    async def action_hand(self) -> None:
        """Hand the inject to a role: a line in the casebook that all see."""
        card = self.inject
        if card is None:
            return
        lines = [
            Line(one.key, (Cell(one.label.say(current_language())),)) for one in self.view.all(PeopleCard)
        ]
        role = await self.app.push_screen_wait(Choose(_("Hand it to"), (Column("role", N_("Role")),), lines))
        if role is not None:
            text = _("For {role}: {text}").format(
                role=role, text=one_line(card.text.say(current_language()), 120)
            )
            await self.desk.ask(
                NoteTaken(NoteKind.NOTE, text, f"inject:{card.key}", self.desk.link.role),
                _("Handed over in the casebook."),
            )

    def action_copy(self) -> None:
        """Copy what is open."""
        self.app.copy_to_clipboard(self.query_one("#letter", Detail).text)
        self.desk.flash(_("✓ Copied"), Tone.GOOD)

    def desk_commands(self) -> Iterable[DeskCommand]:
        """What can be done with the message under the cursor."""
        if self.inject is not None:
            if not self._answered:
                yield DeskCommand(
                    _("inject: Reply"), _("Answer in writing; the judges read it."), self.action_reply
                )
            yield DeskCommand(
                _("inject: Hand over"), _("Give it to another role of the team."), self.action_hand
            )
        yield from super().desk_commands()
