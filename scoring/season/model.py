"""The records of a season: its plan as written, the drills as read, the rows as worked out. All exact, all frozen."""

from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from drill.scenario.model import Text
from drill.scenario.problems import Place
from scoring.awards.model import Awarded, AwardRule, Figure, Measure
from scoring.model import Record


class PointsBy(StrEnum):
    """How a drill's result becomes points of the season."""

    RANKS = "ranks"
    """By a table: so many for the first, so many for the second."""
    PERCENT = "percent"
    """100 for the drill's best total, the others their share of it."""


class Scheme(Record, frozen=True):
    """How points of a season are made."""

    by: PointsBy = PointsBy.PERCENT
    table: tuple[int, ...] = ()
    """For `PointsBy.RANKS`: points by rank; ranks beyond the table get none."""
    participation: int = 0
    """Points for taking part, beside those of the result; no weight multiplies them."""
    best: int = 0
    """How many drills count, a team's best ones; 0 for all."""
    weights: tuple[tuple[str, int], ...] = ()
    """(level, percent): what the points of a drill of that level are multiplied by; 100 for any other."""


class Source(Record, frozen=True):
    """One drill as the plan names it."""

    file: str
    place: Place
    level: str = ""
    """Empty for the scenario's own."""
    date: str = ""
    """``2026-04-11``; empty for the day on which the file was begun."""
    weight: int | None = None
    """Percent; None for that of its level."""


class Plan(Record, frozen=True):
    """A season as its file says."""

    title: Text
    year: int
    drills: tuple[Source, ...]
    scheme: Scheme = Scheme()
    divisions: tuple[str, ...] = ()
    """Those that are ranked; empty for all."""
    minimum_drills: int = 1
    """Drills that a team takes part in at least to be ranked."""
    last: str = ""
    """File of the year before; empty for none."""
    last_place: Place | None = None
    aliases: tuple[tuple[str, str], ...] = ()
    """(other id, team id): a team that had another name."""
    awards: tuple[AwardRule, ...] = ()
    """Empty for the standard ones."""


class Outing(Record, frozen=True):
    """One team in one drill."""

    team: str
    """As the drill calls it."""
    label: str
    division: str
    rank: int
    total: int
    figures: dict[Measure, Figure]
    unit: str = ""
    finished: bool = True
    penalties: int = 0


class Drill(Record, frozen=True, dict=True):
    """One sealed drill as the season reads it."""

    id: str
    """Hash of its seal's entry, hexadecimal: the same file gives the same, another file another."""
    title: Text
    date: str
    """``2026-04-11``."""
    level: str
    outings: tuple[Outing, ...]
    weight: int | None = None
    """Percent; None for that of its level."""
    file: str = ""
    """Name of the file, for people."""
    seal: tuple[str, ...] = ()
    """The twelve words of its seal."""

    @cached_property
    def best(self) -> int:
        """The best total; every team's share is asked of it."""
        return max((outing.total for outing in self.outings), default=0)


class Part(Record, frozen=True):
    """What one drill gives a team."""

    drill: str
    """Id of the drill."""
    rank: int
    total: int
    points: Fraction
    counts: bool
    """Whether it is among the best ones that count."""


class SeasonTie(StrEnum):
    """What placed a row among rows of the same points."""

    NONE = ""
    BEST = "best drills"
    """The better counted drills, compared from each team's best on."""
    REPORTS = "reports"
    """More points for reports in the counted drills."""
    SHARED = "shared"
    """Nothing tells them apart: the same rank."""


class Row(Record, frozen=True):
    """One team's season."""

    rank: int
    """From 1, dense; 0 for one that is not ranked: too few drills, or another division."""
    team: str
    label: str
    """As in the last drill that it took part in; so are division and unit."""
    division: str
    unit: str
    points: Fraction
    parts: tuple[Part, ...]
    """One for each drill that it took part in, by date."""
    tie: SeasonTie = SeasonTie.NONE
    before: int | None = None
    """Rank of the year before; None for a team that had none."""
    division_rank: int = 0
    """Among the ranked of its division; dense."""

    @property
    def up(self) -> int | None:
        """Places gained since the year before, below 0 for lost ones; None where one of the ranks is missing."""
        return None if self.before is None or not self.rank else self.before - self.rank


class Season(Record, frozen=True):
    """A season worked out."""

    title: Text
    year: int
    drills: tuple[Drill, ...]
    """By date."""
    rows: tuple[Row, ...]
    """Best first; those that are not ranked last, by name."""
    awards: tuple[Awarded, ...]
    scheme: Scheme = Scheme()
    compared: bool = False
    """Whether there is a year before."""
    course: tuple[tuple[str, tuple[int | None, ...]], ...] = ()
    """(team, its rank in the year before, then after each drill), for each ranked team, best first."""
