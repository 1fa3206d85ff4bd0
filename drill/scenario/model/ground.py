"""The ground that all compiled records stand on: bits, guards, texts and spans."""

from enum import StrEnum
from typing import TypeAlias

import msgspec

from drill.i18n import Language

Bits: TypeAlias = int
Guard: TypeAlias = tuple[tuple[int, int], ...]
ALWAYS: Guard = ((0, 0),)
NEVER: Guard = ()


class Record(msgspec.Struct, frozen=True):
    """Base of every compiled record."""


class Text(Record, frozen=True):
    """What a person reads; a plain text serves both languages."""

    en: str
    vi: str

    def say(self, language: Language) -> str:
        """Return the text in a language."""
        return self.vi if language is Language.VIETNAMESE else self.en


class SlotKind(StrEnum):
    """What fills a slot of a template when the text is rendered."""

    TEAM = "team"
    TIME = "time"
    INDICATOR = "indicator"
    METER = "meter"


class Slot(Record, frozen=True, tag="slot"):
    """A place in a text that differs by team or by moment; everything else is resolved while compiling."""

    kind: SlotKind
    id: str
    """Indicator or meter id; empty for team and time."""


class Template(Record, frozen=True):
    """A text with slots, per language."""

    en: tuple[str | Slot, ...]
    vi: tuple[str | Slot, ...]


class Span(Record, frozen=True):
    """A closed range of whole numbers: milliseconds, or a count."""

    lo: int
    hi: int


class Effect(Record, frozen=True):
    """Bits to set and bits to clear; never the same bit in both."""

    add: Bits = 0
    rem: Bits = 0


class FactKind(StrEnum):
    """How a fact comes to be true."""

    BASE = "base"
    DERIVED = "derived"


class Fact(Record, frozen=True):
    """One thing that can be true."""

    bit: int
    """Its place in the int (0 is the lowest bit)."""
    name: str
    """Canonical name: ``fs01.encrypted``, ``portal01.weak.PORTAL-UPLOAD``, ``link.servers-mgmt.cut``,
    ``attacker.network-map``, ``team.declared-an-incident``, ``goal.leak.reached``, ``clock.night``."""
    kind: FactKind
    subject: str
    """Id of the thing it is about (``fs01``; ``link.servers-mgmt``; ``attacker``; ``team``)."""
    state: str
    """The state's word as authors write it (``encrypted``, ``weak to PORTAL-UPLOAD``)."""


class Rule(Record, frozen=True):
    """A derived fact holds exactly while its guard does. Rules are in an order in which none reads a later one."""

    bit: int
    guard: Guard
