"""How a line of a match file is described: its usage, its pattern, what it makes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from drill.i18n import words
from drill.world.inputs import ControlInput, JudgeInput, Refusal

Steered: TypeAlias = ControlInput | JudgeInput | Refusal
Parts: TypeAlias = dict[str, str]
"""The named parts of a line; those left out are empty."""

BECAUSE = r"(?:\s*:\s*(?P<reason>.*))?"
TEAM = r"(?P<team>[^\s:]+)"
_SPAN = re.compile(r"(?:(\d{1,4})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s)?")


@dataclass(frozen=True, slots=True)
class Control:
    """One way to write a control or a mark."""

    usage: str
    pattern: re.Pattern[str]
    build: Callable[[Parts], Steered]
    """Makes the input from the named parts; those left out are empty."""


def control(usage: str, pattern: str, build: Callable[[Parts], Steered]) -> Control:
    """Return a control from the pattern of its whole line."""
    return Control(usage, re.compile(pattern, re.DOTALL), build)


def read_span(text: str) -> int:
    """Return the milliseconds of ``1h30m``, ``5m`` or ``45s``; 0 when it is no span."""
    found = _SPAN.fullmatch(text.strip())
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000


def span(text: str, build: Callable[[int], Steered]) -> Steered:
    """Return what a time above zero makes, or why the text is none."""
    milliseconds = read_span(text)
    if milliseconds <= 0:
        return Refusal(
            words("“{text}” is not a time.", text=text), words("Write: {usage}", usage="5m, 1h30m, 45s")
        )
    return build(milliseconds)


def names(text: str) -> tuple[str, ...]:
    """Return the names of a list with commas."""
    return tuple(name.strip() for name in text.split(",") if name.strip())
