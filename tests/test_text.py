"""The locks on outsiders' words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.text import bare, cells, clean, fit, folded, one_line

VIETNAMESE = "Nghiễm nhiên, đường truyền tới Sở bị ngắt; hãy báo Trưởng phòng."


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("\x1b]0;title\x07a\x1b[2J\x1b[31mb\x9b31mc", "abc"),
        ("\x1bPq#1\x1b\\a\x1b_x\x1b\\b", "ab"),
        ("\u202eevil\u202c\u2066x\u2069", "evilx"),
        ("a\x00b\x08c\x7f\x85d", "abcd"),
        ("line\r\nnext\rlast", "line\nnext\nlast"),
        ("a\u200b\ufeff\U000e0041b\ud800", "ab"),
        ("\u115f\u3164\u2800\uffa0", ""),
        ("[red]{0} %s[/]", "[red]{0} %s[/]"),
    ],
)
def test_only_the_words_are_left(hostile: str, left: str) -> None:
    """Escapes, controls and what nobody sees go; brackets and braces are words like others."""
    assert clean(hostile) == left


def test_accents_do_not_tower() -> None:
    """A letter keeps the marks that a script needs; a stack of a hundred is cut down."""
    tower = "e" + "\u0301\u0316\u0329" * 40

    assert sum(unicodedata.combining(c) > 0 for c in clean(tower)) <= 4
    assert clean(VIETNAMESE) == VIETNAMESE
    assert clean(unicodedata.normalize("NFD", VIETNAMESE)) == VIETNAMESE


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """What the hub cleaned is shown as it is kept."""
    assert clean(clean(text)) == clean(text)


@given(st.text(), st.integers(0, 60))
def test_a_fitted_line_is_exactly_as_wide_as_its_place(text: str, width: int) -> None:
    """No text, however wide its letters, moves what stands beside it."""
    assert cells(fit(text, width)) == width


@given(st.text())
def test_a_line_is_one_line(text: str) -> None:
    """No break, tab or double blank survives."""
    assert one_line(text) == " ".join(one_line(text).split())


def test_texts_compare_without_case_form_or_blanks() -> None:
    """Two people who type the same word mean the same word."""
    assert folded("  Đội\tĐỎ ") == folded(unicodedata.normalize("NFD", "đội đỏ"))


@pytest.mark.parametrize(
    ("text", "found"),
    [("Dừng khẩn cấp", "dung khan cap"), ("ĐẤT  Mũi", "dat mui"), ("fs01", "fs01"), ("", "")],
)
def test_bare_words_have_no_accents(text: str, found: str) -> None:
    """Whoever types without an input method finds them, in either form of Unicode."""
    assert bare(text) == bare(unicodedata.normalize("NFD", text)) == found
