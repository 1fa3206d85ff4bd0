"""The authors' guide: what it shows loads, and nothing that an author may write is missing from it."""

import ast
from pathlib import Path
from textwrap import indent

import pytest

import drill.scenario.read
from drill.rehearse import lint
from drill.rehearse.bots import BOTS
from drill.scenario.check import CHECKS, TEXT_CHECKS, check
from drill.scenario.library import LibraryAction, library
from drill.scenario.load import LIBRARY, load
from drill.scenario.problems import Level, Problem
from tests.docs.pages import Block, blocks, code_words, page, rows

TEXT = page("authors.md")
READERS = Path(drill.scenario.read.__file__).parent
ASKING = {"may", "must", "take", "condition", "must_hold"}
"""Methods of `Keys` whose first argument is a key."""
ASKING_SECOND = {"traces", "_section_points"}
"""Functions whose second argument is a key."""

BLOCKS = blocks(TEXT, "yaml")
BASE = next(block.text for block in BLOCKS if not block.kind)
"""The guide promises that every fragment fits into its first scenario."""


def wrapped(where: str, text: str) -> str:
    """Return a fragment as a file of its own, its section spelt out above it."""
    if where == "file":
        return text
    for section in reversed(where.split(".")):
        text = f"{section}:\n{indent(text, '  ')}"
    return text


def problems_of(path: Path) -> list[Problem]:
    """Return what loading and checking a scenario file says, notes left out."""
    loaded = load(path)
    assert loaded.document is not None, [problem.say() for problem in loaded.problems]
    found = [*loaded.problems, *check(loaded.document, loaded.sources)[1]]
    return [problem for problem in found if problem.level is not Level.NOTE]


def errors(problems: list[Problem]) -> list[str]:
    """Return the errors among problems as people read them."""
    return [f"{one.file}:{one.line}: {one.say()}" for one in problems if one.level is Level.ERROR]


def first_cells() -> set[str]:
    """Return every code word that stands in a heading, or in the first cell of a table row."""
    cells = [row[0] for row in rows(TEXT)] + [line for line in TEXT.splitlines() if line.startswith("#")]
    return {word for cell in cells for word in code_words(cell)}


def keys_of_the_readers() -> set[str]:
    """Return every key that a reader of the language asks for, found in the readers' own code."""
    keys = set()
    for path in READERS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            at = None
            if isinstance(node.func, ast.Attribute) and node.func.attr in ASKING:
                at = 0
            elif isinstance(node.func, ast.Name) and node.func.id in ASKING_SECOND:
                at = 1
            argument = node.args[at] if at is not None and len(node.args) > at else None
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                keys.add(argument.value)
    return keys


@pytest.mark.parametrize(
    "block", [block for block in BLOCKS if not block.kind], ids=lambda block: f"line-{block.line}"
)
def test_a_whole_scenario_of_the_guide_checks_clean(block: Block, tmp_path: Path) -> None:
    """A scenario that an author copies from the guide has no error."""
    path = tmp_path / "scenario.yaml"
    path.write_text(block.text, encoding="utf-8")
    assert errors(problems_of(path)) == []


def test_the_first_scenario_has_nothing_to_complain_about(tmp_path: Path) -> None:
    """The scenario of the first ten minutes has no warning either."""
    path = tmp_path / "first.yaml"
    path.write_text(BASE, encoding="utf-8")
    assert [problem.say() for problem in problems_of(path)] == []


@pytest.mark.parametrize(
    "block", [block for block in BLOCKS if block.kind == "in"], ids=lambda block: f"line-{block.line}"
)
def test_a_fragment_of_the_guide_fits_into_the_first_scenario(block: Block, tmp_path: Path) -> None:
    """A fragment put where its first line says gives a scenario without an error."""
    for other in BLOCKS:
        if other.kind == "file":
            (tmp_path / other.where).write_text(other.text, encoding="utf-8")
    (tmp_path / "fragment.yaml").write_text(wrapped(block.where, block.text), encoding="utf-8")
    path = tmp_path / "scenario.yaml"
    path.write_text(BASE.replace("drill: 1\n", "drill: 1\nuse: fragment.yaml\n", 1), encoding="utf-8")
    assert errors(problems_of(path)) == []


def test_every_key_of_the_language_has_a_row() -> None:
    """No key that a reader asks for is missing from the guide's tables."""
    known = keys_of_the_readers()
    assert {"drill", "reply within", "traces at start", "needless outage", "while"} <= known
    assert known - first_cells() == set()


@pytest.mark.parametrize("action", library().actions, ids=lambda action: str(action.name))
def test_every_action_has_a_row_that_is_right(action: LibraryAction) -> None:
    """The row of an action says what it asks for, whose hands it takes and for how long."""
    asks, who, long = next(row[1:4] for row in rows(TEXT) if row[0] == f"`{action.name}`")
    lo, hi = action.takes.lo // 1000, action.takes.hi // 1000
    said = "90s" if lo == 90 else f"{lo // 60}m"
    assert asks == str(action.asks)
    assert who == ("that role" if action.role.startswith("<") else action.role)
    assert long == (said if lo == hi else f"{said} to {hi // 60}m")


def test_every_check_has_a_row() -> None:
    """Each check that can complain says in the guide what to do about it."""
    codes = {part.code for part in (*TEXT_CHECKS, *CHECKS)} | {code for code, _check in lint.CHECKS}
    assert codes - {row[0] for row in rows(TEXT)} == set()


def test_every_bot_and_every_pack_has_a_row() -> None:
    """The guide lists all bots, and exactly the packs that come with the program."""
    packs = {f"library/{path.stem}" for path in LIBRARY.glob("*.yaml")}
    assert packs
    assert first_cells() >= set(BOTS)
    assert {word for word in first_cells() if word.startswith("library/")} == packs
