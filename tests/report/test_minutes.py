import re
import shutil
import sqlite3
from html import unescape
from pathlib import Path

import pytest

from drill.errors import VerificationError
from drill.hub.live import found_drill
from drill.hub.offline import Done, give
from drill.i18n import Language
from drill.journal.recorder import draft_of, opened_of
from drill.journal.replaying import model_of
from drill.journal.seats import Seat
from drill.journal.sqlite.reader import open_reader
from drill.journal.sqlite.store import SqliteJournal, open_writer
from drill.report import minutes, summary
from drill.report.minutes import Heading
from drill.report.told import Told, told
from drill.world.inputs import (
    AppealFiled,
    AppealRuled,
    JudgeInput,
    Outcome,
    PenaltyGiven,
    Refusal,
    ResultsSealed,
    ScoresReleased,
)
from tests.report.conftest import forged

HOSTILE = "<script>alert(1)</script><img src=x>\x1b[2J"


def read(path: Path) -> Told:
    """Read a drill as papers do."""
    with open_reader(path) as reader:
        return told(reader)


def shown(html: str) -> str:
    """Return the words of a page."""
    body = re.sub(r"(?s)<style>.*?</style>", "", html)
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", body).split()))


@pytest.fixture
def copy(sealed_drill: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    return Path(shutil.copyfile(sealed_drill, tmp_path / "copy.drill"))


@pytest.fixture
def appealed(copy: Path) -> Path:
    """A drill with a hostile penalty, an appeal upheld, hostile names, and its results sealed again."""
    forged(copy, lambda drafts: drafts.__delitem__(slice(-2, None)))
    journal = open_writer(copy)
    journal.register.put(Seat("judge", "", "judge", b"\1" * 32, name=f"Lê {HOSTILE}"))
    assert isinstance(give(journal, PenaltyGiven("alpha", 5, f"Kindness {HOSTILE}"), None, "p"), Done)
    number = _file(journal, AppealFiled((), "The portal was back sooner.", "leader"))
    said: dict[str, JudgeInput] = {
        "r": AppealRuled(number, Outcome.UPHELD, "The record shows it.", 4),
        "s": ScoresReleased(),
        "t": ResultsSealed("All agreed."),
    }
    for command, given in said.items():
        assert isinstance(give(journal, given, None, command), Done)
    journal.close()
    return copy


def _file(journal: SqliteJournal, filed: AppealFiled) -> int:
    opened = opened_of(journal)
    drill = found_drill(model_of(opened), opened, journal, None)
    outcome = drill.run.accept("alpha/leader", "alpha", filed, drill.at, "a")
    assert not isinstance(outcome, Refusal)
    return journal.append([draft_of(event) for event in outcome]).seq


def test_the_vietnamese_minutes_have_the_form_of_an_official_record(sealed_drill: Path) -> None:
    """State, motto, parts, signatures and the seal as twelve words."""
    drill = read(sealed_drill)

    words = shown(minutes.page(drill, Language.VIETNAMESE, Heading(authority="SỞ A", place="Tỉnh B")).html())

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc" in words
    assert "SỞ A" in words
    for part in (
        "BIÊN BẢN",
        "II. Bảng xếp hạng",
        "III. Điểm trừ",
        "IV. Khiếu nại",
        "VI. Niêm phong",
        "Chủ trì",
    ):
        assert part in words
    assert drill.signed is not None
    assert " ".join(drill.signed.words) in words
    assert "DỰ THẢO" not in words


def test_who_gave_points_and_ruled_is_named(appealed: Path) -> None:
    """People read names where the drill knows them, not the ids of chairs."""
    drill = read(appealed)

    assert drill.person("judge").startswith("Lê ")
    assert drill.person("head-judge") == "head-judge"
    assert shown(minutes.page(drill, Language.ENGLISH).html()).count("Lê ") >= 3


def test_every_rank_total_and_section_is_in_the_minutes(sealed_drill: Path) -> None:
    """The table says of every team what the published board says."""
    drill = read(sealed_drill)

    html = minutes.page(drill, Language.ENGLISH).html()

    for row in drill.rows:
        points = dict(row.standing.sections)
        cells = "".join(f'<td class="number">{points[name]}</td>' for name in drill.columns)
        assert f'{cells}<td class="number"><b>{row.standing.total}</b></td>' in html
    assert "SOCIALIST REPUBLIC" not in html


def test_appeals_and_rulings_are_told_and_hostile_words_are_inert(appealed: Path) -> None:
    """What people wrote is in the minutes, and nothing of it is markup."""
    html = minutes.page(read(appealed), Language.ENGLISH).html()

    words = shown(html)
    assert "The portal was back sooner." in words
    assert "upheld (+4) The record shows it." in words
    assert "All agreed." in words
    assert "<script" not in html
    assert "<img" not in html
    assert "\x1b" not in html
    assert "Kindness <script>alert(1)</script>" in words


def test_a_drill_that_nobody_sealed_gives_a_draft(copy: Path) -> None:
    """Provisional results are never printed as though they bound anyone."""
    forged(copy, lambda drafts: drafts.__delitem__(-1))
    _unsign(copy)

    drill = read(copy)

    assert "DRAFT" in shown(minutes.page(drill, Language.ENGLISH).html())
    assert "Provisional" in shown(summary.page(drill, Language.ENGLISH).html())


def test_nothing_is_printed_of_a_file_that_does_not_verify(copy: Path) -> None:
    """A changed drill gives no minutes, and the reason is named."""
    forged(copy, lambda drafts: drafts.__delitem__(-2))

    with pytest.raises(VerificationError, match="signature"):
        read(copy)


@pytest.mark.parametrize("language", list(Language))
def test_the_summary_says_who_won_what_held_and_what_cost(sealed_drill: Path, language: Language) -> None:
    """First place, every goal of the attacker, every service, and the seal stand on the page."""
    drill = read(sealed_drill)

    words = shown(summary.page(drill, language).html())

    assert drill.rows[0].standing.label in words
    assert drill.signed is not None
    assert " ".join(drill.signed.words) in words
    for goal in drill.model.attack.goals:
        assert goal.label.say(language) in words
    for service in drill.model.services:
        assert service.label.say(language) in words


def test_the_same_drill_gives_the_same_paper(sealed_drill: Path) -> None:
    """Printed twice, the minutes are the same to the letter."""
    pages = [minutes.page(read(sealed_drill), Language.VIETNAMESE).html() for _time in range(2)]

    assert pages[0] == pages[1]


def _unsign(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute("DELETE FROM seal")
    raw.commit()
    raw.close()
