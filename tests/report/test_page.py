import re
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
