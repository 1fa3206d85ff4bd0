"""The frame, the palette, help, jump and cover of every desk."""

import pytest
from textual import events
from textual.pilot import Pilot

from drill.errors import LinkError, TerminalError
from drill.i18n import Language, current_language, use_language, words
from drill.tui.dialogs.cover import Cover
from drill.tui.dialogs.help import Help
from drill.tui.dialogs.jump import Jump
from drill.tui.dialogs.message import Problem
from drill.tui.link import LinkState, LinkStatus
from drill.tui.terminal import check_terminal
from drill.tui.theme import ANSI_DARK, DARK, THEMES, theme_for
from drill.tui.widgets.frame import KeyBar, Tab, short_names
from drill.tui.widgets.inputs import WordsArea
from drill.world.cards import ClockCard, ClockState
from drill.world.inputs import Broadcast, Refusal
from tests.tui.fakes import FakeLink
from tests.tui.kit_app import CLOCK, KitApp, kit
from tests.tui.picture import picture, press, settled, write


def link_of(app: KitApp) -> FakeLink:
    """Return the desk's link."""
    assert isinstance(app.link, FakeLink)
    return app.link


def clock(state: ClockState, reason: str = "", p: int = 1, q: int = 1) -> ClockCard:
    """Make the clock in a state."""
    return ClockCard("clock", CLOCK.t, CLOCK.length, CLOCK.starts_at, 1, state, p, q, reason)


async def test_the_header_tells_the_three_times() -> None:
    """Exercise time, the story's local time and what is left stand side by side."""
    async with kit().run_test(size=(120, 24)) as pilot:
        await settled(pilot)
        header = picture(pilot.app).splitlines()[0]

        assert "T+01:12:40" in header
        assert "08:57:40" in header
        assert "left 2:47:20" in header
        assert "RUNNING x1" in header
        assert "Team One · analyst" in header


@pytest.mark.parametrize(
    ("p", "q", "said"), [(4, 1, "x4"), (1, 2, "x1/2"), (6, 2, "x3")]
)  # fmt: skip
async def test_the_header_tells_the_speed(p: int, q: int, said: str) -> None:
    """The rate is a whole number or a fraction."""
    app = kit()
    async with app.run_test(size=(120, 24)) as pilot:
        link_of(app).put(clock(ClockState.RUNNING, p=p, q=q))
        await settled(pilot)

        assert f"RUNNING {said} " in picture(app)


@pytest.mark.parametrize("state", [ClockState.WAITING, ClockState.PAUSED, ClockState.HELD, ClockState.ENDED])
async def test_a_still_clock_changes_the_frame(state: ClockState) -> None:
    """Whatever is not running says so in a line of its own, with the reason, and every border changes."""
    app = kit()
    async with app.run_test(size=(120, 24)) as pilot:
        await settled(pilot)
        running = picture(app)
        link_of(app).put(clock(state, "lunch"))
        await settled(pilot)
        shown = picture(app).splitlines()

        assert "lunch" in shown[2]
        assert app.screen.has_class("-still")
        assert "╭" in running
        assert "╭" not in picture(app)


async def test_the_cover_hides_everything_and_keeps_the_draft() -> None:
    """Covered: nothing can be read, keys do nothing, a draft can be typed and is found again."""
    app = kit()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        link_of(app).put(clock(ClockState.COVERED, "rules are read out"))
        await settled(pilot)

        assert isinstance(app.screen, Cover)
        assert "line 2" not in picture(app)
        assert "rules are read out" in picture(app)

        await press(pilot, "f3", "escape")

        assert isinstance(app.screen, Cover)

        await pilot.click(WordsArea)
        await write(pilot, "remember")
        link_of(app).put(clock(ClockState.RUNNING))
        await settled(pilot)

        assert "line 29" in picture(app)

        app.read_draft()
        await settled(pilot)

        assert "remember" in picture(app)


async def test_an_emergency_stop_is_acknowledged() -> None:
    """The stop covers the desk until a person says to have read it; then the header goes on saying it."""
    app = kit()
    async with app.run_test(size=(80, 24)) as pilot:
        link_of(app).put(clock(ClockState.STOPPED, "fire alarm"))
        await settled(pilot)

        assert "fire alarm" in picture(app)

        await press(pilot, "y")

        assert not isinstance(app.screen, Cover)
        assert "EMERGENCY STOP" in picture(app)


