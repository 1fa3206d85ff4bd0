"""The entry of the program: Ctrl-C while it loads ends it quietly."""

import sys
from types import ModuleType

import pytest

from drill.__main__ import INTERRUPTED, main
from drill.errors import ExitCode


class Interrupted(ModuleType):
    """A module whose loading somebody interrupts."""

    def __getattr__(self, name: str) -> object:
        """Stop at the first thing that is wanted of it."""
        if name == "main":
            raise KeyboardInterrupt
        raise AttributeError(name)


def test_an_interrupt_while_loading_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """The exit code says that it was interrupted, and nothing else is said."""
    monkeypatch.setitem(sys.modules, "drill.cli", Interrupted("drill.cli"))

    with pytest.raises(SystemExit) as left:
        main()

    assert left.value.code == INTERRUPTED == ExitCode.INTERRUPTED
