"""What a piece of text stands for. A tone is never alone: the word or sign beside it says the same."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """How a cell or a word is meant; the theme decides how that looks."""

    NONE = ""
    QUIET = "quiet"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    ACCENT = "accent"


STYLE = {
    Tone.NONE: "",
    Tone.QUIET: "$quiet",
    Tone.GOOD: "$text-success",
    Tone.WARN: "$text-warning",
    Tone.BAD: "$text-error",
    Tone.ACCENT: "$accent",
}
"""The style names that `textual.content.Content` understands; variables of the theme."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a list's row."""

    text: str
    """Any words, outsiders' too: the list cleans and cuts them."""
    tone: Tone = Tone.NONE
    chip: bool = False
    """Shown as a bold word on the muted tone."""
    value: int | str | None = None
    """What sorting compares; None compares the text."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list."""

    id: str
    title: str
    """English; translated when drawn."""
    width: int = 0
    """Cells; 0 shares what the fixed columns leave."""
    share: int = 1
    right: bool = False
    """Numbers stand to the right."""
    from_width: int = 0
    """The list must be at least so wide for this column to show."""
