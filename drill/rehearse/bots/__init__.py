"""Simulated teams. All but the oracle see a team's cards and nothing else."""

from collections.abc import Callable
from typing import Protocol

from drill.i18n import Language
from drill.rehearse.bots.character import AVERAGE, NOVICE, SKILLED
from drill.rehearse.bots.oracle import Oracle
from drill.rehearse.bots.others import Idle, Panic
from drill.rehearse.bots.responder import Responder
from drill.world.cards import View
from drill.world.inputs import TeamInput
from drill.world.views.knowledge import Handbook
from drill.world.world import World


class Bot(Protocol):
    """A simulated team."""

    def first(self) -> int:
        """Return when it first looks at its desk (ms)."""
        ...

    def wake(self, view: View, t: int) -> tuple[list[TeamInput], int]:
        """Return what it does at ``t`` and when it looks again (ms)."""
        ...


Maker = Callable[[int, str, Handbook, Callable[[], World], Language], Bot]
"""Makes a bot from (seed, team, handbook, what returns the team's world, the language it writes); only the oracle looks at
handbook and world."""

BOTS: dict[str, Maker] = {
    "idle": lambda _seed, _team, _book, _world, _language: Idle(),
    "novice": lambda seed, team, _book, _world, language: Responder(NOVICE, seed, team, language),
    "average": lambda seed, team, _book, _world, language: Responder(AVERAGE, seed, team, language),
    "skilled": lambda seed, team, _book, _world, language: Responder(SKILLED, seed, team, language),
    "panic": lambda seed, team, _book, _world, _language: Panic(seed, team),
    "oracle": lambda _seed, _team, book, world, _language: Oracle(book, world),
}
"""Every bot by its name, from the least to the most able; panic and oracle stand apart."""
