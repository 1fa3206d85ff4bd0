"""Observe and Penalties: what people saw, and what they add and take."""

from drill.tui.judge.app import JudgeApp
from drill.tui.judge.pinned import Pinned
from drill.tui.widgets.keyed_list import KeyedList
from drill.world.cards import ClockState, ObservationCard
from drill.world.inputs import Observed, PenaltyGiven, PenaltyWithdrawn, Rating
from tests.tui.fakes import FakeLink
from tests.tui.judge.stage import busy, clock
from tests.tui.picture import picture, press, settled, write


def link_of(app: JudgeApp) -> FakeLink:
    """Return the desk's link."""
    assert isinstance(app.link, FakeLink)
    return app.link


async def test_an_observation_is_pinned_to_its_entry() -> None:
    """Words, a rating and an aim hang on the journal position of the event."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f4")
        app.screen.query_one("#feed", KeyedList).move_to("11")
        await press(pilot, "i")
        await write(pilot, "Quick and calm")
        await press(pilot, "tab", "right", "enter", "right", "enter")

        assert link_of(app).sent == [Observed("sao", 11, "Quick and calm", Rating.PERFORMED, 0)]


async def test_an_observation_on_a_control_needs_a_team() -> None:
    """An event for all teams asks whom the words are about."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f4")
        app.screen.query_one("#feed", KeyedList).move_to("10")
        await press(pilot, "i", "ctrl+s")

        assert "Name exactly one team." in picture(app)

        await write(pilot, "dat")
        await press(pilot, "enter")
        await write(pilot, "Started late")
        await press(pilot, "ctrl+s")

        assert link_of(app).sent == [Observed("dat", 10, "Started late", None, None)]


async def test_the_feed_narrows_to_teams_and_levels() -> None:
    """T and l go round through teams and kinds of events."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f4", "t")
        feed = app.screen.query_one("#feed", KeyedList)

        assert {card.team for card in feed.items} == {"sao"}

        await press(pilot, "t", "t", "t", "l", "l", "l", "l")

        assert {card.level for card in feed.items} == {"bad"}


async def test_a_penalty_is_given_with_team_points_and_reason() -> None:
    """The sign says whether it takes or gives."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f5", "n")
        await write(pilot, "rừng")
        await press(pilot, "tab", "enter")
        await write(pilot, "-15")
        await press(pilot, "enter")
        await write(pilot, "Rule 4")
        await press(pilot, "enter", "right", "enter")

        assert link_of(app).sent == [PenaltyGiven("rung", -15, "Rule 4", released=False)]


async def test_what_stands_can_be_withdrawn_once() -> None:
    """A withdrawal needs a reason; a withdrawn one cannot be withdrawn again."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f5", "w")

        assert link_of(app).sent == []
        assert len(app.screen_stack) == 1

        await press(pilot, "down", "w")
        await write(pilot, "Mistaken identity")
        await press(pilot, "enter")

        assert link_of(app).sent == [PenaltyWithdrawn(70, "Mistaken identity")]


async def test_judges_read_on_while_teams_are_covered() -> None:
    """Only an emergency covers the judges' desk."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        link_of(app).put(clock(ClockState.COVERED))
        await settled(pilot)

        assert len(app.screen_stack) == 1

        link_of(app).put(clock(ClockState.STOPPED))
        await settled(pilot)

        assert len(app.screen_stack) == 2


async def test_the_palette_offers_what_makes_sense() -> None:
    """A withdrawn penalty has no withdraw command."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f5")
        place = app.place
        assert place is not None

        assert "penalty: Withdraw" not in [command.name for command in place.desk_commands()]

        await press(pilot, "down")

        assert "penalty: Withdraw" in [command.name for command in place.desk_commands()]


async def test_what_was_pinned_is_told_in_full() -> None:
    """P lists the observations of the chosen team, the latest first, with event, rating and aim; words stay inert."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        seen = ObservationCard("20", "sao", 60_000, 11, "Calm [/b] and quick", "S", 1, "judge-1")
        other = ObservationCard("21", "dat", 60_000, 999, "Late", "", None, "judge-1")
        link_of(app).put(seen, other)
        await press(pilot, "f4", "p")

        assert isinstance(app.screen, Pinned)
        assert "not in the feed" in picture(app)

        await press(pilot, "down")
        shown = picture(app)

        assert "Calm [/b] and quick" in shown
        assert "S some challenges" in shown
        assert "Report early and truthfully" in shown

        await press(pilot, "escape", "t", "p")

        assert len(app.screen.query_one("#observations", KeyedList).items) == 1


async def test_before_anything_was_pinned_the_list_says_how() -> None:
    """An empty list names the key that fills it."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f4", "p")

        assert "Choose an event in the feed and press i." in picture(app)