@pytest.mark.parametrize("size", [(120, 24), (80, 24)])
async def test_a_line_that_is_gone_for_good_says_why_and_what_to_press(size: tuple[int, int]) -> None:
    """Who was taken over elsewhere is not left before a desk that only says offline."""
    app = kit()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        reason = "This seat was opened in another place; that one holds it now."
        link_of(app).turn(LinkStatus(LinkState.OFFLINE, reason=reason))
        await settled(pilot)
        await settled(pilot)
        shown = " ".join(picture(app).split())

        assert reason in shown
        assert "ctrl+q leaves." in shown


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (LinkStatus(LinkState.RECONNECTING, 2_500), "reconnecting 3 s"),
        (LinkStatus(LinkState.OFFLINE, 65_000), "offline 01:05"),
    ],
)
async def test_the_header_tells_a_broken_line(status: LinkStatus, said: str) -> None:
    """A person sees at once that nothing goes out, and the keys that send are dim."""
    app = kit()
    async with app.run_test(size=(120, 24)) as pilot:
        await settled(pilot)
        link_of(app).turn(status)
        await settled(pilot)
        await settled(pilot)

        assert said in picture(app)
        assert [hint.works for hint in app.screen.query_one(KeyBar).hints if hint.key == "m"] == [False]


async def test_the_footer_has_at_most_seven_keys_and_drops_none_in_the_middle() -> None:
    """Help and commands are always there."""
    async with kit().run_test(size=(40, 24)) as pilot:
        await settled(pilot)
        keys = picture(pilot.app).splitlines()[-1]

        assert "f1 Help" in keys
        assert "^p Commands" in keys


async def test_a_click_on_a_key_presses_it() -> None:
    """The footer works with the mouse."""
    app = kit()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        x = picture(app).splitlines()[-1].index("f1")
        await pilot.click(KeyBar, offset=(x, 0))
        await settled(pilot)

        assert isinstance(app.screen, Help)


async def test_places_open_by_key_and_by_click() -> None:
    """F3 goes to the second place; a click on the strip goes back."""
    app = kit()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f3")

        assert "Notes" in picture(app)

        await pilot.click("PlaceStrip", offset=(3, 0))
        await settled(pilot)

        assert "Feed" in picture(app)


async def test_help_explains_the_focused_panel() -> None:
    """F1 shows the panel's prose and only keys of this product."""
    app = kit()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "f1")

        assert "Everything that happens." in picture(app)
        assert "Freeze or go on" in picture(app)
        assert "Focus Next" not in picture(app)


async def test_jump_puts_a_letter_on_every_panel() -> None:
    """ctrl+j and a letter move the focus; another key changes nothing."""
    app = kit()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+j")

        assert isinstance(app.screen, Jump)

        await press(pilot, "s")

        assert app.focused is not None
        assert app.focused.id == "detail"

        await press(pilot, "ctrl+j", "9")

        assert app.focused.id == "detail"


async def test_zoom_shows_one_panel_and_escape_returns() -> None:
    """Z hides the other panels, escape shows them again."""
    app = kit()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "z")

        assert "Detail" not in picture(app)
        assert "Feed" in picture(app)

        await press(pilot, "escape")

        assert "Detail" in picture(app)


async def test_the_palette_runs_a_command_by_name() -> None:
    """Typed letters find a command; enter runs it."""
    app = kit()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+p")
        await write(pilot, "bell")
        await pilot.app.workers.wait_for_complete([w for w in app.workers if w.group != "go"])
        await settled(pilot)
        await press(pilot, "down", "enter")

        assert not app.bells


async def typed_in_the_palette(pilot: Pilot[None], words: str) -> str:
    """Open the palette, type, and return what it shows."""
    await settled(pilot)
    await press(pilot, "ctrl+p")
    await write(pilot, words)
    await pilot.app.workers.wait_for_complete([w for w in pilot.app.workers if w.group != "go"])
    await settled(pilot)
    return picture(pilot.app)


