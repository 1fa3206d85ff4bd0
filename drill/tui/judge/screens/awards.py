"""Awards: how far the results are, each award with its working, the jury, the seal, the ceremony."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical

from drill.i18n import N_, _, current_language
from drill.tui.commands import DeskCommand
from drill.tui.dialogs.form import FormField, something
from drill.tui.dialogs.message import Message
from drill.tui.judge.awarding import (
    blocking,
    blocks_page,
    candidate_page,
    commands_page,
    given_to,
    in_order,
    next_revealed,
    seal_page,
    unmarked_words,
    winners,
    wrong_share,
)
from drill.tui.judge.ceremony import CeremonyPlace
from drill.tui.results import results_of, state_word
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import AwardCard, BoardCard, CandidateView, MarkCard, ResultsCard, ResultsState, View
from drill.world.inputs import JuryScored, ResultsSealed, RevealStepped

AWARDS = (
    Column("place", N_("#"), 3, right=True),
    Column("title", N_("Award"), share=3),
    Column("winners", N_("Winners"), share=2),
    Column("shown", N_("Ceremony"), 12),
)
CANDIDATES = (
    Column("place", N_("#"), 3, right=True),
    Column("team", N_("Team"), 18),
    Column("prize", N_("Prize"), 7),
    Column("figure", N_("Figure"), share=2),
    Column("why", N_("Why"), share=1, from_width=90),
)


class Awards(CeremonyPlace):
    """Who wins what, and why; from here the results become final."""

    PLACE = "awards"
    TITLE = N_("Awards")
    KINDS = frozenset({"award", "results", "row"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "jury", N_("Jury"), id="awards.jury", tooltip=N_("Give your points to the candidate, where the award has a jury")),
        Binding("s", "seal", N_("Seal"), id="awards.seal", tooltip=N_("Make the results final and sign them, or see what is in the way")),
        Binding("n", "reveal", N_("Reveal next"), id="awards.reveal", tooltip=N_("Show the next award on the board, from the last to the first")),
        Binding("x", "export", N_("Papers"), id="awards.export", tooltip=N_("Which commands write certificates, packets and minutes")),
        Binding("question_mark", "why", N_("Why"), key_display="?", id="awards.why", tooltip=N_("The rule, the figure and what decided, in full")),
    ]  # fmt: skip

    def compose_body(self) -> ComposeResult:
        """The awards, and the working of the one under the cursor."""
        awards = KeyedList[AwardCard](
            AWARDS, lambda card: card.key, _award_cells, empty=N_("No awards."), id="awards"
        )
        candidates = KeyedList[CandidateView](
            CANDIDATES,
            lambda one: one.team,
            _candidate_cells,
            empty=N_("Candidates stand here once every team's drill is over."),
            id="candidates",
        )
        with Container(id="awarding"):
            yield Panel(
                awards,
                title=N_("Awards"),
                help=N_(
                    "Every award with its winners, of the released scores. An award is decided after those above it in its "
                    "rules; who shares the last place that wins, all win. s seals the results; after that n reveals the awards "
                    "on the board one by one, from the last place to the first."
                ),
                id="awards-panel",
            )
            with Vertical(id="working"):
                yield Panel(
                    candidates,
                    title=N_("Working"),
                    help=N_(
                        "The candidates of the award under the cursor: place, figure, and by which tie-break it was placed or "
                        "why it may not win. p gives your points where the award has a jury."
                    ),
                    id="candidates-panel",
                )
                yield Panel(Detail(id="candidate"), title=N_("In full"), id="candidate-panel")

    @property
    def _awards(self) -> KeyedList[AwardCard]:
        found: KeyedList[AwardCard] = self.query_one("#awards", KeyedList)
        return found

    @property
    def _candidates(self) -> KeyedList[CandidateView]:
        found: KeyedList[CandidateView] = self.query_one("#candidates", KeyedList)
        return found

    @property
    def _results(self) -> ResultsCard | None:
        return results_of(self.view)

    @property
    def _sealed(self) -> bool:
        results = self._results
        return results is not None and results.state is ResultsState.FINAL

    @classmethod
    def badge(cls, view: View) -> str:
        """A sign once the results are final."""
        final = any(card.state is ResultsState.FINAL for card in view.all(ResultsCard))
        return "✓" if final else ""

    # --- painting

    def paint(self, kinds: frozenset[str]) -> None:  # noqa: ARG002 (everything hangs together)
        """Show the awards, the state of the results, and the working."""
        cards = in_order(self.view.all(AwardCard))
        self._awards.refresh_cells()
        self._awards.show(cards)
        revealed = sum(card.revealed for card in cards)
        results = self._results
        said = state_word(results) if results else ""
        if revealed:
            said = " · ".join([said, _("{n} of {all} revealed").format(n=revealed, all=len(cards))])
        self.query_one("#awards-panel", Panel).tell(said)
        self._show_working()
        self.refresh_bindings()

    @on(KeyedList.Highlighted, "#awards")
    def _show_working(self) -> None:
        if not self.query("#candidates"):
            return
        card = self._awards.current
        self._candidates.refresh_cells()
        self._candidates.show(card.candidates if card else ())
        note = _("and {n} more").format(n=card.others) if card and card.others else ""
        title = _title(card) if card else ""
        self.query_one("#candidates-panel", Panel).tell(note, title)
        self._show_candidate()

    @on(KeyedList.Highlighted, "#candidates")
    def _show_candidate(self) -> None:
        if not self.query("#candidate"):
            return
        card = self._awards.current
        detail = self.query_one("#candidate", Detail)
        if card is None:
            detail.show(Page().quiet(_("Nothing chosen.")).done())
        elif self._candidates.current is None:
            detail.show(Page().words(card.rule.say()).done())
        else:
            page = candidate_page(card, self._candidates.current)
            detail.show(page + "\n" + Page().quiet(card.rule.say()).done())

    @on(KeyedList.Chosen, "#awards")
    def _go_in(self) -> None:
        self._candidates.focus()

    @on(KeyedList.Chosen, "#candidates")
    def _open_candidate(self) -> None:
        self.action_why()

    # --- actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A jury only where there is one, a ceremony only after the seal."""
        if action in {"jury", "seal", "reveal"} and not self.query("#candidates"):
            return None
        if action == "jury":
            card = self._awards.current
            can = card is not None and card.jury > 0 and self._candidates.current is not None
            return True if can and not self._sealed else None
        if action == "reveal" and not (self._sealed and next_revealed(self.view.all(AwardCard))):
            return None
        return super().check_action(action, parameters)

    def why_dim(self, action: str) -> str:
        """Say why no jury scores and nothing is shown."""
        card = self._awards.current
        if action == "jury" and self._sealed:
            return _("The results are sealed; nothing changes them any more.")
        if action == "jury":
            return _("No jury scores this award.") if card is not None else _("Nothing chosen.")
        if action == "reveal":
            return (
                _("All awards are shown.") if self._sealed else _("Awards are shown after the seal: s seals.")
            )
        return super().why_dim(action)

    def action_jury(self) -> None:
        """Give points to the candidate under the cursor."""
        card, one = self._awards.current, self._candidates.current
        if card is not None and one is not None and card.jury:
            self.converse(self._score(card, one))

    async def _score(self, card: AwardCard, one: CandidateView) -> None:
        own = [given for given in given_to(card, one.team) if given[0] == self.desk.link.seat]
        points, reason = (str(own[-1][1]), own[-1][2]) if own else ("", "")
        about = Page().quiet(card.rule.say()).words(one.figure.say()).done()
        title = _("{award}: jury's points for {team}").format(award=_title(card), team=one.label)
        given = await self.form(
            title,
            FormField("points", _("Points of 100"), initial=points, placeholder="0 – 100", check=wrong_share),
            FormField("reason", _("Reason"), initial=reason, check=something),
            about=about,
        )
        if given is not None:
            scored = JuryScored(card.key, one.team, int(given["points"].strip()), given["reason"])
            await self.desk.ask(scored, _("{points} of 100.").format(points=scored.points))

    def action_seal(self) -> None:
        """Make the results final, or say what is in the way; once they are, show the seal."""
        results = self._results
        if results is not None and self._sealed:
            self.app.push_screen(Message(_("The seal"), seal_page(results)))
        else:
            self.converse(self._seal())

    async def _seal(self) -> None:
        board = self.view.get(BoardCard, "board")
        blocks = list(blocking(self._results, frozen=board is not None and board.frozen))
        if blocks:
            await self.app.push_screen_wait(Message(_("Not yet"), blocks_page(blocks)))
            return
        unmarked = unmarked_words(self.view.all(MarkCard))
        about = Page().words(
            _(
                "Sealed results are final: no mark, penalty, ruling or rule is taken any more. They are signed."
            )
        )
        if unmarked:
            about.gap().words(f"⚠ {unmarked}", Tone.WARN)
        given = await self.form(
            _("Seal the results"),
            FormField("statement", _("Statement"), placeholder=_("kept with the seal; may be empty")),
            about=about.done(),
        )
        question = _("Seal the results for good?")
        if given is not None and await self.sure(question, self._crown(), _("Seal")):
            await self.desk.ask(ResultsSealed(given["statement"]), _("Sealed: the results are final."))

    def _crown(self) -> str:
        """Say who wins the first award."""
        cards = in_order(self.view.all(AwardCard))
        award, won = (_title(cards[0]), winners(cards[0])) if cards else (_("Awards"), "")
        return _("{award}: {winners}. Nothing changes after this.").format(award=award, winners=won or "–")

    def action_reveal(self) -> None:
        """Show the next award on the board."""
        self.converse(self._reveal())

    async def _reveal(self) -> None:
        cards = self.view.all(AwardCard)
        card = next_revealed(cards)
        if card is None:
            return
        shown = sum(one.revealed for one in cards)
        said = winners(card) or _("nobody wins it")
        question = _("Show {award} on the board?").format(award=_title(card))
        if await self.sure(question, said, _("Show")):
            await self.desk.ask(
                RevealStepped(shown + 1), _("{award} is on the board.").format(award=_title(card))
            )

    def action_export(self) -> None:
        """Say which commands write the papers."""
        self.app.push_screen(Message(_("Papers and data"), commands_page(self._awards.current)))

    def action_why(self) -> None:
        """Show the rule and the candidate in full."""
        card = self._awards.current
        if card is None:
            return
        page = Page().words(card.rule.say()).gap().done()
        self.app.push_screen(
            Message(_title(card), page + "\n" + candidate_page(card, self._candidates.current))
        )

    def desk_commands(self) -> Iterable[DeskCommand]:
        """Seal, reveal, papers."""
        yield DeskCommand(
            _("results: Seal"), _("Make them final and sign them; later its words."), self.action_seal
        )
        if self._sealed and next_revealed(self.view.all(AwardCard)):
            yield DeskCommand(_("awards: Reveal next"), _("The next award on the board."), self.action_reveal)
        yield DeskCommand(
            _("awards: Papers"), _("Commands for certificates, packets and minutes."), self.action_export
        )
        yield from super().desk_commands()


def _title(card: AwardCard) -> str:
    return card.title.say(current_language())


def _award_cells(card: AwardCard) -> tuple[Cell, ...]:
    won = winners(card)
    return (
        Cell(str(card.place), Tone.QUIET, value=card.place),
        Cell(_title(card)),
        Cell(won or "–", Tone.GOOD if won else Tone.QUIET),
        Cell(_("revealed") if card.revealed else "", Tone.ACCENT, chip=card.revealed),
    )


def _candidate_cells(one: CandidateView) -> tuple[Cell, ...]:
    return (
        Cell(str(one.place or "–"), Tone.QUIET, value=one.place or 1 << 30),
        Cell(one.label),
        Cell(_("wins") if one.wins else "", Tone.GOOD, chip=one.wins),
        Cell(one.figure.say()),
        Cell(one.why.say(), Tone.QUIET),
    )
