"""The judges' desk."""

from textual.content import Content

from drill.i18n import _, ngettext
from drill.tui.base import KIT_CSS, DeskApp
from drill.tui.judge.screens.marking import Marking
from drill.tui.judge.screens.observe import Observe
from drill.tui.judge.screens.penalties import Penalties
from drill.tui.judge.screens.scoreboard import Scoreboard
from drill.tui.widgets.tones import STYLE, Tone
from drill.world.cards import ClockState, MarkCard, RowCard


class JudgeApp(DeskApp):
    """Judges see every line of the score, and the truth beside what teams wrote."""

    PLACES = (Scoreboard, Marking, Observe, Penalties)
    CSS_PATH = [KIT_CSS, "app.tcss"]

    def covered_states(self) -> frozenset[ClockState]:
        """A covered pause is for teams; an emergency is for everyone."""
        return frozenset({ClockState.STOPPED})

    def coming(self) -> Content:
        """What waits for a judge, and whether the published board stands still."""
        view = self.link.view
        waiting = sum(not card.marks for card in view.all(MarkCard))
        parts = []
        if waiting:
            said = ngettext("{n} item waits for a mark", "{n} items wait for a mark", waiting).format(
                n=waiting
            )
            parts.append(Content.styled(said, STYLE[Tone.WARN]))
        if any(row.frozen_at for row in view.all(RowCard)):
            parts.append(Content.styled(_("published board FROZEN"), STYLE[Tone.ACCENT]))
        return Content("   ").join(parts)
