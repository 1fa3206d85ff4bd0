"""How a command begins a new drill: its first entry, and a file name that is free."""

from collections.abc import Mapping
from pathlib import Path

from drill.scenario.model import Model
from drill.wire.roster import Roster
from drill.world.inputs import DrillOpened
from drill.world.run import ENGINE


def open_drill(model: Model, sources: Mapping[str, str], roster: Roster, seed: int) -> DrillOpened:
    """Return the first entry of a new drill."""
    return DrillOpened(
        scenario=model.id,
        scenario_hash=model.hash,
        library_hash=model.library_hash,
        engine=ENGINE,
        seed=seed,
        teams=roster.teams,
        sources=dict(sources),
        facts=tuple(fact.name for fact in model.facts),
    )


def free_name(stem: str) -> Path:
    """Return ``STEM-N.drill`` in the current folder with the first N that is free."""
    number = 1
    while Path(f"{stem}-{number}.drill").exists():
        number += 1
    return Path(f"{stem}-{number}.drill")
