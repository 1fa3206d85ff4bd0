from hypothesis import given
from hypothesis import strategies as st

from drill.world.cards import MarkState
from drill.world.inputs import ConflictDeclared, PanelNamed, Recused
from scoring.judging.panel import Panel
from scoring.judging.standing import Standing, standing
from scoring.marks import Mark

JUDGES = ("ann", "bob", "cay")
ITEM = ("red", "inject:a")


def panel(*judges: str, per_item: int = 2, alarm: int = 30) -> Panel:
    """Return a panel; without judges nobody is named."""
    made = Panel(seed=7)
    if judges:
        made.note("head", PanelNamed(judges, per_item, alarm))
    return made


def stands(board: Panel, *given: tuple[str, int], criteria: int = 1) -> Standing:
    """Return where the item stands after (judge, percent) marks on its first criterion."""
    marks = [Mark(n, 0, judge, 0, percent, "", "") for n, (judge, percent) in enumerate(given)]
    return standing(board, *ITEM, criteria, marks)


def test_two_judges_are_asked_and_then_it_is_marked() -> None:
    """An item is open until both whose turn it is have marked alike."""
    board = panel(*JUDGES)
    one, two, _three = board.order(*ITEM)
    empty = stands(board)
    assert (empty.assigned, empty.need, empty.state) == ((one, two), 2, MarkState.OPEN)
    half = stands(board, (two, 70))
    assert (half.waiting, half.state) == ((one,), MarkState.OPEN)
    both = stands(board, (one, 60), (two, 70))
    assert (both.waiting, both.need, both.spread, both.state) == ((), 2, 10, MarkState.MARKED)


def test_judges_far_apart_bring_a_third() -> None:
    """From the alarm on the next of the deal marks too, and that settles it whatever the mark."""
    board = panel(*JUDGES)
    one, two, three = board.order(*ITEM)
    apart = stands(board, (one, 30), (two, 60))
    assert (apart.state, apart.need, apart.waiting, apart.spread) == (MarkState.ALARM, 3, (three,), 30)
    assert stands(board, (one, 31), (two, 60)).state is MarkState.MARKED
    settled = stands(board, (one, 30), (two, 60), (three, 55))
    assert (settled.state, settled.need, settled.waiting) == (MarkState.SETTLED, 3, ())


def test_judges_who_come_to_agree_end_the_alarm() -> None:
    """Who marks again closer to the other takes the alarm back, and the third is asked no more."""
    board = panel(*JUDGES)
    one, two, _three = board.order(*ITEM)
    assert stands(board, (one, 50), (two, 60)).waiting == ()


def test_a_judge_with_half_of_the_criteria_has_not_finished() -> None:
    """Every criterion must be marked; the alarm waits for that too."""
    board = panel(*JUDGES)
    one, two, _three = board.order(*ITEM)
    half = stands(board, (one, 0), (two, 100), criteria=2)
    assert (half.given, half.state, half.spread) == ((), MarkState.OPEN, 0)


def test_an_interest_moves_the_item_on() -> None:
    """A judge with an interest in the team is never asked; the next one is."""
    board = panel(*JUDGES)
    one, two, three = board.order(*ITEM)
    board.note("head", ConflictDeclared("red", "family", one))
    assert stands(board).assigned == (two, three)
    assert one not in board.order("red", "judged:teamwork")
    assert one in board.order("blue", "inject:a")
    assert board.away(*ITEM) == (one,)


def test_a_recusal_moves_one_item_or_all_of_a_team() -> None:
    """Stepping back is for the item named, or for every item of the team."""
    board = panel(*JUDGES)
    one = board.order(*ITEM)[0]
    board.note(one, Recused("red", "inject:a", "I know this text"))
    assert one not in stands(board).assigned
    assert one in board.order("red", "inject:b")
    board.note(one, Recused("red", "", "I know this team"))
    assert one not in board.order("red", "inject:b")


def test_too_few_judges_do_not_hold_an_item_up() -> None:
    """Where only one judge is free, one mark is enough; where none is, it waits for a larger panel."""
    board = panel("ann", "bob")
    board.note("ann", ConflictDeclared("red", "family"))
    assert stands(board).need == 1
    assert stands(board, ("bob", 40)).state is MarkState.MARKED
    board.note("bob", ConflictDeclared("red", "work"))
    assert (stands(board).assigned, stands(board).state) == ((), MarkState.OPEN)


def test_an_alarm_without_a_third_judge_stays() -> None:
    """Nobody is left to ask: the alarm stands until the head judge names more."""
    board = panel("ann", "bob")
    apart = stands(board, ("ann", 0), ("bob", 90))
    assert (apart.state, apart.waiting) == (MarkState.ALARM, ())


def test_marks_of_an_earlier_panel_count() -> None:
    """Another panel takes over what is left, not what is done."""
    board = panel("dan", "eve", "fay")
    after = stands(board, ("ann", 50))
    assert after.given == ("ann",)
    assert len(after.waiting) == 1
    assert stands(board, ("ann", 50), ("bob", 55)).state is MarkState.MARKED


def test_without_a_panel_one_mark_is_enough() -> None:
    """Everyone may mark; two who are far apart still raise the alarm."""
    board = panel()
    assert (stands(board).assigned, stands(board).need) == ((), 1)
    assert stands(board, ("ann", 50)).state is MarkState.MARKED
    assert stands(board, ("ann", 0), ("bob", 50)).state is MarkState.ALARM
    assert stands(board, ("ann", 0), ("bob", 50), ("cay", 10)).state is MarkState.SETTLED


@given(st.permutations([("ann", 10), ("bob", 90), ("cay", 50)]))
def test_the_order_of_marks_does_not_matter(given: list[tuple[str, int]]) -> None:
    """Whatever mark came first, the item stands the same."""
    assert stands(panel(*JUDGES), *given) == stands(panel(*JUDGES), *sorted(given))
