from hypothesis import given, settings
from msgspec.structs import replace

from drill.i18n import words
from drill.scenario.model import Text
from drill.world.cards import (
    AwardCard,
    BoardCard,
    CandidateView,
    Card,
    ClockCard,
    ClockState,
    DueCard,
    HoldingCard,
    Put,
    RowCard,
    ShadowCard,
    StoryCard,
    View,
)
from drill.world.inputs import AppealsOpened, BoardFrozen, BoardThawed, ClockStarted, Marked, ScoresReleased
from drill.world.outputs import BoardChanged, GoalReached, InjectChanged, InjectState, TeamEnded
from scoring.wall.arranged import AS_OPENED
from scoring.wall.view import WallView
from tests.scoring.ground import HOUR, MINUTE, MODEL, OPENED, TEAMS, Book
from tests.scoring.journals import RICH, books

few = settings(max_examples=40, deadline=None)
ONE, OTHER = TEAMS


def arranged(**changes: object) -> Put:
    """Return what judges say of the wall."""
    values = {
        "delay": 0,
        "frozen": False,
        "revealed": None,
        "undefended": False,
        "story": True,
        "replies": True,
    }
    return Put(BoardCard("board", **(values | changes)))  # type: ignore[arg-type]


def wall_of(book: Book) -> WallView:
    """Return the wall after a whole journal."""
    wall = WallView(MODEL, OPENED)
    for entry in book.entries:
        wall.apply(*entry)
    return wall


def seen(wall: WallView) -> View:
    """Return the wall's cards to look into."""
    return View(wall.cards())


def kinds(wall: WallView) -> set[type[Card]]:
    """Return which kinds of cards a wall shows."""
    return {type(card) for card in wall.cards()}


def story(wall: WallView) -> list[str]:
    """Return the sentences on the wall."""
    return [card.words.say() for card in seen(wall).all(StoryCard)]


@few
@given(books(), books())
def test_no_row_and_no_place_moves_while_the_wall_is_frozen(book: Book, more: Book) -> None:
    """After the freeze rows, their order and what teams hold stay, and nothing is told of any team."""
    wall = WallView(RICH, OPENED)
    wall.tell([arranged(undefended=True)])
    for entry in book.entries:
        wall.apply(*entry)
    book.put(0, "", BoardFrozen(), "judge-1")
    wall.apply(*book.entries[-1])
    rows, held = seen(wall).all(RowCard), seen(wall).get(HoldingCard, "holding")
    told = len(story(wall))
    for _seq, happened in more.entries[1:]:
        book.put(happened.t, happened.team, happened.what, happened.seat)
        wall.apply(*book.entries[-1])

    assert seen(wall).all(RowCard) == rows
    assert seen(wall).get(HoldingCard, "holding").holding[: len(held.holding)] == held.holding  # type: ignore[union-attr]
    assert not [said for said in story(wall)[told:] if any(team.label in said for team in OPENED.teams)]


@few
@given(books())
def test_the_changes_make_the_wall(book: Book) -> None:
    """A wall that folds each change shows what one shows that comes late."""
    live = WallView(RICH, OPENED)
    live.tell([arranged(undefended=True)])
    screen = View(live.cards())
    for entry in book.entries:
        for change in (*live.apply(*entry), *live.advance(entry[1].t)):
            assert screen.apply(change)

    assert set(map(repr, screen)) == set(map(repr, live.cards()))


def test_marks_wait_for_their_release_and_nobody_is_told_that_they_wait() -> None:
    """A mark reaches the wall with the release; before it the wall does not say that points are open."""
    book = Book()
    book.sent(HOUR, ONE, "press")
    book.put(HOUR, "", Marked(ONE, "judged:teamwork", 0, 100), "judge-1")
    before = seen(wall_of(book)).get(RowCard, ONE)
    book.put(HOUR, "", ScoresReleased(), "judge-1")
    after = seen(wall_of(book)).get(RowCard, ONE)

    assert before is not None
    assert after is not None
    assert (before.judged, before.pending, after.pending) == (0, 0, 0)
    assert after.total > before.total


def test_the_curtain_hides_everything_but_the_ceremony() -> None:
    """With the curtain drawn no row, sentence or deadline is on the wire; it rises on the whole board."""
    book = Book()
    book.put(MINUTE, ONE, GoalReached("leak"))
    wall = wall_of(book)
    wall.tell([arranged(revealed=0, undefended=True)])

    assert kinds(wall).isdisjoint({RowCard, StoryCard, DueCard, ShadowCard, HoldingCard})

    wall.tell([arranged()])

    assert {card.key for card in seen(wall).all(RowCard)} == set(TEAMS)
    assert StoryCard in kinds(wall)


