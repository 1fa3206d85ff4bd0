"""Marking on the judges' desk: whose turn, what counts, what is refused, and no name anywhere."""

import msgspec

from drill.scenario.model import Guide, Sample
from drill.world.cards import (
    AgreementCard,
    AnyCard,
    MarkCard,
    MarkState,
    PanelCard,
    SampleCard,
    View,
    WorkCard,
)
from drill.world.inputs import (
    ConflictDeclared,
    DrillOpened,
    JudgeInput,
    Marked,
    NoteKind,
    NoteTaken,
    PanelNamed,
    Recused,
    Refusal,
    Replied,
    SampleMarked,
    TeamSetup,
)
from scoring.bench import JudgeView
from scoring.judging.samples import own_sample
from tests.scoring.ground import HOUR, MODEL, OPENED, TEAMS, Book, said

RED, BLUE = TEAMS
PRESS = "inject:press"
FIELD = "field:notice.measures"
GUIDED = msgspec.structs.replace(
    MODEL,
    judging=(
        Guide(
            PRESS,
            said("Look for what they will do next."),
            ((0, said("nothing")), (100, said("all of it"))),
            (Sample(said("We are well."), (20,), said("It says nothing.")),),
        ),
    ),
)


def book(text: str = "We work on it.", opened: DrillOpened = OPENED) -> Book:
    """Return a journal in which both teams answered the press."""
    journal = Book(opened)
    for team in opened.teams:
        journal.sent(HOUR, team.id, "press")
        journal.put(HOUR, team.id, Replied("press", text), "seat")
    return journal


def desk(journal: Book) -> JudgeView:
    """Return the judges' desk after the journal."""
    view = JudgeView(GUIDED, journal.entries[0][1].what)  # type: ignore[arg-type]
    for entry in journal.entries:
        view.apply(*entry)
    return view


def named(per_item: int = 2) -> Book:
    """Return the journal with a panel of three."""
    journal = book()
    journal.put(HOUR, "", PanelNamed(("ann", "bob", "cay"), per_item, 30, 99), "head")
    return journal


def code(view: JudgeView, team: str) -> str:
    """Return a team's code name, by asking which card the hub would take for it."""
    marks = View(view.cards()).all(MarkCard)
    return next(
        card.code for card in marks if view.meant(Marked(card.code, PRESS, 0, 1)) == Marked(team, PRESS, 0, 1)
    )


def card(view: JudgeView, team: str = RED, item: str = PRESS) -> MarkCard:
    """Return one card of a team."""
    found = View(view.cards()).get(MarkCard, f"{code(view, team)}:{item}")
    assert found is not None
    return found


def mark(journal: Book, judge: str, percent: int, at: int = 0, team: str = RED) -> None:
    """Write a mark on the answer to the press."""
    journal.put(HOUR, "", Marked(team, PRESS, 0, percent, at=at), judge)


def reason(refusal: Refusal | None) -> str:
    """Return what a refusal says; empty for none."""
    return refusal.reason.say() if refusal else ""


def test_a_card_brings_what_judges_alone_read() -> None:
    """Guidance and anchors of the scenario stand beside the text."""
    found = card(desk(book()))
    assert (found.guidance.en, [percent for percent, _text in found.anchors]) == (
        "Look for what they will do next.",
        [0, 100],
    )


def test_a_named_panel_deals_every_item() -> None:
    """Each item waits for two judges of the three, and only they may mark it."""
    view = desk(named())
    found = card(view)
    assert (len(found.assigned), found.need, found.given, found.state) == (2, 2, 0, MarkState.OPEN)
    other = next(judge for judge in ("ann", "bob", "cay") if judge not in found.assigned)
    assert view.refuse(found.assigned[0], "", Marked(RED, PRESS, 0, 50)) is None
    assert (
        reason(view.refuse(other, "", Marked(RED, PRESS, 0, 50)))
        == "This item is not yours to mark; others have it."
    )


