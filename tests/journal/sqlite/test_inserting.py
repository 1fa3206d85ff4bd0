import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from drill.journal import chain
from drill.journal.base import EMPTY, Draft, Side
from drill.journal.sqlite import inserting, store

LARGEST = inserting.LARGEST


@pytest.mark.parametrize("most", [10, 999, 32_766])
def test_no_statement_has_more_values_than_sqlite_takes(tmp_path: Path, most: int) -> None:
    """An old build's limit changes the statements, never the rows."""
    path = tmp_path / "a.drill"
    store.create(path).close()
    drafts = [Draft(n, "", "", Side.OUTPUT, "x", b"") for n in range(LARGEST)]
    with closing(sqlite3.connect(path)) as connection:
        connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, most)
        inserting.insert(connection, 1, drafts, [b"hash"] * LARGEST)

        rows = connection.execute("SELECT seq, t FROM entries ORDER BY seq").fetchall()
        assert rows == [(n + 1, n) for n in range(LARGEST)]


@pytest.mark.parametrize("count", [1, 7, 8, 9, LARGEST - 1, LARGEST, LARGEST + 9, 2 * LARGEST + 17])
def test_an_append_of_any_size_is_kept_whole_and_in_order(tmp_path: Path, count: int) -> None:
    """However the rows fall into statements, each entry comes back once, in its place, with its own fields."""
    sides = (Side.INPUT, Side.OUTPUT)
    drafts = [
        Draft(n, f"team-{n}", "", sides[n % 2], "x", b"%d" % n, n or None, f"c:{n}") for n in range(count)
    ]
    journal = store.create(tmp_path / "a.drill")

    head = journal.append(drafts)

    assert head.seq == count
    assert journal.read() == chain.extend(EMPTY, drafts)
    journal.close()
