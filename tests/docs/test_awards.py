"""The judges' guide on awards and seasons: its files load, and no measure is missing from its table."""

import pytest

from drill.scenario.problems import Found
from scoring.awards.measures import measure_of
from scoring.awards.model import MeasureKind
from scoring.awards.read import read_awards
from scoring.season.read import read_season
from tests.docs.pages import Block, anchors, blocks, code_words, links, page, rows

TEXT = page("judges.md")
FILES = [block for block in blocks(TEXT, "yaml") if block.kind in {"awards", "season"}]


@pytest.mark.parametrize("block", FILES, ids=lambda block: f"line {block.line}")
def test_every_file_of_awards_and_seasons_loads(block: Block) -> None:
    """What the guide shows can be copied and used as it is."""
    found = Found()
    read = {"awards": read_awards, "season": read_season}[block.kind]

    assert read("docs", block.text, found)
    assert [problem.say() for problem in found.problems] == []


def test_both_kinds_of_file_are_shown() -> None:
    """The guide shows one of each at least."""
    assert {block.kind for block in FILES} == {"awards", "season"}


def test_every_measure_is_explained() -> None:
    """Whatever rules may compare stands in the guide's table."""
    named = {word for row in rows(TEXT) for word in code_words(row[0])}
    kinds = {measure.kind for word in named if (measure := measure_of(word))}

    assert kinds == set(MeasureKind)


def test_links_within_the_page_lead_somewhere() -> None:
    """Each #anchor is a heading of the page."""
    wanted = {link.removeprefix("#") for link in links(TEXT) if link.startswith("#")}

    assert wanted <= anchors(TEXT)
