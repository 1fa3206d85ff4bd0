"""Every command line in the pages can be typed, every command explains itself, every link leads somewhere."""

import re
import shlex
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from drill.cli import livefire
from drill.i18n import Language, speaking
from tests.docs.pages import DOCS, ROOT, anchors, blocks, code_words, links

PAGES = (ROOT / "README.md", *sorted(DOCS.glob("*.md")))


def commands(path: tuple[str, ...] = (), command: click.Command = livefire) -> Iterator[tuple[str, ...]]:
    """Yield the path of every command and group, the root first."""
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands((*path, name), below)


def problem_with(line: str, *, whole: bool) -> str:
    """Return why a command line cannot be typed, or nothing.

    Args:
        line: it begins with ``livefire``.
        whole: whether its required arguments must be there.
    """
    words = shlex.split(line, comments=True)[1:]
    command: click.Command = livefire
    while True:
        context = click.Context(command)
        try:
            given, left, _order = command.make_parser(context).parse_args(list(words))
        except click.UsageError as error:
            return error.format_message()
        if not isinstance(command, click.Group) or not left:
            break
        below = command.get_command(context, left[0])
        if below is None:
            return f"no command {left[0]}"
        command, words = below, left[1:]
    missing = [
        one.name
        for one in command.params
        if one.required and one.name and given.get(one.name) in (None, (), [])
    ]
    if whole and missing:
        return f"missing {missing}"
    return f"too many arguments {left}" if left else ""


def written_lines() -> Iterator[tuple[str, str, bool]]:
    """Yield page, command line and whether it stands in a code block, for all pages."""
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        for block in blocks(text, "sh"):
            for line in block.text.splitlines():
                if re.match(r"(?:\S*/)?livefire\b", line):
                    yield path.name, line, True
        for line in text.splitlines():
            for word in code_words(line):
                if word.startswith("livefire "):
                    yield path.name, word, False


LINES = sorted(set(written_lines()))
PATHS = tuple(commands())


@pytest.mark.parametrize(
    ("where", "line", "whole"), LINES, ids=[f"{where}: {line}" for where, line, _ in LINES]
)
def test_a_command_line_of_a_page_can_be_typed(where: str, line: str, whole: bool) -> None:  # noqa: FBT001 (a parameter of the case)
    """Commands, options and arguments in a page exist as they are written."""
    assert problem_with(line, whole=whole) == "", where


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_a_command_explains_itself(path: tuple[str, ...]) -> None:
    """Each command says what it does and ends with examples that can be typed."""
    with speaking(Language.ENGLISH):
        result = CliRunner().invoke(livefire, [*path, "--help"])
    assert result.exit_code == 0
    assert "Usage:" in result.output
    before, heading, after = result.output.partition("Examples:")
    assert len(before) > len("Usage:")
    assert heading
    shown = [line.strip() for line in after.splitlines() if line.strip().startswith("livefire")]
    assert shown
    assert [problem for line in shown if (problem := problem_with(line, whole=True))] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.name))
def test_links_lead_somewhere(path: object) -> None:
    """A link in a page names a file that is there, and a heading of it."""
    page = next(one for one in PAGES if one == path)
    text = page.read_text(encoding="utf-8")
    for target in links(text):
        if target.startswith(("http:", "https:")):
            continue
        name, _, anchor = target.partition("#")
        other = page.parent / name if name else page
        assert other.exists(), target
        assert not anchor or anchor in anchors(other.read_text(encoding="utf-8")), target
