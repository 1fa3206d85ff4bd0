"""From a protest to the release at a live hub on loopback: who may, when, and who sees what of it."""

from pathlib import Path

import pytest

from drill.cli.scenario import CheckedScenario, find_scenario, load_model
from drill.client.link import HubLink
from drill.hub.desks import Desks, team_room
from drill.hub.stamp import stamped
from drill.rehearse.match import empty_match
from drill.rehearse.play import opening
from drill.world.cards import (
    AppealCard,
    AppealState,
    FeedCard,
    ResultCard,
    ResultsCard,
    ResultsState,
    RowCard,
)
from drill.world.happened import Happened
from drill.world.inputs import (
    AppealFiled,
    AppealRuled,
    AppealsOpened,
    AppealWithdrawn,
    ClockStarted,
    DrillEnded,
    Marked,
    Outcome,
    ResultsSealed,
    ScoresReleased,
)
from drill.world.run import Run
from tests.hub.test_live import hub, seated, until


@pytest.fixture(scope="module")
def scenario() -> CheckedScenario:
    """Return the ransomware scenario, compiled once."""
    return load_model(find_scenario("song-may-ransomware"))


def results(link: HubLink) -> ResultsCard:
    """Return the state of the results as a seat sees it."""
    card = link.view.get(ResultsCard, "results")
    assert card is not None
    return card


def total(link: HubLink) -> int:
    """Return a team's published total."""
    card = link.view.get(ResultCard, "result")
    return card.total if card is not None else 0


async def refused(link: HubLink, given: AppealFiled | AppealRuled | AppealsOpened | ResultsSealed) -> str:
    """Send what is refused; return the reason."""
    refusal = await link.send(given)
    assert refusal is not None
    return refusal.reason.say()


async def test_an_appeal_goes_its_way(scenario: CheckedScenario, tmp_path: Path) -> None:
    """Protest in play, window, appeal on a line, ruling, release: the points come with the release alone."""
    async with (
        hub(scenario, tmp_path / "x.drill") as (running, _journal),
        seated(running, "", "controller") as staff,
        seated(running, "", "judge") as judge,
        seated(running, "alpha", "leader") as leader,
        seated(running, "alpha", "analyst") as analyst,
        seated(running, "bravo", "leader") as other,
    ):
        assert await staff.send(ClockStarted()) is None
        assert await refused(analyst, AppealFiled((), "unfair")) == "Only the leader files an appeal."
        assert await leader.send(AppealFiled((), "They read our screen.")) is None
        assert await refused(judge, AppealsOpened(30)) == "Appeals come after the drill, and it still runs."
        assert await staff.send(DrillEnded("over")) is None
        await until(lambda: leader.view.get(ResultCard, "result") is not None)
        line = leader.view.all(ResultCard)[0].lines[0]
        early = AppealFiled((line.name,), "It was up.")

        assert await refused(leader, early) == "The window for appeals is not open yet."

        assert await judge.send(AppealsOpened(30)) is None
        await until(lambda: results(leader).state is ResultsState.APPEALS)

        assert results(leader).closes > 0
        assert await leader.send(early) is None

        await until(lambda: len(judge.view.all(AppealCard)) == 2)
        protest, appeal = (int(card.key) for card in judge.view.all(AppealCard))
        before = total(leader)

        assert await judge.send(AppealRuled(appeal, Outcome.UPHELD, "The log says so.", 25)) is None
        assert await judge.send(AppealRuled(protest, Outcome.DISMISSED, "They did not.")) is None

        await until(lambda: bool(results(judge).moves))
        await until(
            lambda: (
                {card.state for card in leader.view.all(AppealCard)}
                == {AppealState.UPHELD, AppealState.DISMISSED}
            )
        )

        assert total(leader) == before
        assert results(judge).moves[0][0] == "alpha"
        assert results(leader).moves == ()
        assert await refused(judge, ResultsSealed()) == "The window for appeals is still open."

        assert await judge.send(AppealsOpened(0)) is None
        assert await refused(leader, early) == "The window for appeals is closed."
        assert await judge.send(ScoresReleased()) is None
        await until(lambda: total(leader) == before + 25)

        assert results(judge).moves == ()
        assert other.view.all(AppealCard) == []
        assert any("upheld" in card.words.say() for card in staff.view.all(FeedCard))
        assert max(judge.view.all(RowCard), key=lambda row: row.total).key == "alpha"


async def test_an_appeal_is_taken_back_by_its_team_alone(scenario: CheckedScenario, tmp_path: Path) -> None:
    """Another team has no such appeal; the judges see that it was withdrawn."""
    async with (
        hub(scenario, tmp_path / "x.drill") as (running, _journal),
        seated(running, "", "controller") as staff,
        seated(running, "", "judge") as judge,
        seated(running, "alpha", "leader") as leader,
        seated(running, "bravo", "leader") as other,
    ):
        assert await staff.send(ClockStarted()) is None
        assert await leader.send(AppealFiled((), "They read our screen.")) is None
        await until(lambda: bool(judge.view.all(AppealCard)))
        number = int(judge.view.all(AppealCard)[0].key)

        refusal = await other.send(AppealWithdrawn(number))

        assert refusal is not None
        assert refusal.reason.say() == "Your team has no such appeal."
        assert await leader.send(AppealWithdrawn(number)) is None
        await until(lambda: judge.view.all(AppealCard)[0].state is AppealState.WITHDRAWN)


def test_teams_hear_of_the_state_only_where_it_differs_for_them(scenario: CheckedScenario) -> None:
    """Unpublished moves and open appeals are the judges' alone: a mark says nothing to teams, the window does."""
    opened = opening(scenario.model, scenario.sources, empty_match(("alpha", "bravo")), 1)
    run = Run(scenario.model, opened)
    desks = Desks(scenario.model, opened, run)
    told: dict[str, int] = {}
    seq = 1
    for given in (
        ClockStarted(),
        DrillEnded("over"),
        Marked("alpha", "judged:teamwork", 0, 80),
        AppealsOpened(30, 9),
    ):
        taken = run.accept("staff", "", given, 0)
        assert isinstance(taken, list)
        happened: list[Happened] = [
            *(run.start() if seq == 1 else []),
            *taken,
            *run.advance(run.processed + 1),
        ]
        rooms = dict(desks.fold(seq, happened))
        seq += len(happened)
        said = [change for room, changes in rooms.items() if room == team_room("bravo") for change in changes]
        told[type(given).__name__] = sum(
            isinstance(getattr(change, "card", None), ResultsCard) for change in said
        )
    assert told["Marked"] == 0
    assert told["AppealsOpened"] == 1


def test_the_hub_alone_knows_the_wall_time() -> None:
    """Whatever a seat writes into them, times are those of the hub; a window that closes now closes now."""
    assert stamped(AppealFiled((), "x", at=1), 50) == AppealFiled((), "x", at=50)
    assert stamped(ResultsSealed(at=1), 50) == ResultsSealed(at=50)
    assert stamped(AppealsOpened(2, 1), 50) == AppealsOpened(2, 120_050)
    assert stamped(AppealsOpened(0, 1), 50) == AppealsOpened(0, 50)
