"""What is planned for one team: the state of each inject, red herring, question and report."""

from drill.scenario.model import NEVER, Guard, Herring, Inject, Question, Report
from drill.world.facts import reads
from drill.world.outputs import InjectState


class Item:
    """Something that comes at a time or when a condition first holds."""

    __slots__ = ("after", "due", "place", "reads", "settled", "when")

    def __init__(self, place: int, when: Guard, after: int) -> None:
        self.place = place
        self.when = when
        self.after = after
        self.reads = reads(when)
        self.due: int | None = None
        """When the team's reply or report is due; None before, and where none is asked."""
        self.settled: int | None = None
        """When the team met the deadline, or missed it; None while it is open."""

    @property
    def open(self) -> bool:
        """Whether a deadline runs."""
        return self.due is not None and self.settled is None

    def state(self) -> tuple[object, ...]:
        """Return what makes up its state, for the hash of the world."""
        return (self.due, self.settled)


class InjectItem(Item):
    """An inject of one team."""

    __slots__ = ("came", "inject", "state_now", "text")

    def __init__(self, place: int, inject: Inject) -> None:
        super().__init__(place, inject.when if inject.at is None else NEVER, inject.after)
        self.inject = inject
        self.state_now = InjectState.ARMED
        self.text = ""
        """A controller's words in place of the planned ones."""
        self.came = False
        """Whether its moment came while it was held."""

    def state(self) -> tuple[object, ...]:
        """Return what makes up its state, for the hash of the world."""
        return (self.due, self.settled, self.state_now.value, self.text, self.came)


class HerringItem(Item):
    """A red herring of one team."""

    __slots__ = ("fired", "herring", "mistaken", "watches")

    def __init__(self, place: int, herring: Herring) -> None:
        super().__init__(place, herring.when if herring.at is None else NEVER, 0)
        self.herring = herring
        self.watches = reads(herring.costly)
        self.fired = False
        self.mistaken = False

    def state(self) -> tuple[object, ...]:
        """Return what makes up its state, for the hash of the world."""
        return (self.fired, self.mistaken)


class QuestionItem(Item):
    """A question of one team, as far as the calendar knows it."""

    __slots__ = ("opened", "question")

    def __init__(self, place: int, question: Question) -> None:
        super().__init__(place, question.opens_when if question.opens_at is None else NEVER, 0)
        self.question = question
        self.opened = False

    def state(self) -> tuple[object, ...]:
        """Return what makes up its state, for the hash of the world."""
        return (self.opened,)


class ReportItem(Item):
    """A report's clock in one team."""

    __slots__ = ("report", "submitted")

    def __init__(self, place: int, report: Report) -> None:
        super().__init__(place, report.starts_when, 0)
        self.report = report
        self.submitted = False

    def state(self) -> tuple[object, ...]:
        """Return what makes up its state, for the hash of the world."""
        return (self.due, self.settled, self.submitted)
