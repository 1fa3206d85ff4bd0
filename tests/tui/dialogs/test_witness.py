"""Bearing witness, from any desk."""

import os
from pathlib import Path

import pytest
from textual.app import App

from drill.client.witness import Sworn, compare
from drill.errors import LinkError
from drill.i18n import Language
from drill.tui.desks import desk_for
from drill.tui.dialogs.witness import Witness
from drill.wire.messages import SeatKind
from drill.world.cards import ResultsCard, ResultsState
from tests.tui.fakes import FakeLink
from tests.tui.kit_app import CLOCK, DRILL, KitApp, feed
from tests.tui.picture import differs, picture, press, settled

HEADS = [f"{seq}:{seq:064x}" for seq in (3, 17, 1299)]
SEALED = ResultsCard(
    "results",
    ResultsState.FINAL,
    closes=0,
    appeals_open=0,
    pending=0,
    released_at=1298,
    sealed_at=1299,
    seal=(
        "sodob",
        "gupad",
        "jilul",
        "tilof",
        "jigat",
        "fudug",
        "lalub",
        "tumuh",
        "samid",
        "mabid",
        "fogik",
        "fabur",
    ),
)


class WitnessFake(FakeLink):
    """A link that was told heads, and a record that it can be held against."""

    def __init__(self, *record: str, heads: tuple[str, ...] = tuple(HEADS)) -> None:
        super().__init__(CLOCK, DRILL, SEALED, feed(1), t=4_360_000, seat="alpha/leader")
        self.heads = list(heads)
        self.record = record

    async def testify(self) -> Sworn:
        """Compare with the prepared record, or fail as prepared."""
        if self.error is not None:
            raise self.error
        return compare(self.heads, self.record)


async def shown(
    link: FakeLink, *keys: str, size: tuple[int, int] = (80, 24), language: Language = Language.ENGLISH
) -> str:
    """Press keys in a desk and return its last picture."""
    app = KitApp(link, language=language)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, *keys)
        await settled(pilot)
        return picture(app)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_the_witness_looks_as_it_was_looked_at(size: tuple[int, int], language: Language) -> None:
    """Both sizes, both languages."""
    seen = await shown(WitnessFake(*HEADS), "v", size=size, language=language)

    assert differs(f"dialogs/witness-{size[0]}x{size[1]}-{language.value}", seen) is None


async def test_a_record_that_fits_is_said_to_fit_with_the_seal() -> None:
    """How many heads, the last one, the verdict and the words of the seal."""
    seen = await shown(WitnessFake(*HEADS), "v")

    assert "told 3" in seen
    assert "entry 1299" in seen
    assert "All of them fit" in seen
    assert "sodob gupad jilul" in seen


async def test_a_changed_and_a_cut_record_are_told_apart() -> None:
    """Which entries do not fit, and where the record ends too early."""
    seen = await shown(WitnessFake(HEADS[0], f"17:{'ab' * 32}"), "V")

    assert "2 of them do not fit" in seen
    assert "another hash at entry 17" in seen
    assert "cut off before entry 1299" in seen


async def test_a_hub_that_does_not_answer_is_said_so() -> None:
    """The dialog stays and says what to do."""
    link = WitnessFake(*HEADS)
    link.error = LinkError("The hub does not answer now.", "Ask again.")

    assert "does not answer" in await shown(link, "v")


async def test_a_seat_without_a_record_has_nothing_to_swear_to() -> None:
    """Before the first head, and on a wall that only looks."""
    assert "told nothing" in await shown(WitnessFake(heads=()), "v")
    assert "told nothing" in await shown(FakeLink(CLOCK, DRILL), "v")


async def test_the_heads_are_saved_for_later(tmp_path: Path) -> None:
    """S writes them where verify can read them; a disk that refuses is said so."""
    app = KitApp(WitnessFake(*HEADS))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.push_screen(Witness(app.link, tmp_path))
        await settled(pilot)
        await press(pilot, "s")
        assert "Saved:" in picture(app)
        await press(pilot, "escape")
        app.push_screen(Witness(app.link, tmp_path / "nowhere"))
        await settled(pilot)
        await press(pilot, "s")
        assert "cannot be written" in picture(app)

    written = (tmp_path / "witness-alpha-leader.txt").read_text()
    assert written.splitlines() == ["# livefire witness: alpha/leader", *HEADS]


@pytest.mark.parametrize("kind", list(SeatKind))
async def test_every_desk_can_bear_witness(kind: SeatKind) -> None:
    """A team, a controller, a judge and a wall: V opens it, escape closes it and the desk goes on."""
    link = WitnessFake(*HEADS)
    desk = desk_for(kind, link)
    assert isinstance(desk, App)
    async with desk.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "V")
        assert "All of them fit" in picture(desk)
        await press(pilot, "escape")
        assert "All of them fit" not in picture(desk)


async def test_where_nothing_was_told_nothing_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key is not named, and pressing it writes no empty file."""
    monkeypatch.chdir(tmp_path)
    app = KitApp(WitnessFake(heads=()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "v", "s")

        assert "told nothing of the record" in picture(app)
        assert "s saves" not in picture(app)

    assert os.listdir(tmp_path) == []  # noqa: PTH208 (a path's own way would be one more async path call)
