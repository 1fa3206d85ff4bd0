"""The wall in the judges' hands: freeze and thaw, what stands beside the ranks, how late it is, curtain and prizes.

`CeremonyPlace` gives a place of the desk the key for it; `BoardDialog` stays open through a whole ceremony.
"""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from drill.i18n import N_, _, current_language
from drill.text import one_line
from drill.tui.base import DeskApp
from drill.tui.commands import DeskCommand
from drill.tui.dialogs.dialog import Dialog
from drill.tui.dialogs.form import Form, FormField
from drill.tui.judge.place import JudgePlace
from drill.tui.widgets.page import Page
from drill.tui.widgets.tones import Tone
from drill.world.cards import AwardCard, BoardCard, RowCard, View
from drill.world.inputs import BoardArranged, BoardFrozen, BoardThawed, JudgeInput, RevealStepped

LOOK = 1 / 4
"""Seconds between two looks at what changed."""
MOVES = 6
"""Teams whose live rank is told beside the published one."""
LONGEST = 3_600
"""Seconds by which a wall is late at most."""


class CeremonyPlace(JudgePlace):
    """A place from which the wall can be reached."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "board", N_("The wall"), show=False, id="judge.board", tooltip=N_("Freeze and arrange the wall, draw the curtain, show the prizes")),
    ]  # fmt: skip

    def action_board(self) -> None:
        """Open the wall's desk."""
        self.app.push_screen(BoardDialog())

    def desk_commands(self) -> Iterable[DeskCommand]:
        """Name the wall in the list of commands."""
        yield DeskCommand(
            _("board: Wall and ceremony"),
            _("Freeze and arrange the wall, draw the curtain, show the prizes"),
            self.action_board,
        )
        yield from super().desk_commands()


class BoardDialog(Dialog[None]):
    """What the room sees now, and the keys that change it."""

    KEYS = N_("f freeze · a arrange · c curtain · escape closes")
    FROZEN = N_("f thaw · a arrange · c curtain · escape closes")
    CEREMONY = N_("n next · p back · e end · f freeze or thaw · a arrange · esc")
    """Said instead from the curtain to the end of the ceremony."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "freeze", N_("Freeze or thaw"), id="wall.freeze"),
        Binding("a", "arrange", N_("Arrange"), id="wall.arrange"),
        Binding("c", "curtain", N_("Draw the curtain"), id="wall.curtain"),
        Binding("n", "step(1)", N_("Next prize"), id="wall.next"),
        Binding("p", "step(-1)", N_("One prize back"), id="wall.back"),
        Binding("e", "end", N_("End the ceremony"), id="wall.end"),
    ]

    def __init__(self) -> None:
        super().__init__(_("The wall"))
        self._said: tuple[str, Tone] = ("", Tone.NONE)

    def compose_body(self) -> ComposeResult:
        """The state in words."""
        yield Static(id="wall-state")

    def on_mount(self) -> None:
        """Show the state, and look again and again: another judge may act too."""
        self._show()
        self.set_interval(LOOK, self._show)

    @property
    def _desk(self) -> DeskApp:
        assert isinstance(self.app, DeskApp)  # noqa: S101 (dialogs of a desk stand on it)
        return self.app

    @property
    def _view(self) -> View:
        return self._desk.link.view

    @property
    def _board(self) -> BoardCard:
        card = self._view.get(BoardCard, "board")
        return card or BoardCard(
            "board", 0, frozen=False, revealed=None, undefended=False, story=True, replies=True
        )

    def _show(self) -> None:
        board = self._board
        self.query_one("#wall-state", Static).update(wall_words(self._view, board, self._said))
        still = self.FROZEN if board.frozen else self.KEYS
        self.say_keys(_(still if board.revealed is None else self.CEREMONY))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Prizes are shown and the ceremony ends only after the curtain; it is drawn once."""
        begun = self._board.revealed is not None
        if (action in {"step", "end"} and not begun) or (action == "curtain" and begun):
            return False
        return super().check_action(action, parameters)

    # --- actions

    def action_freeze(self) -> None:
        """Let the published board stand still, or follow again."""
        if self._board.frozen:
            self._give(BoardThawed(), _("The published board follows again."))
        else:
            self._give(BoardFrozen(), _("The published board stands still."))

    def action_arrange(self) -> None:
        """Ask what stands beside the ranks and how late the wall is."""
        self.run_worker(self._arrange(), group="wall", exclusive=True)

    def action_curtain(self) -> None:
        """Hide everything before the first prize."""
        self._give(RevealStepped(0), _("The curtain is drawn."))

    def action_step(self, step: int) -> None:
        """Show one prize more or one less, from the last to the first."""
        shown = max(0, (self._board.revealed or 0) + step)
        self._give(RevealStepped(shown), _("Prizes shown: {n}").format(n=shown))

    def action_end(self) -> None:
        """Let the whole board be seen again."""
        self._give(RevealStepped(None), _("The whole board is shown again."))

    def _give(self, command: JudgeInput, said: str) -> None:
        self.run_worker(self._ask(command, said), group="wall-send")

    async def _ask(self, command: JudgeInput, said: str) -> None:
        if await self._desk.ask(command, said):
            self._said = ("✓ " + said, Tone.GOOD)
        elif self._desk.refused is not None:
            self._said = ("✗ " + self._desk.refused.reason.say(), Tone.BAD)
        self._show()

    async def _arrange(self) -> None:
        found = await self.app.push_screen_wait(arrange_form(self._board))
        if found is not None:
            await self._ask(arranged(found), _("The wall is arranged."))


