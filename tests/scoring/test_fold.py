import ast
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import scoring
from drill.world.happened import Happened
from drill.world.inputs import DrillOpened
from scoring.fold import Ledger, fold
from scoring.model import Layer
from tests.scoring.ground import HOUR, MODEL, TEAMS, Book
from tests.scoring.journals import RICH, books

few = settings(max_examples=60, deadline=None)


@few
@given(books())
def test_a_total_is_the_sum_of_its_lines(book: Book) -> None:
    """Total, sections and layers are sums of the same lines and of nothing else."""
    for team in fold(RICH, book.entries).teams.values():
        standing = team.standing()
        assert standing.total == sum(line.points for line in team.lines) == team.total
        for name, points in standing.sections:
            assert points == sum(line.points for line in team.lines if line.section == name)
        assert standing.automatic == sum(line.points for line in team.lines if line.layer is Layer.AUTOMATIC)
        assert standing.automatic + standing.judged == standing.total


@few
@given(books())
def test_each_line_names_existing_entries(book: Book) -> None:
    """No line is without a reason, and every reason stands in the journal, of that team or of the whole drill."""
    entries = dict(book.entries)
    for name, team in fold(RICH, book.entries).teams.items():
        for line in team.lines:
            assert line.because
            assert list(line.because) == sorted(set(line.because))
            assert all(entries[seq].team in {name, ""} for seq in line.because)


@few
@given(books())
def test_a_line_has_a_place_of_its_own(book: Book) -> None:
    """Section, rule and item name one line of a team."""
    for team in fold(RICH, book.entries).teams.values():
        names = [(line.section, line.rule, line.item) for line in team.lines]
        assert len(names) == len(set(names))


@few
@given(books(), st.data())
def test_without_its_entries_a_line_is_gone(book: Book, data: st.DataObject) -> None:
    """Taking a line's entries out of the journal takes its points out of the ledger."""
    lines = fold(RICH, book.entries).teams[TEAMS[0]].lines
    line = data.draw(st.sampled_from(lines))
    left = [entry for entry in book.entries if entry[0] not in line.because]
    team = fold(RICH, left).teams.get(TEAMS[0])
    remaining = team.lines if team else ()
    about = (line.section, line.rule, line.item, line.points)
    kept = {(other.section, other.rule, other.item, other.points) for other in remaining}
    assert line.points == 0 or about not in kept


@few
@given(books())
def test_one_entry_at_a_time_equals_the_whole(book: Book) -> None:
    """After each entry the ledger kept current equals one that works every line out anew."""
    live = Ledger(RICH)
    for seq, happened in book.entries:
        before = {name: team.standing() for name, team in live.teams.items()}
        told = live.feed(seq, happened)
        for name, team in live.teams.items():
            lines = team.lines
            if name not in told and name in before:
                assert team.standing() == before[name]
            assert lines == team.recount()
    whole = fold(RICH, book.entries)
    assert {name: team.standing() for name, team in live.teams.items()} == {
        name: team.standing() for name, team in whole.teams.items()
    }


@few
@given(books(), st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_matter(book: Book, chance: object) -> None:
    """Teams' and judges' entries may come interleaved in any way: each team has the same lines."""
    streams: dict[str, list[tuple[int, Happened]]] = {}
    for entry in book.entries[1:]:
        streams.setdefault(
            entry[1].seat if entry[1].team == "" and "judge" in entry[1].seat else entry[1].team, []
        ).append(entry)
    mixed = [book.entries[0]]
    while any(streams.values()):
        stream = chance.choice([stream for stream in streams.values() if stream])  # type: ignore[attr-defined]
        mixed.append(stream.pop(0))
    read = fold(RICH, mixed).teams
    for name, team in fold(RICH, book.entries).teams.items():
        assert read[name].lines == team.lines


def test_a_team_that_does_nothing_wrong_and_nothing_right() -> None:
    """Before anything happens a team has all service and attack points and no others."""
    standing = fold(MODEL, Book().entries).teams[TEAMS[0]].standing()
    assert standing.total == 600
    assert dict(standing.sections)["judged teamwork"] == 0
    assert standing.pending == 100


def test_upto_reads_no_further() -> None:
    """The ledger of a position ends there."""
    book = Book()
    down = book.facts(HOUR, TEAMS[0], off="portal.up")
    assert fold(MODEL, book.entries, upto=down - 1).teams[TEAMS[0]].total == 600
    assert fold(MODEL, book.entries).teams[TEAMS[0]].total < 600


def test_the_trend_samples_the_team_s_own_time() -> None:
    """Every tenth of an hour's step shows the total of that moment, then the total now."""
    book = Book()
    book.facts(HOUR, TEAMS[0], off="portal.up")
    book.facts(2 * HOUR, TEAMS[0], on="portal.up")
    standing = fold(MODEL, book.entries).teams[TEAMS[0]].standing()
    assert standing.trend == (600,) * 6 + (425,) * 6 + (575,)


def test_entries_before_the_opening_are_no_team_s() -> None:
    """A journal without its first entry has no teams and no points."""
    book = Book()
    book.facts(HOUR, TEAMS[0], off="portal.up")
    assert fold(MODEL, book.entries[1:]).teams == {}
    assert isinstance(book.entries[0][1].what, DrillOpened)


def test_no_float_anywhere() -> None:
    """The package holds no float constant and never calls float."""
    for path in Path(scoring.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), path
            assert not (isinstance(node, ast.Name) and node.id == "float"), path


@few
@given(books())
def test_points_are_whole_numbers(book: Book) -> None:
    """Every number of every line is an int."""
    for team in fold(RICH, book.entries).teams.values():
        for line in team.lines:
            assert type(line.points) is int
            assert type(line.t) is int
