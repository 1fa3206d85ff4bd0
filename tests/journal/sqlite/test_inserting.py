from pathlib import Path

import pytest

from drill.journal import chain
from drill.journal.base import EMPTY, Draft, Side
from drill.journal.sqlite import inserting, store

LARGEST = inserting.SIZES[0]


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
