"""The whole arc: a drill, two blind judges, an alarm, a penalty, an appeal, the seal, the wall, the season."""

import asyncio
import csv
import json
from pathlib import Path

import msgspec
import pytest
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

from drill.cli import run
from drill.client.link import HubLink
from drill.hub.live import LiveDrill
from drill.world.cards import (
    AppealCard,
    AppealState,
    AwardCard,
    MarkCard,
    MarkState,
    PenaltyCard,
    ResultsCard,
    ResultsState,
    RowCard,
)
from drill.world.inputs import (
    AppealFiled,
    AppealRuled,
    AppealsOpened,
    Outcome,
    PanelNamed,
    PenaltyGiven,
    ResultsSealed,
    RevealStepped,
    ScoresReleased,
)
from scoring.model import PENALTIES, LineRule, line_name
from tests.arc.season import BETWEEN, BOTS, LOW, USUAL, mark, play, reopened, seated, until, waiting
from tests.hub.web.browser import CHROMIUM, DRIVER, MISSING, chromium

PENALTY = -600
"""Enough to change places."""


@pytest.fixture(autouse=True)
def _own_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LIVEFIRE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LANG", "en_US.UTF-8")


def results(link: HubLink) -> ResultsCard:
    """Return how far the results are."""
    card = link.view.get(ResultsCard, "results")
    assert card is not None
    return card


def ranks(link: HubLink) -> list[str]:
    """Return the teams, best first."""
    return [row.key for row in sorted(link.view.all(RowCard), key=lambda row: (row.rank, row.key))]


async def judged_blind(head: HubLink, panel: list[HubLink]) -> None:
    """Let the panel mark everything; on one item two are far apart and a third decides."""
    named = PanelNamed(tuple(judge.seat for judge in panel), 2, 30, heads=(head.seat,))
    assert await head.send(named) is None
    await until(lambda: all(waiting(judge) for judge in panel))
    first, second, third, shared = apart(panel)
    given = {first.seat: USUAL, second.seat: LOW, third.seat: BETWEEN}
    for judge in (first, second):
        await mark(judge, lambda card, judge=judge: given[judge.seat] if card.key == shared else USUAL)  # type: ignore[misc]
    await until(lambda: state(head, shared) is MarkState.ALARM)
    await until(lambda: shared in keys(third))
    await mark(third, lambda card: BETWEEN if card.key == shared else USUAL)
    await until(lambda: state(head, shared) is MarkState.SETTLED)
    assert not any(waiting(judge) for judge in panel)


def apart(panel: list[HubLink]) -> tuple[HubLink, HubLink, HubLink, str]:
    """Return two judges, the third, and an item that was dealt to the two alone."""
    first, *others = panel
    second = next(one for one in others if keys(first) & keys(one))
    third = next(one for one in others if one is not second)
    return first, second, third, min(keys(first) & keys(second))


def keys(judge: HubLink) -> set[str]:
    """Return the items that wait for a judge."""
    return {card.key for card in waiting(judge)}


def state(head: HubLink, item: str) -> MarkState | None:
    """Return where an item stands."""
    card = head.view.get(MarkCard, item)
    return card.state if card else None


def reads_no_name(judge: HubLink) -> bool:
    """Whether no card of a seat holds a team's id or name, however it is written."""
    told = b"".join(msgspec.json.encode(card) for card in judge.view).decode().casefold()
    return not any(name in told for team in BOTS for name in (team, team.replace("-", " ")))


async def ruled(head: HubLink, running: LiveDrill) -> None:
    """Take points from the first, uphold the appeal, and publish each step."""
    best = ranks(head)[0]
    assert await head.send(PenaltyGiven(best, PENALTY, "Late to the briefing")) is None
    await until(lambda: ranks(head)[0] != best)
    assert [move[0] for move in results(head).moves]
    assert await head.send(ScoresReleased()) is None
    assert await head.send(AppealsOpened(30)) is None
    (penalty,) = head.view.all(PenaltyCard)
    line = line_name(PENALTIES, LineRule.PENALTY, penalty.key)
    async with seated(running, (best, "leader"), (ranks(head)[0], "leader")) as (leader, other):
        await until(lambda: results(leader).state is ResultsState.APPEALS)
        assert await leader.send(AppealFiled((line,), "We were called to the wrong room.")) is None
        await until(lambda: bool(head.view.all(AppealCard)))
        filed = head.view.all(AppealCard)[0]
        assert await head.send(ResultsSealed()) is not None
        assert await head.send(AppealRuled(int(filed.key), Outcome.UPHELD, "True", -PENALTY)) is None
        await until(lambda: leader.view.all(AppealCard)[0].state is AppealState.UPHELD)
        assert other.view.all(AppealCard) == []
    await until(lambda: bool(results(head).moves))
    assert ranks(head)[0] == best
    assert await head.send(ScoresReleased()) is None
    assert await head.send(AppealsOpened(0)) is None
    await until(lambda: not results(head).moves and results(head).state is ResultsState.CLOSED)


