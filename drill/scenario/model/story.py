"""What comes by the clock: daily life, red herrings and injects."""

from enum import StrEnum

from drill.scenario.model.ground import Effect, Guard, Record, Template, Text
from drill.scenario.model.operations import Trace


class When(StrEnum):
    """The hours in which noise is written."""

    WORKING = "working hours"
    NIGHT = "night"
    ALWAYS = "always"


class Noise(Record, frozen=True):
    """Everyday lines of one source."""

    source: str
    rate: int
    """Lines a minute."""
    lines: tuple[str, ...]
    """Texts with ``<word>`` places."""
    words: tuple[tuple[str, tuple[str, ...]], ...]
    when: When


class Herring(Record, frozen=True):
    """A red herring."""

    id: str
    at: int | None
    """Milliseconds; None when it waits for ``when``."""
    when: Guard
    traces: tuple[Trace, ...]
    truth: Text
    costly: Guard
    """NEVER when no reaction is wrong."""
    costly_hosts: tuple[str, ...]
    """Hosts that ``costly`` names; having been touched by a step, they cost nothing."""


class Channel(StrEnum):
    """How a message reaches the team."""

    PHONE = "phone"
    MAIL = "mail"
    CHAT = "chat"
    TICKET = "ticket"
    PRESS = "press"


class Inject(Record, frozen=True):
    """A message from people around the team."""

    id: str
    at: int | None
    when: Guard
    after: int
    unless: Guard
    sender: Text
    to: str
    """Role, or ``everyone``."""
    channel: Channel
    text: Template
    reply_within: int | None
    points: int
    then: Effect
