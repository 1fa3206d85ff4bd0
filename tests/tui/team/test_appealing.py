"""Protests in play, appeals in the window, and what became of them: the leader's side."""

import pytest
from msgspec.structs import replace

from drill.i18n import Language, words
from drill.tui import results as told
from drill.tui.team.app import TeamApp
from drill.tui.widgets.keyed_list import KeyedList
from drill.world.cards import (
    AnyCard,
    AppealCard,
    AppealState,
    ClockState,
    ResultCard,
    ResultLine,
    ResultsCard,
    ResultsState,
)
from drill.world.inputs import AppealFiled, AppealWithdrawn
from tests.tui.fakes import FakeLink
from tests.tui.picture import differs, picture, press, settled, write
from tests.tui.team.desk import MINUTE, RESULT, busy, clock, desk

WALL = 1_700_000_000_000
KEPT, LOST, MARK = (
    "services|service kept|web",
    "services|service lost|web@12",
    "reports|judge's mark|field:r.f",
)


@pytest.fixture(autouse=True)
def clock_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the wall clock stand."""
    monkeypatch.setattr(told, "unix_time", lambda: WALL)


def line(name: str, points: int, why: str) -> ResultLine:
    """Make a line of the result."""
    section, rule, _item = name.split("|")
    return ResultLine(rule, section, points, 42 * MINUTE, (4, 99), words("{why}", why=why), name)


def result() -> ResultCard:
    """Make a result of three lines."""
    lines = (
        line(KEPT, 92, "The portal was up"),
        line(LOST, -21, "The portal was down for 9 minutes"),
        line(MARK, 5, "Marked 5 of 20"),
    )
    return replace(RESULT, lines=lines)  # fmt: skip


def results(state: ResultsState = ResultsState.APPEALS, closes: int = WALL + 750_000) -> ResultsCard:
    """Make the state of the results as a team sees it."""
    return ResultsCard("results", state, closes, 0, 0, 900, 0, ())


def appeal(key: str, name: str, state: AppealState, reason: str = "", points: int = 0) -> AppealCard:
    """Make one of the team's appeals."""
    by = "judge-1" if reason else ""
    return AppealCard(key, "me", 242 * MINUTE, WALL, False, (name,), "Our proxy log says otherwise.", state, reason, points, by)  # noqa: FBT003  # fmt: skip


APPEALS = (
    appeal("915", LOST, AppealState.OPEN),
    appeal("902", MARK, AppealState.UPHELD, "The log says so.", 7),
)


def ended(*more: AnyCard, role: str = "leader", language: Language | None = None) -> TeamApp:
    """Make the desk after the end."""
    return desk(clock(ClockState.ENDED), *busy()[1:], result(), *more, role=role, language=language)


def sent(app: TeamApp) -> list[object]:
    """Return what the desk sent."""
    assert isinstance(app.link, FakeLink)
    return list(app.link.sent)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_result_looks_as_kept(size: tuple[int, int], language: Language) -> None:
    """With a chosen line, an open window, one appeal that waits and one that was upheld."""
    app = ended(results(), *APPEALS, language=language)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "f10", "x")
        shown = picture(app)

    assert differs(f"team/result-appeals-{size[0]}x{size[1]}-{language}", shown) is None


async def test_chosen_lines_are_contested_together() -> None:
    """X chooses, a asks why, and the names of the lines go to the judges."""
    app = ended(results())
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f10", "x", "down", "x", "a")

        assert "12:30 left" in picture(app)

        await write(pilot, "Our proxy log says otherwise")
        await press(pilot, "ctrl+s")

        assert sent(app) == [AppealFiled((KEPT, MARK), "Our proxy log says otherwise", "leader")]
        assert "✓ The portal" not in picture(app)


async def test_without_a_choice_it_is_the_line_under_the_cursor() -> None:
    """One line is contested in two keys."""
    app = ended(results())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f10", "down", "a")
        await write(pilot, "It was up")
        await press(pilot, "ctrl+s")

        assert sent(app) == [AppealFiled((LOST,), "It was up", "leader")]


