from collections.abc import Iterable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.rehearse.match import Match, Move, Side
from drill.rehearse.play import play
from drill.world.cards import (
    ActionCard,
    AlertCard,
    AlertState,
    AnyCard,
    AssetCard,
    ClockCard,
    ClockState,
    InjectCard,
    LineCard,
    MessageCard,
    NoteCard,
    OrderCard,
    OrderState,
    PeopleCard,
    QuestionCard,
    QuestionState,
    ReportCard,
    RequestCard,
    ServiceCard,
)
from drill.world.grammar import parse
from drill.world.happened import Happened
from drill.world.inputs import (
    AnyInput,
    Broadcast,
    ClockPaused,
    ClockStarted,
    PauseKind,
    Refusal,
    TeamHeld,
    TeamReleased,
    TeamSetup,
    TimeCredited,
    UmpireRuled,
)
from drill.world.outputs import (
    AnswerJudged,
    AnyOutput,
    AttackerLearned,
    FactsChanged,
    GoalReached,
    HerringFired,
    MeterChanged,
    MistakeMade,
    OperationEnded,
    OperationStarted,
    TraceWritten,
    Verdict,
    WorldHashed,
)
from drill.world.outputs import Ending as End
from drill.world.views.team import TeamView
from drill.world.vocabulary import vocabulary_of_model, vocabulary_of_view
from tests.rehearse.ground import model, opened
from tests.world.build import HOUR, MINUTE

MODEL = model()
WORDS = vocabulary_of_model(MODEL)
LINES = (
    "isolate host pc1",
    "isolate host srv1",
    "block indicator c2",
    "search logs log for pc1",
    "list logins helpdesk",
    "declare an incident",
    "answer domain: nothing",
    "hint domain",
    "note: hello",
    "report notice story: all of it",
    "submit notice",
    "ask the umpire: may we?",
    "cancel 1",
)


def moves(team: str, lines: Iterable[tuple[int, str]]) -> Side:
    """Return a side that does these lines at these minutes."""
    made = []
    for number, (minute, line) in enumerate(sorted(lines), 1):
        given = parse(WORDS, line)
        assert not isinstance(given, Refusal)
        made.append(Move(minute * MINUTE, given, f"{team}:{number}"))
    return Side(TeamSetup(team, team.title()), "", tuple(made))


def played(*sides: Side) -> list[Happened]:
    """Return a whole drill; lines that it refuses are left out."""
    return list(play(MODEL, {}, Match(sides), 7, refused=lambda _command, _reason: None))


def view_of(events: Iterable[Happened], team: str = "alpha") -> TeamView:
    """Return a team's view after these events."""
    view = TeamView(MODEL, opened(), team)
    for seq, happened in enumerate(events, 1):
        view.apply(seq, happened)
    return view


def cards(*what: AnyInput | AnyOutput, at: int = 10 * MINUTE, team: str = "alpha") -> TeamView:
    """Return alpha's view after records of one moment."""
    return view_of(Happened(at, team, "alpha-1", record) for record in what)


def told(view: TeamView) -> str:
    """Return all that a view sends over the wire."""
    return msgspec.json.encode(view.cards()).decode()


ACTS = st.lists(st.tuples(st.integers(0, 119), st.sampled_from(LINES)), max_size=6)


@settings(max_examples=15, deadline=None)
@given(ACTS, ACTS, ACTS)
def test_a_team_sees_nothing_of_what_another_does(
    own: list[tuple[int, str]], one: list[tuple[int, str]], other: list[tuple[int, str]]
) -> None:
    """Whatever bravo does, alpha's cards are the same."""
    first = view_of(played(moves("alpha", own), moves("bravo", one)))
    second = view_of(played(moves("alpha", own), moves("bravo", other)))

    assert first.cards() == second.cards()


HIDDEN = st.one_of(
    st.builds(lambda bits: FactsChanged(f"{bits:x}", "0", "run:1"), st.integers(0, 2**40)),
    st.builds(lambda bits: FactsChanged("0", f"{bits:x}", "run:1"), st.integers(0, 2**40)),
    st.builds(lambda run: OperationStarted(run, "steal", 0, HOUR), st.integers(1, 9)),
    st.builds(lambda run: OperationEnded(run, "open-mail", End.SUCCESS), st.integers(1, 9)),
    st.builds(lambda bits: AttackerLearned(f"{bits:x}"), st.integers(0, 2**40)),
    st.just(GoalReached("leak")),
    st.just(HerringFired("scan")),
    st.just(MistakeMade("scan")),
    st.just(MeterChanged("m", 1, 2, 3)),
    st.just(WorldHashed("00")),
    st.just(TraceWritten("beacon", 0, 0, 0, MINUTE, MINUTE)),
)


