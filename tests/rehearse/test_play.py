from collections.abc import Sequence

import pytest

from drill.errors import MatchError
from drill.i18n import Words
from drill.rehearse.bots import BOTS
from drill.rehearse.match import Match, Move, Side, bot_match, empty_match
from drill.rehearse.play import play
from drill.world.happened import Happened, encode
from drill.world.inputs import (
    Answered,
    AppealFiled,
    AppealRuled,
    AppealsOpened,
    ClockStarted,
    DrillOpened,
    Marked,
    OrderGiven,
    Outcome,
    ResultsSealed,
    ScoresReleased,
    TeamHeld,
    TeamReleased,
    TeamSetup,
)
from drill.world.outputs import GoalReached, TeamEnded
from drill.world.run import replay
from tests.rehearse.ground import model
from tests.world.build import HOUR, MINUTE

MODEL = model()


def side(*moves: Move) -> Side:
    """Return alpha with these lines."""
    return Side(TeamSetup("alpha", "Alpha"), "", moves)


def played(match: Match, seed: int = 7) -> list[Happened]:
    """Return all that happens."""
    return list(play(MODEL, {"main.yaml": "drill: 1"}, match, seed))


def bodies(events: Sequence[Happened]) -> list[tuple[int, str, str, bytes, str]]:
    """Return what a journal would keep of each event."""
    return [(event.t, event.team, event.seat, encode(event.what), event.command) for event in events]


def test_the_empty_match_is_a_whole_drill() -> None:
    """Nobody acts: the drill opens, starts, the attacker reaches its goal, and it ends on time."""
    events = played(empty_match())

    assert isinstance(events[0].what, DrillOpened)
    assert [event.command for event in events if isinstance(event.what, ClockStarted)] == ["controls:0"]
    assert any(isinstance(event.what, GoalReached) for event in events)
    assert [event.t for event in events if isinstance(event.what, TeamEnded)] == [2 * HOUR]


def test_lines_act_at_exactly_their_time() -> None:
    """An input carries its own millisecond, seat and command id."""
    order = OrderGiven("isolate host pc1", "administrator")
    events = played(Match((side(Move(11 * MINUTE, order, "alpha:1")),)))

    given = [event for event in events if isinstance(event.what, OrderGiven)]

    assert [(event.t, event.seat, event.team, event.command) for event in given] == [
        (11 * MINUTE, "alpha", "alpha", "alpha:1")
    ]
    assert not any(isinstance(event.what, GoalReached) for event in events)


def test_the_same_match_and_seed_give_the_same_bytes() -> None:
    """A played match is a pure function of scenario, match and seed; another seed is another drill."""
    match = bot_match(["skilled", "novice"])

    assert bodies(played(match)) == bodies(played(match))
    assert bodies(played(match, 8)) != bodies(played(match))


def test_the_inputs_alone_give_it_again() -> None:
    """Replaying a played journal through the engine gives every output again."""
    events = played(bot_match(list(BOTS)))

    assert bodies(list(replay(MODEL, events))) == bodies(events)


def test_bots_beside_each_other_play_as_if_alone() -> None:
    """A bot's drill does not depend on the other teams of the match."""
    alone = [event for event in played(bot_match(["skilled"])) if event.team == "skilled"]
    beside = [event for event in played(bot_match(["panic", "skilled"])) if event.team == "skilled"]

    assert bodies(alone) == bodies(beside)


def test_controls_and_marks_are_part_of_a_match() -> None:
    """A hold keeps the team's own clock back; judges mark after the end."""
    match = Match(
        (side(),),
        (
            Move(10 * MINUTE, TeamHeld("alpha", "line down"), "controls:1"),
            Move(15 * MINUTE, TeamReleased("alpha"), "controls:2"),
        ),
        (Move(3 * HOUR, Marked("alpha", "field:notice.story", 0, 80), "judges:1"),),
    )

    events = played(match)

    assert [event.t for event in events if isinstance(event.what, TeamEnded)] == [2 * HOUR]
    assert isinstance(events[-1].what, Marked)
    assert events[-1].seat == "judge"


def test_a_refused_line_is_told() -> None:
    """What the drill does not accept raises, or goes to whoever listens."""
    match = Match((side(Move(3 * HOUR, Answered("domain", "late"), "alpha:1")),))
    told: list[tuple[str, Words]] = []

    with pytest.raises(MatchError, match="alpha:1"):
        played(match)
    list(play(MODEL, {}, match, 7, refused=lambda command, reason: told.append((command, reason))))

    assert [command for command, _reason in told] == ["alpha:1"]


def test_a_match_may_start_the_clock_itself() -> None:
    """A first control that starts the clock replaces the one that a match begins with."""
    match = Match((side(),), (Move(0, ClockStarted(2, 1), "controls:1"),))

    started = [event for event in played(match) if isinstance(event.what, ClockStarted)]

    assert [event.command for event in started] == ["controls:1"]


def test_a_match_goes_on_to_the_seal() -> None:
    """After the end come an appeal, its ruling, the release and the seal, each by the seat that the line names."""
    lost = "services|service kept|portal"
    match = Match(
        (
            side(
                Move(HOUR, AppealFiled((), "They phoned another team.", "leader"), "alpha:1"),
                Move(3 * HOUR + MINUTE, AppealFiled((lost,), "It was up.", "leader"), "alpha:2"),
            ),
        ),
        (),
        (
            Move(90 * MINUTE, AppealRuled(1, Outcome.DISMISSED, "they did not"), "judges:1", "judge-2"),
            Move(3 * HOUR, AppealsOpened(), "judges:2"),
            Move(4 * HOUR, AppealRuled(2, Outcome.UPHELD, "it was", 5), "judges:3"),
            Move(4 * HOUR, ScoresReleased(), "judges:4"),
            Move(4 * HOUR, ResultsSealed("done"), "judges:5"),
        ),
    )

    events = played(match)
    filed = [number for number, event in enumerate(events, 1) if isinstance(event.what, AppealFiled)]
    ruled = [(event.seat, event.what.appeal) for event in events if isinstance(event.what, AppealRuled)]
    sealed = events[-1].what

    assert ruled == [("judge-2", filed[0]), ("judge", filed[1])]
    assert isinstance(sealed, ResultsSealed)
    assert len(sealed.results) == len(sealed.rules) == 64
    assert bodies(list(replay(MODEL, events))) == bodies(events)


def test_what_the_score_forbids_is_refused_in_a_match_too() -> None:
    """Without a window there is no appeal, and one appeal is ruled on once."""
    late = Move(3 * HOUR, AppealFiled(("services|service kept|portal",), "It was up.", "leader"), "alpha:1")
    twice = Move(3 * HOUR, AppealRuled(1, Outcome.DISMISSED, "no"), "judges:1")
    told: list[tuple[str, str]] = []

    match = Match((side(late),), (), (twice,))
    list(play(MODEL, {}, match, 7, refused=lambda command, reason: told.append((command, reason.say()))))

    assert told == [
        ("alpha:1", "The window for appeals is not open yet."),
        ("judges:1", "There is no such appeal."),
    ]
