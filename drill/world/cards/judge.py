"""Cards of the judges' desk; some of them reach teams and walls too."""

from enum import StrEnum

import msgspec

from drill.i18n import Words
from drill.scenario.model import Text
from drill.world.cards.base import Card


class MarkState(StrEnum):
    """Where an item to mark stands."""

    OPEN = "open"
    MARKED = "marked"
    """Everyone whose turn it is has marked, and nobody is far apart."""
    ALARM = "alarm"
    """Judges are apart by the alarm or more, and one more is to mark."""
    SETTLED = "settled"
    """They were, and one more has marked: the median counts."""


class RowCard(Card, frozen=True, tag="row"):
    """Key: team id. One row of the scoreboard."""

    rank: int
    label: str
    division: str
    total: int
    sections: tuple[tuple[str, int], ...]
    gap: int
    """Points behind the first."""
    trend: tuple[int, ...]
    """Totals at equal steps of exercise time."""
    tie: str
    """The tie-break that placed it, as a word; empty when none was needed."""
    automatic: int
    judged: int
    pending: int
    """Points that wait for a judge."""
    released: int = 0
    """Total of the published layer."""
    released_rank: int = 0
    """Rank on the published board; 0 before there is one."""
    frozen_at: int = 0
    """Journal position at which the published board is frozen; 0 while it follows."""


class LedgerCard(Card, frozen=True, tag="ledger"):
    """Key: ``TEAM:N``."""

    team: str
    section: str
    rule: str
    points: int
    t: int
    because: tuple[int, ...]
    why: Words
    entries: tuple[Words, ...]
    """The journal entries behind it, told in words, at most eight."""
    name: str = ""
    """As appeals cite it (`scoring.model.line_name`)."""


class MarkCard(Card, frozen=True, tag="mark"):
    """Key: ``CODE:ITEM``: one item to mark. The team is a code name while marking."""

    code: str
    """Stands for the team; the same for all of its items."""
    item: str
    ask: Text
    text: str
    criteria: tuple[Text, ...]
    points: int
    submitted: int
    late: bool
    truth: tuple[Words, ...]
    """Computed ground truth beside it."""
    marks: tuple[tuple[str, int, int, str, str], ...]
    """(judge seat, criterion, percent, rating, comment): the judge's own; all for a head judge."""
    assigned: tuple[str, ...] = ()
    """Seats whose turn it is or was; the judge's own alone, all for a head judge. Empty where everyone may mark."""
    need: int = 1
    """Marks that each criterion waits for in all: one more than planned after an alarm."""
    given: int = 0
    """Judges who have marked every criterion."""
    state: MarkState = MarkState.OPEN
    spread: int = 0
    """Percent between the lowest and the highest mark of a criterion, the widest; only for a head judge."""
    guidance: Text = Text("", "")
    """For judges alone."""
    anchors: tuple[tuple[int, Text], ...] = ()
    """(percent, what deserves it), ascending."""
    away: tuple[str, ...] = ()
    """Seats that never get it: an interest in the team, or stepped back; only for a head judge."""


class SampleCard(Card, frozen=True, tag="sample"):
    """Key: ``ITEM#N``: a sample answer to mark before the drill, with what the authors gave it once it is marked."""

    item: str
    number: int
    ask: Text
    text: Text
    criteria: tuple[Text, ...]
    guidance: Text
    anchors: tuple[tuple[int, Text], ...]
    marks: tuple[tuple[str, int, int, str], ...]
    """(judge seat, criterion, percent, comment): the judge's own; all for a head judge."""
    wanted: tuple[int, ...]
    """The authors' percent for each criterion; empty until the judge has marked them all."""
    because: Text
    """Why; empty until then."""


class WorkCard(Card, frozen=True, tag="work"):
    """Key: judge's seat. How much one judge has still to mark."""

    left: int
    """Items that wait for this judge."""
    done: int
    times: tuple[int, ...]
    """Wall times (ms since 1970) at which this judge finished items, the latest, ascending."""
    ceremony: int
    """Wall time of the ceremony; 0 when it is not set."""


