"""Cards of the wall: what everyone in the room may read."""

from drill.i18n import Words
from drill.scenario.model import Text
from drill.world.cards.base import Card


class BoardCard(Card, frozen=True, tag="board"):
    """Key ``board``: how the wall is arranged."""

    delay: int
    """Wall milliseconds by which everything here is held back."""
    frozen: bool
    revealed: int | None
    """Prizes shown so far; None outside a ceremony: ranks are shown."""
    undefended: bool
    story: bool
    replies: bool


class ShadowCard(Card, frozen=True, tag="shadow"):
    """Key ``undefended``: the organisation that nobody defends, on the same seed."""

    t: int
    services_up: int
    services: int
    goals_lost: int
    goals: int
    losses: tuple[tuple[int, Text, str], ...]
    """(team's time, what was lost, how much), latest last: a goal or a meter's mark."""


class HoldingCard(Card, frozen=True, tag="holding"):
    """Key ``holding``: how many teams still hold what the undefended organisation has lost."""

    teams: int
    holding: tuple[tuple[str, Text, int], ...]
    """(goal id, its name, teams that have not lost it), in the order of the scenario."""


class StoryCard(Card, frozen=True, tag="story"):
    """Key: running number. One thing that happened, in plain words and without a spoiler for those who play."""

    t: int
    words: Words


class DueCard(Card, frozen=True, tag="due"):
    """Key: ``inject:ID`` or ``report:ID``. A reply or report that is due, over all teams."""

    label: Text
    due: int
    """When it is due (ms), the latest of the teams."""
    waiting: int
    """Teams that owe it."""
    done: int
