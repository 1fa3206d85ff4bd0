"""A file of award rules, read from disk for whoever decides by them or hands them to a drill."""

from pathlib import Path

from drill.errors import MatchError
from drill.i18n import words
from drill.scenario.problems import Found, Place, has_errors, in_file_order, rendered
from drill.scenario.source import decoded, first_bytes
from drill.text import MAX_TEXT
from scoring.awards.model import AwardRule
from scoring.awards.read import read_awards


def load_awards(path: Path) -> tuple[tuple[AwardRule, ...], str]:
    """Return the rules of a file of awards, and its text as a drill carries it.

    Raises:
        MatchError: it cannot be read or has mistakes; all of them are told, a line each.
    """
    found = Found()
    try:
        text = decoded(path.name, first_bytes(path), found) or ""
    except OSError as error:
        raise MatchError(f"{path}: {error.strerror or error}") from error
    if len(text) > MAX_TEXT:
        found.error(Place(path.name, 1), "size", words("longer than {most} letters", most=MAX_TEXT))
    rules = () if has_errors(found.problems) else read_awards(path.name, text, found)
    if has_errors(found.problems):
        raise MatchError("\n".join(rendered(problem) for problem in in_file_order(found.problems)))
    return rules, text
