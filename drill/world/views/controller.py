"""What exercise control sees: every team's row and truth, the plan, the feed and the questions to the umpire."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Protocol

from drill.scenario.model import Model
from drill.world.cards import (
    AnyCard,
    Change,
    DrillCard,
    Drop,
    FeedCard,
    Put,
    RequestCard,
    TeamCard,
    View,
    kind_of,
)
from drill.world.happened import Happened, tag_of
from drill.world.inputs import (
    AlertAction,
    AlertHandled,
    DrillOpened,
    OrderGiven,
    TeamSetup,
    UmpireAsked,
    UmpireRuled,
)
from drill.world.outputs import (
    AlertRaised,
    BoardChanged,
    OperationEnded,
    OperationStarted,
    OrderDropped,
    OrderQueued,
    OrderRefused,
)
from drill.world.views.clock import ClockFold
from drill.world.views.feed import Feed
from drill.world.views.papers import TalkFold
from drill.world.views.steps import step_cards
from drill.world.views.timeline import TimelineFold
from drill.world.views.truth import TruthFold

FEED_LENGTH = 2_000
"""Lines of the feed that a desk keeps; the journal has them all."""


class Ideas(Protocol):
    """A world that can say what its attacker would do now."""

    def next_idea(self) -> str:
        """Return a step id; empty when the attacker waits."""
        ...


class Worlds(Protocol):
    """The drill as far as the controller's view asks it."""

    def world(self, team: str) -> Ideas:
        """Return a team's world."""
        ...


class _Row:
    """One team's row of the matrix."""

    def __init__(self, model: Model, setup: TeamSetup, worlds: Worlds) -> None:
        self.setup = setup
        self.clock = ClockFold(model, setup.id)
        self.truth = TruthFold(model, setup.id, lambda: worlds.world(setup.id).next_idea())
        self._up = {s.id: bool(model.start >> s.up & 1) for s in model.services if not s.hidden}
        self._alerts: set[int] = set()
        self._queued: set[int] = set()
        self._running: set[int] = set()
        self._last: tuple[str, int | None] = ("", None)
        self.t = 0
        """The team's own time of the last event (ms)."""
        self.live = (0, 0, 0)
        """(seats online, seats, provisional total), as the hub told last."""

    def apply(self, happened: Happened) -> None:
        """Fold one event of this team, or of the whole drill, in."""
        self.t = self.clock.own_time(happened)
        self.clock.apply(happened)
        match happened.what:
            case AlertRaised(alert=alert):
                self._alerts.add(alert)
            case AlertHandled(alert=alert, action=AlertAction.REAL | AlertAction.FALSE):
                self._alerts.discard(alert)
            case BoardChanged(service=service, up=up) if service in self._up:
                self._up[service] = up
            case OrderGiven(order=order):
                self._last = (order, happened.t)
            case _:
                self._order(happened)

    def _order(self, happened: Happened) -> None:
        match happened.what:
            case OrderQueued(order=number):
                self._queued.add(number)
            case OrderRefused(order=number) | OrderDropped(order=number):
                self._queued.discard(number)
            case OperationStarted(order=int(number), run=run):
                self._queued.discard(number)
                self._running.add(run)
            case OperationEnded(run=run):
                self._running.discard(run)
            case _:
                return

    def card(self) -> TeamCard:
        """Return the row."""
        connected, seats, score = self.live
        return TeamCard(
            key=self.setup.id,
            label=self.setup.label,
            division=self.setup.division,
            services_up=sum(self._up.values()),
            services=len(self._up),
            goals_lost=self.truth.goals_lost,
            goals=len(self.truth.goals),
            alerts_open=len(self._alerts),
            orders_running=len(self._running),
            orders_queued=len(self._queued),
            last_order=self._last[0],
            last_at=self._last[1],
            connected=connected,
            seats=seats,
            score=score,
            state=self.clock.own_state,
            t=self.t,
        )


