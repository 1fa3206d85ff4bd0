"""A seat's link: folds what the hub says, keeps commands until they are answered, and reconnects by itself.

A command that was sent when the line broke is sent again with the same id after the next welcome; the hub answers a
repeat with its first answer, so nothing is done twice and nothing is lost.
"""

import asyncio
import secrets
from collections import deque
from collections.abc import Callable
from itertools import count

from drill.client.connection import Connection, connected, turned_away
from drill.client.status import LIVE, Changed, LinkState, LinkStatus
from drill.client.witness import Sworn, compare, positions
from drill.clock import Clock, WallClock
from drill.errors import InvitationError, LinkError, RemoteProtocolError
from drill.i18n import _
from drill.wire.authority import Given
from drill.wire.invitation import Invitation
from drill.wire.messages import (
    MOST_RECALLED,
    Answer,
    Changes,
    Command,
    FromHub,
    Goodbye,
    Recall,
    Recalled,
    Snapshot,
    Watch,
    Welcome,
)
from drill.world.cards import AnyCard, ClockCard, ClockState, Drop, Put, View, kind_of
from drill.world.inputs import Refusal

BACKOFF = (0.2, 0.5, 1.0, 2.0, 3.0, 5.0)
"""Seconds between tries to reconnect; the last one repeats."""
HEADS = 10_000
"""Chain heads kept as a witness."""