class AgreementCard(Card, frozen=True, tag="agreement"):
    """Key: ``ITEM|CRITERION``, an item of the scenario over all teams. How far judges agree on a criterion."""

    item: str
    criterion: int
    ask: Text
    items: int
    """Texts that at least two judges have marked."""
    same: int
    """Of them, those on which no two are further apart than the alarm."""
    apart: int
    """Mean percent between two judges, rounded half up."""
    alpha: int | None
    """Krippendorff's alpha for intervals in thousandths; None where nothing can be told (fewer than two texts)."""


class PanelCard(Card, frozen=True, tag="panel"):
    """Key ``panel``: who marks."""

    judges: tuple[str, ...]
    per_item: int
    alarm: int
    ceremony: int
    conflicts: tuple[tuple[str, str, str], ...]
    """(judge's seat, team id, reason): all for a head judge; the judge's own otherwise."""
    heads: tuple[str, ...] = ()
    """Seats of head judges."""


class AppealState(StrEnum):
    """Where an appeal stands."""

    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


class AppealCard(Card, frozen=True, tag="appeal"):
    """Key: journal position. The team's words, the lines in question, the ruling; for judges and for the team itself."""

    team: str
    t: int
    at: int
    """Wall time (ms since 1970) of filing; 0 when unknown."""
    protest: bool
    """Filed while the team's drill ran."""
    lines: tuple[str, ...]
    """Names of ledger lines (`scoring.model.line_name`)."""
    text: str
    state: AppealState
    reason: str
    """Of the ruling; empty before."""
    points: int
    """Given by the ruling itself."""
    by: str
    """Seat that ruled."""


class ResultsState(StrEnum):
    """How far the results are."""

    RUNNING = "running"
    """Somebody's drill is not over."""
    PROVISIONAL = "provisional"
    APPEALS = "appeal window"
    CLOSED = "appeals closed"
    """The window is over; the seal may follow."""
    FINAL = "final"


class ResultsCard(Card, frozen=True, tag="results"):
    """Key ``results``: for judges, teams and walls alike."""

    state: ResultsState
    closes: int
    """Wall time (ms since 1970) at which the window for appeals closes; 0 where it has no end or is not open."""
    appeals_open: int
    """Appeals without a ruling."""
    pending: int
    """Points that wait for a judge, all teams."""
    released_at: int
    """Journal position of the last release; 0 before the first."""
    sealed_at: int
    """Journal position of the seal; 0 before."""
    seal: tuple[str, ...]
    """The seal as twelve words; empty before the seal is signed."""
    moves: tuple[tuple[str, int, int, int, int], ...] = ()
    """(team, published rank, rank when released, published total, total when released): for judges, teams that differ."""


class CandidateView(msgspec.Struct, frozen=True):
    """One team's claim on an award."""

    team: str
    label: str
    place: int
    """Dense, from 1; 0 for one that may not win."""
    figure: Words
    """What it is compared by."""
    why: Words
    """Which tie-break placed it, or why it may not win; empty otherwise."""
    wins: bool


class AwardCard(Card, frozen=True, tag="award"):
    """Key: award id. For judges with its working; on a wall only once it was revealed, with winners alone."""

    place: int
    """Order of the ceremony, from 1: the highest is revealed first."""
    title: Text
    rule: Words
    """The metric and tie-breaks in words."""
    prizes: int
    candidates: tuple[CandidateView, ...]
    """The first of them; empty while the drill runs."""
    revealed: bool
    others: int = 0
    """Candidates that are not listed."""
    jury: int = 0
    """Percent that a jury decides."""
    given: tuple[tuple[str, str, int, str], ...] = ()
    """(team, judge's seat, points of 100, reason) of the jury so far."""


class ObservationCard(Card, frozen=True, tag="observation"):
    """Key: journal position. What a judge saw, hung on an event."""

    team: str
    t: int
    about: int
    """Journal position of the event; its `FeedCard` tells it."""
    text: str
    rating: str
    """HSEEP letter; empty for none."""
    objective: int | None
    """Index into the drill's aims."""
    seat: str


class PenaltyCard(Card, frozen=True, tag="penalty"):
    """Key: journal position."""

    team: str
    points: int
    reason: str
    seat: str
    withdrawn: str
    """Reason of the withdrawal; empty while it stands."""
    released: bool = True
    """Published at once; else with the next release of scores."""