async def on_the_wall(head: HubLink, running: LiveDrill, profile: Path) -> None:
    """Draw the curtain, show the prizes one by one on a real page, and let the board come back."""
    token = running.seats.invite("", "observer")[1]
    address = f"http://127.0.0.1:{running.port}/board?token={token}&lang=vi"
    with chromium(profile) as browser:
        await asyncio.to_thread(browser.get, address)

        async def comes(text: str, *, is_shown: bool = True) -> None:
            def so(page: webdriver.Chrome) -> bool:
                return (text in str(page.execute_script("return document.body.textContent"))) is is_shown

            await asyncio.to_thread(WebDriverWait(browser, 20, 0.05).until, so)

        await comes("song-hong")
        assert await head.send(RevealStepped(0)) is None
        await comes("song-hong", is_shown=False)
        prizes = len(head.view.all(AwardCard))
        for shown in range(1, prizes + 1):
            assert await head.send(RevealStepped(shown)) is None
        await comes("Giải Nhất")
        await comes("song-hong")
        assert await head.send(RevealStepped(None)) is None
        await comes("sao-bien")


async def judge(path: Path, profile: Path) -> tuple[str, ...]:
    """Judge a played drill from the first mark to the seal; return the seal's words."""
    async with (
        reopened(path) as running,
        seated(running, ("", "head judge"), ("", "marker"), ("", "marker"), ("", "marker")) as (head, *panel),
    ):
        await judged_blind(head, panel)
        assert all(reads_no_name(marker) for marker in panel)
        await ruled(head, running)
        assert await head.send(ResultsSealed("Kết quả chung cuộc.")) is None
        await until(lambda: bool(results(head).seal))
        assert await head.send(PenaltyGiven("dat-mui", 5, "too late")) is not None
        await on_the_wall(head, running, profile)
        return results(head).seal


@pytest.mark.skipif(not (CHROMIUM and DRIVER), reason=MISSING)
@pytest.mark.timeout(300)
async def test_from_the_first_mark_to_the_years_ranks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Four teams, judged blind, appealed, sealed, shown on the wall, and a season of three drills over two years."""
    april, june, last = (tmp_path / name for name in ("april.drill", "june.drill", "2025.drill"))
    for path, seed in ((april, 3), (june, 4), (last, 5)):
        await asyncio.to_thread(play, path, seed)
    words = await judge(april, tmp_path / "profile")
    for path in (june, last):
        assert run(["drill", "seal", str(path), "--release"]) == 0
    capsys.readouterr()

    assert run(["drill", "verify", str(april), str(june), str(last)]) == 0
    assert " ".join(words) in capsys.readouterr().out

    before, year = tmp_path / "2025.yaml", tmp_path / "2026.yaml"
    before.write_text(
        "title: T\nyear: 2025\ndrills: [{file: 2025.drill, date: 2025-06-01}]\n", encoding="utf-8"
    )
    year.write_text(
        "title: T\nyear: 2026\nlast year: 2025.yaml\ndrills:\n"
        "  - {file: april.drill, date: 2026-04-11}\n  - {file: june.drill, date: 2026-06-20}\n",
        encoding="utf-8",
    )
    certificates = tmp_path / "certificates.csv"
    assert run(["awards", str(year), "--json", "--certificates", str(certificates)]) == 0
    season = json.loads(capsys.readouterr().out)
    assert {row["team"] for row in season["teams"]} == set(BOTS)
    assert all(row["before"] and row["movement"] for row in season["teams"])
    with certificates.open(encoding="utf-8-sig") as table:
        assert "song-hong" in {cell for row in csv.reader(table) for cell in row}
