"""What all inputs share, the opening of a drill, and a refusal."""

import msgspec

from drill.i18n import Words


class TeamSetup(msgspec.Struct, frozen=True):
    """One team as the drill was opened."""

    id: str
    label: str
    division: str = ""
    unit: str = ""
    """The organisation that sends the team; hidden from who marks."""


class Input(msgspec.Struct, frozen=True):
    """Base of all inputs."""


class DrillOpened(Input, frozen=True, tag="drill-opened"):
    """The first entry of every journal: all that replay needs besides the other inputs."""

    scenario: str
    """Scenario id."""
    scenario_hash: str
    library_hash: str
    engine: int
    """Version of the engine's semantics; a replay demands the same."""
    seed: int
    """Secret until the review."""
    teams: tuple[TeamSetup, ...]
    """In the order of the teams file: worlds are advanced in this order within one millisecond."""
    sources: dict[str, str]
    """The scenario itself: file name to text, the main file first, so that the file carries its scenario."""
    facts: tuple[str, ...]
    """Canonical fact names by bit, so that a log reads without the engine."""


class Refusal(msgspec.Struct, frozen=True, tag="refused"):
    """Why a command was not taken: a value, never an exception; it names only what that seat can observe."""

    reason: Words
    remedy: Words | None = None
