"""Hostile judges and teams on the wire: guesses tell nothing, numbers beyond measure break nothing, the seal holds."""

import json
from collections.abc import Mapping
from pathlib import Path

import aiohttp
import pytest

from drill.cli.scenario import CheckedScenario, find_scenario, load_model
from tests.hostile.test_door import answer, hub, raw

Given = Mapping[str, object]
HUGE = (10**30, -(10**30), 2**63, 2**64, -1)


@pytest.fixture(scope="module")
def scenario() -> CheckedScenario:
    """Return a scenario, compiled once."""
    return load_model(find_scenario("song-may-ransomware"))


async def said(socket: aiohttp.ClientWebSocketResponse, number: int, given: Given) -> dict[str, object]:
    """Send a command; return its answer."""
    await socket.send_str(json.dumps({"type": "command", "id": f"c-{number}", "given": given}))
    return await answer(socket)


def wild(number: int) -> list[Given]:
    """Return a judge's inputs with a number that fits nowhere."""
    return [
        {"type": "penalty-withdrawn", "penalty": number, "reason": "x"},
        {"type": "penalty-given", "team": "alpha", "points": number * 10**6, "reason": "x"},
        {"type": "observation-pinned", "team": "alpha", "about": number, "text": "x"},
        {"type": "panel-named", "judges": ["judge"], "per_item": 1, "ceremony": number},
        {"type": "panel-named", "judges": ["judge"], "per_item": number},
        {"type": "panel-named", "judges": ["judge"], "per_item": 1, "alarm": number},
        {"type": "appeals-opened", "minutes": number},
        {"type": "appeal-ruled", "appeal": number, "outcome": "upheld", "reason": "x", "points": number},
        {"type": "reveal-stepped", "shown": number},
        {"type": "board-arranged", "delay": number},
        {"type": "jury-scored", "award": "first", "team": "alpha", "points": number},
        {"type": "sample-marked", "item": "x", "sample": number, "criterion": number, "percent": number},
    ]


async def test_numbers_beyond_measure_are_refused_and_the_line_stays(
    scenario: CheckedScenario, tmp_path: Path
) -> None:
    """Every one of them gets its answer on the same line, and none enters the journal."""
    async with hub(scenario, tmp_path / "x.drill") as (running, journal):
        async with raw(running, running.seats.invite("", "judge")[1]) as socket:
            before = journal.head.seq
            given = [one for number in HUGE for one in wild(number)]
            positions = [(await said(socket, number, one))["position"] for number, one in enumerate(given)]

        assert positions == [0] * len(given)
        assert journal.head.seq == before


async def test_a_marker_learns_nothing_by_guessing(scenario: CheckedScenario, tmp_path: Path) -> None:
    """A team that plays and one that does not are refused in the same words, and no card moves."""
    async with hub(scenario, tmp_path / "x.drill") as (running, journal):
        async with raw(running, running.seats.invite("", "marker")[1]) as socket:
            before = journal.head.seq
            refusals = []
            for number, team in enumerate(("alpha", "bravo", "nobody", "")):
                mark: Given = {
                    "type": "item-marked",
                    "team": team,
                    "item": "judged:teamwork",
                    "criterion": 0,
                    "percent": 9,
                }
                recusal: Given = {"type": "judge-recused", "team": team, "item": "", "reason": "a guess"}
                refusals += [
                    (await said(socket, 2 * number + place, given))["refusal"]
                    for place, given in enumerate((mark, recusal))
                ]

        assert all(refusal == refusals[0] for refusal in refusals)
        assert refusals[0] is not None
        assert journal.head.seq == before
