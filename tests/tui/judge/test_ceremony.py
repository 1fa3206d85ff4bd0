import pytest
from textual.app import App

from drill.i18n import Language, use_language, words
from drill.tui.judge.ceremony import arranged, moves, wrong_delay
from drill.world.cards import AnyCard, AwardCard, BoardCard, CandidateView
from drill.world.inputs import BoardArranged, BoardFrozen, BoardThawed, Refusal, RevealStepped
from tests.tui.fakes import FakeLink
from tests.tui.judge.stage import both, cards, desk, row
from tests.tui.picture import differs, picture, press, settled


def board(**changes: object) -> BoardCard:
    """Make the wall's card."""
    values = {
        "delay": 0,
        "frozen": False,
        "revealed": None,
        "undefended": False,
        "story": True,
        "replies": True,
    }
    return BoardCard("board", **(values | changes))  # type: ignore[arg-type]


def prizes(revealed: int) -> list[AnyCard]:
    """Make two prizes, so many of them shown from the last to the first."""
    titles = {1: both("First prize", "Giải Nhất"), 2: both("Second prize", "Giải Nhì")}
    winners = {1: "Sao Biển", 2: "Đất Mũi"}
    return [
        AwardCard(str(place), place, title, words("The highest total"), 1, (_winner(winners[place]),), revealed=place > 2 - revealed)
        for place, title in titles.items()
    ]  # fmt: skip


def _winner(label: str) -> CandidateView:
    return CandidateView(label, label, 1, words("{n} points", n=7), words(""), wins=True)


def test_the_live_order_is_told_beside_the_frozen_one() -> None:
    """Judges read who stands elsewhere than on the wall, the largest step first; nothing where nothing differs."""
    rows = [
        row("a", "A", 1, 800, released_rank=2),
        row("b", "B", 2, 700, released_rank=5),
        row("c", "C", 3, 600, released_rank=3),
    ]

    assert moves(rows) == ["B: 5 on the wall, 2 live", "A: 2 on the wall, 1 live"]
    assert moves(rows[2:]) == ["The live order is the same."]


def test_answers_make_the_arrangement() -> None:
    """Seconds become milliseconds; what is wrong with them is said."""
    found = {"delay": "300", "undefended": "yes", "story": "no", "replies": "yes"}

    assert arranged(found) == BoardArranged(300_000, undefended=True, story=False, replies=True)
    assert [bool(wrong_delay(text)) for text in ("0", "3600", "3601", "-1", "", "5 min")] == [False, False, True, True, True, True]  # fmt: skip


async def test_a_whole_ceremony_is_driven_by_single_keys() -> None:
    """Freeze, curtain, prizes forth and back, end: each key is one input."""
    app = desk(*cards(), board(), *prizes(0))
    async with app.run_test(size=(80, 24)) as pilot:
        link = app.link
        assert isinstance(link, FakeLink)
        await press(pilot, "b", "f")
        link.put(board(frozen=True))
        await press(pilot, "f", "c")
        link.put(board(revealed=0))
        await press(pilot, "n")
        link.put(board(revealed=1))
        await press(pilot, "n", "p", "e")

        assert link.sent == [
            BoardFrozen(),
            BoardThawed(),
            RevealStepped(0),
            RevealStepped(1),
            RevealStepped(2),
            RevealStepped(0),
            RevealStepped(None),
        ]


async def test_before_the_curtain_no_prize_is_shown_and_the_border_names_what_works() -> None:
    """N, p and e do nothing then and are not named; f says what it does to a board that stands still."""
    app = desk(*cards(), board(frozen=True), *prizes(0))
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.link, FakeLink)
        await press(pilot, "b", "n", "p", "e")

        assert app.link.sent == []
        assert "─ f thaw · a arrange · c curtain · escape closes ─" in picture(app)

        app.link.put(board(revealed=0))
        await pilot.pause(0.3)

        assert "─ n next · p back · e end · f freeze or thaw" in picture(app)


async def test_a_refusal_is_read_in_the_dialog() -> None:
    """A prize before the seal is refused, and the judge reads why without leaving the dialog."""
    app = desk(*cards(), board(revealed=0), *prizes(0))
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.link, FakeLink)
        app.link.refusal = Refusal(words("Prizes are shown after the results are sealed."))
        await press(pilot, "b", "n")

        assert "Prizes are shown after the results are sealed." in picture(app)


async def test_the_wall_is_arranged_by_a_form() -> None:
    """The form starts from how the wall stands."""
    app = desk(*cards(), board(delay=60_000, undefended=True))
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.link, FakeLink)
        await press(pilot, "b", "a", "ctrl+s")
        await settled(pilot)

        assert app.link.sent == [BoardArranged(60_000, undefended=True, story=True, replies=True)]


def box(app: App[None]) -> str:
    """Return the dialog alone: what stands behind it is kept elsewhere."""
    region = app.screen.query_one(".box").region
    lines = picture(app).split("\n")[region.y : region.bottom]
    return "\n".join(line[region.x : region.right].rstrip() for line in lines) + "\n"


@pytest.mark.parametrize("language", Language)
async def test_the_dialog_looks_as_kept(language: Language) -> None:
    """Frozen with another live order, and in the middle of a ceremony, in both languages."""
    use_language(language)
    wrong = []
    app = desk(*cards(), row("sao", "Sao Biển", 1, 812, released_rank=2), board(frozen=True), *prizes(0))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "b")
        wrong.append(differs(f"judge/wall-frozen-{language}-80x24", box(app)))
        assert isinstance(app.link, FakeLink)
        app.link.put(board(revealed=1), *prizes(1))
        await pilot.pause(0.3)
        await settled(pilot)
        wrong.append(differs(f"judge/wall-ceremony-{language}-80x24", box(app)))

    assert [one for one in wrong if one] == []
