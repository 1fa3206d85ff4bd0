"""The plan of the drill beside what became of it in each team: messages, report clocks, the attacker's goals."""

from collections.abc import Iterator

import msgspec

from drill.scenario.model import Model, Text
from drill.world.cards import TimelineCard
from drill.world.happened import Happened
from drill.world.inputs import InjectWritten, Read, Replied, ReportSubmitted
from drill.world.outputs import (
    GoalReached,
    InjectChanged,
    InjectOverdue,
    ReportClockStarted,
    ReportOverdue,
)


class TimelineFold:
    """Folds what each team's plan came to."""

    def __init__(self, model: Model, teams: tuple[str, ...]) -> None:
        self._teams = teams
        self._roles = {role.id: role.label for role in model.roles}
        self._cards: dict[str, TimelineCard] = {}
        self._states: dict[str, dict[str, tuple[str, int | None]]] = {}
        for inject in model.injects:
            text = Text("".join(_plain(inject.text.en)), "".join(_plain(inject.text.vi)))
            self._add(f"inject:{inject.id}", inject.at, inject.sender, text, inject.channel, inject.to)
        for report in model.reports:
            at = min(report.starts_at, default=None)
            self._add(f"report:{report.id}", at, report.to, Text("", ""), "report", "")
        for goal in model.attack.goals:
            self._add(f"goal:{goal.id}", None, goal.label, Text("", ""), "goal", "")

    def first(self) -> Iterator[TimelineCard]:
        """Return the cards at the start, in order of planned time."""
        yield from sorted(self._cards.values(), key=lambda card: (card.at is None, card.at or 0))

    def apply(self, happened: Happened) -> Iterator[TimelineCard]:
        """Fold one event in."""
        if isinstance(happened.what, InjectWritten):
            yield self._written(happened.what, happened.t)
            return
        found = _became(happened)
        if found is not None and found[0] in self._cards:
            key, state, when = found
            self._states[key][happened.team] = (state, when)
            yield self._card(key)

    def _add(self, key: str, at: int | None, label: Text, text: Text, kind: str, to: str) -> None:
        self._states[key] = {}
        self._cards[key] = TimelineCard(key, at, label, text, kind, to, (), self._roles.get(to))

    def _written(self, written: InjectWritten, t: int) -> TimelineCard:
        key = f"inject:{written.inject}"
        label, text = Text(written.sender, written.sender), Text(written.text, written.text)
        self._add(key, t, label, text, written.channel, written.to)
        return self._cards[key]

    def _card(self, key: str) -> TimelineCard:
        states = self._states[key]
        teams = tuple((team, *states[team]) for team in self._teams if team in states)
        self._cards[key] = msgspec.structs.replace(self._cards[key], teams=teams)
        return self._cards[key]


def _became(happened: Happened) -> tuple[str, str, int | None] | None:
    """Return (card, state word, when) of an event of one team."""
    found: tuple[str, str, int | None] | None = None
    match happened.what:
        case InjectChanged(inject=inject, state=state):
            found = f"inject:{inject}", str(state), happened.t
        case InjectOverdue(inject=inject):
            found = f"inject:{inject}", "late", happened.t
        case Replied(inject=inject):
            found = f"inject:{inject}", "answered", happened.t
        case Read(item=item) if item.startswith("inject:"):
            found = item, "read", happened.t
        case ReportClockStarted(report=report, due=due):
            found = f"report:{report}", "running", due
        case ReportSubmitted(report=report):
            found = f"report:{report}", "submitted", happened.t
        case ReportOverdue(report=report):
            found = f"report:{report}", "late", happened.t
        case GoalReached(goal=goal):
            found = f"goal:{goal}", "reached", happened.t
        case _:
            pass
    return found


def _plain(parts: tuple[object, ...]) -> Iterator[str]:
    for part in parts:
        yield part if isinstance(part, str) else "…"
