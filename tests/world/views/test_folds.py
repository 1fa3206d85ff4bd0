import msgspec
import pytest

from drill.i18n import words
from drill.scenario.model import Meter, MeterKind
from drill.world.cards import (
    AnyCard,
    ClockState,
    InjectCard,
    OrderCard,
    OrderState,
    PeopleCard,
    QuestionCard,
    QuestionState,
    ReportCard,
)
from drill.world.happened import Happened
from drill.world.inputs import (
    AnyInput,
    ClockPaused,
    ClockStarted,
    DrillEnded,
    EmergencyStopped,
    InjectWritten,
    ItemVoided,
    OrderGiven,
    Read,
    TeamSetup,
    TimeAdded,
)
from drill.world.outputs import (
    AnswerJudged,
    AnyOutput,
    DeadlineMoved,
    Ending,
    InjectChanged,
    InjectState,
    MeterChanged,
    OperationEnded,
    OperationStarted,
    OrderDropped,
    OrderQueued,
    OrderRefused,
    PeopleJoined,
    QuestionOpened,
    ReportClockStarted,
    TeamEnded,
    Verdict,
)
from drill.world.render import renderer_for
from drill.world.views.clock import ClockFold
from drill.world.views.orders import OrdersFold
from drill.world.views.papers import InjectsFold, QuestionsFold, ReportsFold
from drill.world.views.truth import HOUR, TruthFold
from tests.rehearse.ground import model, said
from tests.world.build import MINUTE, Bench

MODEL = model()
RENDERER = renderer_for(MODEL, 7, TeamSetup("alpha", "Alpha"))


def happened(*what: AnyInput | AnyOutput, t: int = MINUTE, team: str = "alpha") -> list[Happened]:
    """Return events of one moment."""
    return [Happened(t, team, "alpha-1", record) for record in what]


def orders(*what: AnyInput | AnyOutput) -> dict[str, AnyCard]:
    """Return the cards of a team's orders after these events."""
    fold = OrdersFold(MODEL)
    cards = [*fold.first(), *(card for event in happened(*what) for card in fold.apply(event))]
    return {f"{type(card).__name__}:{card.key}": card for card in cards}


GIVEN = (OrderGiven("isolate host pc1", "administrator"), OrderQueued(1, "isolate host pc1", "administrator"))
STARTED = OperationStarted(4, "isolate host pc1", 0, 3 * MINUTE, order=1)


@pytest.mark.parametrize(
    ("then", "state", "reason"),
    [
        (
            (OrderRefused(1, "isolate host pc1", words("It is isolated.")),),
            OrderState.REFUSED,
            "It is isolated.",
        ),
        ((OrderDropped(1),), OrderState.CANCELLED, ""),
        ((STARTED, OperationEnded(4, "isolate host pc1", Ending.CANCELLED)), OrderState.CANCELLED, ""),
        (
            (STARTED, OperationEnded(4, "isolate host pc1", Ending.CUT, ("secret.fact",))),
            OrderState.CUT,
            "Something that it needs is no longer so.",
        ),
        (
            (STARTED, OperationEnded(4, "isolate host pc1", Ending.FAILED)),
            OrderState.FAILED,
            "It did not succeed.",
        ),
    ],
)
def test_an_order_can_end_in_many_ways(then: tuple[AnyOutput, ...], state: OrderState, reason: str) -> None:
    """Refused, dropped, cancelled, cut or failed: the card says which and why, and names no fact."""
    card = orders(*GIVEN, *then)["OrderCard:1"]

    assert isinstance(card, OrderCard)
    assert card.state is state
    assert (card.reason.say() if card.reason else "") == reason
    assert card.says.en == ""


def test_more_people_are_counted() -> None:
    """Help that arrives is free at once."""
    card = orders(PeopleJoined("analyst", 2))["PeopleCard:analyst"]

    assert isinstance(card, PeopleCard)
    assert (card.free, card.total) == (3, 3)


def test_an_order_without_its_input_still_has_a_card() -> None:
    """What the engine queued by itself is shown without a seat."""
    card = orders(OrderQueued(1, "isolate host pc1", "administrator"))["OrderCard:1"]

    assert isinstance(card, OrderCard)
    assert (card.seat, card.given, card.action) == ("", MINUTE, "isolate host")


def injects(*what: AnyInput | AnyOutput) -> list[InjectCard]:
    """Return the message cards after these events, as they came."""
    fold = InjectsFold(MODEL, RENDERER, "alpha")
    cards = [card for event in happened(*what) for card in fold.apply(event)]
    return [card for card in cards if isinstance(card, InjectCard)]


def test_a_controllers_own_message_is_shown_when_it_is_sent() -> None:
    """Only the teams that it is for get it, with the controller's words."""
    written = InjectWritten("own", "The mayor", "leader", "phone", "Well?", ("alpha",), 10 * MINUTE)
    other = msgspec.structs.replace(written, inject="other", teams=("bravo",))
    sent = InjectChanged("own", InjectState.SENT, 11 * MINUTE)

    cards = injects(written, other, sent, InjectChanged("other", InjectState.SENT))

    assert [(card.key, card.sender.en, card.text.en, card.due) for card in cards] == [
        ("own", "The mayor", "Well?", 11 * MINUTE)
    ]


