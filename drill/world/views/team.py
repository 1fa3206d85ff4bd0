"""What a team sees: its board, alerts, found lines, messages, forms and its own orders, and nothing else.

The view is a fold over what happened to this team and to the whole drill. It reads no fact, no step, no other team, no
seed, and no message, question or deadline that has not come yet; the tests prove it by changing exactly those.
"""

from collections.abc import Iterable, Iterator

import msgspec

from drill.i18n import Words, words
from drill.scenario.model import Model, Operation, Owner, Reach
from drill.world.aliases import Aliases
from drill.world.cards import (
    AlertCard,
    AnyCard,
    Change,
    DrillCard,
    InjectCard,
    LineCard,
    MessageCard,
    OrderCard,
    Put,
    View,
)
from drill.world.happened import Happened
from drill.world.inputs import DrillOpened, TeamSetup
from drill.world.noise import noise_maker
from drill.world.outputs import FactsChanged, LinesShown, TraceWritten
from drill.world.render import renderer_for
from drill.world.search import Archive, Found, Query
from drill.world.views.alerts import AlertsFold, BoardFold
from drill.world.views.clock import ClockFold
from drill.world.views.knowledge import Handbook, KnowledgeFold
from drill.world.views.orders import ChipsFold, OrdersFold, both
from drill.world.views.papers import InjectsFold, QuestionsFold, ReportsFold, TalkFold


class Stage:
    """What all views of one drill share: the handbook and the noise. Build it once per drill."""

    def __init__(self, model: Model, seed: int) -> None:
        self.book = Handbook(model)
        self.noise = noise_maker(model, seed)


class TeamView:
    """The cards of one team.

    Args:
        model: the scenario.
        opened: the journal's first input; its seed fills the team's own values, and reaches no card.
        team: team id.
        stage: shared with the other views of the drill; made when missing.
    """

    def __init__(self, model: Model, opened: DrillOpened, team: str, stage: Stage | None = None) -> None:
        setup = next((known for known in opened.teams if known.id == team), TeamSetup(team, team))
        stage = stage or Stage(model, opened.seed)
        renderer = renderer_for(model, opened.seed, setup)
        self.aliases = Aliases(model, renderer.indicators)
        self._team = team
        self._view = View()
        self._ops = {op.id: op for op in model.operations if op.owner is Owner.TEAM}
        self._archive = Archive(model, renderer, stage.noise)
        self._clock = ClockFold(model, team)
        self._board = BoardFold(model)
        self._alerts = AlertsFold(model, renderer)
        self._orders = OrdersFold(model)
        self._chips = ChipsFold(model)
        self._knowledge = KnowledgeFold(stage.book, renderer, self.aliases, self._chips)
        self._injects = InjectsFold(model, renderer, team)
        self._questions = QuestionsFold(model, renderer, team)
        self._reports = ReportsFold(model)
        self._talk = TalkFold(team)
        self._put(self._first(model, setup))

    def cards(self) -> list[AnyCard]:
        """Return every card of the team as it stands."""
        return list(self._view)

    @property
    def view(self) -> View:
        """The cards by kind and key; read only."""
        return self._view

    def apply(self, seq: int, happened: Happened) -> list[Change]:  # noqa: ARG002 (a team never sees positions)
        """Fold one event in and return the cards that changed.

        Args:
            seq: the event's position in the journal.
            happened: any event of the drill; those that are not this team's change nothing.
        """
        if happened.team not in {"", self._team}:
            return []
        match happened.what:
            case TraceWritten() as record:
                self._archive.write(record)
                return []
            case FactsChanged() as facts:
                self._archive.change(facts, happened.t)
                return []
            case _:
                return self._put(self._fold(happened))

    def _first(self, model: Model, setup: TeamSetup) -> Iterator[AnyCard]:
        yield self._clock.card()
        yield DrillCard(
            "drill", model.title, model.summary, model.level, model.teaches, setup.label, model.umpire
        )
        for fold in (self._board, self._orders, self._knowledge, self._reports):
            yield from fold.first()

    def _fold(self, happened: Happened) -> Iterator[AnyCard]:
        clock = self._clock.apply(happened)
        if clock is not None:
            yield clock
        own = happened
        if not happened.team:
            own = Happened(self._clock.own_time(happened), self._team, happened.seat, happened.what)
        yield from self._finished(own)
        for fold in (self._board, self._alerts, self._injects, self._questions, self._reports, self._talk):
            yield from fold.apply(own)
        yield from self._orders.apply(own)
        if isinstance(own.what, LinesShown):
            yield from self._shown(own.what, own.t)

    def _finished(self, happened: Happened) -> Iterator[AnyCard]:
        finished = self._orders.finished(happened)
        if finished is not None:
            yield from self._knowledge.assets(self._chips.apply(finished))

    def _shown(self, shown: LinesShown, t: int) -> Iterator[AnyCard]:
        found = self._archive.search(query_of(shown, self._ops[shown.op], t))
        for line in found.lines:
            before = self._view.get(LineCard, line.key)
            orders = (*before.orders, shown.order) if before else (shown.order,)
            yield LineCard(line.key, line.at, line.source, line.host, line.text, orders)
        yield from self._orders.tell(shown.order, both(_told(found)))

    def _put(self, cards: Iterable[AnyCard]) -> list[Change]:
        changes: list[Change] = []
        read: list[str] = []
        for card in cards:
            shown = self._named(card)
            put = Put(shown)
            if self._view.apply(put):
                changes.append(put)
                read += _texts(shown)
        if read:
            changes += self._put(self._knowledge.see(read))
        return changes

    def _named(self, card: AnyCard) -> AnyCard:
        """Return an order's card with its indicator by value."""
        if not isinstance(card, OrderCard):
            return card
        says = self.aliases.say(card.says, card.op)
        return msgspec.structs.replace(card, op=self.aliases.shown(card.op), says=says)


def query_of(shown: LinesShown, operation: Operation, now: int) -> Query:
    """Return what an order looked for."""
    reach = Reach(shown.reach)
    subject = "" if reach is Reach.SEARCH else operation.target
    return Query(reach, now, subject, shown.source, shown.text, shown.since, shown.until)


def _told(found: Found) -> Words:
    if found.more:
        return words(
            "Lines found: {count}; {more} older ones are not shown.", count=len(found.lines), more=found.more
        )
    return words("Lines found: {count}.", count=len(found.lines))


def _texts(card: AnyCard) -> list[str]:
    """Return what a person reads on a card that can name an indicator."""
    match card:
        case AlertCard():
            return [card.title.en, card.title.vi, card.line.en, card.line.vi]
        case LineCard() | MessageCard():
            return [card.text]
        case InjectCard():
            return [card.text.en, card.text.vi]
        case _:
            return []
