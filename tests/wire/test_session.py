import pytest

from drill.wire import codec
from drill.wire.messages import MOST_RECALLED, Command, FromSeat, Hello, Parting, Recall, SeatKind, Watch
from drill.wire.session import Admit, Do, End, Look, Recite, Seat, Session
from drill.world.inputs import UmpireAsked

HELLO = Hello("ab" * 32)
ASK = Command("1", UmpireAsked("May we call the vendor?"))


def opened(kind: SeatKind) -> Session:
    """Return a session that was welcomed."""
    session = Session()
    session.receive(codec.encode(HELLO))
    session.admit(Seat("seat", kind, "alpha" if kind is SeatKind.TEAM else "", "leader"), "epoch")
    return session


def test_the_first_message_is_a_hello() -> None:
    """A hello asks the hub to look the token up."""
    assert Session().receive(codec.encode(HELLO)) == Admit(HELLO)


@pytest.mark.parametrize("message", [ASK, Watch("alpha")])
def test_nothing_is_done_before_a_hello(message: FromSeat) -> None:
    """A command before the hello ends the session."""
    step = Session().receive(codec.encode(message))

    assert isinstance(step, End)
    assert step.goodbye.parting is Parting.PROTOCOL


def test_an_open_session_passes_commands_on() -> None:
    """After the welcome, commands go to the hub."""
    assert opened(SeatKind.TEAM).receive(codec.encode(ASK)) == Do(ASK)


def test_only_controllers_watch_a_team() -> None:
    """A team that asks to see another desk is thrown out; a controller sees it."""
    watch = codec.encode(Watch("bravo"))

    assert opened(SeatKind.CONTROLLER).receive(watch) == Look("bravo")
    assert isinstance(opened(SeatKind.TEAM).receive(watch), End)
    assert isinstance(opened(SeatKind.JUDGE).receive(watch), End)


@pytest.mark.parametrize("kind", list(SeatKind))
def test_any_seat_may_ask_for_hashes(kind: SeatKind) -> None:
    """Whoever sits anywhere can bear witness; positions before the first entry are passed over."""
    assert opened(kind).receive(codec.encode(Recall([3, 0, -1, 9]))) == Recite((3, 9))


@pytest.mark.parametrize("asked", [[], [1] * (MOST_RECALLED + 1)])
def test_a_recall_is_bounded(asked: list[int]) -> None:
    """Nobody makes the hub read the whole journal with one message."""
    assert isinstance(opened(SeatKind.TEAM).receive(codec.encode(Recall(asked))), End)


def test_hashes_are_not_told_before_a_hello() -> None:
    """A stranger learns nothing of the chain."""
    assert isinstance(Session().receive(codec.encode(Recall([1]))), End)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"type":"command"}', "[" * 100_000, '{"type":"hello","token":1}']
)
def test_what_cannot_be_read_ends_the_session(text: str) -> None:
    """Broken, deep or foreign JSON ends one session and nothing else."""
    step = opened(SeatKind.TEAM).receive(text)

    assert isinstance(step, End)


def test_a_closed_session_ignores_everything() -> None:
    """After a goodbye nothing is done any more."""
    session = opened(SeatKind.TEAM)
    session.receive("{")

    assert session.receive(codec.encode(ASK)) is None


def test_another_protocol_is_told_both_versions() -> None:
    """A program of another version learns what the hub speaks."""
    step = Session().receive(codec.encode(Hello("ab" * 32, protocol=2)))

    assert isinstance(step, End)
    assert "protocol 1" in step.goodbye.reason.say()


@pytest.mark.parametrize("command", ["", "x" * 65, "\x1b[31m", "a\nb", "\u202eabc"])
def test_a_command_needs_a_usable_id(command: str) -> None:
    """Without an id a repeat could not be known."""
    step = opened(SeatKind.TEAM).receive(codec.encode(Command(command, ASK.given)))

    assert isinstance(step, End)
