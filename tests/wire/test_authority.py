from drill.text import MAX_TEXT
from drill.wire.authority import LONGEST_NAME, authorise
from drill.wire.messages import SeatKind
from drill.wire.session import Seat
from drill.world.inputs import (
    AlertAction,
    AlertHandled,
    DrillEnded,
    InjectOrder,
    InjectSteered,
    NoteKind,
    NoteTaken,
    OrderGiven,
    PenaltyGiven,
    Refusal,
)
from drill.world.judging import EVERY_ROLE

ANALYST = Seat("alpha/analyst", SeatKind.TEAM, "alpha", "analyst")
EVERYONE = Seat("alpha/everyone", SeatKind.TEAM, "alpha", EVERY_ROLE)
CONTROLLER = Seat("controller", SeatKind.CONTROLLER, "", "controller")


def test_a_seat_acts_in_its_own_role() -> None:
    """A claimed role is replaced by the seat's."""
    given = authorise(ANALYST, OrderGiven("isolate host fs01", "leader"))

    assert given == OrderGiven("isolate host fs01", "analyst")


def test_a_seat_for_everyone_keeps_the_role_it_names() -> None:
    """Who plays a whole team says in which role."""
    given = authorise(EVERYONE, OrderGiven("isolate host fs01", "administrator"))

    assert given == OrderGiven("isolate host fs01", "administrator")


def test_each_desk_has_its_own_commands() -> None:
    """Teams do not end drills, controllers do not mark, judges' penalties come from judges."""
    assert isinstance(authorise(ANALYST, DrillEnded()), Refusal)
    assert isinstance(authorise(CONTROLLER, PenaltyGiven("alpha", -5, "late")), Refusal)
    assert authorise(CONTROLLER, DrillEnded("time")) == DrillEnded("time")


def test_words_are_cleaned_before_the_journal() -> None:
    """Escapes, bidi marks and decomposed letters do not get past the hub's edge."""
    given = authorise(ANALYST, NoteTaken(NoteKind.NOTE, "\x1b[2Jmáy\u202e chủ", role="analyst"))

    assert isinstance(given, NoteTaken)
    assert given.text == "máy chủ"


def test_enums_and_tuples_survive_cleaning() -> None:
    """Only words are cleaned; everything keeps its type."""
    handled = authorise(ANALYST, AlertHandled(1, AlertAction.CLAIM))
    steered = authorise(CONTROLLER, InjectSteered("i", InjectOrder.HOLD, ("alpha", "bra\x07vo")))

    assert isinstance(handled, AlertHandled)
    assert handled.action is AlertAction.CLAIM
    assert isinstance(steered, InjectSteered)
    assert steered.teams == ("alpha", "bravo")


def test_prose_may_be_long_and_names_may_not() -> None:
    """A story of twenty thousand characters passes; a name is cut, so that no refusal carries it back at full length."""
    note = authorise(ANALYST, NoteTaken(NoteKind.NOTE, "x" * 2 * MAX_TEXT, "y" * 1_000))
    order = authorise(ANALYST, OrderGiven("z" * 1_000, "analyst"))

    assert note == NoteTaken(NoteKind.NOTE, "x" * MAX_TEXT, "y" * LONGEST_NAME, "analyst")
    assert order == OrderGiven("z" * LONGEST_NAME, "analyst")