class HubLink:
    """One seat's connection, for as long as the desk is open."""

    def __init__(self, invitation: Invitation, clock: Clock | None = None) -> None:
        self.view = View()
        self.status = LinkStatus(LinkState.OFFLINE)
        self.ended: LinkError | None = None
        """Why the hub closed this seat for good; None while it is open."""
        self.heads: deque[str] = deque(maxlen=HEADS)
        """``SEQ:HEX`` of every chain head this seat was told."""
        self._invitation = invitation
        self._clock = clock or WallClock()
        self._welcome: Welcome | None = None
        self._connection: Connection | None = None
        self._position = 0
        self._said = (0, 0)
        self._watched: dict[str, View] = {}
        self._watching = ""
        self._callbacks: list[Changed] = []
        self._unanswered: dict[str, tuple[Command, asyncio.Future[Answer]]] = {}
        self._run = secrets.token_hex(6)
        self._numbers = count(1)
        self._recalls: deque[asyncio.Future[list[str]]] = deque()
        self._task: asyncio.Task[None] | None = None

    @property
    def welcome(self) -> Welcome:
        """Who this seat is.

        Raises:
            LinkError: the link was not opened yet.
        """
        if self._welcome is None:
            raise LinkError(_("This seat is not open yet."))
        return self._welcome

    @property
    def seat(self) -> str:
        """Id of this seat."""
        return self.welcome.seat

    @property
    def role(self) -> str:
        """Role of this seat."""
        return self.welcome.role

    def t_now(self) -> int:
        """Exercise milliseconds, counted on from what the hub last said."""
        said, at = self._said
        card = self.view.get(ClockCard, "clock")
        if card is None or card.state is not ClockState.RUNNING or self.status.state is not LinkState.LIVE:
            return said
        return min(card.length, said + (self._clock.now() - at) * card.p // max(1, card.q))

    def on_change(self, callback: Changed) -> Callable[[], None]:
        """Call back after every change with the kinds that changed; return what ends the calls."""
        self._callbacks.append(callback)
        return lambda: self._callbacks.remove(callback) if callback in self._callbacks else None

    def watch_team(self, team: str) -> View:
        """Ask for a team's own view (controllers only); it fills as the hub tells, under the kind ``watched``."""
        self._watching = team
        self._watched = {team: self._watched.get(team, View())}
        self._later(Watch(team))
        return self._watched[team]

    async def open(self) -> Welcome:
        """Connect for the first time and keep the link from then on.

        Raises:
            InvitationError: the hub turned the invitation away.
            LinkError: the hub cannot be reached.
        """
        opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._task = asyncio.create_task(self._keep(opened))
        await opened
        return self.welcome

    async def close(self) -> None:
        """Leave the seat; what was not answered fails."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._fail(LinkError(_("The seat was left.")))

    async def send(self, command: Given) -> Refusal | None:
        """Hand a command in; None once it is durable, else why it was refused.

        Waits through a broken line.

        Raises:
            LinkError: the hub closed this seat for good.
        """
        if self.ended is not None:
            raise self.ended
        message = Command(f"{self._run}.{next(self._numbers)}", command)
        answered: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._unanswered[message.id] = (message, answered)
        await self._try(message)
        answer = await answered
        return None if answer.refusal is None else Refusal(answer.refusal)

    async def testify(self) -> Sworn:
        """Hold every head that this seat was told against the hub's record, here: the hub never learns what was told.

        Raises:
            LinkError: the hub cannot be asked now.
        """
        told = list(self.heads)
        asked = positions(told)
        found: list[str] = []
        for at in range(0, len(asked), MOST_RECALLED):
            found += await self._recall(asked[at : at + MOST_RECALLED])
        return compare([head for head in told if not head.startswith("0:")], found)

    async def _recall(self, asked: list[int]) -> list[str]:
        if self._connection is None:
            raise LinkError(_("The hub does not answer now."), _("Ask again once the line is back."))
        answered: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()
        self._recalls.append(answered)
        await self._try(Recall(asked))
        return await answered

    async def _keep(self, opened: "asyncio.Future[None]") -> None:
        failures = 0
        while True:
            try:
                await self._session(opened)
                failures = 0
            except (InvitationError, RemoteProtocolError) as error:
                self._end(error, opened)
                return
            except LinkError as error:
                if not opened.done():
                    opened.set_exception(error)
                    return
            await self._wait(BACKOFF[min(failures, len(BACKOFF) - 1)])
            failures += 1

    async def _session(self, opened: "asyncio.Future[None]") -> None:
        epoch = self._welcome.epoch if self._welcome else ""
        async with connected(self._invitation, epoch, self._position) as connection:
            self._welcome, self._connection = connection.welcome, connection
            try:
                await self._resend(connection)
                while (message := await connection.receive()) is not None:
                    self._take(message)
                    if not opened.done():
                        opened.set_result(None)
            finally:
                self._connection = None
                self._forget_recalls()

    async def _resend(self, connection: Connection) -> None:
        for command, _answered in list(self._unanswered.values()):
            await connection.send(command)
        if self._watching:
            await connection.send(Watch(self._watching))

    async def _wait(self, seconds: float) -> None:
        self._set_status(LinkStatus(LinkState.RECONNECTING, int(seconds * 1000)))
        await asyncio.sleep(seconds)

    async def _try(self, message: Command | Watch | Recall) -> None:
        if self._connection is None:
            return
        try:
            await self._connection.send(message)
        except ConnectionError:
            # The reader sees the broken line too and reconnects; unanswered commands are sent again then.
            return

    def _later(self, message: Watch) -> None:
        task = asyncio.ensure_future(self._try(message))
        self._pending_watch = task

    def _take(self, message: FromHub) -> None:
        match message:
            case Snapshot(watched=team) | Changes(watched=team) if team:
                self._fold_watched(team, message)
            case Snapshot() | Changes():
                self._fold(message)
            case Answer():
                self._answer(message)
            case Recalled(heads):
                self._recalled(heads)
            case Goodbye(parting, reason):
                raise turned_away(parting, reason.say())
            case Welcome():
                raise RemoteProtocolError(_("The hub welcomed this seat twice."))

    def _fold(self, message: Snapshot | Changes) -> None:
        self._position, self._said = message.position, (message.t, self._clock.now())
        if message.head and (not self.heads or self.heads[-1] != message.head):
            self.heads.append(message.head)
        kinds = _fold_into(self.view, message)
        if self.status.state is not LinkState.LIVE:
            self._set_status(LIVE)
        self._call(kinds)

    def _fold_watched(self, team: str, message: Snapshot | Changes) -> None:
        if team in self._watched:
            _fold_into(self._watched[team], message)
            self._call(frozenset({"watched"}))

    def _recalled(self, heads: list[str]) -> None:
        if self._recalls:
            answered = self._recalls.popleft()
            if not answered.done():
                answered.set_result(heads)

    def _forget_recalls(self) -> None:
        """Let nobody wait for what a broken line will not bring."""
        while self._recalls:
            waiting = self._recalls.popleft()
            if not waiting.done():
                waiting.set_exception(
                    LinkError(_("The hub does not answer now."), _("Ask again once the line is back."))
                )

    def _answer(self, answer: Answer) -> None:
        _command, answered = self._unanswered.pop(answer.id, (None, None))
        if answered is not None and not answered.done():
            answered.set_result(answer)

    def _end(self, error: LinkError, opened: "asyncio.Future[None]") -> None:
        self.ended = error
        if not opened.done():
            opened.set_exception(error)
        self._fail(error)
        self._set_status(LinkStatus(LinkState.OFFLINE, reason=error.message))

    def _fail(self, error: LinkError) -> None:
        for _command, answered in self._unanswered.values():
            if not answered.done():
                answered.set_exception(error)
        self._unanswered.clear()

    def _set_status(self, status: LinkStatus) -> None:
        self.status = status
        self._call(frozenset({"link"}))

    def _call(self, kinds: frozenset[str]) -> None:
        for callback in list(self._callbacks):
            callback(kinds)


def _fold_into(view: View, message: Snapshot | Changes) -> frozenset[str]:
    if isinstance(message, Changes):
        return frozenset(
            change.kind if isinstance(change, Drop) else kind_of(change.card)
            for change in message.changes
            if view.apply(change)
        )
    return _replace(view, message.cards)


def _replace(view: View, cards: list[AnyCard]) -> frozenset[str]:
    fresh = {(kind_of(card), card.key) for card in cards}
    gone = [Drop(kind_of(card), card.key) for card in view if (kind_of(card), card.key) not in fresh]
    for drop in gone:
        view.apply(drop)
    changed = [card for card in cards if view.apply(Put(card))]
    return frozenset(drop.kind for drop in gone) | frozenset(kind_of(card) for card in changed)
