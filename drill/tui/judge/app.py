"""The judges' desk."""

from textual.content import Content

from drill.i18n import _, ngettext
from drill.tui.base import KIT_CSS, DeskApp
from drill.tui.judge.marking.pace import coming
from drill.tui.judge.screens.appeals import Appeals
from drill.tui.judge.screens.awards import Awards
from drill.tui.judge.screens.marking import Marking
from drill.tui.judge.screens.observe import Observe
from drill.tui.judge.screens.penalties import Penalties
from drill.tui.judge.screens.scoreboard import Scoreboard
from drill.tui.results import results_of, state_word
from drill.tui.widgets.tones import STYLE, Tone
from drill.world.cards import ClockState, ResultsState, RowCard, View


class JudgeApp(DeskApp):
    """Judges see every line of the score, and the truth beside what teams wrote."""

    PLACES = (Scoreboard, Marking, Observe, Penalties, Appeals, Awards)
    CSS_PATH = [KIT_CSS, "app.tcss"]

    def covered_states(self) -> frozenset[ClockState]:
        """A covered pause is for teams; an emergency is for everyone."""
        return frozenset({ClockState.STOPPED})

    def coming(self) -> Content:
        """What waits for a judge, and whether the published board stands still."""
        view = self.link.view
        parts = coming(view, self.link.seat)
        if any(row.frozen_at for row in view.all(RowCard)):
            parts.append(Content.styled(_("published board FROZEN"), STYLE[Tone.ACCENT]))
        parts += _results(view)
        return Content("   ").join(parts)


def _results(view: View) -> list[Content]:
    """Say how far results are once the drill is over, and whether appeals wait."""
    card = results_of(view)
    if card is None:
        return []
    waiting = card.appeals_open
    said = ngettext("{n} appeal waits", "{n} appeals wait", waiting).format(n=waiting)
    parts = [Content.styled(said, STYLE[Tone.WARN])] if waiting else []
    if card.state is not ResultsState.RUNNING:
        parts.append(Content(_("results: {state}").format(state=state_word(card))))
    return parts
