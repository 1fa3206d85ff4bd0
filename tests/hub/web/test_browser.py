"""The wall in a real Chromium."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

from drill.i18n import words
from drill.scenario.model import Text
from drill.world.cards import AwardCard, BoardCard, CandidateView, Put
from drill.world.inputs import BoardFrozen, PenaltyGiven, TeamSetup
from tests.hub.web.browser import CHROMIUM, DRIVER, HEIGHT, MISSING, WIDTH, chromium
from tests.hub.web.stage import Stage
from tests.scoring.ground import HOUR, OPENED, TEAMS

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason=MISSING)
HOSTILE = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>'
LIVE = "return document.body.dataset.link === 'live' && document.querySelectorAll('.row').length > 0"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """Start one browser for all tests of this file."""
    with chromium(tmp_path_factory.mktemp("profile")) as started:
        yield started


class Screen:
    """A page in the browser, asked without stopping the hub's loop."""

    def __init__(self, browser: webdriver.Chrome) -> None:
        self._browser = browser

    async def ask(self, script: str) -> object:
        """Run a script in the page and return what it returns."""
        return await asyncio.to_thread(self._browser.execute_script, f"return {script}")

    async def until(self, script: str) -> None:
        """Wait until something is so in the page."""

        def so(browser: webdriver.Chrome) -> bool:
            return bool(browser.execute_script(f"return {script}"))

        await asyncio.to_thread(WebDriverWait(self._browser, 15, 0.05).until, so)

    async def texts(self, selector: str) -> list[str]:
        """Return the texts of all that a selector finds."""
        found = await self.ask(f"[...document.querySelectorAll('{selector}')].map((one) => one.textContent)")
        assert isinstance(found, list)
        return [str(text) for text in found]

    async def picture(self) -> bytes:
        """Return the page as a picture."""
        return await asyncio.to_thread(self._browser.get_screenshot_as_png)

    def complaints(self) -> list[str]:
        """Return what the browser's console holds since the last question."""
        log: list[dict[str, object]] = self._browser.get_log("browser")  # type: ignore[no-untyped-call]
        return [str(entry["message"]) for entry in log]


@asynccontextmanager
async def shown(browser: webdriver.Chrome, stage: Stage, **query: str) -> AsyncIterator[Screen]:
    """Open the wall in the browser and wait until it is live."""
    async with stage.serving() as client:
        screen = Screen(browser)
        screen.complaints()
        await asyncio.to_thread(browser.get, str(client.make_url(stage.path(**query))))
        await screen.until(LIVE.removeprefix("return "))
        yield screen
        await asyncio.to_thread(browser.get, "about:blank")


def board(**changes: object) -> Put:
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


async def test_rows_come_and_move_without_a_complaint(browser: webdriver.Chrome) -> None:
    """Every team has a row; a penalty reaches the page by itself; the console stays empty."""
    stage = Stage()
    async with shown(browser, stage, lang="en") as screen:
        labels = [team.label for team in OPENED.teams]
        assert sorted(await screen.texts(".row .name")) == sorted(labels)
        stage.put(HOUR, "", PenaltyGiven(TEAMS[0], -100, "late"))
        await screen.until(f"document.querySelector('.row').dataset.team === '{TEAMS[1]}'")
        await screen.until("document.querySelector('.row:last-child .move').textContent.length > 0")

        assert await screen.texts(".row .rank") == ["1", "2"]
        assert screen.complaints() == []


async def test_the_policy_stops_what_is_put_into_the_page(browser: webdriver.Chrome) -> None:
    """A script, a handler or a picture that got into the page is not run and not fetched."""
    async with shown(browser, Stage()) as screen:
        await screen.ask(
            "(() => { const one = document.createElement('script'); window.hit = 0;"
            " try { one.textContent = 'window.hit = 1'; document.body.append(one); } catch (error) { window.told = 1; }"
            " const two = document.createElement('img'); two.src = '/x.png'; document.body.append(two); })()"
        )
        await screen.until("window.hit === 0")

        assert await screen.ask("window.hit") == 0
        assert any("Content Security Policy" in said for said in screen.complaints())


async def test_names_that_are_attacks_are_only_shown(browser: webdriver.Chrome) -> None:
    """Markup in a team's name stands on the wall as it was written, and nothing of it runs."""
    stage = Stage((TeamSetup("x", HOSTILE), TeamSetup("y", "Y")))
    async with shown(browser, stage) as screen:
        names = await screen.texts(".row .name")

        assert HOSTILE in names
        assert await screen.ask("document.querySelectorAll('img').length") == 0
        assert await screen.ask("window.hit === undefined")
        assert screen.complaints() == []


