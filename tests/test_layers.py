"""What a static import contract cannot see: which modules a fresh process really loads."""

import subprocess
import sys

import pytest

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