def test_an_alarm_asks_the_third_judge_and_the_middle_counts() -> None:
    """Two marks 60 apart raise the alarm; the third is let in, settles it, and the median makes the points."""
    journal = named()
    one, two = card(desk(journal)).assigned
    mark(journal, one, 20)
    mark(journal, two, 80)
    view = desk(journal)
    assert (card(view).state, card(view).need, card(view).spread) == (MarkState.ALARM, 3, 60)
    third = card(view).assigned[2]
    assert view.refuse(third, "", Marked(RED, PRESS, 0, 60)) is None
    mark(journal, third, 60)
    view = desk(journal)
    assert card(view).state is MarkState.SETTLED
    assert view.total(RED) - view.total(BLUE) == 15 - 25


def test_an_interest_is_refused_in_the_same_words_as_anothers_turn() -> None:
    """The words do not tell a judge whose text it is."""
    journal = book()
    journal.put(HOUR, "", ConflictDeclared(RED, "my brother is in it"), "ann")
    view = desk(journal)
    assert (
        reason(view.refuse("ann", "", Marked(RED, PRESS, 0, 50)))
        == "This item is not yours to mark; others have it."
    )
    assert view.refuse("ann", "", Marked(BLUE, PRESS, 0, 50)) is None
    assert card(view).away == ("ann",)


def test_who_steps_back_counts_no_more_and_another_is_asked() -> None:
    """A recusal takes the mark away, gives the item to the next, and cannot be given twice."""
    journal = named()
    one, _two = card(desk(journal)).assigned
    mark(journal, one, 100)
    journal.put(HOUR, "", Recused(RED, PRESS, "I wrote this template"), one)
    view = desk(journal)
    assert one not in card(view).assigned
    assert len(card(view).assigned) == 2
    assert card(view).marks == ()
    assert reason(view.refuse(one, "", Marked(RED, PRESS, 0, 50))) == "You have stepped back from this item."
    assert (
        reason(view.refuse(one, "", Recused(RED, PRESS, "again")))
        == "You have stepped back from this already."
    )
    assert view.refuse(one, "", Recused(RED, "", "and from the team")) is None


def test_code_names_are_taken_for_teams() -> None:
    """Marks and recusals come under code names; an interest is declared by name, id or unit."""
    view = desk(book())
    assert view.meant(Recused(code(view, RED), PRESS, "x")) == Recused(RED, PRESS, "x")
    for called in ("Red-River", "RED-RIVER", "red-river"):
        assert view.meant(ConflictDeclared(called, "x")) == ConflictDeclared(RED, "x")
    assert view.meant(ConflictDeclared("nobody", "x")) == ConflictDeclared("nobody", "x")


def test_other_refusals() -> None:
    """A judge stands on a panel once, declares an interest once, and marks samples that exist."""
    journal = book()
    journal.put(HOUR, "", PanelNamed(("ann", "bob", "cay"), heads=("head",)), "head")
    journal.put(HOUR, "", ConflictDeclared(RED, "x", "bob"), "head")
    view = desk(journal)
    assert view.refuse("head", "", ConflictDeclared(RED, "y", "ann")) is None
    refused: list[tuple[str, JudgeInput, str]] = [
        ("head", PanelNamed(("ann", "ann")), "A judge stands twice on this panel."),
        ("bob", ConflictDeclared(RED, "y"), "This interest is in the record already."),
        ("cay", ConflictDeclared(RED, "y", "ann"), "Only the head judge speaks for another judge."),
        ("ann", SampleMarked(PRESS, 1, 0, 50), "There is no such sample answer."),
    ]
    assert [reason(view.refuse(seat, "", given)) for seat, given, _said in refused] == [
        one for *_rest, one in refused
    ]


def test_work_is_counted_for_each_judge() -> None:
    """What waits, what is done and when: cards of the panel's judges, with the ceremony."""
    journal = named(per_item=3)
    mark(journal, "ann", 50, at=1000)
    works = {work.key: work for work in View(desk(journal).cards()).all(WorkCard)}
    items = 2 * (1 + 1)
    assert (works["ann"].left, works["ann"].done, works["ann"].times) == (items - 1, 1, (1000,))
    assert (works["bob"].left, works["bob"].done, works["bob"].ceremony) == (items, 0, 99)


