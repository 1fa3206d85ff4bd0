"""The bundled table of ATT&CK techniques: what exists, how it is called, and what replaced it."""

from functools import cache
from pathlib import Path

from drill.scenario.conditions import Record

RELEASE = "18.1"
"""The release whose ids are current here; ids of release 19 are known too, as what replaced older ones."""
TABLE_FILE = Path(__file__).parent / "attack.tsv"


class Technique(Record, frozen=True):
    """One technique or sub-technique."""

    id: str
    name: str
    tactics: tuple[str, ...]
    """Short names (``initial-access``); ``ics`` for industrial ones."""
    became: str
    """The id that replaced it in release 19; empty while it stands."""


@cache
def techniques() -> dict[str, Technique]:
    """Return every known technique by its id."""
    rows = (
        line.split("\t") for line in TABLE_FILE.read_text(encoding="utf-8").splitlines() if line[0] == "T"
    )
    return {
        row[0]: Technique(row[0], row[1], tuple(row[2].split(",")), row[3] if row[3:] else "") for row in rows
    }
