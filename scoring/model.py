"""The records of the score: a line, a row, a board. All whole numbers, all frozen."""

from enum import StrEnum

import msgspec

from drill.i18n import Words


class Record(msgspec.Struct, frozen=True):
    """Base of the score's records."""


class Layer(StrEnum):
    """Whether the rules or a person gave the points."""

    AUTOMATIC = "automatic"
    JUDGED = "judged"


class LineRule(StrEnum):
    """Why a line exists: the rule's short name, stable in exports."""

    SERVICE_KEPT = "service kept"
    SERVICE_LOST = "service lost"
    GOAL_DENIED = "goal denied"
    GOAL_LOST = "goal lost"
    RIGHT_ANSWER = "right answer"
    HINT = "hint"
    TIMELY_REPLY = "timely reply"
    FIELD = "report field"
    MARK = "judge's mark"
    LATE = "late"
    VOID = "void"
    SCALE = "scale"
    COSTLY_MISTAKE = "costly mistake"
    NEEDLESS_OUTAGE = "needless outage"
    WRONG_ANSWER = "wrong answer"
    ORDER_COST = "order cost"
    PENALTY = "penalty"
    BONUS = "bonus"
    WITHDRAWAL = "withdrawal"
    APPEAL = "appeal"


SERVICES = "services"
ATTACK_STOPPED = "attack stopped"
QUESTIONS = "questions"
INJECTS = "injects"
REPORTS = "reports"
FINES = "fines"
PENALTIES = "penalties"


class About(Record, frozen=True):
    """What a line is about: its place in the ledger."""

    rule: LineRule
    section: str
    item: str
    layer: Layer = Layer.AUTOMATIC


class LedgerLine(Record, frozen=True):
    """One reason for points. A team's score is the sum of its lines and nothing else."""

    team: str
    section: str
    """Name as in the scenario's ``scoring``: ``services``, ``attack stopped``, ``questions``, ``injects``,
    ``reports``, ``judged NAME``, ``fines``; ``penalties`` for what judges add and take."""
    rule: LineRule
    item: str
    """What it is about; (section, rule, item) is unique within a team."""
    points: int
    """Signed whole points."""
    t: int
    """The team's own time (ms) of what earned or cost the points, never of the judge's mark on it."""
    because: tuple[int, ...]
    """Journal positions it rests on, ascending; never empty."""
    why: Words
    by: str = ""
    """Judges' seats, joined by commas; empty for the rules."""
    layer: Layer = Layer.AUTOMATIC
    exact: tuple[int, int] | None = None
    """Numerator and denominator of the points before they were rounded; None where they were whole."""


def line_name(section: str, rule: str, item: str) -> str:
    """Return the name of a line within a team, as appeals cite it: ``services|service lost|web``."""
    return f"{section}|{rule}|{item}"


class TieRule(StrEnum):
    """What placed a row among rows of the same total."""

    NONE = ""
    REPORTS = "reports"
    """Higher points for reports."""
    CONTAINMENT = "containment"
    """Earlier last containment: the end of the last successful order of the phase contain; none counts as latest."""
    GAIN = "last gain"
    """Earlier last gain: the last answer, reply or field that brought points."""
    SHARED = "shared"
    """Nothing tells them apart: the same rank."""


class Standing(Record, frozen=True):
    """What one team has, before it is compared with the others."""

    team: str
    label: str
    division: str
    total: int
    sections: tuple[tuple[str, int], ...]
    """Every column of the board, in its order."""
    automatic: int
    judged: int
    pending: int
    """Points that wait for a judge."""
    last_containment: int | None
    """Team's time (ms); None when nothing was contained."""
    last_gain: int | None
    """Team's time (ms); None when nothing was gained."""
    trend: tuple[int, ...]
    """Totals at equal steps of the team's time, then the total now."""


class Row(Record, frozen=True):
    """One team on the board."""

    rank: int
    """From 1, dense: the rank after a shared one is the next number."""
    gap: int
    """Points behind the first."""
    tie: TieRule
    standing: Standing


class Board(Record, frozen=True):
    """All rows, best first, as of a position of the journal: a value, which nothing later can move."""

    position: int
    """The last journal position that it covers; 0 before the first."""
    columns: tuple[str, ...]
    """Section names, in the order of the scenario."""
    rows: tuple[Row, ...]


def columns(judged: tuple[str, ...]) -> tuple[str, ...]:
    """Return the board's columns: the fixed sections with the judged ones (ids as in the scenario) in their place."""
    before = (SERVICES, ATTACK_STOPPED, QUESTIONS, INJECTS, REPORTS)
    return (*before, *(judged_section(name) for name in judged), FINES, PENALTIES)


def judged_section(name: str) -> str:
    """Return the section's name for a judged section's id: ``teamwork`` is ``judged teamwork``."""
    return name if name.startswith("judged ") else f"judged {name}"
