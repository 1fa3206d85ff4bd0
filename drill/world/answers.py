"""Answer keys: computed per team, from that team's own history."""

from enum import StrEnum

import msgspec

from drill.scenario.model import AnswerRule, Model, PastCondition, Question
from drill.world.happened import Happened


class Result(msgspec.Struct, frozen=True):
    """How right an answer is: the exact share ``num / den`` of the points."""

    num: int
    den: int


class Key(msgspec.Struct, frozen=True):
    """What would be right for one team."""

    texts: tuple[str, ...]
    """Texts, ids, or one shown number/time, for people; empty with ``void``."""
    void: bool
    """The rule has no value for this team."""


class Finality(StrEnum):
    """Whether later events can still change the key."""

    FINAL = "final"
    OPEN = "open"


class History:
    """A fold of one team's `Happened`: first times of bits, step ends, goals, meters."""

    def __init__(self, model: Model, seed: int, team: str) -> None:
        raise NotImplementedError

    def add(self, happened: Happened) -> None:
        """Fold one entry of this team in; entries of others must not be given."""
        raise NotImplementedError


def key(rule: AnswerRule, history: History) -> Key:
    """Return what is right by this history."""
    raise NotImplementedError


def judge(rule: AnswerRule, text: str, history: History, *, at: int | None = None) -> Result | None:
    """Return the share of the points a text earns by this history; None when void. ``at``: when it was answered."""
    raise NotImplementedError


def counts(condition: PastCondition, history: History) -> bool:
    """Whether a past condition holds in this history."""
    raise NotImplementedError


def chosen(question: Question, text: str) -> int | None:
    """Return the index of the choice that a text names (number from 1, or either language's text)."""
    raise NotImplementedError
