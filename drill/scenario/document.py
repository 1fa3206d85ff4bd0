"""What an author wrote, read but not yet resolved: one frozen record per section of a scenario file.

Every value has its type (times in milliseconds, amounts in thousandths, chances in whole percent), every default is
filled in, `use`, `names` and `for each` are expanded, and everything that later checks may have to complain about has
its place. Names are still words: whether they exist is for the checks to find out.

A document is made even from a file with mistakes, so that all of them can be shown together. A broken reference is
a `Ref` with an empty name, a broken sentence is left out: both are reported already and resolvers say nothing.
"""

from typing import TypeAlias

from drill.scenario.conditions import Condition, Past, PastCondition, Record, Ref, Sentence
from drill.scenario.model import (
    AlertLevel,
    Channel,
    Direction,
    IndicatorKind,
    MeterKind,
    Span,
    TargetKind,
    Text,
    When,
    WhenBroken,
)
from drill.scenario.problems import Place


class Item(Record, frozen=True):
    """Base of everything that has keys of its own."""

    id: str
    place: Place
    """Where its id is written."""
    where: dict[str, Place]
    """Where each value that the author gave is written, by the key's spelling in the reference (``takes``)."""

    def place_of(self, key: str) -> Place:
        """Return where a key's value is written; where the item is, if the author left the key out."""
        return self.where.get(key, self.place)


# ---------------------------------------------------------------- the network


class Scenario(Item, frozen=True):
    """Section ``scenario``; `id` is the scenario's id."""

    title: Text
    summary: Text
    """May be empty."""
    length: int
    """Milliseconds."""
    starts_at: int
    """Milliseconds of the day at T+0."""
    level: str
    teaches: tuple[Text, ...]
    hours_per_hour: int


class Zone(Item, frozen=True):
    """A part of the network; at least one is outside."""

    label: Text
    outside: bool


class Link(Record, frozen=True):
    """``A to B: services``: one direction, all that is not listed is closed."""

    source: Ref
    target: Ref
    services: tuple[str, ...]
    """``("any",)`` opens all."""
    place: Place


class Host(Item, frozen=True):
    """A computer, or many treated as one."""

    zone: Ref
    label: Text
    ip: str
    """Address or network; empty when it is to be invented in the zone's range."""
    os: str
    weaknesses: tuple[str, ...]
    backup: bool
    keeps_backups: bool
    count: int
    exists: bool
    """``exists at start``."""


class Account(Item, frozen=True):
    """Something people or services log in with."""

    owner: Text
    opens: tuple[Ref, ...]
    """One `Ref` named ``all`` opens every host."""
    breaks: tuple[Ref, ...]
    stolen: bool
    disabled: bool
    exists: bool
    """``exists at start``."""


class Indicator(Item, frozen=True):
    """A sign of the attacker that can be blocked, or a harmless look-alike."""

    kind: IndicatorKind
    values: tuple[str, ...]
    """One value, or the pool of ``one of``."""
    harmless: bool
    breaks: tuple[Ref, ...]


class Thing(Item, frozen=True):
    """Anything else that can be in a state."""

    label: Text
    states: tuple[str, ...]
    at_start: tuple[str, ...]
    """Some of `states`."""


class Service(Item, frozen=True):
    """Something the organisation offers, up while its needs hold."""

    label: Text
    needs: Condition
    """A bare name X was read as ``X is working``; then `Sentence.text` is the bare name."""
    weight: int
    hidden: bool
    noticed_after: int


class Source(Item, frozen=True):
    """A log that the team can search."""

    label: Text
    misses: tuple[Ref, ...]
    kept: int
    delay: Span


class Consequence(Record, frozen=True):
    """``X is Y`` holds exactly while the condition does."""

    sentence: Sentence
    """Never negated."""
    condition: Condition
    place: Place


class Term(Record, frozen=True):
    """``N while ...``, ``N per minute while ...``."""

    amount: int
    """Counter: thousandths per hour. Level: thousandths."""
    condition: Condition
    """An empty `All` where no ``while`` was written."""
    place: Place


class Keep(Record, frozen=True):
    """``N% while ...``."""

    percent: int
    condition: Condition
    place: Place


class Mark(Record, frozen=True):
    """``at N -> sentence``, ``down to N -> sentence``."""

    at: int
    """Thousandths."""
    direction: Direction
    then: Sentence
    place: Place


class Meter(Item, frozen=True):
    """A number that grows, or a sum of what is true now."""

    label: Text
    unit: Text
    kind: MeterKind
    base: int
    """Thousandths: ``starts`` of a counter, ``level`` of a level."""
    terms: tuple[Term, ...]
    keeps: tuple[Keep, ...]
    marks: tuple[Mark, ...]


