"""One team's world."""

from drill.scenario.model import Model
from drill.world.happened import Happened
from drill.world.inputs import Refusal, TeamInput
from drill.world.program import Program


class World:
    """One team's world. Time and luck are arguments; three inputs only: advance, order, control."""

    t: int
    """The team's own time (ms) up to which all is known."""
    facts: int
    known: int
    """Hidden bits that the attacker has run into."""
    goal_times: dict[str, int]
    ended: bool

    def __init__(
        self,
        model: Model,
        seed: int,
        team: str,
        *,
        plans: Program | None = None,
        hashes: bool = True,
        journal: bool = True,
    ) -> None:
        """Args: plans: tables and plan memo shared by all worlds of one model; journal: False keeps no outputs."""
        raise NotImplementedError

    def start(self) -> list[Happened]:
        """Evaluate triggers and goals at t = 0 and return what that gave."""
        raise NotImplementedError

    def advance(self, t: int) -> list[Happened]:
        """Process every event up to and including team time ``t``."""
        raise NotImplementedError

    def give(self, given: TeamInput, seat: str = "") -> Refusal | list[Happened]:
        """Take an input at the world's own time ``t``, in phase 5."""
        raise NotImplementedError

    def next_event(self) -> int | None:
        """Team time of the next event, None when nothing will ever happen."""
        raise NotImplementedError

    def up_time(self, service: str) -> int:
        """Milliseconds that a service was up until ``t``."""
        raise NotImplementedError

    def meter_value(self, meter: str, t: int) -> int:
        """Thousandths, floored."""
        raise NotImplementedError

    def next_idea(self) -> str:
        """Step id that the attacker would choose now; empty when it waits."""
        raise NotImplementedError
