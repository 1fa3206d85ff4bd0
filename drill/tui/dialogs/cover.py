"""The cover: while the drill is covered or stopped nothing can be read, and only a draft can be typed."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from drill.i18n import N_, _
from drill.tui.widgets.frame import STATE_SENTENCES, state_words
from drill.tui.widgets.inputs import WordsArea
from drill.tui.widgets.page import Page
from drill.tui.widgets.tones import Tone
from drill.world.cards import ClockCard, ClockState


class Cover(ModalScreen[str]):
    """Covers everything until the clock's state changes; the desk closes it, no key does. Answers the draft.

    An emergency stop can be acknowledged with ``y``.
    """

    DEFAULT_CSS = """
    Cover { align: center middle; }
    Cover > Vertical { width: 100%; height: 100%; padding: 1 4; align: center middle; }
    Cover Static { width: 100%; max-width: 90; height: auto; text-align: center; }
    Cover WordsArea { width: 100%; max-width: 90; height: 8; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "acknowledge", N_("I have read this"), id="cover.acknowledge"),
    ]

    def __init__(self, card: ClockCard, draft: str) -> None:
        super().__init__()
        self.card = card
        self._draft = draft

    @property
    def stops(self) -> bool:
        """Whether this is an emergency stop, which people acknowledge."""
        return self.card.state is ClockState.STOPPED

    def compose(self) -> ComposeResult:
        """The state, the reason, and a sheet for drafts."""
        page = Page().head(state_words(self.card), Tone.BAD if self.stops else Tone.WARN)
        if self.card.reason:
            page.gap().words(self.card.reason)
        page.gap().words(_(STATE_SENTENCES[self.card.state]))
        if self.stops:
            page.gap().head(_("Press y: I have read this."))
        else:
            page.gap().quiet(_("A draft typed here stays on this seat: the palette copies it later."))
        with Vertical():
            yield Static(page.done())
            if not self.stops:
                yield WordsArea(self._draft, id="draft")

    @property
    def draft(self) -> str:
        """What is typed so far."""
        areas = self.query(WordsArea)
        return areas.first().text if areas else self._draft

    def action_acknowledge(self) -> None:
        """Put the stop away; the header goes on saying it."""
        if self.stops:
            self.dismiss(self._draft)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's signature)
        """Only a stop is acknowledged."""
        return self.stops if action == "acknowledge" else True
