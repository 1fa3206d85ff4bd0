"""Questions: what the drill asks the team, with tries and hints."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content

from drill.i18n import N_, _, current_language, ngettext
from drill.tui.commands import DeskCommand
from drill.tui.dialogs.ask import AskLine
from drill.tui.dialogs.choose import Choose
from drill.tui.dialogs.confirm import Confirm
from drill.tui.place import PlaceScreen
from drill.tui.terms import question_cell
from drill.tui.widgets.keyed_list import KeyedList, Line
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import QuestionCard, QuestionState, View
from drill.world.inputs import Answered, HintTaken

_OPEN = {QuestionState.OPEN, QuestionState.RECORDED}
"""A recorded answer may be given again: the last one counts."""


class QuestionsScreen(PlaceScreen):
    """Answer, take a hint."""

    PLACE = "questions"
    TITLE = N_("Questions")
    SHORT = N_("Quest.")
    KINDS = frozenset({"question"})
    AUTO_FOCUS = "#questions"
    ACTING = frozenset({"hint"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "h",
            "hint",
            N_("Hint"),
            id="questions.hint",
            tooltip=N_("Take the hint; it costs points, said before"),
        ),
    ]

    def compose_body(self) -> ComposeResult:
        """The list and the open question."""
        with Container(id="questions-body"):
            yield Panel(self._questions(), title=N_("Questions"), help=N_(
                "Questions open as the story goes on. A wrong answer takes a try; a hint takes points. Some answers are only judged "
                "after the end: they are recorded, and the last one counts."
            ), id="questions-panel")  # fmt: skip
            yield Panel(Detail(id="question"), title=N_("Question"), id="question-panel")

    def _questions(self) -> KeyedList[QuestionCard]:
        columns = (
            Column("state", N_("State"), 15),
            Column("ask", N_("Question")),
            Column("points", N_("Points"), 7, right=True),
            Column("tries", N_("Tries"), 8, right=True),
        )
        return KeyedList(
            columns,
            lambda card: card.key,
            _cells,
            empty=N_("No question is open yet. They open as the story goes on."),
            id="questions",
        )

    @property
    def questions(self) -> KeyedList[QuestionCard]:
        """The list."""
        found: KeyedList[QuestionCard] = self.query_one("#questions", KeyedList)
        return found

    def paint(self, kinds: frozenset[str]) -> None:
        """Fill what changed."""
        if "question" in kinds:
            cards = self.view.all(QuestionCard)
            self.questions.show(sorted(cards, key=lambda card: card.state is not QuestionState.OPEN))
            open_ = sum(1 for card in cards if card.state is QuestionState.OPEN)
            said = _("{open} open · {n} in all").format(open=open_, n=len(cards))
            self.query_one("#questions-panel", Panel).tell(said if cards else "")
        self._show()

    def _show(self) -> None:
        card = self.questions.current
        self.query_one("#question", Detail).show(_page(card) if card else Content(""))

    @classmethod
    def badge(cls, view: View) -> str:
        """Return how many are open."""
        open_ = sum(1 for card in view.all(QuestionCard) if card.state is QuestionState.OPEN)
        return str(open_) if open_ else ""

    # --- acting

    def key_label(self, action: str) -> str:
        """Enter answers; the hint says its price."""
        card = self.questions.current if self.query("#questions") else None
        if action == "choose" and self.focused_list():
            return _("Answer") if card is None or not card.answer else _("Answer again")
        if action == "hint" and card is not None and card.has_hint and not card.hint.en:
            return _("Hint (−{n})").format(n=card.hint_cost)
        return ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A hint can be taken once, while the question is open."""
        allowed = super().check_action(action, parameters)
        if allowed and action == "hint" and self.query("#questions"):
            card = self.questions.current
            return (
                True
                if card is not None
                and card.has_hint
                and not card.hint.en
                and card.state is QuestionState.OPEN
                else None
            )
        return allowed

    def why_dim(self, action: str) -> str:
        """Say why there is no hint to take."""
        card = self.questions.current
        if reason := super().why_dim(action):
            return reason
        if card is None or card.state is not QuestionState.OPEN:
            return _("This question takes no more answers.")
        return _("The hint stands under the question.") if card.has_hint else _("There is no hint.")

    @on(KeyedList.Highlighted, "#questions")
    def _highlighted(self) -> None:
        self._show()

    @on(KeyedList.Chosen, "#questions")
    @work(group="answer", exclusive=True)
    async def _chosen(self) -> None:
        card = self.questions.current
        if card is None:
            return
        if card.state not in _OPEN:
            self.desk.flash(_("This question takes no more answers."))
        elif not self.desk.can_act:
            self.desk.flash(_("Answers wait until the clock runs."), Tone.WARN)
        else:
            words = await self._answer(card)
            if words:
                await self.desk.ask(Answered(card.key, words, self.desk.link.role), _("Answer handed in."))

    async def _answer(self, card: QuestionCard) -> str | None:
        about = _page(card, chosen_below=bool(card.choices))
        if card.choices:
            lines = [Line(choice.en, (Cell(choice.say(current_language())),)) for choice in card.choices]
            return await self.app.push_screen_wait(
                Choose(_("Answer"), (Column("choice", N_("Choice")),), lines, about=about)
            )
        return await self.app.push_screen_wait(AskLine(_("Answer"), about=about, initial=card.answer))

    @work(group="answer", exclusive=True)
    async def action_hint(self) -> None:
        """Take the hint after a yes that names its price."""
        card = self.questions.current
        if card is None:
            return
        page = Page().words(card.ask.say(current_language())).gap()
        page.words(
            _("The hint costs {n} points, whatever you answer then.").format(n=card.hint_cost), Tone.WARN
        )
        if await self.app.push_screen_wait(Confirm(_("Take the hint?"), page.done(), _("Take it"))):
            await self.desk.ask(
                HintTaken(card.key, self.desk.link.role), _("The hint stands under the question.")
            )

    def desk_commands(self) -> Iterable[DeskCommand]:
        """What can be done with the question under the cursor."""
        if self.questions.current is not None:
            yield DeskCommand(_("question: Answer"), _("Answer the question under the cursor."), self._chosen)
            if self.check_action("hint", ()):
                yield DeskCommand(
                    _("question: Take the hint"), _("Its price is said first."), self.action_hint
                )
        yield from super().desk_commands()


