"""What kinds of people the bots stand for.

These are guesses: good for comparing drafts of a scenario, never for predicting what a real team will score.
"""

from enum import Enum, auto

import msgspec

from drill.scenario.model import Span

SECOND = 1_000
MINUTE = 60_000
"""Milliseconds."""

LEVELS = {"low": 0, "medium": 1, "high": 2, "critical": 3}
"""Alert levels in order."""


class Skill(Enum):
    """Something that a team thinks of by itself."""

    BLOCK = auto()
    """Blocks the indicators it comes across."""
    DISABLE = auto()
    """Disables accounts in suspicious lines."""
    ISOLATE = auto()
    """Cuts suspicious hosts off."""
    SESSIONS = auto()
    """Throws the intruder out while the cleaning is being prepared."""
    CLEAN = auto()
    """Removes malware."""
    SEARCH = auto()
    """Searches the logs instead of waiting for alerts."""
    SHIELD = auto()
    """Thinks of the backups before they are gone."""
    PATCH = auto()
    """Closes weaknesses of suspicious hosts."""
    REPAIR = auto()
    """Brings back services that went down."""
    DECLARE = auto()
    """Declares an incident."""
    REPLY = auto()
    """Replies to messages."""
    ANSWER = auto()
    """Answers questions."""
    REPORT = auto()
    """Hands in reports."""


class Character(msgspec.Struct, frozen=True):
    """How a team works."""

    name: str
    think: Span
    """Milliseconds between two looks at the desk."""
    notices: int
    """Percent of the alerts that it reads at all."""
    acts_on: int
    """Lowest level (see `LEVELS`) that makes it act against a host."""
    careful: bool
    """Looks at what an order breaks before it gives it."""
    at_once: int
    """Orders that one role has waiting or running at most."""
    replies: int
    """Percent of the messages and questions that it gets to."""
    skills: frozenset[Skill]


NOVICE = Character(
    name="novice",
    think=Span(5 * MINUTE, 12 * MINUTE),
    notices=45,
    acts_on=2,
    careful=False,
    at_once=1,
    replies=50,
    skills=frozenset({Skill.ISOLATE, Skill.CLEAN, Skill.BLOCK, Skill.REPLY, Skill.ANSWER, Skill.REPAIR}),
)
AVERAGE = Character(
    name="average",
    think=Span(150 * SECOND, 6 * MINUTE),
    notices=70,
    acts_on=1,
    careful=True,
    at_once=1,
    replies=80,
    skills=NOVICE.skills | {Skill.DISABLE, Skill.DECLARE, Skill.REPORT, Skill.PATCH},
)
SKILLED = Character(
    name="skilled",
    think=Span(30 * SECOND, 90 * SECOND),
    notices=100,
    acts_on=0,
    careful=True,
    at_once=3,
    replies=100,
    skills=frozenset(Skill),
)
