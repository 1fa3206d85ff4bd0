import pytest

from drill.world.grammar import parse
from drill.world.inputs import Refusal
from drill.world.spelling import spell
from tests.world.test_grammar import VOCABULARY


@pytest.mark.parametrize(
    "line",
    [
        "administrator: isolate host pc-vanthu",
        "leader: notify authority Cục ANM",
        "analyst: search logs all for rar.exe",
        "analyst: search logs ad for LOGON from 00:25 to 01:10",
        "answer first-machine: pc-vanthu",
        "hint first-machine",
        "reply chief-asks: all is well",
        "report first-notice began: 00:10",
        "submit first-notice",
        "cancel 3",
        "ask the umpire: may we?",
        "claim alert 3",
        "close alert 3 as false: a backup",
        "close alert 3 as real",
        "note: seen twice",
        "evidence on line:fw@12#2: this one",
        "read inject:chief-asks",
        "leader: appeal: they talked to another team",
        "appeal services|service lost|web@12: it was up, see our log: line 3",
        "appeal reports|judge's mark|field:first-notice.began; services|service kept|: both are wrong",
        "leader: withdraw appeal 812",
    ],
)
def test_what_was_read_is_spelt_as_it_was_written(line: str) -> None:
    """A line that is understood comes back as the same line."""
    given = parse(VOCABULARY, line)

    assert not isinstance(given, Refusal)
    assert line == spell(given)
