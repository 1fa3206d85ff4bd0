import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from drill.world.inputs import (
    BoardFrozen,
    BoardThawed,
    Marked,
    PenaltyGiven,
    PenaltyWithdrawn,
    Replied,
    ScoresReleased,
    TeamSetup,
)
from drill.world.outputs import Ending, GoalReached, Verdict
from scoring.board import LiveBoard, Released, board, rank
from scoring.fold import fold
from scoring.model import Standing, TieRule
from tests.scoring.ground import HOUR, MINUTE, MODEL, OPENED, TEAMS, Book
from tests.scoring.journals import RICH, books

few = settings(max_examples=60, deadline=None)
PLAIN = Standing("a", "A", "", 100, (("reports", 10),), 100, 0, 0, None, None, (100,))


def standing(
    team: str, total: int, reports: int = 10, contained: int | None = None, gained: int | None = None
) -> Standing:
    """Return a standing of which only what ranks differs."""
    return replace(
        PLAIN,
        team=team,
        total=total,
        sections=(("reports", reports),),
        last_containment=contained,
        last_gain=gained,
    )


def test_the_higher_total_is_first_and_the_gap_is_told() -> None:
    """Ranks follow totals; who is alone with its total needed no tie rule."""
    rows = rank([standing("a", 90), standing("b", 120)])
    assert [(row.standing.team, row.rank, row.gap, row.tie) for row in rows] == [
        ("b", 1, 0, TieRule.NONE),
        ("a", 2, 30, TieRule.NONE),
    ]


@pytest.mark.parametrize(
    ("better", "worse", "rule"),
    [
        (standing("a", 100, reports=20), standing("b", 100, reports=10, contained=1), TieRule.REPORTS),
        (standing("a", 100, contained=5), standing("b", 100, contained=6, gained=1), TieRule.CONTAINMENT),
        (standing("a", 100, contained=5), standing("b", 100), TieRule.CONTAINMENT),
        (standing("a", 100, gained=5), standing("b", 100, gained=6), TieRule.GAIN),
    ],
)
def test_ties_go_by_reports_then_containment_then_gain(
    better: Standing, worse: Standing, rule: TieRule
) -> None:
    """Each rule decides only where those before it are equal, and both rows say which it was."""
    for given_order in ([better, worse], [worse, better]):
        rows = rank(given_order)
        assert [(row.standing.team, row.rank, row.tie) for row in rows] == [("a", 1, rule), ("b", 2, rule)]


def test_equals_share_a_dense_rank() -> None:
    """Two equal seconds are followed by a third."""
    rows = rank([standing("a", 100), standing("b", 90), standing("c", 90), standing("d", 80)])
    assert [row.rank for row in rows] == [1, 2, 2, 3]
    assert [row.tie for row in rows] == [TieRule.NONE, TieRule.SHARED, TieRule.SHARED, TieRule.NONE]


def test_teams_at_or_below_nothing_are_told_apart() -> None:
    """A negative total is ranked like any other."""
    assert [row.rank for row in rank([standing("a", -10), standing("b", 0), standing("c", -200)])] == [
        1,
        2,
        3,
    ]


@few
@given(
    st.permutations(
        [standing(name, total) for name, total in zip("abcdef", (5, 5, 3, 3, 0, -1), strict=True)]
    )
)
def test_ranks_do_not_depend_on_the_order_of_teams(standings: list[Standing]) -> None:
    """Each team has its rank whatever the order in which standings are given."""
    ranks = {row.standing.team: row.rank for row in rank(standings)}
    assert ranks == {"a": 1, "b": 1, "c": 2, "d": 2, "e": 3, "f": 4}


def test_last_containment_is_the_last_success_of_the_phase() -> None:
    """Failed, cut and other orders do not move it; a later success does."""
    book = Book()
    for t, order, ending in (
        (HOUR, "isolate host fs01", Ending.SUCCESS),
        (2 * HOUR, "isolate host web01", Ending.CUT),
        (3 * HOUR, "ask for help", Ending.SUCCESS),
    ):
        book.done(t, TEAMS[0], order, book.start(t, TEAMS[0], order), ending)
    assert fold(MODEL, book.entries).teams[TEAMS[0]].standing().last_containment == HOUR


def test_only_gains_move_the_clock_of_the_last_gain() -> None:
    """A hint, a penalty, a loss or a judge's bonus after the last gain does not put a team behind."""
    book = Book()
    book.answer(HOUR, TEAMS[0], "q-one", Verdict.RIGHT)
    book.answer(2 * HOUR, TEAMS[0], "q-three", Verdict.WRONG)
    book.put(3 * HOUR, TEAMS[0], GoalReached("leak"))
    book.put(3 * HOUR, "", PenaltyGiven(TEAMS[0], -5, "late"), "judge-1")
    book.put(3 * HOUR, "", PenaltyGiven(TEAMS[0], 5, "kind"), "judge-1")
    book.put(3 * HOUR, "", Marked(TEAMS[0], "judged:teamwork", 0, 100), "judge-1")
    assert fold(MODEL, book.entries).teams[TEAMS[0]].standing().last_gain == HOUR


