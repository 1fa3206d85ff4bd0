"""The ground that every part of one team's world stands on: time, facts, the schedule and the journal.

Events are ordered by (t, phase, file order, seq). A part never touches another part's state; it asks `Core.change`.
"""

from collections.abc import Callable
from enum import IntEnum
from heapq import heappush
from typing import TypeAlias

from drill.world.happened import Happened
from drill.world.outputs import AnyOutput
from drill.world.program import Program

Data: TypeAlias = int | tuple[int, ...]
Event: TypeAlias = tuple[int, int, int, int, int, Data]
"""(t, phase, file order, seq, kind, data)."""


class Phase(IntEnum):
    """The order inside one millisecond. Ties go to the team: its ends come before marks and the attacker's ends."""

    CONTROL = 0
    TEAM_ENDS = 1
    MARKS = 2
    ATTACKER_ENDS = 3
    CALENDAR = 4
    ORDERS = 5
    DECIDE = 6
    DELIVERY = 7
    SAMPLES = 8
    END = 9


class Kind(IntEnum):
    """What an event does; its data are the numbers that the handler needs."""

    END_RUN = 0
    STAGE = 1
    MARK = 2
    CLOCK = 3
    ITEM = 4
    SERVE = 5
    DECIDE = 6
    ALERT = 7
    BOARD = 8
    OVERDUE = 9
    JOIN = 10
    HASH = 11
    END = 12


class Core:
    """Time, facts, schedule and journal of one team's world."""

    __slots__ = ("change", "facts", "journal", "log", "program", "schedule", "seed", "seq", "t", "team")

    change: Callable[[int, int, str], None]
    """R1: set and clear bits, with the cause that the journal names."""

    def __init__(self, program: Program, seed: int, team: str, *, journal: bool) -> None:
        self.program = program
        self.seed = seed
        self.team = team
        self.journal = journal
        self.t = 0
        self.facts = program.start
        self.schedule: list[Event] = []
        self.seq = 0
        self.log: list[Happened] = []
        """All outputs so far; empty for ever without a journal."""

    def push(self, t: int, phase: int, order: int, kind: int, data: Data = 0) -> None:
        """Schedule an event."""
        self.seq += 1
        heappush(self.schedule, (t, phase, order, self.seq, kind, data))

    def tell(self, what: AnyOutput) -> None:
        """Write an output into the journal; callers on hot paths look at ``journal`` first."""
        if self.journal:
            self.log.append(Happened(self.t, self.team, "", what))
