"""What the organisation is made of: zones, hosts, accounts, services and their logs."""

from enum import StrEnum

from drill.scenario.model.ground import Record, Span, Text


class Zone(Record, frozen=True):
    """A part of the network."""

    id: str
    label: Text
    outside: bool


class Link(Record, frozen=True):
    """One direction between two zones; what is not listed is closed."""

    source: str
    target: str
    services: tuple[str, ...]
    """Names of network services; ``any`` opens all."""
    cut: int
    """Bit of ``link.A-B.cut``."""


class Host(Record, frozen=True):
    """A computer of the organisation, or many treated as one."""

    id: str
    label: Text
    zone: str
    ip: str
    os: str
    weaknesses: tuple[str, ...]
    backup: bool
    keeps_backups: bool
    count: int
    working: int
    """Bit of the derived fact ``H.working``."""


class Account(Record, frozen=True):
    """Something that people or services log in with."""

    id: str
    owner: Text
    opens: tuple[str, ...]
    """Host ids; ``("all",)`` for every host."""
    breaks: tuple[str, ...]


class IndicatorKind(StrEnum):
    """What a sign of the attacker is."""

    IP = "ip"
    DOMAIN = "domain"
    URL = "url"
    SENDER = "sender"
    HASH = "hash"


class Indicator(Record, frozen=True):
    """A sign of the attacker that can be blocked, or a harmless look-alike."""

    id: str
    kind: IndicatorKind
    values: tuple[str, ...]
    """One value, or the pool from which each team gets its own: index ``draw("indicator", id + "/" + team, 0)``
    scaled to the length."""
    harmless: bool
    breaks: tuple[str, ...]


class Service(Record, frozen=True):
    """Something that the organisation offers."""

    id: str
    label: Text
    weight: int
    hidden: bool
    noticed_after: int
    """Milliseconds until the team's board shows a change."""
    up: int
    """Bit of the derived fact ``S.up``."""
    limited: int | None = None
    """Bit of ``S.rate-limited``: while it holds, time up counts 90 percent."""


class Source(Record, frozen=True):
    """A log that the team can search."""

    id: str
    label: Text
    misses: tuple[str, ...]
    """Hosts whose records never arrive here."""
    kept: int
    """Milliseconds that records stay."""
    delay: Span
