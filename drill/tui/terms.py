"""The words for states that cards carry as stable English ids, with the tone each has."""

from drill.i18n import N_, _, current_language
from drill.tui.widgets.tones import Cell, Tone
from drill.world.cards import AlertState, DrillCard, OrderState, PeopleCard, QuestionState, View
from drill.world.inputs import NoteKind

_LEVELS = {
    "low": (N_("low"), Tone.QUIET, 0),
    "medium": (N_("medium"), Tone.NONE, 1),
    "high": (N_("high"), Tone.WARN, 2),
    "critical": (N_("critical"), Tone.BAD, 3),
}
_ALERTS = {
    AlertState.NEW: (N_("NEW"), Tone.ACCENT, 0),
    AlertState.ACKNOWLEDGED: (N_("SEEN"), Tone.NONE, 1),
    AlertState.CLAIMED: (N_("CLAIMED"), Tone.WARN, 2),
    AlertState.REAL: (N_("REAL"), Tone.BAD, 3),
    AlertState.FALSE: (N_("FALSE"), Tone.QUIET, 4),
}
_ORDERS = {
    OrderState.QUEUED: (N_("QUEUED"), Tone.NONE, 1),
    OrderState.RUNNING: (N_("RUNNING"), Tone.ACCENT, 0),
    OrderState.DONE: (N_("DONE"), Tone.GOOD, 2),
    OrderState.FAILED: (N_("FAILED"), Tone.BAD, 3),
    OrderState.CUT: (N_("CUT SHORT"), Tone.BAD, 4),
    OrderState.REFUSED: (N_("REFUSED"), Tone.BAD, 5),
    OrderState.CANCELLED: (N_("CANCELLED"), Tone.QUIET, 6),
}
_QUESTIONS = {
    QuestionState.OPEN: (N_("OPEN"), Tone.ACCENT, 0),
    QuestionState.RIGHT: (N_("RIGHT"), Tone.GOOD, 1),
    QuestionState.RECORDED: (N_("ANSWERED"), Tone.GOOD, 2),
    QuestionState.WRONG: (N_("NO TRIES LEFT"), Tone.BAD, 3),
    QuestionState.VOID: (N_("VOID"), Tone.QUIET, 4),
}
_ROLES = {
    word: word
    for word in (
        N_("controller"),
        N_("judge"),
        N_("observer"),
        N_("everyone"),
        N_("head judge"),
        N_("marker"),
    )
} | {"head-judge": "head judge"}
"""Roles that no scenario names."""
_SECTIONS = {
    "services": N_("Services"),
    "attack stopped": N_("Attack stopped"),
    "questions": N_("Questions"),
    "injects": N_("Replies"),
    "reports": N_("Reports"),
    "fines": N_("Fines"),
    "penalties": N_("Penalties"),
    "judged teamwork": N_("Teamwork"),
}
_PHASES = {
    "detect": (N_("Detect"), Tone.NONE, 0),
    "contain": (N_("Contain"), Tone.NONE, 1),
    "eradicate": (N_("Eradicate"), Tone.NONE, 2),
    "recover": (N_("Recover"), Tone.NONE, 3),
    "report": (N_("Report"), Tone.NONE, 4),
}
_CHANNELS = {
    "phone": N_("phone"),
    "mail": N_("mail"),
    "chat": N_("chat"),
    "ticket": N_("ticket"),
    "press": N_("press"),
}
_KINDS = {
    "host": N_("host"),
    "account": N_("account"),
    "indicator": N_("indicator"),
    "link": N_("link"),
}
_NOTES = {
    NoteKind.NOTE: (N_("NOTE"), Tone.NONE),
    NoteKind.DECISION: (N_("DECISION"), Tone.WARN),
    NoteKind.EVIDENCE: (N_("EVIDENCE"), Tone.GOOD),
    NoteKind.INDICATOR: (N_("INDICATOR"), Tone.ACCENT),
    NoteKind.CHAT: (N_("CHAT"), Tone.QUIET),
}
_CHIPS = {
    "isolated": N_("isolated"),
    "off": N_("off"),
    "blocked": N_("blocked"),
    "disabled": N_("disabled"),
    "cut": N_("cut"),
    "imaged": N_("imaged"),
    "captured": N_("memory captured"),
    "watched": N_("watched"),
    "shielded": N_("shielded"),
    "rate-limited": N_("rate-limited"),
    "patched": N_("patched"),
    "clean": N_("cleaned"),
}


def level(word: str) -> str:
    """Return an alert level in the reader's language."""
    return _(_LEVELS[word][0]) if word in _LEVELS else word


def level_cell(word: str) -> Cell:
    """Return an alert level as a cell that sorts by gravity."""
    if word not in _LEVELS:
        return Cell(word)
    said, tone, rank = _LEVELS[word]
    return Cell(_(said), tone, value=rank)


def alert_cell(state: AlertState) -> Cell:
    """Return an alert's state as a chip."""
    said, tone, rank = _ALERTS[state]
    return Cell(_(said), tone, chip=True, value=rank)


def order_cell(state: OrderState) -> Cell:
    """Return an order's state as a chip."""
    said, tone, rank = _ORDERS[state]
    return Cell(_(said), tone, chip=True, value=rank)


def question_cell(state: QuestionState) -> Cell:
    """Return a question's state as a chip."""
    said, tone, rank = _QUESTIONS[state]
    return Cell(_(said), tone, chip=True, value=rank)


def note_cell(kind: str) -> Cell:
    """Return a note's kind as a chip; unknown kinds stand as they are."""
    said, tone = _NOTES.get(NoteKind(kind), (kind, Tone.NONE)) if kind in set(NoteKind) else (kind, Tone.NONE)
    return Cell(_(said), tone, chip=True)


def phase(word: str) -> str:
    """Return a response phase in the reader's language."""
    return _(_PHASES[word][0]) if word in _PHASES else word


def phase_rank(word: str) -> int:
    """Return a phase's place in the order of response."""
    return _PHASES[word][2] if word in _PHASES else len(_PHASES)


def channel(word: str) -> str:
    """Return an inject's channel in the reader's language."""
    return _(_CHANNELS[word]) if word in _CHANNELS else word


def thing(kind: str) -> str:
    """Return the kind of an asset in the reader's language."""
    return _(_KINDS[kind]) if kind in _KINDS else kind


def chip(word: str) -> str:
    """Return a state that an order made in the reader's language."""
    return _(_CHIPS[word]) if word in _CHIPS else word


def role_label(view: View, role: str) -> str:
    """Return a role as the scenario calls it, else in the reader's language, else as it stands."""
    card, drill = view.get(PeopleCard, role), view.get(DrillCard, "drill")
    label = card.label if card else dict(drill.roles).get(role) if drill else None
    return label.say(current_language()) if label else _(_ROLES.get(role, role))


def seat_label(view: View, seat: str) -> str:
    """Return who sits in a seat, by role: ``alpha/analyst-2`` is the second analyst of its team."""
    role, _dash, number = seat.rpartition("/")[2].rpartition("-")
    if role and number.isdecimal():
        return f"{role_label(view, role)} {number}"
    return role_label(view, seat.rpartition("/")[2])


def section(word: str) -> str:
    """Return a section of the score in the reader's language; a judged one as its author called it."""
    return _(_SECTIONS.get(word, word))
