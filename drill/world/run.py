"""All teams of one drill: inputs in, what happened out."""

from collections.abc import Iterable, Iterator

from drill.scenario.model import Model
from drill.world.cards import ClockState
from drill.world.happened import Happened
from drill.world.inputs import ControlInput, DrillOpened, JudgeInput, Refusal, TeamInput
from drill.world.world import World

ENGINE = 1
"""Version of the engine's semantics; a replay demands the same."""


class Run:
    """All worlds of a drill, the shared clock's state, holds, credits and controls.

    The same inputs with the same stamps give the same list of `Happened`, however often `advance` is called.
    """

    clock_state: ClockState
    """WAITING until the first `ClockStarted`."""
    p: int
    q: int
    """Simulated milliseconds per wall millisecond while running."""
    processed: int
    """Shared time up to which every event of every team is processed; -1 after `start`."""

    def __init__(self, model: Model, opened: DrillOpened, *, hashes: bool = True) -> None:
        raise NotImplementedError

    def start(self) -> list[Happened]:
        """Return the `DrillOpened` entry and what t = 0 gives to each team. Call it once, first."""
        raise NotImplementedError

    def advance(self, t: int) -> list[Happened]:
        """Process everything up to and including shared time ``t``; merged over teams by (shared t, team order)."""
        raise NotImplementedError

    def accept(
        self, seat: str, team: str, given: TeamInput | ControlInput | JudgeInput, t: int, command: str = ""
    ) -> Refusal | list[Happened]:
        """Take an input at shared time ``max(t, processed + 1)``: all that came before it, itself, what it caused at once.

        Controls act in phase 0 of that millisecond (the next one, where a team has already acted in it), team inputs
        in phase 5. ``seat`` and ``team`` are empty-team for staff. A `Refusal` leaves nothing behind in the worlds but
        the events that were due anyway; these come with the next call.
        """
        raise NotImplementedError

    def next_event(self) -> int | None:
        """Shared time of the next event of any team."""
        raise NotImplementedError

    @property
    def ended(self) -> bool:
        """Whether every team's drill is over."""
        raise NotImplementedError

    def world(self, team: str) -> World:
        """Return a team's world."""
        raise NotImplementedError

    def team_time(self, team: str, shared: int) -> int:
        """Return a team's own time at a shared time: less its holds."""
        raise NotImplementedError


def replay(model: Model, inputs: Iterable[Happened], *, hashes: bool = True) -> Iterator[Happened]:
    """Feed the inputs of a journal (the first is `DrillOpened`) into a new run; yield inputs and outputs in order.

    Raises:
        VerificationError: the journal holds an input that the engine refuses.
    """
    raise NotImplementedError