class ControllerView:
    """The cards of exercise control.

    Args:
        model: the scenario.
        opened: the journal's first input.
        worlds: the run, asked only what the attacker would do next.
    """

    def __init__(self, model: Model, opened: DrillOpened, worlds: Worlds) -> None:
        teams = tuple(setup.id for setup in opened.teams)
        self._view = View()
        self._clock = ClockFold(model, teams=teams)
        self._rows = {setup.id: _Row(model, setup, worlds) for setup in opened.teams}
        self._timeline = TimelineFold(model, teams)
        self._talk = {team: TalkFold(team, f"{team}:") for team in teams}
        self._feed = Feed(model, {setup.id: setup.label or setup.id for setup in opened.teams})
        self._shown: deque[str] = deque()
        self._put(self._first(model))

    def cards(self) -> list[AnyCard]:
        """Return every card as it stands."""
        return list(self._view)

    @property
    def view(self) -> View:
        """The cards by kind and key; read only."""
        return self._view

    def apply(self, seq: int, happened: Happened) -> list[Change]:
        """Fold one event in and return the cards that changed."""
        return self.apply_all([(seq, happened)])

    def apply_all(self, batch: Iterable[tuple[int, Happened]]) -> list[Change]:
        """Fold events in, in order; rows and truths are worked out once, at the end."""
        rows: dict[str, None] = {}
        truths: dict[str, None] = {}
        changes: list[Change] = []
        for seq, happened in batch:
            changes += self._line(seq, happened)
            changes += self._put(self._fold(happened))
            for team in [happened.team] if happened.team else list(self._rows):
                if self._fold_row(team, happened):
                    truths[team] = None
                rows[team] = None
        changes += self._put(self._rows[team].card() for team in rows if team in self._rows)
        return changes + self._put(self._rows[team].truth.card(self._rows[team].t) for team in truths)

    def live(self, team: str, connected: int, seats: int, score: int) -> list[Change]:
        """Take in what only the hub knows of a team's row: seats online, seats, provisional total."""
        self._rows[team].live = (connected, seats, score)
        return self._put([self._rows[team].card()])

    def _first(self, model: Model) -> Iterator[AnyCard]:
        yield self._clock.card()
        roles = tuple((role.id, role.label) for role in model.roles)
        yield DrillCard(
            "drill", model.title, model.summary, model.level, model.teaches, "", model.umpire, roles
        )
        yield from self._timeline.first()
        yield from step_cards(model)
        for row in self._rows.values():
            yield row.card()
            yield row.truth.card(0)

    def _fold(self, happened: Happened) -> Iterator[AnyCard]:
        clock = self._clock.apply(happened)
        if clock is not None:
            yield clock
        yield from self._timeline.apply(happened)
        team = happened.what.team if isinstance(happened.what, UmpireRuled) else happened.team
        if team in self._talk and isinstance(happened.what, UmpireAsked | UmpireRuled):
            yield from (card for card in self._talk[team].apply(happened) if isinstance(card, RequestCard))

    def _fold_row(self, team: str, happened: Happened) -> bool:
        row = self._rows.get(team)
        if row is None:
            return False
        row.apply(happened)
        return bool(happened.team) and row.truth.apply(happened)

    def _line(self, seq: int, happened: Happened) -> list[Change]:
        told = self._feed.tell(happened)
        if told is None:
            return []
        level, said = told
        tag = tag_of(happened.what)
        card = FeedCard(str(seq), happened.t, happened.team, happened.seat, tag, said, level)
        changes = self._put([card])
        self._shown.append(card.key)
        if len(self._shown) > FEED_LENGTH:
            drop = Drop(kind_of(FeedCard), self._shown.popleft())
            self._view.apply(drop)
            changes.append(drop)
        return changes

    def _put(self, cards: Iterable[AnyCard]) -> list[Change]:
        puts = [Put(card) for card in cards]
        return [put for put in puts if self._view.apply(put)]
