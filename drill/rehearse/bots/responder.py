"""A bot that works like a team: it looks at the desk now and then, and orders what seems most urgent."""

from collections.abc import Iterator

from drill.i18n import Language
from drill.rehearse.bots.character import LEVELS, Character, Skill
from drill.rehearse.bots.duties import DUTIES, Proposal
from drill.rehearse.bots.sight import Oddities, Sight
from drill.rehearse.bots.writing import written
from drill.world.cards import AlertCard, AlertState, View
from drill.world.draws import draw, passes, within
from drill.world.inputs import AlertAction, AlertHandled, OrderGiven, TeamInput

SEARCH = "search logs"
DECLARE = "declare an incident"


class Responder:
    """A team of one character.

    Args:
        character: how it works.
        seed: the drill's seed: the same drill gives the same hesitation.
        team: team id.
        language: what it writes in.
    """

    def __init__(self, character: Character, seed: int, team: str, language: Language) -> None:
        self._character = character
        self._language = language
        self._seed = seed
        self._name = f"{character.name}/{team}"
        self._looks = 0
        self._oddities = Oddities()
        self._read: dict[str, None] = {}
        self._written: set[str] = set()
        self._searched: dict[str, int] = {}

    def first(self) -> int:
        """Return when it first looks at the desk (ms)."""
        return self._pause()

    def wake(self, view: View, t: int) -> tuple[list[TeamInput], int]:
        """Look at the desk.

        Args:
            view: the team's cards.
            t: the team's own time (ms).

        Returns: what it does, in order, and when it looks again.
        """
        done: list[TeamInput] = list(self._triage(view))
        sight = Sight(view, self._read, self._oddities)
        done += self._declares(sight)
        done += self._orders(sight, t)
        done += self._writes(view, sight, t)
        return done, t + self._pause()

    def _pause(self) -> int:
        self._looks += 1
        return within(draw(self._seed, "bot-pause", self._name, self._looks), self._character.think)

    def _triage(self, view: View) -> Iterator[TeamInput]:
        """Read new alerts, or overlook them: the graver, the less likely."""
        for card in view.all(AlertCard):
            key = card.key
            if card.state is AlertState.NEW and key not in self._read and f"alert:{key}" not in self._written:
                self._written.add(f"alert:{key}")
                chance = min(100, self._character.notices + 15 * LEVELS[card.level])
                if passes(draw(self._seed, "bot-alert", self._name, int(key)), chance):
                    self._read[key] = None
                    yield AlertHandled(int(key), AlertAction.CLAIM)

    def _declares(self, sight: Sight) -> Iterator[TeamInput]:
        grave = any(level >= LEVELS["high"] for level in sight.hosts.values())
        if (
            Skill.DECLARE in self._character.skills
            and grave
            and not sight.given(DECLARE)
            and sight.offers(DECLARE)
        ):
            yield OrderGiven(DECLARE, sight.role_of(DECLARE))

    def _orders(self, sight: Sight, t: int) -> Iterator[TeamInput]:
        load: dict[str, int] = {}
        for _urgency, order in sorted(self._proposals(sight, t), key=lambda pair: -pair[0]):
            action = SEARCH if order.startswith(SEARCH) else order
            role = sight.role_of(action)
            limit = min(self._character.at_once, sight.people(role) + 1)
            load.setdefault(role, sight.load(role))
            if sight.offers(action) and load[role] < limit and not sight.pending(order):
                load[role] += 1
                yield self._given(order, role, t)

    def _proposals(self, sight: Sight, t: int) -> Iterator[Proposal]:
        for skill, duty in DUTIES.items():
            if skill in self._character.skills:
                for urgency, order in duty(sight, self._character, t):
                    if self._worth(sight, order, t):
                        yield urgency, order

    def _worth(self, sight: Sight, order: str, t: int) -> bool:
        """Tell whether an order is worth giving again.

        A search is after a quarter of an hour, another order at most five times, and not when it was refused twice.
        """
        if order.startswith(SEARCH):
            return t - self._searched.get(order, -AGAIN) >= AGAIN
        return sight.given(order) < MOST_TIMES and sight.refused(order) < 2

    def _given(self, order: str, role: str, t: int) -> TeamInput:
        if not order.startswith(SEARCH):
            return OrderGiven(order, role)
        self._searched[order] = t
        return OrderGiven(SEARCH, role, text=order.removeprefix(f"{SEARCH} for "))

    def _writes(self, view: View, sight: Sight, t: int) -> Iterator[TeamInput]:
        for key, given in written(view, sight, self._character, self._language, t):
            if key not in self._written:
                self._written.add(key)
                if self._gets_to(key):
                    yield given

    def _gets_to(self, key: str) -> bool:
        return passes(draw(self._seed, "bot-writes", f"{self._name}/{key}", 0), self._character.replies)


AGAIN = 15 * 60_000
"""Milliseconds until the same search is made again."""
MOST_TIMES = 5
"""Times that one order is given at most."""
