"""Every point of every golden match rests on entries: they exist, they sum to the total, and without them it is gone."""

from functools import cache

import pytest

from drill.cli.scenario import bundled, load_model
from drill.rehearse.play import play
from drill.scenario.model import Model
from drill.world.happened import Happened
from scoring.fold import fold
from scoring.model import LedgerLine
from tests.golden.scores import SEED, match_of

NAMES = sorted(bundled())


@cache
def played(name: str) -> tuple[Model, tuple[tuple[int, Happened], ...]]:
    """Return a golden match's scenario and journal."""
    loaded = load_model(bundled()[name])
    events = play(loaded.model, loaded.sources, match_of(name), SEED, hashes=False)
    return loaded.model, tuple(enumerate(events, 1))


def lines_without(name: str, line: LedgerLine) -> tuple[LedgerLine, ...]:
    """Return a team's ledger of a journal that lacks the entries behind one of its lines."""
    model, entries = played(name)
    cut = set(line.because)
    left = [entry for entry in entries if entry[0] not in cut and entry[1].team in {"", line.team}]
    team = fold(model, left).teams.get(line.team)
    return team.lines if team else ()


@pytest.mark.parametrize("name", NAMES)
def test_a_total_is_the_sum_of_its_lines(name: str) -> None:
    """No point without a line: totals and every column are sums of ledger lines."""
    for team in fold(*played(name)).teams.values():
        standing = team.standing()
        assert standing.total == sum(line.points for line in team.lines)
        for section, points in standing.sections:
            assert points == sum(line.points for line in team.lines if line.section == section)


@pytest.mark.parametrize("name", NAMES)
def test_every_line_names_entries_of_its_team_or_of_all(name: str) -> None:
    """What a line cites stands in the journal and is no other team's."""
    model, entries = played(name)
    teams = {seq: happened.team for seq, happened in entries}
    lines = [line for team in fold(model, entries).teams.values() for line in team.lines]

    assert lines
    for line in lines:
        assert line.because
        assert {teams[seq] for seq in line.because} <= {"", line.team}


@pytest.mark.parametrize("name", NAMES)
def test_without_the_entries_behind_it_no_line_keeps_its_points(name: str) -> None:
    """Take a line's entries out of the journal and score again: its points are not given any more."""
    for team in fold(*played(name)).teams.values():
        for line in team.lines:
            about = (line.section, line.rule, line.item, line.points)
            kept = {(one.section, one.rule, one.item, one.points) for one in lines_without(name, line)}
            assert line.points == 0 or about not in kept
