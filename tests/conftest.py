"""Options of the whole suite."""

import os

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to write the screens' texts anew."""
    parser.addoption("--update-snapshots", action="store_true", help="keep what the screens show now")


def pytest_configure(config: pytest.Config) -> None:
    """Hand the wish on to worker processes too."""
    if config.getoption("--update-snapshots"):
        os.environ["LIVEFIRE_UPDATE_SNAPSHOTS"] = "1"
