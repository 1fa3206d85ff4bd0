from hypothesis import given, settings
from hypothesis import strategies as st

from drill.world.inputs import Marked
from scoring.board import LiveBoard, Released, rank
from scoring.model import Row, Standing, TieRule
from scoring.moves import Moves, moves
from tests.scoring.ground import HOUR, MODEL, Book


def standing(team: str, total: int, pending: int = 0) -> Standing:
    """Return a standing of which totals alone matter."""
    return Standing(team, team, "", total, (), total, 0, pending, None, None, ())


BEFORE = rank([standing("alpha", 30), standing("bravo", 20, 4), standing("coral", 10)])
AFTER = rank([standing("alpha", 30), standing("bravo", 20), standing("coral", 40, 3)])


def test_every_team_moves_from_its_old_rank_to_its_new_one() -> None:
    """Moves come in the order of the new ranks, those of the unmoved too."""
    assert moves(BEFORE, AFTER) == (
        ("coral", 3, 1, 10, 40),
        ("alpha", 1, 2, 30, 30),
        ("bravo", 2, 3, 20, 20),
    )


def test_only_teams_that_differ_are_told() -> None:
    """A team whose published row is its live row is not told; one that comes to be the same is told no more."""
    kept = Moves()
    for row in AFTER:
        published = next(one for one in BEFORE if one.standing.team == row.standing.team)
        kept.note(published, row)
    assert [one[0] for one in kept.told()] == ["coral", "alpha", "bravo"]
    for row in AFTER:
        kept.note(row, row)
    assert kept.told() == ()


def test_pending_points_are_those_of_the_last_rows() -> None:
    """Points that wait are summed over the teams and never counted twice."""
    kept = Moves()
    for rows in (BEFORE, AFTER, AFTER):
        for row in rows:
            kept.note(row, row)
    assert kept.pending == 3


def test_an_unreleased_mark_is_a_move() -> None:
    """Between the published board and the live one stands what judges gave since the last release."""
    book, live, released = Book(), LiveBoard(MODEL), Released(MODEL)
    book.put(HOUR, "", Marked("blue-bay", "judged:teamwork", 0, 100), "judge-1")
    for entry in book.entries:
        live.feed(*entry)
        released.feed(*entry)
    assert moves(released.board().rows, live.rows()) == (
        ("blue-bay", 1, 1, 600, 650),
        ("red-river", 1, 2, 600, 600),
    )
    assert released.waiting == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(1, 4), st.integers(1, 4), st.integers(0, 2))))
def test_the_last_rows_of_each_team_decide(noted: list[tuple[str, int, int, int]]) -> None:
    """Whatever was noted before, only a team's last rows are told, by the rank after and then by name."""
    kept, last = Moves(), {}
    for team, before, after, total in noted:
        kept.note(
            Row(before, 0, TieRule.NONE, standing(team, 1)),
            Row(after, 0, TieRule.NONE, standing(team, total)),
        )
        last[team] = (team, before, after, 1, total)
    differ = [one for one in last.values() if one[1] != one[2] or one[3] != one[4]]
    assert kept.told() == tuple(sorted(differ, key=lambda one: (one[2], one[0])))
