"""The records of awards: a rule, a team's figures, and who wins by what. All exact, all frozen."""

from enum import StrEnum
from fractions import Fraction

from drill.i18n import Words
from drill.scenario.model import Text
from scoring.model import Record


class MeasureKind(StrEnum):
    """What teams are compared by."""

    RANK = "rank"
    """Rank on the board, its tie-breaks included; over a season, the season's."""
    TOTAL = "total"
    """Points of the drill, or of the season."""
    POINTS = "points for"
    """Points of one section."""
    CONTAINMENT = "last containment"
    """When the last order of the phase contain ended with success."""
    GAIN = "last gain"
    """When the last answer, reply or field brought points."""
    CONTAINED = "fastest containment"
    """Time from the attacker's first machine or account to the first successful order of the phase contain on one that
    it had got."""
    DECLARED = "first right declaration"
    """Time from the attacker's first machine or account to the incident being declared; before that it was not right."""
    EVIDENCE = "evidence kept"
    """Memories and disks of compromised machines that were copied, less those destroyed without a copy."""
    RATINGS = "ratings"
    """Judges' ratings: P counts 3, S 2, M 1, U 0, as a part of the most that they could be."""
    CLIMBED = "places gained"
    """Season: ranks won since the year before."""
    IMPROVED = "points gained"
    """Season: the last drill's share of the best team's points, less that of the first."""


class Measure(Record, frozen=True):
    """One thing that teams are compared by."""

    kind: MeasureKind
    section: str = ""
    """Section name, for `MeasureKind.POINTS` alone."""

    @property
    def name(self) -> str:
        """The measure as rules write it."""
        return f"{self.kind.value} {self.section}" if self.section else self.kind.value


class Better(StrEnum):
    """Which end of a measure wins."""

    HIGHER = "higher"
    LOWER = "lower"


TIMED = frozenset({MeasureKind.CONTAINMENT, MeasureKind.GAIN, MeasureKind.CONTAINED, MeasureKind.DECLARED})
"""Measures in milliseconds."""
LOWER = TIMED | {MeasureKind.RANK}
"""Measures of which less is better unless a rule says otherwise."""
SEASONAL = frozenset({MeasureKind.CLIMBED, MeasureKind.IMPROVED})
"""Measures that one drill cannot give."""


class Over(StrEnum):
    """What an award is given over."""

    DRILL = "drill"
    SEASON = "season"
    BOTH = "both"


class Eligible(Record, frozen=True):
    """Who may win."""

    divisions: tuple[str, ...] = ()
    """Empty for all."""
    minimum_total: int = 0
    """Points that a team has at least; 0 asks for none, so that a total below 0 may win too."""
    minimum_percent: int = 0
    """Whole percent of all that could be had: the drill's points; in a season, the points of its first."""
    no_penalty: bool = False
    """No penalty stands against the team."""
    no_unreleased_penalty: bool = False
    """No penalty waits for its release."""
    finished: bool = False
    """The team's drill came to its end."""
    minimum_drills: int = 0
    """Drills of the season that the team took part in; 0 asks for none."""


class AwardRule(Record, frozen=True):
    """One award as its rules say."""

    id: str
    title: Text
    place: int
    """In the ceremony: 1 is the crown and is revealed last."""
    prizes: int
    by: Measure
    better: Better
    ties: tuple[Measure, ...]
    """In order; times earlier, all else more."""
    jury: int = 0
    """Percent that a jury decides."""
    main: bool = False
    """Its winners hold a main prize."""
    exclusive: bool = False
    """Who holds a main prize of an award decided before it may not win it."""
    over: Over = Over.BOTH
    eligible: Eligible = Eligible()


class Figure(Record, frozen=True):
    """What one team has by one measure."""

    value: Fraction
    """Points, milliseconds, a count or a share: comparable between teams."""
    words: Words
    because: tuple[int, ...] = ()
    """Journal positions behind it; empty where lines of the ledger are what is behind it."""


class Claim(Record, frozen=True):
    """What one team brings to every award."""

    team: str
    label: str
    division: str
    total: Fraction
    possible: Fraction
    """What 100 percent are."""
    figures: dict[Measure, Figure]
    """Measures of which the team has none are not there."""
    finished: bool = True
    penalties: int = 0
    """Penalties that stand."""
    waiting: int = 0
    """Penalties that wait for their release."""
    drills: int = 1
    unit: str = ""


class Candidate(Record, frozen=True):
    """One team's claim on one award, decided."""

    claim: Claim
    place: int
    """Dense, from 1; 0 for one that may not win."""
    figure: Words
    why: Words
    """The tie-break that placed it, or why it may not win; an empty template otherwise."""
    wins: bool = False


class Awarded(Record, frozen=True):
    """One award with its working."""

    rule: AwardRule
    candidates: tuple[Candidate, ...]
    """Best first; those who may not win last, by name."""

    @property
    def winners(self) -> tuple[Candidate, ...]:
        """Those who win, best first."""
        return tuple(one for one in self.candidates if one.wins)


_SILENCE = ""
NOTHING = Words(_SILENCE)
"""No words."""
