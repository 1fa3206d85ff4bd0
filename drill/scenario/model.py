"""What a checked scenario compiles to: immutable, whole, in integers. The world, the views and the score read only this.

Facts are bits of one int. A guard is an OR of (mask, want) pairs: it holds when ``facts & mask == want`` for one of
them. Times are milliseconds since the start, amounts are thousandths, chances whole percent.
"""

from enum import StrEnum
from typing import TypeAlias

import msgspec

from drill.i18n import Language

Bits: TypeAlias = int
Guard: TypeAlias = tuple[tuple[int, int], ...]
ALWAYS: Guard = ((0, 0),)
NEVER: Guard = ()


class Record(msgspec.Struct, frozen=True):
    """Base of every compiled record."""


class Text(Record, frozen=True):
    """What a person reads; a plain text serves both languages."""

    en: str
    vi: str

    def say(self, language: Language) -> str:
        """Return the text in a language."""
        return self.vi if language is Language.VIETNAMESE else self.en


class SlotKind(StrEnum):
    """What fills a slot of a template when the text is rendered."""

    TEAM = "team"
    TIME = "time"
    INDICATOR = "indicator"
    METER = "meter"


class Slot(Record, frozen=True, tag="slot"):
    """A place in a text that differs by team or by moment; everything else is resolved while compiling."""

    kind: SlotKind
    id: str
    """Indicator or meter id; empty for team and time."""


class Template(Record, frozen=True):
    """A text with slots, per language."""

    en: tuple[str | Slot, ...]
    vi: tuple[str | Slot, ...]


class Span(Record, frozen=True):
    """A closed range of whole numbers: milliseconds, or a count."""

    lo: int
    hi: int


class Effect(Record, frozen=True):
    """Bits to set and bits to clear; never the same bit in both."""

    add: Bits = 0
    rem: Bits = 0


class FactKind(StrEnum):
    """How a fact comes to be true."""

    BASE = "base"
    DERIVED = "derived"


class Fact(Record, frozen=True):
    """One thing that can be true."""

    bit: int
    """Its place in the int (0 is the lowest bit)."""
    name: str
    """Canonical name: ``fs01.encrypted``, ``portal01.weak.PORTAL-UPLOAD``, ``link.servers-mgmt.cut``,
    ``attacker.network-map``, ``team.declared-an-incident``, ``goal.leak.reached``, ``clock.night``."""
    kind: FactKind
    subject: str
    """Id of the thing it is about (``fs01``; ``link.servers-mgmt``; ``attacker``; ``team``)."""
    state: str
    """The state's word as authors write it (``encrypted``, ``weak to PORTAL-UPLOAD``)."""


class Rule(Record, frozen=True):
    """A derived fact holds exactly while its guard does. Rules are in an order in which none reads a later one."""

    bit: int
    guard: Guard


class Zone(Record, frozen=True):
    """A part of the network."""

    id: str
    label: Text
    outside: bool


class Link(Record, frozen=True):
    """One direction between two zones; what is not listed is closed."""

    source: str
    target: str
    services: tuple[str, ...]
    """Names of network services; ``any`` opens all."""
    cut: int
    """Bit of ``link.A-B.cut``."""


class Host(Record, frozen=True):
    """A computer of the organisation, or many treated as one."""

    id: str
    label: Text
    zone: str
    ip: str
    os: str
    weaknesses: tuple[str, ...]
    backup: bool
    keeps_backups: bool
    count: int
    working: int
    """Bit of the derived fact ``H.working``."""


class Account(Record, frozen=True):
    """Something that people or services log in with."""

    id: str
    owner: Text
    opens: tuple[str, ...]
    """Host ids; ``("all",)`` for every host."""
    breaks: tuple[str, ...]


class IndicatorKind(StrEnum):
    """What a sign of the attacker is."""

    IP = "ip"
    DOMAIN = "domain"
    URL = "url"
    SENDER = "sender"
    HASH = "hash"


