import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.client.status import LinkState, LinkStatus
from drill.i18n import Language, use_language, words
from drill.text import cells
from drill.tui.board.app import BoardApp
from drill.tui.board.beside import beside_lines, curtain_lines
from drill.tui.board.ranks import pages, rank_lines
from drill.tui.board.still import StillLink
from drill.world.cards import (
    AnyCard,
    AwardCard,
    BoardCard,
    CandidateView,
    DueCard,
    HoldingCard,
    ResultsCard,
    ResultsState,
    RowCard,
    ShadowCard,
    StoryCard,
    View,
)
from drill.world.inputs import RevealStepped
from tests.tui.fakes import FakeLink
from tests.tui.judge.stage import DRILL, HOSTILE, NOW, both, clock, row
from tests.tui.picture import differs, picture, press, settled

MINUTE = 60_000
NAMES = (
    "Sao Biển",
    "Đất Mũi",
    "Rừng Tràm",
    "Cửu Long",
    "Bạch Đằng",
    "Hải Vân",
    "Trường Sơn",
    "Đội An ninh mạng tỉnh",
)


def arranged(**changes: object) -> BoardCard:
    """Make the wall's card."""
    values = {
        "delay": 0,
        "frozen": False,
        "revealed": None,
        "undefended": True,
        "story": True,
        "replies": True,
    }
    return BoardCard("board", **(values | changes))  # type: ignore[arg-type]


def rows(many: int = 8) -> list[RowCard]:
    """Make rows, best first."""
    return [
        row(f"t{n}", NAMES[n % len(NAMES)] + ("" if n < len(NAMES) else f" {n}"), n + 1, 812 - 13 * n)
        for n in range(many)
    ]


def wall(*more: AnyCard, many: int = 8) -> list[AnyCard]:
    """Make a whole wall."""
    leak = both("Leak the citizen records", "Làm lộ hồ sơ công dân")
    lost = (
        (40 * MINUTE, leak, ""),
        (70 * MINUTE, both("Records sent out", "Hồ sơ đã gửi ra ngoài"), "512000"),
    )
    return [
        clock(),
        DRILL,
        arranged(),
        *rows(many),
        ShadowCard("undefended", NOW, 3, 9, 1, 4, lost),
        HoldingCard("holding", 20, (("leak", leak, 17),)),
        DueCard("inject:chief", both("Chief of the Office", "Chánh Văn phòng"), NOW + 125_000, 3, 5),
        DueCard("report:first", both("Provincial police", "Công an tỉnh"), NOW - 61_000, 1, 7),
        StoryCard("1", 0, words("The drill has begun")),
        StoryCard("2", 30 * MINUTE, words("{team}: the attacker got through", team="Đất Mũi")),
        ResultsCard("results", ResultsState.RUNNING, 0, 0, 0, 0, 0, ()),
        *more,
    ]


def prize(place: int, title: str, *winners: str) -> AwardCard:
    """Make a prize that was shown."""
    views = tuple(
        CandidateView(one, one, 1, words("{n} points", n=812), words(""), wins=True) for one in winners
    )
    return AwardCard(str(place), place, both(title), words("x"), len(winners), views, revealed=True)


def app(*cards: AnyCard) -> BoardApp:
    """Make the wall of these cards."""
    return BoardApp(FakeLink(*cards, t=NOW, role="observer"), theme="livefire-dark")


@settings(max_examples=30)
@given(st.integers(20, 200), st.integers(4, 60), st.integers(0, 40), st.integers(0, 120))
def test_no_line_is_wider_than_the_terminal_and_every_team_has_its_turn(
    width: int, height: int, page: int, many: int
) -> None:
    """At any size each line fits, no page is longer than the screen, and the pages together show every team once."""
    given_rows = rows(many)
    lines = rank_lines(given_rows, width, height, page)

    assert all(cells(line.plain) <= width for line in lines if width >= 40)
    assert len(lines) <= max(2, height)
    if many:
        shown = sum(
            sum(bool(line.plain.strip()) for line in rank_lines(given_rows, width, height, n)) - 1
            for n in range(pages(many, height))
        )
        assert shown == many


