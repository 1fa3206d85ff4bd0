from collections.abc import Iterable

import msgspec

from drill.i18n import Language
from drill.world.cards import (
    AnyCard,
    ClockCard,
    ClockState,
    Drop,
    FeedCard,
    Put,
    RequestCard,
    StepCard,
    TeamCard,
    TimelineCard,
    TruthCard,
    View,
)
from drill.world.happened import Happened
from drill.world.inputs import (
    AlertAction,
    AlertHandled,
    ClockPaused,
    ClockStarted,
    InjectWritten,
    NoteKind,
    NoteTaken,
    PauseKind,
    TeamHeld,
    UmpireAsked,
    UmpireRuled,
)
from drill.world.run import Run
from drill.world.views.controller import FEED_LENGTH, ControllerView
from tests.rehearse.ground import opened
from tests.world.build import MINUTE
from tests.world.views.test_team import MODEL, moves, played

EVENTS = played(moves("alpha", [(15, "isolate host srv1"), (21, "reply boss: well")]), moves("bravo", []))


class Still:
    """Worlds whose attackers always think of the same step."""

    def world(self, team: str) -> "Still":  # noqa: ARG002 (all alike)
        """Return any world."""
        return self

    def next_idea(self) -> str:
        """Return the step."""
        return "steal"


def view_of(events: Iterable[Happened]) -> ControllerView:
    """Return the view after these events, one by one."""
    view = ControllerView(MODEL, opened(), Still())
    for seq, happened in enumerate(events, 1):
        view.apply(seq, happened)
    return view


def by_key(cards: Iterable[AnyCard]) -> dict[tuple[str, str], AnyCard]:
    """Return cards by kind and key."""
    return {(type(card).__name__, card.key): card for card in cards}


def test_the_matrix_counts_what_each_team_has() -> None:
    """Services, goals, alerts, orders: a row a team, on the team's own clock."""
    at_17 = view_of(event for event in EVENTS if event.t <= 17 * MINUTE + MINUTE).view
    alpha, bravo = at_17.all(TeamCard)

    assert (alpha.services_up, alpha.services, alpha.alerts_open) == (0, 1, 1)
    assert (bravo.services_up, bravo.last_order, alpha.last_order) == (1, "", "isolate host srv1")
    assert (alpha.goals, alpha.goals_lost, alpha.state) == (1, 0, ClockState.RUNNING)
    assert view_of(EVENTS).view.all(TeamCard)[0].goals_lost == 1


def test_orders_are_counted_while_they_wait_and_run() -> None:
    """A row tells how many orders run and how many wait."""
    events = played(moves("alpha", [(15, "isolate host srv1"), (15, "isolate host pc1")]))

    rows = [view_of(e for e in events if e.t <= t * MINUTE).view.all(TeamCard)[0] for t in (15, 18, 30)]

    assert [(row.orders_running, row.orders_queued) for row in rows] == [(1, 1), (1, 0), (0, 0)]


def test_the_truth_is_the_worlds() -> None:
    """The folded facts, goals and finished steps are those of the engine itself."""
    inputs = [event for event in EVENTS if not event.is_output]
    run = Run(MODEL, opened())
    run.start()
    for event in inputs[1:]:
        run.accept(event.seat, event.team, event.what, event.t)  # type: ignore[arg-type]
    run.advance(EVENTS[-1].t)
    names = {fact.name for fact in MODEL.facts if run.world("alpha").facts >> fact.bit & 1}
    at_start = {fact.name for fact in MODEL.facts if MODEL.start >> fact.bit & 1}

    truth = view_of(EVENTS).view.get(TruthCard, "alpha")

    assert truth is not None
    assert set(truth.facts) == names - at_start
    assert dict(truth.goals) == run.world("alpha").goal_times
    subjects = {fact.rpartition(".")[0].removesuffix(".weak") for fact in (*truth.facts, *truth.known)}
    labels = {host.id: host.label for host in MODEL.hosts if host.id in subjects}
    assert labels
    assert labels.items() <= dict(truth.things).items()
    assert {thing for thing, _label in truth.things} <= subjects
    assert [step for step, _when in truth.steps_done] == ["open-mail", "steal"]
    assert truth.next_idea == "steal"


def test_running_steps_show_until_they_end() -> None:
    """What the attacker is doing is there while it is being done."""
    truth = view_of(event for event in EVENTS if event.t < 10 * MINUTE).view.get(TruthCard, "bravo")

    assert truth is not None
    assert [(running.op, running.doomed) for running in truth.running] == [("open-mail", False)]


