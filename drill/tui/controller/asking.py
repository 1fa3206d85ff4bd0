"""What controllers type, read: lengths of time, and sentences that set facts."""

import re
from collections.abc import Callable

from drill.i18n import _
from drill.text import folded
from drill.tui.widgets.spans import HOUR, MINUTE, SECOND
from drill.world.cards import TruthCard

_PARTS = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s)?")
_LONGEST = 12 * HOUR


def length_of(text: str) -> int | None:
    """Return ``10``, ``10m``, ``90s`` or ``1h30m`` in milliseconds; a bare number is minutes, None is no length."""
    packed = "".join(text.split()).lower()
    if packed.isdecimal():
        packed += "m"
    match = _PARTS.fullmatch(packed)
    if not packed or match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    length = hours * HOUR + minutes * MINUTE + seconds * SECOND
    return length if 0 < length <= _LONGEST else None


def wrong_length(text: str) -> str:
    """Say what is wrong with a length."""
    return "" if length_of(text) is not None else _("Write a time like 10m, 90s or 1h30m.")


def wrong_length_or_none(text: str) -> str:
    """Say what is wrong with a length that may be left out."""
    return wrong_length(text) if text.strip() else ""


def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of a text in which each stands on a line or ends with a semicolon."""
    return tuple(part.strip() for part in re.split(r"[;\n]", text) if part.strip())


def sentence_of(fact: str, *, negated: bool) -> str:
    """Return a canonical fact as authors say it: ``fs01.encrypted`` is ``fs01 is not encrypted`` when negated."""
    subject, _dot, state = fact.rpartition(".")
    subject, state = _said(subject, state)
    verb = "has" if subject in {"attacker", "team"} else "is"
    no = {"has": "has no", "is": "is not"}[verb] if negated else verb
    return f"{subject} {no} {state}"


def _said(subject: str, state: str) -> tuple[str, str]:
    if subject.endswith(".weak"):
        return subject.removesuffix(".weak"), f"weak to {state}"
    if subject.startswith("link."):
        source, _dash, target = subject.removeprefix("link.").partition("-")
        return f"link {source} to {target}", state
    if subject == "team":
        return subject, state.replace("-", " ")
    return subject.replace("goal.", "goal "), state


def undoing(truth: TruthCard | None) -> Callable[[str], list[str]]:
    """Return a completion that offers to undo what is true in a team's world."""
    known = [] if truth is None else [sentence_of(fact, negated=True) for fact in truth.facts]

    def complete(text: str) -> list[str]:
        before, semicolon, last = text.rpartition(";")
        lead = f"{before}{semicolon} " if semicolon else ""
        return [f"{lead}{one}" for one in known if folded(one).startswith(folded(last))]

    return complete
