"""Where an item stands: whose turn it is, how many marks it waits for, whether judges are far apart."""

from collections.abc import Iterable, Sequence

from drill.world.cards import MarkState
from scoring.judging.panel import Panel
from scoring.marks import Mark
from scoring.model import Record


class Standing(Record, frozen=True):
    """One item of one team among its judges."""

    assigned: tuple[str, ...]
    """Seats whose turn it is or was; empty where everyone may mark."""
    given: tuple[str, ...]
    """Seats that have marked every criterion, in the order of their names."""
    need: int
    state: MarkState
    spread: int
    """Widest distance of a criterion among those who have marked all of them, in percent."""

    @property
    def waiting(self) -> tuple[str, ...]:
        """Seats whose turn it is and who have not finished."""
        return tuple(judge for judge in self.assigned if judge not in self.given)


def standing(panel: Panel, team: str, item: str, criteria: int, marks: Sequence[Mark]) -> Standing:
    """Return where an item stands.

    Whoever has marked every criterion counts, also under an earlier panel; the others come in the order of the
    dealing. As soon as as many as planned have marked, and two of them are apart by the alarm or more on a criterion,
    one more is asked.

    Args:
        panel: as it stands.
        team: team id.
        item: as in `Marked`.
        criteria: how many it has, at least 1.
        marks: the marks that count, of every judge.
    """
    given = finished(criteria, marks)
    order = [judge for judge in panel.order(team, item) if judge not in given]
    spread = widest(mark for mark in marks if mark.judge in given)
    able = len(given) + len(order) if panel.named else panel.per_item
    planned = max(1, min(panel.per_item, able))
    state = _state(len(given), planned, far=spread >= panel.alarm)
    wanted = len(given) + 1 if state is MarkState.ALARM else max(planned, len(given))
    if panel.named is None:
        return Standing((), given, wanted, state, spread)
    asked = order[: wanted - len(given)]
    return Standing((*given, *asked), given, max(1, len(given) + len(asked)), state, spread)


def finished(criteria: int, marks: Sequence[Mark]) -> tuple[str, ...]:
    """Return who has marked every criterion, in the order of the names."""
    count: dict[str, int] = {}
    for mark in marks:
        count[mark.judge] = count.get(mark.judge, 0) + 1
    return tuple(sorted(judge for judge, marked in count.items() if marked >= criteria))


def widest(marks: Iterable[Mark]) -> int:
    """Return the widest distance between two marks of the same criterion, in percent."""
    bounds: dict[int, tuple[int, int]] = {}
    for mark in marks:
        low, high = bounds.get(mark.criterion, (mark.percent, mark.percent))
        bounds[mark.criterion] = (min(low, mark.percent), max(high, mark.percent))
    return max((high - low for low, high in bounds.values()), default=0)


def _state(given: int, planned: int, *, far: bool) -> MarkState:
    if given < planned:
        return MarkState.OPEN
    if not far:
        return MarkState.MARKED
    return MarkState.SETTLED if given > max(planned, 2) else MarkState.ALARM
