"""A drill file at a glance."""

from collections import Counter

import msgspec

from drill.journal.base import Head, Readable, Side
from drill.journal.recorder import opened_of
from drill.journal.verify import entries_of
from drill.world.inputs import TeamSetup


class Glance(msgspec.Struct, frozen=True):
    """What the ends of a record say."""

    scenario: str
    """Scenario id."""
    teams: tuple[TeamSetup, ...]
    engine: int
    """Version of the engine's semantics."""
    scenario_hash: str
    entries: int
    t: int
    """Simulated milliseconds of the last entry."""
    head: Head


class Summary(msgspec.Struct, frozen=True):
    """What a whole record says."""

    glance: Glance
    inputs: int
    types: dict[str, int]
    """How many entries of each type, the most frequent first."""
    ended: tuple[str, ...]
    """Ids of the teams whose drill is over."""
    first_wall: int | None
    """Wall time (ms since 1970) of the first entry that has one; None in a played match."""
    last_wall: int | None
    """Wall time of the last entry that has one."""


def glance(journal: Readable) -> Glance:
    """Return what the first entry, the last entry and the head say.

    Raises:
        VerificationError: they do not read.
        JournalError: the store cannot be read.
    """
    opened = opened_of(journal)
    head = journal.head
    last = journal.read(after=max(head.seq - 1, 0), limit=1)
    return Glance(
        scenario=opened.scenario,
        teams=opened.teams,
        engine=opened.engine,
        scenario_hash=opened.scenario_hash,
        entries=head.seq,
        t=last[0].t if last else 0,
        head=head,
    )


def summarise(journal: Readable) -> Summary:
    """Return what all entries say, each counted.

    Raises:
        VerificationError: an entry does not read.
        JournalError: the store cannot be read.
    """
    types: Counter[str] = Counter()
    inputs = 0
    ended: dict[str, None] = {}
    walls: list[int] = []
    for entry in entries_of(journal):
        types[entry.type] += 1
        inputs += entry.side is Side.INPUT
        if entry.type == "team-ended":
            ended[entry.team] = None
        if entry.wall is not None:
            walls = [walls[0] if walls else entry.wall, entry.wall]
    return Summary(
        glance=glance(journal),
        inputs=inputs,
        types=dict(types.most_common()),
        ended=tuple(ended),
        first_wall=walls[0] if walls else None,
        last_wall=walls[-1] if walls else None,
    )
