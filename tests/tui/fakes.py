"""A link in memory: what a desk is given in tests."""

from collections.abc import Callable

from drill.tui.link import LIVE, Changed, Command, LinkStatus
from drill.world.cards import AnyCard, Drop, Put, View, kind_of
from drill.world.inputs import Refusal


class FakeLink:
    """Keeps the commands it was sent; answers with `refusal`, or takes them all."""

    def __init__(self, *cards: AnyCard, t: int = 0, role: str = "analyst", seat: str = "seat-1") -> None:
        self.view = View(cards)
        self.status: LinkStatus = LIVE
        self.seat = seat
        self.role = role
        self.t = t
        self.sent: list[Command] = []
        self.refusal: Refusal | None = None
        self.error: Exception | None = None
        self._callbacks: list[Changed] = []

    def t_now(self) -> int:
        """Return the time that the test set: it never runs."""
        return self.t

    async def send(self, command: Command) -> Refusal | None:
        """Keep the command and give the prepared answer."""
        if self.error is not None:
            raise self.error
        self.sent.append(command)
        return self.refusal

    def on_change(self, callback: Changed) -> Callable[[], None]:
        """Call back on `put`, `drop` and `turn`."""
        self._callbacks.append(callback)
        return lambda: self._callbacks.remove(callback)

    def put(self, *cards: AnyCard) -> None:
        """Change cards as the hub would."""
        changed = frozenset(kind_of(card) for card in cards if self.view.apply(Put(card)))
        self._tell(changed)

    def drop(self, kind: str, key: str) -> None:
        """Take a card away as the hub would."""
        self.view.apply(Drop(kind, key))
        self._tell(frozenset({kind}))

    def turn(self, status: LinkStatus) -> None:
        """Change the connection."""
        self.status = status
        self._tell(frozenset({"link"}))

    def _tell(self, kinds: frozenset[str]) -> None:
        for callback in list(self._callbacks):
            callback(kinds)
