"""The locks on outsiders' words: cleaned at the hub's edge, plain for widgets, measured in cells.

Words that a team, a judge or a scenario author wrote must not crash, restyle, click or escape on
anyone's screen. `clean` runs when a command is accepted, before the journal; `plain` is the only way
such words reach a widget.
"""

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.content import Content

MAX_TEXT = 20_000
"""Characters of the longest text that a person may hand in (a report's story)."""

_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and line feed, DEL, C1
    "\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"  # marks that turn or hide text
    "\u00ad\u034f\u115f\u1160\u180e\u2800\u3164\uffa0"  # letters that nobody sees
    "\U000e0000-\U000e007f]"  # tag characters
)
_ESCAPES = re.compile(
    "\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)?"  # operating system commands: titles, clipboard
    "|\x1b[PX^_].*?(?:\x1b\\\\|$)"  # device control strings
    "|[\x1b\x9b]\\[?[0-?]*[ -/]*[@-~]",  # control sequences
    re.DOTALL,
)
_MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACKED = re.compile(f"({_MARKS}{{4}}){_MARKS}+")
"""More marks on one letter than any script has: they would be drawn over the lines above and below."""


def nfc(text: str) -> str:
    """Return the text in Unicode's composed form, the one form that is stored and compared."""
    return unicodedata.normalize("NFC", text)


def clean(text: str, limit: int = MAX_TEXT) -> str:
    """Return the words alone: no escapes, no controls, no direction marks, no stacks of accents, NFC.

    Args:
        text: anything that came from outside.
        limit: characters kept; the rest is cut off.
    """
    without = _CONTROLS.sub("", _ESCAPES.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    without = "".join(c for c in without if not 0xD800 <= ord(c) <= 0xDFFF)
    return _STACKED.sub(r"\1", nfc(without))[:limit]


def one_line(text: str, limit: int = 200) -> str:
    """Return the cleaned text with every run of white space as one blank."""
    return " ".join(clean(text, limit * 4).split())[:limit]


def folded(text: str) -> str:
    """Return the form in which searches and answers compare: NFC, case folded, blanks joined."""
    return nfc(" ".join(nfc(text).split()).casefold())


def bare(text: str) -> str:
    """Return the folded text without accents, ``dung khan cap`` of ``Dừng khẩn cấp``: what people type to find a word."""
    parts = unicodedata.normalize("NFD", folded(text).replace("đ", "d"))
    return "".join(part for part in parts if not unicodedata.combining(part))


def plain(text: str) -> "Content":
    """Return outsiders' words as content that no widget will read as markup."""
    from textual.content import Content  # noqa: PLC0415 (the pure half must not load Textual)

    return Content(clean(text))


def cells(text: str) -> int:
    """Return the width of one line in terminal cells; never count characters."""
    from rich.cells import cell_len  # noqa: PLC0415 (the pure half must not load Rich)

    return cell_len(text)


def fit(text: str, width: int) -> str:
    """Return one line cut or padded to exactly ``width`` cells, with an ellipsis where it was cut."""
    from rich.cells import set_cell_size  # noqa: PLC0415 (the pure half must not load Rich)

    line = one_line(text, max(width * 2, 200))
    if cells(line) <= width:
        return set_cell_size(line, width)
    return set_cell_size(line, max(0, width - 1)) + "…" if width else ""
