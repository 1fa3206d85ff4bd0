from hypothesis import given, settings

from drill.scenario.model import Model
from drill.world.cards import AnyCard, LedgerCard, MarkCard, PenaltyCard, Put, RowCard, View, kind_of
from drill.world.inputs import (
    BoardFrozen,
    BoardThawed,
    Marked,
    OrderGiven,
    PenaltyGiven,
    PenaltyWithdrawn,
    Replied,
    ReportFilled,
    ReportSubmitted,
    ScoresReleased,
)
from drill.world.outputs import DeadlineMoved, GoalReached, ReportClockStarted
from scoring.bench import JudgeView
from scoring.blind import code_names
from scoring.desk import own
from tests.scoring.ground import HOUR, MINUTE, MODEL, OPENED, TEAMS, Book
from tests.scoring.journals import RICH, books

few = settings(max_examples=40, deadline=None)
TEAM = TEAMS[0]


def judged(book: Book, model: Model = MODEL) -> JudgeView:
    """Return a judge's view after the whole journal."""
    view = JudgeView(model, OPENED)
    for entry in book.entries:
        view.apply(*entry)
    return view


def cards(view: JudgeView) -> View:
    """Return the view's cards to look into."""
    return View(view.cards())


def named(card: AnyCard) -> tuple[str, str]:
    """Return what names a card."""
    return kind_of(card), card.key


@few
@given(books())
def test_the_changes_make_the_view(book: Book) -> None:
    """A desk that folds each change has the same cards as one that comes late."""
    live = JudgeView(RICH, OPENED)
    desk = View(live.cards())
    for entry in book.entries:
        for change in live.apply(*entry):
            assert desk.apply(change)
    assert {named(card): card for card in desk} == {named(card): card for card in live.cards()}


@few
@given(books())
def test_each_ledger_card_is_a_line(book: Book) -> None:
    """The cards of a team add up to its row, and each key is there once."""
    view = judged(book, RICH)
    ledger = cards(view).all(LedgerCard)
    for row in cards(view).all(RowCard):
        assert row.total == sum(card.points for card in ledger if card.team == row.key) == view.total(row.key)


def test_a_line_says_what_is_behind_it() -> None:
    """A goal's loss comes as a card with the entry in words."""
    book = Book()
    book.put(HOUR, TEAM, GoalReached("leak"))
    lost = [card for card in cards(judged(book)).all(LedgerCard) if card.rule == "goal lost"]
    assert [(card.team, card.points, card.because) for card in lost] == [(TEAM, -200, (2,))]
    assert lost[0].entries[0].say() == "T+01:00:00 the attacker reached its goal leak"


def replied(at: int = HOUR) -> Book:
    """Return a journal in which a host fell, the press asked and the team replied."""
    book = Book()
    book.facts(30 * MINUTE, TEAM, on="fs01.compromised")
    book.sent(HOUR, TEAM, "press")
    book.put(at, TEAM, Replied("press", "No comment."), "seat")
    return book


def mark_card(book: Book, item: str) -> MarkCard:
    """Return the one card of an item of the first team."""
    found = [card for card in cards(judged(book)).all(MarkCard) if card.item == item and card.submitted]
    assert len(found) == 1
    return found[0]


def test_a_reply_comes_to_the_bench_without_its_team() -> None:
    """Text, points and truth are on the card; id and label of the team are nowhere in it."""
    card = mark_card(replied(), "inject:press")
    assert (card.text, card.points, card.submitted, card.late) == ("No comment.", 25, HOUR, False)
    assert "fs01" in " ".join(words.say() for words in card.truth)
    assert not any(word in repr(card) for word in (TEAM, TEAM.title()))


def test_a_late_reply_says_so() -> None:
    """The judge sees that it is late before marking."""
    assert mark_card(replied(at=2 * HOUR), "inject:press").late


def test_moved_deadlines_reach_the_bench() -> None:
    """Credited time takes the lateness back."""
    book = replied(at=HOUR + 11 * MINUTE)
    book.put(2 * HOUR, TEAM, DeadlineMoved("inject:press", 2 * HOUR))
    assert not mark_card(book, "inject:press").late


def test_the_ledger_does_not_tell_whose_text_is_on_the_bench() -> None:
    """Until the release a reply's line has its points alone, not its moment; afterwards all of it."""
    book = replied()
    sealed = [card for card in cards(judged(book)).all(LedgerCard) if card.rule == "timely reply"]
    assert [(card.points, card.t, card.because, card.entries) for card in sealed] == [(25, 0, (), ())]
    book.put(2 * HOUR, "", ScoresReleased(), "judge-1")
    told = [card for card in cards(judged(book)).all(LedgerCard) if card.rule == "timely reply"]
    assert [(card.points, card.t, card.because) for card in told] == [(25, HOUR, (3, 4))]
    assert told[0].entries[-1].say() == "T+01:00:00 replied to “chief”"


def test_the_truth_is_that_of_the_moment() -> None:
    """What happened after the reply is not held against it."""
    book = replied()
    book.facts(2 * HOUR, TEAM, on="web01.compromised")
    assert "web01" not in repr(mark_card(book, "inject:press").truth)


