"""How far results are and what became of appeals, in words: the same on the judges' and the teams' desks."""

from textual.content import Content

from drill.clock import unix_time
from drill.i18n import N_, _
from drill.tui.widgets.spans import clock
from drill.tui.widgets.tones import STYLE, Cell, Tone
from drill.world.cards import AppealCard, AppealState, ResultsCard, ResultsState, View
from scoring.stage import state_at

STATES = {
    ResultsState.RUNNING: N_("drill running"),
    ResultsState.PROVISIONAL: N_("provisional"),
    ResultsState.APPEALS: N_("appeals open"),
    ResultsState.CLOSED: N_("appeals closed"),
    ResultsState.FINAL: N_("final"),
}
"""Told alone."""
STEPS = {
    ResultsState.RUNNING: N_("drill"),
    ResultsState.PROVISIONAL: N_("provisional"),
    ResultsState.APPEALS: N_("appeals"),
    ResultsState.CLOSED: N_("closed"),
    ResultsState.FINAL: N_("final"),
}
"""Told in a row, in the order in which they follow."""

APPEALS = {
    AppealState.OPEN: (N_("waits"), Tone.WARN),
    AppealState.UPHELD: (N_("upheld"), Tone.GOOD),
    AppealState.DISMISSED: (N_("dismissed"), Tone.BAD),
    AppealState.WITHDRAWN: (N_("withdrawn"), Tone.QUIET),
}


def results_of(view: View) -> ResultsCard | None:
    """Return the state of the results; None where the hub has told none."""
    return view.get(ResultsCard, "results")


def state_now(card: ResultsCard) -> ResultsState:
    """Return the state by this machine's clock: a window that has an end closes by itself."""
    return state_at(card.state, card.closes, unix_time())


def window_left(card: ResultsCard) -> str:
    """Return how long the window for appeals is open yet; empty where it has no end or is not open."""
    if not card.closes or state_now(card) is not ResultsState.APPEALS:
        return ""
    return _("{time} left").format(time=clock(card.closes - unix_time()))


def state_line(card: ResultsCard) -> Content:
    """Return all states in a row, the present one marked, with what is left of the window."""
    now, parts = state_now(card), []
    for state, word in STEPS.items():
        if state is now:
            left = window_left(card)
            said = f"● {_(word)}" + (f" ({left})" if left else "")
            parts.append(Content.styled(said, "bold $accent"))
        else:
            parts.append(Content.styled(_(word), STYLE[Tone.QUIET]))
    return Content.styled(" → ", STYLE[Tone.QUIET]).join(parts)


def state_word(card: ResultsCard) -> str:
    """Return the present state in a word or two, with what is left of the window."""
    left = window_left(card)
    return _(STATES[state_now(card)]) + (f" · {left}" if left else "")


def appeal_cell(card: AppealCard) -> Cell:
    """Return where an appeal stands, as a chip."""
    word, tone = APPEALS[card.state]
    return Cell(_(word), tone, chip=True)


def appeal_kind(card: AppealCard) -> str:
    """Return whether it was filed in play or after the end."""
    return _("protest") if card.protest else _("appeal")
