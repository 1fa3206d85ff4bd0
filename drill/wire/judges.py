"""What a teams file says of judges: who marks, who has an interest in whom, how many mark each text, until when."""

import re
from collections.abc import Iterator
from datetime import datetime

import msgspec

from drill.i18n import words
from drill.scenario.nodes import Entry, Listing, Node, Scalar, Section, folded_key
from drill.scenario.problems import Found, Place, did_you_mean
from drill.text import one_line
from drill.world.inputs import USUAL_ALARM
from drill.world.judging import HEAD_JUDGE, MARKER

ROLES = {"judge": "", "head": HEAD_JUDGE, HEAD_JUDGE: HEAD_JUDGE, "marker": MARKER}
"""What a teams file calls the roles of judges, and the role of the seat; empty for one that sees the board and marks."""
SETTINGS = ("marks per item", "alarm", "ceremony")
"""Keys that say how is marked."""


class Interest(msgspec.Struct, frozen=True):
    """A judge never gets the texts of a team."""

    team: str
    """As it is written; a team's name or id."""
    reason: str
    """May be empty."""
    place: Place


class JudgePlan(msgspec.Struct, frozen=True):
    """One judge as the file says it."""

    place: Place
    name: str
    role: str
    """Role of the seat, as in `ROLES`."""
    interests: tuple[Interest, ...] = ()


class PanelPlan(msgspec.Struct, frozen=True):
    """How is marked."""

    per_item: int | None = None
    """Judges for each text; None: two where there are two."""
    alarm: int = USUAL_ALARM
    """Percent between two marks from which one judge more is asked."""
    ceremony: str = ""
    """``YYYY-MM-DD HH:MM`` in the hub's own time zone; empty when it is not set."""


def judges(node: Node, found: Found) -> Iterator[JudgePlan]:
    """Read section ``judges``: names, or sections with name, role and conflicts."""
    if not isinstance(node, Listing):
        found.error(node.place, "roster", words("this takes a list of people"))
        return
    for item in node.items:
        match item:
            case Scalar(text=text):
                yield JudgePlan(item.place, one_line(text), "")
            case Section():
                yield _judge(item, found)
            case _:
                said = words("a judge is a name, or a section with name, role and conflicts")
                found.error(item.place, "roster", said)


def _judge(section: Section, found: Found) -> JudgePlan:
    name, role, interests = "", "", tuple[Interest, ...]()
    for entry in section.entries:
        key = folded_key(entry.key.text)
        if key == "name" and isinstance(entry.value, Scalar):
            name = one_line(entry.value.text)
        elif key == "role" and isinstance(entry.value, Scalar):
            role = _role(entry.value, found)
        elif key in {"conflicts", "conflict"}:
            interests = tuple(_interests(entry.value, found))
        else:
            said = words("'{key}' is not a word for a judge", key=entry.key.text)
            hint = did_you_mean(entry.key.text, ("name", "role", "conflicts"))
            found.error(entry.key.place, "roster", said, hint)
    return JudgePlan(section.place, name, role, interests)


def _role(said: Scalar, found: Found) -> str:
    role = " ".join(said.text.replace("-", " ").casefold().split())
    if role not in ROLES:
        message = words("'{role}' is not a role of judges; write judge, head or marker", role=said.text)
        found.error(said.place, "roster", message, did_you_mean(role, ROLES))
    return ROLES.get(role, "")


def _interests(node: Node, found: Found) -> Iterator[Interest]:
    """Read ``[TEAM, ...]``, ``TEAM``, or ``{TEAM: reason}``."""
    match node:
        case Scalar(text=text) if text:
            yield Interest(one_line(text), "", node.place)
        case Listing(items):
            for item in items:
                yield from _interests(item, found)
        case Section(entries):
            for entry in entries:
                reason = one_line(entry.value.text) if isinstance(entry.value, Scalar) else ""
                yield Interest(one_line(entry.key.text), reason, entry.key.place)


def setting(plan: PanelPlan, entry: Entry, found: Found) -> PanelPlan:
    """Return the plan with one of the `SETTINGS` read in; what does not fit is reported."""
    value = entry.value
    said = value.text.strip() if isinstance(value, Scalar) else ""
    match folded_key(entry.key.text):
        case "marksperitem":
            number = _number(said, 9)
            if number:
                return msgspec.structs.replace(plan, per_item=number)
            wrong = words("'{text}' is not a number of judges; write 1 to 9", text=said)
        case "alarm":
            number = _number(said.removesuffix("%").strip(), 100)
            if number:
                return msgspec.structs.replace(plan, alarm=number)
            wrong = words("'{text}' is not an alarm; write 1 to 100 percent", text=said)
        case _:
            moment = _moment(said)
            if moment:
                return msgspec.structs.replace(plan, ceremony=moment)
            wrong = words("'{text}' is not a moment; write it like 2026-11-24 16:00", text=said)
    found.error(value.place, "roster", wrong)
    return plan


def _number(said: str, most: int) -> int:
    return int(said) if re.fullmatch(r"[0-9]{1,3}", said) and 1 <= int(said) <= most else 0


def _moment(said: str) -> str:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}[ T]\d{1,2}:\d{2}", said):
        return ""
    day, _, clock = said.replace("T", " ").partition(" ")
    try:
        return datetime.fromisoformat(f"{day} {clock:0>5}").strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return ""
