"""How long services were up, and what the team's status board shows of it after its delay."""

from drill.world.core import Core, Kind, Phase
from drill.world.outputs import BoardChanged


class Board:
    """The services of one world."""

    __slots__ = ("_coming", "_core", "_since", "_total", "shown")

    def __init__(self, core: Core) -> None:
        self._core = core
        size = len(core.program.services)
        self._total = [0] * size
        """Milliseconds up, complete until the service's last change."""
        self._since = [0] * size
        """Last change."""
        self.shown = [bool(core.facts & bit) for bit in core.program.services]
        self._coming: dict[tuple[int, int], bool] = {}

    def changed(self, before: int, delta: int) -> None:
        """R1(a): add the time up to now of every service that changes, and let the board know after its delay."""
        core = self._core
        for place, bit in enumerate(core.program.services):
            if delta & bit:
                if before & bit:
                    self._total[place] += core.t - self._since[place]
                self._since[place] = core.t
                self._notice(place, up=not before & bit)

    def _notice(self, place: int, *, up: bool) -> None:
        due = self._core.t + self._core.program.model.services[place].noticed_after
        if (place, due) not in self._coming:
            self._core.push(due, Phase.SAMPLES, place, Kind.BOARD, (place, due))
        self._coming[place, due] = up

    def show(self, place: int, due: int) -> None:
        """The board shows what a service was, a delay ago."""
        up = self._coming.pop((place, due))
        if up != self.shown[place]:
            self.shown[place] = up
            self._core.tell(BoardChanged(self._core.program.model.services[place].id, up))

    def up_time(self, place: int, t: int) -> int:
        """Return the milliseconds that a service was up until ``t``, which is not before its last change."""
        up = self._core.facts & self._core.program.services[place]
        return self._total[place] + (t - self._since[place] if up else 0)

    def state(self) -> tuple[object, ...]:
        """Return what makes up its state, for the hash of the world."""
        return (self._total, self._since, self.shown, sorted(self._coming.items()))
