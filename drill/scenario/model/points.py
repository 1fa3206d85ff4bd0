"""What earns points: questions, reports, judged sections, and what the planner expects of them."""

from drill.scenario.model.answers import AnswerRule, PastCondition
from drill.scenario.model.ground import Guard, Record, Template, Text


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


class Sample(Record, frozen=True):
    """A sample answer, on which judges find out before the drill whether they mark alike."""

    text: Text
    percents: tuple[int, ...]
    """What the authors give it, one for each criterion."""
    because: Text


class Guide(Record, frozen=True):
    """What judges of one item read, and nobody else."""

    item: str
    """``field:REPORT.FIELD``, ``inject:ID``, ``judged:NAME``, or ``statement:*`` for every public statement."""
    guidance: Text
    """May be empty."""
    anchors: tuple[tuple[int, Text], ...]
    """(percent, what deserves it), ascending."""
    samples: tuple[Sample, ...]


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
