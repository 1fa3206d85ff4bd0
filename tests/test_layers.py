"""What a static import contract cannot see: which modules a fresh process really loads."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import drill

ROOT = Path(drill.__file__).parent.parent
COUNTING = ("scoring", "drill/world", "drill/scenario")
"""Where points, times and chances are worked out."""
FORBIDDEN = {
    "asyncio",
    "socket",
    "sqlite3",
    "random",
    "secrets",
    "textual",
    "rich",
    "click",
    "rich_click",
    "aiohttp",
    "sqlite_utils",
}


def loaded_by(statement: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after a statement."""
    script = f"import sys\n{statement}\nprint(' '.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize(
    "module",
    [
        "drill.scenario.model",
        "drill.world.run",
        "drill.world.views.team",
        "drill.wire.session",
        "scoring.board",
    ],
)
def test_the_pure_half_loads_nothing_that_waits_or_draws(module: str) -> None:
    """Anyone can re-score a drill with the pure half alone, without an event loop, a database or a screen."""
    assert not loaded_by(f"import {module}") & FORBIDDEN


def test_help_loads_neither_screens_nor_network() -> None:
    """Help must be instant: the composition root loads a sub-command only when it runs."""
    loaded = loaded_by("from drill.cli import run; run(['--help'])")

    assert not loaded & {"textual", "aiohttp", "sqlite_utils", "yaml", "drill.world", "drill.scenario"}


def floats(path: Path) -> Iterator[str]:
    """Yield where a file makes a float: a literal, ``float``, ``round`` or ``math``; how near a misspelling is counts nothing."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    near = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.keyword) and one.arg == "cutoff"}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=float()) if id(node) not in near:
                yield f"{path.relative_to(ROOT)}:{node.lineno}"
            case ast.Name(id="float" | "round" | "math" | "statistics"):
                yield f"{path.relative_to(ROOT)}:{node.lineno}"


@pytest.mark.parametrize("room", COUNTING)
def test_no_float_takes_part_in_engine_or_score(room: str) -> None:
    """Whole numbers and fractions alone: the same score on every machine, to the last point."""
    files = sorted((ROOT / room).rglob("*.py"))

    assert files
    assert [place for path in files for place in floats(path)] == []