def _cells(card: QuestionCard) -> tuple[Cell, ...]:
    tone = Tone.NONE if card.state is QuestionState.OPEN else Tone.QUIET
    return (
        question_cell(card.state),
        Cell(card.ask.say(current_language()), tone),
        Cell(str(card.points), tone, value=card.points),
        Cell(
            str(card.tries_left) if card.state is QuestionState.OPEN else "–",
            Tone.WARN if card.tries_left == 1 else tone,
            value=card.tries_left,
        ),
    )


def _page(card: QuestionCard, *, chosen_below: bool = False) -> Content:
    """Tell a question; its choices are left out where they stand below to be chosen from."""
    language = current_language()
    page = (
        Page()
        .head(question_cell(card.state).text, question_cell(card.state).tone)
        .words(card.ask.say(language))
        .gap()
    )
    page.pair(_("Worth"), _("{n} points").format(n=card.points))
    if card.state is QuestionState.OPEN:
        said = ngettext("{n} try left", "{n} tries left", card.tries_left).format(n=card.tries_left)
        page.pair(_("Tries"), said, Tone.WARN if card.tries_left == 1 else Tone.NONE)
    if card.choices and not chosen_below:
        page.gap()
        for choice in card.choices:
            page.words(f"• {choice.say(language)}")
    if card.answer:
        page.gap().pair(_("Your answer"), card.answer)
    if card.hint.say(language):
        page.gap().head(_("Hint")).words(card.hint.say(language))
    elif card.has_hint:
        page.gap().quiet(_("There is a hint; it costs {n} points.").format(n=card.hint_cost))
    return page.done()
