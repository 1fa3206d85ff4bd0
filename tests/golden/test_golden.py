import pytest

from drill.cli.scenario import bundled, load_model
from drill.rehearse.match import empty_match
from drill.rehearse.play import play
from drill.rehearse.rehearsal import idle_run
from drill.world.outputs import GoalReached, TeamEnded
from drill.world.run import replay
from scoring.board import board
from tests.golden.scores import golden_of, match_of, written

NAMES = sorted(bundled())


@pytest.mark.parametrize("name", NAMES)
def test_a_golden_match_still_scores_what_it_scored(name: str) -> None:
    """The same match and seed give the same journal, ledger and ranks; ``make golden`` renews what was meant to change."""
    assert written(name) == (golden_of(name) / "scores.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_golden_match_replays(name: str) -> None:
    """The inputs of a golden match alone give every entry again."""
    loaded = load_model(bundled()[name])
    events = list(play(loaded.model, loaded.sources, match_of(name), 1))

    assert list(replay(loaded.model, events)) == events


@pytest.mark.parametrize("name", NAMES)
def test_the_empty_match_is_a_whole_drill_with_a_board(name: str) -> None:
    """Nobody comes: the attacker gets somewhere, the drill ends on time, everybody has the same points and rank."""
    loaded = load_model(bundled()[name])
    events = list(play(loaded.model, loaded.sources, empty_match(("alpha", "bravo")), 1, hashes=False))

    rows = board(loaded.model, enumerate(events, 1)).rows
    goals = {event.what.goal: event.t for event in events if isinstance(event.what, GoalReached)}
    assert [row.rank for row in rows] == [1, 1]
    assert rows[0].standing.total == rows[1].standing.total
    assert [event.t for event in events if isinstance(event.what, TeamEnded)] == [loaded.model.length] * 2
    assert goals == idle_run(loaded.model, 1).goals
    assert goals