def test_messages_are_edited_read_and_given_more_time() -> None:
    """Edited words replace the plan, reading clears the dot, a credit moves the deadline."""
    cards = injects(
        InjectChanged("boss", InjectState.SENT, 5 * MINUTE, "New words"),
        Read("inject:boss"),
        DeadlineMoved("inject:boss", 9 * MINUTE),
        InjectChanged("boss", InjectState.HELD),
    )

    assert [(card.text.en, card.unread, card.due) for card in cards] == [
        ("New words", True, 5 * MINUTE),
        ("New words", False, 5 * MINUTE),
        ("New words", False, 9 * MINUTE),
    ]


@pytest.mark.parametrize(
    ("then", "state"),
    [
        (AnswerJudged("domain", Verdict.RIGHT, 2), QuestionState.RIGHT),
        (AnswerJudged("domain", Verdict.WRONG, 1), QuestionState.OPEN),
        (AnswerJudged("domain", Verdict.WRONG, 0), QuestionState.WRONG),
        (AnswerJudged("domain", Verdict.LATER, 2), QuestionState.RECORDED),
        (ItemVoided("question:domain", "unfair"), QuestionState.VOID),
        (ItemVoided("question:domain", "unfair", "alpha"), QuestionState.VOID),
        (ItemVoided("question:domain", "unfair", "bravo"), QuestionState.OPEN),
    ],
)
def test_a_question_ends_in_its_state(then: AnyInput | AnyOutput, state: QuestionState) -> None:
    """Right, wrong with or without tries left, recorded for later, or void for this team."""
    fold = QuestionsFold(MODEL, RENDERER, "alpha")

    cards = [card for event in happened(QuestionOpened("domain"), then) for card in fold.apply(event)]

    assert isinstance(cards[-1], QuestionCard)
    assert cards[-1].state is state


def test_a_reports_deadline_moves() -> None:
    """A credit moves the deadline of a report whose clock runs."""
    fold = ReportsFold(MODEL)

    cards = [
        card
        for event in happened(
            ReportClockStarted("notice", 5 * MINUTE), DeadlineMoved("report:notice", 7 * MINUTE)
        )
        for card in fold.apply(event)
    ]

    assert [card.due for card in cards if isinstance(card, ReportCard)] == [5 * MINUTE, 7 * MINUTE]


def test_a_clock_stops_for_good() -> None:
    """An emergency stops it, more time lengthens it, the end of the drill or of the team ends it."""
    fold = ClockFold(MODEL, "alpha")
    states = []
    for what, team in (
        (ClockStarted(), ""),
        (TimeAdded(MINUTE), ""),
        (EmergencyStopped("fire"), ""),
        (TeamEnded(), "bravo"),
        (TeamEnded(), "alpha"),
        (DrillEnded("done"), ""),
    ):
        fold.apply(Happened(MINUTE, team, "c", what))
        states.append(fold.state)

    assert states == [
        ClockState.RUNNING,
        ClockState.RUNNING,
        ClockState.STOPPED,
        ClockState.STOPPED,
        ClockState.ENDED,
        ClockState.ENDED,
    ]
    assert fold.card().length == MODEL.length + MINUTE


def test_meters_of_the_truth_go_on_between_entries() -> None:
    """A counter is worked out for the moment of the card, a level is as it was last noted."""
    bench = Bench()
    scenario = msgspec.structs.replace(
        bench.model(),
        meters=(
            _meter("stolen", MeterKind.COUNTER, 0),
            _meter("load", MeterKind.LEVEL, 150_000),
        ),
    )
    fold = TruthFold(scenario, "alpha", lambda: "")

    before = fold.card(0).meters
    fold.apply(Happened(0, "alpha", "", MeterChanged("stolen", 1_000 * HOUR, 24_000_000, 1)))
    fold.apply(Happened(0, "alpha", "", MeterChanged("load", 5_150_000, 0, 1)))

    gigabytes = said("GB")
    assert before == ((said("stolen"), "0.0", gigabytes), (said("load"), "150.0", gigabytes))
    assert fold.card(HOUR // 2).meters == (
        (said("stolen"), "12001.0", gigabytes),
        (said("load"), "5150.0", gigabytes),
    )


def _meter(name: str, kind: MeterKind, base: int) -> Meter:
    return Meter(name, said(name), said("GB"), kind, base, (), (), (), 0)


def test_a_clock_that_stands_remembers_its_speed() -> None:
    """A pause stops the clock and changes no speed: whoever resumes finds it again."""
    fold = ClockFold(MODEL)
    before = fold.card()
    fold.apply(Happened(0, "", "excon", ClockStarted(4, 1)))
    paused = fold.apply(Happened(MINUTE, "", "excon", ClockPaused()))

    assert paused is not None
    assert (before.p, before.last) == (0, (1, 1))
    assert (paused.p, paused.last) == (0, (4, 1))


def test_the_shared_clock_ends_with_the_last_team() -> None:
    """Staff see the drill running while anybody plays, and over once nobody does, without a word of theirs."""
    fold = ClockFold(MODEL, teams=("alpha", "bravo"))
    fold.apply(Happened(0, "", "excon", ClockStarted()))

    assert fold.apply(Happened(MINUTE, "alpha", "", TeamEnded())) is None
    assert fold.state is ClockState.RUNNING

    card = fold.apply(Happened(2 * MINUTE, "bravo", "", TeamEnded()))

    assert card is not None
    assert (card.state, card.t, card.p) == (ClockState.ENDED, 2 * MINUTE, 0)
