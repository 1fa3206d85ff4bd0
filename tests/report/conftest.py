"""A played drill with sealed results, and a forger with every tool but the key."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drill.cli.scenario import find_scenario, load_model
from drill.hub.offline import Done, give
from drill.i18n import Language, speaking
from drill.journal import chain
from drill.journal.base import EMPTY, Draft
from drill.journal.recorder import draft_of
from drill.journal.sqlite.reader import open_reader
from drill.journal.sqlite.store import create
from drill.journal.verify import entries_of
from drill.rehearse.bots import BOTS
from drill.rehearse.match import load_match
from drill.rehearse.play import play
from drill.world.inputs import JudgeInput, PenaltyGiven, ResultsSealed, ScoresReleased

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "scenarios" / "song-may-ransomware" / "golden" / "match.yaml"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Speak English, and keep keys in a folder of the test's own."""
    monkeypatch.setenv("LIVEFIRE_DATA", str(tmp_path_factory.getbasetemp() / "keys"))
    with speaking(Language.ENGLISH):
        yield


@pytest.fixture(scope="session")
def sealed_drill(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden match with a penalty, released and sealed. Tests copy it before they change it."""
    patch = pytest.MonkeyPatch()
    patch.setenv("LIVEFIRE_DATA", str(tmp_path_factory.getbasetemp() / "keys"))
    path = tmp_path_factory.mktemp("sealed") / "golden.drill"
    loaded = load_model(find_scenario("song-may-ransomware"))
    match = load_match(GOLDEN, loaded.model, BOTS)
    journal = create(path)
    journal.append(
        [draft_of(one) for one in play(loaded.model, loaded.sources, match, 1, refused=lambda _c, _r: None)]
    )
    said: tuple[JudgeInput, ...] = (
        PenaltyGiven("bravo", -7, "Late to the briefing"),
        ScoresReleased(),
        ResultsSealed("Final."),
    )
    for number, given in enumerate(said):
        assert isinstance(give(journal, given, None, f"judge:{number}"), Done)
    journal.close()
    patch.undo()
    return path


def forged(path: Path, change: Callable[[list[Draft]], None]) -> None:
    """Change the entries of a file and rebuild the whole chain around them: all that needs no key."""
    with open_reader(path) as reader:
        drafts: list[Draft] = list(entries_of(reader))
    change(drafts)
    entries = chain.extend(EMPTY, drafts)
    raw = sqlite3.connect(path)
    for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute("DELETE FROM entries")
    raw.executemany(
        "INSERT INTO entries (seq, t, team, seat, side, type, body, wall, command, hash) VALUES (?,?,?,?,?,?,?,?,?,?)",
        [
            (e.seq, e.t, e.team, e.seat, e.side.value, e.type, e.body, e.wall, e.command, e.hash)
            for e in entries
        ],
    )
    raw.execute("UPDATE head SET seq = ?, hash = ?", (entries[-1].seq, entries[-1].hash))
    raw.commit()
    raw.close()
