"""Appeals: the case with everything behind it, the ruling, the window, and who would move on a release."""

import pytest
from msgspec.structs import replace

from drill.i18n import Language, use_language
from drill.tui import results as told
from drill.tui.judge.app import JudgeApp
from drill.tui.judge.releasing import Release
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.panel import Detail
from drill.world.cards import AppealCard, PenaltyCard, Put, ResultsState, RowCard
from drill.world.inputs import AppealRuled, AppealsOpened, Outcome, ScoresReleased
from tests.tui.fakes import FakeLink
from tests.tui.judge.courtroom import WALL, appeals, contested, heard, results
from tests.tui.judge.stage import HOSTILE, cards, desk, empty
from tests.tui.picture import differs, picture, press, settled, write


@pytest.fixture(autouse=True)
def clock_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the wall clock stand."""
    monkeypatch.setattr(told, "unix_time", lambda: WALL)


def link_of(app: JudgeApp) -> FakeLink:
    """Return the desk's link."""
    assert isinstance(app.link, FakeLink)
    return app.link


def case(app: JudgeApp) -> str:
    """Return the case in sight."""
    return app.screen.query_one("#case", Detail).text


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_place_looks_as_kept(size: tuple[int, int], language: Language) -> None:
    """The list, the case and the release dialog, at both sizes and in both languages."""
    use_language(language)
    name, wrong = f"{size[0]}x{size[1]}-{language}", []
    async with heard().run_test(size=size) as pilot:
        await press(pilot, "f6", "down")
        wrong.append(differs(f"judge/appeals-{name}", picture(pilot.app)))
        await press(pilot, "r")
        wrong.append(differs(f"judge/release-{name}", picture(pilot.app)))

    assert [one for one in wrong if one] == []


async def test_before_anybody_appeals_the_place_says_what_comes() -> None:
    """An empty list says how appeals begin, and no key breaks."""
    async with empty().run_test(size=(80, 24)) as pilot:
        await press(pilot, "f6", "u", "d", "w", "r")

        assert "No team has appealed." in picture(pilot.app)
        assert len(pilot.app.screen_stack) == 1


async def test_a_case_shows_each_line_with_the_entries_behind_it() -> None:
    """Words of the team, points, reason and entries of a line; what is gone from the ledger is said to be."""
    app = heard()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f6", "down")
        shown = case(app)

        assert "our proxy log of 08:40" in shown
        assert "-21 Services · service lost" in shown
        assert "#41" in shown
        assert "and 1 more" in shown
        assert "This line is not in the ledger any more." in shown

        await press(pilot, "down")

        assert "The controller says so too." in case(app)


async def test_upholding_shows_what_the_points_would_do() -> None:
    """Points and reason are asked for, then what becomes of the team on the live board."""
    app = heard()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f6", "u", "ctrl+u")
        await write(pilot, "170")
        await press(pilot, "enter")
        await write(pilot, "They could not know")
        await press(pilot, "enter")
        shown = picture(app)

        assert "Đất Mũi: 655 → 825 points, rank 2 → 1 on the live board." in shown
        assert link_of(app).sent == []

        await press(pilot, "y")

        assert link_of(app).sent == [AppealRuled(801, Outcome.UPHELD, "They could not know", 170)]


async def test_an_upheld_appeal_may_give_no_points() -> None:
    """Where a mark sets it right, nothing more is asked."""
    app = heard()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f6", "u", "enter")
        await write(pilot, "Marked anew")
        await press(pilot, "enter")

        assert link_of(app).sent == [AppealRuled(801, Outcome.UPHELD, "Marked anew", 0)]


async def test_dismissing_needs_a_reason() -> None:
    """Without one nothing is sent."""
    app = heard()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f6", "d", "enter")

        assert "Write something" in picture(app)

        await write(pilot, "They were three seats apart")
        await press(pilot, "enter")

        assert link_of(app).sent == [AppealRuled(801, Outcome.DISMISSED, "They were three seats apart")]


async def test_what_was_ruled_is_final() -> None:
    """Its keys are dim and do nothing."""
    app = heard()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f6", "end", "u", "d")

        assert len(app.screen_stack) == 1
        assert app.screen.check_action("rule", ("upheld",)) is None


