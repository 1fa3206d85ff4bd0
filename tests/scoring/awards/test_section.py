from hypothesis import given

from drill.i18n import Language
from drill.world.cards import AwardCard, Put, View
from drill.world.happened import Happened
from drill.world.inputs import (
    AnyInput,
    AwardsNamed,
    ConflictDeclared,
    JuryScored,
    Marked,
    PenaltyGiven,
    Rating,
    RevealStepped,
    ScoresReleased,
)
from drill.world.outputs import GoalReached, TeamEnded
from scoring.awards.drill import Awards, fold
from scoring.awards.model import Awarded
from scoring.awards.section import LISTED, AwardsSection, award_card
from scoring.bench import JudgeView
from scoring.board import LiveBoard, Released
from scoring.section import Judged
from tests.scoring.awards.stage import GROUND, START, TEAMS, became, book
from tests.scoring.ground import HOUR, MINUTE, OPENED, Book
from tests.scoring.journals import RICH, books

RULES = """
awards:
  crown: {title: Crown, by: total, prizes: 2, jury: 50%}
  ratings: {title: Ratings, by: ratings}
"""


class Desk:
    """The awards of a journal with the cards they make."""

    def __init__(self, given: Book) -> None:
        self.live, self.released = LiveBoard(GROUND), Released(GROUND)
        self.view = View()
        self.work = 0
        entries = iter(given.entries)
        self._feed(*next(entries))
        self.section = AwardsSection(Awards(GROUND, self.live, self.released))
        self._show(self.section.begin())
        self.position = 1
        for seq, happened in entries:
            self.take(seq, happened)

    def take(self, seq: int, happened: Happened) -> None:
        """Take an entry in."""
        self._feed(seq, happened)
        self._show(self.section.apply(seq, happened))
        self.position = seq

    def _feed(self, seq: int, happened: Happened) -> None:
        self.live.feed(seq, happened)
        self.released.feed(seq, happened)

    def _show(self, changes: object) -> None:
        for change in changes:  # type: ignore[attr-defined]
            self.work += 1
            self.view.apply(change)

    def card(self, award: str) -> AwardCard:
        """Return an award's card."""
        return next(card for card in self.view.all(AwardCard) if card.key == award)

    def winners(self, award: str) -> list[str]:
        """Return who wins an award."""
        return [one.team for one in self.card(award).candidates if one.wins]

    def why_not(self, given: Judged, seat: str = "j1") -> str:
        """Return why something is refused, empty when it is not."""
        refusal = self.section.refuse(seat, "", given)
        return refusal.reason.say(Language.ENGLISH) if refusal else ""


def ended(given: Book) -> Book:
    """End every team's drill."""
    for team in TEAMS:
        given.put(4 * HOUR, team, TeamEnded())
    return given


def test_there_are_rules_and_no_candidates_while_anybody_plays() -> None:
    """Awards are not decided before all have ended, and cost nothing until then."""
    journal = book()
    journal.put(HOUR, TEAMS[0], GoalReached("leak"))
    journal.put(4 * HOUR, TEAMS[0], TeamEnded())
    desk = Desk(journal)

    assert desk.card("first").candidates == ()
    assert desk.card("first").place == 1
    assert desk.work == len(desk.view.all(AwardCard)) == 8


def test_the_end_decides_by_the_released_layer() -> None:
    """A penalty that waits for its release moves no award, but bars where rules say so; released it counts."""
    journal = book()
    journal.put(HOUR, TEAMS[0], GoalReached("leak"))
    journal.put(HOUR, "", PenaltyGiven(TEAMS[1], -300, "talked", released=False), "j1")
    desk = Desk(ended(journal))

    assert desk.winners("first") == [TEAMS[2]]
    barred = desk.card("first").candidates[-1]
    assert (barred.team, barred.place) == (TEAMS[1], 0)
    assert barred.why.say(Language.ENGLISH) == "A penalty against it waits for its release"

    desk.take(desk.position + 1, Happened(5 * HOUR, "", "j1", ScoresReleased()))

    assert desk.winners("first") == [TEAMS[2]]
    assert desk.winners("second") == [TEAMS[0]]
    assert desk.winners("third") == [TEAMS[1]]


def test_journal_figures_say_how_they_came_about() -> None:
    """Containment, evidence and ratings are told in words with their times and counts."""
    journal = book()
    became(journal, 10 * MINUTE, TEAMS[0], "fs01.compromised")
    run = journal.start(20 * MINUTE, TEAMS[0], "isolate host fs01")
    became(journal, 21 * MINUTE, TEAMS[0], "fs01.captured")
    journal.done(25 * MINUTE, TEAMS[0], "isolate host fs01", run)
    journal.put(HOUR, "", Marked(TEAMS[0], "judged:teamwork", 0, 80, "", Rating.PERFORMED), "j1")
    journal.put(HOUR, "", Marked(TEAMS[0], "judged:teamwork", 1, 80, "", Rating.MAJOR), "j1")
    journal.put(2 * HOUR, "", ScoresReleased(), "j1")
    journal.put(2 * HOUR, "", AwardsNamed(RULES), "j1")
    ended(journal)
    journal.put(5 * HOUR, "", AwardsNamed(""), "j1")
    desk = Desk(journal)

    def figure(award: str) -> str:
        return desk.card(award).candidates[0].figure.say(Language.ENGLISH)

    assert figure("fastest-containment") == "0:15:00 after the attacker got in (T+00:10:00 to T+00:25:00)"
    assert figure("best-evidence") == "1 kept, 0 destroyed without a copy"
    assert figure("best-teamwork") == "80 points"