@pytest.mark.parametrize(
    ("card", "role", "why"),
    [
        (results(ResultsState.PROVISIONAL, 0), "leader", "appeals wait until the judges open the window"),
        (results(closes=WALL), "leader", "the window for appeals is closed"),
        (results(ResultsState.FINAL, 0), "leader", "the results are final"),
        (results(), "analyst", "only the leader appeals"),
    ],
)
async def test_only_the_leader_appeals_and_only_in_the_window(card: ResultsCard, role: str, why: str) -> None:
    """Otherwise the keys are dim, the ledger's border says why, and so does the line above the keys once one is pressed."""
    app = ended(card, role=role)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f10")

        assert f"3 lines · {why} ━┛" in picture(app)

        await press(pilot, "x", "a")

        assert picture(app).splitlines()[-2].strip() == why
        assert app.screen.check_action("appeal", ()) is None
        assert "✓" not in picture(app)
        assert len(app.screen_stack) == 1


async def test_a_contested_line_is_not_chosen_again() -> None:
    """Its row says how the appeal stands."""
    app = ended(results(), *APPEALS)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f10", "down", "x")

        assert "This line has been appealed" in picture(app)
        assert "✓" not in picture(app)


async def test_an_appeal_that_waits_is_taken_back() -> None:
    """After a question; one that was ruled on stays."""
    app = ended(results(), *APPEALS)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f10")
        app.screen.query_one("#own-appeals", KeyedList).focus()
        await press(pilot, "w", "y")

        assert sent(app) == [AppealWithdrawn(915, "leader")]

        await press(pilot, "down")

        assert app.screen.check_action("withdraw", ()) is None

        await press(pilot, "enter")

        assert "The log says so." in picture(app)


async def test_a_ruling_and_the_window_call_the_team() -> None:
    """Whoever is in another place is told."""
    app = ended(results(ResultsState.PROVISIONAL, 0), appeal("902", MARK, AppealState.OPEN))
    async with app.run_test(size=(120, 40)) as pilot:
        assert isinstance(app.link, FakeLink)
        app.link.put(results())
        await settled(pilot)

        assert [str(one.title) for one in app._notifications] == ["The window for appeals is open"]
        assert "Results: appeals open · 12:30 left" in picture(app)

        app.link.put(APPEALS[1])
        await settled(pilot)

        assert "Appeal #902: upheld" in [str(one.title) for one in app._notifications]


async def test_the_place_of_appeals_shows_once_there_can_be_any() -> None:
    """Provisional results have no list of appeals; an open window has."""
    app = ended(results(ResultsState.PROVISIONAL, 0))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f10")
        panel = app.screen.query_one("#own-appeals-panel")

        assert not panel.display

        assert isinstance(app.link, FakeLink)
        app.link.put(results())
        await settled(pilot)

        assert panel.display


async def test_the_leader_protests_in_play() -> None:
    """A command asks for the words; no line is needed."""
    app = desk(*busy(), role="leader")
    async with app.run_test(size=(80, 24)) as pilot:
        names = [command.name for command in app.desk_commands()]

        assert "protest: To the judges" in names

        app.action_protest()
        await settled(pilot)
        await write(pilot, "They read our screen")
        await press(pilot, "ctrl+s")

        assert sent(app) == [AppealFiled((), "They read our screen", "leader")]


async def test_who_does_not_lead_has_no_protest() -> None:
    """The analyst tells the leader."""
    app = desk(*busy(), role="analyst")
    async with app.run_test(size=(80, 24)):
        assert "protest: To the judges" not in [command.name for command in app.desk_commands()]


async def test_an_appeal_can_be_typed_while_the_window_is_open() -> None:
    """The typed line works after the end as long as there is something to say."""
    app = ended(results())
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "colon")
        await write(pilot, f"appeal {LOST}: it was up")
        await press(pilot, "enter")

        assert sent(app) == [AppealFiled((LOST,), "it was up", "leader")]