class Indicator(Record, frozen=True):
    """A sign of the attacker that can be blocked, or a harmless look-alike."""

    id: str
    kind: IndicatorKind
    values: tuple[str, ...]
    """One value, or the pool from which each team gets its own: index ``draw("indicator", id + "/" + team, 0)``
    scaled to the length."""
    harmless: bool
    breaks: tuple[str, ...]


class Service(Record, frozen=True):
    """Something that the organisation offers."""

    id: str
    label: Text
    weight: int
    hidden: bool
    noticed_after: int
    """Milliseconds until the team's board shows a change."""
    up: int
    """Bit of the derived fact ``S.up``."""
    limited: int | None = None
    """Bit of ``S.rate-limited``: while it holds, time up counts 90 percent."""


class Source(Record, frozen=True):
    """A log that the team can search."""

    id: str
    label: Text
    misses: tuple[str, ...]
    """Hosts whose records never arrive here."""
    kept: int
    """Milliseconds that records stay."""
    delay: Span


class MeterKind(StrEnum):
    """How a meter moves."""

    COUNTER = "counter"
    LEVEL = "level"


class Direction(StrEnum):
    """From which side a mark is met."""

    UP = "up"
    DOWN = "down"


class Term(Record, frozen=True):
    """What moves a meter while its guard holds."""

    guard: Guard
    amount: int
    """Counter: thousandths per hour. Level: thousandths."""


class Keep(Record, frozen=True):
    """What multiplies a level while its guard holds."""

    guard: Guard
    percent: int


class Mark(Record, frozen=True):
    """Where a meter acts on the facts."""

    at: int
    """Thousandths."""
    direction: Direction
    effect: Effect


class Meter(Record, frozen=True):
    """A number that grows, or a sum of what is true now."""

    id: str
    label: Text
    unit: Text
    kind: MeterKind
    base: int
    """Thousandths: where a counter starts, or what a level is when nothing adds."""
    terms: tuple[Term, ...]
    keeps: tuple[Keep, ...]
    marks: tuple[Mark, ...]
    """In file order."""
    touches: Bits
    """Bits whose change makes the meter be worked out anew."""


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


class When(StrEnum):
    """The hours in which noise is written."""

    WORKING = "working hours"
    NIGHT = "night"
    ALWAYS = "always"


class Noise(Record, frozen=True):
    """Everyday lines of one source."""

    source: str
    rate: int
    """Lines a minute."""
    lines: tuple[str, ...]
    """Texts with ``<word>`` places."""
    words: tuple[tuple[str, tuple[str, ...]], ...]
    when: When


class Herring(Record, frozen=True):
    """A red herring."""

    id: str
    at: int | None
    """Milliseconds; None when it waits for ``when``."""
    when: Guard
    traces: tuple[Trace, ...]
    truth: Text
    costly: Guard
    """NEVER when no reaction is wrong."""
    costly_hosts: tuple[str, ...]
    """Hosts that ``costly`` names; having been touched by a step, they cost nothing."""


class Channel(StrEnum):
    """How a message reaches the team."""

    PHONE = "phone"
    MAIL = "mail"
    CHAT = "chat"
    TICKET = "ticket"
    PRESS = "press"


class Inject(Record, frozen=True):
    """A message from people around the team."""

    id: str
    at: int | None
    when: Guard
    after: int
    unless: Guard
    sender: Text
    to: str
    """Role, or ``everyone``."""
    channel: Channel
    text: Template
    reply_within: int | None
    points: int
    then: Effect


class PastFact(Record, frozen=True, tag="fact"):
    """``fs01 was encrypted``: at some time the fact had this value."""

    bit: int
    value: bool = True
    """False for states said by their opposite: ``portal was down`` is ``portal.up`` having been false."""


class PastStep(Record, frozen=True, tag="step"):
    """``plant-task was done``."""

    step: str


class PastFirstCompromise(Record, frozen=True, tag="first-compromise"):
    """``the first compromise``."""

    bits: tuple[int, ...]
    """Bits of ``H.compromised`` of every host."""


