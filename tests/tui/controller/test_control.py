"""Control: the clock, one team, words to teams, the feed."""

import re

import pytest

from drill.i18n import words
from drill.tui.controller.app import ControllerApp
from drill.tui.dialogs.message import Message, Problem
from drill.tui.widgets.keyed_list import KeyedList
from drill.world.cards import ClockState, FeedCard
from drill.world.inputs import (
    Broadcast,
    ClockPaused,
    ClockStarted,
    DrillEnded,
    EmergencyStopped,
    PauseKind,
    Refusal,
    TeamHeld,
    TeamReleased,
    TimeAdded,
    TimeCredited,
)
from tests.tui.controller.stage import StaffLink, busy, clock, empty, requests, team
from tests.tui.picture import picture, press, settled, write


def sent(app: ControllerApp) -> list[object]:
    """Return the commands that the desk sent."""
    assert isinstance(app.link, StaffLink)
    return list(app.link.sent)


async def test_p_starts_a_waiting_drill_once_confirmed() -> None:
    """Before the start, p asks; y starts the clock at one to one."""
    app = empty()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "p")

        assert sent(app) == []

        await press(pilot, "y")

        assert sent(app) == [ClockStarted(1, 1)]


async def test_starting_names_teams_that_are_not_there() -> None:
    """The question before the start says from which teams nobody has come."""
    app = busy(ClockState.WAITING)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "p")

        assert "Nobody is there yet from: Rừng Tràm" in picture(app)


async def test_p_pauses_for_planning_by_default() -> None:
    """While the drill runs, p asks for kind and reason; two enters take the first kind."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "p", "enter")
        await write(pilot, "lunch")
        await press(pilot, "enter")

        assert sent(app) == [ClockPaused(PauseKind.PLANNING, "lunch")]


async def test_a_pause_can_cover_the_screens() -> None:
    """The right arrow chooses the covered pause."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "p", "right", "enter", "enter")

        assert sent(app) == [ClockPaused(PauseKind.COVERED, "")]


@pytest.mark.parametrize("state", [ClockState.PAUSED, ClockState.COVERED])
async def test_p_resumes_at_once_after_a_pause(state: ClockState) -> None:
    """Resuming asks nothing."""
    app = busy(state)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "p")

        assert sent(app) == [ClockStarted(1, 1)]


async def test_resuming_after_an_emergency_asks() -> None:
    """Only a confirmed resume ends an emergency stop, and the controller's desk is never covered."""
    app = busy(ClockState.STOPPED)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "p", "n")

        assert sent(app) == []

        await press(pilot, "p", "y")

        assert sent(app) == [ClockStarted(1, 1)]


@pytest.mark.parametrize("place", ["f2", "f3", "f4", "f5"])
async def test_nothing_is_steered_after_the_end(place: str) -> None:
    """Keys and commands that the hub would refuse are gone from every place, not merely dim."""
    app = busy(ClockState.ENDED)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, place, "p", "h", "c", "m", "s", "e", "n", "u", "a", "r", "ctrl+e")

        assert sent(app) == []
        assert len(app.screen_stack) == 1
        assert "question to the umpire waits" not in picture(app)
        assert "5 Desk 1" not in picture(app)
        keys = picture(app).splitlines()[-1]
        assert not {" p ", " h ", " c ", " m ", " n ", " u ", " a ", " r "} & set(re.findall(r" \S ", keys))
        named = [command.name for source in (app.place, app) if source for command in source.desk_commands()]
        assert not [
            name for name in named if name.startswith(("drill:", "team:", "umpire:", "inject:", "question:"))
        ]


async def test_speed_is_chosen_from_a_list() -> None:
    """One step to the right of x1 is x2."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "s", "right", "enter")

        assert sent(app) == [ClockStarted(2, 1)]


@pytest.mark.parametrize("state", [ClockState.WAITING, ClockState.STOPPED])
async def test_a_speed_starts_no_clock_that_p_would_ask_about(state: ClockState) -> None:
    """Before the start, and after a real emergency, the choice of a speed asks what p asks; x1 is chosen already."""
    app = busy(state)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "s", "enter")

        assert sent(app) == []

        await press(pilot, "n", "s", "enter", "y")

        assert sent(app) == [ClockStarted(1, 1)]


async def test_a_paused_drill_goes_on_at_the_speed_that_it_had() -> None:
    """A pause changes no speed, neither for p nor for what the list of speeds begins with."""
    app = busy(ClockState.PAUSED, last=(1, 2))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "s")

        assert "● x1/2" in picture(app)
        assert "The clock stands still" in picture(app)

        await press(pilot, "escape", "p")

        assert sent(app) == [ClockStarted(1, 2)]


async def test_time_is_added_with_a_reason() -> None:
    """Bare numbers are minutes."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "a")
        await write(pilot, "10")
        await press(pilot, "enter")
        await write(pilot, "late start")
        await press(pilot, "enter")

        assert sent(app) == [TimeAdded(600_000, "late start")]


async def test_a_wrong_length_is_said_in_the_form() -> None:
    """A form with a mistake stays open and says what is wrong."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "a")
        await write(pilot, "soon")
        await press(pilot, "ctrl+s")

        assert "Write a time like 10m" in picture(app)
        assert sent(app) == []


async def test_ending_asks_twice() -> None:
    """The reason alone does not end a drill."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "e", "enter", "escape")

        assert sent(app) == []

        await press(pilot, "e", "enter", "y")

        assert sent(app) == [DrillEnded("")]