@given(st.lists(HIDDEN), st.integers(0, 2 * HOUR))
def test_no_card_changes_because_of_a_hidden_fact(hidden: list[AnyOutput], at: int) -> None:
    """Facts, steps, goals, meters and records that nobody has read change nothing."""
    view = view_of([])
    before = view.cards()

    changes = [view.apply(1, Happened(at, "alpha", "", what)) for what in hidden]

    assert not any(changes)
    assert view.cards() == before


def test_a_view_at_the_start_holds_no_secret() -> None:
    """No step, fact, seed, plan, indicator, unopened question or unsent message is in the first snapshot."""
    text = told(view_of([]))

    for secret in (
        "open-mail",
        "steal",
        "compromised",
        "leak",
        "evil",
        "c2",
        "Which domain",
        "What is up",
        "beacon",
    ):
        assert secret not in text
    assert '"7"' not in text


def test_a_whole_drill_never_shows_an_indicator_id_or_a_step() -> None:
    """An indicator is known by its value once it was read; its id, which tells what it is, never is."""
    view = view_of(played(moves("alpha", [(15, "block indicator c2"), (20, "search logs log for calls")])))
    text = told(view)

    assert "evil-" in text
    assert "c2" not in text
    assert "open-mail" not in text
    order = view.view.get(OrderCard, "1")
    assert order is not None
    assert order.op.startswith("block indicator evil-")
    assert order.says.en.startswith("evil-")


def test_judge_only_flags_reach_no_team() -> None:
    """Whose answer was copied is for judges."""
    view = view_of(played(moves("alpha", [(5, "answer domain: evil")])))
    before = view.cards()

    view.apply(0, Happened(6 * MINUTE, "alpha", "", AnswerJudged("domain", Verdict.WRONG, 2, copied="bravo")))

    assert "bravo" not in told(view)
    assert view.cards() == before


def test_indicators_can_be_ordered_by_value_once_read() -> None:
    """The alert's line teaches the value: it becomes an asset and a target, and the engine's id comes back."""
    events = played(moves("alpha", []))
    early = view_of(event for event in events if event.t < 9 * MINUTE)
    late = view_of(events)

    assert early.view.get(ActionCard, "block indicator").orders == ()  # type: ignore[union-attr]
    order = late.view.get(ActionCard, "block indicator").orders[0]  # type: ignore[union-attr]
    given = parse(vocabulary_of_view(late.view), order)
    assert not isinstance(given, Refusal)
    assert getattr(late.aliases.meant(given), "order", "") == "block indicator c2"


def test_orders_show_their_whole_life() -> None:
    """Queued, running with its end, done with what is told; people are busy meanwhile and chips appear."""
    events = played(moves("alpha", [(15, "isolate host pc1"), (15, "isolate host srv1")]))
    during = view_of(event for event in events if event.t <= 16 * MINUTE)
    after = view_of(events)

    first, second = during.view.all(OrderCard)
    assert (first.state, first.started, first.ends) == (OrderState.RUNNING, 15 * MINUTE, 17 * MINUTE)
    assert second.state is OrderState.QUEUED
    assert during.view.get(PeopleCard, "administrator").free == 0  # type: ignore[union-attr]
    done = after.view.all(OrderCard)[0]
    assert (done.state, done.says.en) == (OrderState.DONE, "pc1 is cut off.")
    assert after.view.get(AssetCard, "host:pc1").chips == ("isolated",)  # type: ignore[union-attr]
    assert after.view.get(PeopleCard, "administrator").free == 1  # type: ignore[union-attr]


def test_the_board_is_what_a_team_sees_of_services() -> None:
    """The service turns red a minute after its host was cut off, not at once."""
    events = played(moves("alpha", [(15, "isolate host srv1")]))

    soon = view_of(event for event in events if event.t < 18 * MINUTE).view.get(ServiceCard, "portal")
    later = view_of(events).view.get(ServiceCard, "portal")

    assert soon is not None
    assert soon.up
    assert later is not None
    assert (later.up, later.since) == (False, 18 * MINUTE)


def test_actions_say_what_they_break() -> None:
    """What a team's own documents tell is on the order form."""
    card = view_of([]).view.get(ActionCard, "isolate host")

    assert card is not None
    assert card.breaks == (("isolate host srv1", ("portal",)),)


def test_lines_remember_which_orders_showed_them() -> None:
    """A line found twice is one card with both order numbers."""
    view = view_of(played(moves("alpha", [(15, "search logs log for calls"), (30, "search logs for pc1")])))

    calls = [card for card in view.view.all(LineCard) if "calls" in card.text]
    assert [card.orders for card in calls] == [(1, 2)]
    assert view.view.all(OrderCard)[0].says.en == "Lines found: 1."


