"""The bundled ATT&CK table."""

import re

import pytest

from drill.scenario.attack import techniques

COMMON = [
    "T1566.001",
    "T1190",
    "T1486",
    "T1059.001",
    "T1003.001",
    "T1558.003",
    "T1567.002",
    "T1213.006",
    "T1496.001",
]


def test_every_row_has_its_form() -> None:
    """Ids have the form of ATT&CK, names and tactics are there, and a replacement is itself in the table."""
    table = techniques()
    assert len(table) > 700
    for technique in table.values():
        assert re.fullmatch(r"T\d{4}(\.\d{3})?", technique.id)
        assert technique.name
        assert all(technique.tactics)
        assert not technique.became or technique.became in table


def test_every_sub_technique_has_its_parent() -> None:
    """No sub-technique stands without the technique it belongs to."""
    table = techniques()
    assert [name for name in table if "." in name and name[:5] not in table] == []


@pytest.mark.parametrize("technique", COMMON)
def test_what_drills_use_is_there(technique: str) -> None:
    """The techniques of common incidents are known and current."""
    assert not techniques()[technique].became


def test_what_was_renamed_says_what_it_became() -> None:
    """The family that release 19 split names its successors."""
    assert techniques()["T1562.001"].became == "T1685"
    assert techniques()["T1656"].became == "T1684.001"
