import re
from errno import ENOSPC
from os import devnull
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from drill.errors import ReportError
from drill.i18n import Language, words
from drill.report.page import TEMPLATES, Page, environment, said, write
from drill.scenario.model import Text

HOSTILE = "<script>alert(1)</script>\x1b[2J\u202e[@click=app.quit]x[/]"


def rendered(source: str, **facts: object) -> str:
    """Return a template of this test, rendered as all are."""
    return environment().from_string(source).render(**facts)


def test_what_outsiders_wrote_is_text_and_nothing_else() -> None:
    """Markup is escaped, escapes and direction marks are gone."""
    shown = rendered("<p title='{{ name }}'>{{ name }}</p>", name=HOSTILE)

    assert "<script" not in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "&lt;script&gt;" in shown


def test_words_are_said_in_the_language_of_the_page() -> None:
    """A text in both languages shows the one of the page."""
    page = Page("base.html.j2", "x", Language.VIETNAMESE, {})

    assert '<html lang="vi">' in page.html()
    assert said(Text("bridge", "cầu")) == "bridge"
    assert said(words("{n} teams", n=3)) == "3 teams"


def test_a_missing_name_is_an_error_and_not_a_blank() -> None:
    """A forgotten fact never prints a hole into a record that people sign."""
    with pytest.raises(UndefinedError):
        rendered("{{ points }}")


def test_a_page_fetches_nothing() -> None:
    """No template names another file, and the page's own policy forbids it."""
    html = Page("base.html.j2", "x", Language.ENGLISH, {}).html()

    assert "default-src 'none'" in html
    for template in TEMPLATES.glob("*.j2"):
        assert re.search(r"(?i)src=|href=|url\(|@import|<script", template.read_text()) is None, template.name


def test_a_disk_that_refuses_is_an_error_with_the_name_of_the_file(tmp_path: Path) -> None:
    """Nobody loses a page without being told."""
    with pytest.raises(ReportError, match=r"nowhere"):
        write(tmp_path / "nowhere" / "page.html", "x")


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("a.drill", b"SQLite format 3\x00rest"),
        ("copy.bin", b"SQLite format 3\x00rest"),
        ("season.yaml", b"title: S\n"),
        ("RULES.YML", b"scoring: {}\n"),
    ],
)
def test_a_result_never_takes_the_place_of_a_drill_or_a_source(
    tmp_path: Path, name: str, there: bytes
) -> None:
    """A slip in --out must not cost the only record of a drill, directly or through a link."""
    (tmp_path / name).write_bytes(there)
    (tmp_path / "link.html").symlink_to(tmp_path / name)
    for out in (tmp_path / name, *([tmp_path / "link.html"] if b"SQLite" in there else [])):
        with pytest.raises(ReportError, match="stays as it is"):
            write(out, "x")

    assert (tmp_path / name).read_bytes() == there


def test_an_earlier_result_is_replaced(tmp_path: Path) -> None:
    """The same command twice gives the later page."""
    write(tmp_path / "page.html", "first")
    write(tmp_path / "page.html", "second")

    assert (tmp_path / "page.html").read_text() == "second"


@pytest.mark.parametrize("there", [None, "first"])
def test_a_full_disk_leaves_no_half_of_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: str | None
) -> None:
    """Half a certificate looks like a whole one: the earlier file stays, or none is there."""
    page = tmp_path / "page.html"
    if there is not None:
        write(page, there)

    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as stream:
            stream.write(data[: len(data) // 2])
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ReportError, match="No space left"):
        write(page, "a longer page")

    assert [path.name for path in tmp_path.iterdir()] == ([] if there is None else ["page.html"])
    assert there is None or page.read_text() == there


def test_a_link_is_followed_and_a_device_is_written_to(tmp_path: Path) -> None:
    """What a link names is replaced, not the link; a device stays one."""
    (tmp_path / "page.html").write_text("first")
    (tmp_path / "link.html").symlink_to(tmp_path / "page.html")

    write(tmp_path / "link.html", "second")
    write(Path(devnull), "nothing")

    assert (tmp_path / "page.html").read_text() == "second"
    assert (tmp_path / "link.html").is_symlink()
    assert Path(devnull).is_char_device()
