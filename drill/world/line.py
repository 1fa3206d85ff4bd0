"""One team in a drill: its world, its desk, and how its time lies in the shared time.

Team time is shared time less what holds took. What a world has told but nobody was handed yet stays here, so that a
refused input cannot change the order of the record.
"""

from drill.world.desk import Desk
from drill.world.happened import Happened
from drill.world.world import World


class Line:
    """One team of a run."""

    __slots__ = ("_log", "begun", "desk", "held", "late", "told", "world")

    def __init__(self, world: World, desk: Desk) -> None:
        self.world = world
        self._log = world.log
        self.desk = desk
        self.late = 0
        """Milliseconds that past holds took: team time is shared time less this."""
        self.held: int | None = None
        """Shared time since which it is held."""
        self.begun = -1
        """Shared millisecond in which the team gave something, so that its world is past the controls of it."""
        self.told = 0
        """How much of the world's log was handed out."""

    def team_time(self, shared: int) -> int:
        """Return the team's own time at a shared time."""
        return (shared if self.held is None else self.held) - self.late

    def advance(self, shared: int) -> None:
        """Process the team's events up to and including a shared time; a held world stands still."""
        if self.held is None:
            self.world.advance(shared - self.late)

    def due(self) -> int | None:
        """Return the shared time at which this team has something to tell or to do; None for never."""
        if self.told < len(self._log):
            return self.begun
        event = self.world.next_event()
        return None if event is None or self.held is not None else event + self.late

    def tell(self) -> list[Happened]:
        """Hand out what was not handed out yet."""
        if self.told == len(self._log):
            return []
        new = self._log[self.told :]
        self.told = len(self._log)
        return new