def test_when_a_judge_marks_does_not_move_the_last_gain() -> None:
    """A marked reply gains at the time of the reply."""
    book = Book()
    book.sent(HOUR, TEAMS[0], "press")
    book.put(HOUR + MINUTE, TEAMS[0], Replied("press", "No comment."))
    book.put(3 * HOUR, "", Marked(TEAMS[0], "inject:press", 0, 50), "judge-1")
    assert fold(MODEL, book.entries).teams[TEAMS[0]].standing().last_gain == HOUR + MINUTE


@few
@given(books(), books())
def test_a_board_of_a_position_never_moves(book: Book, more: Book) -> None:
    """Whatever is written later, the board of a position stays as it was."""
    position = len(book.entries)
    before = board(RICH, book.entries)
    for _seq, happened in more.entries[1:]:
        book.put(happened.t, happened.team, happened.what, happened.seat)
    assert board(RICH, book.entries, upto=position) == before


@few
@given(books(), books())
def test_a_frozen_board_does_not_move(book: Book, more: Book) -> None:
    """Answers, marks, voids and releases after the freeze leave the published board alone until it thaws."""
    released = Released(RICH)
    for entry in book.entries:
        released.feed(*entry)
    position = book.put(0, "", BoardFrozen(), "judge-1")
    released.feed(*book.entries[-1])
    frozen = released.board()
    assert frozen.position == released.frozen_at == position
    for _seq, happened in more.entries[1:]:
        book.put(happened.t, happened.team, happened.what, happened.seat)
        assert not released.feed(*book.entries[-1])
    book.put(0, "", ScoresReleased(), "judge-1")
    released.feed(*book.entries[-1])
    assert released.board() == frozen
    for row in frozen.rows:
        assert row.standing.total == sum(line.points for line in released.lines(row.standing.team))
    book.put(0, "", BoardThawed(), "judge-1")
    assert released.feed(*book.entries[-1])
    assert {row.standing.team: row.standing.total for row in released.board().rows} == {
        row.standing.team: row.standing.total for row in board(RICH, book.entries).rows
    }


def test_marks_wait_for_their_release() -> None:
    """The provisional reply shows until the scores are released, then the mark does."""
    released = Released(MODEL)
    book = Book()
    book.sent(HOUR, TEAMS[0], "press")
    book.put(HOUR, TEAMS[0], Replied("press", "No comment."))
    book.put(HOUR, "", Marked(TEAMS[0], "inject:press", 0, 20), "judge-1")
    hidden = book.put(HOUR, "", PenaltyGiven(TEAMS[0], -50, "to be discussed", released=False), "judge-1")
    book.put(HOUR, "", PenaltyGiven(TEAMS[0], -1, "told at once"), "judge-1")
    for entry in book.entries:
        released.feed(*entry)
    assert released.live.standing(TEAMS[0]).total == 600 + 25 - 1
    book.put(HOUR, "", PenaltyWithdrawn(hidden, "dropped"), "judge-1")
    released.feed(*book.entries[-1])
    assert released.live.standing(TEAMS[0]).total == 600 + 25 - 1
    book.put(HOUR, "", ScoresReleased(), "judge-1")
    assert released.feed(*book.entries[-1])
    assert released.live.standing(TEAMS[0]).total == 600 + 5 - 1


@few
@given(books())
def test_the_live_board_equals_the_board_of_the_journal(book: Book) -> None:
    """Counting only the teams that an entry concerns gives the same rows as counting all at the end."""
    live = LiveBoard(RICH)
    for entry in book.entries:
        live.feed(*entry)
    assert live.rows() == rank([team.standing() for team in fold(RICH, book.entries).teams.values()])


@few
@given(
    st.lists(st.tuples(st.integers(0, 6), st.sampled_from((-20, -10, 10, 20)), st.booleans()), max_size=40)
)
def test_only_what_moved_is_ranked_again(moves: list[tuple[int, int, bool]]) -> None:
    """Whichever teams rise and fall past others, the rows are those of a ranking of all."""
    teams = tuple(TeamSetup(f"team-{number}", f"Team {number}") for number in range(7))
    book = Book(replace(OPENED, teams=teams))
    live = LiveBoard(MODEL)
    live.feed(*book.entries[0])
    for number, points, look in moves:
        book.put(0, "", PenaltyGiven(f"team-{number}", points, "reason"), "judge-1")
        live.feed(*book.entries[-1])
        if look:
            assert live.rows() == rank([live.standing(team.id) for team in teams])
    assert live.rows() == rank([live.standing(team.id) for team in teams])
