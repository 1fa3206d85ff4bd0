"""What a checked scenario compiles to: immutable, whole, in integers. The world, the views and the score read only this.

Facts are bits of one int. A guard is an OR of (mask, want) pairs: it holds when ``facts & mask == want`` for one of
them. Times are milliseconds since the start, amounts are thousandths, chances whole percent.
"""

from drill.scenario.model.answers import (
    AnswerAmount,
    AnswerFirstHost,
    AnswerFirstStep,
    AnswerGoals,
    AnswerHosts,
    AnswerRule,
    AnswerSteps,
    AnswerText,
    AnswerTime,
    Past,
    PastCondition,
    PastFact,
    PastFirstCompromise,
    PastStep,
)
from drill.scenario.model.ground import (
    ALWAYS,
    NEVER,
    Bits,
    Effect,
    Fact,
    FactKind,
    Guard,
    Record,
    Rule,
    Slot,
    SlotKind,
    Span,
    Template,
    Text,
)
from drill.scenario.model.meters import Direction, Keep, Mark, Meter, MeterKind, Term
from drill.scenario.model.operations import (
    Action,
    Alert,
    AlertLevel,
    Attack,
    Goal,
    Mood,
    Operation,
    Outcome,
    Owner,
    Phase,
    Reach,
    Stage,
    TargetKind,
    Trace,
    WhenBroken,
)
from drill.scenario.model.organisation import (
    Account,
    Host,
    Indicator,
    IndicatorKind,
    Link,
    Service,
    Source,
    Zone,
)
from drill.scenario.model.points import (
    Beats,
    Bound,
    Field,
    Guide,
    Judged,
    Question,
    Rehearsal,
    Report,
    Sample,
    Scoring,
)
from drill.scenario.model.story import Channel, Herring, Inject, Noise, When

__all__ = [
    "ALWAYS",
    "NEVER",
    "Account",
    "Action",
    "Alert",
    "AlertLevel",
    "AnswerAmount",
    "AnswerFirstHost",
    "AnswerFirstStep",
    "AnswerGoals",
    "AnswerHosts",
    "AnswerRule",
    "AnswerSteps",
    "AnswerText",
    "AnswerTime",
    "Attack",
    "Beats",
    "Bits",
    "Bound",
    "Channel",
    "Direction",
    "Effect",
    "Fact",
    "FactKind",
    "Field",
    "Goal",
    "Guard",
    "Guide",
    "Herring",
    "Host",
    "Indicator",
    "IndicatorKind",
    "Inject",
    "Judged",
    "Keep",
    "Link",
    "Mark",
    "Meter",
    "MeterKind",
    "Model",
    "Mood",
    "Noise",
    "Operation",
    "Outcome",
    "Owner",
    "Past",
    "PastCondition",
    "PastFact",
    "PastFirstCompromise",
    "PastStep",
    "Phase",
    "Question",
    "Reach",
    "Record",
    "Rehearsal",
    "Report",
    "Role",
    "Rule",
    "Sample",
    "Scoring",
    "Service",
    "Slot",
    "SlotKind",
    "Source",
    "Span",
    "Stage",
    "TargetKind",
    "Template",
    "Term",
    "Text",
    "Trace",
    "When",
    "WhenBroken",
    "Zone",
]


class Role(Record, frozen=True):
    """A kind of people on the team, and how many."""

    id: str
    label: Text
    people: int


class Model(Record, frozen=True):
    """A whole scenario, compiled."""

    id: str
    hash: str
    """BLAKE2b-256 hex over the language version and every source file (names and texts)."""
    library_hash: str
    """BLAKE2b-256 hex over the action library that it was compiled with."""
    title: Text
    summary: Text
    length: int
    starts_at: int
    """Milliseconds of the day at T+0."""
    level: str
    teaches: tuple[Text, ...]
    hours_per_hour: int
    """Legal hours that pass in one drill hour."""
    facts: tuple[Fact, ...]
    """By bit."""
    start: Bits
    """Facts at T+0, derived ones closed."""
    derived: Bits
    """Mask of all derived facts."""
    rules: tuple[Rule, ...]
    day: int
    """Bit of ``clock.working-hours``."""
    night: int
    """Bit of ``clock.night``."""
    zones: tuple[Zone, ...]
    links: tuple[Link, ...]
    hosts: tuple[Host, ...]
    accounts: tuple[Account, ...]
    indicators: tuple[Indicator, ...]
    things: tuple[tuple[str, Text], ...]
    services: tuple[Service, ...]
    sources: tuple[Source, ...]
    meters: tuple[Meter, ...]
    roles: tuple[Role, ...]
    actions: tuple[Action, ...]
    umpire: bool
    """Whether teams may ask the umpire."""
    attack: Attack
    operations: tuple[Operation, ...]
    """Steps in file order, then orders in library order."""
    noise: tuple[Noise, ...]
    herrings: tuple[Herring, ...]
    injects: tuple[Inject, ...]
    questions: tuple[Question, ...]
    reports: tuple[Report, ...]
    scoring: Scoring
    rehearsal: Rehearsal
    judging: tuple[Guide, ...] = ()
    """What judges read beside a text, for the items that the author wrote something for."""
