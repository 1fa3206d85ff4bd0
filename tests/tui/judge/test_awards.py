"""Awards: the state of the results, the working, the jury, the seal, the ceremony, and their pictures."""

import pytest

from drill.i18n import Language, use_language
from drill.tui.dialogs.confirm import Confirm
from drill.tui.dialogs.form import Form
from drill.tui.dialogs.message import Message
from drill.tui.judge.app import JudgeApp
from drill.tui.judge.awarding import blocking, in_order, next_revealed, winners
from drill.world.cards import AwardCard, MarkState, ResultsState
from drill.world.inputs import JuryScored, ResultsSealed, RevealStepped
from tests.tui.fakes import FakeLink
from tests.tui.judge.papers import mark
from tests.tui.judge.stage import (
    HOSTILE,
    awards,
    clock,
    decided,
    desk,
    empty,
    results,
    rows,
)
from tests.tui.picture import differs, picture, press, settled

PLACE = f"f{[place.PLACE for place in JudgeApp.PLACES].index('awards') + 2}"


def sent(app: JudgeApp) -> list[object]:
    """Return what the desk has sent."""
    assert isinstance(app.link, FakeLink)
    return list(app.link.sent)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_place_looks_as_kept(size: tuple[int, int]) -> None:
    """Awards with winners and working, provisional, then final in the middle of a ceremony."""
    wrong = []
    for name, state, shown in (("", ResultsState.PROVISIONAL, 0), ("-final", ResultsState.FINAL, 1)):
        async with decided(state, shown).run_test(size=size) as pilot:
            await press(pilot, PLACE, "down")
            wrong.append(differs(f"judge/awards{name}-{size[0]}x{size[1]}", picture(pilot.app)))

    assert [one for one in wrong if one] == []


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_place_looks_as_kept_in_vietnamese(size: tuple[int, int]) -> None:
    """The same in Vietnamese."""
    use_language(Language.VIETNAMESE)
    async with decided(ResultsState.FINAL, 1).run_test(size=size) as pilot:
        await press(pilot, PLACE, "down")

        assert differs(f"judge/awards-vi-{size[0]}x{size[1]}", picture(pilot.app)) is None


async def test_before_the_end_there_is_a_sentence_and_no_key_breaks() -> None:
    """Without any card the place says so; every key is harmless."""
    async with empty().run_test(size=(80, 24)) as pilot:
        await press(pilot, PLACE)

        assert "No awards." in picture(pilot.app)
        await press(pilot, "p", "n", "question_mark", "enter")
        assert pilot.app.is_running


async def test_the_working_follows_the_award_under_the_cursor() -> None:
    """The second award shows its own candidates with the reason why the first may not win."""
    app = decided()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, PLACE, "down", "enter", "end")
        shown = picture(app)

        assert "Sao Biển · may not win" in shown
        assert "Holds a main prize already" in shown


async def test_what_blocks_the_seal_is_said_and_nothing_is_sent() -> None:
    """An open window, an appeal without a ruling and unreleased points are named together."""
    moves = (("sao", 1, 1, 800, 812),)
    app = decided(ResultsState.APPEALS, appeals_open=2, moves=moves)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, PLACE, "s")

        assert isinstance(app.screen, Message)
        shown = picture(app)
        assert "The window for appeals is open" in shown
        assert "2 appeals wait for a ruling" in shown
        assert "1 team has points that are not released" in shown
        await press(pilot, "escape")
        assert sent(app) == []


async def test_the_seal_asks_twice_and_takes_a_statement() -> None:
    """A form for the statement, then a question whose safe answer is no; yes sends the seal."""
    app = decided(ResultsState.CLOSED)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, PLACE, "s")
        assert isinstance(app.screen, Form)
        await pilot.press(*"Final")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, Confirm)
        assert "First prize: Sao Biển" in picture(app)
        await press(pilot, "n")
        assert sent(app) == []

        await press(pilot, "s", "ctrl+s", "y")
        assert sent(app) == [ResultsSealed("")]


async def test_the_seal_says_what_was_never_marked() -> None:
    """Two more texts than before, one without marks and one that waits for a third: counted before they count as they stand for good."""
    app = decided(ResultsState.CLOSED)
    link = app.link
    assert isinstance(link, FakeLink)
    async with app.run_test(size=(80, 24)) as pilot:
        link.put(
            mark("Elm", "x", 1),
            mark("Oak", "y", 2, state=MarkState.ALARM),
            mark("Ash", "z", 3, state=MarkState.MARKED),
        )
        await press(pilot, PLACE, "s")

        assert "⚠ 5 texts still wait for a mark" in " ".join(picture(app).split())