async def test_the_window_opens_for_minutes_and_closes_after_a_question() -> None:
    """W does what fits the state; by the clock a window that is over is closed."""
    app = heard(ResultsState.PROVISIONAL)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f6", "w", "ctrl+u")
        await write(pilot, "45")
        await press(pilot, "enter")

        assert link_of(app).sent == [AppealsOpened(45)]

        link_of(app).put(results())
        await settled(pilot)

        assert "● appeals (12:30 left)" in picture(app)

        await press(pilot, "w", "y")

        assert link_of(app).sent[-1] == AppealsOpened(0)

        link_of(app).put(results(closes=WALL))
        await settled(pilot)

        assert "● closed" in picture(app)


@pytest.mark.parametrize("state", [ResultsState.RUNNING, ResultsState.FINAL])
async def test_there_is_no_window_before_the_end_or_after_the_seal(
    state: ResultsState,
) -> None:
    """The key is dim."""
    app = heard(state)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f6")

        assert app.screen.check_action("window", ()) is None


async def test_a_release_is_asked_with_the_moves() -> None:
    """From here and from the scoreboard alike; no is the safe answer."""
    app = heard()
    async with app.run_test(size=(120, 40)) as pilot:
        for place in ("f6", "f2"):
            await press(pilot, place, "r")

            assert isinstance(app.screen, Release)
            assert [one[0] for one in app.screen.query_one(KeyedList).items] == ["dat", "sao"]

            await press(pilot, "enter")

        assert link_of(app).sent == []

        await press(pilot, "r", "y")

        assert link_of(app).sent == [ScoresReleased()]


async def test_a_release_without_moves_says_so() -> None:
    """Nothing is listed where published and live board are the same."""
    app = heard(moves=(), pending=0)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f6", "r")

        assert "No published total changes." in picture(app)
        assert len(app.screen.query(KeyedList)) == 0


async def test_the_desk_says_everywhere_that_appeals_wait() -> None:
    """Badge and line above the keys; after the ruling they are gone."""
    app = heard()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)

        assert "2 appeals wait" in picture(app)
        assert "6 Appeals(2)" in picture(app)
        assert "results: appeals open · 12:30 left" in picture(app)

        link_of(app).put(results(appeals_open=0))
        await settled(pilot)

        assert "appeals wait" not in picture(app)


async def test_words_that_are_attacks_stay_words() -> None:
    """Team's words, line names and reasons neither style nor run."""
    bad = " ".join(HOSTILE)
    attacks = [
        replace(card, lines=(bad,), reason=bad) for card in appeals(bad) if isinstance(card, AppealCard)
    ]
    app = desk(*cards(), *attacks, *contested(), results())
    async with app.run_test(size=(120, 40)) as pilot:
        for key in ("f6", "down", "end", "home", "u", "escape", "d"):
            await press(pilot, key)

            assert "\x1b" not in picture(app)
        assert "[@click=app.quit]" in picture(app)


async def test_a_penalty_that_waits_for_the_release_says_so() -> None:
    """Held back until scores are released after it; then it stands."""
    app = heard()
    async with app.run_test(size=(120, 40)) as pilot:
        link_of(app).put(PenaltyCard("905", "dat", -9, "Loud", "judge-1", "", released=False))
        await press(pilot, "f5")

        assert "held back" in picture(app)

        link_of(app).put(results(released_at=906))
        await settled(pilot)

        assert "held back" not in picture(app)


async def test_a_long_name_stands_in_whole_in_the_list() -> None:
    """At 120 columns the name has the room, and the case beside it says of what kind it is."""
    app = heard()
    row = app.link.view.get(RowCard, "dat")
    assert row is not None
    app.link.view.apply(Put(replace(row, label="Sở Nông nghiệp và Môi trường")))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f6")

        assert "│ waits           Sở Nông nghiệp và Môi trường" in picture(app)
        assert "protest #801" in picture(app)


async def test_a_ruled_appeal_says_that_it_is_ruled() -> None:
    """The keys are dim on it, and who presses one reads why."""
    app = heard()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f6", "end", "u")

        assert "Only an appeal that waits is ruled on." in picture(app)


async def test_the_window_says_when_it_opens() -> None:
    """In play w is dim; its reason is the drill that goes on."""
    app = heard(ResultsState.RUNNING)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f6", "w")

        assert "The window opens once every team's drill is over." in picture(app)
