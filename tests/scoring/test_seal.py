from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from drill.i18n import words as said
from drill.world.inputs import ResultsSealed
from scoring.fold import fold
from scoring.model import LedgerLine, LineRule
from scoring.seal import (
    Statement,
    filled,
    key_words,
    lines_hash,
    results_hash,
    rules_hash,
    signed_bytes,
    spoken,
    team_hashes,
    words,
)
from tests.scoring.ground import MODEL, Book
from tests.scoring.journals import RICH, books

STATEMENT = Statement(7, "aa" * 32, "bb" * 32, "cc" * 32, "dd" * 32)
KEY, SIGNATURE = bytes(32), bytes(64)
LINE = LedgerLine("red", "services", LineRule.SERVICE_LOST, "web", -5, 1000, (3, 9), said("down"))


@given(books(), st.randoms())
def test_the_results_do_not_depend_on_the_order_in_which_they_are_read(book: Book, luck: object) -> None:
    """Teams and lines in any order give the same bytes."""
    ledger = fold(RICH, book.entries)
    teams = team_hashes(ledger)
    names = list(teams)
    luck.shuffle(names)  # type: ignore[attr-defined]
    shuffled = {name: lines_hash(name, reversed(ledger.teams[name].lines)) for name in names}

    assert results_hash(shuffled) == results_hash(teams)


@pytest.mark.parametrize(
    "change",
    [
        {"points": -4},
        {"t": 1001},
        {"item": "mail"},
        {"because": (3,)},
        {"by": "judge"},
        {"rule": LineRule.SERVICE_KEPT},
        {"section": "fines"},
    ],
    ids=str,
)
def test_a_change_of_any_line_changes_the_results(change: dict[str, object]) -> None:
    """Nothing about a line but its prose can differ under the same hash."""
    assert lines_hash("red", [replace(LINE, **change)]) != lines_hash("red", [LINE])


def test_better_prose_does_not_change_the_results() -> None:
    """A later version may say the same reason in other words."""
    assert lines_hash("red", [replace(LINE, why=said("broken"))]) == lines_hash("red", [LINE])


def test_a_team_without_a_line_is_part_of_the_results() -> None:
    """Nobody can be left out of a drill afterwards."""
    red, blue = lines_hash("red", [LINE]), lines_hash("blue", [])

    assert results_hash({"red": red, "blue": blue}) != results_hash({"red": red})


def test_what_a_judge_wrote_into_the_hashes_is_replaced() -> None:
    """The hashes of a seal are worked out from the ledger, never taken from the seat."""
    book = Book()
    book.end()
    ledger = fold(MODEL, book.entries)

    seal = filled(ResultsSealed("final", "mine", "mine", "mine"), ledger)

    assert seal.statement == "final"
    assert (seal.scenario, seal.rules) == (MODEL.hash, rules_hash(MODEL))
    assert seal.results == results_hash(team_hashes(ledger))


@pytest.mark.parametrize(
    "other",
    [
        replace(MODEL, scoring=replace(MODEL.scoring, services=MODEL.scoring.services + 1)),
        replace(MODEL, questions=(replace(MODEL.questions[0], points=99), *MODEL.questions[1:])),
        replace(MODEL, injects=(replace(MODEL.injects[0], points=99), *MODEL.injects[1:])),
        replace(MODEL, services=(replace(MODEL.services[0], weight=9), *MODEL.services[1:])),
    ],
    ids=["section", "question", "inject", "weight"],
)
def test_other_points_are_other_rules(other: object) -> None:
    """The hash of the rules covers sections, questions and injects."""
    assert rules_hash(other) != rules_hash(MODEL)  # type: ignore[arg-type]


def test_the_rules_do_not_depend_on_the_order_of_the_file() -> None:
    """Questions written in another order are worth the same."""
    hashes = {rules_hash(replace(MODEL, questions=order)) for order in permutations(MODEL.questions)}

    assert len(hashes) == 1


def test_what_is_signed_can_be_read() -> None:
    """One named value a line, so that a person can compare them by eye."""
    assert signed_bytes(STATEMENT).decode().splitlines() == [
        "livefire seal 1",
        "position 7",
        "head " + "aa" * 32,
        "scenario " + "bb" * 32,
        "rules " + "cc" * 32,
        "results " + "dd" * 32,
    ]


def test_twelve_words_of_five_letters() -> None:
    """A seal can be read aloud, and a key too, with fewer words."""
    seal = words(STATEMENT, KEY, SIGNATURE)

    assert [len(word) for word in seal] == [5] * 12
    assert len(key_words(KEY)) == 6


@pytest.mark.parametrize(
    ("statement", "key", "signature"),
    [
        (replace(STATEMENT, results="ee" * 32), KEY, SIGNATURE),
        (STATEMENT, b"\1" + bytes(31), SIGNATURE),
        (STATEMENT, KEY, b"\1" + bytes(63)),
    ],
    ids=["results", "key", "signature"],
)
def test_anything_else_gives_other_words(statement: Statement, key: bytes, signature: bytes) -> None:
    """The words stand for result, key and signature together."""
    assert words(statement, key, signature) != words(STATEMENT, KEY, SIGNATURE)


@given(st.integers(0, 65535), st.integers(0, 65535))
def test_a_word_stands_for_one_number_alone(one: int, other: int) -> None:
    """Two numbers of sixteen bits never share a word."""
    same = spoken(one.to_bytes(2, "big")) == spoken(other.to_bytes(2, "big"))

    assert same is (one == other)
