"""What judges put in. Marks and rulings make points; the world does not hear them."""

from enum import StrEnum

from drill.world.inputs.base import Input

USUAL_MARKS = 2
"""Judges for each item where nobody says otherwise."""
USUAL_ALARM = 30
"""Percent between two judges that raises the alarm where nobody says otherwise."""


class Rating(StrEnum):
    """HSEEP ratings."""

    PERFORMED = "P"
    SOME = "S"
    MAJOR = "M"
    UNABLE = "U"


class Marked(Input, frozen=True, tag="item-marked"):
    """A judge gives points for one criterion of one team's item; a later mark of the same judge replaces it."""

    team: str
    item: str
    """``field:REPORT.FIELD``, ``inject:ID``, ``judged:NAME``, ``statement:N``."""
    criterion: int
    """Index from 0."""
    percent: int
    """0 to 100 of the criterion's share."""
    comment: str = ""
    rating: Rating | None = None
    at: int = 0
    """Wall time (ms since 1970), by the hub; 0 in a played match. Tells the pace of marking, never a point."""


class Observed(Input, frozen=True, tag="observation-pinned"):
    """A judge pins an observation to an event."""

    team: str
    about: int
    """Journal position of the event."""
    text: str
    rating: Rating | None = None
    objective: int | None = None
    """Index into the scenario's ``teaches``."""


class PenaltyGiven(Input, frozen=True, tag="penalty-given"):
    """A signed number of points with a reason: negative is a penalty, positive a bonus."""

    team: str
    points: int
    reason: str
    released: bool = True


class PenaltyWithdrawn(Input, frozen=True, tag="penalty-withdrawn"):
    """A penalty or bonus is taken back; both stay in the record."""

    penalty: int
    """Journal position of the `PenaltyGiven`."""
    reason: str


class BoardFrozen(Input, frozen=True, tag="board-frozen"):
    """The released board stays at this position of the journal."""


class BoardThawed(Input, frozen=True, tag="board-thawed"):
    """The released board follows again."""


class ScoresReleased(Input, frozen=True, tag="scores-released"):
    """Judged points up to here become part of the released layer."""


class PanelNamed(Input, frozen=True, tag="panel-named"):
    """Who marks, and how: each item goes to so many judges of the panel, dealt by a rule that anyone can repeat.

    Without a panel every judge may mark everything. A later panel replaces the earlier one; marks stay.
    """

    judges: tuple[str, ...]
    """Seats."""
    per_item: int = USUAL_MARKS
    """Judges for each item."""
    alarm: int = USUAL_ALARM
    """Percent between two marks of a criterion from which the item goes to one judge more."""
    ceremony: int = 0
    """Wall time (ms since 1970) of the closing ceremony; 0 when it is not set."""
    heads: tuple[str, ...] = ()
    """Seats of head judges: where there are any, they alone freeze, release, rule, amend, seal and reveal."""


class ConflictDeclared(Input, frozen=True, tag="conflict-declared"):
    """A judge has an interest in a team and never gets its items."""

    team: str
    reason: str
    judge: str = ""
    """Seat with the conflict; empty for the judge who gives this."""


class Recused(Input, frozen=True, tag="judge-recused"):
    """A judge steps back from an item, which goes to another; marks already given by this judge count no more."""

    team: str
    item: str
    """As in `Marked`; empty for every item of the team."""
    reason: str


class SampleMarked(Input, frozen=True, tag="sample-marked"):
    """A judge marks a sample answer of the scenario before the drill: calibration, never a point."""

    item: str
    """As in `Marked`."""
    sample: int
    """Index from 0 of the item's samples."""
    criterion: int
    percent: int
    comment: str = ""


class AppealsOpened(Input, frozen=True, tag="appeals-opened"):
    """The window for appeals opens; given again, it closes later or earlier."""

    minutes: int = 30
    """0 closes it now."""
    closes: int = 0
    """Wall time (ms since 1970) at which it closes, by the hub; 0 in a played match: it stays open until the seal."""


class Outcome(StrEnum):
    """What became of an appeal."""

    UPHELD = "upheld"
    DISMISSED = "dismissed"


class AppealRuled(Input, frozen=True, tag="appeal-ruled"):
    """A judge rules; one ruling an appeal, and it is final."""

    appeal: int
    """Journal position of the `AppealFiled`."""
    outcome: Outcome
    reason: str
    points: int = 0
    """Signed points that the ruling itself gives; 0 where a mark or a voided item sets it right."""


class RulesAmended(Input, frozen=True, tag="rules-amended"):
    """The points and weights of the scenario are others, for every team and from the start of the drill."""

    rules: str
    """A rules file as it was read (`livefire drill rescore --rules`)."""
    reason: str


class AwardsNamed(Input, frozen=True, tag="awards-named"):
    """The awards of this drill are decided by these rules; named again, the later ones count."""

    rules: str
    """A file of awards as it was read (`scoring.awards.read`); empty for the standard ones."""


class JuryScored(Input, frozen=True, tag="jury-scored"):
    """A judge's share in an award that has a jury; a later one of the same judge replaces it."""

    award: str
    team: str
    points: int
    """0 to 100."""
    reason: str = ""


class ResultsSealed(Input, frozen=True, tag="results-sealed"):
    """The results are final: nothing that makes points is taken any more. The hub fills the hashes in and signs."""

    statement: str = ""
    scenario: str = ""
    """Hex hash of the scenario."""
    rules: str = ""
    """Hex hash of the points and weights in force."""
    results: str = ""
    """Hex hash of every line of every team (`scoring.seal`)."""
    at: int = 0
    """Wall time (ms since 1970), by the hub; 0 in a played match."""


class RevealStepped(Input, frozen=True, tag="reveal-stepped"):
    """The board shows so many of the prizes, counted from the last to the first."""

    shown: int | None = None
    """0 draws the curtain; None ends the ceremony: the whole board again."""


class BoardArranged(Input, frozen=True, tag="board-arranged"):
    """What the wall shows besides ranks, and how late."""

    delay: int = 0
    """Wall milliseconds by which everything on the board is held back."""
    undefended: bool = False
    """The organisation that nobody defends stands beside the teams."""
    story: bool = True
    """What happened in plain words."""
    replies: bool = True
    """Replies and reports that are due."""