async def test_a_frozen_and_late_board_says_so_in_words(browser: webdriver.Chrome) -> None:
    """Who comes into the room reads that the board stands still, and how late it is."""
    stage = Stage()
    stage.put(0, "", BoardFrozen())
    async with shown(browser, stage, lang="vi", theme="light") as screen:
        assert await screen.texts(".badge.frozen") == ["ĐANG GIỮ NGUYÊN"]
        stage.channels.judges_say([board(delay=300_000)])
        await screen.until("document.querySelector('.delay') !== null")
        assert await screen.texts(".delay") == ["chậm 5 phút"]


async def test_prizes_come_one_by_one_behind_the_curtain(browser: webdriver.Chrome) -> None:
    """The curtain hides the ranks; each step shows one prize more, the latest large, those before small."""
    stage = Stage()
    async with shown(browser, stage, lang="vi") as screen:
        stage.channels.judges_say([board(revealed=0)])
        await screen.until("!document.getElementById('curtain').hidden")
        assert await screen.texts(".row") == []
        for number, (place, title, winner) in enumerate(
            ((2, "Giải Nhì", "Đất Mũi"), (1, "Giải Nhất", "Sao Biển")), 1
        ):
            one = CandidateView("x", winner, 1, words("{n} points", n=7), words("earlier"), wins=True)
            award = AwardCard(str(place), place, Text(title, title), words("x"), 1, (one,), revealed=True)
            stage.channels.judges_say([board(revealed=number), Put(award)])
            await screen.until(f"document.querySelector('.award').textContent === '{title}'")
            assert await screen.ask("document.querySelector('.winner').firstChild.textContent") == winner
        assert await screen.texts(".before span") == ["Giải Nhì: Đất Mũi"]
        stage.channels.judges_say([board()])
        await screen.until("document.getElementById('curtain').hidden")
        await screen.until("document.querySelectorAll('.row').length === 2")
        assert screen.complaints() == []


async def test_many_teams_turn_page_by_page(browser: webdriver.Chrome) -> None:
    """With 512 teams the wall shows as many as can be read, says which, and goes on by itself."""
    stage = Stage(tuple(TeamSetup(f"t{n}", f"Team {n:03}") for n in range(512)))
    async with shown(browser, stage, lang="en") as screen:
        many = len(await screen.texts(".row"))
        assert await screen.texts("#pages") == [f"Teams 1 to {many} of 512"]
        await screen.ask("(() => { turned = 0; turn(); })()")
        await screen.until(
            f"document.getElementById('pages').textContent === 'Teams {many + 1} to {2 * many} of 512'"
        )

        small = await screen.ask(
            "Math.min(...[...document.querySelectorAll('.row .name')].map((one) => parseFloat(getComputedStyle(one).fontSize)))"
        )
        assert float(str(small)) >= 28


async def test_a_broken_line_is_said_and_comes_back(browser: webdriver.Chrome) -> None:
    """When the hub is gone the page says so and keeps what it has; when it is back the page is live by itself."""
    stage = Stage()
    async with shown(browser, stage, lang="en") as screen:
        await screen.ask("(() => { source.close(); source.onerror(); })()")
        assert await screen.ask("document.getElementById('link').textContent.startsWith('NO CONNECTION')")
        assert len(await screen.texts(".row")) == 2
        await screen.until("document.body.dataset.link === 'live'")


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("language", ["en", "vi"])
async def test_the_page_fills_the_wall_in_both_themes(
    browser: webdriver.Chrome, tmp_path: Path, theme: str, language: str
) -> None:
    """At 1920x1080 nothing overflows, the ground is the theme's, and there is a picture to look at."""
    async with shown(browser, Stage(), theme=theme, lang=language) as screen:
        ground = await screen.ask("getComputedStyle(document.body).backgroundColor")
        wide = await screen.ask(
            "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        )
        (tmp_path / f"{theme}-{language}.png").write_bytes(await screen.picture())

        assert wide == [WIDTH, HEIGHT]
        assert ground == {"dark": "rgb(12, 17, 23)", "light": "rgb(245, 247, 249)"}[theme]
        assert await screen.ask("document.documentElement.lang") == language
        assert screen.complaints() == []