def test_agreement_is_told_by_criterion_over_all_teams() -> None:
    """Two texts with two marks each make a card with their number; a recusal takes one out again."""
    journal = book()
    for judge, red, blue in (("ann", 20, 80), ("bob", 30, 20)):
        mark(journal, judge, red)
        mark(journal, judge, blue, team=BLUE)
    told = View(desk(journal).cards()).get(AgreementCard, f"{PRESS}|0")
    assert told is not None
    assert (told.items, told.same, told.apart) == (2, 1, 35)
    assert told.alpha is not None
    journal.put(HOUR, "", Recused(BLUE, "", "x"), "ann")
    after = View(desk(journal).cards()).get(AgreementCard, f"{PRESS}|0")
    assert after is not None
    assert (after.items, after.alpha) == (1, None)


def test_the_panel_is_on_a_card() -> None:
    """Who marks, how, until when, and every interest."""
    journal = named()
    journal.put(HOUR, "", ConflictDeclared(BLUE, "worked there", "cay"), "head")
    panel = View(desk(journal).cards()).get(PanelCard, "panel")
    assert panel == PanelCard("panel", ("ann", "bob", "cay"), 2, 30, 99, (("cay", BLUE, "worked there"),))


def test_samples_tell_what_the_authors_gave_once_they_are_marked() -> None:
    """Before the own mark nothing is shown; then the authors' percent and why; others' marks never."""
    journal = book()
    journal.put(HOUR, "", SampleMarked(PRESS, 0, 0, 10, "thin"), "ann")
    sample = View(desk(journal).cards()).get(SampleCard, f"{PRESS}#0")
    assert sample is not None
    mine, theirs = own_sample(sample, "ann"), own_sample(sample, "bob")
    assert (mine.marks, mine.wanted, mine.because.en) == (
        (("ann", 0, 10, "thin"),),
        (20,),
        "It says nothing.",
    )
    assert (theirs.marks, theirs.wanted, theirs.because.en) == ((), (), "")


def test_samples_make_no_points() -> None:
    """Calibration is never a point."""
    journal = book()
    before = desk(journal).total(RED)
    journal.put(HOUR, "", SampleMarked(PRESS, 0, 0, 100), "ann")
    assert desk(journal).total(RED) == before


def test_a_judged_section_brings_the_casebook() -> None:
    """Who marks how a team worked, without knowing which, reads what it wrote down, names blocked out."""
    journal = book()
    journal.put(HOUR, RED, NoteTaken(NoteKind.DECISION, "Red-River cuts fs01 off", role="leader"), "seat")
    assert card(desk(journal), item="judged:teamwork").text == "T+01:00:00 leader: ▇▇▇ cuts fs01 off"
    assert card(desk(journal), BLUE, "judged:teamwork").text == ""

    journal.put(HOUR, BLUE, NoteTaken(NoteKind.NOTE, "Calm"), "seat")
    assert card(desk(journal), BLUE, "judged:teamwork").text == "T+01:00:00 Calm"


def test_no_name_is_on_a_card() -> None:
    """Label, id, unit and telling divisions are blocked out of what is marked, however they are written."""
    teams = (
        TeamSetup("sao-bien", "Đội Sao Biển", "Cụm ứng cứu số 7", "Sở Thông tin tỉnh Sông Mây"),
        TeamSetup("cedar", "Cedar", "A", "EVN"),
    )
    text = (
        "SAO BIEN và sao_biển, Sao-Bien@songmay; SỞ THÔNG TIN  TỈNH sông mây, cum ung cuu so 7; evn, CEDAR."
    )
    view = desk(book(text, msgspec.structs.replace(OPENED, teams=teams)))
    cards: list[AnyCard] = [one for one in view.cards() if isinstance(one, MarkCard)]
    sent = msgspec.json.encode(cards).decode().casefold()
    assert not [
        name
        for name in ("sao bi", "sao_bi", "sao-bi", "thông tin", "cum ung", "evn", "cedar")
        if name in sent
    ]
    assert card(view, "cedar").text == "▇▇▇ và ▇▇▇, ▇▇▇@▇▇▇; ▇▇▇, ▇▇▇; ▇▇▇, ▇▇▇."


def test_a_real_name_opens_no_text() -> None:
    """A mark or a step back under a team's own id would move one card, and so tell whose text lies there."""
    view = desk(book())
    for guess in (RED, BLUE, "nobody"):
        for given in (Marked(guess, PRESS, 0, 50), Recused(guess, PRESS, "x")):
            refusal = view.refuse("judge-1", "", view.meant(given))
            assert isinstance(refusal, Refusal)
            assert refusal.reason.say() == "There is no text under this code name."
