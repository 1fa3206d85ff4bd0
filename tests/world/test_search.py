import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.scenario.model import Model, Reach
from drill.world.inputs import TeamSetup
from drill.world.noise import noise_maker
from drill.world.outputs import FactsChanged, TraceWritten
from drill.world.render import renderer_for
from drill.world.search import MOST, Archive, Query, split_terms
from tests.rehearse.ground import model
from tests.world.build import HOUR, MINUTE

MODEL = model()
RECORD = TraceWritten("beacon", 0, 0, 0, 10 * MINUTE, 12 * MINUTE)


def archive(scenario: Model = MODEL) -> Archive:
    """Return the logs of a team with one record of the attack."""
    made = Archive(scenario, renderer_for(scenario, 7, TeamSetup("alpha", "Alpha")), noise_maker(scenario, 7))
    made.write(RECORD)
    return made


def search(text: str, now: int = HOUR, **more: object) -> list[str]:
    """Return the texts that a search finds."""
    query = msgspec.structs.replace(Query(Reach.SEARCH, now, text=text), **more)
    return [line.text for line in archive().search(query).lines]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("calls", True),
        ("CALLS pc1", True),
        ('"pc1 calls"', True),
        ('"calls pc1"', False),
        ("10.0.0.1 calls", True),
        ("host:pc1 calls", True),
        ("indicator:c2", True),
        ("calls nonsense", False),
    ],
)
def test_every_word_must_occur(text: str, found: bool) -> None:  # noqa: FBT001 (a column of the table)
    """Words are folded; a host is found by id or address, an indicator by the team's own value."""
    assert any("calls" in line for line in search(text)) is found


def test_truth_and_noise_come_together_in_order_of_time() -> None:
    """The host's name finds the record of the attack among the daily lines that name its address."""
    found = archive().search(Query(Reach.SEARCH, HOUR, text="pc1"))

    assert [line.at for line in found.lines] == sorted(line.at for line in found.lines)
    assert {line.host for line in found.lines} == {"pc1"}
    assert sum("calls" in line.text for line in found.lines) == 1
    assert len(found.lines) > 50


def test_nothing_tells_truth_from_noise() -> None:
    """Keys, sources and hosts are made alike: source, time and a keyed number."""
    lines = archive().search(Query(Reach.SEARCH, HOUR, text="pc1")).lines

    assert all(line.key.startswith(f"log@{line.at}#") for line in lines)
    assert all(line.key.rpartition("#")[2].isdigit() for line in lines)


def test_a_record_is_found_only_when_it_is_visible() -> None:
    """What was written but has not arrived yet is not there."""
    assert search("calls", now=11 * MINUTE) == []
    assert len(search("calls", now=12 * MINUTE)) == 1


def test_a_window_is_closed_at_both_ends() -> None:
    """Records at the first and at the last millisecond of the window belong to it."""
    assert len(search("calls", since=10 * MINUTE, until=10 * MINUTE)) == 1
    assert search("calls", since=10 * MINUTE + 1) == []
    assert search("calls", until=10 * MINUTE - 1) == []


def test_a_source_that_misses_the_host_has_no_line_but_the_disk_has() -> None:
    """Blind sources never get the line; a disk image brings it all the same, without noise."""
    blind = msgspec.structs.replace(MODEL.sources[0], misses=("pc1",))
    scenario = msgspec.structs.replace(MODEL, sources=(blind,))

    assert archive(scenario).search(Query(Reach.SEARCH, HOUR, text="calls")).lines == ()
    disk = archive(scenario).search(Query(Reach.DISK, HOUR, subject="pc1"))
    assert [line.host for line in disk.lines] == ["pc1"]


def test_old_lines_are_gone() -> None:
    """A source keeps its lines only so long."""
    short = msgspec.structs.replace(MODEL.sources[0], kept=5 * MINUTE)
    scenario = msgspec.structs.replace(MODEL, sources=(short,))

    found = archive(scenario).search(Query(Reach.SEARCH, HOUR))

    assert min(line.at for line in found.lines) >= 55 * MINUTE


def test_logins_name_the_account() -> None:
    """A list of logins holds the lines with the account, noise and all."""
    found = archive().search(Query(Reach.LOGINS, HOUR, subject="helpdesk"))

    assert found.lines
    assert all("helpdesk" in line.text for line in found.lines)


def test_the_newest_lines_are_shown_and_the_rest_counted() -> None:
    """A search brings at most 500 lines."""
    found = archive().search(Query(Reach.SEARCH, 2 * HOUR))

    assert len(found.lines) == MOST
    assert found.more > 0
    assert found.lines[-1].at > 2 * HOUR - 5 * MINUTE


def test_a_host_that_was_off_left_no_noise() -> None:
    """Facts that change tell the archive when a host did not work."""
    logs = archive()
    working = next(host.working for host in MODEL.hosts if host.id == "pc1")
    logs.change(FactsChanged("0", f"{1 << working:x}", "run:1"), 20 * MINUTE)
    logs.change(FactsChanged(f"{1 << working:x}", "0", "run:2"), 30 * MINUTE)

    lines = logs.search(Query(Reach.SEARCH, HOUR, text="pc1")).lines

    assert not [line for line in lines if 20 * MINUTE <= line.at < 30 * MINUTE]
    assert [line for line in lines if line.at >= 30 * MINUTE]


@given(st.text(), st.integers(0, 2 * HOUR), st.integers(0, 2 * HOUR))
def test_seen_is_what_a_search_would_find_of_the_attack(text: str, since: int, until: int) -> None:
    """The engine's shortcut names a trace exactly when the found lines hold its record."""
    query = Query(Reach.SEARCH, HOUR, text=text, since=since, until=until)
    logs = archive()

    record = logs.line(RECORD).text

    assert bool(logs.seen(query)) == any(line.text == record for line in logs.search(query).lines)


def test_split_terms_keeps_phrases() -> None:
    """Double quotes hold words together."""
    assert split_terms('net "domain admins" x') == ["net", "domain admins", "x"]
