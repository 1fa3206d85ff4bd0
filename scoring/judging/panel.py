"""The panel as it stands: who marks, who has an interest in whom, who has stepped back from what."""

from collections.abc import Iterator

from drill.world.inputs import USUAL_ALARM, ConflictDeclared, JudgeInput, PanelNamed, Recused
from scoring.judging.assignment import dealt


class Panel:
    """Folds panels, conflicts and recusals.

    Args:
        seed: of the drill, for the dealing of items.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self.named: PanelNamed | None = None
        """None while every judge may mark everything."""
        self._conflicts: dict[tuple[str, str], str] = {}
        self._recused: set[tuple[str, str, str]] = set()
        self._orders: dict[tuple[str, str], tuple[str, ...]] = {}

    @property
    def per_item(self) -> int:
        """Judges for each item."""
        return self.named.per_item if self.named else 1

    @property
    def alarm(self) -> int:
        """Percent between two marks from which one judge more is asked."""
        return self.named.alarm if self.named else USUAL_ALARM

    @property
    def judges(self) -> tuple[str, ...]:
        """Seats of the panel, in the order in which they were named; empty without a panel."""
        return self.named.judges if self.named else ()

    @property
    def conflicts(self) -> tuple[tuple[str, str, str], ...]:
        """(judge's seat, team id, reason) in the order of the record."""
        return tuple((judge, team, reason) for (judge, team), reason in self._conflicts.items())

    def note(self, seat: str, what: JudgeInput) -> bool:
        """Take an input in; return whether it is about the panel."""
        match what:
            case PanelNamed():
                self.named = what
            case ConflictDeclared(team=team, reason=reason, judge=judge):
                self._conflicts.setdefault((judge or seat, team), reason)
            case Recused(team=team, item=item):
                self._recused.add((seat, team, item))
            case _:
                return False
        self._orders.clear()
        return True

    def conflicted(self, judge: str, team: str) -> bool:
        """Return whether a judge has an interest in a team."""
        return (judge, team) in self._conflicts

    def stepped_back(self, judge: str, team: str, item: str) -> bool:
        """Return whether a judge has stepped back from an item, or from all of the team's."""
        return not self._recused.isdisjoint({(judge, team, item), (judge, team, "")})

    def may(self, judge: str, team: str, item: str) -> bool:
        """Return whether nothing stands between a judge and an item; the dealing aside."""
        return not self.conflicted(judge, team) and not self.stepped_back(judge, team, item)

    def away(self, team: str, item: str) -> tuple[str, ...]:
        """Return who never gets an item, in the order of the names."""
        away = {judge for judge, whose in self._conflicts if whose == team}
        away |= {judge for judge, whose, which in self._recused if whose == team and which in {"", item}}
        return tuple(sorted(away))

    def order(self, team: str, item: str) -> tuple[str, ...]:
        """Return the judges of the panel in the order in which they are asked for an item; empty without a panel."""
        if (team, item) not in self._orders:
            self._orders[team, item] = dealt(self._seed, team, item, self._free(team, item))
        return self._orders[team, item]

    def _free(self, team: str, item: str) -> Iterator[str]:
        return (judge for judge in self.judges if self.may(judge, team, item))