def test_the_plan_shows_what_became_of_it() -> None:
    """A message's card says for each team when it was sent, answered or late."""
    late = view_of(event for event in EVENTS if event.t < 40 * MINUTE).view.get(TimelineCard, "inject:boss")
    goal = view_of(EVENTS).view.get(TimelineCard, "goal:leak")

    assert late is not None
    assert [(team, state) for team, state, _when in late.teams] == [("alpha", "answered"), ("bravo", "late")]
    assert goal is not None
    assert [state for _team, state, _when in goal.teams] == ["reached", "reached"]


def test_a_written_message_joins_the_plan() -> None:
    """A controller's own message has a card as well."""
    view = view_of([Happened(MINUTE, "", "c", InjectWritten("own", "The mayor", "leader", "phone", "Well?"))])

    card = view.view.get(TimelineCard, "inject:own")

    assert card is not None
    assert (card.at, card.label.en, card.text.en) == (MINUTE, "The mayor", "Well?")


def test_requests_are_kept_apart_by_team() -> None:
    """Each team's questions are numbered for themselves, and rulings answer them."""
    events = [
        Happened(1, "alpha", "a1", UmpireAsked("may we?")),
        Happened(2, "bravo", "b1", UmpireAsked("and we?")),
        Happened(3, "", "c", UmpireRuled("bravo", (), "fair", 1, "No.")),
    ]

    requests = view_of(events).view.all(RequestCard)

    assert [(request.key, request.answer) for request in requests] == [("alpha:1", ""), ("bravo:1", "No.")]


def test_the_feed_tells_every_line_in_both_languages() -> None:
    """No line of the feed breaks on its own fields, whatever a person wrote."""
    hostile = Happened(5, "alpha", "a1", NoteTaken(NoteKind.NOTE, "{oops} [/b] {0}"))
    view = view_of([*EVENTS, hostile])

    lines = [card.words.say(language) for card in view.view.all(FeedCard) for language in Language]

    assert any("{oops}" in line for line in lines)
    assert any("steal" in line for line in lines)
    assert {card.level for card in view.view.all(FeedCard)} >= {"team", "attack", "bad", "control", "info"}


def test_the_feed_forgets_its_oldest_lines() -> None:
    """A desk keeps a bounded feed; what is dropped is dropped on both sides."""
    view = ControllerView(MODEL, opened(), Still())
    note = NoteTaken(NoteKind.CHAT, "x")
    client = View(view.cards())

    for seq in range(1, FEED_LENGTH + 11):
        for change in view.apply(seq, Happened(seq, "alpha", "a1", note)):
            client.apply(change)

    assert len(client.all(FeedCard)) == FEED_LENGTH
    assert client.all(FeedCard)[0].key == "11"


def test_a_batch_ends_where_single_steps_end() -> None:
    """Folding events together gives the cards that folding them one by one gives."""
    single = view_of(EVENTS)
    batch = ControllerView(MODEL, opened(), Still())

    changes = batch.apply_all(enumerate(EVENTS, 1))

    assert by_key(batch.cards()) == by_key(single.cards())
    assert all(isinstance(change, Put | Drop) for change in changes)


def test_what_only_the_hub_knows_is_filled_in() -> None:
    """Seats online and provisional points come from outside the fold and stay."""
    view = view_of([])

    view.live("alpha", 2, 3, 140)
    view.apply(1, Happened(5, "alpha", "a1", AlertHandled(1, AlertAction.CLAIM)))

    row = view.view.get(TeamCard, "alpha")
    assert row is not None
    assert (row.connected, row.seats, row.score) == (2, 3, 140)


def test_the_shared_clock_and_the_attack_graph_are_there() -> None:
    """Staff sees the drill's own clock and every step."""
    view = view_of(EVENTS).view

    clock = view.get(ClockCard, "clock")
    assert clock is not None
    assert clock.length == MODEL.length
    assert [card.key for card in view.all(StepCard)] == ["open-mail", "steal"]
    assert msgspec.json.encode(list(view))


def test_a_held_team_is_told_as_held_through_a_pause_of_all() -> None:
    """Staff see who does not go on when everybody does."""
    opening = EVENTS[0]
    told = (
        opening,
        Happened(0, "", "excon", ClockStarted()),
        Happened(MINUTE, "", "excon", TeamHeld("alpha", "line")),
        Happened(2 * MINUTE, "", "excon", ClockPaused(PauseKind.COVERED, "")),
    )
    rows = view_of(told).view.all(TeamCard)

    assert [row.state for row in rows] == [ClockState.HELD, ClockState.COVERED]