def test_a_drill_carries_its_own_rules() -> None:
    """Named rules replace the standard ones, cards and all; rules with mistakes are refused by line."""
    desk = Desk(book())
    desk.take(2, Happened(0, "", "j1", AwardsNamed(RULES)))

    assert sorted(card.key for card in desk.view.all(AwardCard)) == ["crown", "ratings"]
    assert desk.why_not(AwardsNamed(RULES)) == ""
    assert desk.why_not(AwardsNamed("awards:\n  a: {title: A, by: luck}\n")) == (
        "These rules cannot be used, line 2: 'luck' is nothing that teams are compared by"
    )


def test_a_jury_scores_once_each_and_not_its_own_people() -> None:
    """A later mark replaces the same judge's earlier one; who declared an interest counts no more."""
    journal = book()
    journal.put(0, "", AwardsNamed(RULES), "j1")
    ended(journal)
    scored: list[tuple[str, AnyInput]] = [
        ("j1", JuryScored("crown", TEAMS[0], 20)),
        ("j1", JuryScored("crown", TEAMS[0], 60, "clear")),
        ("j2", JuryScored("crown", TEAMS[0], 100)),
        ("j2", ConflictDeclared(TEAMS[0], "my own unit")),
    ]
    for seat, what in scored:
        journal.put(5 * HOUR, "", what, seat)
    desk = Desk(journal)
    card = desk.card("crown")

    assert card.given == ((TEAMS[0], "j1", 60, "clear"), (TEAMS[0], "j2", 100, ""))
    assert "jury 60" in card.candidates[0].figure.say(Language.ENGLISH)
    assert (
        desk.why_not(JuryScored("crown", TEAMS[0], 1), "j2") == "You have declared an interest in this team."
    )
    assert desk.why_not(JuryScored("ratings", TEAMS[0], 1)) == "The award “Ratings” has no jury."
    assert desk.why_not(JuryScored("gold", TEAMS[0], 1)) == "There is no award “gold”."
    assert desk.why_not(JuryScored("crown", TEAMS[0], 1)) == ""


def test_the_ceremony_reveals_from_the_last_place_to_the_first() -> None:
    """Each step shows one award more, the crown last; ending the ceremony hides none of them again."""
    desk = Desk(ended(book()))

    def revealed() -> list[str]:
        cards = sorted(desk.view.all(AwardCard), key=lambda card: -card.place)
        return [card.key for card in cards if card.revealed]

    for shown, wanted in (
        (0, []),
        (2, ["best-teamwork", "best-evidence"]),
        (None, ["best-teamwork", "best-evidence"]),
    ):
        desk.take(desk.position + 1, Happened(5 * HOUR, "", "j1", RevealStepped(shown)))
        assert revealed() == wanted
    desk.take(desk.position + 1, Happened(5 * HOUR, "", "j1", RevealStepped(8)))

    assert revealed()[-1] == "first"
    assert desk.why_not(RevealStepped(9)) == "There are 8 awards to reveal."
    assert desk.why_not(RevealStepped(None)) == ""


def test_the_judges_desk_has_the_awards() -> None:
    """The desk's view holds the cards from the start, and the same after the end as a desk that opens then."""
    journal = ended(book())
    view = JudgeView(GROUND, START)
    shown = View()
    for card in view.cards():
        shown.apply(Put(card))
    for seq, happened in journal.entries:
        for change in view.apply(seq, happened):
            shown.apply(change)

    assert {card.key for card in shown.all(AwardCard)} == {
        rule.id for rule in Desk(book()).section._awards.rules
    }
    assert shown.all(AwardCard)[0].candidates != ()
    assert len(shown.all(AwardCard)[0].candidates) <= LISTED


@given(books())
def test_cards_kept_current_are_those_of_the_whole_journal(given_: Book) -> None:
    """Whatever happened in whatever order, the desk's awards are what a fold of the file decides."""
    desk = JudgeView(RICH, OPENED)
    for seq, happened in given_.entries:
        desk.apply(seq, happened)
    kept = {card.key: card for card in desk.cards() if isinstance(card, AwardCard)}
    awards, _released = fold(RICH, given_.entries)
    decided = awards.decided() if awards.over else tuple(Awarded(rule, ()) for rule in awards.rules)

    assert kept == {one.rule.id: award_card(one, revealed=False) for one in decided}
