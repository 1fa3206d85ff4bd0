"""Size of what an installation takes: the wheel with all it depends on, without extras, in a fresh environment.

Makes an environment in a temporary folder, installs this source tree into it with pip (from the package index: run it by
its name, it is not among the others), and adds up the files under ``site-packages`` as they are, byte code included; pip
itself, which was there before, is not counted. The installed command must say its version.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.frame import Figure

ROOT = Path(__file__).parent.parent


def figures() -> Iterator[Figure]:
    """Install and add up."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        packages = next(folder.glob("lib/python3*/site-packages"))
        before = _size(packages)
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", ROOT], check=True)
        done = subprocess.run([folder / "bin" / "livefire", "--version"], stdout=subprocess.PIPE, check=True)
        assert done.stdout.strip()
        taken = _size(packages) - before
    yield Figure("installed, without extras", f"{taken / 1_000_000:.0f} MB", goal="under 150 MB")


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
