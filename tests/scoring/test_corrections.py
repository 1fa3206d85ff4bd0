"""What sets a score right is refused where it means nothing, or would mean something only later."""

from drill.world.happened import Happened
from drill.world.inputs import PenaltyGiven, PenaltyWithdrawn, Refusal, RulesAmended
from scoring.bench import JudgeView
from tests.scoring.ground import HOUR, MODEL, OPENED, TEAMS

FINE = PenaltyGiven(TEAMS[0], -50, "late")


def refused(desk: JudgeView, given: PenaltyWithdrawn | RulesAmended) -> str:
    """Return the reason of a refusal in English; empty where there is none."""
    refusal = desk.refuse("judge-1", "", given)
    return refusal.reason.say() if isinstance(refusal, Refusal) else ""


def test_nobody_takes_back_what_was_not_given_yet() -> None:
    """A withdrawal on a place still to come would void the penalty that comes to stand there."""
    desk = JudgeView(MODEL, OPENED)
    assert refused(desk, PenaltyWithdrawn(2, "pity"))

    desk.apply(2, Happened(HOUR, "", "judge-1", FINE))

    assert not refused(desk, PenaltyWithdrawn(2, "pity"))
    assert refused(desk, PenaltyWithdrawn(3, "pity"))


def test_a_penalty_is_taken_back_once() -> None:
    """The second withdrawal says nothing any more."""
    desk = JudgeView(MODEL, OPENED)
    desk.apply(2, Happened(HOUR, "", "judge-1", FINE))
    desk.apply(3, Happened(HOUR, "", "judge-1", PenaltyWithdrawn(2, "pity")))

    assert refused(desk, PenaltyWithdrawn(2, "pity"))


def test_broken_rules_are_refused_with_their_line() -> None:
    """Rules that change nothing because they cannot be read would stand in the record as if they counted."""
    desk = JudgeView(MODEL, OPENED)

    assert not refused(desk, RulesAmended("scoring:\n  services: 10\n", "x"))
    assert "line 2" in refused(desk, RulesAmended("scoring:\n  servces: 10\n", "x"))
    for broken in ("", "[" * 10_000, "&a [*a]", "x" * 20_000, "scoring: 7\n", "\ta: b\n"):
        assert refused(desk, RulesAmended(broken, "x")) or not broken