def test_what_stands_beside_is_said_in_words() -> None:
    """The undefended organisation, who holds, what is due and late, and the story; nothing by colour alone."""
    said = "\n".join(line.plain.rstrip() for line in beside_lines(View(wall()), NOW, 60))

    for one in (
        "If nobody defended · 3 of 9 services up",
        "Leak the citizen records",
        "holding: 17 of 20 teams",
        "Records sent out: 512,000",
        "LATE 1:01",
        "2:05",
        "The drill has begun",
    ):
        assert one in said


def test_the_ceremony_shows_the_latest_prize_large() -> None:
    """The prize of the lowest place was shown last; the others stand below it; one that nobody gets says so."""
    view = View([prize(1, "First prize", "Sao Biển"), prize(2, "Second prize")])
    said = [line.plain.strip() for line in curtain_lines(view, 2, 60) if line.plain.strip()]

    assert said == ["First prize", "★ Sao Biển ★", "812 points", "Second prize: not awarded"]
    assert "The prizes follow." in "".join(line.plain for line in curtain_lines(View(), 0, 60))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_wall_looks_as_kept(size: tuple[int, int], language: Language) -> None:
    """In the drill, frozen with more teams than fit, and in the ceremony, in both languages."""
    use_language(language)
    wrong = []
    name = f"{language}-{size[0]}x{size[1]}"
    async with app(*wall()).run_test(size=size) as pilot:
        await settled(pilot)
        wrong.append(differs(f"board/drill-{name}", picture(pilot.app)))
    async with app(*wall(arranged(frozen=True, delay=300_000), many=64)).run_test(size=size) as pilot:
        await press(pilot, "right")
        wrong.append(differs(f"board/frozen-{name}", picture(pilot.app)))
    ceremony = (
        arranged(revealed=2),
        prize(1, "Giải Nhất", "Sao Biển"),
        prize(2, "Giải Nhì", "Đất Mũi", "Rừng Tràm"),
    )
    async with app(*wall(*ceremony)).run_test(size=size) as pilot:
        await settled(pilot)
        wrong.append(differs(f"board/ceremony-{name}", picture(pilot.app)))

    assert [one for one in wrong if one] == []


async def test_a_broken_line_is_said_and_what_was_known_stays() -> None:
    """The ranks stay in sight, the foot says that they are old."""
    board = app(*wall())
    async with board.run_test(size=(80, 24)) as pilot:
        assert isinstance(board.link, FakeLink)
        board.link.turn(LinkStatus(LinkState.RECONNECTING, 3_000))
        await settled(pilot)
        shown = picture(board)

        assert "✕ NO CONNECTION, shown as of T+01:12:40" in shown
        assert "Sao Biển" in shown


async def test_hostile_names_are_shown_literally() -> None:
    """Markup and escapes in names, sentences and prizes neither run nor crash."""
    bad = [row(f"t{n}", name, n + 1, 100) for n, name in enumerate(HOSTILE)]
    said = StoryCard("9", 0, words("To all: {text}", text=" ".join(HOSTILE)))
    async with app(*wall(*bad, said)).run_test(size=(200, 60)) as pilot:
        await settled(pilot)

        assert "[@click=app.quit]nhấn" in picture(pilot.app)
        assert "\x1b" not in picture(pilot.app)


async def test_the_keys_only_change_the_looks() -> None:
    """Language, colours and page can be changed; nothing is ever sent."""
    board = app(*wall(many=64))
    async with board.run_test(size=(80, 24)) as pilot:
        before = picture(board)
        await press(pilot, "ctrl+l", "t", "space", "left", "right")

        assert picture(board) != before
        assert isinstance(board.link, FakeLink)
        assert board.link.sent == []


async def test_a_finished_wall_takes_nothing() -> None:
    """The wall of a file shows its cards and refuses every command."""
    link = StillLink(wall(), NOW)

    assert link.t_now() == NOW
    assert {card.key for card in link.view.all(RowCard)} == {f"t{n}" for n in range(8)}
    assert await link.send(RevealStepped(0)) is not None