def test_papers_follow_the_story() -> None:
    """Messages, questions, reports, notes and requests carry what was said and when."""
    lines = [
        (5, "hint domain"),
        (6, "answer domain: nothing"),
        (7, "note: hello"),
        (8, "ask the umpire: may we?"),
        (25, "reply boss: all is well"),
        (70, "report notice story: all of it"),
        (71, "submit notice"),
    ]
    view = view_of(played(moves("alpha", lines))).view

    inject = view.get(InjectCard, "boss")
    question = view.get(QuestionCard, "domain")
    report = view.get(ReportCard, "notice")
    assert inject is not None
    assert question is not None
    assert report is not None
    assert (inject.t, inject.due, inject.reply) == (20 * MINUTE, 30 * MINUTE, "all is well")
    assert (question.state, question.tries_left, question.hint.en) == (
        QuestionState.OPEN,
        2,
        "Look in the log.",
    )
    assert (report.started, report.due, report.submitted) == (60 * MINUTE, 90 * MINUTE, 71 * MINUTE)
    assert report.fields[0].text == "all of it"
    assert [note.text for note in view.all(NoteCard)] == ["hello"]
    assert [request.text for request in view.all(RequestCard)] == ["may we?"]


def test_alerts_keep_who_closed_them_and_why() -> None:
    """An alert goes from new to closed with its reason."""
    view = view_of(
        played(moves("alpha", [(11, "claim alert 1"), (12, "close alert 1 as false: a test")]))
    ).view

    alert = view.get(AlertCard, "1")

    assert alert is not None
    assert (alert.state, alert.reason, alert.host) == (AlertState.FALSE, "a test", "pc1")
    assert alert.line.en.startswith("pc1 calls evil-")


def test_staff_speaks_to_a_team() -> None:
    """Broadcasts and rulings reach the teams they are for."""
    ruling = UmpireRuled("alpha", (), "r", None, "Yes, you may.")
    view = view_of(
        [Happened(1, "", "c", what) for what in (Broadcast("Hello"), Broadcast("x", ("bravo",)), ruling)]
    )

    assert [card.text for card in view.view.all(MessageCard)] == ["Hello", "Yes, you may."]


def clock(view: TeamView) -> ClockCard:
    """Return a view's clock."""
    card = view.view.get(ClockCard, "clock")
    assert card is not None
    return card


def test_a_hold_moves_the_teams_own_clock() -> None:
    """A held team stands still; released, it goes on where it was, and a credit moves its end."""
    shared = [
        Happened(0, "", "c", ClockStarted(2, 1)),
        Happened(10 * MINUTE, "", "c", TeamHeld("alpha", "no line")),
        Happened(15 * MINUTE, "", "c", Broadcast("wait")),
        Happened(25 * MINUTE, "", "c", TeamReleased("alpha")),
        Happened(30 * MINUTE, "", "c", TimeCredited("alpha", MINUTE, "sorry")),
    ]

    held, released = clock(view_of(shared[:3])), clock(view_of(shared[:4]))

    assert (held.state, held.t, held.p) == (ClockState.HELD, 10 * MINUTE, 0)
    assert (released.state, released.t, released.p) == (ClockState.RUNNING, 10 * MINUTE, 2)
    assert clock(view_of(shared)).length == 2 * HOUR + MINUTE
    assert view_of(shared[:3]).view.all(MessageCard)[0].t == 10 * MINUTE
    assert clock(view_of(shared, "bravo")).state is ClockState.RUNNING


@pytest.mark.parametrize(
    ("kind", "state"), [(PauseKind.COVERED, ClockState.COVERED), (PauseKind.PLANNING, ClockState.PAUSED)]
)
def test_a_pause_says_which_it_is(kind: PauseKind, state: ClockState) -> None:
    """Everyone sees whether a pause is covered or for planning, and why."""
    view = view_of(
        [Happened(0, "", "c", ClockStarted()), Happened(MINUTE, "", "c", ClockPaused(kind, "lunch"))]
    )

    assert (clock(view).state, clock(view).reason, clock(view).t) == (state, "lunch", MINUTE)


def test_changes_are_the_snapshot() -> None:
    """Folding the changes into an earlier snapshot gives the later one."""
    events = played(moves("alpha", [(15, "isolate host pc1"), (16, "search logs for pc1")]))
    view = view_of([])
    held: dict[tuple[str, str], AnyCard] = {(type(card).__name__, card.key): card for card in view.cards()}

    for seq, event in enumerate(events, 1):
        for change in view.apply(seq, event):
            card = getattr(change, "card", None)
            assert card is not None
            held[type(card).__name__, card.key] = card

    assert list(held.values()) == view.cards() or set(map(str, held.values())) == set(map(str, view.cards()))
