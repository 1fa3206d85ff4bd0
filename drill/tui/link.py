"""What a desk knows of the outside: a view that changes under it, a clock, and a way to send commands."""

from collections.abc import Callable, Collection
from typing import Protocol, runtime_checkable

from drill.client.status import LIVE, Changed, LinkState, LinkStatus
from drill.client.witness import Sworn
from drill.world.cards import View
from drill.world.inputs import ControlInput, JudgeInput, Refusal, TeamInput

Command = TeamInput | ControlInput | JudgeInput


class Link(Protocol):
    """One seat's connection. The real one is in `drill.client`; tests have one in memory."""

    @property
    def view(self) -> View:
        """All cards of this seat, changed in place before `on_change` calls."""
        ...

    @property
    def status(self) -> LinkStatus:
        """How the connection is now."""
        ...

    @property
    def seat(self) -> str:
        """Id of this seat."""
        ...

    @property
    def role(self) -> str:
        """Role of this seat (``analyst``, ``controller``)."""
        ...

    def t_now(self) -> int:
        """Exercise milliseconds by this machine's clock since the last clock card."""
        ...

    async def send(self, command: Command) -> Refusal | None:
        """Hand a command in; None once it is durable.

        Raises:
            LinkError: the connection is gone and the command was not taken.
        """
        ...

    def on_change(self, callback: Changed) -> Callable[[], None]:
        """Call back after every change; return what ends the calls."""
        ...


@runtime_checkable
class WitnessLink(Protocol):
    """A connection that can bear witness."""

    @property
    def heads(self) -> Collection[str]:
        """``SEQ:HEX`` of every chain head this seat was told."""
        ...

    async def testify(self) -> Sworn:
        """Hold them against the hub's record.

        Raises:
            LinkError: the hub cannot be asked now.
        """
        ...


class WatchingLink(Link, Protocol):
    """A controller's connection: it can look over a team's shoulder."""

    def watch_team(self, team: str) -> View:
        """Return a team's own view as that team sees it; it fills as the hub tells, under the kind ``watched``."""
        ...


__all__ = ["LIVE", "Changed", "Command", "Link", "LinkState", "LinkStatus", "WatchingLink", "WitnessLink"]
