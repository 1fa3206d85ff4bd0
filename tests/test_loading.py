"""Loading by name."""

import gc

import pytest

from drill.errors import ExitCode
from drill.loading import load


def test_what_is_named_is_what_one_gets() -> None:
    """A table's entry leads to the very object of that module."""
    assert load("drill.errors:ExitCode") is ExitCode


def test_the_collector_goes_on_after_a_module_that_is_not_there() -> None:
    """A failed import must not leave a process that never frees its cycles."""
    with pytest.raises(ImportError):
        load("drill.no_such_room:thing")

    assert gc.isenabled()
