"""Who listens to which view: one channel a room, and for each listener an outbox."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Protocol

import msgspec

from drill.hub.desks import CONTROLLERS, JUDGES, OBSERVERS, Desks, Room, team_room
from drill.hub.lens import People, lens_of
from drill.hub.outbox import Outbox
from drill.hub.wall import Wall
from drill.journal.base import Head
from drill.wire.channel import Channel
from drill.wire.messages import Changes, SeatKind, Snapshot
from drill.wire.session import Seat
from drill.world.cards import Change, Put, ResultsCard
from drill.world.happened import Happened

_ROOMS = {SeatKind.CONTROLLER: CONTROLLERS, SeatKind.JUDGE: JUDGES, SeatKind.OBSERVER: OBSERVERS}


class Hears(Protocol):
    """Who is told what changes in a room."""

    def offer(self, message: Changes | Snapshot) -> None:
        """Take news in without waiting."""
        ...


class _Listening:
    """One room's channel and who hears it."""

    def __init__(self, channel: Channel, team: str) -> None:
        self.channel = channel
        self.team = team
        self.listeners: set[Hears] = set()
        self.watchers: set[Outbox] = set()
        self.seal: tuple[str, ...] = ()

    def sealed(self, words: tuple[str, ...]) -> None:
        """Show the words of the seal from now on: no entry holds them, since they stand for a signature over one."""
        self.seal = words
        card = self.channel.view.get(ResultsCard, "results")
        if card is not None:
            self.publish([Put(card)], self.channel.head)

    def publish(self, changes: Iterable[Change], head: str) -> None:
        if self.seal:
            changes = [_with_seal(change, self.seal) for change in changes]
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
    """Publishes what changes in every view to those who listen.

    Args:
        desks: the views, with every entry up to now folded in.
        wall: what observers and walls see, as far as it may be known.
        now: tells the exercise time (ms) of a team, or the shared one for an empty name.
    """

    def __init__(self, desks: Desks, wall: Wall, now: Callable[[str], int]) -> None:
        self.desks = desks
        self._people = People(tuple)
        self._wall = wall
        self._rooms: dict[Room, _Listening] = {}
        for room in desks.rooms:
            team = room.removeprefix("team:") if room.startswith("team:") else ""
            self._rooms[room] = _Listening(Channel(partial(now, team), desks.cards(room)), team)
        self._rooms[OBSERVERS] = _Listening(Channel(wall.now, wall.view.cards()), "")

    def fold(self, first: int, happened: Sequence[Happened], head: Head) -> None:
        """Fold durable entries in; ``first`` is the journal position of the first of them."""
        told = f"{head.seq}:{head.hash.hex()}"
        # The wall first: everyone in the room looks at it, and it is quick.
        self._rooms[OBSERVERS].publish(self._wall.take(first, happened), told)
        for room, changes in self.desks.fold(first, happened):
            self._rooms[room].publish(changes, told)
            if room == JUDGES:
                self.judges_say(changes)

    def judges_say(self, changes: Iterable[Change]) -> None:
        """Show at once what judges say of the wall itself; all other changes are passed over."""
        room = self._rooms[OBSERVERS]
        room.publish(self._wall.tell(changes), room.channel.head)

    def beat(self, t: int) -> None:
        """Let the wall go on: shared exercise time is ``t`` (ms), and what was held back may be due."""
        room = self._rooms[OBSERVERS]
        room.publish(self._wall.beat(t), room.channel.head)

    def tell_controllers(self, changes: Iterable[Change]) -> None:
        """Publish what no entry says: who is connected."""
        room = self._rooms[CONTROLLERS]
        room.publish(changes, room.channel.head)

    @property
    def wall(self) -> Channel:
        """What walls show."""
        return self._rooms[OBSERVERS].channel

    def show_on(self, page: Hears) -> None:
        """Let the page of the wall hear what observers hear."""
        self._rooms[OBSERVERS].listeners.add(page)

    def sealed(self, words: tuple[str, ...]) -> None:
        """Tell everyone who sees the results that they are signed, and by which words to compare the seal."""
        for room in self._rooms.values():
            room.sealed(words)

    def hide(self, names: Callable[[], Iterable[str]]) -> None:
        """Let nobody who marks read these persons' names, whoever they are by then."""
        self._people = People(names)

    def listen(self, seat: Seat) -> Outbox:
        """Return a new outbox that hears what this seat may see."""
        room = self._rooms[_ROOMS.get(seat.kind) or team_room(seat.team)]
        outbox = Outbox(room.channel, lens_of(seat, self._people))
        room.listeners.add(outbox)
        return outbox

    def watch(self, outbox: Outbox, team: str) -> None:
        """Let a controller see a team's desk as the team does; an unknown or empty team ends it."""
        self._unwatch(outbox)
        room = self._rooms.get(team_room(team))
        if room is not None:
            outbox.watched = (team, room.channel)
            room.watchers.add(outbox)
            outbox.offer(room.channel.snapshot(team))

    def leave(self, outbox: Outbox) -> None:
        """Forget a listener."""
        self._unwatch(outbox)
        for room in self._rooms.values():
            room.listeners.discard(outbox)

    def view_of(self, team: str) -> Channel:
        """Return a team's channel (for the bots of a demo)."""
        return self._rooms[team_room(team)].channel

    def _unwatch(self, outbox: Outbox) -> None:
        outbox.watched = None
        for room in self._rooms.values():
            room.watchers.discard(outbox)


def _with_seal(change: Change, words: tuple[str, ...]) -> Change:
    if isinstance(change, Put) and isinstance(change.card, ResultsCard):
        return Put(msgspec.structs.replace(change.card, seal=words))
    return change
