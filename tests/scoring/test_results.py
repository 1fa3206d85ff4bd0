import pytest

from drill.world.cards import AppealCard, Put, ResultsCard, ResultsState
from drill.world.inputs import (
    AppealFiled,
    AppealRuled,
    AppealsOpened,
    BoardArranged,
    BoardFrozen,
    ItemVoided,
    Marked,
    Outcome,
    PanelNamed,
    PenaltyGiven,
    ResultsSealed,
    RevealStepped,
    RulesAmended,
    ScoresReleased,
)
from scoring.board import LiveBoard, Released
from scoring.model import line_name
from scoring.moves import Moves
from scoring.results import HEADS_ALONE, Results
from scoring.section import Judged
from tests.scoring.ground import HOUR, MODEL, TEAMS, Book

TEAM = TEAMS[0]
WALL = 1_700_000_000_000
SEALED = ResultsSealed(at=WALL - 1)


class Desk:
    """A board with the results beside it, fed like a judge's desk."""

    def __init__(self, book: Book) -> None:
        live, released, moves = LiveBoard(MODEL), Released(MODEL), Moves()
        self.appeals: dict[str, AppealCard] = {}
        self.told = 0
        live.feed(*book.entries[0])
        released.feed(*book.entries[0])
        self.results = Results(
            TEAMS, lambda _team: {line_name("a", "b", "c")}, moves, lambda: released.waiting
        )
        for entry in book.entries[1:]:
            live.feed(*entry)
            released.feed(*entry)
            published = {row.standing.team: row for row in released.board().rows}
            for row in live.rows():
                moves.note(published[row.standing.team], row)
            for change in self.results.apply(*entry):
                assert isinstance(change, Put)
                if isinstance(change.card, AppealCard):
                    self.appeals[change.card.key] = change.card
                self.told += isinstance(change.card, ResultsCard)

    @property
    def card(self) -> ResultsCard:
        """The state of the results."""
        return self.results.card()

    def refused(self, given: Judged, seat: str = "judge-1", team: str = "") -> str:
        """Return why something is refused; empty when it is taken."""
        refusal = self.results.refuse(seat, team, given)
        return refusal.reason.say() if refusal else ""


def over(*given: Judged) -> Book:
    """Return the journal of a drill that is over, with what judges gave after it."""
    book = Book()
    book.end()
    for one in given:
        book.put(4 * HOUR, "", one, "judge-1")
    return book


def test_the_card_says_how_far_the_results_are() -> None:
    """State, window, open appeals, unreleased moves and releases stand on one card."""
    book = over(AppealsOpened(30, WALL))
    released = book.put(4 * HOUR, "", ScoresReleased(), "judge-1")
    book.put(4 * HOUR, TEAM, AppealFiled(("a|b|c",), "x"), "red-river/leader")
    book.put(4 * HOUR, "", PenaltyGiven(TEAM, -30, "r", released=False), "judge-1")
    card = Desk(book).card
    assert (card.state, card.closes, card.appeals_open) == (ResultsState.APPEALS, WALL, 1)
    assert (card.released_at, card.sealed_at, card.seal) == (released, 0, ())
    assert card.moves == ((TEAM, 1, 2, 685, 655),)


def test_a_ruling_moves_ranks_before_it_is_published() -> None:
    """The points of an upheld appeal wait for the release like a mark."""
    book = over(AppealsOpened(30, WALL))
    number = book.put(4 * HOUR, TEAM, AppealFiled(("a|b|c",), "x"), "red-river/leader")
    book.put(4 * HOUR, "", AppealRuled(number, Outcome.UPHELD, "r", 9), "judge-1")
    desk = Desk(book)
    assert desk.card.moves == ((TEAM, 1, 1, 685, 694), (TEAMS[1], 1, 2, 685, 685))
    assert desk.appeals[str(number)].points == 9
    book.put(4 * HOUR, "", ScoresReleased(), "judge-1")
    assert Desk(book).card.moves == ()


@pytest.mark.parametrize(
    "given",
    [
        Marked(TEAM, "judged:teamwork", 0, 50),
        PenaltyGiven(TEAM, -5, "r"),
        ScoresReleased(),
        BoardFrozen(),
        RulesAmended("scoring: {}", "r"),
        AppealsOpened(30),
        ItemVoided("question:q-one", "r"),
        ResultsSealed(),
    ],
)
def test_after_the_seal_nothing_makes_points(given: Judged) -> None:
    """Final is final, for controllers who void items too."""
    assert Desk(over(ResultsSealed())).refused(given) == "The results are final: they are sealed."


@pytest.mark.parametrize("given", [RevealStepped(1), BoardArranged()])
def test_after_the_seal_comes_the_ceremony(given: Judged) -> None:
    """Prizes are revealed and walls arranged when everything is final."""
    assert Desk(over(ResultsSealed())).refused(given) == ""


def test_what_leads_is_left_to_the_head_judge_where_there_is_one() -> None:
    """Without a head judge every judge may; with one, others may not."""
    named = over(PanelNamed(("judge-1", "judge-2"), heads=("judge-2",)))
    assert Desk(over()).refused(BoardFrozen()) == ""
    assert Desk(named).refused(BoardFrozen()) == "Only the head judge does this."
    assert Desk(named).refused(BoardFrozen(), "judge-2") == ""
    assert Desk(named).refused(Marked(TEAM, "judged:teamwork", 0, 50)) == ""
    assert {AppealRuled, ResultsSealed, ScoresReleased} <= set(HEADS_ALONE)


def test_the_window_opens_after_the_drill_and_closes_once_open() -> None:
    """While somebody plays there are protests; what is not open cannot be closed."""
    assert Desk(Book()).refused(AppealsOpened(30)) == "Appeals come after the drill, and it still runs."
    assert Desk(over()).refused(AppealsOpened(0)) == "The window for appeals is not open."
    assert Desk(over()).refused(AppealsOpened(30)) == ""
    assert Desk(over(AppealsOpened(30, WALL))).refused(AppealsOpened(0)) == ""


def test_nothing_is_sealed_before_its_time() -> None:
    """Not while the drill runs, the window is open, an appeal waits or something is not released."""
    assert Desk(Book()).refused(SEALED) == "Results are sealed after the drill, and it still runs."
    window = over(AppealsOpened(30, WALL))
    assert Desk(window).refused(SEALED) == "The window for appeals is still open."
    assert Desk(window).refused(ResultsSealed(at=WALL)) == ""
    waiting = over(AppealsOpened(30))
    waiting.put(4 * HOUR, TEAM, AppealFiled(("a|b|c",), "x"), "red-river/leader")
    assert Desk(waiting).refused(SEALED) == "Appeals that wait for a ruling: 1."
    marked = over(Marked(TEAM, "judged:teamwork", 0, 50))
    assert Desk(marked).refused(SEALED) == "Some of what judges gave is not released yet."
    assert Desk(over()).refused(SEALED) == ""


def test_appeals_are_heard_here_too() -> None:
    """A line that the team cannot read cannot be appealed."""
    window = Desk(over(AppealsOpened(30, WALL)))
    filed = AppealFiled(("x|y|z",), "x", at=WALL - 1)
    assert window.refused(filed, "red-river/leader", TEAM) == "Your result has no line “x|y|z”."


def test_the_card_is_told_only_where_something_moved() -> None:
    """A wall arranged differently says nothing about the results."""
    book = over()
    before = Desk(book).results
    list(before.apply(*book.entries[-1]))
    book.put(4 * HOUR, "", BoardArranged(), "judge-1")
    assert list(before.apply(*book.entries[-1])) == []
