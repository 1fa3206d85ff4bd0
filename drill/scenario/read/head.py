"""The head of a file: language version and section scenario."""

from drill.i18n import N_, words
from drill.scenario.document import Scenario
from drill.scenario.model import Text
from drill.scenario.nodes import Section
from drill.scenario.problems import Found, Place
from drill.scenario.read.keys import Keys
from drill.scenario.read.kinds import SCENARIO
from drill.scenario.read.network import one_of
from drill.scenario.values import (
    HOUR,
    MINUTE,
    NO_TEXT,
    Value,
    hour_of_day,
    identifier,
    scalar,
    section,
    text,
    texts,
    time_between,
    whole,
)

VERSION = "1"
LEVELS = ("beginner", "intermediate", "expert")
SHORTEST = 20 * MINUTE
LONGEST = 12 * HOUR
LONG_SUMMARY = 600
"""Characters beyond which nobody reads a summary."""


def right_version(value: Value | None) -> bool:
    """Tell whether this program reads the file's language version; report it if not."""
    said = scalar(value) if value else VERSION
    if value is None or said == VERSION:
        return True
    if said is not None:
        message = words("this checker reads language version 1, the file says {version}", version=said)
        value.wrong("version", message)
    return False


def scenario(value: Value | None, start: Place, found: Found) -> Scenario:
    """Read section ``scenario``."""
    node = section(value) if value else None
    keys = Keys(node or Section((), start), SCENARIO, "scenario", found)
    name = keys.must("id", identifier, "", N_("write a short name in small letters"))
    return Scenario(
        name,
        keys.where.get("id", keys.place),
        title=keys.must("title", text, NO_TEXT, N_("write what players see first")),
        summary=keys.may("summary", _summary, NO_TEXT),
        length=keys.must(
            "length",
            time_between(SHORTEST, LONGEST, N_("a drill lasts 20m to 12h")),
            LONGEST,
            N_("say how long the drill lasts: 4h"),
        ),
        starts_at=keys.may("starts at", hour_of_day, 8 * HOUR),
        level=keys.may("level", lambda level: one_of(level, LEVELS), "intermediate"),
        teaches=keys.may("teaches", texts, ()),
        hours_per_hour=keys.may("real hours per drill hour", whole(1, 24), 1),
        where=keys.close(),
    )


def _summary(value: Value) -> Text | None:
    said = text(value)
    if said and max(len(said.en), len(said.vi)) > LONG_SUMMARY:
        value.found.warning(
            value.place, "summary", words("the summary is over 600 characters; say it shorter")
        )
    return said
