"""A damaged scenario gives problems, never an exception."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import scenarios
from drill.scenario.check import check
from drill.scenario.load import load_sources

TEXTS = [
    path.read_text("utf-8") for path in sorted(Path(next(iter(scenarios.__path__))).glob("*/scenario.yaml"))
]
WORDS = [
    "fs01",
    "nobody",
    "is",
    "not",
    "has",
    "any:",
    "all",
    "0",
    "01:00",
    "internet",
    "<target>",
    "T1486",
    "-",
    "up",
]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Draw a bundled scenario with some lines left out, doubled, or with another word in them."""
    lines = draw(st.sampled_from(TEXTS)).split("\n")
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        match draw(st.integers(0, 2)):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, lines[draw(st.integers(0, len(lines) - 1))])
            case _:
                parts = lines[place].split(" ")
                parts[draw(st.integers(0, len(parts) - 1))] = draw(st.sampled_from(WORDS))
                lines[place] = " ".join(parts)
    return "\n".join(lines)


@given(damaged())
@settings(max_examples=40, deadline=None)
def test_a_damaged_scenario_never_raises(text: str) -> None:
    """Whatever is wrong is said; every problem has a line of the file."""
    sources = {"scenario.yaml": text}
    loaded = load_sources(sources)
    if loaded.document is None:
        assert loaded.problems
        return
    _, problems = check(loaded.document, sources)
    lines = text.count("\n") + 1
    assert all(1 <= problem.line <= lines for problem in problems)
    assert all(problem.say() for problem in problems)
