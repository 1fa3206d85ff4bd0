"""How fast one seat may speak: far above what people type, far below what would keep others waiting.

A message costs one step and one more for each thousand characters; a seat has a stock of steps that refills all the
time. Whoever has used them up is read later, so that nothing is refused or lost and the flood stays in the flooder's
own line.
"""

from drill.clock import Clock

STOCK = 200
"""Steps that a seat may use at once: all of a long draft and everything that waited for a broken line."""
REFILL = 50
"""Steps that come back each second."""
LETTERS = 1_000
"""Characters of a message that cost one more step."""
DEBT = 250
"""Steps that a seat can owe at most: after five seconds of silence it is read again."""
COMING_IN = 10
"""Steps that opening the seat costs: its whole view is sent."""


class Pace:
    """The stock of one seat; it outlives its connections, so that coming back in does not fill it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._at = clock.now()
        self._thousandths = STOCK * 1_000

    def spend(self, steps: int) -> int:
        """Use up steps; return how many milliseconds this seat must wait before it is read again."""
        now = self._clock.now()
        refilled = min(STOCK * 1_000, self._thousandths + (now - self._at) * REFILL)
        self._thousandths = max(-DEBT * 1_000, refilled - steps * 1_000)
        self._at = now
        return max(0, -self._thousandths // REFILL)


def steps_of(text: str) -> int:
    """Return what reading a message costs."""
    return 1 + len(text) // LETTERS
