"""How benchmarks are written and printed.

A benchmark is a module ``bench/bench_NAME.py`` with a docstring that says in words what is measured and how, and a
function ``figures()`` that yields `Figure` records as it goes. ``python -m bench`` runs all of them in the order of
their names, ``python -m bench NAME...`` some.

Work is counted per CPU second of this process (all its threads, user and system), because wall time on a shared
machine measures the neighbours. Where waiting is the point (a disk that syncs) the wall time is given and called so.
Each benchmark checks its own result before it prints: a wrong answer has no speed.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the output."""

    label: str
    """What was measured, a few words."""
    value: str
    """The figure with its unit."""
    how: str = ""
    """What one reader must know to repeat it; empty when the module's docstring says it all."""
    goal: str = ""
    """What the figure should be, in words; empty when there is no goal."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a piece of work took."""

    work: int
    """How much was done, in the units of the benchmark."""
    cpu: float
    """CPU seconds of this process."""
    wall: float
    """Seconds on the wall."""

    def per_cpu_second(self) -> float:
        """Return work per CPU second."""
        return self.work / self.cpu if self.cpu else 0.0


def spent(work: Callable[[], int]) -> Spent:
    """Do the work once and return what it took.

    Args:
        work: does it and returns how much it was.
    """
    wall = time.perf_counter()
    cpu = time.process_time()
    done = work()
    return Spent(done, time.process_time() - cpu, time.perf_counter() - wall)


def best(work: Callable[[], int], times: int = 3) -> Spent:
    """Do the work several times and return the run that cost the least CPU: the one that was least disturbed."""
    return min((spent(work) for _ in range(times)), key=lambda took: took.cpu / max(took.work, 1))


def rate(label: str, unit: str, took: Spent, *, how: str = "", goal: str = "") -> Figure:
    """Return a figure of work per CPU second, with what it took in all."""
    value = f"{took.per_cpu_second():,.0f} {unit}/CPU s   ({took.work:,} in {took.cpu:.2f} CPU s, {took.wall:.2f} s)"
    return Figure(label, value, how, goal)


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value that ``percent`` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]
