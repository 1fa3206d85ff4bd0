import pytest

from drill.world.cards import ResultsState
from drill.world.inputs import AppealsOpened, PanelNamed, ResultsSealed, ScoresReleased
from scoring.stage import Stage, state_at
from tests.scoring.ground import HOUR, TEAMS, Book

WALL = 1_700_000_000_000


def staged(book: Book) -> Stage:
    """Return the stage after a journal."""
    stage = Stage(TEAMS)
    for entry in book.entries:
        stage.note(*entry)
    return stage


def test_the_results_go_from_running_to_final() -> None:
    """Each state follows from one entry: the last team's end, the window, its closing, the seal."""
    book, states = Book(), []
    for step in (
        lambda: None,
        book.end,
        lambda: book.put(4 * HOUR, "", AppealsOpened(30, WALL)),
        lambda: book.put(4 * HOUR, "", AppealsOpened(0, WALL - 5)),
        lambda: book.put(4 * HOUR, "", ResultsSealed()),
        lambda: book.put(4 * HOUR, "", AppealsOpened(30, WALL)),
    ):
        step()
        states.append(staged(book).state)
    assert states == [
        ResultsState.RUNNING,
        ResultsState.PROVISIONAL,
        ResultsState.APPEALS,
        ResultsState.CLOSED,
        ResultsState.FINAL,
        ResultsState.FINAL,
    ]


def test_one_team_that_plays_keeps_everything_running() -> None:
    """The results are provisional once nobody plays any more."""
    book = Book()
    book.end()
    book.entries.pop()
    stage = staged(book)
    assert stage.state is ResultsState.RUNNING
    assert (stage.playing(TEAMS[0]), stage.playing(TEAMS[1])) == (False, True)


def test_the_window_has_an_end_only_while_it_is_open() -> None:
    """Opened again, it closes at the later time; closed, it closes at no time."""
    book = Book()
    book.end()
    assert staged(book).closes == 0
    book.put(4 * HOUR, "", AppealsOpened(30, WALL))
    book.put(4 * HOUR, "", AppealsOpened(60, WALL + 5))
    assert staged(book).closes == WALL + 5
    book.put(4 * HOUR, "", AppealsOpened(0, WALL))
    assert staged(book).closes == 0


def test_releases_and_the_first_seal_are_remembered() -> None:
    """The last release counts and the first seal."""
    book = Book()
    book.put(HOUR, "", ScoresReleased())
    last = book.put(HOUR, "", ScoresReleased())
    sealed = book.put(HOUR, "", ResultsSealed())
    book.put(HOUR, "", ResultsSealed())
    stage = staged(book)
    assert (stage.released_at, stage.sealed_at) == (last, sealed)


def test_a_later_panel_names_other_head_judges() -> None:
    """Whoever the last panel names is head judge."""
    book = Book()
    book.put(0, "", PanelNamed(("judge-1", "judge-2"), heads=("judge-1",)))
    assert staged(book).heads == ("judge-1",)
    book.put(0, "", PanelNamed(("judge-1", "judge-2")))
    assert staged(book).heads == ()


@pytest.mark.parametrize(
    ("closes", "wall", "expected"),
    [
        (WALL, WALL - 1, ResultsState.APPEALS),
        (WALL, WALL, ResultsState.CLOSED),
        (WALL, 0, ResultsState.APPEALS),
        (0, WALL, ResultsState.APPEALS),
    ],
)
def test_a_window_closes_by_the_clock_of_who_has_one(closes: int, wall: int, expected: ResultsState) -> None:
    """At its end it is closed; where the end or the time is unknown it stays open."""
    assert state_at(ResultsState.APPEALS, closes, wall) is expected
    assert state_at(ResultsState.FINAL, closes, wall) is ResultsState.FINAL