Past: TypeAlias = PastFact | PastStep | PastFirstCompromise
PastCondition: TypeAlias = tuple[tuple[Past, ...], ...]
"""OR of ANDs; one empty AND is "always"."""


class AnswerText(Record, frozen=True, tag="text"):
    """Any of these texts is right (folded comparison)."""

    texts: tuple[Template, ...]


class AnswerFirstHost(Record, frozen=True, tag="first-host"):
    """``first host that was S``."""

    hosts: tuple[tuple[int, str], ...]
    """(bit, host id)."""


class AnswerHosts(Record, frozen=True, tag="hosts"):
    """``hosts that were S or S``; scored by overlap."""

    hosts: tuple[tuple[int, str], ...]


class AnswerFirstStep(Record, frozen=True, tag="first-step"):
    """``by first of A, B``: the n-th step means the n-th choice."""

    steps: tuple[str, ...]


class AnswerTime(Record, frozen=True, tag="time"):
    """``time of X, give or take T``."""

    of: Past
    give: int


class AnswerAmount(Record, frozen=True, tag="amount"):
    """``amount of METER, give or take N%``: the meter's value at the end, or at the moment of the answer."""

    meter: str
    percent: int


class AnswerGoals(Record, frozen=True, tag="goals"):
    """``goals that were reached``; scored by overlap."""


class AnswerSteps(Record, frozen=True, tag="steps"):
    """``steps that were done``; scored by overlap."""


AnswerRule: TypeAlias = (
    AnswerText
    | AnswerFirstHost
    | AnswerHosts
    | AnswerFirstStep
    | AnswerTime
    | AnswerAmount
    | AnswerGoals
    | AnswerSteps
)


class Question(Record, frozen=True):
    """A question about what this team's world went through."""

    id: str
    ask: Template
    choices: tuple[Text, ...]
    answer: AnswerRule
    counts_if: PastCondition
    opens_at: int | None
    """Milliseconds; None when it waits for ``opens_when``."""
    opens_when: Guard
    tries: int
    points: int
    found_in: str
    hint: Text | None
    hint_cost: int


class Field(Record, frozen=True):
    """One field of a report: computed (``check``) or judged (``criteria``)."""

    id: str
    ask: Text
    check: AnswerRule | None
    criteria: tuple[Text, ...]
    points: int


class Report(Record, frozen=True):
    """A report with a clock and fields."""

    id: str
    to: Text
    starts_at: tuple[int, ...]
    """Clock times in ms; the clock starts at the first of these and of ``starts_when``."""
    starts_when: Guard
    due: int
    """Milliseconds after the clock started."""
    fields: tuple[Field, ...]


class Judged(Record, frozen=True):
    """A section that people mark by criteria (``judged teamwork``)."""

    id: str
    points: int
    criteria: tuple[Text, ...]


class Scoring(Record, frozen=True):
    """How points are made."""

    services: int
    services_afterwards: int
    """Milliseconds; the drill's length where the file is silent."""
    attack_stopped: int
    questions: int | None
    """Points the section is scaled to; None takes the sum of its items (``from questions``)."""
    injects: int | None
    reports: int | None
    judged: tuple[Judged, ...]
    costly_mistake: int
    outage_points: int
    """``needless outage``: points ..."""
    outage_minutes: int
    """... per this many whole minutes beyond the first ten."""
    wrong_answer: int


class Bound(Record, frozen=True):
    """What the planner expects of a rehearsal: median of (services + attack stopped), whole percent."""

    bot: str
    lo: int
    hi: int


class Beats(Record, frozen=True):
    """Which bot should do better than which, in percent of the runs."""

    better: str
    worse: str
    percent: int


class Rehearsal(Record, frozen=True):
    """How often to rehearse, and what it should show."""

    runs: int
    bounds: tuple[Bound, ...]
    beats: tuple[Beats, ...]


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
