from fractions import Fraction

import pytest

from drill.cli.scenario import bundled, load_model
from drill.rehearse.bots import BOTS
from drill.rehearse.match import bot_match
from drill.rehearse.play import play
from drill.rehearse.rehearsal import Outcome, beats, figures, idle_run, rehearse, run
from drill.scenario.model import Model
from scoring.board import board
from tests.rehearse.ground import model
from tests.world.build import HOUR, MINUTE

MODEL = model()
RANSOMWARE = load_model(bundled()["song-may-ransomware"]).model


def outcome(seed: int, share: int, goals: dict[str, int] | None = None, bot: str = "idle") -> Outcome:
    """Return an outcome whose services and attack stopped are both this many percent."""
    return Outcome(bot, seed, share * 10, share * 10, goals or {})


@pytest.mark.parametrize("scenario", [MODEL, RANSOMWARE], ids=["small", "bundled"])
@pytest.mark.parametrize("bot", ["idle", "average", "panic"])
def test_an_outcome_is_what_the_score_says(bot: str, scenario: Model) -> None:
    """Services and attack stopped, counted on the run, agree with the ledger's two sections to a point."""
    result = run(scenario, bot, 3)
    events = play(scenario, {}, bot_match([bot]), 3, hashes=False)
    sections = dict(board(scenario, enumerate(events, 1)).rows[0].standing.sections)

    services = Fraction(result.services * scenario.scoring.services, 1000)
    attack = Fraction(result.denied * scenario.scoring.attack_stopped, 1000)
    assert abs(services - sections["services"]) <= 1
    assert abs(attack - sections["attack stopped"]) <= 1


@pytest.mark.parametrize("seed", range(5))
def test_the_idle_shortcut_is_a_real_idle_run(seed: int) -> None:
    """The run without journal and view ends where the whole one ends."""
    short, whole = idle_run(RANSOMWARE, seed), run(RANSOMWARE, "idle", seed)

    assert (short.services, short.denied, short.goals) == (whole.services, whole.denied, whole.goals)


def test_runs_share_memos_and_nothing_else() -> None:
    """A run in the middle of a rehearsal is the run alone; bots come one after the other over the same seeds."""
    outcomes = list(rehearse(MODEL, ["idle", "novice"], 4, first_seed=5))

    assert [(made.bot, made.seed) for made in outcomes] == [
        (b, s) for b in ("idle", "novice") for s in (5, 6, 7, 8)
    ]
    assert outcomes[-1] == run(MODEL, "novice", 8)


def test_figures_are_medians_of_the_runs() -> None:
    """Median, lowest and highest share, and in how many runs each goal fell, when."""
    outcomes = [outcome(1, 40, {"leak": HOUR}), outcome(2, 60), outcome(3, 50, {"leak": 2 * HOUR})]

    made = figures(MODEL, outcomes)

    assert (made.median, made.low, made.high, made.runs) == (50, 40, 60, 3)
    assert made.reached == {"leak": 66}
    assert (made.first_goal, made.last_goal) == (HOUR, HOUR)


def test_beats_compares_the_same_seeds() -> None:
    """Only runs with the same luck are compared; a tie is no win."""
    better = [outcome(1, 50), outcome(2, 40), outcome(3, 90), outcome(9, 99)]
    worse = [outcome(1, 40), outcome(2, 40), outcome(3, 95), outcome(8, 0)]

    assert beats(MODEL, better, worse) == 33
    assert beats(MODEL, [], worse) == 0


def test_waits_are_the_time_until_somebody_is_free() -> None:
    """Panic orders more than its administrators can do at once: the second order waits for the first."""
    assert run(MODEL, "panic", 1).waits["administrator"][0] == 2 * MINUTE


def test_every_bot_plays() -> None:
    """Whatever bot plays, a run ends with an outcome."""
    for bot in BOTS:
        result = run(MODEL, bot, 1)
        assert 0 <= result.share(MODEL) <= 100
