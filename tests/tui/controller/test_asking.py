"""What controllers type, read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.tui.controller.asking import length_of, sentence_of, sentences_of, undoing, wrong_length_or_none
from drill.tui.teams import Teams
from drill.world.cards import TruthCard

TEAMS = Teams({"a": "Sao Biển", "b": "Đất Mũi, Cà Mau"})


@pytest.mark.parametrize(
    ("text", "length"),
    [("10", 600_000), ("10m", 600_000), ("90s", 90_000), ("1h30m", 5_400_000), (" 2 h ", 7_200_000)],
)
def test_lengths_are_minutes_unless_they_say_otherwise(text: str, length: int) -> None:
    """Bare numbers are minutes; h, m and s may be joined."""
    assert length_of(text) == length


@pytest.mark.parametrize("text", ["", "soon", "0", "-5", "10x", "99h", "1.5h"])
def test_other_words_are_no_length(text: str) -> None:
    """Nothing, zero, fractions and more than half a day are refused."""
    assert length_of(text) is None


@given(st.integers(1, 11), st.integers(0, 59), st.integers(0, 59))
def test_every_written_length_reads_back(hours: int, minutes: int, seconds: int) -> None:
    """Hours, minutes and seconds add up exactly."""
    assert length_of(f"{hours}h{minutes}m{seconds}s") == ((hours * 60 + minutes) * 60 + seconds) * 1000


def test_a_length_may_be_left_out_where_it_says_so() -> None:
    """An optional length is right when empty and wrong when it is no length."""
    assert wrong_length_or_none("") == ""
    assert wrong_length_or_none("soon")


@pytest.mark.parametrize(
    ("text", "ids"),
    [("", ()), ("all", ()), ("sao biển", ("a",)), ("b", ("b",)), ("a, b", ("a", "b")), ("Đất Mũi, Cà Mau", ("b",))],
)  # fmt: skip
def test_teams_are_read_by_id_and_label(text: str, ids: tuple[str, ...]) -> None:
    """Nothing means all; labels with a comma are found whole."""
    assert TEAMS.ids(text) == ids


def test_an_unknown_team_is_named() -> None:
    """The complaint names the first stranger alone."""
    assert TEAMS.ids("a, green") is None
    assert "green" in TEAMS.wrong("a, green")


def test_exactly_one_team_can_be_demanded() -> None:
    """All teams and two teams are too many."""
    assert TEAMS.wrong_one("a") == ""
    assert TEAMS.wrong_one("all")
    assert TEAMS.wrong_one("a, b")


def test_team_names_complete_after_a_comma() -> None:
    """What stands before the last comma stays."""
    assert TEAMS.complete("Sao Biển, đ") == ["Sao Biển, Đất Mũi, Cà Mau"]
    assert TEAMS.complete("a") == ["all"]


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("fs01.encrypted", "fs01 is not encrypted"),
        ("portal01.weak.PORTAL-UPLOAD", "portal01 is not weak to PORTAL-UPLOAD"),
        ("link.servers-mgmt.cut", "link servers to mgmt is not cut"),
        ("attacker.network-map", "attacker has no network-map"),
        ("team.declared-an-incident", "team has no declared an incident"),
        ("goal.leak.reached", "goal leak is not reached"),
    ],
)
def test_facts_are_undone_in_the_authors_words(fact: str, said: str) -> None:
    """A canonical name becomes the sentence that clears it."""
    assert sentence_of(fact, negated=True) == said


def test_sentences_are_split_at_semicolons_and_lines() -> None:
    """Empty parts vanish."""
    assert sentences_of(" a is b ;; c is d\n\n e has f") == ("a is b", "c is d", "e has f")


def test_undoing_offers_what_is_true() -> None:
    """The completion goes on after a semicolon."""
    complete = undoing(TruthCard("a", ("fs01.encrypted", "pc.off"), (), (), "", "", (), (), ()))

    assert complete("fs") == ["fs01 is not encrypted"]
    assert complete("x is y; pc") == ["x is y; pc is not off"]
    assert undoing(None)("fs") == []
