"""The marking place as text at both sizes and in both languages: a judge's, a marker's, a head judge's, and its dialogs."""

import time
from collections.abc import Callable, Iterator

import pytest

from drill.i18n import Language, use_language
from drill.tui.base import DeskApp
from drill.tui.judge.marking import pace
from drill.tui.judge.screens import marking
from tests.tui.judge.papers import (
    WALL,
    agreements,
    dealt_judge,
    dealt_marker,
    head,
    leading,
    mark,
    marker,
    panel,
    samples,
    work,
)
from tests.tui.judge.stage import HOSTILE, SEAT, both
from tests.tui.picture import differs, picture, press, settled

SIZES = ((80, 24), (120, 40))
LANGUAGES = ((Language.ENGLISH, ""), (Language.VIETNAMESE, "-vi"))


@pytest.fixture(autouse=True)
def _wall(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the wall's clock stand, in UTC."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    for module in (pace, marking):
        monkeypatch.setattr(module, "unix_time", lambda: WALL)
    yield
    monkeypatch.undo()
    time.tzset()


def sampled() -> DeskApp:
    """Make a marker's desk whose sample is marked in full."""
    given = samples((SEAT, 0, 50, "vague"), (SEAT, 1, 100, ""), wanted=(25, 100))
    return marker(*given, panel(), work(), *agreements())


SCENES: tuple[tuple[str, Callable[[], DeskApp], tuple[str, ...]], ...] = (
    ("judge", dealt_judge, ("f3",)),
    ("marker", dealt_marker, ()),
    ("head", leading, ("f3",)),
    ("samples", sampled, ("t",)),
    ("form", dealt_marker, ("m",)),
    ("back", dealt_marker, ("b",)),
    ("interest", leading, ("f3", "c")),
    ("agreement", leading, ("f3", "a")),
    ("work", leading, ("f3", "w")),
    ("panel", leading, ("f3", "p")),
)
"""Name, desk, keys."""


@pytest.mark.parametrize(("name", "desk", "keys"), SCENES, ids=[scene[0] for scene in SCENES])
async def test_marking_looks_as_kept(name: str, desk: Callable[[], DeskApp], keys: tuple[str, ...]) -> None:
    """Each scene shows exactly the kept text, at the smallest size and a usual one, in English and Vietnamese."""
    wrong = []
    for language, tail in LANGUAGES:
        use_language(language)
        for width, height in SIZES:
            async with desk().run_test(size=(width, height)) as pilot:
                await press(pilot, *keys) if keys else await settled(pilot)
                wrong.append(differs(f"judge/marking-{name}{tail}-{width}x{height}", picture(pilot.app)))

    assert [one for one in wrong if one] == []


async def test_hostile_words_of_authors_and_judges_are_shown_literally() -> None:
    """Guidance, anchors, samples, comments and seats neither restyle nor run anything."""
    bad = " ".join(HOSTILE)
    card = mark("Elm", bad, 1, guidance=both(bad), anchors=((0, both(bad)),), marks=((SEAT, 0, 5, "S", bad),))
    async with head(card, *agreements(), panel(), work()).run_test(size=(200, 60)) as pilot:
        await press(pilot, "f3")
        shown = picture(pilot.app)

        assert "[@click=app.quit]nhấn" in shown
        assert "\x1b" not in shown

        await press(pilot, "m")

        assert "\x1b" not in picture(pilot.app)
        assert pilot.app.is_running
