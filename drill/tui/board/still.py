"""A link to nothing: the cards of a drill that is over, as they stand."""

from collections.abc import Callable, Iterable

from drill.i18n import words
from drill.tui.link import LIVE, Changed, Command, LinkStatus
from drill.world.cards import AnyCard, View
from drill.world.inputs import Refusal


class StillLink:
    """What a wall of a finished file shows: nothing comes and nothing can be given."""

    seat = "board"
    role = "observer"
    status: LinkStatus = LIVE

    def __init__(self, cards: Iterable[AnyCard], t: int) -> None:
        self.view = View(cards)
        self._t = t

    def t_now(self) -> int:
        """Return the exercise time (ms) at which the drill was left."""
        return self._t

    async def send(self, command: Command) -> Refusal | None:  # noqa: ARG002 (a link takes commands)
        """Refuse everything."""
        return Refusal(words("This drill is only looked at."))

    def on_change(self, callback: Changed) -> Callable[[], None]:  # noqa: ARG002 (nothing ever changes)
        """Never call back."""
        return lambda: None
