"""Sections scoring and rehearsal."""

import re

from drill.i18n import N_, Words, words
from drill.scenario.document import Beats, Bound, Judged, Rehearsal, Scoring
from drill.scenario.nodes import Entry, Scalar, Section
from drill.scenario.problems import Found, Place, did_you_mean
from drill.scenario.read.keys import Keys, keys_of
from drill.scenario.read.kinds import FINES, JUDGED, REHEARSAL, SCORING
from drill.scenario.read.people import criteria_of
from drill.scenario.values import (
    MOST_POINTS,
    Value,
    percentage,
    points,
    scalar,
    section,
    texts,
    time,
    whole,
)

BOTS = ("idle", "novice", "average", "skilled", "panic", "oracle")
_PER_MINUTE = re.compile(r"(\d{1,4}) per (?:(\d{1,3}) )?minutes?")
_BOUND = re.compile(r"at (most|least) (\S+)|(\S+) to (\S+)")
_TEAM = re.compile(r"(\w+) team")
_BEATS = re.compile(r"(\w+) beats (\w+)")
_OF_RUNS = re.compile(r"at least (\S+)(?: of runs)?")


def scoring(value: Value | None, start: Place, found: Found) -> Scoring:
    """Read section ``scoring``; without one, everything has its default."""
    node = section(value) if value else None
    keys = Keys(node or Section((), start), SCORING, "scoring", found)
    fines = _fines(keys.take("fines"), keys)
    costly = fines.may("costly mistake", points, 0)
    outage, minutes = fines.may("needless outage", per_minute, (0, 1))
    wrong = fines.may("wrong answer", points, 0)
    fines.close()
    return Scoring(
        "scoring",
        keys.place,
        services=keys.may("services", points, 300),
        services_afterwards=keys.may("services afterwards", time, None),
        attack_stopped=keys.may("attack stopped", points, 300),
        questions=_section_points(keys, "questions"),
        injects=_section_points(keys, "injects"),
        reports=_section_points(keys, "reports"),
        total=keys.may("total", whole(0, MOST_POINTS * 100), None),
        judged=_judged(keys),
        costly_mistake=costly,
        outage_points=outage,
        outage_minutes=minutes,
        wrong_answer=wrong,
        where=keys.close(),
    )


def _fines(value: Value | None, keys: Keys) -> Keys:
    node = section(value) if value else None
    return Keys(node or Section((), keys.place), FINES, "fines", keys.found)


def per_minute(value: Value) -> tuple[int, int] | None:
    """Return ``2 per minute`` or ``2 per 5 minutes`` as points and minutes."""
    said = scalar(value)
    match = _PER_MINUTE.fullmatch(" ".join(said.split())) if said else None
    if said and (not match or int(match[1]) > MOST_POINTS or match[2] == "0"):
        message = words("'{text}' is not a fine; write it like 2 per minute", text=said)
        value.wrong("fine", message)
        return None
    return (int(match[1]), int(match[2] or 1)) if match else None


def _section_points(keys: Keys, key: str) -> int | None:
    value = keys.take(key)
    return None if value is None else section_points(value)


def section_points(value: Value) -> int | None:
    """Return what a section is scaled to; None for the sum of its items (``from questions``)."""
    said, key = scalar(value), value.key
    if said is None or " ".join(said.casefold().split()) == f"from {key}":
        return None
    if said.isdigit():
        return points(value)
    message = words("'{text}' does not fit; write points, or: from {key}", text=said, key=key)
    value.wrong("points", message)
    return None


def _judged(keys: Keys) -> tuple[Judged, ...]:
    read = []
    for entry in tuple(keys.left.values()):
        prefix, _, name = entry.key.text.strip().partition(" ")
        if prefix.casefold() == "judged" and name.strip():
            keys.take(entry.key.text)
            read.append(_judged_one(name.strip(), entry, keys.found))
    keys.asked = [key for key in keys.asked if not key.casefold().startswith("judged ")]
    return tuple(read)


def _judged_one(name: str, entry: Entry, found: Found) -> Judged:
    if isinstance(entry.value, Scalar):
        given = points(Value(entry.value, entry.key.text, found)) or 0
        return Judged(name, entry.key.place, {}, points=given, criteria=())
    keys = keys_of(entry, JUDGED, found)
    return Judged(
        name,
        keys.place,
        points=keys.must("points", points, 0, N_("say what it is worth")),
        criteria=tuple(one for said in keys.may("criteria", texts, ()) for one in criteria_of(said)),
        where=keys.close(),
    )


# ---------------------------------------------------------------- rehearsal


def rehearsal(value: Value | None, start: Place, found: Found) -> Rehearsal:
    """Read section ``rehearsal``: only what the author expects, defaults by level are for the checks."""
    node = section(value) if value else None
    keys = Keys(node or Section((), start), REHEARSAL, "rehearsal", found)
    runs = keys.may("runs", whole(50, 2000), 200)
    bounds: list[Bound] = []
    beats: list[Beats] = []
    keys.asked += [f"{bot} team" for bot in BOTS] + ["skilled beats novice"]
    for entry in keys.others():
        said = " ".join(entry.key.text.replace("-", " ").replace("_", " ").casefold().split())
        at = Value(entry.value, entry.key.text, found)
        if team := _TEAM.fullmatch(said):
            bounds += _bound(_bot(team[1], entry, found), at)
        elif pair := _BEATS.fullmatch(said):
            beats += _better(_bot(pair[1], entry, found), _bot(pair[2], entry, found), at)
        else:
            keys.unknown(entry)
    return Rehearsal(
        "rehearsal", keys.place, keys.close(), runs=runs, bounds=tuple(bounds), beats=tuple(beats)
    )


def _bot(name: str, entry: Entry, found: Found) -> str:
    if name not in BOTS:
        message = words("'{text}' is not one of: {names}", text=name, names=", ".join(BOTS))
        found.error(entry.key.place, "choice", message, did_you_mean(name, BOTS))
    return name


def _bound(bot: str, value: Value) -> list[Bound]:
    said = scalar(value)
    match = _BOUND.fullmatch(" ".join(said.split())) if said else None
    if match and match[1]:
        edge = percentage(match[2])
        lo, hi = (0, edge) if match[1] == "most" else (edge, 100)
    else:
        lo, hi = (percentage(match[3]), percentage(match[4])) if match else (None, None)
    if said is None or lo is None or hi is None or not lo <= hi <= 100:
        _not_expected(value, said, words("write at most 45%, at least 75%, or 35% to 75%"))
        return []
    return [Bound(bot, lo, hi, value.place)]


def _better(better: str, worse: str, value: Value) -> list[Beats]:
    said = scalar(value)
    match = _OF_RUNS.fullmatch(" ".join(said.split())) if said else None
    percent = percentage(match[1]) if match else None
    if percent is None or percent > 100:
        _not_expected(value, said, words("write at least 85% of runs"))
        return []
    return [Beats(better, worse, percent, value.place)]


def _not_expected(value: Value, said: str | None, hint: Words) -> None:
    if said is not None:
        value.wrong("rehearsal", words("'{text}' is nothing to expect", text=said), hint)
