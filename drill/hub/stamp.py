"""What only the hub can add to an input: the wall time, which the core never reads."""

import msgspec

from drill.wire.authority import Given
from drill.world.inputs import AppealFiled, AppealsOpened, Marked, ResultsSealed

MINUTE = 60_000
"""Milliseconds."""


def stamped(given: Given, wall: int) -> Given:
    """Return the input with the wall time (ms since 1970) where it carries one, whatever the seat wrote there."""
    match given:
        case Marked() | AppealFiled() | ResultsSealed():
            return msgspec.structs.replace(given, at=wall)
        case AppealsOpened(minutes=minutes):
            return msgspec.structs.replace(given, closes=wall + minutes * MINUTE)
        case _:
            return given
