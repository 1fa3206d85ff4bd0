"""``python -m bench [NAME...]``: run benchmarks and print their figures.

Without a name all run but those that need the package index.
"""

import inspect
import platform
import sys
from importlib import import_module
from pathlib import Path

from bench.frame import Figure

APART = frozenset({"environment"})
"""Benchmarks that run only when they are named."""


def names() -> list[str]:
    """Return the names of all benchmarks."""
    return sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))


def show(figure: Figure) -> None:
    """Print one figure."""
    print(f"  {figure.label:<44} {figure.value}", flush=True)
    if figure.how:
        print(f"  {'':<44} {figure.how}")
    if figure.goal:
        print(f"  {'':<44} goal: {figure.goal}")


def main(wanted: list[str]) -> int:
    """Run the benchmarks of these names, all but those `APART` without any; 2 for an unknown name."""
    known = names()
    unknown = [name for name in wanted if name not in known]
    if unknown:
        print(f"unknown: {' '.join(unknown)}; there are: {' '.join(known)}", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    for name in wanted or (name for name in known if name not in APART):
        module = import_module(f"bench.bench_{name}")
        print(f"\n{name}: {inspect.cleandoc(module.__doc__ or '')}\n")
        for figure in module.figures():
            show(figure)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
