"""How a connection is, as its owner and every desk see it."""

from collections.abc import Callable
from enum import StrEnum

import msgspec


class LinkState(StrEnum):
    """How the connection is."""

    LIVE = "live"
    RECONNECTING = "reconnecting"
    OFFLINE = "offline"


class LinkStatus(msgspec.Struct, frozen=True):
    """The connection as the header shows it."""

    state: LinkState
    milliseconds: int = 0
    """Reconnecting: until the next try. Offline: since the connection was lost. Live: nothing."""
    reason: str = ""
    """Offline for good: why, in this machine's language. Empty while the line may still come back."""


LIVE = LinkStatus(LinkState.LIVE)

Changed = Callable[[frozenset[str]], None]
"""Called on the desk's own loop with the kinds (card tags) that changed; ``link`` stands for the status."""
