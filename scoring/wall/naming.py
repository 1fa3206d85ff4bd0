"""How the columns of a wall are called: few and short, for eyes ten metres away."""

from drill.i18n import N_, Words
from drill.scenario.model import Text
from drill.world.cards import ClockState
from scoring.model import ATTACK_STOPPED, FINES, INJECTS, PENALTIES, QUESTIONS, REPORTS, SERVICES

LOSSES = (FINES, PENALTIES)
"""Sections that stand in one column, for they only take and give back."""
_HEADS = {
    SERVICES: N_("Services"),
    ATTACK_STOPPED: N_("Stopped"),
    QUESTIONS: N_("Questions"),
    INJECTS: N_("Replies"),
    REPORTS: N_("Reports"),
}
_TEAMWORK = N_("Teamwork")
_TAKEN = N_("Deducted")
JUDGED = "judged "

STATES = {
    ClockState.WAITING: N_("Not started"),
    ClockState.RUNNING: N_("Running"),
    ClockState.PAUSED: N_("Paused"),
    ClockState.COVERED: N_("Paused"),
    ClockState.HELD: N_("Paused"),
    ClockState.STOPPED: N_("Stopped: real emergency"),
    ClockState.ENDED: N_("Over"),
}
RESULTS = {
    "running": "",
    "provisional": N_("Provisional results"),
    "appeal window": N_("Appeals are open"),
    "appeals closed": N_("Appeals are closed"),
    "final": N_("Final results"),
}


def head(section: str) -> Words | Text:
    """Return what stands above a section's column; an author's own name as it is."""
    if section in LOSSES:
        return Words(_TAKEN)
    if section in _HEADS:
        return Words(_HEADS[section])
    name = section.removeprefix(JUDGED)
    return Words(_TEAMWORK) if name == "teamwork" else Text(name, name)


def folded(sections: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """Return a row's sections with what only takes in one column, the last."""
    kept = tuple(one for one in sections if one[0] not in LOSSES)
    taken = sum(points for section, points in sections if section in LOSSES)
    return (*kept, (FINES, taken))
