"""Timeline: injects are steered for all teams or one; the axis shows where things stand."""

from msgspec.structs import replace

from drill.i18n import Language, use_language
from drill.tui.controller.app import ControllerApp
from drill.tui.controller.axis import Axis, place_of
from drill.tui.controller.told import summary
from drill.tui.widgets.keyed_list import KeyedList
from drill.world.cards import ClockState, TeamCard, TimelineCard
from drill.world.inputs import InjectOrder, InjectSteered, InjectWritten, ItemVoided
from tests.tui.controller.stage import StaffLink, both, busy, clock
from tests.tui.picture import picture, press, settled, write


def sent(app: ControllerApp) -> list[object]:
    """Return the commands that the desk sent."""
    assert isinstance(app.link, StaffLink)
    return list(app.link.sent)


def at(app: ControllerApp, key: str) -> None:
    """Put the cursor on an item."""
    assert app.screen.query_one("#items", KeyedList).move_to(key)


async def test_an_inject_is_released_to_all_teams() -> None:
    """R sends the inject under the cursor now."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        at(app, "inject:end-warning")
        await press(pilot, "r")

        assert sent(app) == [InjectSteered("end-warning", InjectOrder.RELEASE)]


async def test_an_inject_that_came_everywhere_is_not_steered_and_the_key_says_so() -> None:
    """Release stands dim; who presses it reads why, and nothing is sent that would be refused."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        at(app, "inject:chief-asks")
        await press(pilot, "r", "s", "e")

        assert sent(app) == []
        assert "“Chief of the Office” has come or fallen away already: all teams." in picture(app)


async def test_an_inject_is_still_steered_for_the_team_it_did_not_come_to() -> None:
    """It came to two teams; for the third it is released."""
    app = busy()
    card = app.link.view.get(TimelineCard, "inject:chief-asks")
    assert card is not None
    assert isinstance(app.link, StaffLink)
    app.link.put(replace(card, teams=card.teams[:2]))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        at(app, "inject:chief-asks")
        await press(pilot, "t", "r", "t", "t", "r")

        assert sent(app) == [InjectSteered("chief-asks", InjectOrder.RELEASE, ("rung",))]


async def test_the_scope_limits_steering_to_one_team() -> None:
    """T goes from all teams to the first; hold and arm act on it alone."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "t")
        at(app, "inject:end-warning")

        assert "acts on Sao Biển" in picture(app)

        await press(pilot, "h", "a")

        assert sent(app) == [
            InjectSteered("end-warning", InjectOrder.HOLD, ("sao",)),
            InjectSteered("end-warning", InjectOrder.ARM, ("sao",)),
        ]


async def test_skipping_asks_first() -> None:
    """A skipped inject never comes, so n keeps it."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        at(app, "inject:end-warning")
        await press(pilot, "s", "n")

        assert sent(app) == []

        await press(pilot, "s", "y")

        assert sent(app) == [InjectSteered("end-warning", InjectOrder.SKIP)]


async def test_an_edited_inject_is_released_in_the_new_words() -> None:
    """The form starts with the planned text."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        at(app, "inject:end-warning")
        await press(pilot, "e")

        assert "Fifteen minutes left." in picture(app)

        await press(pilot, "end")
        await write(pilot, " Now")
        await press(pilot, "ctrl+s")

        (command,) = sent(app)
        assert isinstance(command, InjectSteered)
        assert command.order is InjectOrder.RELEASE
        assert command.text == "Fifteen minutes left. Now"


async def test_a_new_inject_is_written_in_character() -> None:
    """All fields end in one command with a fresh id; the reply time is optional."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "n", "enter")
        await write(pilot, "Mayor")
        await press(pilot, "enter", "right", "enter", "right", "enter")
        await write(pilot, "10m")
        await press(pilot, "enter")
        await write(pilot, "Call me")
        await press(pilot, "ctrl+s")

        assert sent(app) == [InjectWritten("excon-1", "Mayor", "analyst", "mail", "Call me", (), 600_000)]


async def test_a_new_inject_names_the_roles_as_the_scenario_does() -> None:
    """Whom it is for is chosen, not typed: a role that is misspelt would reach nobody."""
    use_language(Language.VIETNAMESE)
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3", "n")

        assert "● đội trưởng  ○ phân tích viên  ○ mọi vai" in picture(app)


async def test_reports_and_goals_are_not_released() -> None:
    """The steering keys are dead on what is no inject."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        at(app, "goal:leak")
        await press(pilot, "r", "h", "s")

        assert sent(app) == []


async def test_an_item_is_voided_with_a_reason() -> None:
    """Voiding a report for all teams is one command."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        at(app, "report:first-notice")
        await press(pilot, "x", "enter")
        await write(pilot, "form was broken")
        await press(pilot, "enter")

        assert sent(app) == [ItemVoided("report:first-notice", "form was broken", "")]


async def test_the_axis_marks_now_and_what_was_sent() -> None:
    """Two lines: hours above, signs below with the present as a bar."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3")
        hours, line = app.screen.query_one(Axis).render().plain.splitlines()

        assert hours.startswith("00:00")
        assert hours.endswith("04:00")
        assert line.count("┃") == 1
        assert {"◆", "◇", "■", "□", "✗"} <= set(line)


def test_a_moment_has_its_cell() -> None:
    """The start is the first cell, the end the last, and later moments stay inside."""
    assert place_of(0, 100, 50) == 0
    assert place_of(100, 100, 50) == 49
    assert place_of(500, 100, 50) == 49


def test_the_summary_names_the_most_alarming_state() -> None:
    """Late comes before answered; the rest is counted by sign."""
    card = TimelineCard(
        "inject:a", 0, both("a"), both("a"), "mail", "leader",
        (("x", "answered", 1), ("y", "late", 2), ("z", "answered", 3)),
    )  # fmt: skip

    assert summary(card, ["x", "y", "z"])[0] == "1 ! late  2✓"


def test_the_summary_of_one_state_says_all() -> None:
    """When every team stands alike, one word is enough."""
    card = TimelineCard(
        "inject:a", 0, both("a"), both("a"), "mail", "leader", (("x", "read", 1), ("y", "read", 2))
    )

    assert summary(card, ["x", "y"])[0] == "all ◐ read"
    assert summary(card, ["x", "y", "z"])[0] == "2 ◐ read  1·"


async def test_what_was_sent_early_or_comes_after_the_end_is_not_called_next() -> None:
    """The line above the keys names what is still to come, and nothing once the drill is over."""
    app = busy()
    assert isinstance(app.link, StaffLink)
    async with app.run_test(size=(80, 24)):
        assert "National coordinator" in app.coming().plain

        card = next(one for one in app.link.view.all(TimelineCard) if one.label.en == "National coordinator")
        app.link.put(
            replace(card, teams=tuple((team.key, "sent", 1) for team in app.link.view.all(TeamCard)))
        )

        assert "next T+03:45:00 Organising committee" in app.coming().plain

        app.link.put(clock(ClockState.ENDED))

        assert "next" not in app.coming().plain


async def test_the_cursor_stays_with_its_inject_when_others_move() -> None:
    """A key acts at once on what stands under the cursor: that must not become another while one looks away."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3")
        items = app.screen.query_one("#items", KeyedList)
        before = items.cursor_key
        first = TimelineCard("inject:new", 1, both("New", "Mới"), both("x", "x"), "chat", "everyone", ())
        assert isinstance(app.link, StaffLink)
        app.link.put(first)
        await settled(pilot)

        assert items.items[0].key == "inject:new"
        assert items.cursor_key == before
