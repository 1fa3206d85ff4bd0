from importlib import import_module
from inspect import cleandoc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.__main__ import main, names
from bench.frame import Spent, best, percentile, rate, spent


def test_every_benchmark_says_what_it_measures_and_yields_figures() -> None:
    """Each module found by its name has its method in words and a function that measures."""
    assert {"append", "verify"} <= set(names())
    for name in names():
        module = import_module(f"bench.bench_{name}")
        assert len(cleandoc(module.__doc__ or "").split()) > 10
        assert callable(module.figures)


def test_an_unknown_benchmark_is_named_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong name runs nothing and lists the right ones."""
    assert main(["nothing-like-it"]) == 2
    assert "append" in capsys.readouterr().err


def test_work_is_counted_per_cpu_second() -> None:
    """A rate is work by CPU time, never by wall time."""
    took = Spent(work=500, cpu=0.25, wall=9.0)

    assert took.per_cpu_second() == 2000
    assert rate("x", "entries", took).value.startswith("2,000 entries/CPU s")


def test_the_work_is_done_as_often_as_asked() -> None:
    """Best of three runs the work three times and returns one of the runs."""
    done: list[int] = []

    def work() -> int:
        done.append(1)
        return 7

    assert best(work).work == 7
    assert len(done) == 3
    assert spent(work).work == 7


@given(st.lists(st.floats(0, 1000), min_size=1), st.integers(0, 100))
def test_a_percentile_is_one_of_the_values(values: list[float], percent: int) -> None:
    """It lies among the values; the 100th is the largest, the 0th the smallest."""
    found = percentile(values, percent)

    assert found in values
    assert percentile(values, 100) == max(values)
    assert percentile(values, 0) == min(values)
