"""What is done: the attacker's steps and the team's orders alike, and what they leave behind."""

from enum import StrEnum

from drill.scenario.model.ground import Bits, Effect, Guard, Record, Span, Template, Text


class AlertLevel(StrEnum):
    """How loudly an alert calls."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Alert(Record, frozen=True):
    """What a trace pushes to the team."""

    level: AlertLevel
    title: Template


class Trace(Record, frozen=True):
    """Records that a step, an order or a red herring writes into a source."""

    id: str
    """As the author gave it, else ``STEP.N``, ``STEP.start.N``, ``STEP.failed.N`` (N from 1)."""
    source: str
    text: Template
    on: str
    """Host it belongs to; empty when none. A source that misses this host never gets it."""
    alert: Alert | None
    chance: int
    after: Span
    """Milliseconds from the event until it can be seen, before the source's own delay."""
    needs: Guard
    lines: Span
    """How many records, spread over the step."""
    seen: int | None
    """Bit of ``team has seen TRACE`` where some condition or effect reads it, else None."""


class Owner(StrEnum):
    """Who acts."""

    ATTACKER = "attacker"
    TEAM = "team"


class WhenBroken(StrEnum):
    """What becomes of a running operation whose held condition breaks."""

    STOPS = "stops"
    CONTINUES = "continues"


class Stage(Record, frozen=True):
    """A part of an order's time during which facts hold (patch: off for the last five minutes)."""

    before_end: int
    """Milliseconds before the end at which the stage begins; it lasts until the end or a cut."""
    during: Effect


class Outcome(Record, frozen=True):
    """What happens at the end when its guard is the first of the list to hold."""

    guard: Guard
    effect: Effect


class Reach(StrEnum):
    """What an order brings to the team's eyes when it ends."""

    NOTHING = "nothing"
    SEARCH = "search"
    """Lines of one source in a window (``search logs``)."""
    MEMORY = "memory"
    """Memory traces of a host."""
    DISK = "disk"
    """Disk traces of a host: all records on it, those of blind sources too."""
    ANALYSIS = "analysis"
    """What is known of an indicator."""
    LOGINS = "logins"
    """Records that name an account or a host's logins."""


class Operation(Record, frozen=True):
    """A step of the attacker or an order of the team, compiled alike."""

    id: str
    """Step id, or the full order: ``isolate host fs01``, ``cut link servers to mgmt``."""
    owner: Owner
    order: int
    """Place in the file (steps) or in the action list (orders): ties are broken by it."""
    does: Text
    technique: str
    source: str
    """Host id of ``from``; empty when it comes from outside."""
    target: str
    """Host id (a step), else the chosen thing's id; empty when none."""
    guard: Guard
    """True facts that must hold to start: ``seen`` and ``hidden`` together."""
    seen: Guard
    """The part that the attacker reads as it is: ``from`` and ``needs``. Equal to ``guard`` for orders."""
    hidden: Guard
    """The part that it reads as it believes: ``unless``, state of target and links. ALWAYS for orders."""
    hidden_bits: Bits
    """Bits that block through ``hidden``: unknown until it has run into them."""
    hold: Guard
    """What must go on holding while it runs; ``guard`` unless ``once started: continues``, then ALWAYS."""
    takes: Span
    chance: int
    during: Effect
    """Facts that hold only while it runs."""
    stages: tuple[Stage, ...]
    outcomes: tuple[Outcome, ...]
    """``then``: a step has one, guarded ALWAYS; ``remove malware`` has two."""
    fails: Effect
    """``if it fails``."""
    cuts: tuple[str, ...]
    """Step ids that this order cuts when it ends (``end sessions``)."""
    traces: tuple[Trace, ...]
    start_traces: tuple[Trace, ...]
    failed_traces: tuple[Trace, ...]
    habit: bool
    repeat: bool
    retry: int
    """Milliseconds of cooling after a failure (the attack's ``retries after``)."""
    role: str
    """Whose hands it takes; empty for the attacker."""
    people: int
    reach: Reach
    says: Text
    """What the team is told when it ends; may be empty."""
    cost: int
    """Points that the order costs when it starts (``ask for help``)."""
    extra_people: tuple[str, int, int] | None
    """(role, how many, milliseconds after the end) that the order brings; None mostly."""
    destroys: Text
    """What is lost for good, said before the order is confirmed; may be empty."""


class Phase(StrEnum):
    """The response phase an action belongs to (field terms)."""

    DETECT = "detect"
    CONTAIN = "contain"
    ERADICATE = "eradicate"
    RECOVER = "recover"
    REPORT = "report"


class TargetKind(StrEnum):
    """What an action asks for."""

    NONE = "none"
    HOST = "host"
    BACKUP_HOST = "backup host"
    HOST_WITH_BACKUP = "host with backup"
    LINK = "link"
    INDICATOR = "indicator"
    ACCOUNT = "account"
    ACCOUNT_OR_HOST = "account or host"
    WEAKNESS = "host and weakness"
    SERVICE = "service"
    ROLE = "role"
    WHO = "who"
    """Free words: an authority."""
    TEXT = "text"
    """Free words: a statement."""
    QUERY = "query"
    """Source, words and a window."""


class Action(Record, frozen=True):
    """An entry of the team's action library: a verb and the orders it can become."""

    name: str
    """Exact name (``isolate host``)."""
    label: Text
    phase: Phase
    asks: TargetKind
    role: str
    people: int
    takes: Span
    does: Text
    orders: tuple[str, ...]
    """Ids of the operations it can become; for free words and queries one operation named like the action."""
    react: tuple[str, ...]
    """RE&CT tags."""
    d3fend: tuple[str, ...]


class Mood(Record, frozen=True):
    """A change of the attacker's pace and hands while something holds."""

    id: str
    guard: Guard
    bit: int
    """Bit of the derived fact ``mood.ID``."""
    pace: Span | None
    hands: int | None


class Goal(Record, frozen=True):
    """What the attacker is after."""

    id: str
    label: Text
    guard: Guard
    worth: int
    bit: int
    """Bit of ``goal.ID.reached``: base, set once when the guard first holds, never cleared."""


class Attack(Record, frozen=True):
    """The attack without its steps."""

    name: Text
    first_move: int
    pace: Span
    hands: int
    opening: tuple[str, ...]
    retries_after: int
    gives_up_after: int | None
    """Failures of the same step after which it is never tried again; None is never."""
    moods: tuple[Mood, ...]
    goals: tuple[Goal, ...]