async def test_an_emergency_stop_needs_words_and_a_yes() -> None:
    """What everyone reads is required, then confirmed."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+e", "enter")

        assert sent(app) == []

        await write(pilot, "fire")
        await press(pilot, "enter", "y")

        assert sent(app) == [EmergencyStopped("fire")]


async def test_a_team_is_held_with_a_reason() -> None:
    """Hold needs a reason and names the team under the cursor."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "h", "enter")

        assert sent(app) == []

        await write(pilot, "power cut")
        await press(pilot, "enter")

        assert sent(app) == [TeamHeld("sao", "power cut")]


async def test_a_held_team_goes_on_with_the_same_key() -> None:
    """The key's label and effect follow the team's state."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down")

        assert "Let go on" in picture(app)

        await press(pilot, "h", "enter")

        assert sent(app) == [TeamReleased("dat", "")]


async def test_a_team_gets_time_back() -> None:
    """Credit takes a length and a reason."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c")
        await write(pilot, "1h30m")
        await press(pilot, "enter")
        await write(pilot, "no network")
        await press(pilot, "enter")

        assert sent(app) == [TimeCredited("sao", 5_400_000, "no network")]


async def test_a_message_goes_to_the_named_teams() -> None:
    """Team names complete with tab, and the message reaches those alone."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "m", "ctrl+u")
        await write(pilot, "sao")
        await press(pilot, "tab", "tab")
        await write(pilot, "hello")
        await press(pilot, "ctrl+s")

        assert sent(app) == [Broadcast("hello", ("sao",))]


async def test_an_unknown_team_is_said() -> None:
    """A message to nobody is not sent."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "m", "ctrl+u")
        await write(pilot, "green")
        await press(pilot, "ctrl+s")

        assert "No team is called “green”." in picture(app)


async def test_the_feed_shows_one_team_or_one_level() -> None:
    """T keeps the events of the team under the cursor, l those of a level."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        feed = app.screen.query_one("#feed", KeyedList)

        assert len(feed.items) == 30

        await press(pilot, "t")

        assert {card.team for card in feed.items if isinstance(card, FeedCard)} == {"sao"}

        await press(pilot, "t", "l", "l")

        assert {card.level for card in feed.items if isinstance(card, FeedCard)} == {"team"}


async def test_slash_filters_the_feed_and_escape_clears() -> None:
    """The filter line appears when wanted and goes away."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "slash")
        await write(pilot, "reached")
        feed = app.screen.query_one("#feed", KeyedList)

        assert len(feed.items) == 5

        await press(pilot, "escape")

        assert len(feed.items) == 30


async def test_space_freezes_the_feed_while_events_come() -> None:
    """A frozen feed counts what it does not show."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.query_one("#feed", KeyedList).focus()
        await press(pilot, "space")
        app.link.put(FeedCard("500", 1, "sao", "s", "note-taken", words("New"), "team"))  # type: ignore[attr-defined]
        await settled(pilot)

        assert "FROZEN +1" in picture(app)


async def test_enter_opens_an_event_and_a_team() -> None:
    """An event opens in full; a team leads to its shoulder."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.query_one("#feed", KeyedList).focus()
        await press(pilot, "enter")

        assert isinstance(app.screen, Message)
        assert "kind control" in picture(app)
        assert "team-held" not in picture(app)

        await press(pilot, "escape")
        app.screen.query_one("#teams", KeyedList).focus()
        await press(pilot, "enter")

        assert "What Sao Biển sees" in picture(app)


async def test_a_refusal_is_flashed_and_explained() -> None:
    """A refused command says why on the line above the keys, and ? gives the remedy."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.link, StaffLink)
        app.link.refusal = Refusal(words("The drill has ended."), words("Start a new one."))
        await press(pilot, "h")
        await write(pilot, "x")
        await press(pilot, "enter")

        assert "Refused: The drill has ended." in picture(app)

        await press(pilot, "question_mark")

        assert isinstance(app.screen, Problem)


async def test_a_new_question_calls_the_controller() -> None:
    """A question that comes while the desk is open is announced; old ones are not."""
    app = busy()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)

        assert len(app._notifications) == 0

        assert isinstance(app.link, StaffLink)
        fresh = requests()[0]
        app.link.put(type(fresh)("dat:7", "dat", 1, "May we call?", "dat-1", "", None))  # type: ignore[call-arg,arg-type]
        await settled(pilot)

        assert len(app._notifications) == 1


async def test_a_live_change_keeps_the_cursor() -> None:
    """A row that changes under the cursor stays under it."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down")
        assert isinstance(app.link, StaffLink)
        app.link.put(team("dat", "Đất Mũi", score=999))
        await settled(pilot)

        assert app.screen.query_one("#teams", KeyedList).cursor_key == "dat"
        assert "999" in picture(app)


async def test_a_covered_pause_does_not_cover_the_controller() -> None:
    """Staff read on whatever the teams see."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.link, StaffLink)
        app.link.put(clock(ClockState.COVERED, "room change"))
        await settled(pilot)

        assert len(app.screen_stack) == 1
        assert "COVERED" in picture(app)