# ---------------------------------------------------------------- the team


class Role(Record, frozen=True):
    """A kind of people on the team, and how many."""

    id: str
    people: int
    place: Place


class Crew(Record, frozen=True):
    """Whose hands an action takes."""

    role: Ref
    people: int


class Change(Item, frozen=True):
    """What ``team.change`` alters of a library action; `id` is the action's name, None leaves a value as it is."""

    takes: Span | None
    crew: Crew | None
    needs: Condition | None
    unless: tuple[Sentence, ...] | None
    says: Text | None
    worth: int | None


class Extra(Item, frozen=True):
    """An action of the team's own; `id` is its name, blanks and all."""

    does: Text
    crew: Crew
    takes: Span
    target: TargetKind
    needs: Condition | None
    unless: tuple[Sentence, ...]
    during: tuple[Sentence, ...]
    then: tuple[Sentence, ...]
    says: Text | None
    traces: tuple["Trace", ...]


class Team(Item, frozen=True):
    """Section ``team``."""

    people: tuple[Role, ...]
    actions: tuple[Ref, ...] | None
    """None is ``all``."""
    without: tuple[Ref, ...]
    changes: tuple[Change, ...]
    extras: tuple[Extra, ...]
    umpire: bool
    """``may ask the umpire``."""


# ---------------------------------------------------------------- the attack


class Alert(Record, frozen=True):
    """``level, title``: what a trace pushes to the team."""

    level: AlertLevel
    title: Text


class Trace(Item, frozen=True):
    """`id` as given, else ``STEP.N``, ``STEP.start.N``, ``STEP.failed.N`` (N from 1)."""

    source: Ref
    text: Text
    on: Ref | None
    """None when the host follows from the text, the target or the origin."""
    alert: Alert | None
    chance: int
    after: Span
    needs: Condition | None
    lines: Span


class Step(Item, frozen=True):
    """A step of the attacker; a copy made by ``for each`` has the id ``step/name``."""

    family: str
    """The id as written: that of the step before ``for each`` copied it."""
    does: Text
    technique: str
    """Right in form; empty when none was given."""
    source: Ref | None
    """Key ``from``."""
    target: Ref | None
    via: str
    """Empty: any service."""
    needs: Condition | None
    unless: tuple[Sentence, ...]
    takes: Span
    chance: int
    during: tuple[Sentence, ...]
    then: tuple[Sentence, ...]
    fails: tuple[Sentence, ...]
    """``if it fails``."""
    habit: bool
    once_started: WhenBroken
    repeat: bool
    traces: tuple[Trace, ...]
    start_traces: tuple[Trace, ...]
    """``traces at start``."""
    failed_traces: tuple[Trace, ...]


class Mood(Item, frozen=True):
    """A change of the attacker's pace and hands while something holds."""

    condition: Condition
    """``while``."""
    pace: Span | None
    hands: int | None


class Goal(Item, frozen=True):
    """What the attacker is after."""

    label: Text
    when: Condition
    worth: int


class Attack(Item, frozen=True):
    """Section ``attack``."""

    name: Text
    first_move: int
    pace: Span
    hands: int
    opening: tuple[Ref, ...]
    retries_after: int
    gives_up_after: int | None
    """Failures of the same step; None is never."""
    moods: tuple[Mood, ...]
    goals: tuple[Goal, ...]
    steps: tuple[Step, ...]


# ---------------------------------------------------------------- the background


class Noise(Item, frozen=True):
    """`id` is ``noise.N``, N from 1."""

    source: Ref
    rate: int
    """Lines a minute."""
    lines: tuple[str, ...]
    words: tuple[tuple[str, tuple[str, ...]], ...]
    when: When


class Herring(Item, frozen=True):
    """A red herring: daily life that looks like an attack."""

    at: int | None
    """Milliseconds; exactly one of `at` and `when` is given."""
    when: Condition | None
    traces: tuple[Trace, ...]
    truth: Text
    costly: Condition | None


# ---------------------------------------------------------------- the people


class Inject(Item, frozen=True):
    """A message from people around the team."""

    at: int | None
    when: Condition | None
    after: int
    unless: Condition | None
    sender: Text
    """Key ``from``."""
    to: Ref
    """A role, or ``everyone``."""
    channel: Channel
    text: Text
    reply_within: int | None
    points: int
    then: tuple[Sentence, ...]


class AnswerText(Record, frozen=True, tag="text"):
    """Any of these texts is right."""

    texts: tuple[Text, ...]


class AnswerFirstHost(Record, frozen=True, tag="first-host"):
    """``first host that was S``."""

    state: str
    """As in sentences: ``compromised``, ``weak to X``."""


