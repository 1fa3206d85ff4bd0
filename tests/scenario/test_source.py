"""A text becomes a tree with lines, or problems; never anything else."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.i18n import Language
from drill.scenario.nodes import Listing, Scalar, Section
from drill.scenario.problems import Found
from drill.scenario.read import read_document
from drill.scenario.source import MOST_BYTES, decoded, first_bytes, tree
from drill.scenario.syntax import meant_indentation

BUNDLED = sorted((Path(__file__).parents[2] / "scenarios").glob("*/scenario.yaml"))
EXAMPLE = (Path(__file__).parents[2] / "scenarios/song-may-ransomware/scenario.yaml").read_text("utf-8")


def said(text: str) -> list[tuple[int, str]]:
    """Return line and sentence of what is wrong with a text as YAML."""
    found = Found()
    tree("x.yaml", text, found)
    return [(problem.line, problem.say(Language.ENGLISH)) for problem in found.problems]


def test_every_scalar_stays_text() -> None:
    """Clock times, yes and no, numbers and dates are not turned into anything."""
    root = tree("x", "on: no\nclock: 10:20\ncode: 010\nday: 2026-01-01\nlist: [1.10, ~]\n", Found())

    assert isinstance(root, Section)
    assert [entry.key.text for entry in root.entries] == ["on", "clock", "code", "day", "list"]
    assert [entry.value.text for entry in root.entries if isinstance(entry.value, Scalar)] == [
        "no",
        "10:20",
        "010",
        "2026-01-01",
    ]
    last = root.entries[-1].value
    assert isinstance(last, Listing)
    assert [item.text for item in last.items if isinstance(item, Scalar)] == ["1.10", "~"]


def test_places_are_lines_of_values() -> None:
    """A value knows its own line, not that of its key."""
    root = tree("x", "a:\n  b: c\n  d:\n    - e\n", Found())

    assert isinstance(root, Section)
    assert isinstance(root.entries[0].value, Section)
    assert [entry.value.place.line for entry in root.entries[0].value.entries] == [2, 4]


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.parent.name)
def test_both_loaders_give_the_same_tree(path: Path) -> None:
    """No bundled scenario says different things to the C loader and the pure one."""
    text = path.read_text("utf-8")

    assert tree("x", text, Found()) == tree("x", text, Found(), yaml.Loader)


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("a: 1\nA: 2", 2, "'A' is written twice here; keep one"),
        ("first move: 1\nfirst_move: 2", 2, "'first_move' is written twice here; keep one"),
        ("a: &x b\n", 1, '"&" and "*" shortcuts are not allowed; write it out or use "for each"'),
        ("a: &x {b: c}\n", 1, '"&" and "*" shortcuts are not allowed; write it out or use "for each"'),
        (
            "a: !x {b: c}\n",
            1,
            "\"!\" at the start of a value is not allowed; put the text in 'single quotes'",
        ),
        ("a: b\nc: *x\n", 2, '"&" and "*" shortcuts are not allowed; write it out or use "for each"'),
        (
            "a:\n  b: *x # as above\n    c: 1\n    d: 2\n",
            2,
            '"&" and "*" shortcuts are not allowed; write it out or use "for each"',
        ),
        ("a: !!int 3\n", 1, "\"!\" at the start of a value is not allowed; put the text in 'single quotes'"),
        ("<<: x\n", 1, '"<<" is not allowed; write it out or use "for each"'),
        ("a: b\n---\nc: d\n", 2, '"---" starts a second document; a file holds one scenario'),
        ("%YAML 1.1\n---\na: b\n", 1, 'a line starting with "%" is not allowed; delete it'),
        (
            "q: {ask: Why?, points: 5}",
            1,
            'put this text on its own line; inside { } or [ ] a comma or "?" would cut it',
        ),
        (
            "q: {ask: Hello, you, points: 5}",
            1,
            'put this text on its own line; inside { } or [ ] a comma or "?" would cut it',
        ),
        ("q: [a: b]", 1, 'put this text on its own line; inside { } or [ ] a comma or "?" would cut it'),
        ("q: {a: b: c}", 1, 'put this text on its own line; inside { } or [ ] a comma or "?" would cut it'),
        (
            "q: [a # b\n, c]",
            1,
            'put this text on its own line; inside { } or [ ] a comma or "?" would cut it',
        ),
        ("a:\n  needs: any: [b is c, d is e]\n", 2, '"any:" begins a group; put it on a line of its own'),
        ("a: b: c", 1, "this line contains \": \", put it in 'single quotes'"),
        ("a: @b", 1, "this line starts with \"@\", put it in 'single quotes'"),
        ("a: %b", 1, "this line starts with \"%\", put it in 'single quotes'"),
        ("a: <b>", 1, "this line starts with \"<\", put it in 'single quotes'"),
        ("a: b #231", 1, "this line contains \" #\", put it in 'single quotes'"),
        (
            'a: "b" c',
            1,
            "there is text outside the quotes; put the whole line in 'single quotes' and write every ' inside twice",
        ),
        ("a: 'b", 1, "the quote that opens on this line is never closed"),
        ('a: "\\q"', 1, '"\\" has a meaning inside "double quotes"; put this line in \'single quotes\''),
        ("a: [b,\nc", 1, "the bracket that opens on this line is never closed"),
        (
            "a: b\n  c: d\n",
            2,
            'this line does not fit the lines above it; check its indentation and the ":" above it',
        ),
        ("a: b\nlonely words\nc: d", 2, 'this line has no ":" after its key'),
        ("a:\n\tb: c\n", 2, "a tab; indent with two spaces"),
        ("a: b\x00", 1, "an invisible character (U+0000); delete it"),
        ("a: b\u202ec", 1, "an invisible character (U+202E); delete it"),
        ('a: "\\x1b[2J"', 1, "an invisible character (U+001B); delete it"),
        ("? [a]\n: b", 1, "a key is a word, not a list or a section"),
        ("", 1, "the file is empty"),
        ("# nothing\n", 1, "the file is empty"),
        ("x" * (MOST_BYTES + 1), 1, "the file is larger than 1 MB; split it with use"),
    ],
)
def test_what_yaml_offers_beyond_texts_is_refused(text: str, line: int, sentence: str) -> None:
    """Each surprise of YAML is one problem with its line and what to do."""
    assert (line, sentence) in said(text)


def test_several_syntax_errors_are_found_together() -> None:
    """Reading goes on after a line that YAML cannot read."""
    assert [line for line, _ in said("a: b: c\nd: e\nf: @g\nh: 'i' j\n")] == [1, 3, 4]


def test_a_repaired_file_is_read_for_more_problems() -> None:
    """A line that only lacks quotes does not hide what is wrong further down."""
    text = "drill: 1\nscenario:\n  id: x\n  title: Over: done\n  length: 5m\n"

    said_of = [problem.say(Language.ENGLISH) for problem in read_document({"x": text})[1]]

    assert "this line contains \": \", put it in 'single quotes'" in said_of
    assert "a drill lasts 20m to 12h" in said_of


@pytest.mark.parametrize(
    "line",
    [
        "\tchance: 5%",
        "\t  chance: 5%",
        "\t\t\tchance: 5%",
        "    \tchance: 5%",
        "   chance: 5%",
        "     chance: 5%",
    ],
)
def test_a_line_in_the_wrong_column_does_not_hide_the_rest(line: str) -> None:
    """A tab or a blank too many is one problem; the line is read where its neighbours stand, and so is the rest."""
    lines = ["a:", "  b:", "    does: c", line, "    takes: 5m", "  d: @e"]

    assert [number for number, _ in said("\n".join(lines))] == [4, 6]


@pytest.mark.parametrize(
    ("lines", "meant"),
    [
        (["a:", "\tb: c", "d: e"], 2),
        (["a:", "  - b: c", "\td: e", "  - f: g"], 4),
        (["a:", "  - b: c", "\t- d: e", "  - f: g"], 2),
        (["a:", "  b: c", "\td:", "    e: f"], 2),
        (["a: b", "\tc: d"], 0),
        (["", "\tc: d"], None),
        (["a:", "    b: c", "\td: e", "  f: g"], None),
    ],
)
def test_the_meant_column_is_what_the_neighbours_share(lines: list[str], meant: int | None) -> None:
    """Below a key it is two further in, among equals it is theirs; where they disagree nothing is guessed."""
    at = next(number for number, line in enumerate(lines) if line.startswith("\t"))

    assert meant_indentation(lines, at) == meant


def test_a_quote_left_open_is_named_where_it_opens() -> None:
    """YAML notices only at the next quote; the author is sent to the line that lacks one, and the rest is read."""
    text = "a: 'b\nc: d\ne: 'f'\ng: @h\n"

    assert said(text)[0] == (1, "the quote that opens on this line is never closed")
    assert 4 in [line for line, _ in said(text)]


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 200_000,
        "{" * 200_000,
        "- " * 200_000,
        "? " * 200_000,
        "[{a: " * 100_000,
        "- [" * 100_000,
        "\n".join(" " * depth + "a:" for depth in range(1_000)),
        "!!" * 200_000,
        "&a " * 100_000,
        "a: " * 200_000,
        '"' * 200_000,
        "'" * 199_999,
        "|" * 200_000,
        "\t\x00" * 100_000,
        "*a\n" * 10_000,
    ],
    ids=lambda bomb: repr(bomb[:6]),
)
def test_bombs_are_refused(bomb: str) -> None:
    """Nesting and repetition end in a problem, quickly and without a crash."""
    assert said(bomb)


def test_depth_is_counted_from_the_top() -> None:
    """Ten levels are read, eleven are not."""
    ten = "".join("  " * depth + "a:\n" for depth in range(9)) + "  " * 9 + "a: b\n"
    eleven = "".join("  " * depth + "a:\n" for depth in range(10)) + "  " * 10 + "a: b\n"

    assert said(ten) == []
    assert said(eleven) == [(11, "more than 10 levels deep; nothing needs that many")]


def test_bytes_that_are_no_text_are_refused_with_their_line() -> None:
    """A file in another encoding says on which line it stops being UTF-8."""
    found = Found()

    assert decoded("x", b"a: b\nc: \xff\n", found) is None
    assert [(problem.line, problem.say(Language.ENGLISH)) for problem in found.problems] == [
        (2, "this is not UTF-8 text; save the file as UTF-8")
    ]


def test_a_file_without_end_is_read_no_further_than_needed(tmp_path: Path) -> None:
    """Twenty gigabytes of nothing are refused for their size, not read into memory."""
    path = tmp_path / "x.yaml"
    with path.open("wb") as stream:
        stream.truncate(20 << 30)
    found = Found()

    assert decoded("x.yaml", first_bytes(path), found) is None
    assert "larger than 1 MB" in found.problems[0].say(Language.ENGLISH)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    """Files from other editors read alike, line for line."""
    text = decoded("x", b"\xef\xbb\xbfa: b\r\nc: d\r\n", Found())

    assert text is not None
    assert tree("x", text, Found()) == tree("x", "a: b\nc: d\n", Found())


def test_texts_are_composed() -> None:
    """Decomposed Vietnamese reads as the composed form, so that names compare."""
    root = tree("x", "a: Vie\u0323\u0302t\n", Found())

    assert isinstance(root, Section)
    assert root.entries[0].value == Scalar("Việt", root.entries[0].value.place)


# ---------------------------------------------------------------- nothing ever raises

PIECES = st.sampled_from(
    [
        "",
        " ",
        "  ",
        ":",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "#",
        "\n",
        "\t",
        "|",
        ">",
        "&a",
        "*a",
        "!x",
        "?",
        "%",
        "any:",
        "was",
        "is",
        "not",
        "at",
        "->",
        "0",
        "99999999999",
        "é",
        "\u202e",
        "<<",
        "---\n",
        "<target>",
        "for each",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(EXAMPLE)), st.integers(0, 40), PIECES), min_size=1, max_size=6))
def test_a_mutilated_scenario_gives_problems_and_never_raises(cuts: list[tuple[int, int, str]]) -> None:
    """Whatever is cut out of or put into a scenario, reading ends with a document or with problems."""
    text = EXAMPLE
    for at, length, piece in cuts:
        text = text[:at] + piece + text[at + length :]

    document, problems = read_document({"x.yaml": text})

    assert document is not None or problems


@settings(max_examples=150, deadline=None)
@given(st.text())
def test_any_text_at_all_is_read_without_raising(text: str) -> None:
    """Reading is total."""
    document, problems = read_document({"x.yaml": text})

    assert document is not None or problems


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, EXAMPLE.count("\n")),
    st.sampled_from(["x", "[]", "{}", "- a", "''", "{any: [a, b]}", "a is b"]),
)
def test_a_value_of_the_wrong_shape_never_raises(line: int, value: str) -> None:
    """Any line's value may be replaced by anything."""
    lines = EXAMPLE.split("\n")
    head, colon, _ = lines[line].partition(":")
    lines[line] = f"{head}{colon} {value}"

    document, problems = read_document({"x.yaml": "\n".join(lines)})

    assert document is not None or problems
