"""Legal duties to report: dated packs of deadlines, as data in ``duties.yaml``."""

from functools import cache
from pathlib import Path

import msgspec
import yaml

from drill.scenario.conditions import Record
from drill.scenario.model import Text

DUTIES_FILE = Path(__file__).parent / "duties.yaml"


class Duty(Record, frozen=True):
    """One deadline of a pack."""

    hours: int
    """Legal hours after the report's clock started."""
    label: Text


@cache
def duties() -> dict[str, Duty]:
    """Return every duty by ``PACK/DUTY``."""
    raw = yaml.load(DUTIES_FILE.read_bytes(), yaml.CBaseLoader)  # noqa: S506 (plain strings only)
    packs = msgspec.convert(raw, dict[str, dict[str, Duty]], strict=False)
    return {f"{pack}/{name}": duty for pack, found in packs.items() for name, duty in found.items()}