def test_marks_stand_on_the_card_and_a_judge_sees_the_own_ones() -> None:
    """The head judge sees all marks; `own` leaves one judge's."""
    book = replied()
    book.put(HOUR, "", Marked(TEAM, "inject:press", 0, 60, "fair"), "judge-1")
    book.put(HOUR, "", Marked(TEAM, "inject:press", 0, 80), "judge-2")
    card = mark_card(book, "inject:press")
    assert [mark[:3] for mark in card.marks] == [("judge-1", 0, 60), ("judge-2", 0, 80)]
    seen = own(card, "judge-1")
    assert seen is not None
    assert seen.marks == (("judge-1", 0, 60, "", "fair"),)


def test_a_late_report_comes_with_a_card_for_its_ruling() -> None:
    """Judged fields come as they are, and one card more asks how much counts."""
    book = Book()
    book.put(HOUR, TEAM, ReportClockStarted("notice", HOUR + MINUTE))
    book.put(HOUR, TEAM, ReportFilled("notice", "measures", "We cut it off."), "seat")
    book.put(2 * HOUR, TEAM, ReportSubmitted("notice"), "seat")
    found = {card.item: card for card in cards(judged(book)).all(MarkCard) if card.submitted}
    assert set(found) == {"report:notice", "field:notice.measures"}
    assert found["field:notice.measures"].text == "We cut it off."
    assert len(found["field:notice.measures"].criteria) == 2


def test_statements_come_to_the_bench() -> None:
    """A public statement is shown for its comment, worth no points of its own."""
    book = Book()
    book.put(HOUR, TEAM, OrderGiven("public statement", "leader", text="All is well."), "seat")
    card = mark_card(book, "statement:1")
    assert (card.text, card.points) == ("All is well.", 0)


def test_a_judged_section_waits_for_each_team() -> None:
    """From the start there is a card for each team, under its code name."""
    found = [card for card in cards(judged(Book())).all(MarkCard) if card.item == "judged:teamwork"]
    codes = [card.code for card in found]
    assert codes == sorted(set(codes))
    assert len(codes) == len(TEAMS)


def test_penalties_keep_their_withdrawal() -> None:
    """The card stays and tells why it was withdrawn."""
    book = Book()
    given_at = book.put(HOUR, "", PenaltyGiven(TEAM, -30, "left the room"), "judge-1")
    book.put(HOUR, "", PenaltyWithdrawn(given_at, "fire alarm"), "judge-1")
    card = cards(judged(book)).get(PenaltyCard, str(given_at))
    assert card == PenaltyCard(str(given_at), TEAM, -30, "left the room", "judge-1", "fire alarm")


def test_the_desk_shows_the_published_layer_beside_its_own() -> None:
    """A mark moves the row at once and the published total only with the release."""
    book = replied()
    book.put(HOUR, "", Marked(TEAM, "inject:press", 0, 0), "judge-1")
    row = cards(judged(book)).get(RowCard, TEAM)
    assert row is not None
    assert (row.total, row.released) == (600, 625)
    book.put(HOUR, "", ScoresReleased(), "judge-1")
    row = cards(judged(book)).get(RowCard, TEAM)
    assert row is not None
    assert (row.total, row.released) == (600, 600)


def test_a_freeze_is_told_and_taken_back() -> None:
    """Rows say at which position the published board is frozen, and that it follows again."""
    book = Book()
    frozen = book.put(HOUR, "", BoardFrozen(), "judge-1")
    row = cards(judged(book)).get(RowCard, TEAM)
    assert row is not None
    assert row.frozen_at == frozen
    book.put(HOUR, "", BoardThawed(), "judge-1")
    row = cards(judged(book)).get(RowCard, TEAM)
    assert row is not None
    assert row.frozen_at == 0


def test_a_team_s_result_is_the_released_layer() -> None:
    """Rank, total and every line with its why, of what was released."""
    book = replied()
    book.put(HOUR, "", Marked(TEAM, "inject:press", 0, 0), "judge-1")
    result = judged(book).result(TEAM)
    assert (result.rank, result.total) == (1, 625)
    assert sum(line.points for line in result.lines) == 625


def test_routine_entries_change_nothing() -> None:
    """An entry that no rule hears gives no card."""
    view = judged(replied())
    book = replied()
    seq = book.put(HOUR, TEAM, ReportFilled("notice", "measures", "draft"), "seat")
    assert [change for change in view.apply(seq, book.entries[-1][1]) if isinstance(change, Put)] == []


def test_a_mark_under_a_code_name_is_for_its_team() -> None:
    """A judge marks the code name that the desk shows; the input that goes on names the team."""
    view = JudgeView(MODEL, OPENED)
    (code,) = {card.code for card in cards(view).all(MarkCard) if card.item.startswith("judged:")} - {
        code for team, code in code_names(OPENED.seed, TEAMS).items() if team != TEAM
    }
    mark = Marked(code, "judged:teamwork", 0, 50)

    assert view.meant(mark) == Marked(TEAM, "judged:teamwork", 0, 50)
    assert view.meant(Marked(TEAM, "judged:teamwork", 0, 50)).team == ""  # type: ignore[union-attr]
    assert view.meant(BoardFrozen()) == BoardFrozen()
