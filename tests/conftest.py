"""Options of the whole suite."""

import os

import pytest
from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("wide", derandomize=False, deadline=None, max_examples=500)
settings.load_profile(os.environ.get("LIVEFIRE_EXAMPLES", "same"))
"""The same examples on every machine; ``LIVEFIRE_EXAMPLES=wide`` looks for new ones."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to write the screens' texts anew."""
    parser.addoption("--update-snapshots", action="store_true", help="keep what the screens show now")


def pytest_configure(config: pytest.Config) -> None:
    """Hand the wish on to worker processes too."""
    if config.getoption("--update-snapshots"):
        os.environ["LIVEFIRE_UPDATE_SNAPSHOTS"] = "1"