async def test_the_palette_is_found_without_accents() -> None:
    """A terminal without an input method finds "chuông: Bật hoặc tắt" by "chuong bat"."""
    use_language(Language.VIETNAMESE)
    async with kit().run_test(size=(80, 24)) as pilot:
        assert "chuông: Bật hoặc tắt" in await typed_in_the_palette(pilot, "chuong bat")


async def test_the_palette_says_in_the_readers_language_that_nothing_is_called_so() -> None:
    """And how to see everything; enter on that line does nothing."""
    use_language(Language.VIETNAMESE)
    async with kit().run_test(size=(80, 24)) as pilot:
        shown = await typed_in_the_palette(pilot, "xyzzy")

        assert "không có gì tên là “xyzzy”" in shown

        await press(pilot, "down", "enter")

        assert pilot.app.is_running


async def test_the_language_switches_at_once() -> None:
    """ctrl+l changes every word in sight, and back; the other place follows when it comes into sight."""
    app = kit()
    async with app.run_test(size=(120, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f3", "f2", "ctrl+l")

        assert current_language() is Language.VIETNAMESE
        assert "ĐANG CHẠY x1" in picture(app)
        assert "Diễn tập thử bộ công cụ" in picture(app)

        await press(pilot, "f3")

        assert "Sổ vụ" in picture(app)
        assert "trực tuyến" in picture(app)

        await press(pilot, "ctrl+l")

        assert "RUNNING x1" in picture(app)


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_theme_draws_every_word(theme: str) -> None:
    """A theme changes colours, never words."""
    app = kit()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        before = picture(app)
        app.wear(theme)
        await settled(pilot)

        assert picture(app) == before


async def test_a_refusal_is_said_and_explained() -> None:
    """The line above the keys says it; ? shows reason and remedy."""
    app = kit()
    link_of(app).refusal = Refusal(words("No hands."), words("Wait for someone."))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.give(Broadcast("x"))
        await settled(pilot)

        assert "Refused: No hands." in picture(app)

        await press(pilot, "question_mark")

        assert "Wait for someone." in picture(app)


async def test_a_broken_link_becomes_a_dialog_with_its_remedy() -> None:
    """An error can be read, copied and put away."""
    app = kit()
    link_of(app).error = LinkError("The hub did not answer.", "Ask the controller.")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.give(Broadcast("x"))
        await settled(pilot)

        assert isinstance(app.screen, Problem)
        assert "Ask the controller." in picture(app)

        await press(pilot, "c")

        assert "The hub did not answer." in app.clipboard


def test_a_dumb_terminal_is_refused_with_a_hint() -> None:
    """What cannot place a cursor is told about the plain commands."""
    with pytest.raises(TerminalError) as caught:
        check_terminal({"TERM": "dumb"})

    assert "livefire --help" in caught.value.remedy
    check_terminal({"TERM": "xterm"})


def test_sixteen_colours_get_the_ansi_theme() -> None:
    """Only a terminal that says more gets more."""
    assert theme_for({"TERM": "linux"}) == ANSI_DARK
    assert theme_for({"TERM": "xterm-256color"}) == DARK
    assert theme_for({"TERM": "xterm", "COLORTERM": "truecolor"}) == DARK


async def test_what_is_typed_right_after_a_place_key_goes_to_the_new_place() -> None:
    """A quick hand presses F3 and m at once: the feed's m, which copies, is behind it already."""
    app = kit()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.post_message(events.Key("f3", None))
        app.post_message(events.Key("m", "m"))
        await settled(pilot)

        assert "Notes" in picture(app)
        assert app.clipboard == ""


@pytest.mark.parametrize(("width", "said"), [(60, "Ord."), (120, "Orders")])
def test_a_strip_calls_places_by_short_words_before_it_cuts_them(width: int, said: str) -> None:
    """Names that do not fit give way to words, those first that gain most."""
    tabs = [
        Tab("a", "2", "Situation", "18", current=True, short="Status"),
        Tab("b", "3", "Orders of the day and the night", "", current=False, short="Ord."),
        Tab("c", "4", "Network", "", current=False, short="Net"),
        Tab("d", "5", "Inbox", "12", current=False, short="Mail"),
    ]
    names = short_names(tabs, width)

    assert said in names["b"]
    assert names["a"] == "Situation"
    assert names["c"] == "Network"