class AnswerHosts(Record, frozen=True, tag="hosts"):
    """``hosts that were S or S``."""

    states: tuple[str, ...]


class AnswerFirstStep(Record, frozen=True, tag="first-step"):
    """``by first of A, B``: the n-th step means the n-th choice."""

    steps: tuple[Ref, ...]


class AnswerTime(Record, frozen=True, tag="time"):
    """``time of X, give or take T``."""

    of: Past
    give: int
    """Milliseconds; 0 when the author gave none (warned)."""


class AnswerAmount(Record, frozen=True, tag="amount"):
    """``amount of METER, give or take N%``."""

    meter: Ref
    percent: int
    """0 when the author gave none (warned)."""


class AnswerGoals(Record, frozen=True, tag="goals"):
    """``goals that were reached``."""


class AnswerSteps(Record, frozen=True, tag="steps"):
    """``steps that were done``."""


Answer: TypeAlias = (
    AnswerText
    | AnswerFirstHost
    | AnswerHosts
    | AnswerFirstStep
    | AnswerTime
    | AnswerAmount
    | AnswerGoals
    | AnswerSteps
)


class Question(Item, frozen=True):
    """A question about what this team's world went through."""

    ask: Text
    answer: Answer
    choices: tuple[Text, ...]
    counts_if: PastCondition
    opens_at: int | None
    """Milliseconds, 0 from the start; None when it waits for `opens_when`."""
    opens_when: Condition | None
    tries: int
    points: int
    found_in: Ref | None
    hint: Text | None
    hint_cost: int


class Field(Item, frozen=True):
    """One field of a report, computed or judged."""

    ask: Text
    check: Answer | None
    criteria: tuple[Text, ...]
    """Key ``judge``, split by semicolons."""
    points: int


class Report(Item, frozen=True):
    """A report with a clock and fields."""

    to: Text
    starts_at: tuple[int, ...]
    starts_when: tuple[Condition, ...]
    """The clock starts at the first of all these."""
    due: int | None
    """Milliseconds; None when a duty of a legal pack says it."""
    duty: Ref | None
    fields: tuple[Field, ...]


# ---------------------------------------------------------------- points


class Judged(Item, frozen=True):
    """``judged NAME``; `id` is the name."""

    points: int
    criteria: tuple[Text, ...]


class Sample(Record, frozen=True):
    """A sample answer with the authors' marks."""

    text: Text
    percents: tuple[int, ...]
    because: Text
    place: Place
    """Where its marks are written."""


class Guide(Item, frozen=True):
    """One item of section ``judging``; `id` as marks name it (``field:REPORT.FIELD``)."""

    guidance: Text
    anchors: tuple[tuple[int, Text], ...]
    """Ascending."""
    samples: tuple[Sample, ...]


class Scoring(Item, frozen=True):
    """Section ``scoring``."""

    services: int
    services_afterwards: int | None
    """Milliseconds; None is the drill's length."""
    attack_stopped: int
    questions: int | None
    """None is ``from questions``."""
    injects: int | None
    reports: int | None
    judged: tuple[Judged, ...]
    costly_mistake: int
    outage_points: int
    outage_minutes: int
    wrong_answer: int
    total: int | None
    """What the author says it adds up to."""


class Bound(Record, frozen=True):
    """``idle team: at most 45%``."""

    bot: str
    lo: int
    hi: int
    place: Place


class Beats(Record, frozen=True):
    """``skilled beats novice: at least 85% of runs``."""

    better: str
    worse: str
    percent: int
    place: Place


class Rehearsal(Item, frozen=True):
    """Section ``rehearsal``."""

    runs: int
    bounds: tuple[Bound, ...]
    """Only those that the author wrote."""
    beats: tuple[Beats, ...]
    """Only those that the author wrote."""


class Document(Record, frozen=True):
    """A whole authored scenario, everything in file order (a used file comes before the file that uses it)."""

    scenario: Scenario
    zones: tuple[Zone, ...]
    links: tuple[Link, ...]
    hosts: tuple[Host, ...]
    accounts: tuple[Account, ...]
    indicators: tuple[Indicator, ...]
    things: tuple[Thing, ...]
    services: tuple[Service, ...]
    sources: tuple[Source, ...]
    consequences: tuple[Consequence, ...]
    meters: tuple[Meter, ...]
    team: Team
    attack: Attack
    noise: tuple[Noise, ...]
    herrings: tuple[Herring, ...]
    injects: tuple[Inject, ...]
    questions: tuple[Question, ...]
    reports: tuple[Report, ...]
    scoring: Scoring
    rehearsal: Rehearsal
    files: tuple[str, ...]
    """Names of the sources in reading order, the main file first."""
    judging: tuple[Guide, ...] = ()