def test_a_prize_is_on_the_wall_once_it_was_shown_with_its_winners_alone() -> None:
    """Before it is revealed nothing of a prize is on the wire; then winners are, and no working."""
    first = CandidateView(ONE, "Red", 1, words("{n} points", n=7), words("earlier"), wins=True)
    second = CandidateView(OTHER, "Blue", 2, words("{n} points", n=6), words("later"), wins=False)
    award = AwardCard(
        "one",
        1,
        Text("First prize", "Giải Nhất"),
        words("The highest total"),
        1,
        (first, second),
        revealed=False,
    )
    wall = WallView(MODEL, OPENED)
    wall.tell([arranged(revealed=0), Put(award)])

    assert seen(wall).all(AwardCard) == []

    jury = ((ONE, "judge-1", 90, "bold"), (OTHER, "judge-2", 10, "weak"))
    wall.tell([Put(replace(award, revealed=True, jury=30, given=jury, others=3))])
    (shown,) = seen(wall).all(AwardCard)

    assert [(one.label, one.why.template) for one in shown.candidates] == [("Red", "")]
    assert (shown.given, shown.others) == ((), 0)

    wall.tell([Put(award)])

    assert seen(wall).all(AwardCard) == []


def test_the_wall_says_that_the_drill_is_over() -> None:
    """When the last team has ended the clock on the wall stands, without a word of anybody's."""
    book = Book()
    book.put(0, "", ClockStarted(), "excon")
    book.put(HOUR, ONE, TeamEnded())
    assert seen(wall_of(book)).all(ClockCard)[0].state is ClockState.RUNNING

    book.put(HOUR, OTHER, TeamEnded())
    assert seen(wall_of(book)).all(ClockCard)[0].state is ClockState.ENDED


def test_the_story_names_neither_service_nor_goal() -> None:
    """The room reads that a service is down, not which; that the attacker got through, not where."""
    book = Book()
    book.put(0, "", ClockStarted())
    book.put(MINUTE, ONE, BoardChanged("portal", up=False))
    book.put(2 * MINUTE, ONE, GoalReached("leak"))
    book.put(3 * MINUTE, ONE, BoardChanged("portal", up=True))

    label = OPENED.teams[0].label
    assert story(wall_of(book)) == [
        "The drill has begun",
        f"{label}: services down now: 1",
        f"{label}: the attacker got through",
        f"{label}: all services are back",
    ]


def test_a_window_for_appeals_that_closes_is_not_told_as_one_that_opens() -> None:
    """Both are the same kind of entry; minutes tell them apart."""
    book = Book()
    book.put(0, "", AppealsOpened(30), "judge-1")
    book.put(0, "", AppealsOpened(0), "judge-1")

    assert story(wall_of(book))[-2:] == ["Appeals can be filed now", "No more appeals are taken"]


def test_the_story_and_the_replies_can_be_switched_off() -> None:
    """Judges take the story or the deadlines off the wall, and put them back."""
    book = Book()
    book.put(0, "", ClockStarted())
    for team in TEAMS:
        book.sent(MINUTE, team, "press")
    wall = wall_of(book)

    assert {StoryCard, DueCard} <= kinds(wall)

    wall.tell([arranged(story=False, replies=False)])

    assert kinds(wall).isdisjoint({StoryCard, DueCard})

    wall.tell([Put(AS_OPENED)])

    assert {StoryCard, DueCard} <= kinds(wall)


def test_a_reply_is_on_the_wall_once_every_team_knows_of_it() -> None:
    """What one team owes tells the others nothing before they owe it too, will never, or have finished."""
    book = Book()
    book.sent(MINUTE, ONE, "press")

    assert seen(wall_of(book)).all(DueCard) == []

    with_other, without, finished = Book(), Book(), Book()
    for each in (with_other, without, finished):
        each.sent(MINUTE, ONE, "press")
    with_other.sent(3 * MINUTE, OTHER, "press")
    without.put(MINUTE, OTHER, InjectChanged("press", InjectState.DROPPED))
    finished.put(2 * MINUTE, OTHER, TeamEnded())
    found = [seen(wall_of(each)).all(DueCard)[0] for each in (with_other, without, finished)]

    assert [(card.waiting, card.due) for card in found] == [
        (2, 13 * MINUTE),
        (1, 11 * MINUTE),
        (1, 11 * MINUTE),
    ]


def test_what_the_undefended_organisation_lost_is_counted_over_the_teams() -> None:
    """Its goals stand with the number of teams that still hold them."""
    book = Book()
    book.put(0, "", ClockStarted())
    book.put(MINUTE, ONE, GoalReached("leak"))
    wall = wall_of(book)
    wall.tell([arranged(undefended=True)])
    wall.advance(4 * HOUR)

    shadow, holding = seen(wall).get(ShadowCard, "undefended"), seen(wall).get(HoldingCard, "holding")
    assert shadow is not None
    assert holding is not None
    lost = {label.en for _t, label, _much in shadow.losses}
    assert shadow.goals_lost == len(holding.holding) <= shadow.goals
    assert {label.en for _goal, label, _n in holding.holding} <= lost
    assert all(n == (1 if goal == "leak" else 2) for goal, _label, n in holding.holding)


def test_a_thawed_wall_catches_up() -> None:
    """After the freeze the wall shows the score of the moment again, and says that it follows."""
    book = Book()
    book.put(0, "", BoardFrozen(), "judge")
    book.put(HOUR, ONE, GoalReached("leak"))
    frozen = seen(wall_of(book)).get(RowCard, ONE)
    book.put(HOUR, "", BoardThawed(), "judge")
    thawed = seen(wall_of(book)).get(RowCard, ONE)

    assert frozen is not None
    assert thawed is not None
    assert frozen.frozen_at
    assert not thawed.frozen_at
    assert thawed.total < frozen.total