def arrange_form(board: BoardCard) -> Form:
    """Return the questions about a wall, answered as it stands."""
    switch = (("yes", _("shown")), ("no", _("left out")))
    delay = FormField("delay", _("Seconds late"), str(board.delay // 1000), check=wrong_delay)
    return Form(
        _("Arrange the wall"),
        (
            delay,
            FormField("undefended", _("If nobody defended"), _yes(board.undefended), choices=switch),
            FormField("story", _("What happened"), _yes(board.story), choices=switch),
            FormField("replies", _("Due now"), _yes(board.replies), choices=switch),
        ),
        about=Page()
        .quiet(
            _(
                "Seconds late hold everything back, so that teams in the room learn nothing; the curtain and the prizes come at once."
            )
        )
        .done(),
    )


def wrong_delay(text: str) -> str:
    """Say what is wrong with a delay in seconds."""
    right = text.strip().isdecimal() and int(text) <= LONGEST
    return "" if right else _("Write whole seconds from 0 to 3600.")


def arranged(found: dict[str, str]) -> BoardArranged:
    """Return the input that the answers of `arrange_form` make."""
    return BoardArranged(
        delay=int(found["delay"]) * 1000,
        undefended=found["undefended"] == "yes",
        story=found["story"] == "yes",
        replies=found["replies"] == "yes",
    )


def wall_words(view: View, board: BoardCard, said: tuple[str, Tone]) -> Content:
    """Return the wall's state in words, for judges alone."""
    page = Page()
    frozen = _("FROZEN: it stands still") if board.frozen else _("follows the published points")
    page.pair(_("board"), frozen, Tone.ACCENT if board.frozen else Tone.GOOD)
    for line in moves(view.all(RowCard)) if board.frozen else ():
        page.quiet("  " + line)
    page.pair(_("late by"), _("{n} s").format(n=board.delay // 1000))
    names = (
        (board.undefended, _("If nobody defended")),
        (board.story, _("What happened")),
        (board.replies, _("Due now")),
    )
    page.pair(_("beside the ranks"), " · ".join(name for on, name in names if on))
    _tell_ceremony(page, board, view.all(AwardCard))
    return page.gap().words(*said).done() if said[0] else page.done()


def moves(rows: Iterable[RowCard]) -> list[str]:
    """Return how the live order differs from the frozen one, the largest steps first."""
    differing = [row for row in rows if row.released_rank and row.released_rank != row.rank]
    if not differing:
        return [_("The live order is the same.")]
    differing.sort(key=lambda row: (-abs(row.released_rank - row.rank), row.rank))
    told = [
        _("{team}: {frozen} on the wall, {live} live").format(
            team=row.label, frozen=row.released_rank, live=row.rank
        )
        for row in differing[:MOVES]
    ]
    return [*told, _("and {n} more").format(n=len(differing) - MOVES)] if len(differing) > MOVES else told


def _tell_ceremony(page: Page, board: BoardCard, awards: list[AwardCard]) -> None:
    if board.revealed is None:
        page.pair(_("ceremony"), _("not begun: c draws the curtain"))
        return
    shown = _("curtain drawn, {n} of {all} prizes shown").format(n=board.revealed, all=len(awards))
    page.pair(_("ceremony"), shown, Tone.ACCENT)
    waiting = sorted((card for card in awards if not card.revealed), key=lambda card: -card.place)
    if waiting:
        page.pair(_("next"), prize_words(waiting[0]))
    elif awards:
        page.pair(_("next"), _("all are shown: e ends the ceremony"))


def prize_words(card: AwardCard) -> str:
    """Return a prize with who gets it."""
    winners = ", ".join(one.label for one in card.candidates if one.wins) or _("not awarded")
    return one_line(f"{card.title.say(current_language())}: {winners}")


def _yes(on: bool) -> str:  # noqa: FBT001 (a switch of the form)
    return "yes" if on else "no"
