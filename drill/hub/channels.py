"""Every view of a drill and who listens to it: one channel a team, one for controllers, one for judges."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Protocol

import msgspec

from drill.hub.outbox import Outbox
from drill.journal.base import Head
from drill.wire.channel import Channel
from drill.wire.messages import SeatKind
from drill.wire.session import Seat
from drill.world.cards import AnyCard, Change, Put, kind_of
from drill.world.happened import Happened


class Folding(Protocol):
    """A view's fold (`drill.world.views`, `scoring.bench`)."""

    def apply(self, seq: int, happened: Happened) -> Sequence[Change]:
        """Fold one entry in and return what changed for the eye."""
        ...

    def cards(self) -> Iterable[AnyCard]:
        """Return the whole view."""
        ...


PUBLIC = frozenset({"clock", "drill", "row"})
"""Kinds of the judges' cards that a wall may show: the clock and the ranks, never why."""


class _Nothing:
    """A fold that shows nothing of its own."""

    def apply(self, _seq: int, _happened: Happened) -> Sequence[Change]:
        return ()

    def cards(self) -> Iterable[AnyCard]:
        return ()


class _Room:
    """One view with its listeners."""

    def __init__(self, folding: Folding, team: str, now: Callable[[], int]) -> None:
        self.folding = folding
        self.team = team
        self.channel = Channel(now, folding.cards())
        self.listeners: set[Outbox] = set()
        self.watchers: set[Outbox] = set()

    def publish(self, changes: Iterable[Change], head: str) -> None:
        message = self.channel.publish(changes, head)
        if message is None:
            return
        for outbox in self.listeners:
            outbox.offer(message)
        if self.watchers:
            watched = msgspec.structs.replace(message, watched=self.team)
            for outbox in self.watchers:
                outbox.offer(watched)


class Channels:
    """Folds durable entries into every view and offers the changes to the listeners.

    Args:
        teams: each team's fold.
        controllers: the controllers' fold.
        judges: the judges' fold.
        now: tells the exercise time (ms) of a team, or the shared one for an empty name.
    """

    def __init__(
        self, teams: dict[str, Folding], controllers: Folding, judges: Folding, now: Callable[[str], int]
    ) -> None:
        self._teams = {team: _Room(folding, team, partial(now, team)) for team, folding in teams.items()}
        self._controllers = _Room(controllers, "", partial(now, ""))
        self._judges = _Room(judges, "", partial(now, ""))
        self._observers = _Room(_Nothing(), "", partial(now, ""))

    def fold(self, first: int, happened: Sequence[Happened], head: Head) -> None:
        """Fold entries in; ``first`` is the journal position of the first of them."""
        told = f"{head.seq}:{head.hash.hex()}"
        for room in self._rooms():
            changes: list[Change] = []
            for seq, event in enumerate(happened, first):
                if not room.team or event.team in {"", room.team}:
                    changes.extend(room.folding.apply(seq, event))
            room.publish(changes, told)
        if self._observers.listeners:
            self._show_public(told)

    def tell_controllers(self, changes: Iterable[Change]) -> None:
        """Publish what no entry says: who is connected."""
        self._controllers.publish(changes, self._controllers.channel.head)

    def listen(self, seat: Seat) -> Outbox:
        """Return a new outbox that hears what this seat may see."""
        room = self._room_of(seat)
        if room is self._observers:
            self._show_public(room.channel.head)
        outbox = Outbox(room.channel)
        room.listeners.add(outbox)
        return outbox

    def watch(self, outbox: Outbox, team: str) -> None:
        """Let staff see a team's desk as the team does; an unknown or empty team ends it."""
        self._unwatch(outbox)
        room = self._teams.get(team)
        if room is not None:
            outbox.watched = (team, room.channel)
            room.watchers.add(outbox)
            outbox.offer(room.channel.snapshot(team))

    def leave(self, outbox: Outbox) -> None:
        """Forget a listener."""
        self._unwatch(outbox)
        for room in self._rooms():
            room.listeners.discard(outbox)

    def view_of(self, team: str) -> Channel:
        """Return a team's channel (for the bots of a demo)."""
        return self._teams[team].channel

    def _show_public(self, head: str) -> None:
        cards = (card for card in self._judges.channel.view if kind_of(card) in PUBLIC)
        self._observers.publish((Put(card) for card in cards), head)

    def _unwatch(self, outbox: Outbox) -> None:
        outbox.watched = None
        for room in self._teams.values():
            room.watchers.discard(outbox)

    def _room_of(self, seat: Seat) -> _Room:
        match seat.kind:
            case SeatKind.TEAM:
                return self._teams[seat.team]
            case SeatKind.CONTROLLER:
                return self._controllers
            case SeatKind.JUDGE:
                return self._judges
            case SeatKind.OBSERVER:
                return self._observers

    def _rooms(self) -> Iterator[_Room]:
        yield from self._teams.values()
        yield self._controllers
        yield self._judges
        yield self._observers