async def test_final_results_show_their_words() -> None:
    """After the seal s shows where it is and its twelve words."""
    app = decided(ResultsState.FINAL, sealed_at=812, seal=("dibut", "dakaj", "gudud"))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, PLACE, "s")
        shown = picture(app)

        assert "dibut dakaj gudud" in shown
        assert "812" in shown


async def test_the_ceremony_goes_from_the_last_place_to_the_first() -> None:
    """N shows the next award by name before it sends how many are shown; before the seal it does nothing."""
    early = decided(ResultsState.CLOSED)
    async with early.run_test(size=(120, 40)) as pilot:
        await press(pilot, PLACE, "n")
        assert sent(early) == []

    app = decided(ResultsState.FINAL, 1)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, PLACE, "n")
        shown = picture(app)
        assert "Show Second prize on the board?" in shown
        await press(pilot, "y")
        assert sent(app) == [RevealStepped(2)]


async def test_a_jury_gives_points_only_where_there_is_one() -> None:
    """P asks for points and a reason on the award with a jury; points beyond 100 are not taken."""
    app = decided()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, PLACE, "p")
        assert not isinstance(app.screen, Form)

        await press(pilot, "end", "p")
        assert isinstance(app.screen, Form)
        await pilot.press(*"101", "tab", *"clear")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, Form)
        await pilot.press("home", *"77", "delete", "delete", "delete")
        await press(pilot, "ctrl+s")
        assert sent(app) == [JuryScored("best-report", "dat", 77, "clear")]


async def test_the_jury_so_far_is_told_and_papers_name_their_commands() -> None:
    """The candidate shows who gave what; x names the award's own packet."""
    app = decided()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, PLACE, "end")
        assert "jury, judge-2 80 clear and honest" in picture(app)

        await press(pilot, "x")
        assert "--packet best-report" in picture(app)


async def test_hostile_words_are_shown_literally() -> None:
    """Team names and reasons that are attacks stay words."""
    labels = {"sao": HOSTILE[0], "dat": HOSTILE[2], "rung": HOSTILE[3]}
    app = desk(clock(), *rows(labels), *awards(labels, why="[/b] x"), results())
    async with app.run_test(size=(200, 60)) as pilot:
        await press(pilot, PLACE, "question_mark")
        await settled(pilot)

        assert "\x1b" not in picture(app)
        assert "Đội [/b] {chặn}" in picture(app)


def test_the_next_award_is_the_highest_place_not_shown() -> None:
    """From the last place to the crown, then nothing."""
    found = [[one for one in awards(shown=shown) if isinstance(one, AwardCard)] for shown in (0, 2, 3)]

    assert [card.key for card in map(next_revealed, found) if card] == ["best-report", "first"]
    assert [card.place for card in in_order(found[0][::-1])] == [1, 2, 3]
    assert winners(found[0][1]) == "Đất Mũi"


def test_a_drill_that_runs_cannot_be_sealed() -> None:
    """Without results, or while somebody plays, that alone is said; closed and released nothing is in the way."""
    assert len(list(blocking(None))) == 1
    assert len(list(blocking(results(ResultsState.RUNNING, appeals_open=3)))) == 1
    assert list(blocking(results(ResultsState.CLOSED))) == []


def test_a_frozen_board_is_thawed_before_anything_is_released() -> None:
    """A release alone would move nothing on it, and who was told to release again would go in circles."""
    moved = results(ResultsState.CLOSED, moves=(("sao", 1, 1, 800, 812),))

    assert [("frozen" in one, "press r" in one) for one in blocking(moved, frozen=True)] == [(True, False)]
    assert [("frozen" in one, "press r" in one) for one in blocking(moved)] == [(False, True)]
    assert list(blocking(results(ResultsState.CLOSED), frozen=True)) == []


@pytest.mark.parametrize(
    ("key", "why"), [("n", "Awards are shown after the seal: s seals."), ("p", "No jury scores this award.")]
)
async def test_a_dim_key_of_the_awards_says_why(key: str, why: str) -> None:
    """Before the seal nothing is shown, and without a jury nobody scores."""
    async with decided().run_test(size=(80, 24)) as pilot:
        await press(pilot, "f7", key)

        assert why in picture(pilot.app)
