"""The page itself: one HTML document with its style and script inside, and the policy that lets nothing else run."""

import base64
import hashlib
import html
from enum import StrEnum
from pathlib import Path

import msgspec

from drill.i18n import Language, _, speaking

_HERE = Path(__file__).parent
STYLE = (_HERE / "board.css").read_text(encoding="utf-8")
SCRIPT = (_HERE / "board.js").read_text(encoding="utf-8")
_FRAME = (_HERE / "board.html").read_text(encoding="utf-8")


class Theme(StrEnum):
    """Which colours a page wears."""

    SYSTEM = "system"
    """As the browser prefers."""
    DARK = "dark"
    LIGHT = "light"


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src {_hash(SCRIPT)}",
        f"style-src {_hash(STYLE)}",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
"""Only the two inline parts whose hashes these are; nobody may frame the page or turn words into markup."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
"""On every answer of the wall."""


def page(language: Language, theme: Theme) -> str:
    """Return the document. It holds no word of the drill: those come as events."""
    words = msgspec.json.encode(words_of(language)).decode().replace("<", "\\u003c")
    parts = {
        "{{lang}}": language.value,
        "{{theme}}": theme.value,
        "{{title}}": html.escape(words_of(language)["board"]),
        "{{style}}": STYLE,
        "{{words}}": words,
        "{{script}}": SCRIPT,
    }
    text = _FRAME
    for name, part in parts.items():
        text = text.replace(name, part)
    return text


def words_of(language: Language) -> dict[str, str]:
    """Return every word that the page itself says."""
    with speaking(language):
        return _frame_words() | _board_words()


def _frame_words() -> dict[str, str]:
    return {
        "board": _("Scoreboard"),
        "connecting": _("Connecting…"),
        "live": _("Live"),
        "offline": _("NO CONNECTION, shown as of {time}"),
        "frozen": _("FROZEN"),
        "delayed": _("{n} min behind"),
        "delayedSeconds": _("{n} s behind"),
        "local": _("Local time"),
        "left": _("left"),
    }


def _board_words() -> dict[str, str]:
    return {
        "team": _("Team"),
        "total": _("Total"),
        "trend": _("Trend"),
        "up": _("up {n}"),
        "down": _("down {n}"),
        "teams": _("Teams {first} to {last} of {all}"),
        "waiting": _("The board fills when the drill begins."),
        "undefended": _("If nobody defended"),
        "services": _("{up} of {all} services up"),
        "intact": _("Nothing is lost yet."),
        "holding": _("holding: {n} of {all} teams"),
        "due": _("Due now"),
        "owe": _("{n} owe it"),
        "late": _("LATE"),
        "story": _("What happened"),
        "ceremony": _("Awards"),
        "curtain": _("The prizes follow."),
        "nobody": _("not awarded"),
        "seal": _("Seal"),
    }
